//! The pixels of a screen that shows what should be there itself, or what they make with the sensor's own: one fine wave all over it.

use crate::Raster;
use crate::plane::luminance;
use microfft::Complex32;
use ruxue_rules::{Point, Quad};
use std::f32::consts::TAU;

/// Pixels of the raster on a side of a window: enough to part a wave from noise, few enough for it to be the same all over.
const SIDE: usize = 64;
/// How far apart windows stand at least, in pixels: what two of them share agrees with itself.
const APART: f32 = 40.0;
/// Fewer windows along or across tell nothing.
const LEAST: usize = 3;
/// Where the middles of the outermost windows stand.
const INNER: [f32; 2] = [0.08, 0.12];
/// Periods a pixel from which a wave counts: coarser ones are print, a card's background, JPEG's blocks.
const FINE: f32 = 0.27;
/// Amplitude of a wave that counts, as a share of white: less is left by whatever program has turned or shrunk a picture.
const LEAST_AMPLITUDE: f32 = 0.003;
/// By so much waves that agree may differ, in periods a pixel.
const ALIKE: f32 = 0.035;

/// Share of neighbouring windows whose strongest fine waves agree in length and direction, 0 to 1, on the surface whose point (u, v) from
/// 0 to 1 lies `at` a place of the raster. A guilloche's lines are bent, and noise agrees with nothing. There are at `most` so many windows
/// along and across.
pub(crate) fn moire(raster: &Raster, at: impl Fn(f32, f32) -> Point, most: [usize; 2]) -> f32 {
    let [across, down] = windows(&at, most);
    if across < LEAST || down < LEAST {
        return 0.0;
    }
    let hann = hann();
    let place = |nth: usize, of: usize, from: f32| from + (1.0 - 2.0 * from) * nth as f32 / (of - 1) as f32;
    let wave = |window: usize| {
        let middle = at(place(window % across, across, INNER[0]), place(window / across, down, INNER[1]));
        let corner = [middle.x, middle.y].map(|at| (at as isize).saturating_sub_unsigned(SIDE / 2));
        strongest(raster, corner, &hann)
    };
    let waves: Vec<Option<Wave>> = (0..across * down).map(wave).collect();
    let right = (0..waves.len()).filter(|nth| (nth + 1) % across > 0).map(|nth| (nth, nth + 1));
    let below = (0..waves.len()).map(|nth| (nth, nth + across));
    let pairs: Vec<_> = right.chain(below).filter_map(|(a, b)| Some((*waves.get(a)?, *waves.get(b)?))).collect();
    let alike = pairs.iter().filter(|(a, b)| a.zip(*b).is_some_and(|(a, b)| a.is_like(b))).count();
    alike as f32 / pairs.len() as f32
}

/// How many windows have room along and across.
fn windows(at: impl Fn(f32, f32) -> Point, most: [usize; 2]) -> [usize; 2] {
    let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)].map(|(u, v)| at(u, v));
    let room = |side: f32, from: f32| 1 + ((1.0 - 2.0 * from) * side / APART) as usize;
    let [across, down] = Quad(corners).sides();
    [room(across, INNER[0]).min(most[0]), room(down, INNER[1]).min(most[1])]
}

/// Periods a pixel along x (0 to 0.5) and y (−0.5 to 0.5).
#[derive(Clone, Copy)]
struct Wave([f32; 2]);

impl Wave {
    /// A frequency and its opposite are the same wave, and so are two that differ by a whole period a pixel.
    fn is_like(self, Self([x, y]): Self) -> bool {
        let apart = |a: f32, b: f32| (a - b) - (a - b).round();
        let Self([x0, y0]) = self;
        let distance = |sign: f32| apart(x0, sign * x).hypot(apart(y0, sign * y));
        distance(1.0).min(distance(-1.0)) < ALIKE
    }
}

/// A Hann window of sum 1 along a side.
fn hann() -> [f32; SIDE] {
    std::array::from_fn(|at| (1.0 - (TAU * at as f32 / SIDE as f32).cos()) / SIDE as f32)
}

/// The strongest fine wave of the window whose first pixel is `corner`.
fn strongest(raster: &Raster, [left, top]: [isize; 2], hann: &[f32; SIDE]) -> Option<Wave> {
    let mut columns = [[Complex32::default(); SIDE]; SIDE / 2];
    for (y, weight) in hann.iter().enumerate() {
        let level = |x: usize| {
            let (x, y) = (left.saturating_add_unsigned(x), top.saturating_add_unsigned(y));
            luminance(raster.pixel(x, y)) / 255.0
        };
        let mut row: [f32; SIDE] = std::array::from_fn(|x| level(x) * hann.get(x).unwrap_or(&0.0) * weight);
        let spectrum = microfft::real::rfft_64(&mut row);
        columns.iter_mut().zip(spectrum).for_each(|(column, value)| {
            if let Some(place) = column.get_mut(y) {
                *place = *value;
            }
        });
    }
    // The first value holds the frequency 0 and, as its imaginary part, the highest.
    columns.iter_mut().take(1).flatten().for_each(|value| value.im = 0.0);
    let (power, wave) = columns
        .iter_mut()
        .enumerate()
        .flat_map(|(x, column)| {
            microfft::complex::cfft_64(column).iter().enumerate().map(move |(y, value)| (x, y, *value))
        })
        .map(|(x, y, value)| (value.norm_sqr(), Wave([x, y].map(frequency))))
        .filter(|(_, Wave([x, y]))| x * x + y * y > FINE * FINE)
        .max_by(|a, b| a.0.total_cmp(&b.0))?;
    // A wave of amplitude 1 stands at ½ in the spectrum, and at ½ at its opposite.
    (2.0 * power.sqrt() > LEAST_AMPLITUDE).then_some(wave)
}

/// Periods a pixel of the spectrum's value `at`.
fn frequency(at: usize) -> f32 {
    let at = at as f32 / SIDE as f32;
    if at < 0.5 { at } else { at - 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUAD: [[f32; 2]; 4] = [[30.0, 40.0], [760.0, 60.0], [740.0, 520.0], [40.0, 500.0]];

    fn seen(quad: [[f32; 2]; 4], level: impl Fn(f32, f32) -> f32) -> f32 {
        let mut noise = 1_u32;
        let raster = Raster::from_fn(800, 560, |x, y| {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            [(140.0 + level(x as f32, y as f32) + (noise >> 28) as f32) as u8; 3]
        });
        let [a, b, c, d] = quad;
        let between = |a: [f32; 2], b: [f32; 2], share: f32| [0, 1].map(|i| a[i] + share * (b[i] - a[i]));
        moire(&raster, |u, v| between(between(a, b, u), between(d, c, u), v).into(), [12, 8])
    }

    #[test]
    fn one_wave_all_over_the_card_is_a_screens_and_noise_and_bent_lines_are_not() {
        let straight = |x: f32, y: f32| (TAU * (0.31 * x + 0.12 * y)).sin() * 6.0;
        let fanned = |x: f32, y: f32| (TAU * (0.30 + 0.0001 * x) * x + 0.05 * y).sin() * 6.0;
        let bent = |x: f32, y: f32| (TAU * 0.31 * (x + 20.0 * (y / 15.0).sin())).sin() * 6.0;
        assert!(seen(QUAD, straight) > 0.95);
        assert!(seen(QUAD, fanned) > 0.8);
        assert!(seen(QUAD, |_, _| 0.0) < 0.1);
        assert!(seen(QUAD, bent) < 0.4, "{}", seen(QUAD, bent));
        assert!(seen(QUAD, |x, y| straight(x, y) / 12.0) < 0.1, "too faint to be a screen's");
    }

    #[test]
    fn a_card_with_no_room_for_windows_and_one_outside_the_picture_tell_nothing() {
        let straight = |x: f32, y: f32| (TAU * (0.31 * x + 0.12 * y)).sin() * 6.0;
        assert_eq!(seen([[10.0, 10.0], [110.0, 10.0], [110.0, 70.0], [10.0, 70.0]], straight), 0.0);
        assert_eq!(seen(QUAD.map(|[x, y]| [x + 9e3, y + 9e3]), straight), 0.0);
        assert_eq!(seen(QUAD.map(|[x, y]| [x * 1e15, y * 1e15]), straight), 0.0);
    }
}
