//! Light on the face and around it.

use super::luminance::luminance;
use super::{ALIGNED_FACE, UNIT_TO_ALIGNED, mean_oval};
use crate::Raster;
use crate::portrait::head::View;
use ruxue_rules::Point;

/// What the light does to the face.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Light {
    /// 95th percentile of the face's luminance, 0 to 255. It falls in a dark photo, not with dark skin: every skin shines somewhere.
    pub(super) bright_level: f32,
    /// Share of the face burnt out in one colour or more, 0 to 1: red skin loses its shape before it is white.
    pub(super) burnt: f32,
    /// Difference of the cheeks' mean luminance over their sum, 0 to 1.
    pub(super) side_light: f32,
    /// Mean luminance of the surround over the face's bright level.
    pub(super) back_light: f32,
}

/// Half the width, in face heights, of the strip between the cheeks that neither side is asked about: nose and mouth.
const MIDDLE: f32 = 0.15;

/// From here on a colour counts as burnt out.
const BURNT: u8 = 250;

impl Light {
    /// Measures an aligned face and the view around the head.
    pub(super) fn measure(face: &Raster, view: &View) -> Self {
        let back = UNIT_TO_ALIGNED.inverse();
        let oval = mean_oval();
        let (mut all, mut left, mut right) = (Vec::new(), Vec::new(), Vec::new());
        let mut burnt = 0usize;
        for (i, &pixel) in face.rgb().as_chunks::<3>().0.iter().enumerate() {
            let at = back.apply(Point::new((i % ALIGNED_FACE) as f32, (i / ALIGNED_FACE) as f32));
            if oval_holds(&oval, at) {
                all.push(luminance(pixel));
                burnt += usize::from(pixel.iter().any(|&v| v >= BURNT));
                if at.x.abs() > MIDDLE {
                    if at.x < 0.0 { &mut left } else { &mut right }.push(luminance(pixel));
                }
            }
        }
        let mean = |values: &[f32]| values.iter().sum::<f32>() / values.len().max(1) as f32;
        let (dark, light) = (mean(&left), mean(&right));
        let bright_level = percentile(&mut all, 0.95);
        Self {
            bright_level,
            burnt: burnt as f32 / all.len().max(1) as f32,
            side_light: (dark - light).abs() / (dark + light).max(1.0),
            back_light: mean(&view.surround()) / bright_level.max(1.0),
        }
    }
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

/// Whether a closed outline holds a point (even-odd rule).
fn oval_holds(oval: &[Point], at: Point) -> bool {
    let ends = oval.iter().cycle().skip(1);
    oval.iter()
        .zip(ends)
        .filter(|(p, q)| (p.y > at.y) != (q.y > at.y) && at.x < (q.x - p.x) * (at.y - p.y) / (q.y - p.y) + p.x)
        .count()
        % 2
        == 1
}
