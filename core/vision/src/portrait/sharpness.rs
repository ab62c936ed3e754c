//! Sharpness of the face at one fixed face size, so that a near and a far face compare.

use super::luminance;
use super::{ALIGNED_FACE, UNIT_TO_ALIGNED};
use crate::Raster;
use crate::plane::Plane;
use ruxue_rules::Point;

/// Eye band of the mean face, in face heights: from the brows to below the lids, between the temples. It has edges in every
/// face, whatever the skin or the beard.
const BAND: [Point; 2] = [Point::new(-0.40, 0.19), Point::new(0.40, 0.43)];

/// The four directions, as steps of one pixel.
const DIRECTIONS: [(isize, isize); 4] = [(1, 0), (0, 1), (1, 1), (1, -1)];

/// Sharpness of an aligned face: the logarithm of how much stronger second derivatives are at a fine scale (σ 1 pixel) than at
/// a coarse one (σ 4), the least and the greatest over four directions, as motion blurs only one. A sharp face has at least about
/// 3.6, one out of focus by 2 % of its height less than 2.6, whatever the light or the contrast.
pub(super) fn measure(face: &Raster) -> [f32; 2] {
    debug_assert_eq!(face.width(), ALIGNED_FACE);
    let plane = luminance::plane(face, |y| y);
    let (fine, coarse) = (plane.gaussian(1.0), plane.gaussian(4.0));
    let ratio = |&direction: &(isize, isize)| energy(&fine, direction) / (energy(&coarse, direction) + 1e-4);
    let ratios = DIRECTIONS.map(|direction| ratio(&direction).max(1e-6).ln());
    [ratios.into_iter().fold(f32::INFINITY, f32::min), ratios.into_iter().fold(f32::NEG_INFINITY, f32::max)]
}

/// Variance of the second derivative along a direction, over the eye band.
fn energy(plane: &Plane, (dx, dy): (isize, isize)) -> f32 {
    let [from, to] = BAND.map(|p| UNIT_TO_ALIGNED.apply(p));
    let (mut count, mut sum, mut squares) = (0.0f32, 0.0f32, 0.0f32);
    for y in from.y as isize..to.y as isize {
        for x in from.x as isize..to.x as isize {
            let bend = plane.near(x - dx, y - dy) - 2.0 * plane.near(x, y) + plane.near(x + dx, y + dy);
            count += 1.0;
            sum += bend;
            squares += bend * bend;
        }
    }
    let mean = sum / count.max(1.0);
    squares / count.max(1.0) - mean * mean
}
