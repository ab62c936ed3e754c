//! Who looks at the photos: behind a trait, so that the platform's own rules are tested without pictures.

use crate::cards::SideFields;
use crate::problem::Problem;
use ruxue_rules::{Reason, Side};

/// Looks at photos for the platform. Called on a thread that may block, one photo at a time.
pub trait Examiner: Send + Sync + 'static {
    /// Reads a side of the card.
    ///
    /// # Errors
    /// Why the photo is of no use.
    fn read_card(&self, side: Side, jpeg: &[u8]) -> Result<SideFields, Unusable>;

    /// Whether the portrait is a picture at all, before it makes an attempt.
    ///
    /// # Errors
    /// [`Unusable::Undecodable`].
    fn check_portrait(&self, jpeg: &[u8]) -> Result<(), Unusable>;

    /// Judges the portrait against the register's photo.
    ///
    /// # Errors
    /// Where the examination itself failed; the attempt then waits, and is examined again later.
    fn judge(&self, portrait: &Portrait) -> Result<Judgement, ExaminationFailed>;
}

/// What is compared.
pub struct Portrait {
    /// The student's portrait.
    pub jpeg: Vec<u8>,
    /// The register's photo.
    pub register: Vec<u8>,
}

/// What comes of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Judgement {
    /// The same person.
    Passed {
        /// How alike, 0 to 100.
        score: f32,
    },
    /// Refused.
    Failed {
        /// How alike, 0 to 100; none where no face could be compared.
        score: Option<f32>,
        /// At least one.
        reasons: Vec<Reason>,
    },
}

/// Why a photo is of no use; no chance is spent by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// Not a picture that can be decoded within bounds.
    #[error("not a picture that can be decoded")]
    Undecodable,
    /// No ID card in it.
    #[error("no ID card in the picture")]
    NotACard,
    /// The other side of the card.
    #[error("the other side of the card")]
    WrongSide,
    /// The card's number or validity cannot be read.
    #[error("the card cannot be read")]
    Unreadable,
}

/// The examination failed for reasons of the platform's own.
#[derive(Debug, thiserror::Error)]
#[error("the photo could not be examined")]
pub struct ExaminationFailed;

impl From<Unusable> for Problem {
    fn from(unusable: Unusable) -> Self {
        match unusable {
            Unusable::Undecodable => Self::PhotoUndecodable,
            Unusable::NotACard => Self::NotACard,
            Unusable::WrongSide => Self::WrongSide,
            Unusable::Unreadable => Self::CardUnreadable,
        }
    }
}

impl From<ExaminationFailed> for Problem {
    fn from(_: ExaminationFailed) -> Self {
        Self::Internal
    }
}
