//! Similarity transforms of the plane, and the crops cut with them.

use crate::Raster;
use ruxue_rules::Point;

/// Turns, scales and shifts: (x, y) ↦ (a·x − b·y + `x`, b·x + a·y + `y`).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Similarity {
    a: f32,
    b: f32,
    x: f32,
    y: f32,
}

impl Similarity {
    /// Scales about the origin by `scale`, then shifts by (`x`, `y`).
    pub(super) const fn scale_shift(scale: f32, x: f32, y: f32) -> Self {
        Self { a: scale, b: 0.0, x, y }
    }

    /// Brings `centre` to the middle of a square crop of `size` pixels that shows `side` of the source, turned so that
    /// a line at `angle` (radians, clockwise from the x axis) lies level.
    pub(super) fn square_crop(centre: Point, side: f32, angle: f32, size: usize) -> Self {
        let scale = size as f32 / side.max(1.0);
        let (a, b) = (scale * angle.cos(), -scale * angle.sin());
        let middle = size as f32 / 2.0;
        Self { a, b, x: middle - a * centre.x + b * centre.y, y: middle - b * centre.x - a * centre.y }
    }

    /// The least-squares fit that brings the first of each pair to the second.
    pub(super) fn fit(pairs: &[(Point, Point)]) -> Self {
        let n = pairs.len().max(1) as f32;
        let mean = |of: fn(&(Point, Point)) -> Point| {
            let sum = pairs.iter().map(of).fold(Point::default(), |s, p| Point::new(s.x + p.x, s.y + p.y));
            Point::new(sum.x / n, sum.y / n)
        };
        let (from, to) = (mean(|p| p.0), mean(|p| p.1));
        let (mut norm, mut dot, mut cross) = (f32::EPSILON, 0.0, 0.0);
        for (p, q) in pairs {
            let (px, py, qx, qy) = (p.x - from.x, p.y - from.y, q.x - to.x, q.y - to.y);
            norm += px * px + py * py;
            dot += px * qx + py * qy;
            cross += px * qy - py * qx;
        }
        let (a, b) = (dot / norm, cross / norm);
        Self { a, b, x: to.x - a * from.x + b * from.y, y: to.y - b * from.x - a * from.y }
    }

    /// First `self`, then `next`.
    pub(super) fn then(self, next: Self) -> Self {
        let shift = next.apply(Point::new(self.x, self.y));
        Self { a: next.a * self.a - next.b * self.b, b: next.b * self.a + next.a * self.b, x: shift.x, y: shift.y }
    }

    /// The transform back; the identity's shift where this one shrinks everything to a point.
    pub(super) fn inverse(self) -> Self {
        let norm = (self.a * self.a + self.b * self.b).max(f32::EPSILON);
        let (a, b) = (self.a / norm, -self.b / norm);
        Self { a, b, x: -a * self.x + b * self.y, y: -b * self.x - a * self.y }
    }

    /// Where `p` comes to.
    pub(super) fn apply(self, p: Point) -> Point {
        Point::new(self.a * p.x - self.b * p.y + self.x, self.b * p.x + self.a * p.y + self.y)
    }

    /// How much it enlarges.
    pub(super) fn scale(self) -> f32 {
        self.a.hypot(self.b)
    }

    /// Cuts a crop of `width` × `height` pixels out of `raster`, which `self` maps onto the crop. Where it shrinks, each
    /// pixel is the mean of several samples, so that fine patterns don't alias. Of many samples each may be the nearest pixel: to
    /// weigh four costs most of the crop's time and shows in the mean no more.
    pub(super) fn crop(self, raster: &Raster, width: usize, height: usize) -> Raster {
        let back = self.inverse();
        let samples = (back.scale().ceil() as usize).clamp(1, MOST_SAMPLES);
        let offsets: Vec<f32> = (0..samples).map(|i| (i as f32 + 0.5) / samples as f32 - 0.5).collect();
        let share = 1.0 / (samples * samples) as f32;
        let sample = |at: Point| match samples {
            1 | 2 => raster.sample(at.x, at.y),
            _ => raster.pixel(at.x.round() as isize, at.y.round() as isize).map(f32::from),
        };
        Raster::from_fn(width, height, |x, y| {
            let mut sum = [0.5; 3];
            for dy in &offsets {
                for dx in &offsets {
                    let at = back.apply(Point::new(x as f32 + dx, y as f32 + dy));
                    for (sum, value) in sum.iter_mut().zip(sample(at)) {
                        *sum += value * share;
                    }
                }
            }
            sum.map(|v| v as u8)
        })
    }
}

/// Samples a pixel and axis: enough for a crop at a quarter of the source's scale.
const MOST_SAMPLES: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fit_recovers_a_transform_and_inverse_undoes_it() {
        let truth = Similarity { a: 0.6, b: -0.8, x: 12.0, y: -7.0 };
        let from = [Point::new(0.0, 0.0), Point::new(10.0, 2.0), Point::new(-3.0, 8.0)];
        let pairs: Vec<_> = from.iter().map(|&p| (p, truth.apply(p))).collect();
        let fitted = Similarity::fit(&pairs);
        for (p, q) in pairs {
            assert!(fitted.apply(p).distance(q) < 1e-3);
            assert!(fitted.then(fitted.inverse()).apply(p).distance(p) < 1e-3);
        }
    }

    #[test]
    fn square_crop_levels_the_line() {
        let (left, right) = (Point::new(10.0, 10.0), Point::new(20.0, 20.0));
        let crop = Similarity::square_crop(Point::new(15.0, 15.0), 40.0, std::f32::consts::FRAC_PI_4, 80);
        assert!((crop.apply(left).y - crop.apply(right).y).abs() < 1e-3);
        assert!(crop.apply(left).x < crop.apply(right).x);
        assert!(crop.apply(Point::new(15.0, 15.0)).distance(Point::new(40.0, 40.0)) < 1e-3);
    }
}
