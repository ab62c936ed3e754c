//! Sharpness of a whole photo in which no card was made out: a blur may have hidden it.

use crate::Raster;
use crate::plane::{luminance, percentile};

/// Longest side of the picture that is looked at, about: a card that fills a third of it has strokes of a pixel.
const LONGEST: usize = 1000;
/// Steps, in its pixels, over which an edge rises when it is sharp and when it is blurred by a millimetre of such a card.
const SHARP: isize = 2;
const BROAD: isize = 10;
/// Share of all places at which there is no strong edge.
const COMMON: f32 = 0.998;
/// Levels by which a strong edge rises at least: where none does, nothing tells sharp from blurred.
const STRONG: f32 = 40.0;
/// Directions that edges are looked for in: a motion blurs only one.
const DIRECTIONS: [(isize, isize); 4] = [(1, 0), (0, 1), (1, 1), (1, -1)];

/// How much of their height the strongest edges rise at once, 0 to 1, the least of four directions; 1 where there are none.
pub(super) fn sharpness(raster: &Raster) -> f32 {
    let seen = raster.reduced(raster.width().max(raster.height()) / LONGEST);
    let (width, height) = (seen.width() as isize, seen.height() as isize);
    // One of four pixels tells as much.
    let places = || (0..height).step_by(2).flat_map(|y| (0..width).step_by(2).map(move |x| (x, y)));
    let level = |x: isize, y: isize| luminance(seen.pixel(x, y));
    let rise = |dx: isize, dy: isize| {
        let mut rises: Vec<f32> = places().map(|(x, y)| (level(x + dx, y + dy) - level(x, y)).abs()).collect();
        percentile(&mut rises, COMMON)
    };
    let along = |(dx, dy): (isize, isize)| {
        let broad = rise(dx * BROAD, dy * BROAD);
        if broad < STRONG { 1.0 } else { (rise(dx * SHARP, dy * SHARP) / broad).min(1.0) }
    };
    DIRECTIONS.map(along).into_iter().fold(1.0, f32::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edge_that_rises_slowly_is_blurred_and_a_plain_sheet_is_not() {
        let stripes = |slope: f32| {
            let level = move |x: usize, y: usize| {
                let up = |at: usize| (((at % 60) as f32 - 30.0).abs() - 15.0) * slope;
                (128.0 + up(x).clamp(-60.0, 60.0) + up(y).clamp(-60.0, 60.0)) as u8
            };
            sharpness(&Raster::from_fn(400, 300, |x, y| [level(x, y); 3]))
        };
        assert!(stripes(60.0) > 0.9, "{}", stripes(60.0));
        assert!(stripes(5.0) < 0.3, "{}", stripes(5.0));
        assert_eq!(sharpness(&Raster::from_fn(400, 300, |_, _| [200; 3])), 1.0);
    }
}
