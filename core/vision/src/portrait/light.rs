//! Light on the face and around it.

use super::head::View;
use super::luminance::luminance;
use super::mesh::{Mesh, place};
use super::parts::Parts;
use super::{ALIGNED_SCALE, UNIT_TO_ALIGNED};
use crate::Raster;
use ruxue_rules::Point;

/// What the light does to the face.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Light {
    /// 95th percentile of the face's luminance, 0 to 255. It falls in a dark photo, not with dark skin: every skin shines somewhere.
    pub(super) bright_level: f32,
    /// Share of the face burnt out in one colour or more, 0 to 1: red skin loses its shape before it is white.
    pub(super) burnt: f32,
    /// Difference of the light on the two cheeks over its sum, 0 to 1.
    pub(super) side_light: f32,
    /// Mean luminance of the surround over that of the brightest in the face: its bright level or, where that is more, the whites
    /// of the eyes. They are as bright in dark skin as in light.
    pub(super) back_light: f32,
}

/// Half the side of a patch of a cheek, in face heights.
const PATCH: f32 = 0.035;

/// Exponent between coded values and light, about that of sRGB.
pub(super) const GAMMA: f32 = 2.2;

/// From here on a colour counts as burnt out.
const BURNT: u8 = 250;

impl Light {
    /// Measures an aligned face, whose mesh and parts these are, and the view around the head.
    pub(super) fn measure(face: &Raster, mesh: &Mesh, parts: &Parts, view: &View) -> Self {
        let mut levels: Vec<f32> = parts.face.iter().map(|&pixel| luminance(pixel)).collect();
        let burnt = parts.face.iter().filter(|pixel| pixel.iter().any(|&v| v >= BURNT)).count();
        let bright_level = percentile(&mut levels, 0.95);
        let brightest = bright_level.max(eye_whites(parts)).max(1.0);
        let surround = view.surround();
        Self {
            bright_level,
            burnt: burnt as f32 / levels.len().max(1) as f32,
            side_light: side_light(face, mesh),
            back_light: surround.iter().sum::<f32>() / surround.len().max(1) as f32 / brightest,
        }
    }
}

/// Difference of the light on the two cheeks over its sum, beside the nose, where no hair and no shadow of the head's own
/// roundness falls. The places are the mesh's, so that a turned face shows the same skin.
fn side_light(face: &Raster, mesh: &Mesh) -> f32 {
    let to_face = mesh.to_unit().then(UNIT_TO_ALIGNED);
    let light = |cheek: [usize; 2]| {
        let patches = cheek.map(|place| (patch(face, to_face.apply(mesh.point(place))) / 255.0).powf(GAMMA));
        // The geometric mean: what counts are ratios.
        patches.into_iter().product::<f32>().sqrt()
    };
    let (left, right) = (light(place::LEFT_CHEEK), light(place::RIGHT_CHEEK));
    (left - right).abs() / (left + right).max(f32::MIN_POSITIVE)
}

/// Luminance of the whites of the eyes: a high percentile of what lies between the eyes' corners.
fn eye_whites(parts: &Parts) -> f32 {
    let mut levels: Vec<f32> = parts.eyes.iter().map(|&pixel| luminance(pixel)).collect();
    percentile(&mut levels, 0.97)
}

/// Median luminance of a patch.
fn patch(face: &Raster, middle: Point) -> f32 {
    let half = (PATCH * ALIGNED_SCALE) as isize;
    let (x, y) = (middle.x.round() as isize, middle.y.round() as isize);
    let rows = y - half..=y + half;
    let mut values: Vec<f32> =
        rows.flat_map(|y| (x - half..=x + half).map(move |x| luminance(face.pixel(x, y)))).collect();
    percentile(&mut values, 0.5)
}

/// Colourfulness of a picture, 0 grey to 1: how far the colours of pixels of one luminance differ (root mean square of the two
/// opponent channels, in half ranges). A toned picture, whose colour follows its luminance, counts as grey.
pub(super) fn colour(raster: &Raster) -> f32 {
    let mut levels = [[0.0f32; 5]; 16];
    for &pixel in raster.rgb().as_chunks::<3>().0 {
        let [r, g, b] = pixel.map(f32::from);
        let (red_green, yellow_blue) = (r - g, (r + g) / 2.0 - b);
        if let Some(sums) = levels.get_mut(luminance(pixel) as usize / 16) {
            let terms = [1.0, red_green, red_green * red_green, yellow_blue, yellow_blue * yellow_blue];
            sums.iter_mut().zip(terms).for_each(|(sum, term)| *sum += term);
        }
    }
    let deviation = |count: f32, sum: f32, squares: f32| squares - sum * sum / count.max(1.0);
    let (mut total, mut count) = (0.0, 0.0);
    for [n, a, aa, b, bb] in levels {
        total += deviation(n, a, aa) + deviation(n, b, bb);
        count += n;
    }
    (total.max(0.0) / f32::max(count, 1.0)).sqrt() / 128.0
}

/// The value below which `share` of the values lie; 0 of none. Reorders them.
fn percentile(values: &mut [f32], share: f32) -> f32 {
    let at = (values.len().saturating_sub(1) as f32 * share) as usize;
    if values.is_empty() { 0.0 } else { *values.select_nth_unstable_by(at, f32::total_cmp).1 }
}
