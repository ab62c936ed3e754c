//! Pictures on their way to photos.

use crate::Outcome;
use image::{RgbImage, imageops};
use ruxue_vision::Raster;

/// How much a small picture is enlarged to stand for a photo.
const ENLARGED: f32 = 2.6;

/// Longest side of the pictures that defects are made of, at most.
const LONGEST: usize = 640;

/// Enlarged, with the noise of a sensor.
pub(crate) fn enlarged(picture: &RgbImage) -> RgbImage {
    let side = |s: u32| (s as f32 * ENLARGED) as u32;
    let mut large =
        imageops::resize(picture, side(picture.width()), side(picture.height()), imageops::FilterType::Lanczos3);
    let mut state = 1u32;
    for value in large.iter_mut() {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        *value = value.saturating_add((state >> 24) as u8 % 5).saturating_sub(2);
    }
    large
}

/// A photo's pixels, few enough that defects are made quickly.
pub(crate) fn small(raster: &Raster) -> Outcome<RgbImage> {
    let longest = raster.width().max(raster.height());
    let small = raster.reduced(longest.div_ceil(LONGEST));
    let (width, height) = (small.width() as u32, small.height() as u32);
    RgbImage::from_raw(width, height, small.rgb().to_vec()).ok_or_else(|| "a raster without pixels".into())
}

/// The picture's pixels.
pub(crate) fn raster_of(picture: &RgbImage) -> Outcome<Raster> {
    let (width, height) = picture.dimensions();
    Raster::new(width as usize, height as usize, picture.as_raw().clone()).ok_or_else(|| "an empty picture".into())
}
