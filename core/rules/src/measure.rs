//! What vision reports and rules judge: numbers with their units, never limits.

use crate::{Edge, Point, Quad, Rect, Region};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Facts of the file itself.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PhotoMeasures {
    /// Width of the upright photo as taken, pixels.
    pub width: u32,
    /// Height of the upright photo as taken, pixels.
    pub height: u32,
    /// EXIF software tag.
    pub software: Option<String>,
    /// Which way the lens faced, where EXIF tells.
    pub lens: Option<Lens>,
}

/// Which way a lens faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lens {
    /// Towards the person who holds the phone.
    Front,
    /// Away from that person.
    Rear,
}

/// The two sides of the card (人像面, 国徽面).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// 人像面: the photo, the name, the number.
    Portrait,
    /// 国徽面: the emblem, the authority, the validity.
    Emblem,
}

impl Side {
    /// Both, in the order in which they are taken.
    pub const ALL: [Self; 2] = [Self::Portrait, Self::Emblem];
}

/// What was measured on a photo of a card.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct CardMeasures {
    /// The card; none where nothing like one was found.
    pub card: Option<LocatedCard>,
    /// The light of the whole picture.
    pub light: PictureLight,
    /// How much of their height the picture's strongest edges rise at once, 0 to 1, the least of four directions, 1 where it has none; none
    /// where a card was surely found.
    pub sharpness: Option<f32>,
}

/// How light a picture is, whatever it shows.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PictureLight {
    /// Luminance that all but its brightest fiftieth stays below, 0 to 255.
    pub bright_level: f32,
    /// Share burnt out to white, 0 to 1.
    pub burnt: f32,
}

impl Default for PictureLight {
    /// Neither dark nor burnt.
    fn default() -> Self {
        Self { bright_level: 255.0, burnt: 0.0 }
    }
}

/// A card that was found, and all that was measured on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LocatedCard {
    /// Its corners.
    pub corners: Quad,
    /// The side that its print looks like.
    pub side: Side,
    /// How well the print lies where the layout of an ID card has it, 0 (nowhere) to 1.
    pub likeness: f32,
    /// How strongly the colours change along its four sides, 0 (not at all) to 1.
    pub outline: f32,
    /// Smallest distance of the card's outline to the photo's edge, as a share of the card's width; negative where the card is cut.
    pub margin: f32,
    /// The sides of the outline that come nearest to or cross the photo's edge, as segments' end points; empty where `margin` is ample.
    pub cut: Region,
    /// Pixels a millimetre of the card in the picture that is kept and sent, the least over the card.
    pub pixels_per_mm: f32,
    /// Angle between the lens's axis and the card's normal, degrees.
    pub tilt: f32,
    /// Sharpness of the print: high for crisp strokes, falling with blur; how it is computed stands in vision.
    pub sharpness: f32,
    /// Strength of fine structure on bare paper against that of print, 0 to about 1: high on a screen, whose pixels are everywhere.
    pub grain: f32,
    /// Share of neighbouring places on the card that show the same fine wave, 0 to 1: a screen's pixels, or what they make with the sensor's own,
    /// go on all over it.
    pub moire: f32,
    /// Luminance of the card's paper (a high percentile of the card), 0 to 255.
    pub paper: f32,
    /// Share of the card's area burnt out to white, patches of glare among it, 0 to 1.
    pub burnt: f32,
    /// Contrast of the print against the paper, as a share of the paper's luminance.
    pub contrast: f32,
    /// Correlation of darkness with the places where print stands and where none does, −1 to 1: tells print that is too blurred
    /// or too small to be made out.
    pub pattern: f32,
    /// Patches of glare on the card.
    pub glare: Vec<Patch>,
    /// Things that lie over the card: fingers, straps, slips of paper.
    pub covers: Vec<Patch>,
    /// Colourfulness of what is coloured on a true card, 0 (grey, as a photocopy) to 1.
    pub colour: f32,
    /// Whether the photo shows the card as a mirror does.
    pub mirrored: bool,
    /// Whether the card's title says that it is a temporary one (临时居民身份证).
    pub temporary: bool,
    /// The holder's photo; none on the emblem side, and where it is not sure that it was found.
    pub holder: Option<Holder>,
    /// What was read.
    pub text: CardText,
}

/// What is seen of the holder's photo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Holder {
    /// Where, in the photo.
    pub region: Region,
    /// Score of a face in it, 0 to 1.
    pub face: f32,
    /// Correlation with its own mirror image, −1 to 1: a plain drawn figure, in which no face is seen, is symmetric.
    pub symmetry: f32,
}

/// A part of the card that can't be seen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Patch {
    /// Where, in the photo.
    pub region: Region,
    /// Its share of the card's area.
    pub share: f32,
    /// The largest share that it takes of any field's box, the face or the number, 0 to 1.
    pub hides: f32,
}

/// The text read at one place of the card.
///
/// `Debug` hides the text: it is personal.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FieldText {
    /// As read, NFKC, blanks trimmed; empty where nothing stands there.
    pub text: String,
    /// Mean score of the characters, 0 to 1; 0 where nothing was read.
    pub confidence: f32,
    /// Where it stands in the photo.
    pub region: Region,
    /// What else some of its characters might be; told of the number only, whose check character can choose.
    pub doubts: Vec<Doubt>,
}

/// Another character that one of a text's might be.
#[derive(Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Doubt {
    /// Which character of the text, from 0.
    pub at: usize,
    /// What it might be instead.
    pub instead: char,
    /// Its score over that of the character that was read, 0 to 1.
    pub share: f32,
}

impl fmt::Debug for FieldText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FieldText({} characters, confidence {})", self.text.chars().count(), self.confidence)
    }
}

/// The text of a side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "side", rename_all = "snake_case")]
#[allow(clippy::large_enum_variant)] // one a photo: a box would only add noise
pub enum CardText {
    /// Of the portrait side.
    Portrait(PortraitText),
    /// Of the emblem side.
    Emblem(EmblemText),
}

/// Values of the portrait side as they stand in print (`birth` as `1990年1月2日`, `address` its lines joined).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[allow(missing_docs)] // the names of the fields are the card's
pub struct PortraitText {
    pub name: FieldText,
    pub sex: FieldText,
    pub ethnicity: FieldText,
    pub birth: FieldText,
    pub address: FieldText,
    pub id_number: FieldText,
}

/// Values of the emblem side as they stand in print (`validity` as `2016.01.02-2036.01.02` or `…-长期`).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[allow(missing_docs)] // the names of the fields are the card's
pub struct EmblemText {
    pub authority: FieldText,
    pub validity: FieldText,
}

/// What was measured on a portrait.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PortraitMeasures {
    /// All faces found, the main one (largest) first.
    pub faces: Vec<FaceMeasures>,
    /// The main face, looked at closely; none where there is no face.
    pub head: Option<HeadMeasures>,
}

/// A face that the detector found.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct FaceMeasures {
    /// The detector's box (about brow to chin).
    pub bounds: Rect,
    /// Its score, 0 to 1.
    pub score: f32,
}

/// The main face. Shares are of the photo's width or height as told; angles are degrees.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct HeadMeasures {
    /// From crown (estimated) to chin, ear to ear.
    pub head: Rect,
    /// Outline of the face (the mesh's oval).
    pub oval: Region,
    /// The two eyes' centres, the one on the left of the photo first.
    pub eyes: [Point; 2],
    /// Presence score of the mesh, 0 to 1.
    pub presence: f32,
    /// Chance that something covers the hair, 0 to 1: hat, hood, headscarf, headband.
    pub hat: f32,
    /// Chance that something covers the eyes, 0 to 1: dark glasses, hair, a hand.
    pub eyes_covered: f32,
    /// Chance that something is before the face, mouth, cheek or brow, 0 to 1: mask, scarf, hand, a thing held.
    pub face_covered: f32,
    /// Head height over the photo's shorter side.
    pub share: f32,
    /// Head centre's distance from the photo's middle line over the photo's width, signed, right positive.
    pub offset: f32,
    /// Smallest gap between the head and the photo's edges over the head's height; negative where cut.
    pub clearance: f32,
    /// The edge of the photo with the smallest gap.
    pub nearest: Edge,
    /// Room below the chin over the head's height: a half-length portrait has about one or more.
    pub below_chin: f32,
    /// Distance between the eyes, pixels of the photo as taken.
    pub eye_distance: f32,
    /// Turn to the side; 0 frontal, positive when the face turns to the right of the photo.
    pub yaw: f32,
    /// Nod; 0 frontal, positive up.
    pub pitch: f32,
    /// Lean to a shoulder; 0 upright, positive clockwise, ±180 upside down.
    pub roll: f32,
    /// Chance that each eye is open, 0 to 1, the one on the left of the photo first.
    pub eyes_open: [f32; 2],
    /// Where the eyes look: how far the irises are from where they are when somebody looks into the camera, in widths of an eye, positive to
    /// the right of the photo.
    pub gaze: f32,
    /// Chance that the mouth is open or the tongue out, 0 to 1; teeth that a smile shows are no open mouth.
    pub mouth_open: f32,
    /// Sharpness of the face at a fixed face size, in the direction in which it is the least; how it is computed stands in vision.
    pub sharpness: f32,
    /// The same in the direction in which it is the greatest: a move blurs the face along its way only.
    pub sharpness_along: f32,
    /// A high percentile of the face's luminance, 0 to 255: what tells a dark photo from dark skin.
    pub bright_level: f32,
    /// Share of the face that is burnt out in one colour or more, 0 to 1.
    pub burnt: f32,
    /// Difference of the light on the two cheeks over its sum, 0 (even) to 1.
    pub side_light: f32,
    /// Mean luminance of the surround over `bright_level` or, where that is more, over the whites of the eyes.
    pub back_light: f32,
    /// How far the light's colour on the face is from ordinary light, in standard deviations of good portraits.
    pub colour_cast: f32,
    /// Colourfulness of the photo, 0 grey or toned to 1.
    pub colour: f32,
    /// Share of neighbouring places in the photo's middle with the same fine wave, 0 to 1: the pixels of a screen that shows the person.
    pub moire: f32,
}

/// What was measured in the middle of a live frame: inside the outline that the student is to fill.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct FrameMeasures {
    /// Mean luma, 0 to 255.
    pub level: f32,
    /// Share burnt out to white, 0 to 1.
    pub burnt: f32,
    /// Share that is black, 0 to 1.
    pub black: f32,
    /// What the darkest parts lack to the brightest ones, as a share of these: 0 (one even level) to 1.
    pub contrast: f32,
    /// Sharpness: high for crisp edges, falling with blur; how it is computed stands in vision.
    pub sharpness: f32,
    /// Share of the light that lies elsewhere than in the frame before, 0 to 1; none where there is none to compare with.
    pub motion: Option<f32>,
}

/// Why a file is not a photo that can be measured at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotoFault {
    /// No bytes.
    #[error("empty file")]
    Empty,
    /// Neither JPEG, PNG nor WebP.
    #[error("not a JPEG, PNG or WebP picture")]
    UnknownFormat,
    /// HEIC or another HEIF kind: its decoder is the phone's own, the shell turns it into JPEG first.
    #[error("HEIC picture")]
    Heic,
    /// Cut short or broken inside.
    #[error("damaged picture")]
    Damaged,
    /// More pixels than may be decoded within the memory bound.
    #[error("picture of {width} x {height} pixels is too large")]
    TooLarge {
        /// Pixels a row, as the file says.
        width: u32,
        /// Rows, as the file says.
        height: u32,
    },
}
