//! Smooth and white noise, from hashes: no tables, the same on every machine.

use crate::cast::split;

/// A hash of a lattice point, 0 to 1.
fn lattice(seed: u32, x: i32, y: i32) -> f32 {
    let mut h = seed ^ x.cast_unsigned().wrapping_mul(0x9E37_79B1) ^ y.cast_unsigned().wrapping_mul(0x85EB_CA77);
    h = (h ^ (h >> 15)).wrapping_mul(0x2C1B_3C6D);
    h = (h ^ (h >> 12)).wrapping_mul(0x297A_2D39);
    crate::cast::float((h ^ (h >> 15)) >> 8) / 16_777_216.0
}

/// Smooth noise, 0 to 1, with features of about one unit; repeats every `period` units, a power of two.
pub(crate) fn smooth(seed: u32, x: f32, y: f32, period: i32) -> f32 {
    let ((x0, tx), (y0, ty)) = (split(x), split(y));
    let ease = |t: f32| t * t * (3.0 - 2.0 * t);
    let (tx, ty) = (ease(tx), ease(ty));
    let at = |dx: i32, dy: i32| lattice(seed, (x0 + dx) & (period - 1), (y0 + dy) & (period - 1));
    let top = at(0, 0) + (at(1, 0) - at(0, 0)) * tx;
    let bottom = at(0, 1) + (at(1, 1) - at(0, 1)) * tx;
    top + (bottom - top) * ty
}

/// Smooth noise of `octaves` sizes, 0 to 1.
pub(crate) fn layered(seed: u32, x: f32, y: f32, period: i32, octaves: u32) -> f32 {
    let (mut sum, mut weight, mut size, mut all) = (0.0, 1.0, 1, 0.0);
    for octave in 0..octaves {
        let s = crate::cast::float(size);
        sum += weight * smooth(seed.wrapping_add(octave), x * s, y * s, period * i32::try_from(size).unwrap_or(1));
        all += weight;
        weight *= 0.5;
        size *= 2_u32;
    }
    sum / all
}

/// A fast stream of roughly normal noise, mean 0 and deviation 1: the sensor's.
pub(crate) struct Sensor(u64);

impl Sensor {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// The sum of four uniform 16-bit parts of a xorshift state.
    pub(crate) fn next(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let part = |shift: u32| (self.0 >> shift) & 0xFFFF;
        let sum = part(0) + part(16) + part(32) + part(48);
        let centred = sum as f32 / 65_536.0 - 2.0;
        centred * 1.732
    }
}
