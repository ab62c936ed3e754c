//! Blur, smoothing, and what is drawn onto the face.

use super::Subject;
use image::{Rgb, RgbImage, imageops};
use ruxue_rules::Point;

/// Out of focus by a Gaussian of this standard deviation.
pub(super) fn defocus(s: &Subject, sigma: f32) -> RgbImage {
    imageops::blur(&s.picture, sigma * s.head.height)
}

/// Smeared along a line of this length, at an angle to the rows.
pub(super) fn motion(s: &Subject, length: f32, degrees: f32) -> RgbImage {
    let picture = &s.picture;
    let count = ((length * s.head.height).round() as u32).max(2);
    let (sin, cos) = degrees.to_radians().sin_cos();
    let steps: Vec<(f32, f32)> =
        (0..count).map(|i| i as f32 - (count - 1) as f32 / 2.0).map(|d| (d * cos, d * sin)).collect();
    let place = |v: f32, most: u32| (v.round().max(0.0) as u32).min(most - 1);
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let mut sum = [0; 3];
        for (dx, dy) in &steps {
            let at = picture.get_pixel(place(x as f32 + dx, picture.width()), place(y as f32 + dy, picture.height()));
            sum.iter_mut().zip(at.0).for_each(|(sum, v)| *sum += u32::from(v));
        }
        Rgb(sum.map(|v| (v / count) as u8))
    })
}

/// The irises moved to the right by a share of the eye's width: what is beside them is squeezed and stretched.
pub(super) fn looking_aside(s: &Subject, share: f32) -> RgbImage {
    let [left, right] = s.eyes;
    let wide = EYE_WIDTH * left.distance(right);
    let mut picture = s.picture.clone();
    for eye in s.eyes {
        for (x, y, pixel) in picture.enumerate_pixels_mut() {
            let (u, v) = ((x as f32 - eye.x) / wide, (y as f32 - eye.y) / wide);
            let inside = ((1.0 - (u / 0.5).hypot(v / 0.24)) / 0.15).clamp(0.0, 1.0);
            if inside > 0.0 {
                let beside =
                    if u < share { (u - share) / (1.0 + 2.0 * share) } else { (u - share) / (1.0 - 2.0 * share) };
                let iris = (1.0 - (u - share).abs() / 0.22).max(0.0).sqrt();
                let from = (u - share) * iris + beside * (1.0 - iris);
                *pixel = between(&s.picture, x as f32 + (from - u) * inside * wide, y);
            }
        }
    }
    picture
}

/// Width of an eye from corner to corner, over the distance between the eyes' middles.
const EYE_WIDTH: f32 = 0.46;

/// A row's colour between two pixels.
fn between(picture: &RgbImage, x: f32, y: u32) -> Rgb<u8> {
    let last = picture.width() - 1;
    let at = x.clamp(0.0, last as f32);
    let (a, b) = (picture.get_pixel(at as u32, y), picture.get_pixel((at as u32 + 1).min(last), y));
    let mut mixed = *a;
    mixed
        .0
        .iter_mut()
        .zip(b.0)
        .for_each(|(a, b)| *a = (f32::from(*a) + at.fract() * (f32::from(b) - f32::from(*a))) as u8);
    mixed
}

/// A mask of cloth from the nose's bridge to the chin, folded and shaded.
pub(super) fn masked(s: &Subject) -> RgbImage {
    let [left, right] = s.eyes;
    let eyes = (left.y + right.y) / 2.0;
    let chin = s.oval.iter().map(|p| p.y).fold(0.0, f32::max);
    let top = eyes + 0.28 * (chin - eyes);
    let middle = (left.x + right.x) / 2.0;
    // Of another colour a person, so that no colour is learnt.
    let hue = (s.head.x + s.head.y) as usize % 3;
    let colour =
        [[150.0, 190.0, 220.0], [235.0, 235.0, 232.0], [45.0, 45.0, 50.0]].get(hue).copied().unwrap_or_default();
    let mut picture = s.picture.clone();
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        let (x, y) = (x as f32, y as f32);
        let inside = holds(&s.oval, Point::new(middle + (x - middle) / 1.03, eyes + (y - eyes) / 1.03));
        if inside && y > top - 0.05 * ((x - middle) / s.head.width).powi(2) * s.head.height {
            let fold = 0.94 + 0.06 * ((y - top) / (chin - top) * 20.0).sin();
            let round = 1.0 - 0.6 * ((x - middle) / s.head.width).powi(2) * 2.0;
            pixel.0 = colour.map(|c: f32| (c * fold * round).clamp(0.0, 255.0) as u8);
        }
    }
    picture
}

fn holds(region: &[Point], at: Point) -> bool {
    let ends = region.iter().cycle().skip(1);
    let crossed = region
        .iter()
        .zip(ends)
        .filter(|(p, q)| (p.y > at.y) != (q.y > at.y) && at.x < (q.x - p.x) * (at.y - p.y) / (q.y - p.y) + p.x);
    crossed.count() % 2 == 1
}

/// Smoothed where it has no edges, as beauty modes do it: a bilateral filter, run twice.
pub(super) fn smoothed(s: &Subject) -> RgbImage {
    bilateral(&bilateral(&s.picture))
}

fn bilateral(picture: &RgbImage) -> RgbImage {
    const REACH: i64 = 4;
    let near = |squares: f32| (-squares / (2.0 * 3.0 * 3.0)).exp();
    let alike: Vec<f32> = (0..766).map(|d| (-(d as f32 / 3.0).powi(2) / (2.0 * 14.0 * 14.0)).exp()).collect();
    let (width, height) = (i64::from(picture.width()), i64::from(picture.height()));
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let centre = picture.get_pixel(x, y).0;
        let (mut sum, mut total) = ([0.0f32; 3], 0.0f32);
        for dy in -REACH..=REACH {
            for dx in -REACH..=REACH {
                let (u, v) = ((i64::from(x) + dx).clamp(0, width - 1), (i64::from(y) + dy).clamp(0, height - 1));
                let other = picture.get_pixel(u as u32, v as u32).0;
                let apart: usize = centre.iter().zip(other).map(|(a, b)| usize::from(a.abs_diff(b))).sum();
                let weight = near((dx * dx + dy * dy) as f32) * alike.get(apart).copied().unwrap_or(0.0);
                sum.iter_mut().zip(other).for_each(|(sum, v)| *sum += weight * f32::from(v));
                total += weight;
            }
        }
        Rgb(sum.map(|v| (v / total) as u8))
    })
}
