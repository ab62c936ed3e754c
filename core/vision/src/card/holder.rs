//! The holder's photo on the portrait side: whether a face is in it.

use super::homography::Homography;
use super::layout;
use crate::portrait::face_score;
use crate::{Models, Raster, VisionError};
use ruxue_rules::Holder;

/// Side of the square that the holder's photo fills from top to bottom, pixels: what the face network sees.
const SIDE: usize = 128;
/// How far off the middle of its place the photo may stand, in pixels of half that square: 1.9 mm.
const OFF: isize = 4;

/// Looks for a face; places are the raster's.
pub(super) fn holder(raster: &Raster, card: &Homography, models: &Models) -> Result<Holder, VisionError> {
    let [u0, v0, u1, v1] = layout::FACE;
    let half = (v1 - v0) / 2.0 * layout::HEIGHT_MM / layout::WIDTH_MM;
    let left = (u0 + u1) / 2.0 - half;
    let picture = Raster::from_fn(SIDE, SIDE, |x, y| {
        let mut sum = [0.0; 3];
        for (dx, dy) in [(0.25, 0.25), (0.25, 0.75), (0.75, 0.25), (0.75, 0.75)] {
            let across = (x as f32 + dx) / SIDE as f32;
            let down = (y as f32 + dy) / SIDE as f32;
            let p = card.at(left + across * 2.0 * half, v0 + down * (v1 - v0));
            sum.iter_mut().zip(raster.sample(p.x, p.y)).for_each(|(sum, c)| *sum += c / 4.0);
        }
        sum.map(|c| c as u8)
    });
    let outside = (u0 - left) / (2.0 * half);
    Ok(Holder {
        region: card.region(layout::FACE),
        face: face_score(&picture, models)?,
        symmetry: symmetry(&picture.reduced(2), outside),
    })
}

/// Correlation of a picture with its mirror image, about the upright line near its middle for which that is most; the share
/// `outside` of its width at either end is left out.
fn symmetry(picture: &Raster, outside: f32) -> f32 {
    let width = picture.width() as isize;
    let inset = (outside * width as f32).ceil() as isize + OFF;
    let about = |off: isize| {
        let place = |x: isize, y: usize| picture.pixel(x + off, y as isize).map(f32::from);
        let places = || (0..picture.height()).flat_map(|y| (inset..width - inset).map(move |x| (x, y)));
        let count = places().count().max(1) as f32;
        let mut mean = [0.0; 3];
        places().for_each(|(x, y)| mean.iter_mut().zip(place(x, y)).for_each(|(mean, c)| *mean += c / count));
        let (mut mirrored, mut square) = (0.0, 0.0);
        for (x, y) in places() {
            for ((a, b), mean) in place(x, y).into_iter().zip(place(width - 1 - x, y)).zip(mean) {
                mirrored += (a - mean) * (b - mean);
                square += (a - mean).powi(2);
            }
        }
        if square > 0.0 { mirrored / square } else { 1.0 }
    };
    (-OFF..=OFF).map(about).fold(-1.0, f32::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_off_the_middle_is_its_mirror_image_and_what_lies_askew_is_not() {
        let figure = |x: usize, y: usize| if (2 * x).abs_diff(67) < y / 2 { [90; 3] } else { [230; 3] };
        assert!(symmetry(&Raster::from_fn(64, 64, figure), 0.1) > 0.99);
        let askew = |x: usize, y: usize| if x + y / 2 < 48 { [90; 3] } else { [230; 3] };
        assert!(symmetry(&Raster::from_fn(64, 64, askew), 0.1) < 0.5);
    }
}
