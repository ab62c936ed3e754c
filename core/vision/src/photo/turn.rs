//! Turns a raster upright.

use crate::Raster;
use image::metadata::Orientation;

/// Rows that are filled together. A turned row runs down a column: so near pixels of the source are taken while they are at hand.
const BAND: usize = 16;

/// Whether the photo is stored lying on its side, so that width and height change places.
pub(super) fn swaps_sides(orientation: Orientation) -> bool {
    orientation.to_exif() >= Orientation::Rotate90FlipH.to_exif()
}

/// The raster as `orientation` says that it must be looked at.
pub(super) fn upright(raster: Raster, orientation: Orientation) -> Raster {
    let (width, height) = (raster.width(), raster.height());
    let (right, down) = (1, width as isize);
    let (last_column, last_row) = (width as isize - 1, (height as isize - 1) * down);
    // The pixel that comes first, and the ways to its neighbours to the right and below.
    let (first, across, along) = match orientation {
        Orientation::NoTransforms => return raster,
        Orientation::FlipHorizontal => (last_column, -right, down),
        Orientation::Rotate180 => (last_row + last_column, -right, -down),
        Orientation::FlipVertical => (last_row, right, -down),
        Orientation::Rotate90FlipH => (0, down, right),
        Orientation::Rotate90 => (last_row, -down, right),
        Orientation::Rotate270FlipH => (last_row + last_column, -down, -right),
        Orientation::Rotate270 => (last_column, down, -right),
    };
    let (width, height) = if swaps_sides(orientation) { (height, width) } else { (width, height) };
    let source = raster.rgb().as_chunks::<3>().0;
    let mut pixels = vec![[0; 3]; width * height];
    for (band, rows) in pixels.chunks_mut(width * BAND).enumerate() {
        for x in 0..width {
            let top = first + x as isize * across + (band * BAND) as isize * along;
            for (y, row) in rows.chunks_exact_mut(width).enumerate() {
                let from = usize::try_from(top + y as isize * along).ok().and_then(|at| source.get(at));
                if let (Some(pixel), Some(from)) = (row.get_mut(x), from) {
                    *pixel = *from;
                }
            }
        }
    }
    Raster::new(width, height, pixels.into_flattened()).unwrap_or(raster)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{DynamicImage, RgbImage};

    #[test]
    fn every_orientation_is_turned_as_the_image_library_turns_it() {
        for (width, height) in [(1, 1), (40, 3), (5, 37), (1, 20)] {
            let raster = Raster::from_fn(width, height, |x, y| [x as u8, y as u8, 7]);
            for orientation in (1..=8).filter_map(Orientation::from_exif) {
                let pixels = RgbImage::from_raw(width as u32, height as u32, raster.rgb().to_vec()).unwrap();
                let mut wanted = DynamicImage::ImageRgb8(pixels);
                wanted.apply_orientation(orientation);
                let found = upright(raster.clone(), orientation);
                assert_eq!((found.width(), found.height()), (wanted.width() as usize, wanted.height() as usize));
                assert_eq!(found.rgb(), wanted.into_rgb8().into_raw(), "{width} × {height}, {orientation:?}");
            }
        }
    }
}
