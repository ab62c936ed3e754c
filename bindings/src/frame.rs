//! Live frames: planes in as the camera lends them, one line of guidance out.

use crate::error::caught;
use crate::{Language, RuxueError};
use ruxue::view::Slot;
use ruxue_rules::{FrameMeasures, Guide, Locale, Subject};
use ruxue_vision::frame::{Chroma, Frame, Planes, Watch};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

pub use ruxue_rules::Guidance;

/// Looks at the frames of one camera session, one after the other. Give it the latest and leave the rest: a few a second do.
#[derive(uniffi::Object)]
pub struct FrameCheck {
    subject: Subject,
    language: Language,
    session: Mutex<(Watch, Guide)>,
}

/// How the planes of a frame lie in memory: YUV 4:2:0 of full range, as Android's `YUV_420_888` and iOS's
/// `420YpCbCr8BiPlanarFullRange` are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct FrameLayout {
    /// Pixels a row, as stored: even, 2 to 8192.
    pub width: u32,
    /// Rows, as stored: even, 2 to 8192.
    pub height: u32,
    /// Degrees by which to turn the picture clockwise to see it upright: 0, 90, 180 or 270.
    pub rotation: u32,
    /// Bytes from one row of luma to the next.
    pub y_row_stride: u32,
    /// Bytes from one row of chroma to the next.
    pub uv_row_stride: u32,
    /// Bytes from one pixel of chroma to the next: 1 where each plane stands by itself, 2 where they alternate.
    pub uv_pixel_stride: u32,
    /// When the frame was taken, milliseconds of a clock that never goes back.
    pub at_millis: u64,
}

/// What to tell who holds the camera.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct FrameGuidance {
    /// What.
    pub guidance: Guidance,
    /// That in a line.
    pub text: String,
    /// Whether to take the photo now, where the shutter is automatic.
    pub good: bool,
    /// How near that is, 0 to 1: for a ring that fills around the shutter.
    pub steady: f32,
}

/// The one thing to tell who holds a live camera.
#[uniffi::remote(Enum)]
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

/// Where the subject belongs in the live picture: what the shell draws over it, and what is looked at.
#[derive(Debug, Clone, Copy, PartialEq, uniffi::Record)]
pub struct FrameOutline {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// The outline of what to take in an upright live picture of `width` × `height`, in the same unit: a card that lies across, or
/// the box around the oval of a portrait.
#[uniffi::export]
pub fn frame_outline(slot: Slot, width: f32, height: f32) -> FrameOutline {
    let outline = ruxue_vision::frame::outline(subject(slot), width, height);
    FrameOutline { x: outline.x, y: outline.y, width: outline.width, height: outline.height }
}

#[uniffi::export]
impl FrameCheck {
    /// A session that shall end with a photo of `slot`.
    #[uniffi::constructor]
    pub fn new(slot: Slot, language: Language) -> Arc<Self> {
        let subject = subject(slot);
        let session = Mutex::new((Watch::new(subject), Guide::new(subject)));
        Arc::new(Self { subject, language, session })
    }

    /// Looks at the next frame. No plane is copied: Kotlin lends direct buffers, of which only the bytes up to the limit
    /// count. `u` and `v` may be empty; where they alternate, each begins at its own first byte. Who calls from several
    /// threads waits for the frame before.
    ///
    /// # Errors
    /// [`RuxueError::Frame`] where the planes are not what the layout says.
    pub fn check(&self, layout: FrameLayout, y: &[u8], u: &[u8], v: &[u8]) -> Result<FrameGuidance, RuxueError> {
        caught(self.language, || {
            let frame =
                Frame::new(planes(layout, y, u, v)).map_err(|fault| RuxueError::frame(&fault, self.language))?;
            let mut session = self.session.lock().unwrap_or_else(PoisonError::into_inner);
            let (watch, guide) = &mut *session;
            let measures: FrameMeasures = watch.measure(&frame);
            *guide = guide.step(&measures, Duration::from_millis(layout.at_millis));
            Ok(self.told(guide))
        })
    }
}

impl FrameCheck {
    fn told(&self, guide: &Guide) -> FrameGuidance {
        let guidance = guide.guidance();
        let text = guidance.text(self.subject, Locale::from(self.language)).into();
        FrameGuidance { guidance, text, good: guide.is_good(), steady: guide.steady() }
    }
}

fn subject(slot: Slot) -> Subject {
    match slot {
        Slot::PortraitSide | Slot::EmblemSide => Subject::Card,
        Slot::Portrait => Subject::Portrait,
    }
}

fn planes<'a>(layout: FrameLayout, y: &'a [u8], u: &'a [u8], v: &'a [u8]) -> Planes<'a> {
    let FrameLayout { width, height, rotation, y_row_stride, uv_row_stride, uv_pixel_stride, at_millis: _ } = layout;
    let chroma = Chroma { u, v, row_stride: uv_row_stride, pixel_stride: uv_pixel_stride };
    let chroma = (!u.is_empty() || !v.is_empty()).then_some(chroma);
    Planes { width, height, rotation, y, y_row_stride, chroma }
}
