//! Photos on their way: part by part, on from where the platform has them.

use super::HttpPlatform;
use super::answer::{Answer, Failed, Trouble};
use super::call::Call;
use crate::{PlatformError, Progress, Refusal, Transfer, wire};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use ruxue_rules::limits::{PART_BYTES, SENT_BYTES};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// How often the platform may say that it is not further than before, or that all is to be sent again, in one upload.
const SURPRISES: u32 = 4;

/// A photo to be brought to the platform.
pub(super) struct Photo<'a> {
    id: Uuid,
    purpose: wire::Purpose,
    jpeg: Bytes,
    transfer: &'a Transfer,
}

impl<'a> Photo<'a> {
    /// The photo that `id` names, if the contract takes one of its size.
    pub(super) fn new(
        id: Uuid,
        purpose: wire::Purpose,
        jpeg: Bytes,
        transfer: &'a Transfer,
    ) -> Result<Self, PlatformError> {
        match jpeg.len() {
            0 => Err(PlatformError::Refused(Refusal::PhotoUndecodable)),
            1..=SENT_BYTES => Ok(Self { id, purpose, jpeg, transfer }),
            _ => Err(PlatformError::Refused(Refusal::PhotoTooLarge)),
        }
    }

    fn length(&self) -> u64 {
        self.jpeg.len() as u64
    }

    /// The next part, where the platform has `received` bytes; empty where it has all.
    fn part(&self, received: u64) -> Bytes {
        let length = self.jpeg.len();
        let start = usize::try_from(received).unwrap_or(length).min(length);
        self.jpeg.slice(start..length.min(start + PART_BYTES))
    }

    /// Takes the platform's word for what it has, if it can be true, and tells who follows.
    fn stands_at(&self, received: u64) -> Result<u64, PlatformError> {
        if received > self.length() {
            return Err(PlatformError::NotUnderstood);
        }
        self.transfer.report(Progress { sent: received, total: self.length() });
        Ok(received)
    }
}

impl HttpPlatform {
    /// Brings the photo to the platform and then makes `call`, which uses it. Where the platform turns out not to have it whole,
    /// or not as it was sent, brings it again.
    pub(super) async fn send_with(&self, photo: &Photo<'_>, call: &Call) -> Result<Answer, PlatformError> {
        let mut surprises = 0;
        loop {
            self.bring(photo).await?;
            match self.send(call).await {
                Err(failed) if failed.trouble.is_some() && surprises < SURPRISES => surprises += 1,
                answer => return Ok(answer?),
            }
        }
    }

    /// Sends part after part until the platform has the photo whole.
    async fn bring(&self, photo: &Photo<'_>) -> Result<(), PlatformError> {
        let mut received = self.announce(photo).await?;
        let mut surprises = 0;
        while received < photo.length() {
            let part = photo.part(received);
            let expected = received + part.len() as u64;
            received = match self.append(photo, received, part).await {
                Ok(stands) if stands == expected => stands,
                Ok(_) => return Err(PlatformError::NotUnderstood),
                Err(failed) if surprises == SURPRISES => return Err(failed.error),
                Err(failed) => {
                    let stands = self.after_trouble(photo, received, failed).await?;
                    // That a part got there whose answer was lost is no surprise.
                    surprises += u32::from(stands != expected);
                    stands
                }
            };
        }
        Ok(())
    }

    /// Makes the upload, or learns where it stands.
    async fn announce(&self, photo: &Photo<'_>) -> Result<u64, PlatformError> {
        let announcement = wire::Announcement {
            purpose: photo.purpose,
            length: photo.length(),
            sha256: hex(&Sha256::digest(&photo.jpeg)),
        };
        let call = Call::put("v1/uploads/{id}").naming(photo.id).json(&announcement)?;
        self.read_upload(photo, &self.send(&call).await?)
    }

    /// Sends the part that begins at `received`.
    async fn append(&self, photo: &Photo<'_>, received: u64, part: Bytes) -> Result<u64, Failed> {
        let answer = self.send(&Call::part(photo.id, received, part)?).await?;
        Ok(self.read_upload(photo, &answer)?)
    }

    /// Where to go on after a part was not taken.
    async fn after_trouble(&self, photo: &Photo<'_>, received: u64, failed: Failed) -> Result<u64, PlatformError> {
        match (failed.trouble, failed.error) {
            (Some(Trouble::StandsAt(stands)), _) => photo.stands_at(stands),
            (Some(Trouble::Damaged), _) => Ok(received),
            // The platform let the upload go: too old, or too many of them.
            (None, PlatformError::Refused(Refusal::NotFound)) => self.announce(photo).await,
            (None, error) => Err(error),
        }
    }

    fn read_upload(&self, photo: &Photo<'_>, answer: &Answer) -> Result<u64, PlatformError> {
        let upload: wire::Upload = answer.read()?;
        if (upload.id, upload.purpose, upload.length) != (photo.id, photo.purpose, photo.length()) {
            return Err(PlatformError::NotUnderstood);
        }
        photo.stands_at(upload.received)
    }
}

/// The value of Content-Digest (RFC 9530).
pub(super) fn content_digest(body: &[u8]) -> String {
    format!("sha-256=:{}:", STANDARD.encode(Sha256::digest(body)))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
