use super::middle::Middle;
use crate::plane::percentile;

/// Level from which a cell counts as burnt out: sensors rarely give a clean 255.
const BURNT: f32 = 250.0;
/// Level up to which a cell counts as black.
const BLACK: f32 = 8.0;

/// The light in the middle of a frame.
pub(super) struct Light {
    /// Mean level, 0 to 255.
    pub(super) level: f32,
    /// Share burnt out, 0 to 1.
    pub(super) burnt: f32,
    /// Share that is black, 0 to 1.
    pub(super) black: f32,
    /// What the 5th percentile lacks to the 95th, as a share of that.
    pub(super) contrast: f32,
}

impl Light {
    pub(super) fn of(middle: &Middle) -> Self {
        let mut levels = middle.levels();
        let count = levels.len().max(1) as f32;
        let share = |is: &dyn Fn(f32) -> bool| levels.iter().filter(|level| is(**level)).count() as f32 / count;
        let (burnt, black) = (share(&|level| level >= BURNT), share(&|level| level <= BLACK));
        let level = levels.iter().sum::<f32>() / count;
        let (dark, bright) = (percentile(&mut levels, 0.05), percentile(&mut levels, 0.95));
        Self { level, burnt, black, contrast: (bright - dark) / bright.max(1.0) }
    }
}
