use crate::{CardDraft, CardProblem, CardReport, Chances, Consent, ConsentKind, Outcome, Report, Side, Slot};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Names a photo that the store keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PhotoId(pub Uuid);

/// The idempotency key of a submission, drawn and stored before the first byte is sent: whatever happens, one key makes one
/// attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AttemptKey(pub Uuid);

/// An attempt as the platform tells of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attempt {
    /// The key it was submitted under.
    pub key: AttemptKey,
    /// What came of it.
    pub outcome: Outcome,
}

/// What happens to a review.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A photo was taken and refused. It is not kept, only counted: see [`Review::may_overrule`](super::Review::may_overrule).
    PhotoRefused {
        /// What was asked for.
        slot: Slot,
        /// Tells this photo from others.
        print: u64,
        /// What judging it said.
        report: Report,
    },
    /// A side of the card was taken and judged. One that is refused is kept only if the student may overrule that.
    CardTaken {
        /// Which side was asked for.
        side: Side,
        /// The photo.
        photo: PhotoId,
        /// What judging it said.
        report: CardReport,
    },
    /// The student confirmed the card's fields, corrected where misread.
    CardConfirmed {
        /// The fields of both sides.
        fields: CardDraft,
        /// The day of confirming.
        today: Date,
    },
    /// The student agreed to the processing of the card or of the face.
    ConsentGiven {
        /// Of which.
        kind: ConsentKind,
        /// To which text, and when.
        consent: Consent,
    },
    /// The platform knows of the consent. Where it denies that later, the student took it back on another phone.
    ConsentTold {
        /// Which.
        kind: ConsentKind,
    },
    /// The student takes a consent back. What is captured stays on the phone; nothing of that kind is sent any more.
    ConsentRevoked {
        /// Which.
        kind: ConsentKind,
    },
    /// The platform has both sides and what was confirmed of them.
    CardSent,
    /// The platform does not have the card (any more): it is to be sent again.
    CardGone,
    /// A portrait was taken and judged. One that is refused is kept only if the student may overrule that.
    PortraitTaken {
        /// The photo.
        photo: PhotoId,
        /// What judging it said.
        report: Report,
    },
    /// The student submits. From here on the platform may have the attempt.
    Submitted {
        /// The key of the attempt, never used before.
        key: AttemptKey,
    },
    /// The platform certainly did not take the submission.
    Rejected {
        /// The key of that submission.
        key: AttemptKey,
    },
    /// The platform told how one attempt stands.
    Answered(Attempt),
    /// The platform told of all attempts and of the chances left.
    Synced {
        /// The chances left.
        chances: Chances,
        /// Oldest first.
        attempts: Vec<Attempt>,
    },
    /// The student starts again (重新审核) after a failure.
    StartedAgain,
}

/// Why an event cannot happen now. The state stays as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The photo's report refuses it, or it shows the other side.
    #[error("the photo is not good enough")]
    PhotoRefused,
    /// A side was not taken yet.
    #[error("the {0:?} side is missing")]
    SideMissing(Side),
    /// The fields can't be confirmed as they are.
    #[error("the fields can't be confirmed")]
    Fields(Vec<CardProblem>),
    /// The fields were not confirmed yet.
    #[error("the card is not confirmed")]
    NotConfirmed,
    /// The student did not agree to the processing of the card or the face, or agreed to an older text.
    #[error("no consent to the processing of the {0:?}")]
    NoConsent(ConsentKind),
    /// The platform does not have the card yet.
    #[error("the card was not sent")]
    NotSent,
    /// No portrait was taken yet.
    #[error("the portrait is missing")]
    NoPortrait,
    /// No chance is left.
    #[error("no chance left")]
    NoChances,
    /// The key was used before.
    #[error("the key was used before")]
    KeyUsed,
    /// A submission is under way: its outcome comes first.
    #[error("a submission is under way")]
    UnderWay,
    /// There is no such submission under way.
    #[error("no such submission")]
    NoSuchAttempt,
    /// The last attempt failed: start again first.
    #[error("start again first")]
    StartAgainFirst,
    /// Nothing failed, so there is nothing to start again from.
    #[error("nothing to start again from")]
    NothingFailed,
    /// Fewer than two comparisons failed.
    #[error("too early to hand over")]
    HandOverTooEarly,
    /// Passed already.
    #[error("passed already")]
    Passed,
    /// Handed to the school.
    #[error("handed to the school")]
    HandedOver,
}
