use super::light::Light;
use super::middle::Middle;
use super::{Frame, motion, sharpness};
use crate::plane::Plane;
use ruxue_rules::{FrameMeasures, Subject};

/// Measures the frames of one camera session, one after the other.
#[derive(Debug, Clone)]
pub struct Watch {
    subject: Subject,
    /// The coarse grid of the last frame.
    last: Option<Plane>,
}

impl Watch {
    /// A session that shall end with a photo of `subject`.
    pub fn new(subject: Subject) -> Self {
        Self { subject, last: None }
    }

    /// Measures the next frame; motion is that since the one before.
    pub fn measure(&mut self, frame: &Frame) -> FrameMeasures {
        let middle = Middle::of(frame, self.subject);
        let Light { level, burnt, black, contrast } = Light::of(&middle);
        let sharpness = sharpness::measure(&middle);
        let motion = self.last.as_ref().and_then(|last| motion::between(last, &middle.coarse));
        self.last = Some(middle.coarse);
        FrameMeasures { level, burnt, black, contrast, sharpness, motion }
    }
}
