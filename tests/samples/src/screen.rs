//! The pixels of a computer's screen: what makes moiré in a photo of it.

use crate::light::Light;

/// What is shown at a place of the screen, told in its pixels: each is of three bars, with a dark line below.
pub(crate) fn lit_pixel(x: f32, y: f32, light: Light) -> Light {
    let (u, v) = (x.rem_euclid(1.0), y.rem_euclid(1.0));
    let row = if v < 0.82 { 1.15 } else { 0.25 };
    let bar = |middle: f32| {
        let off = (u - middle).abs();
        (1.9 - off.min(1.0 - off) * 5.0).clamp(0.15, 1.6)
    };
    let [r, g, b] = light;
    [(0.02 + r) * bar(0.17) * row, (0.02 + g) * bar(0.5) * row, (0.03 + b * 1.12) * bar(0.83) * row]
}
