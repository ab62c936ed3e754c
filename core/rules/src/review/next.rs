use super::missing::Missing;
use super::{AttemptKey, Review, Stage};
use crate::{ConsentKind, Outcome, Side};

/// What is to be done next in a review.
#[derive(Debug, Clone, PartialEq)]
pub enum Next {
    /// Take this side of the card.
    TakeCard(Side),
    /// Check and confirm what was read.
    ConfirmCard,
    /// Agree to the processing of the card or of the face: each before the first upload of its kind.
    GiveConsent(ConsentKind),
    /// Send the card to the platform.
    SendCard,
    /// Take the portrait.
    TakePortrait,
    /// Submit.
    Submit,
    /// Find out whether the platform has this submission; send it again under the same key if not.
    Reconcile(AttemptKey),
    /// Wait for the outcome of this attempt.
    Wait(AttemptKey),
    /// Read the outcome; after a failure start again, or hand over where that is allowed.
    Read(Outcome),
    /// Nothing: no chance is left.
    NoChances,
}

impl Review {
    /// What is to be done next.
    pub fn next(&self) -> Next {
        match &self.stage {
            Stage::Submitting { key } => Next::Reconcile(*key),
            Stage::Waiting { key } => Next::Wait(*key),
            Stage::Decided { outcome, .. } => Next::Read(outcome.clone()),
            Stage::Preparing if self.chances.left() == 0 => Next::NoChances,
            Stage::Preparing => self.next_to_prepare(),
        }
    }

    /// In the order of [`Review::may_submit`]'s refusals.
    fn next_to_prepare(&self) -> Next {
        match self.missing() {
            Some(Missing::Side(side)) => Next::TakeCard(side),
            Some(Missing::Confirmation) => Next::ConfirmCard,
            Some(Missing::Consent(kind)) => Next::GiveConsent(kind),
            Some(Missing::CardSent) => Next::SendCard,
            Some(Missing::Portrait) => Next::TakePortrait,
            None => Next::Submit,
        }
    }
}
