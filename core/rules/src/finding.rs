use crate::Region;
use serde::{Deserialize, Serialize};

/// What can be wrong with a photo. The names are the contract's: `snake_case` in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // each kind's meaning is its text in `text.rs`
pub enum Kind {
    // any photo
    Undecodable,
    TooLarge,
    TooFewPixels,
    Edited,
    // card
    NotACard,
    WrongSide,
    BorderCut,
    TooSmall,
    Covered,
    Photocopy,
    Screen,
    Unreadable,
    NumberInvalid,
    NumberMismatch,
    FieldsDisagree,
    Expired,
    Glare,
    // card and portrait
    Tilted,
    Blur,
    TooDark,
    TooBright,
    // portrait
    NoFace,
    SeveralFaces,
    HeadTooLarge,
    HeadTooSmall,
    HeadCut,
    OffCentre,
    NotHalfLength,
    NotFrontal,
    EyesClosed,
    EyesCovered,
    MouthOpen,
    FaceCovered,
    Hat,
    UnevenLight,
    BackLight,
    Greyscale,
    Retouched,
    FrontCamera,
}

/// Whether a finding stops the photo or only advises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The photo may be used; the platform might still dislike it.
    Advise,
    /// The photo would cost a chance: take another.
    Refuse,
}

/// What a finding's `measured` and `limit` count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A fraction, 0 to 1 unless the measurement says otherwise.
    Share,
    /// Degrees of angle.
    Degrees,
    /// Pixels of the upright photo.
    Pixels,
    /// Pixels a millimetre of the card.
    PixelsPerMm,
    /// Luminance, 0 (black) to 255 (white).
    Level,
    /// A whole number of things.
    Count,
    /// A score of a model or index, its range told where it is measured.
    Score,
    /// Days.
    Days,
}

/// One thing found in a photo, with the measurement that says so and the limit it broke.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What is wrong.
    pub kind: Kind,
    /// How much it matters.
    pub severity: Severity,
    /// What was measured; none where nothing is counted (a wrong check character, say).
    pub measured: Option<f32>,
    /// The limit that it was held against.
    pub limit: Option<f32>,
    /// What the two count.
    pub unit: Option<Unit>,
    /// Where in the photo; empty for the whole of it.
    pub region: Region,
}

/// What a report comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Nothing found.
    Pass,
    /// Only advice.
    Advise,
    /// At least one finding refuses.
    Refuse,
}

/// All findings of one photo, the one to mend first in front.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// What the findings come to.
    pub verdict: Verdict,
    /// All of them.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Orders `findings` by severity, then by kind in the order given by the table of kinds, and takes the verdict
    /// from the worst of them.
    pub fn new(mut findings: Vec<Finding>) -> Self {
        findings.sort_by_key(|f| (std::cmp::Reverse(f.severity), f.kind));
        let verdict = match findings.first().map(|f| f.severity) {
            None => Verdict::Pass,
            Some(Severity::Advise) => Verdict::Advise,
            Some(Severity::Refuse) => Verdict::Refuse,
        };
        Self { verdict, findings }
    }
}
