use serde::{Deserialize, Serialize};

/// The reviews left to a student, 0 to 3. The platform keeps the ledger; this is what it last said, less what may be spent
/// since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "u8", into = "u8")]
pub struct Chances(u8);

impl Chances {
    /// All that a student ever has.
    pub const ALL: Self = Self(3);

    /// So many reviews left; more than three count as three.
    pub fn new(left: u8) -> Self {
        Self(left).min(Self::ALL)
    }

    /// How many are left.
    pub fn left(self) -> u8 {
        self.0
    }

    /// One fewer, none below none.
    pub fn less_one(self) -> Self {
        Self(self.0.saturating_sub(1))
    }
}

impl From<u8> for Chances {
    fn from(left: u8) -> Self {
        Self::new(left)
    }
}

impl From<Chances> for u8 {
    fn from(chances: Chances) -> Self {
        chances.0
    }
}
