//! Linear light and its way into bytes and back (sRGB, IEC 61966-2-1).

use std::sync::LazyLock;

/// Red, green and blue, linear; 1 is where the sensor is full.
pub(crate) type Light = [f32; 3];

/// Steps a level of the table from levels to light.
const FINENESS: f32 = 16.0;

static LINEAR: LazyLock<Vec<f32>> = LazyLock::new(|| {
    (0..=4080_u16)
        .map(|i| {
            let v = f32::from(i) / (255.0 * FINENESS);
            if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        })
        .collect()
});

/// Steps of the table from light to bytes, over the square root of light so that shadows keep their steps.
const STEPS: f32 = 4095.0;

static ENCODED: LazyLock<Vec<f32>> = LazyLock::new(|| {
    (0..=4095_u16)
        .map(|i| {
            let v = (f32::from(i) / STEPS).powi(2);
            255.0 * if v <= 0.003_130_8 { 12.92 * v } else { 1.055 * v.powf(1.0 / 2.4) - 0.055 }
        })
        .collect()
});

/// The light of a level, 0 to 255.
pub(crate) fn level(level: f32) -> f32 {
    let index = (level * FINENESS) as usize;
    LINEAR.get(index).copied().unwrap_or(1.0)
}

/// The level, 0 to 255, of some light; what is over 1 is burnt out.
pub(crate) fn encoded(light: f32) -> f32 {
    let index = (light.clamp(0.0, 1.0).sqrt() * STEPS) as usize;
    ENCODED.get(index).copied().unwrap_or(255.0)
}
