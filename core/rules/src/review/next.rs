use super::{AttemptKey, Review, Stage};
use crate::{ConsentKind, Outcome, Side};

/// What is to be done next in a review.
#[derive(Debug, Clone, PartialEq)]
pub enum Next {
    /// Take this side of the card.
    TakeCard(Side),
    /// Check and confirm what was read.
    ConfirmCard,
    /// Agree to this.
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

    /// A card that the platform has is not asked for again, though its photos are gone from the phone.
    fn next_to_prepare(&self) -> Next {
        if !self.card_sent {
            if let Some(side) = [Side::Portrait, Side::Emblem].into_iter().find(|side| self.side(*side).is_none()) {
                return Next::TakeCard(side);
            }
            if self.confirmed.is_none() {
                return Next::ConfirmCard;
            }
        }
        if self.consent(ConsentKind::Card).is_none() {
            Next::GiveConsent(ConsentKind::Card)
        } else if !self.card_sent {
            Next::SendCard
        } else if self.consent(ConsentKind::Face).is_none() {
            Next::GiveConsent(ConsentKind::Face)
        } else if self.portrait.is_none() {
            Next::TakePortrait
        } else {
            Next::Submit
        }
    }
}
