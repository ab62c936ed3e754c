use crate::limits::{EDITORS, Limit};
use crate::{Finding, Kind, PhotoMeasures, Severity};

/// What is wrong with the file of any photo; `side` is the limit of its shorter side.
pub(super) fn judge_photo(photo: &PhotoMeasures, side: Limit) -> Vec<Finding> {
    let shorter = photo.width.min(photo.height) as f32;
    let software = photo.software.as_deref().unwrap_or_default().to_lowercase();
    let edited = EDITORS.iter().any(|editor| software.contains(editor));
    let found = [side.judge(Kind::TooFewPixels, shorter), edited.then(|| Finding::new(Kind::Edited, Severity::Refuse))];
    found.into_iter().flatten().collect()
}
