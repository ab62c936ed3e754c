//! A student with some patience and bad luck: decides by seed what to do next.

use crate::act::Act;
use crate::ledger::Slot;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use ruxue::Error;
use ruxue_platform::{PlatformError, Secret};
use ruxue_reference_platform::{Note, NotedStudent};
use ruxue_rules::{AttemptKey, ConsentKind, Next, Outcome, Reason, Review, Side};

/// The student.
pub struct Student {
    /// Who it is.
    pub noted: NotedStudent,
    random: ChaCha8Rng,
}

impl Student {
    /// A student who decides by `random`.
    pub fn new(noted: NotedStudent, random: ChaCha8Rng) -> Self {
        Self { noted, random }
    }

    /// The password.
    pub fn password(&self) -> Secret {
        Secret::new(self.noted.number().last_six().into())
    }

    /// What to do next with the app showing `review`; none when the review has come to its end. A student in a `calm` world
    /// only does what the app asks for.
    pub fn decide(&mut self, review: &Result<Review, Error>, asked_to_log_in: bool, calm: bool) -> Option<Act> {
        let Ok(review) = review else {
            return Some(Act::LogIn);
        };
        if asked_to_log_in {
            return Some(Act::LogIn);
        }
        if !calm && self.random.random_bool(0.2) {
            return Some(self.whim());
        }
        Some(match review.next() {
            Next::TakeCard(side) => self.take(Slot::Card(side), calm),
            Next::ConfirmCard => Act::Confirm,
            Next::GiveConsent(kind) => Act::Agree(kind),
            Next::SendCard => Act::SendCard,
            Next::TakePortrait => self.take(Slot::Portrait, calm),
            Next::Submit => Act::Submit { twice: !calm && self.random.random_bool(0.1) },
            Next::Reconcile(AttemptKey(_)) if self.random.random_bool(0.5) => Act::Resume,
            Next::Reconcile(AttemptKey(_)) => Act::Submit { twice: false },
            Next::Wait(_) => Act::Await(if calm { 600 } else { self.random.random_range(0..40) }),
            Next::Read(Outcome::Failed { .. }) => self.after_failure(review)?,
            Next::Read(_) | Next::NoChances => return None,
        })
    }

    fn after_failure(&mut self, review: &Review) -> Option<Act> {
        let (again, over) = (review.may_start_again().is_ok(), review.may_hand_over().is_ok());
        match (again, over) {
            (true, true) if self.random.random_bool(0.7) => Some(Act::StartAgain),
            (_, true) => Some(Act::HandOver),
            (true, false) => Some(Act::StartAgain),
            (false, false) => None,
        }
    }

    fn whim(&mut self) -> Act {
        let kind = if self.random.random_bool(0.5) { ConsentKind::Card } else { ConsentKind::Face };
        let side = if self.random.random_bool(0.5) { Side::Portrait } else { Side::Emblem };
        match self.random.random_range(0..100) {
            0..2 => Act::LogOut,
            2..3 => Act::Erase,
            3..20 => Act::Restart,
            20..28 => Act::Pause(self.random.random_range(0..3_000)),
            28..31 => Act::Expire,
            31..38 => Act::Revoke(kind),
            38..50 => self.take(Slot::Card(side), false),
            50..62 => self.take(Slot::Portrait, false),
            62..70 => Act::Submit { twice: false },
            70..78 => Act::Resume,
            78..84 => Act::SendCard,
            84..88 => Act::StartAgain,
            88..91 => Act::HandOver,
            91..95 => Act::LogIn,
            _ => Act::Look,
        }
    }

    fn take(&mut self, slot: Slot, calm: bool) -> Act {
        let good = calm || self.random.random_bool(0.85);
        let note = match (slot, good) {
            (Slot::Card(side), true) => self.noted.side(side),
            (Slot::Card(side), false) => Note::BlurredCard(side).photo(),
            (Slot::Portrait, true) => self.portrait(),
            (Slot::Portrait, false) => self.noted.side(Side::Portrait),
        };
        Act::Take { slot, photo: self.another_photo(note), good }
    }

    /// One that passes, or one that the platform will fail, for this reason or that.
    fn portrait(&mut self) -> Vec<u8> {
        let whose = self.noted.number().as_str().to_owned();
        match self.random.random_range(0..6) {
            0..2 => self.noted.portrait(),
            2..4 => self.noted.portrait_of_another(self.random.random()),
            4 => Note::Face { whose, faults: vec![Reason::FaceUnclear] }.photo(),
            _ => Note::Face { whose, faults: vec![Reason::WrongRegistration] }.photo(),
        }
    }

    /// The same to be seen in another photo, sometimes in one of several parts.
    fn another_photo(&mut self, mut note: Vec<u8>) -> Vec<u8> {
        let more = if self.random.random_bool(0.05) { 600_000 } else { 400 };
        let length = note.len() + self.random.random_range(1..more);
        note.resize(length, b' ');
        note
    }
}

/// Whether the app asks to log in.
pub fn asks_to_log_in(error: &Error) -> bool {
    matches!(error, Error::LoggedOut | Error::Platform(PlatformError::SessionExpired))
}
