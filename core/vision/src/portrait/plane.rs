//! A plane of luminance, for measuring texture.

use crate::Raster;

/// Luminance of a pixel by Rec. 709 on the coded values, 0 to 255.
pub(super) fn luminance([r, g, b]: [u8; 3]) -> f32 {
    0.2126 * f32::from(r) + 0.7152 * f32::from(g) + 0.0722 * f32::from(b)
}

/// Luminance of a crop, row by row.
pub(super) struct Plane {
    width: usize,
    height: usize,
    values: Vec<f32>,
}

impl Plane {
    pub(super) fn of(raster: &Raster) -> Self {
        let values = raster.rgb().as_chunks::<3>().0.iter().map(|&p| luminance(p)).collect();
        Self { width: raster.width(), height: raster.height(), values }
    }

    /// Every value through `f`.
    pub(super) fn map(mut self, f: impl Fn(f32) -> f32) -> Self {
        self.values.iter_mut().for_each(|v| *v = f(*v));
        self
    }

    /// All values, row by row.
    pub(super) fn values(&self) -> &[f32] {
        &self.values
    }

    /// Value at a place, the edge's beyond it.
    pub(super) fn at(&self, x: isize, y: isize) -> f32 {
        let clamp = |v: isize, len: usize| v.max(0).unsigned_abs().min(len.saturating_sub(1));
        self.values.get(clamp(y, self.height) * self.width + clamp(x, self.width)).copied().unwrap_or(0.0)
    }

    /// Blurred by a Gaussian of standard deviation `sigma`.
    pub(super) fn blurred(&self, sigma: f32) -> Self {
        let reach = (3.0 * sigma).ceil() as isize;
        let weights: Vec<f32> = (-reach..=reach).map(|i| (-0.5 * (i as f32 / sigma).powi(2)).exp()).collect();
        let total: f32 = weights.iter().sum();
        let pass = |source: &Self, dx: isize, dy: isize| Self {
            width: self.width,
            height: self.height,
            values: (0..self.height as isize)
                .flat_map(|y| (0..self.width as isize).map(move |x| (x, y)))
                .map(|(x, y)| {
                    let taps = (-reach..=reach).zip(&weights);
                    taps.map(|(i, w)| w * source.at(x + i * dx, y + i * dy)).sum::<f32>() / total
                })
                .collect(),
        };
        pass(&pass(self, 1, 0), 0, 1)
    }
}
