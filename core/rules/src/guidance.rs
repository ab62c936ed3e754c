use crate::limits::{
    FRAME_BLACK, FRAME_CONTRAST, FRAME_DARK_CARD, FRAME_DARK_PORTRAIT, FRAME_GLARE, FRAME_MOTION, FRAME_SHARPNESS_CARD,
    FRAME_SHARPNESS_PORTRAIT, FRAME_WHITE_CARD, FRAME_WHITE_PORTRAIT,
};
use crate::{FrameMeasures, Subject};

/// The one thing to tell who holds a live camera, in the order of telling: what explains the others comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Guidance {
    /// Too little light.
    Dark,
    /// Too much light.
    Bright,
    /// A lamp or window shines in the card.
    Glare,
    /// The phone or the person moves.
    HoldStill,
    /// Out of focus, or nothing to focus on.
    Blurred,
    /// Good: keep it so.
    Hold,
}

impl Guidance {
    /// All of them, in their order.
    pub const ALL: [Self; 6] = [Self::Dark, Self::Bright, Self::Glare, Self::HoldStill, Self::Blurred, Self::Hold];

    /// What one frame says by itself. For what to show, see [`Guide`](crate::Guide): frames change faster than one can read.
    pub fn of(subject: Subject, frame: &FrameMeasures) -> Self {
        let is_card = subject == Subject::Card;
        let (dark, white, sharpness) = match subject {
            Subject::Card => (FRAME_DARK_CARD, FRAME_WHITE_CARD, FRAME_SHARPNESS_CARD),
            Subject::Portrait => (FRAME_DARK_PORTRAIT, FRAME_WHITE_PORTRAIT, FRAME_SHARPNESS_PORTRAIT),
        };
        if dark.is_broken(frame.level) || FRAME_BLACK.is_broken(frame.black) {
            Self::Dark
        } else if white.is_broken(frame.burnt) {
            Self::Bright
        } else if is_card && FRAME_GLARE.is_broken(frame.burnt) {
            Self::Glare
        } else if frame.motion.is_some_and(|motion| FRAME_MOTION.is_broken(motion)) {
            Self::HoldStill
        } else if sharpness.is_broken(frame.sharpness) || FRAME_CONTRAST.is_broken(frame.contrast) {
            Self::Blurred
        } else {
            Self::Hold
        }
    }
}
