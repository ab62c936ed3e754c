//! The table of limits: every bound that a measurement is held against, with its unit and source. No other file holds one.
//!
//! Most have two steps: beyond the first the photo is advised against, beyond the second refused. A refusal must be sure
//! (it sends the student back to the camera); advice may be wrong now and then.

use crate::{Finding, Kind, Severity, Unit};

/// A bound of one measurement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limit {
    unit: Unit,
    least: bool,
    advise: Option<f32>,
    refuse: Option<f32>,
}

impl Limit {
    /// The measurement must not be less.
    const fn at_least(unit: Unit) -> Self {
        Self { unit, least: true, advise: None, refuse: None }
    }

    /// The measurement must not be more.
    const fn at_most(unit: Unit) -> Self {
        Self { unit, least: false, advise: None, refuse: None }
    }

    const fn advise(self, bound: f32) -> Self {
        Self { advise: Some(bound), ..self }
    }

    const fn refuse(self, bound: f32) -> Self {
        Self { refuse: Some(bound), ..self }
    }

    /// The finding of `kind` that `measured` makes, if it breaks this limit. What is not a number breaks none.
    pub fn judge(self, kind: Kind, measured: f32) -> Option<Finding> {
        let broken = |bound: &f32| if self.least { measured < *bound } else { measured > *bound };
        let refused = self.refuse.filter(broken).map(|bound| (Severity::Refuse, bound));
        let (severity, bound) =
            refused.or_else(|| self.advise.filter(broken).map(|bound| (Severity::Advise, bound)))?;
        Some(Finding::new(kind, severity).measured(measured, bound, self.unit))
    }

    /// How far `measured` goes beyond the bound that refuses (or, where there is none, advises), as a multiple of it:
    /// above 1 where it breaks it. Only for bounds that are a distance from 0.
    pub fn strain(self, measured: f32) -> f32 {
        measured / self.refuse.or(self.advise).unwrap_or(f32::INFINITY)
    }
}

/// Shorter side of a photo of a card. Tencent Cloud's ID card service wants 500 × 800.
pub const CARD_PHOTO_SIDE: Limit = Limit::at_least(Unit::Pixels).refuse(500.0);

/// Shorter side of a portrait. The self-taught higher education examinations (自考) take 480 × 640.
pub const PORTRAIT_PHOTO_SIDE: Limit = Limit::at_least(Unit::Pixels).refuse(480.0);

// The card.

/// How much of the print must lie where the layout of the card has it. Ours, from specimens and cards of other kinds.
pub const CARD_LIKENESS: Limit = Limit::at_least(Unit::Share).refuse(0.5);

/// Room between the card and the photo's edge, over the card's width: the manual refuses 边框缺失. Corners are located to
/// about 0.2 % of the diagonal, so less room than the second figure is only a warning.
pub const CARD_MARGIN: Limit = Limit::at_least(Unit::Share).advise(0.01).refuse(0.0);

/// Pixels a millimetre of the card. Refused: Tencent Cloud's 800 pixels with the card on two thirds of them. Advised:
/// login.gov's 290 dpi.
pub const CARD_RESOLUTION: Limit = Limit::at_least(Unit::PixelsPerMm).advise(11.4).refuse(6.2);

/// Angle between the lens's axis and the card's normal. Ours: reading is free of loss up to the first, the far edge too
/// coarse at the second.
pub const CARD_TILT: Limit = Limit::at_most(Unit::Degrees).advise(25.0).refuse(40.0);

/// Luminance of the card's paper. Baidu's face SDK refuses below 40; print on paper at 80 still reads.
pub const CARD_DARK: Limit = Limit::at_least(Unit::Level).advise(110.0).refuse(70.0);

/// Share of the card burnt out to white. Ours: print begins to go.
pub const CARD_BURNT: Limit = Limit::at_most(Unit::Share).advise(0.15).refuse(0.35);

/// Share that glare hides of a field, the face or the number: the manual refuses 闪光强烈, but laminated cards always shine
/// somewhere, so what counts is what is hidden.
pub const GLARE_HIDES: Limit = Limit::at_most(Unit::Share).refuse(0.08);

/// Share of the card under one patch of glare that hides nothing.
pub const GLARE_SHARE: Limit = Limit::at_most(Unit::Share).advise(0.02);

/// Sharpness of the card's print, in vision's measure.
pub const CARD_SHARPNESS: Limit = Limit::at_least(Unit::Score).advise(0.3).refuse(0.2);

/// Colourfulness of the card: a photocopy is grey.
pub const CARD_COLOUR: Limit = Limit::at_least(Unit::Share).refuse(0.03);

/// Mean score of a field's characters below which the reading is doubtful. On good photos 0.4 to 0.6 marks a character that
/// the reader does not know.
pub const FIELD_CONFIDENCE: Limit = Limit::at_least(Unit::Score).advise(0.6);

/// Fields beside the number that may stay unread on one side: the student types them. Ours.
pub const UNREAD_FIELDS: usize = 1;

/// Days since the card's last day.
pub const CARD_EXPIRED: Limit = Limit::at_most(Unit::Days).refuse(0.0);

// The portrait.

/// Faces in the photo.
pub const FACES: Limit = Limit::at_most(Unit::Count).refuse(1.0);

/// How small another face may be, its width over the main face's, and still not count: people far behind, pictures on a
/// wall. Ours.
pub const BYSTANDER: f32 = 0.35;

/// Presence score of the mesh: below, the face is covered or cut (measured on the labelled portraits).
pub const FACE_PRESENCE: Limit = Limit::at_least(Unit::Score).refuse(0.5);

/// Head height over the photo's height, at most. A head and shoulders picture has 0.5 to 0.6; half-length, less.
pub const HEAD_LARGE: Limit = Limit::at_most(Unit::Share).advise(0.48).refuse(0.58);

/// Head height over the photo's height, at least. 自考 wants the eyes at 31 to 47 % of the height, which a head of a fifth
/// still allows.
pub const HEAD_SMALL: Limit = Limit::at_least(Unit::Share).advise(0.2).refuse(0.14);

/// Gap between the head and the photo's edges over the head's height: the head must be complete (manual, reason ②). The
/// crown is estimated, hence the tolerance.
pub const HEAD_CLEARANCE: Limit = Limit::at_least(Unit::Share).advise(0.04).refuse(-0.06);

/// Distance of the head's centre from the middle line over the photo's width, to either side: the manual wants the head
/// centred. Ours.
pub const HEAD_OFFSET: Limit = Limit::at_most(Unit::Share).advise(0.1).refuse(0.2);

/// Room below the chin over the head's height: half-length is chest up (manual).
pub const BELOW_CHIN: Limit = Limit::at_least(Unit::Share).advise(0.8).refuse(0.4);

/// Distance between the eyes, pixels of the photo. Advised: ISO/IEC 19794-5's 90. Refused: half of Baidu's 200 pixel face.
pub const EYE_DISTANCE: Limit = Limit::at_least(Unit::Pixels).advise(90.0).refuse(45.0);

/// Turn to either side. Refused: Baidu's face SDK. Advised: where the soft band of the labelled portraits begins.
pub const YAW: Limit = Limit::at_most(Unit::Degrees).advise(12.0).refuse(18.0);

/// Nod up or down, as [`YAW`].
pub const PITCH: Limit = Limit::at_most(Unit::Degrees).advise(14.0).refuse(20.0);

/// Lean to a shoulder. Baidu refuses at 20; straightening the picture mends it, so it is only advised.
pub const ROLL: Limit = Limit::at_most(Unit::Degrees).advise(12.0);

/// Chance that the less open eye is open (measured on the labelled portraits).
pub const EYES_OPEN: Limit = Limit::at_least(Unit::Score).advise(0.5).refuse(0.2);

/// Gap of the lips over the mouth's width: the manual wants a natural expression.
pub const MOUTH_OPEN: Limit = Limit::at_most(Unit::Share).advise(0.2).refuse(0.4);

/// Sharpness of the face at a fixed size, in vision's measure: good portraits have a median of 3.6.
pub const FACE_SHARPNESS: Limit = Limit::at_least(Unit::Score).advise(2.6).refuse(2.0);

/// A high percentile of the face's luminance: darkened copies of the labelled portraits lie below 79, good ones of every
/// skin above 116.
pub const FACE_DARK: Limit = Limit::at_least(Unit::Level).advise(100.0).refuse(79.0);

/// Share of the face burnt out. Ours.
pub const FACE_BURNT: Limit = Limit::at_most(Unit::Share).advise(0.08).refuse(0.25);

/// Difference of the face halves' luminance over their sum. Formula of OFIQ (ISO/IEC 29794-5); skin can't change it, hair
/// can: only advised.
pub const SIDE_LIGHT: Limit = Limit::at_most(Unit::Share).advise(0.25);

/// Luminance of the surround over the face's. A white wall behind dark skin is no fault: only far beyond it refused.
pub const BACK_LIGHT: Limit = Limit::at_most(Unit::Share).advise(2.5).refuse(5.0);

/// Colourfulness of the portrait: grey ones are refused as irregular.
pub const PORTRAIT_COLOUR: Limit = Limit::at_least(Unit::Share).refuse(0.02);

// Programs.

/// Parts of EXIF software tags, lower case, that name a program which edits or beautifies. A phone's own firmware writes
/// its version here and names none of them.
pub const EDITORS: [&str; 32] = [
    "photoshop",
    "lightroom",
    "snapseed",
    "facetune",
    "faceapp",
    "meitu",
    "美图",
    "beautycam",
    "美颜",
    "beautyplus",
    "xingtu",
    "醒图",
    "hypic",
    "b612",
    "faceu",
    "激萌",
    "轻颜",
    "ulike",
    "camera360",
    "无他相机",
    "wuta",
    "天天p图",
    "pitu",
    "vsco",
    "picsart",
    "gimp",
    "pixelmator",
    "affinity",
    "remini",
    "youcam",
    "airbrush",
    "黄油相机",
];
