use crate::plane::Plane;
use crate::{Models, Raster, VisionError};
use rten_tensor::{AsView, NdTensor};
use ruxue_rules::{Point, Rect};

/// How likely print stands at each place, as the text detector sees it, in the detector's own pixels.
pub(super) struct TextMap {
    /// 0 (none) to 1, sharp.
    pub(super) sharp: Plane,
    /// The same, blurred: what a coarse guess is scored against.
    pub(super) soft: Plane,
    /// Map pixels a raster pixel, across and down.
    scale: (f32, f32),
    /// The raster's place of the map's upper left corner.
    origin: (f32, f32),
}

impl TextMap {
    /// Runs the detector over the raster, or the part `window` of it (whole pixels), reduced to `longest` pixels on its longer side;
    /// with the picture that it saw.
    pub(super) fn new(
        raster: &Raster,
        models: &Models,
        window: Option<Rect>,
        longest: usize,
    ) -> Result<(Self, Raster), VisionError> {
        let part = window.map(|window| raster.part(window));
        let part = part.as_ref().unwrap_or(raster);
        let (w, h) = (part.width() as f32, part.height() as f32);
        let reduce = (longest as f32 / w.max(h)).min(1.0);
        let side = |s: f32| ((s * reduce / 32.0).round() as usize).max(1) * 32;
        let (width, height) = (side(w), side(h));
        let small = part.resized(width, height);
        let sharp = seen(&small, models)?;
        let soft = sharp.blurred(4);
        let origin = window.map_or((0.0, 0.0), |window| (window.x, window.y));
        let map = Self { sharp, soft, scale: (width as f32 / w, height as f32 / h), origin };
        Ok((map, small))
    }

    /// The map's place of a raster place.
    pub(super) fn place(&self, p: Point) -> Point {
        let (left, top) = self.origin;
        Point::new((p.x - left + 0.5) * self.scale.0 - 0.5, (p.y - top + 0.5) * self.scale.1 - 0.5)
    }

    /// The raster's place of a map place.
    pub(super) fn raster_place(&self, p: Point) -> Point {
        let (left, top) = self.origin;
        Point::new((p.x + 0.5) / self.scale.0 - 0.5 + left, (p.y + 0.5) / self.scale.1 - 0.5 + top)
    }
}

/// Longest side that the detector sees at once: what it needs of memory grows with the area.
const TILE: usize = 512;
/// What neighbouring tiles share: half of it is enough around a line of print.
const OVERLAP: usize = 64;

/// The detector's view of a picture, tile by tile; where tiles overlap, the likelier.
fn seen(picture: &Raster, models: &Models) -> Result<Plane, VisionError> {
    let (width, height) = (picture.width(), picture.height());
    let mut whole = vec![0.0_f32; width * height];
    for (top, tall) in tiles(height) {
        for (left, wide) in tiles(width) {
            let tile = detected(picture, [left, top, wide, tall], models)?;
            for (row, seen) in whole.chunks_exact_mut(width).skip(top).zip(tile.chunks_exact(wide)) {
                row.iter_mut().skip(left).zip(seen).for_each(|(all, here)| *all = all.max(*here));
            }
        }
    }
    Ok(Plane::from_values(width, height, whole))
}

/// The detector's view of a part of the picture (left, top, width, height).
fn detected(picture: &Raster, [left, top, wide, tall]: [usize; 4], models: &Models) -> Result<Vec<f32>, VisionError> {
    let input = NdTensor::from_fn([1, 3, tall, wide], |[_, channel, y, x]| {
        let [r, g, b] = picture.pixel((left + x) as isize, (top + y) as isize);
        let value = [b, g, r].get(channel).copied().unwrap_or(0);
        f32::from(value) / 127.5 - 1.0
    });
    Ok(models.text_detector.run(input)?.first().map(|seen| seen.to_vec()).unwrap_or_default())
}

/// Starts and lengths that cover a side, in steps of 32 pixels as the detector wants them.
fn tiles(side: usize) -> impl Iterator<Item = (usize, usize)> {
    let count = side.saturating_sub(OVERLAP).div_ceil(TILE - OVERLAP).max(1);
    let length = ((side + (count - 1) * OVERLAP).div_ceil(32 * count) * 32).min(side);
    (0..count).map(move |i| (i * (side - length) / (count - 1).max(1), length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_cover_a_side_and_overlap() {
        for side in (32..2000).step_by(32) {
            let tiles: Vec<_> = tiles(side).collect();
            assert!(tiles.iter().all(|(_, length)| *length <= TILE && length % 32 == 0), "{side}: {tiles:?}");
            let end = tiles
                .windows(2)
                .try_fold(tiles[0].1, |end, pair| (pair[1].0 + OVERLAP <= end).then_some(pair[1].0 + pair[1].1));
            assert_eq!((tiles[0].0, end), (0, Some(side)), "{tiles:?}");
        }
    }
}
