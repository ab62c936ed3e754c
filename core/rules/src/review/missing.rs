use super::{Refusal, Review};
use crate::{ConsentKind, Side};

/// What a submission still lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    Side(Side),
    Confirmation,
    Consent(ConsentKind),
    CardSent,
    Portrait,
}

impl From<Missing> for Refusal {
    fn from(missing: Missing) -> Self {
        match missing {
            Missing::Side(side) => Self::SideMissing(side),
            Missing::Confirmation => Self::NotConfirmed,
            Missing::Consent(kind) => Self::NoConsent(kind),
            Missing::CardSent => Self::NotSent,
            Missing::Portrait => Self::NoPortrait,
        }
    }
}

impl Review {
    /// The first thing that a submission lacks, in the order in which the student is led.
    pub(super) fn missing(&self) -> Option<Missing> {
        // A card that the platform has is not needed on the phone any more.
        let unsent = if self.card_sent { None } else { self.missing_to_send().or(Some(Missing::CardSent)) };
        let card_consent = (!self.agrees_to(ConsentKind::Card)).then_some(Missing::Consent(ConsentKind::Card));
        let face_consent = (!self.agrees_to(ConsentKind::Face)).then_some(Missing::Consent(ConsentKind::Face));
        let portrait = self.portrait.is_none().then_some(Missing::Portrait);
        unsent.or(card_consent).or(face_consent).or(portrait)
    }

    /// The first thing that sending the card lacks.
    pub(super) fn missing_to_send(&self) -> Option<Missing> {
        let side = Side::ALL.into_iter().find(|side| self.side(*side).is_none());
        side.map(Missing::Side)
            .or(self.confirmed.is_none().then_some(Missing::Confirmation))
            .or((!self.agrees_to(ConsentKind::Card)).then_some(Missing::Consent(ConsentKind::Card)))
    }
}
