//! What the log says of a review: which step, and how far it is. Nothing of whose it is or what was read.

use ruxue_rules::{Event, Review, Stage};

pub(crate) fn event_name(event: &Event) -> &'static str {
    match event {
        Event::PhotoRefused { .. } => "photo_refused",
        Event::CardTaken { .. } => "card_taken",
        Event::CardConfirmed { .. } => "card_confirmed",
        Event::ConsentGiven { .. } => "consent_given",
        Event::ConsentTold { .. } => "consent_told",
        Event::ConsentRevoked { .. } => "consent_revoked",
        Event::CardSent => "card_sent",
        Event::CardGone => "card_gone",
        Event::PortraitTaken { .. } => "portrait_taken",
        Event::Submitted { .. } => "submitted",
        Event::Rejected { .. } => "rejected",
        Event::Answered(_) => "answered",
        Event::Synced { .. } => "synced",
        Event::StartedAgain => "started_again",
    }
}

pub(crate) fn stage_name(review: &Review) -> &'static str {
    match review.stage() {
        Stage::Preparing => "preparing",
        Stage::Submitting { .. } => "submitting",
        Stage::Waiting { .. } => "waiting",
        Stage::Decided { .. } => "decided",
    }
}
