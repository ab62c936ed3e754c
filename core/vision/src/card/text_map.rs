use crate::plane::Plane;
use crate::{Models, Raster, VisionError};
use rten_tensor::{AsView, NdTensor};
use ruxue_rules::Point;

/// How likely print stands at each place, as the text detector sees it, in the detector's own pixels.
pub(super) struct TextMap {
    /// 0 (none) to 1, sharp.
    pub(super) sharp: Plane,
    /// The same, blurred: what a coarse guess is scored against.
    pub(super) soft: Plane,
    /// Map pixels a raster pixel, across and down.
    scale: (f32, f32),
}

impl TextMap {
    /// Runs the detector over the whole raster, reduced to `longest` pixels on its longer side; with the picture that it saw.
    pub(super) fn new(raster: &Raster, models: &Models, longest: usize) -> Result<(Self, Raster), VisionError> {
        let (w, h) = (raster.width() as f32, raster.height() as f32);
        let reduce = (longest as f32 / w.max(h)).min(1.0);
        let side = |s: f32| ((s * reduce / 32.0).round() as usize).max(1) * 32;
        let (width, height) = (side(w), side(h));
        let small = raster.resized(width, height);
        let input = NdTensor::from_fn([1, 3, height, width], |[_, channel, y, x]| {
            let [r, g, b] = small.pixel(x as isize, y as isize);
            let value = [b, g, r].get(channel).copied().unwrap_or(0);
            f32::from(value) / 127.5 - 1.0
        });
        let outputs = models.text_detector.run(input)?;
        let values = outputs.first().map(|t| t.to_vec()).unwrap_or_default();
        let sharp = Plane::from_values(width, height, values);
        let soft = sharp.blurred(4);
        let map = Self { sharp, soft, scale: (width as f32 / w, height as f32 / h) };
        Ok((map, small))
    }

    /// The map's place of a raster place.
    pub(super) fn place(&self, p: Point) -> Point {
        Point::new((p.x + 0.5) * self.scale.0 - 0.5, (p.y + 0.5) * self.scale.1 - 0.5)
    }

    /// The raster's place of a map place.
    pub(super) fn raster_place(&self, p: Point) -> Point {
        Point::new((p.x + 0.5) / self.scale.0 - 0.5, (p.y + 0.5) / self.scale.1 - 0.5)
    }
}
