use crate::wire::Problem;
use crate::{PlatformError, Refusal};
use reqwest::header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER};
use reqwest::{Response, StatusCode};
use serde::de::DeserializeOwned;
use std::error::Error;
use std::io::ErrorKind;
use std::time::Duration;
use zeroize::Zeroizing;

/// No answer of the contract comes near this many bytes.
const LARGEST_ANSWER: usize = 256 << 10;
/// A server that asks for more is not taken at its word.
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 60 * 60);

/// A successful answer.
pub(super) struct Answer {
    is_json: bool,
    body: Zeroizing<Vec<u8>>,
}

impl Answer {
    /// Reads the whole answer; whatever is not a success becomes its error.
    pub(super) async fn receive(mut response: Response) -> Result<Self, PlatformError> {
        let (status, media_type) = (response.status(), media_type(response.headers()));
        let retry_after = retry_after(response.headers());
        let mut body = Zeroizing::new(Vec::new());
        while let Some(piece) = response.chunk().await? {
            if body.len() + piece.len() > LARGEST_ANSWER {
                return Err(PlatformError::NotUnderstood);
            }
            body.extend_from_slice(&piece);
        }
        if status.is_success() {
            return Ok(Self { is_json: media_type == "application/json", body });
        }
        let problem = match media_type.as_str() {
            "application/problem+json" => serde_json::from_slice(&body).ok(),
            _ => None,
        };
        Err(refusal(status, retry_after, problem))
    }

    /// The answer's JSON.
    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T, PlatformError> {
        if !self.is_json {
            return Err(PlatformError::NotUnderstood);
        }
        serde_json::from_slice(&self.body).map_err(|_| PlatformError::NotUnderstood)
    }

    /// For answers that say nothing: anything but silence comes from someone else.
    pub(super) fn expect_nothing(&self) -> Result<(), PlatformError> {
        if self.body.is_empty() { Ok(()) } else { Err(PlatformError::NotUnderstood) }
    }
}

fn refusal(status: StatusCode, retry_after: Option<Duration>, problem: Option<Problem>) -> PlatformError {
    if status == StatusCode::TOO_MANY_REQUESTS {
        return PlatformError::TooManyRequests { retry_after };
    }
    if status == StatusCode::REQUEST_TIMEOUT {
        return PlatformError::TooSlow;
    }
    if status.is_server_error() {
        return PlatformError::ServerDown;
    }
    let Some(problem) = problem else {
        return PlatformError::NotUnderstood;
    };
    PlatformError::Refused(match problem.code.as_str() {
        "wrong_password" => return PlatformError::WrongPassword { tries_left: problem.tries_left },
        "locked" => return PlatformError::Locked { retry_after: retry_after.unwrap_or_default() },
        "session_expired" => return PlatformError::SessionExpired,
        "damaged_body" => return PlatformError::Cut,
        "card_incomplete" => Refusal::CardIncomplete,
        "card_not_confirmed" => Refusal::CardNotConfirmed,
        "card_expired" => Refusal::CardExpired,
        "card_unreadable" => Refusal::CardUnreadable,
        "not_a_card" => Refusal::NotACard,
        "wrong_side" => Refusal::WrongSide,
        "photo_undecodable" => Refusal::PhotoUndecodable,
        "too_large" => Refusal::PhotoTooLarge,
        "number_mismatch" => Refusal::NumberMismatch,
        "fields_disagree" => Refusal::FieldsDisagree(problem.fields),
        "register_mismatch" => Refusal::RegisterMismatch,
        "no_chances_left" => Refusal::NoChancesLeft,
        "review_pending" => Refusal::ReviewPending,
        "already_passed" => Refusal::AlreadyPassed,
        "handed_over" => Refusal::HandedOver,
        "hand_over_too_early" => Refusal::HandOverTooEarly,
        "nothing_to_restart" => Refusal::NothingToRestart,
        "key_reused" => Refusal::KeyReused,
        "not_found" => Refusal::NotFound,
        "consent_missing" => Refusal::ConsentMissing,
        "upload_incomplete" => Refusal::UploadIncomplete,
        "offset_mismatch" => Refusal::OffsetMismatch,
        "wrong_code" => Refusal::WrongCode,
        "nothing_bound" => Refusal::NothingBound,
        "taken" => Refusal::Taken,
        "not_enrolled" => Refusal::NotEnrolled,
        "already_registered" => Refusal::AlreadyRegistered,
        "weak_password" => Refusal::WeakPassword,
        "wrong_current_password" => Refusal::WrongCurrentPassword,
        _ => return PlatformError::NotUnderstood,
    })
}

/// The answer's media type without its parameters, in lower case.
fn media_type(headers: &HeaderMap) -> String {
    let value = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds).min(LONGEST_WAIT))
}

impl From<reqwest::Error> for PlatformError {
    fn from(error: reqwest::Error) -> Self {
        if error.is_timeout() {
            return Self::TooSlow;
        }
        if !error.is_connect() {
            return Self::Cut;
        }
        match cause::<rustls::Error>(&error) {
            Some(rustls::Error::InvalidCertificate(_)) => return Self::Untrusted,
            Some(_) => return Self::NotUnderstood,
            None => {}
        }
        match cause::<std::io::Error>(&error).map(std::io::Error::kind) {
            Some(ErrorKind::ConnectionRefused) => Self::ServerDown,
            Some(ErrorKind::TimedOut) => Self::TooSlow,
            Some(ErrorKind::ConnectionReset | ErrorKind::UnexpectedEof | ErrorKind::BrokenPipe) => Self::Cut,
            _ => Self::NoNetwork,
        }
    }
}

/// The first cause of kind `E`. An IO error hides what it wraps from `source`, so it is opened by hand.
fn cause<'a, E: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a E> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref::<E>() {
            return Some(found);
        }
        next = match error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    None
}
