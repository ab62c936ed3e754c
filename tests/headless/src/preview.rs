//! A small picture of a photo, for the page.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, Resizer};
use image::ExtendedColorType;
use image::codecs::jpeg::JpegEncoder;
use ruxue_vision::Raster;

/// Longest side of a preview, in pixels.
const LONGEST: usize = 1280;
/// JPEG quality: no blocks to be seen, some 150 kB a picture.
const QUALITY: u8 = 82;

/// `raster` as a JPEG no larger than [`LONGEST`]; none where the libraries refuse, which no raster is known to cause.
pub(crate) fn preview(raster: &Raster) -> Option<Vec<u8>> {
    let (width, height) = (raster.width(), raster.height());
    let share = (LONGEST as f64 / width.max(height) as f64).min(1.0);
    let scaled = |side: usize| u32::try_from((side as f64 * share).round().max(1.0) as u64).ok();
    let (to_width, to_height) = (scaled(width)?, scaled(height)?);
    let from = ImageRef::new(width.try_into().ok()?, height.try_into().ok()?, raster.rgb(), PixelType::U8x3).ok()?;
    let mut to = Image::new(to_width, to_height, PixelType::U8x3);
    Resizer::new().resize(&from, &mut to, None).ok()?;
    let mut jpeg = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut jpeg, QUALITY);
    encoder.encode(to.buffer(), to_width, to_height, ExtendedColorType::Rgb8).ok()?;
    Some(jpeg)
}
