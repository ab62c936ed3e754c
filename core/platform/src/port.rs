use crate::{PlatformError, Secret, Transfer};
use async_trait::async_trait;
use bytes::Bytes;
use jiff::Timestamp;
use ruxue_rules::{Account, CardFields, Chances, ConfirmedCard, Outcome, Side};
use serde::Deserialize;
use std::fmt;
use uuid::Uuid;

/// The college's platform, for one student at a time.
///
/// Every call may be dropped at any point without harm to this side: what was sent may still have arrived, which
/// [`PlatformError::outcome_unknown`] tells for the calls where it matters.
#[async_trait]
pub trait Platform: Send + Sync {
    /// Logs in. What it returns is all that need be kept, sealed, to stay logged in.
    async fn log_in(&self, account: &Account, password: &Secret) -> Result<SavedSession, PlatformError>;

    /// Goes on with a session kept earlier; whether it still stands shows with the next call.
    fn resume(&self, session: SavedSession);

    /// Ends the session. The client forgets it even where the platform could not be told.
    async fn log_out(&self) -> Result<(), PlatformError>;

    /// The header of the student's pages.
    async fn student(&self) -> Result<Student, PlatformError>;

    /// Uploads the photo of a side as taken (JPEG); answers what the platform read from it. Replaces an earlier photo of
    /// that side and takes back the confirmation. Safe to repeat.
    async fn upload_side(&self, side: Side, jpeg: Bytes, transfer: &Transfer) -> Result<CardFields, PlatformError>;

    /// Tells what the student confirmed of both sides. Safe to repeat.
    async fn confirm_card(&self, card: &ConfirmedCard) -> Result<(), PlatformError>;

    /// Submits the portrait (JPEG) under `key`, which is chosen and stored before the first try: however often it is sent
    /// again with the same photo, there is one attempt, and at most one chance is spent.
    async fn submit(&self, key: Uuid, portrait: Bytes, transfer: &Transfer) -> Result<Attempt, PlatformError>;

    /// How an attempt stands: ask until its outcome is no longer pending.
    async fn attempt(&self, id: Uuid) -> Result<Attempt, PlatformError>;

    /// All attempts, oldest first, and the chances left.
    async fn history(&self) -> Result<History, PlatformError>;

    /// The attempt that `key` made, if it reached the platform: how a submission without an answer is reconciled.
    async fn find_attempt(&self, key: Uuid) -> Result<Option<Attempt>, PlatformError> {
        Ok(self.history().await?.attempts.into_iter().find(|attempt| attempt.key == key))
    }

    /// Stops, at the student's wish, after two failed comparisons: the last result goes to the school. Safe to repeat.
    async fn hand_over(&self) -> Result<Attempt, PlatformError>;

    /// Begins again (重新审核): the card is to be uploaded and confirmed anew. Gives no chance back. Safe to repeat.
    async fn restart(&self) -> Result<(), PlatformError>;
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
}

impl fmt::Debug for Student {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Student")
            .field("chances_left", &self.chances_left)
            .field("card", &self.card)
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
