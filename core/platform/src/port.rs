use crate::{
    Binding, BindingKind, CodePurpose, CodeSent, Consents, Contact, Enrolment, PlatformError, PostalAddress, Profile,
    Proof, Registration, Secret, Transfer,
};
use async_trait::async_trait;
use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use ruxue_rules::{Account, CardFields, Chances, ConfirmedCard, Consent, ConsentKind, Outcome, Overruled, Side};
use serde::Deserialize;
use std::fmt;
use uuid::Uuid;

/// The college's platform, for one student at a time.
///
/// Every call may be dropped at any point without harm to this side: what was sent may still have arrived, which
/// [`PlatformError::outcome_unknown`] tells for the calls where it matters.
#[async_trait]
pub trait Platform: Send + Sync {
    // The session.

    /// Logs in. What it returns is all that need be kept, sealed, to stay logged in.
    async fn log_in(&self, account: &Account, password: &Secret) -> Result<SavedSession, PlatformError>;

    /// Goes on with a session kept earlier; whether it still stands shows with the next call.
    fn resume(&self, session: SavedSession);

    /// Ends the session. The client forgets it even where the platform could not be told.
    async fn log_out(&self) -> Result<(), PlatformError>;

    /// Ends every session of the student, on this phone and elsewhere. The client forgets its own only where the platform
    /// did so.
    async fn log_out_everywhere(&self) -> Result<(), PlatformError>;

    /// The header of the student's pages.
    async fn student(&self) -> Result<Student, PlatformError>;

    /// The platform's clock less the phone's, by the `Date` of its last answer; zero before the first. Right to about a
    /// second and the time an answer travels.
    fn skew(&self) -> SignedDuration;

    // The card.

    /// Uploads the photo of a side (JPEG, as [`ruxue_rules::limits`] has what is sent); answers what the platform read from
    /// it. Replaces an earlier photo of that side and takes back the confirmation. `upload` names the bytes: the same id,
    /// the same bytes, for ever. Safe to repeat: it goes on from where the platform has them.
    async fn upload_side(
        &self,
        side: Side,
        upload: Uuid,
        jpeg: Bytes,
        transfer: &Transfer,
    ) -> Result<CardFields, PlatformError>;

    /// Tells what the student confirmed of both sides. Safe to repeat.
    async fn confirm_card(&self, card: &ConfirmedCard) -> Result<(), PlatformError>;

    // Attempts.

    /// Submits the portrait (JPEG) under `key`, which is chosen and stored before the first try: however often it is sent
    /// again with the same photo, there is one attempt, and at most one chance is spent. The key names the upload too.
    /// `overruled` is what the student overruled in any photo of the review.
    async fn submit(
        &self,
        key: Uuid,
        portrait: Bytes,
        overruled: &[Overruled],
        transfer: &Transfer,
    ) -> Result<Attempt, PlatformError>;

    /// The attempt that `key` made, if it reached the platform: how a submission without an answer is reconciled, and how
    /// its outcome is waited for.
    async fn find_attempt(&self, key: Uuid) -> Result<Option<Attempt>, PlatformError>;

    /// All attempts, oldest first, and the chances left.
    async fn history(&self) -> Result<History, PlatformError>;

    /// Stops, at the student's wish, after two failed comparisons: the last result goes to the school. Safe to repeat.
    async fn hand_over(&self) -> Result<Attempt, PlatformError>;

    /// Begins again (重新审核). The card is to be uploaded and confirmed anew where the last attempt failed for wrong
    /// registration data. Gives no chance back. Safe to repeat.
    async fn restart(&self) -> Result<(), PlatformError>;

    // Consents.

    /// Tells a consent that the student gave; wanted before the first upload of its kind. Safe to repeat.
    async fn give_consent(&self, kind: ConsentKind, consent: &Consent) -> Result<(), PlatformError>;

    /// Takes a consent back: the platform deletes what it holds by it. Refused while an attempt waits. Safe to repeat.
    async fn revoke_consent(&self, kind: ConsentKind) -> Result<(), PlatformError>;

    /// The consents that stand.
    async fn consents(&self) -> Result<Consents, PlatformError>;

    /// Erases all that the platform holds of the student beside the college's list and the count of attempts, and ends every
    /// session; the client forgets its own. Refused while an attempt waits. Safe to repeat: afterwards the session has
    /// expired.
    async fn erase(&self) -> Result<(), PlatformError>;

    // The account.

    /// Has a one-time code sent. Registration and reset need no session.
    async fn request_code(&self, purpose: &CodePurpose) -> Result<CodeSent, PlatformError>;

    /// Registers: sets the account's mobile number and password. Needs no session and makes none.
    async fn register(&self, registration: &Registration) -> Result<(), PlatformError>;

    /// Sets a new password by a code sent to `contact`. Ends every session and lifts a lock. Needs no session.
    async fn reset_password(&self, contact: &Contact, code: &Secret, password: &Secret) -> Result<(), PlatformError>;

    /// Changes the password. Ends the student's other sessions.
    async fn change_password(&self, proof: &Proof, password: &Secret) -> Result<(), PlatformError>;

    /// 个人信息.
    async fn profile(&self) -> Result<Profile, PlatformError>;

    /// Sets 收货地址. Safe to repeat.
    async fn set_postal_address(&self, address: &PostalAddress) -> Result<(), PlatformError>;

    /// 我的学籍.
    async fn enrolment(&self) -> Result<Enrolment, PlatformError>;

    /// Binds a contact or WeChat to the account, in the place of an earlier one of its kind.
    async fn bind(&self, binding: &Binding) -> Result<(), PlatformError>;

    /// Takes a binding away. Safe to repeat.
    async fn unbind(&self, kind: BindingKind) -> Result<(), PlatformError>;
}

/// What must be kept to stay logged in; opaque to everyone but the adapter that made it. To be sealed before it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedSession(pub Secret);

/// The header of the student's pages. `Debug` hides who it is.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Student {
    /// Student number, `S…`.
    #[serde(rename = "student_number")]
    pub number: String,
    /// Class, such as 入学资格审查2022级01班.
    pub class: String,
    /// Name with all characters but the last masked.
    pub masked_name: String,
    /// Reviews left.
    pub chances_left: Chances,
    /// How far the card is.
    pub card: CardStage,
    /// Whether the password is still the first one, the last six of the ID number: it should be changed.
    pub weak_password: bool,
}

impl fmt::Debug for Student {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Student")
            .field("chances_left", &self.chances_left)
            .field("card", &self.card)
            .field("weak_password", &self.weak_password)
            .finish_non_exhaustive()
    }
}

/// How far the card is, as the platform sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardStage {
    /// At least one side is still to be uploaded.
    Missing,
    /// Both sides were read, not yet confirmed.
    Uploaded,
    /// Confirmed: a review may be submitted.
    Confirmed,
}

/// One submission.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Attempt {
    /// The platform's name for it.
    pub id: Uuid,
    /// The key it was submitted under.
    pub key: Uuid,
    /// When it arrived, by the platform's clock.
    pub submitted_at: Timestamp,
    /// What came of it.
    pub outcome: Outcome,
}

/// All submissions of the student.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct History {
    /// Reviews left.
    pub chances_left: Chances,
    /// Oldest first.
    pub attempts: Vec<Attempt>,
}
