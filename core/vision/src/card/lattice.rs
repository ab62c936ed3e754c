//! The pixels of a screen that shows the card: a lattice along both of its sides, finer than print and paper have anything to show.

use super::homography::Homography;
use super::layout::{HEIGHT_MM, WIDTH_MM};
use crate::Raster;
use crate::plane::{luminance, percentile};
use ruxue_rules::Lattice;
use std::f32::consts::TAU;
use std::ops::Range;

/// Pixels that a strip is long, and that its lines are averaged over: enough to part a lattice from noise, few enough for one askew.
const LENGTH: usize = 128;
const ACROSS: usize = 8;
/// Strips along each side and beside one another.
const STRIPS: usize = 12;
/// The part of the card that strips lie in: its edge is none of its lines.
const INNER: Range<f32> = 0.03..0.97;
/// Share of the strips that may lack the lattice: the holder's photo, strong print.
const LACKING: f32 = 0.4;

/// Frequencies that are looked at, in periods a strip, and those among them that count. JPEG's own blocks stand at 32.
const SPECTRUM: Range<usize> = 25..65;
const COUNTING: Range<usize> = 34..65;
/// A frequency is held against so many on each side.
const AROUND: usize = 8;

/// Power at each frequency of [`SPECTRUM`].
type Spectrum = Vec<f32>;

/// The strongest lattice in the card.
pub(super) fn lattice(raster: &Raster, card: &Homography) -> Lattice {
    let waves = Waves::new();
    let step = step(card);
    let along = prominence(&spectra(raster, card, step, &waves));
    let down = prominence(&spectra(raster, &card.transposed(), [step[1], step[0]], &waves));
    let near = |of: &[f32], f: usize| {
        let beside = (f - 1..f + 2).filter_map(|f| of.get(f - SPECTRUM.start)).copied();
        beside.fold(0.0, f32::max)
    };
    let at = |f: usize| Lattice { strength: near(&along, f).min(near(&down, f)), spacing: LENGTH as f32 / f as f32 };
    COUNTING.map(at).max_by(|a, b| a.strength.total_cmp(&b.strength)).unwrap_or_default()
}

/// The share of the card's sides that is one pixel where the card is largest.
fn step(card: &Homography) -> [f32; 2] {
    let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)].map(|(u, v)| card.at(u, v));
    let [a, b, c, d] = corners;
    let across = (a.distance(b) + d.distance(c)) / 2.0 / WIDTH_MM;
    let down = (a.distance(d) + b.distance(c)) / 2.0 / HEIGHT_MM;
    let pixels_per_mm = across.max(down).max(1.0);
    [1.0 / (WIDTH_MM * pixels_per_mm), 1.0 / (HEIGHT_MM * pixels_per_mm)]
}

/// The spectra of strips along u all over the card; none where the card is smaller than a strip.
fn spectra(raster: &Raster, card: &Homography, [du, dv]: [f32; 2], waves: &Waves) -> Vec<Spectrum> {
    let inside = INNER.end - INNER.start;
    let (free_u, free_v) = (inside - LENGTH as f32 * du, inside - ACROSS as f32 * dv);
    if free_u < 0.0 || free_v < 0.0 {
        return vec![];
    }
    let place = |at: usize, free: f32| INNER.start + free * at as f32 / (STRIPS - 1) as f32;
    let places = (0..STRIPS * STRIPS).map(|at| (place(at % STRIPS, free_u), place(at / STRIPS, free_v)));
    let strips = places.map(|(u, v)| {
        let level = |x: usize| {
            let across = (0..ACROSS).map(|y| {
                let p = card.at(u + x as f32 * du, v + y as f32 * dv);
                luminance(raster.sample(p.x, p.y))
            });
            across.sum::<f32>()
        };
        (0..LENGTH).map(level).collect::<Vec<f32>>()
    });
    strips.map(|strip| waves.spectrum(&strip)).collect()
}

/// How many times as strong each frequency of [`SPECTRUM`] is as those around it, in what most of the strips have.
fn prominence(spectra: &[Spectrum]) -> Vec<f32> {
    let common =
        |at: usize| percentile(&mut spectra.iter().filter_map(|s| s.get(at)).copied().collect::<Vec<_>>(), LACKING);
    let common: Vec<f32> = (0..SPECTRUM.len()).map(common).collect();
    let around = |at: usize| {
        let near = common.iter().skip(at.saturating_sub(AROUND)).take(AROUND + 1 + at.min(AROUND));
        percentile(&mut near.copied().collect::<Vec<_>>(), 0.5)
    };
    common.iter().enumerate().map(|(at, power)| (power / around(at).max(f32::MIN_POSITIVE)).sqrt()).collect()
}

/// Cosine and sine of every frequency of [`SPECTRUM`] at each place of a strip, under a Hann window.
struct Waves(Vec<[[f32; 2]; SPECTRUM.end - SPECTRUM.start]>);

impl Waves {
    fn new() -> Self {
        let turn = |periods: usize| TAU * (periods % LENGTH) as f32 / LENGTH as f32;
        let window = |x: usize| 0.5 - 0.5 * turn(x).cos();
        let wave = |x: usize, f: usize| [turn(f * x).cos() * window(x), turn(f * x).sin() * window(x)];
        Self((0..LENGTH).map(|x| std::array::from_fn(|at| wave(x, SPECTRUM.start + at))).collect())
    }

    fn spectrum(&self, strip: &[f32]) -> Spectrum {
        let mean = strip.iter().sum::<f32>() / LENGTH as f32;
        let mut sums = [[0.0; 2]; SPECTRUM.end - SPECTRUM.start];
        for (waves, level) in self.0.iter().zip(strip) {
            let level = level - mean;
            for (sum, wave) in sums.iter_mut().zip(waves) {
                *sum = [sum[0] + wave[0] * level, sum[1] + wave[1] * level];
            }
        }
        sums.map(|[cosine, sine]| cosine * cosine + sine * sine).to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ruxue_rules::{Point, Quad};

    /// A card in perspective with noise on it, and on it lines `periods` to a millimetre along both sides.
    fn seen(periods: [f32; 2], strength: f32) -> Lattice {
        let quad = Quad([[30.0, 40.0], [760.0, 60.0], [740.0, 520.0], [40.0, 500.0]].map(Point::from));
        let card = Homography::to(&quad).unwrap();
        let mut noise = 1_u32;
        let mut pixels = vec![[0_u8; 3]; 800 * 560];
        // Many points of the card to a pixel: each pixel keeps the last.
        for at in 0..2400 * 1500 {
            let (u, v) = ((at % 2400) as f32 / 2400.0, (at / 2400) as f32 / 1500.0);
            let wave = |at: f32, side: f32, periods: f32| (TAU * at * side * periods).sin() * strength;
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let grain = (noise >> 28) as f32;
            let level = 150.0 + wave(u, WIDTH_MM, periods[0]) + wave(v, HEIGHT_MM, periods[1]) + grain;
            let p = card.at(u, v);
            pixels[p.y as usize * 800 + p.x as usize] = [level as u8; 3];
        }
        lattice(&Raster::from_fn(800, 560, |x, y| pixels[y * 800 + x]), &card)
    }

    #[test]
    fn lines_both_ways_are_a_lattice_and_lines_one_way_are_not() {
        // The card has 8.5 pixels to a millimetre.
        let none = seen([0.0, 0.0], 0.0);
        assert!(none.strength < 1.5, "{none:?}");
        let coarse = seen([2.9, 2.9], 20.0);
        assert!(coarse.strength > 20.0 && (coarse.spacing - 2.95).abs() < 0.15, "{coarse:?}");
        let fine = seen([3.9, 3.9], 20.0);
        assert!(fine.strength > 3.0 && (fine.spacing - 2.2).abs() < 0.15, "{fine:?}");
        let one_way = seen([2.9, 0.0], 20.0);
        assert!(one_way.strength < 3.0, "{one_way:?}");
    }

    #[test]
    fn a_card_smaller_than_a_strip_has_none() {
        let quad = Quad([[10.0, 10.0], [90.0, 10.0], [90.0, 60.0], [10.0, 60.0]].map(Point::from));
        let raster = Raster::from_fn(100, 70, |x, y| [(x * y % 251) as u8; 3]);
        assert_eq!(lattice(&raster, &Homography::to(&quad).unwrap()).strength, 0.0);
    }
}
