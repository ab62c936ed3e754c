use crate::Side;
use serde::{Deserialize, Serialize};

/// A photo of the review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// The card's portrait side (人像面).
    PortraitSide,
    /// The card's emblem side (国徽面).
    EmblemSide,
    /// The half-length portrait.
    Portrait,
}

impl Slot {
    /// All three, in the order in which they are taken.
    pub const ALL: [Self; 3] = [Self::PortraitSide, Self::EmblemSide, Self::Portrait];

    /// The side of the card, where it is one.
    pub const fn side(self) -> Option<Side> {
        match self {
            Self::PortraitSide => Some(Side::Portrait),
            Self::EmblemSide => Some(Side::Emblem),
            Self::Portrait => None,
        }
    }
}

impl From<Side> for Slot {
    fn from(side: Side) -> Self {
        match side {
            Side::Portrait => Self::PortraitSide,
            Side::Emblem => Self::EmblemSide,
        }
    }
}
