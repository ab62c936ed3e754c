//! What comes of a submission.

use serde::{Deserialize, Serialize};

/// The outcome of an attempt, by its contract name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Outcome {
    /// Not judged yet.
    Pending,
    /// Passed.
    Passed {
        /// How alike the portrait and the register's photo are, 0 to 100.
        score: f32,
    },
    /// Failed: a chance is spent.
    Failed {
        /// As for passed; none where no face could be compared.
        score: Option<f32>,
        /// Why, at least one.
        reasons: Vec<Reason>,
    },
    /// Handed to the school for a manual check, at the student's wish, with the last failure.
    HandedOver {
        /// As for failed.
        score: Option<f32>,
        /// As for failed.
        reasons: Vec<Reason>,
    },
}

/// Why an attempt failed: the manual's ① to ④.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// ① irregular photo, score too low.
    IrregularPhoto,
    /// ② head too large, too small or incomplete.
    HeadSize,
    /// ③ blurred, dark or covered face.
    FaceUnclear,
    /// ④ wrong registration data, or still unclear.
    WrongRegistration,
}

impl Reason {
    /// All four, in the manual's order.
    pub const ALL: [Self; 4] = [Self::IrregularPhoto, Self::HeadSize, Self::FaceUnclear, Self::WrongRegistration];
}
