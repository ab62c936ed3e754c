use crate::limits::{FRAME_GAP, FRAME_STEADY, HINT_STANDS};
use crate::{FrameMeasures, Guidance, Subject};
use std::time::Duration;

/// What a ring shows that is full but for the last frame.
const ALMOST: f32 = 0.99;

/// From a camera's frames to one line of guidance that can be read: a pure state machine, held by the caller.
///
/// A hint stands for [`HINT_STANDS`] before another replaces it, and only when two frames in a row disagree with it. All is good
/// when frames were good for [`FRAME_STEADY`]; one bad frame in that time is allowed, two are not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guide {
    subject: Subject,
    shown: Guidance,
    /// Since when `shown` stands; none while no frame has said anything.
    shown_since: Option<Duration>,
    /// Since when frames are good, slips aside.
    good_since: Option<Duration>,
    last_bad: Option<Duration>,
    /// The last frame: what it said, and when.
    last: Option<(Guidance, Duration)>,
}

impl Guide {
    /// Before the first frame: hold still.
    pub fn new(subject: Subject) -> Self {
        let shown = Guidance::HoldStill;
        Self { subject, shown, shown_since: None, good_since: None, last_bad: None, last: None }
    }

    /// After the next frame, which came `at` this time of a clock that never goes back. After a gap of more than
    /// [`FRAME_GAP`] nothing is known of before.
    #[must_use]
    pub fn step(self, frame: &FrameMeasures, at: Duration) -> Self {
        let seen = Guidance::of(self.subject, frame);
        let follows = |(_, last)| at.checked_sub(last).is_some_and(|gap| gap <= FRAME_GAP);
        let known = if self.last.is_some_and(follows) { self } else { Self::new(self.subject) };
        let counted = if seen == Guidance::Hold { known.good(at) } else { known.bad(at) };
        Self { last: Some((seen, at)), ..counted.show(seen, at) }
    }

    /// What to show now.
    pub fn guidance(&self) -> Guidance {
        self.shown
    }

    /// Whether to take the photo now, where the shutter is automatic: steady, and the last frame is good itself.
    pub fn is_good(&self) -> bool {
        self.shown == Guidance::Hold && self.last_said() == Some(Guidance::Hold)
    }

    /// How much of [`FRAME_STEADY`] frames were good by the last one, 0 to 1; 1 only where [`Guide::is_good`].
    pub fn steady(&self) -> f32 {
        match (self.is_good(), self.good_since, self.last) {
            (true, ..) => 1.0,
            (false, Some(since), Some((_, at))) => {
                (at.saturating_sub(since).as_secs_f32() / FRAME_STEADY.as_secs_f32()).min(ALMOST)
            }
            _ => 0.0,
        }
    }

    fn last_said(&self) -> Option<Guidance> {
        self.last.map(|(said, _)| said)
    }

    fn good(self, at: Duration) -> Self {
        Self { good_since: self.good_since.or(Some(at)), ..self }
    }

    fn bad(self, at: Duration) -> Self {
        let is_slip = self.last_said() == Some(Guidance::Hold)
            && self.last_bad.is_none_or(|bad| at.saturating_sub(bad) >= FRAME_STEADY);
        Self { good_since: self.good_since.filter(|_| is_slip), last_bad: Some(at), ..self }
    }

    /// Shows what was seen, if its time has come.
    fn show(self, seen: Guidance, at: Duration) -> Self {
        let stood = |time| self.shown_since.is_none_or(|since| at.saturating_sub(since) >= time);
        let is_due = match (self.shown, seen, self.good_since) {
            (shown, seen, _) if shown == seen => self.shown_since.is_none(),
            (_, Guidance::Hold, Some(since)) => at.saturating_sub(since) >= FRAME_STEADY && stood(HINT_STANDS),
            // A slip, or good again too early.
            (_, _, Some(_)) => false,
            (Guidance::Hold, _, None) => true,
            (shown, _, None) => stood(HINT_STANDS) && self.last_said() != Some(shown),
        };
        if is_due { Self { shown: seen, shown_since: Some(at), ..self } } else { self }
    }
}
