//! Sharpness of a frame's middle.

use super::middle::{COARSER, Middle};
use crate::plane::Plane;

/// The four directions, as steps of one cell.
const DIRECTIONS: [(isize, isize); 4] = [(1, 0), (0, 1), (1, 1), (1, -1)];

/// Of how many coarse cells one is looked at: those with the most structure. Elsewhere fine differences are the sensor's noise.
const ONE_IN: usize = 10;

/// How strong second derivatives of the fine grid are against those of the coarse one, where the coarse ones are strongest; the
/// least over four directions, as motion blurs only one. Blur takes edges from the fine grid and leaves the coarse one, light
/// and contrast change both alike. Sharp print has 0.25 and more, that blurred by 0.35 mm up to 0.15.
pub(super) fn measure(middle: &Middle) -> f32 {
    DIRECTIONS.iter().map(|direction| along(middle, *direction)).fold(f32::INFINITY, f32::min)
}

fn along(middle: &Middle, direction: (isize, isize)) -> f32 {
    let coarse = &middle.coarse;
    let inside = (0..coarse.height()).flat_map(|y| middle.columns(coarse, y).map(move |x| (x, y)));
    let mut cells: Vec<_> = inside.map(|(x, y)| (bend(coarse, x, y, direction).powi(2), x, y)).collect();
    cells.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
    cells.truncate(cells.len().div_ceil(ONE_IN));
    let (fine, coarse) = cells.iter().fold((0.0, 0.0), |(fine, coarse), &(square, x, y)| {
        (fine + mean_square(&middle.fine, x * COARSER, y * COARSER, direction), coarse + square)
    });
    (fine / f32::max(coarse, 1.0)).sqrt()
}

/// Over the cells of the fine grid that make one of the coarse, the first at column `x`, row `y`.
fn mean_square(fine: &Plane, x: usize, y: usize, direction: (isize, isize)) -> f32 {
    let cells = (y..y + COARSER).flat_map(|y| (x..x + COARSER).map(move |x| (x, y)));
    cells.map(|(x, y)| bend(fine, x, y, direction).powi(2)).sum::<f32>() / (COARSER * COARSER) as f32
}

/// Second derivative along a direction.
fn bend(grid: &Plane, x: usize, y: usize, (dx, dy): (isize, isize)) -> f32 {
    let (x, y) = (x as isize, y as isize);
    grid.near(x - dx, y - dy) - 2.0 * grid.near(x, y) + grid.near(x + dx, y + dy)
}
