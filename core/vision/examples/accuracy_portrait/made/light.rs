//! Light and colour.

use super::Subject;
use image::{Rgb, RgbImage};

/// Exponent between light and coded values.
const GAMMA: f32 = 2.2;

/// Coded value of so many times the light.
fn lit(value: u8, times: f32) -> u8 {
    (f32::from(value) * times.powf(1.0 / GAMMA)).round().clamp(0.0, 255.0) as u8
}

/// As if so many times the light had fallen on the sensor.
pub(super) fn exposed(s: &Subject, times: f32) -> RgbImage {
    let mut picture = s.picture.clone();
    picture.iter_mut().for_each(|v| *v = lit(*v, times));
    picture
}

/// Under light of this colour: so many times of each of red, green and blue.
pub(super) fn coloured(s: &Subject, times: [f32; 3]) -> RgbImage {
    let mut picture = s.picture.clone();
    for pixel in picture.pixels_mut() {
        pixel.0.iter_mut().zip(times).for_each(|(v, times)| *v = lit(*v, times));
    }
    picture
}

/// So many times the light on the person, and behind: a bright surround of that.
pub(super) fn behind(s: &Subject, person: f32, back: f32) -> RgbImage {
    let mut picture = s.picture.clone();
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        let cover = person_at(s, x as f32, y as f32);
        pixel.0 = pixel.0.map(|v| {
            let (front, back) = (f32::from(lit(v, person)), f32::from(lit(v.max(110), back)));
            (front * cover + back * (1.0 - cover)) as u8
        });
    }
    picture
}

/// The person as lit before, a white wall behind: no fault, however dark the skin.
pub(super) fn before_wall(s: &Subject) -> RgbImage {
    let mut picture = s.picture.clone();
    let width = picture.width() as f32;
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        let cover = person_at(s, x as f32, y as f32);
        let wall = 218.0 + 14.0 * x as f32 / width;
        pixel.0 = pixel.0.map(|v| (f32::from(v) * cover + wall * (1.0 - cover)) as u8);
    }
    picture
}

/// How much of a place is the person, 0 to 1: an ellipse of head and hair, shoulders below.
fn person_at(s: &Subject, x: f32, y: f32) -> f32 {
    let h = s.head;
    let (middle, chin) = (h.x + h.width / 2.0, h.y + h.height);
    let across = (x - middle).abs();
    let head = (across / (0.62 * h.width)).hypot((y - h.y - 0.48 * h.height) / (0.56 * h.height));
    let shoulders = 0.45 * h.height + (y - chin).max(0.0) * 2.0;
    let body = if y > chin - 0.1 * h.height { across / shoulders.min(1.5 * h.height) } else { f32::INFINITY };
    ((1.08 - head.min(body)) / 0.12).clamp(0.0, 1.0)
}

/// The left side of the face in so much of the light, the right one in all.
pub(super) fn from_side(s: &Subject, least: f32) -> RgbImage {
    let mut picture = s.picture.clone();
    let middle = s.head.x + s.head.width / 2.0;
    for (x, _, pixel) in picture.enumerate_pixels_mut() {
        let t = ((x as f32 - middle) / s.head.width * 1.6 + 0.5).clamp(0.0, 1.0);
        let times = least + (1.0 - least) * t * t * (3.0 - 2.0 * t);
        pixel.0 = pixel.0.map(|v| lit(v, times));
    }
    picture
}

/// Without colour but one tone.
pub(super) fn toned(s: &Subject, tone: [f32; 3]) -> RgbImage {
    let mut picture = s.picture.clone();
    for Rgb([r, g, b]) in picture.pixels_mut() {
        let grey = 0.299 * f32::from(*r) + 0.587 * f32::from(*g) + 0.114 * f32::from(*b);
        [*r, *g, *b] = tone.map(|t| (grey * t).min(255.0) as u8);
    }
    picture
}
