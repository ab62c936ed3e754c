//! The table of limits: every bound that a measurement is held against, with its unit and source. No other file holds one.
//!
//! Most have two steps: beyond the first the photo is advised against, beyond the second refused. A refusal must be sure
//! (it sends the student back to the camera); advice may be wrong now and then.

use crate::{Finding, Kind, Severity, Unit};
use std::time::Duration;

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
        let broken = |bound: &f32| self.breaks(*bound, measured);
        let refused = self.refuse.filter(broken).map(|bound| (Severity::Refuse, bound));
        let (severity, bound) =
            refused.or_else(|| self.advise.filter(broken).map(|bound| (Severity::Advise, bound)))?;
        Some(Finding::new(kind, severity).measured(measured, bound, self.unit))
    }

    /// Whether the measurement breaks either step. What is not a number breaks none.
    pub fn is_broken(self, measured: f32) -> bool {
        [self.advise, self.refuse].into_iter().flatten().any(|bound| self.breaks(bound, measured))
    }

    fn breaks(self, bound: f32, measured: f32) -> bool {
        if self.least { measured < bound } else { measured > bound }
    }
}

/// Shorter side of a photo of a card. Tencent Cloud's ID card service wants 500 × 800.
pub const CARD_PHOTO_SIDE: Limit = Limit::at_least(Unit::Pixels).refuse(500.0);

/// Shorter side of a portrait. Advised: the self-taught higher education examinations (自考) take 480 × 640. Refused: a face
/// of half-length would have less than the 36 pixels between the eyes that [`EYE_DISTANCE`] wants.
pub const PORTRAIT_PHOTO_SIDE: Limit = Limit::at_least(Unit::Pixels).advise(480.0).refuse(360.0);

// What is sent.

/// Longest side of a photo that is sent, pixels. A card that fills two thirds of it has 30 pixels a millimetre, a half-length
/// portrait 300 between the eyes: more than the checks and a person at the school need.
pub const SENT_LONGEST_SIDE: u32 = 4_096;

/// Bytes of the largest photo that is sent: 67 s at 0.5 Mbit/s, which a crowded campus still offers.
pub const SENT_BYTES: usize = 4 << 20;

/// Bytes of the largest part that an upload sends at once: what a cut connection loses at most, 4 s at 0.5 Mbit/s.
pub const PART_BYTES: usize = 256 << 10;

// The card.

/// How much of the print must lie where the layout of the card has it. Ours: specimens have 0.9 and more; other print that
/// happens to stand alike, without the words of proof, up to 0.5.
pub const CARD_LIKENESS: Limit = Limit::at_least(Unit::Share).refuse(0.55);

/// Correlation of darkness with the card's print from which a faint thing is a card, though a blurred one on which nothing can be
/// read. Ours: grossly blurred specimens have 0.30 and more, most 0.36; things as faint that print stands on 0.18 and less.
pub const CARD_PATTERN: f32 = 0.29;

/// Likeness that such a card must have as well: shadows on a blank thing can be dark where print is. Ours: blurred specimens have
/// 0.13 and more, blank plastic and empty desks 0.02 and less.
pub const CARD_LIKENESS_BLURRED: f32 = 0.08;

/// Strength of the outline, with [`CARD_CONTRAST_BLURRED`], that stands for the likeness of such a card: none of its print is left to be
/// found. Ours: strongly blurred specimens that were found have 0.77 and more.
pub const CARD_OUTLINE_BLURRED: f32 = 0.6;

/// Contrast that such a card must have. Ours: blurred specimens have 0.1 and more, blank cards and sheets 0.08 and less.
pub const CARD_CONTRAST_BLURRED: f32 = 0.1;

/// Strength of the outline below which only a high likeness makes a card: words of a passport or a licence stand by chance where a
/// card's do. Ours: those have 0.17 and less, good specimens 0.38 and more, white ones on white desks less, which read well.
pub const CARD_OUTLINE: f32 = 0.18;

/// That likeness. Ours: a licence had 0.81.
pub const CARD_LIKENESS_BARE: Limit = Limit::at_least(Unit::Share).refuse(0.85);

/// Luminance of the brightest fiftieth of a picture on which no card was found: darker, it is the light that hides what is there.
/// Baidu's face SDK refuses below 40.
pub const PICTURE_DARK: Limit = Limit::at_least(Unit::Level).refuse(40.0);

/// Share of such a picture that is burnt out to white. Ours: a white desk in good light has 0.1 and less, burnt ones 0.57 and more.
pub const PICTURE_BURNT: Limit = Limit::at_most(Unit::Share).refuse(0.5);

/// Share of the strongest edges' height that rises over 2 thousandths of such a picture. Ours: 0.35 and less where a gross blur hid the
/// card, 0.7 and more where there was none, but enlarged pictures 0.33.
pub const PICTURE_SHARPNESS: Limit = Limit::at_least(Unit::Score).refuse(0.31);

/// Room between the card and the photo's edge, over the card's width: the manual refuses 边框缺失. Corners are located to
/// within 1 % of the diagonal, so a card that only seems to touch the edge is warned about.
pub const CARD_MARGIN: Limit = Limit::at_least(Unit::Share).advise(0.01).refuse(-0.01);

/// Pixels a millimetre of the card in the picture that is kept and sent. Refused: Tencent Cloud's 800 pixels with the card on
/// two thirds of them. Advised: login.gov's 290 dpi.
pub const CARD_RESOLUTION: Limit = Limit::at_least(Unit::PixelsPerMm).advise(11.4).refuse(5.0);

/// Angle between the lens's axis and the card's normal. Ours: reading is free of loss up to the first, the far edge too
/// coarse at the second.
pub const CARD_TILT: Limit = Limit::at_most(Unit::Degrees).advise(25.0).refuse(38.0);

/// Luminance of the card's paper. Baidu's face SDK refuses below 40; print on paper at 80 still reads.
pub const CARD_DARK: Limit = Limit::at_least(Unit::Level).advise(110.0).refuse(70.0);

/// Share of the card burnt out to white. Ours: print begins to go.
pub const CARD_BURNT: Limit = Limit::at_most(Unit::Share).advise(0.15).refuse(0.35);

/// The same where every field reads surely. Ours: a good specimen on a dark cloth has 0.36 and reads with 0.99; of 60 grossly overexposed
/// ones, half of which read surely, none has less than 0.57.
pub const CARD_BURNT_READ: Limit = Limit::at_most(Unit::Share).advise(0.15).refuse(0.5);

/// Share that glare hides of a field, the face or the number: the manual refuses 闪光强烈, but laminated cards always shine
/// somewhere, so what counts is what is hidden.
pub const GLARE_HIDES: Limit = Limit::at_most(Unit::Share).refuse(0.08);

/// Share of the card under one patch of glare that hides nothing.
pub const GLARE_SHARE: Limit = Limit::at_most(Unit::Share).advise(0.02);

/// Share that a thing over the card hides of a field or the number: cloud services warn of 遮挡. Ours: a character is 0.1 of a
/// name's box.
pub const COVER_HIDES: Limit = Limit::at_most(Unit::Share).refuse(0.1);

/// Share of the card under one thing that hides no field. Ours: a fingertip that holds the card's edge takes 0.02, the rim of a clear sleeve
/// that was taken for the card's edge 0.03.
pub const COVER_SHARE: Limit = Limit::at_most(Unit::Share).advise(0.01).refuse(0.05);

/// Score of a face in the holder's photo. Ours: people and drawn faces have 0.74 and more; with a thing over them most have less than
/// 0.42.
pub const HOLDER_FACE: Limit = Limit::at_least(Unit::Score).refuse(0.45);

/// Likeness of the holder's photo to its mirror image from which it may be a figure without a face, as specimens have. Ours: drawn
/// ones have 0.91 and more, faces under a coin or a sticker 0.83 and less.
pub const HOLDER_FIGURE: f32 = 0.87;

/// Sharpness of the card's print, in vision's measure. Ours, from specimens: sharp ones have 0.18 and more, those blurred by
/// 0.35 mm 0.09; the wide gap is left to reading, which fails in its own words where it must.
pub const CARD_SHARPNESS: Limit = Limit::at_least(Unit::Score).advise(0.17).refuse(0.15);

/// Sharpness where the print is faint as well: a motion blur leaves strokes sharp along its way, but grey.
pub const CARD_SHARPNESS_FAINT: Limit = Limit::at_least(Unit::Score).refuse(0.21);

/// Sharpness where every field reads surely, faint or not: what reads is sharp enough for the person who compares. Ours: good ones that were
/// refused for .135 and .138 read with 0.98, grossly blurred ones above 0.11 with 0.77 and less.
pub const CARD_SHARPNESS_READ: Limit = Limit::at_least(Unit::Score).advise(0.17).refuse(0.12);

/// Confidence from which a field reads surely.
pub const SURELY_READ: f32 = 0.95;

/// Contrast of print below which it is faint, as a share of the paper's luminance. Ours: sharp specimens have 0.52 and more,
/// grossly blurred ones mostly 0.4 and less.
pub const CARD_FAINT: f32 = 0.42;

/// Strength of fine structure on bare paper against that of print. Ours: of 640 good specimens one has 0.74 and all others up to 0.69; screens
/// whose pixels are seen 0.74 and more.
pub const CARD_GRAIN: Limit = Limit::at_most(Unit::Share).refuse(0.78);

/// Share of neighbouring places on the card with the same fine wave. Ours: of 530 good specimens of three other programs one with straight fine
/// lines has 0.61, the others 0.54 and less; of 25 screens 18 have 0.74 and more, the rest has pixels of 2 to 4 of the photo's or is told by its grain.
pub const CARD_MOIRE: Limit = Limit::at_most(Unit::Share).refuse(0.68);

/// Colourfulness of the card: a photocopy is grey. Ours: specimens have 0.095 and more, grey copies 0.03 and less.
pub const CARD_COLOUR: Limit = Limit::at_least(Unit::Share).refuse(0.05);

/// Mean score of a field's characters below which the reading is doubtful. On good photos 0.4 to 0.6 marks a character that
/// the reader does not know.
pub const FIELD_CONFIDENCE: Limit = Limit::at_least(Unit::Score).advise(0.6);

/// Score of another character over that of the one read, from which it may be what is printed, where the number's check
/// character says so. Ours: sure characters leave their rivals 0.01 and less.
pub const REPAIR_SHARE: f32 = 0.03;

/// Fields beside the number that may stay unread on one side: the student types them. Ours.
pub const UNREAD_FIELDS: usize = 1;

/// Days since the card's last day.
pub const CARD_EXPIRED: Limit = Limit::at_most(Unit::Days).refuse(0.0);

// The portrait. «Measured» means: on computer-generated portraits labelled by eye, such that about 2 % of those that must pass are
// refused; how the bounds were chosen, and what they do, stands in docs/accuracy-portrait.md.

/// Faces in the photo.
pub const FACES: Limit = Limit::at_most(Unit::Count).refuse(1.0);

/// How small another face may be, its width over the main face's, and still not count: people far behind, pictures on a
/// wall. Measured: what the detectors see beside a single person reaches 0.2.
pub const BYSTANDER: f32 = 0.35;

/// Presence score of the mesh: below, the face is covered or cut. Measured.
pub const FACE_PRESENCE: Limit = Limit::at_least(Unit::Score).refuse(0.5);

/// Chance that something is before the face: the manual wants no mask. Measured on heads that the networks had not seen: of 123 good
/// ones two have more than the first, none more than the second; of all uncovered ones 7.4 % and 3.1 %, most of them turned away.
pub const FACE_COVERED: Limit = Limit::at_most(Unit::Score).advise(0.12).refuse(0.25);

/// Chance that something covers the eyes. Measured likewise: of those with open or closed eyes, turned away as many are, 4.8 %
/// have more than the first, 3.6 % more than the second; of the good two and none.
pub const EYES_COVERED: Limit = Limit::at_most(Unit::Score).advise(0.12).refuse(0.15);

/// Chance that something covers the hair: the manual wants no hat. Dense curls and short hair look alike, hence the wide room for
/// advice. Measured likewise: of bare heads 7.2 % have more than the first, 0.9 % more than the second, of good ones 7 and
/// 1 of 123; of 130 hats 87 % and 75 %.
pub const HAT: Limit = Limit::at_most(Unit::Score).advise(0.5).refuse(0.9);

/// Head height over the photo's shorter side, at most. Of an upright 3:4 photo the head may then take 0.7 of the height;
/// advised against where shoulders begin to be missing. Measured: heads and shoulders reach 0.93, one in fifty 0.88.
pub const HEAD_LARGE: Limit = Limit::at_most(Unit::Share).advise(0.88).refuse(0.93);

/// Head height over the photo's shorter side, at least. Measured: half-length begins at 0.3, whole figures lie below 0.2.
pub const HEAD_SMALL: Limit = Limit::at_least(Unit::Share).advise(0.27).refuse(0.2);

/// Gap between the head and the photo's edges at the sides and below, over the head's height: the head must be complete (manual,
/// reason ②). Measured: what hair hides is estimated, hence the tolerance.
pub const HEAD_CLEARANCE: Limit = Limit::at_least(Unit::Share).advise(-0.09).refuse(-0.12);

/// The same of the edge above: the crown is estimated, to about 0.05 of the head's height, and hair may touch the edge. Measured: of 563
/// half-length ones 3.2 % have less than -0.12, 0.9 % less than the second; with a quarter of the head cut off 1 of 123 has more.
pub const CROWN_CLEARANCE: Limit = Limit::at_least(Unit::Share).advise(-0.09).refuse(-0.155);

/// Distance of the head's centre from the middle line over the photo's width, to either side: the manual wants the head
/// centred. Measured: centred ones reach 0.12.
pub const HEAD_OFFSET: Limit = Limit::at_most(Unit::Share).advise(0.12).refuse(0.2);

/// Room below the chin over the head's height: half-length is chest up (manual). Measured: with less than the second
/// figure not even the shoulders are to be seen; portraits cut off at the neck, with 0.12, are measured to have up to 0.144.
pub const BELOW_CHIN: Limit = Limit::at_least(Unit::Share).advise(0.18).refuse(0.145);

/// Distance between the eyes, pixels of the photo. Advised: ISO/IEC 19794-5's 90. Refused: below, a face of half-length in a
/// live frame of 480 pixels.
pub const EYE_DISTANCE: Limit = Limit::at_least(Unit::Pixels).advise(90.0).refuse(36.0);

/// How far the face looks away, as degrees of yaw (Baidu's face SDK refuses at 18). Measured: of 360 faces labelled frontal 1.7 % have more
/// than the second, at 20 degrees 3.1 %; of those turned by more than 25 degrees as many are refused either way.
pub const TURN: Limit = Limit::at_most(Unit::Degrees).advise(17.0).refuse(21.0);

/// How much a degree of nod, up and down, counts of a degree of yaw. Measured: heads held frontal nod further up.
pub const NOD_UP: f32 = 1.0;
/// See [`NOD_UP`].
pub const NOD_DOWN: f32 = 1.2;

/// Lean to a shoulder. Straightening the picture mends a little of it, so that is only advised; Baidu's face SDK refuses at 20, our
/// mesh is sure to 25.
pub const ROLL: Limit = Limit::at_most(Unit::Degrees).advise(10.0).refuse(25.0);

/// Lean from which the picture lies on its side or stands on its head, whatever way its edges run. Ours: half-way.
pub const LYING: Limit = Limit::at_most(Unit::Degrees).refuse(45.0);

/// Chance that the less open eye is open. Measured on eyes that the networks had not seen: of 123 good pairs two, narrowed by a smile or by light,
/// have less than the first, 0.41 at least; of 37 closed ones 84 % have less than the first, 78 % less than the second. The others are turned
/// away or laugh, and all are refused for something.
pub const EYES_OPEN: Limit = Limit::at_least(Unit::Score).advise(0.5).refuse(0.3);

/// How far the eyes look aside, in widths of an eye. Only advised: the measure is rough. Measured on eyes that the network had not seen: of
/// 123 good pairs one has more, with the irises moved by 0.18 88 % have.
pub const GAZE: Limit = Limit::at_most(Unit::Share).advise(0.12);

/// Chance that the mouth is open: the manual wants a natural expression. Measured on mouths that the network had not seen.
pub const MOUTH_OPEN: Limit = Limit::at_most(Unit::Score).advise(0.5).refuse(0.6);

/// Sharpness of the face at a fixed size, in vision's measure. Measured: good portraits have a median of 3.4.
pub const FACE_SHARPNESS: Limit = Limit::at_least(Unit::Score).advise(2.6).refuse(2.45);

/// By how much the sharpness along one direction exceeds the least from which a blur is a move's. Measured: of 72 faces out of focus 2 have
/// more, of those moved 97 % along x, 83 % at 35°, 56 % along y.
pub const MOVED: f32 = 1.0;

/// A high percentile of the face's luminance. Measured: darkened copies lie below 80, good ones of every skin above 104.
pub const FACE_DARK: Limit = Limit::at_least(Unit::Level).advise(100.0).refuse(84.0);

/// Share of the face burnt out in one colour or more. Measured: good ones reach 0.07, at four times the light nearly all have 0.12.
pub const FACE_BURNT: Limit = Limit::at_most(Unit::Share).advise(0.08).refuse(0.12);

/// Difference of the light on the two cheeks over its sum: one gets a fifth of what the other gets. Many good portraits have
/// light from a side, so only what is strong is advised against. Measured: one in twenty of those labelled as well lit has more.
pub const SIDE_LIGHT: Limit = Limit::at_most(Unit::Share).advise(0.65);

/// Luminance of the surround over the brightest of the face. Measured: a bright wall behind dark skin reaches 1.8, which is no fault.
pub const BACK_LIGHT: Limit = Limit::at_most(Unit::Share).advise(1.6).refuse(1.95);

/// A high percentile of the face's luminance where the surround breaks [`BACK_LIGHT`]. Measured, on all parts: good ones have 105
/// and more.
pub const FACE_SHADED: Limit = Limit::at_least(Unit::Level).refuse(103.0);

/// How far the light's colour is from ordinary light, in vision's measure. Only advised: lamplight alone spoils no comparison. Measured: good
/// ones of any skin reach 2.3 where it was chosen and 2.77 elsewhere; under green light or a candle's nearly all have more.
pub const COLOUR_CAST: Limit = Limit::at_most(Unit::Score).advise(2.8);

/// Colourfulness of the portrait: grey ones are refused as irregular. Measured: coloured ones begin at 0.075.
pub const PORTRAIT_COLOUR: Limit = Limit::at_least(Unit::Share).advise(0.05).refuse(0.035);

/// Share of neighbouring places in the portrait's middle with the same fine wave: a screen's, and no picture of the person as they are now.
/// Drawn: of 28 portraits on screens the least is 0.45, of 68 pictures of people the most 0.05.
pub const PORTRAIT_MOIRE: Limit = Limit::at_most(Unit::Share).advise(0.3).refuse(0.4);

// Live frames: what is told while the student aims. A frame refuses nothing, so there is one step. «Drawn» means: on frames
// drawn from the samples, with a sensor's noise; no phone's camera was there yet. The figures stand in docs/frames.md.

/// Mean level inside the card's outline. Drawn: cards whose paper is at level 80 have 62 and more, at level 50 43 and less;
/// [`CARD_DARK`] refuses between.
pub const FRAME_DARK_CARD: Limit = Limit::at_least(Unit::Level).advise(60.0);

/// Mean level inside the portrait's oval: of person, clothes and wall together, for a dark face is no dark picture. Drawn: good
/// ones have 83 and more, black clothes included, those in a tenth of the light 50 and less.
pub const FRAME_DARK_PORTRAIT: Limit = Limit::at_least(Unit::Level).advise(50.0);

/// Share that is black: half is more than dark hair and clothes take. Drawn: good ones reach 0.07.
pub const FRAME_BLACK: Limit = Limit::at_most(Unit::Share).advise(0.5);

/// Share burnt out where that means too much light: the bound of [`CARD_BURNT`].
pub const FRAME_WHITE_CARD: Limit = Limit::at_most(Unit::Share).advise(0.35);

/// The same of a portrait. Ours: a bright window may be in it, but not a tenth of the picture.
pub const FRAME_WHITE_PORTRAIT: Limit = Limit::at_most(Unit::Share).advise(0.1);

/// Share burnt out where it is a patch of glare: the bound of [`GLARE_SHARE`].
pub const FRAME_GLARE: Limit = Limit::at_most(Unit::Share).advise(0.02);

/// Share of the light that lies elsewhere than in the frame before. Drawn: a tremor of 0.2 % of the outline's width makes up to
/// 0.01, a move of 6 % 0.048 and more.
pub const FRAME_MOTION: Limit = Limit::at_most(Unit::Share).advise(0.025);

/// Sharpness of a card's frame, in vision's measure. Drawn: sharp ones have 0.25 and more, of 720 pixels' width 0.166, those
/// blurred by 0.35 mm 0.151 and less. A blur between is left to the photo's own check: a hint that can't be followed is worse.
pub const FRAME_SHARPNESS_CARD: Limit = Limit::at_least(Unit::Score).advise(0.16);

/// Sharpness of a portrait's frame. Drawn: sharp ones have 0.159 and more, blurred ones 0.106 and less.
pub const FRAME_SHARPNESS_PORTRAIT: Limit = Limit::at_least(Unit::Score).advise(0.13);

/// Contrast below which there is nothing to be seen, sharp or not. Drawn: cards have 0.4 and more, most empty desks less than 0.25.
pub const FRAME_CONTRAST: Limit = Limit::at_least(Unit::Share).advise(0.3);

/// How long a hint stands before another replaces it: what it takes to read it.
pub const HINT_STANDS: Duration = Duration::from_millis(600);

/// How long frames must be good before all is called good. Stripe's identity SDK waits as long.
pub const FRAME_STEADY: Duration = Duration::from_millis(500);

/// Longest time between two frames of one aiming: after more, the app was away. Ours.
pub const FRAME_GAP: Duration = Duration::from_secs(2);

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
