use super::homography::Homography;
use super::layout::{HEIGHT_MM, WIDTH_MM};
use crate::Raster;
use crate::plane::{luminance, percentile};

/// Height of a strip, pixels: what the recogniser was trained on.
pub(super) const HEIGHT: usize = 48;
/// Widest strip, pixels: a bound on time, half as wide again as the longest line of a card.
const WIDEST: usize = 640;

/// A line of the card, rectified for the recogniser: rows of RGB pixels.
pub(super) struct Strip {
    /// Its box on the card (`u0`, `v0`, `u1`, `v1`).
    pub(super) bounds: [f32; 4],
    rows: Vec<Vec<[f32; 3]>>,
}

/// How much darker than the paper print is at least, as a share of the paper's luminance.
const INK: f32 = 0.14;

impl Strip {
    /// The box `bounds` of the card, from the raster's own pixels, its width `squeeze` of the true one.
    pub(super) fn new(raster: &Raster, card: &Homography, bounds: [f32; 4], squeeze: f32) -> Self {
        let [u0, v0, u1, v1] = bounds;
        let aspect = (u1 - u0) * WIDTH_MM / ((v1 - v0) * HEIGHT_MM);
        let width = ((HEIGHT as f32 * aspect * squeeze / 8.0).round() as usize * 8).clamp(32, WIDEST);
        // Where the raster is finer than the strip, four samples a pixel keep thin strokes from falling between them.
        let step = card.at(u0, v0).distance(card.at(u0, v1)) / HEIGHT as f32;
        let taps: &[f32] = if step > 1.3 { &[0.25, 0.75] } else { &[0.5] };
        let pixel = |x: usize, y: usize| {
            let mut sum = [0.0; 3];
            for dy in taps {
                for dx in taps {
                    let u = u0 + (x as f32 + dx) / width as f32 * (u1 - u0);
                    let v = v0 + (y as f32 + dy) / HEIGHT as f32 * (v1 - v0);
                    let p = card.at(u, v);
                    let colour = raster.sample(p.x, p.y);
                    sum.iter_mut().zip(colour).for_each(|(s, c)| *s += c);
                }
            }
            sum.map(|s| s / (taps.len() * taps.len()) as f32)
        };
        let rows = (0..HEIGHT).map(|y| (0..width).map(|x| pixel(x, y)).collect()).collect();
        Self { bounds, rows }
    }

    /// Pixels a row.
    pub(super) fn width(&self) -> usize {
        self.rows.first().map_or(0, Vec::len)
    }

    /// Channel `channel` at column `x`, row `y`, 0 to 255; mid-grey outside.
    pub(super) fn value(&self, channel: usize, x: usize, y: usize) -> f32 {
        self.rows.get(y).and_then(|row| row.get(x)).and_then(|p| p.get(channel)).copied().unwrap_or(127.5)
    }

    /// Without the blank end behind the last print; none when there is no print at all.
    pub(super) fn trimmed(mut self) -> Option<Self> {
        let grey: Vec<Vec<f32>> =
            self.rows.iter().map(|row| row.iter().map(|p| luminance(p.map(|c| c as u8))).collect()).collect();
        // The outer rows may hold strokes of the lines above and below.
        let middle = grey.get(HEIGHT / 6..HEIGHT * 5 / 6)?;
        let paper = percentile(&mut middle.concat(), 0.8);
        let inked = |x: usize| {
            let dark = middle.iter().filter(|row| row.get(x).is_some_and(|l| *l < paper * (1.0 - INK)));
            dark.count() >= 3
        };
        let last = (0..self.width()).rev().find(|&x| inked(x))?;
        if (0..self.width()).filter(|&x| inked(x)).count() < 4 {
            return None;
        }
        let width = self.width();
        let kept = ((last + HEIGHT / 3).div_ceil(8) * 8).clamp(32.min(width), width);
        self.rows.iter_mut().for_each(|row| row.truncate(kept));
        let [u0, v0, u1, v1] = self.bounds;
        self.bounds = [u0, v0, u0 + (u1 - u0) * kept as f32 / width as f32, v1];
        Some(self)
    }
}
