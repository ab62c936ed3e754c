use crate::{Edge, Field, IdNumberError, PhotoFault, PhotoMeasures, Region};
use serde::{Deserialize, Serialize};

/// What can be wrong with a photo, in the order in which to mend it: what explains the others comes first. The names are
/// the contract's: `snake_case` in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // each kind's meaning is its text in `text.rs`
pub enum Kind {
    // the file
    Undecodable,
    TooLarge,
    TooFewPixels,
    Edited,
    // what was taken
    NotACard,
    WrongSide,
    NoFace,
    SeveralFaces,
    Photocopy,
    Screen,
    // how it was taken
    BorderCut,
    HeadCut,
    Covered,
    FaceCovered,
    Hat,
    EyesCovered,
    HeadTooLarge,
    HeadTooSmall,
    TooSmall,
    NotHalfLength,
    OffCentre,
    NotFrontal,
    Tilted,
    TooDark,
    TooBright,
    BackLight,
    Glare,
    Blur,
    EyesClosed,
    LooksAway,
    MouthOpen,
    UnevenLight,
    ColourCast,
    Greyscale,
    Retouched,
    FrontCamera,
    // what the card says
    Unreadable,
    NumberInvalid,
    NumberMismatch,
    FieldsDisagree,
    Expired,
}

impl Kind {
    /// All of them, in their order.
    pub const ALL: [Self; 41] = [
        Self::Undecodable,
        Self::TooLarge,
        Self::TooFewPixels,
        Self::Edited,
        Self::NotACard,
        Self::WrongSide,
        Self::NoFace,
        Self::SeveralFaces,
        Self::Photocopy,
        Self::Screen,
        Self::BorderCut,
        Self::HeadCut,
        Self::Covered,
        Self::FaceCovered,
        Self::Hat,
        Self::EyesCovered,
        Self::HeadTooLarge,
        Self::HeadTooSmall,
        Self::TooSmall,
        Self::NotHalfLength,
        Self::OffCentre,
        Self::NotFrontal,
        Self::Tilted,
        Self::TooDark,
        Self::TooBright,
        Self::BackLight,
        Self::Glare,
        Self::Blur,
        Self::EyesClosed,
        Self::LooksAway,
        Self::MouthOpen,
        Self::UnevenLight,
        Self::ColourCast,
        Self::Greyscale,
        Self::Retouched,
        Self::FrontCamera,
        Self::Unreadable,
        Self::NumberInvalid,
        Self::NumberMismatch,
        Self::FieldsDisagree,
        Self::Expired,
    ];
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
    /// What exactly, where the kind alone does not say; left out of JSON where it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<Detail>,
}

/// What a finding is about, where its kind alone does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// Why the file is no photo.
    Fault(PhotoFault),
    /// The field of the card.
    Field(Field),
    /// Why the number is none.
    Number(IdNumberError),
    /// The picture lies on its side or stands on its head.
    Lying,
    /// The camera or the head moved; without it a blurred photo is out of focus, or nothing tells.
    Moved,
    /// The picture is turned left to right, as a mirror shows it.
    Mirrored,
    /// The card is a temporary one (临时居民身份证).
    Temporary,
    /// The edge of the photo that cuts the head, or comes too near to it.
    Edge(Edge),
}

impl Finding {
    /// A finding that counts nothing, about the whole photo.
    pub const fn new(kind: Kind, severity: Severity) -> Self {
        Self { kind, severity, measured: None, limit: None, unit: None, region: Vec::new(), detail: None }
    }

    /// With what was measured and the limit it broke, both rounded to what their unit can mean.
    pub fn measured(self, measured: f32, limit: f32, unit: Unit) -> Self {
        Self { measured: Some(unit.round(measured)), limit: Some(unit.round(limit)), unit: Some(unit), ..self }
    }

    /// In this part of the photo.
    pub fn at(self, region: Region) -> Self {
        Self { region, ..self }
    }

    /// About this.
    pub const fn about(mut self, detail: Detail) -> Self {
        self.detail = Some(detail);
        self
    }
}

impl Unit {
    /// Rounds to the finest step that a measurement in this unit can mean.
    fn round(self, value: f32) -> f32 {
        let steps = match self {
            Self::Share | Self::Score => 1000.0,
            Self::Degrees | Self::PixelsPerMm => 10.0,
            Self::Pixels | Self::Level | Self::Count | Self::Days => 1.0,
        };
        (value * steps).round() / steps
    }
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
    /// Width and height of the upright photo, pixels: what regions are places in. None where there is no picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<[u32; 2]>,
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
        Self { verdict, findings, size: None }
    }

    /// What the student is to know of: what could not be read need not be told where the photo is refused for what explains it.
    pub fn told(&self) -> impl Iterator<Item = &Finding> {
        let explains = |f: &Finding| f.severity == Severity::Refuse && f.kind != Kind::Unreadable;
        let is_explained = self.findings.iter().any(explains);
        self.findings.iter().filter(move |f| f.kind != Kind::Unreadable || !is_explained)
    }

    /// For what the photo is refused, as the student is told of it.
    pub fn refusals(&self) -> impl Iterator<Item = Kind> {
        self.told().filter(|f| f.severity == Severity::Refuse).map(|f| f.kind)
    }

    /// The report of this photo.
    pub fn of(self, photo: &PhotoMeasures) -> Self {
        Self { size: Some([photo.width, photo.height]), ..self }
    }
}
