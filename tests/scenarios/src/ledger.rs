//! What the student did, written down beside the app, and what must hold of app and platform because of it.

use ruxue_reference_platform::AttemptRecord;
use ruxue_rules::{AttemptKey, Chances, Outcome, PhotoId, Review, Side, Stage};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What did not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Broken(pub String);

/// What a student does that matters afterwards.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Deed {
    /// Is about to take a photo that is good enough.
    Taking {
        /// Of what.
        slot: Slot,
        /// The photo.
        photo: Vec<u8>,
    },
    /// The app said that it has the photo.
    Taken {
        /// Of what.
        slot: Slot,
        /// The photo.
        photo: Vec<u8>,
    },
    /// Is about to press the button.
    Pressing,
    /// Sees a submission.
    Seen {
        /// Its key.
        key: AttemptKey,
        /// With its outcome.
        decided: bool,
    },
    /// Is about to give everything up.
    Leaving,
    /// The app said that everything is given up.
    Left,
}

/// A photo of the review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Slot {
    /// A side of the card.
    Card(Side),
    /// The portrait.
    Portrait,
}

const SLOTS: [Slot; 3] = [Slot::Card(Side::Portrait), Slot::Card(Side::Emblem), Slot::Portrait];

/// The account of everything.
pub struct Ledger {
    /// What each slot may hold; more than one where an act was cut off.
    photos: [Vec<Option<Vec<u8>>>; 3],
    /// Whether nobody may be logged in.
    may_be_out: bool,
    /// Times that the student pressed the button.
    presses: usize,
    /// Keys seen in the app's own state.
    keys: BTreeSet<AttemptKey>,
}

impl Default for Ledger {
    fn default() -> Self {
        let nothing = || vec![None];
        Self { photos: [nothing(), nothing(), nothing()], may_be_out: true, presses: 0, keys: BTreeSet::new() }
    }
}

impl Ledger {
    /// Submissions that the app has made a key for.
    pub fn submissions(&self) -> usize {
        self.keys.len()
    }

    /// Writes down what the student did.
    pub fn note(&mut self, deed: Deed) {
        match deed {
            Deed::Taking { slot, photo } => self.slot(slot).push(Some(photo)),
            Deed::Taken { slot, photo } => *self.slot(slot) = vec![Some(photo)],
            Deed::Pressing => self.presses += 1,
            Deed::Seen { key, decided } => {
                self.keys.insert(key);
                if decided {
                    self.photos = [vec![None], vec![None], vec![None]];
                }
            }
            Deed::Leaving => {
                self.may_be_out = true;
                self.photos.iter_mut().for_each(|slot| slot.push(None));
            }
            Deed::Left => self.photos = [vec![None], vec![None], vec![None]],
        }
    }

    fn slot(&mut self, slot: Slot) -> &mut Vec<Option<Vec<u8>>> {
        let [portrait_side, emblem_side, portrait] = &mut self.photos;
        match slot {
            Slot::Card(Side::Portrait) => portrait_side,
            Slot::Card(Side::Emblem) => emblem_side,
            Slot::Portrait => portrait,
        }
    }

    /// Holds the app's state against what the student did and what the platform has. `bytes` looks a photo up, where that
    /// can be done now.
    ///
    /// # Errors
    /// What does not hold.
    pub fn check(
        &mut self,
        review: Option<&Review>,
        attempts: &[AttemptRecord],
        bytes: Option<&dyn Fn(PhotoId) -> Option<Vec<u8>>>,
    ) -> Result<(), Broken> {
        match review {
            Some(review) => {
                self.may_be_out = false;
                self.keys.extend(key_of(review.stage()));
                check_stage(review, attempts)?;
                check_chances(review, attempts)?;
                SLOTS.into_iter().try_for_each(|slot| self.check_slot(slot, review, bytes))?;
            }
            None if self.may_be_out => self.note(Deed::Left),
            None => return broken("the review is gone"),
        }
        self.check_attempts(attempts)
    }

    /// Nothing that the student captured and did not discard is gone; the platform having judged it discards it.
    fn check_slot(
        &mut self,
        slot: Slot,
        review: &Review,
        bytes: Option<&dyn Fn(PhotoId) -> Option<Vec<u8>>>,
    ) -> Result<(), Broken> {
        let id = match slot {
            Slot::Card(side) => review.side(side).map(|taken| taken.photo),
            Slot::Portrait => review.portrait().map(|taken| taken.photo),
        };
        let decided = matches!(review.stage(), Stage::Decided { .. });
        let may = self.slot(slot);
        let Some(id) = id else {
            if !decided && !may.contains(&None) {
                return broken(format!("the photo of {slot:?} is gone"));
            }
            *may = vec![None];
            return Ok(());
        };
        match bytes.map(|bytes| bytes(id)) {
            None => may.retain(Option::is_some),
            Some(None) => return broken(format!("the photo of {slot:?} is named and not there")),
            Some(found) if may.contains(&found) => *may = vec![found],
            Some(found) => {
                let length = |photo: &Option<Vec<u8>>| photo.as_ref().map(Vec::len);
                let (found, may) = (length(&found), may.iter().map(length).collect::<Vec<_>>());
                return broken(format!("the photo of {slot:?} has {found:?} bytes, what was taken {may:?}"));
            }
        }
        if may.is_empty() { broken(format!("a photo of {slot:?} out of nowhere")) } else { Ok(()) }
    }

    /// Every attempt is one that the student made, once.
    fn check_attempts(&self, attempts: &[AttemptRecord]) -> Result<(), Broken> {
        let keys: BTreeSet<_> = attempts.iter().map(|attempt| AttemptKey(attempt.key)).collect();
        if keys.len() != attempts.len() {
            return broken("two attempts under one key");
        }
        if let Some(stranger) = keys.difference(&self.keys).next() {
            return broken(format!("an attempt that the app knows nothing of: {stranger:?}"));
        }
        if attempts.len() > self.presses {
            return broken(format!("{} attempts of {} submissions", attempts.len(), self.presses));
        }
        Ok(())
    }
}

/// The key of the submission that is under way or decided.
pub fn key_of(stage: &Stage) -> Option<AttemptKey> {
    match stage {
        Stage::Preparing => None,
        Stage::Submitting { key } | Stage::Waiting { key } | Stage::Decided { key, .. } => Some(*key),
    }
}

/// The chances that the platform has left for the student.
pub fn chances_left(attempts: &[AttemptRecord]) -> Chances {
    attempts.iter().filter(|attempt| attempt.outcome != Outcome::Pending).fold(Chances::ALL, |left, _| left.less_one())
}

fn check_chances(review: &Review, attempts: &[AttemptRecord]) -> Result<(), Broken> {
    let (shown, left) = (review.chances(), chances_left(attempts));
    if shown > left {
        return broken(format!("{} chances shown, {} left", shown.left(), left.left()));
    }
    Ok(())
}

/// No outcome is shown that the platform did not give.
fn check_stage(review: &Review, attempts: &[AttemptRecord]) -> Result<(), Broken> {
    let known = |key: AttemptKey| attempts.iter().find(|attempt| attempt.key == key.0);
    match review.stage() {
        Stage::Waiting { key } if known(*key).is_none() => broken("waits for an attempt that the platform has not"),
        Stage::Decided { key, outcome } if known(*key).is_none_or(|attempt| !agrees(&attempt.outcome, outcome)) => {
            broken(format!("shows {outcome:?}, which the platform did not say"))
        }
        // What was taken for the next attempt may be there already; an attempt is named after its portrait.
        Stage::Decided { key, .. } if review.portrait().is_some_and(|taken| taken.photo.0 == key.0) => {
            broken("a photo outlives the outcome")
        }
        _ => Ok(()),
    }
}

/// A failure may have been handed over since.
fn agrees(platform: &Outcome, shown: &Outcome) -> bool {
    platform == shown
        || matches!((platform, shown), (Outcome::HandedOver { reasons: a, .. }, Outcome::Failed { reasons: b, .. }) if a == b)
}

fn broken<T>(what: impl Into<String>) -> Result<T, Broken> {
    Err(Broken(what.into()))
}
