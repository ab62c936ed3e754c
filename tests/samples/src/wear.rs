//! Masks, hats, dark glasses and closed lids, drawn on a face.

use crate::chance::{Chance, between, pick};
use crate::light::{Light, level};
use crate::portrait::PortraitDefect;
use crate::sample::bilinear;
use image::RgbImage;
use ruxue_rules::Point;

/// What a face wears, in the face's own axes: the unit is the distance between the eyes, 0 is half-way between them.
pub(crate) struct Wear {
    middle: Point,
    unit: f32,
    sin: f32,
    cos: f32,
    chin: f32,
    colour: Light,
    /// The skin below each eye, where lids are closed.
    lids: Light,
    mask: bool,
    hat: bool,
    glasses: bool,
    closed: bool,
}

impl Wear {
    pub(crate) fn new(
        defects: &[PortraitDefect],
        eyes: [Point; 2],
        chin: Point,
        source: &RgbImage,
        chance: &mut Chance,
    ) -> Self {
        let [left, right] = eyes;
        let unit = left.distance(right);
        let middle = Point::new((left.x + right.x) / 2.0, (left.y + right.y) / 2.0);
        let (sin, cos) = ((right.y - left.y) / unit, (right.x - left.x) / unit);
        let has = |defect| defects.contains(&defect);
        let colour = if has(PortraitDefect::Mask) {
            pick(chance, &[[150.0, 190.0, 218.0], [238.0, 240.0, 242.0], [40.0, 42.0, 46.0], [214.0, 168.0, 180.0]])
        } else {
            pick(chance, &[[40.0, 52.0, 88.0], [120.0, 34.0, 38.0], [196.0, 178.0, 140.0], [30.0, 30.0, 32.0]])
        };
        let shade = between(chance, 0.85, 1.1);
        Self {
            chin: middle.distance(chin) / unit,
            colour: colour.map(|c| level(c) * shade),
            lids: bilinear(source, left.x, left.y + 0.38 * unit, false).map(|v| v * 0.68),
            middle,
            unit,
            sin,
            cos,
            mask: has(PortraitDefect::Mask),
            hat: has(PortraitDefect::Hat),
            glasses: has(PortraitDefect::DarkGlasses),
            closed: has(PortraitDefect::EyesClosed),
        }
    }

    /// Paints over `light` what is worn at `at`, a place in the source.
    pub(crate) fn paint(&self, at: Point, light: &mut Light) {
        if !(self.mask || self.hat || self.glasses || self.closed) {
            return;
        }
        let (x, y) = ((at.x - self.middle.x) / self.unit, (at.y - self.middle.y) / self.unit);
        let (u, v) = (x * self.cos + y * self.sin, y * self.cos - x * self.sin);
        if self.closed {
            self.lids(u, v, light);
        }
        if self.glasses {
            glasses(u, v, light);
        }
        if self.mask {
            self.mask(u, v, light);
        }
        if self.hat {
            self.hat(u, v, light);
        }
    }

    fn mask(&self, u: f32, v: f32, light: &mut Light) {
        let (top, bottom) = (0.36 + 0.22 * u.abs().powi(2), self.chin + 0.16);
        let down = ((v - top) / (bottom - top)).clamp(0.0, 1.0);
        let half = 1.08 - 0.42 * down.powi(3);
        let loops = (v - (0.45 - 0.28 * (u.abs() - 1.0))).abs() < 0.02 && (1.0..1.25).contains(&u.abs());
        let cover = if loops { 0.8 } else { edge(half - u.abs()).min(edge(v - top)).min(edge(bottom - v)) };
        let pleats = 1.0 - 0.13 * f32::from(((v - top) * 4.2).rem_euclid(1.0) < 0.12);
        let round = 1.0 - 0.3 * (u / 1.1).powi(2) + 0.08 * (0.5 - down);
        lay(light, self.colour.map(|c| c * pleats * round), cover);
    }

    fn hat(&self, u: f32, v: f32, light: &mut Light) {
        let dome = 1.0 - ((u / 1.42).powi(2) + ((v + 0.62) / 1.55).powi(2)).sqrt();
        let cover = edge(dome * 1.4).min(edge(-0.58 - v));
        let seam = 1.0 - 0.2 * f32::from(u.abs() < 0.012);
        lay(light, self.colour.map(|c| c * seam * (1.1 - 0.35 * (u / 1.4).powi(2) - 0.1 * v.abs())), cover);
        let brim = 1.0 - ((u / 1.5).powi(2) + ((v + 0.58 - 0.08 * (1.0 - (u / 1.5).powi(2))) / 0.2).powi(2)).sqrt();
        lay(light, self.colour.map(|c| c * (0.7 + 0.5 * (-v - 0.4))), edge(brim * 0.25));
        // The brim's shadow on the forehead.
        let shadow = 1.0 - 0.35 * edge(-0.2 - v) * edge(v + 0.5) * edge(1.2 - u.abs());
        light.iter_mut().for_each(|l| *l *= shadow);
    }

    fn lids(&self, u: f32, v: f32, light: &mut Light) {
        let (du, dv) = (u.abs() - 0.5, v - 0.01);
        let r = ((du / 0.36).powi(2) + (dv / 0.2).powi(2)).sqrt();
        lay(light, self.lids.map(|c| c * (1.05 - 0.9 * dv.abs())), ((1.0 - r) * 3.0).clamp(0.0, 1.0));
        let lash = dv - 0.08 + 0.07 * (du / 0.27).powi(2);
        let line = (1.0 - (lash / 0.022).abs()).clamp(0.0, 1.0) * ((0.28 - du.abs()) * 12.0).clamp(0.0, 1.0);
        lay(light, [0.02, 0.014, 0.012], line * 0.85);
    }
}

fn glasses(u: f32, v: f32, light: &mut Light) {
    let (du, dv) = (u.abs() - 0.52, v - 0.06);
    let lens = 1.0 - ((du / 0.43).abs().powi(3) + (dv / 0.34).abs().powi(3)).powf(1.0 / 3.0);
    lay(light, [0.012 + 0.02 * (0.3 - dv).max(0.0), 0.013, 0.016], edge(lens * 0.4) * 0.97);
    let bridge = edge(0.13 - u.abs()).min(edge(0.03 - (v + 0.06).abs()));
    let arms = if (0.93..1.25).contains(&u.abs()) { edge(0.03 - (v + 0.05).abs()) } else { 0.0 };
    lay(light, [0.015; 3], bridge.max(arms));
}

/// 0 outside to 1 inside, soft over a hundredth of the eyes' distance.
fn edge(inside: f32) -> f32 {
    (inside * 40.0 + 0.5).clamp(0.0, 1.0)
}

fn lay(light: &mut Light, colour: Light, cover: f32) {
    for (l, c) in light.iter_mut().zip(colour) {
        *l += (c - *l) * cover;
    }
}
