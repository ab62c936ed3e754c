//! A picture in linear light, and what a lens and a sensor do to it.

use crate::cast::{byte, float};
use crate::light::{Light, encoded};
use crate::noise::Sensor;
use image::{Rgb, RgbImage};

/// A picture in linear light.
pub(crate) struct Picture {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pixels: Vec<Light>,
}

impl Picture {
    /// Paints every pixel by its middle's coordinates.
    pub(crate) fn paint(width: u32, height: u32, mut paint: impl FnMut(f32, f32) -> Light) -> Self {
        let mut pixels = Vec::with_capacity(width as usize * height as usize);
        for y in 0..height {
            let y = float(y) + 0.5;
            pixels.extend((0..width).map(|x| paint(float(x) + 0.5, y)));
        }
        Self { width, height, pixels }
    }

    /// Blurs by a disc-like kernel of standard deviation `sigma` pixels: out of focus.
    pub(crate) fn defocus(&mut self, sigma: f32) {
        if sigma <= 0.8 {
            return self.soften(sigma * sigma / 2.0);
        }
        // Three boxes of width w have the variance (w² − 1) / 4 in all.
        let radius = crate::cast::pixels(((4.0 * sigma * sigma + 1.0).sqrt() - 1.0) / 2.0).max(1) as usize;
        for _ in 0..3 {
            self.rows(|row, spare| box_blur(row, spare, radius));
            self.columns(|column, spare| box_blur(column, spare, radius));
        }
    }

    /// Blurs by the kernel [a, 1 − 2a, a] each way.
    fn soften(&mut self, a: f32) {
        let soften = |line: &mut [Light], spare: &mut Vec<Light>| {
            spare.clear();
            spare.extend_from_slice(line);
            for (to, near) in line.iter_mut().skip(1).zip(spare.windows(3)) {
                if let [[lr, lg, lb], [r, g, b], [rr, rg, rb]] = near {
                    let mix = |left, middle, right| middle + a * (left - 2.0 * middle + right);
                    *to = [mix(lr, r, rr), mix(lg, g, rg), mix(lb, b, rb)];
                }
            }
        };
        self.rows(soften);
        self.columns(soften);
    }

    /// Blurs along a line of `length` pixels at `degrees`: a moved camera.
    pub(crate) fn motion(&mut self, length: f32, degrees: f32) {
        let steps = length.clamp(2.0, 24.0);
        let (sin, cos) = degrees.to_radians().sin_cos();
        let (dx, dy) = (cos * length / steps, sin * length / steps);
        let offsets: Vec<(i64, i64)> = (0..crate::cast::pixels(steps))
            .map(|i| float(i) - steps / 2.0)
            .map(|i| ((i * dx).round() as i64, (i * dy).round() as i64))
            .collect();
        let share = 1.0 / float(offsets.len());
        let (width, height) = (i64::from(self.width), i64::from(self.height));
        let mut moved = Vec::with_capacity(self.pixels.len());
        for y in 0..height {
            for x in 0..width {
                let mut sum = [0.0; 3];
                for (dx, dy) in &offsets {
                    let at = (y + dy).clamp(0, height - 1) * width + (x + dx).clamp(0, width - 1);
                    let light = usize::try_from(at).ok().and_then(|i| self.pixels.get(i)).copied().unwrap_or_default();
                    for (s, l) in sum.iter_mut().zip(light) {
                        *s += l;
                    }
                }
                moved.push(sum.map(|s| s * share));
            }
        }
        self.pixels = moved;
    }

    fn rows(&mut self, mut f: impl FnMut(&mut [Light], &mut Vec<Light>)) {
        let mut spare = Vec::new();
        self.pixels.chunks_exact_mut(self.width as usize).for_each(|row| f(row, &mut spare));
    }

    /// Works on columns, copied out and back sixteen at a time so that memory is walked along rows.
    fn columns(&mut self, mut f: impl FnMut(&mut [Light], &mut Vec<Light>)) {
        const BAND: usize = 16;
        let (width, height) = (self.width as usize, self.height as usize);
        let mut band = vec![Light::default(); BAND * height];
        let mut spare = Vec::new();
        for left in (0..width).step_by(BAND) {
            let count = BAND.min(width - left);
            for (row, y) in self.pixels.chunks_exact(width).zip(0..) {
                for (from, i) in row.iter().skip(left).take(count).zip(0..) {
                    if let Some(to) = band.get_mut(i * height + y) {
                        *to = *from;
                    }
                }
            }
            band.chunks_exact_mut(height).take(count).for_each(|column| f(column, &mut spare));
            for (row, y) in self.pixels.chunks_exact_mut(width).zip(0..) {
                for (to, i) in row.iter_mut().skip(left).take(count).zip(0..) {
                    if let Some(from) = band.get(i * height + y) {
                        *to = *from;
                    }
                }
            }
        }
    }

    /// What a sensor makes of it: shot and read noise of relative strength `noise`, burnt out over 1, encoded as sRGB.
    pub(crate) fn expose(self, noise: f32, seed: u64) -> RgbImage {
        let mut sensor = Sensor::new(seed);
        let mut out = RgbImage::new(self.width, self.height);
        for (to, light) in out.pixels_mut().zip(&self.pixels) {
            *to = Rgb(light.map(|v| byte(encoded(v + noise * sensor.next() * (0.2 * noise + v).sqrt()))));
        }
        out
    }
}

/// A running mean over 2 × `radius` + 1 pixels; the ends are continued.
fn box_blur(line: &mut [Light], spare: &mut Vec<Light>, radius: usize) {
    spare.clear();
    spare.extend_from_slice(line);
    let last = spare.len().saturating_sub(1);
    let at = |i: usize| spare.get(i.min(last)).copied().unwrap_or_default();
    let mut sum = [0.0_f64; 3];
    let add = |sum: &mut [f64; 3], light: Light, sign: f64| {
        sum.iter_mut().zip(light).for_each(|(s, l)| *s += sign * f64::from(l))
    };
    for i in 0..=2 * radius {
        add(&mut sum, at(i.saturating_sub(radius)), 1.0);
    }
    let share = 1.0 / f64::from(float(2 * radius + 1));
    for (to, i) in line.iter_mut().zip(0_usize..) {
        {
            *to = sum.map(|s| (s * share) as f32);
        }
        add(&mut sum, at(i + radius + 1), 1.0);
        add(&mut sum, at(i.saturating_sub(radius)), -1.0);
    }
}
