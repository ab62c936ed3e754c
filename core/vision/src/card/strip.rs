use super::homography::Homography;
use super::layout::{HEIGHT_MM, WIDTH_MM};
use crate::Raster;
use crate::plane::{luminance, percentile};

/// Height of a strip, pixels: what the recogniser was trained on.
pub(super) const HEIGHT: usize = 48;
/// Widest strip, pixels: a bound on time, half as wide again as the longest line of a card.
const WIDEST: usize = 640;

/// A line of the card, rectified for the recogniser: rows of RGB pixels.
pub(super) struct Strip {
    /// Its box on the card (`u0`, `v0`, `u1`, `v1`).
    pub(super) bounds: [f32; 4],
    rows: Vec<Vec<[f32; 3]>>,
}

/// How much darker than the paper print is at least, as a share of the paper's luminance.
const INK: f32 = 0.14;
/// Share of a block's pixels that print surely is: two characters of a line are more.
const DARKEST: f32 = 0.02;

/// Least and most height of a line of print, as a share of the card's: 1.3 and 4.6 mm.
const LOWEST: f32 = 0.025;
const TALLEST: f32 = 0.085;

impl Strip {
    /// The box `bounds` of the card, from the raster's own pixels, its width `squeeze` of the true one.
    pub(super) fn new(raster: &Raster, card: &Homography, bounds: [f32; 4], squeeze: f32) -> Self {
        let [u0, v0, u1, v1] = bounds;
        let aspect = (u1 - u0) * WIDTH_MM / ((v1 - v0) * HEIGHT_MM);
        let width = ((HEIGHT as f32 * aspect * squeeze / 8.0).round() as usize * 8).clamp(32, WIDEST);
        // Where the raster is finer than the strip, four samples a pixel keep thin strokes from falling between them.
        let step = card.at(u0, v0).distance(card.at(u0, v1)) / HEIGHT as f32;
        let taps: &[f32] = if step > 1.3 { &[0.25, 0.75] } else { &[0.5] };
        let pixel = |x: usize, y: usize| {
            let mut sum = [0.0; 3];
            for dy in taps {
                for dx in taps {
                    let u = u0 + (x as f32 + dx) / width as f32 * (u1 - u0);
                    let v = v0 + (y as f32 + dy) / HEIGHT as f32 * (v1 - v0);
                    let p = card.at(u, v);
                    let colour = raster.sample(p.x, p.y);
                    sum.iter_mut().zip(colour).for_each(|(s, c)| *s += c);
                }
            }
            sum.map(|s| s / (taps.len() * taps.len()) as f32)
        };
        let rows = (0..HEIGHT).map(|y| (0..width).map(|x| pixel(x, y)).collect()).collect();
        Self { bounds, rows }
    }

    /// Pixels a row.
    pub(super) fn width(&self) -> usize {
        self.rows.first().map_or(0, Vec::len)
    }

    /// Channel `channel` at column `x`, row `y`, 0 to 255; mid-grey outside.
    pub(super) fn value(&self, channel: usize, x: usize, y: usize) -> f32 {
        self.rows.get(y).and_then(|row| row.get(x)).and_then(|p| p.get(channel)).copied().unwrap_or(127.5)
    }

    /// Luminance, row by row.
    fn grey(&self) -> Vec<Vec<f32>> {
        self.rows.iter().map(|row| row.iter().map(|p| luminance(p.map(|c| c as u8))).collect()).collect()
    }

    /// The middles of the lines of print that stand below each other in the box, as places `v` on the card; none where they run into
    /// each other.
    pub(super) fn lines(&self) -> Vec<f32> {
        let grey = self.grey();
        let ink = ink(&grey);
        let inked: Vec<bool> = grey.iter().map(|row| row.iter().filter(|l| **l < ink).count() >= 3).collect();
        let mut lines: Vec<(usize, usize)> = Vec::new();
        for y in inked.iter().enumerate().filter(|(_, inked)| **inked).map(|(y, _)| y) {
            match lines.last_mut() {
                // A character can have a row without strokes.
                Some((_, end)) if y <= *end + 1 => *end = y + 1,
                _ => lines.push((y, y + 1)),
            }
        }
        let [_, v0, _, v1] = self.bounds;
        let height = |(start, end): &(usize, usize)| (end - start) as f32 * (v1 - v0) / HEIGHT as f32;
        if lines.iter().any(|line| height(line) > TALLEST) {
            return Vec::new();
        }
        lines.retain(|line| height(line) > LOWEST);
        lines.iter().map(|(start, end)| v0 + (start + end) as f32 / 2.0 * (v1 - v0) / HEIGHT as f32).collect()
    }

    /// Without the blank end behind the last print; none when there is no print at all.
    pub(super) fn trimmed(mut self) -> Option<Self> {
        let grey = self.grey();
        // The outer rows may hold strokes of the lines above and below.
        let middle = grey.get(HEIGHT / 6..HEIGHT * 5 / 6)?;
        let ink = ink(middle);
        // Two rows: the stroke of 一, with which names end, is no thicker.
        let inked = |x: usize| middle.iter().filter(|row| row.get(x).is_some_and(|l| *l < ink)).count() >= 2;
        let last = (0..self.width()).rev().find(|&x| inked(x))?;
        if (0..self.width()).filter(|&x| inked(x)).count() < 4 {
            return None;
        }
        let width = self.width();
        let kept = ((last + HEIGHT / 3).div_ceil(8) * 8).clamp(32.min(width), width);
        self.rows.iter_mut().for_each(|row| row.truncate(kept));
        let [u0, v0, u1, v1] = self.bounds;
        self.bounds = [u0, v0, u0 + (u1 - u0) * kept as f32 / width as f32, v1];
        Some(self)
    }
}

/// The luminance below which rows of a strip hold print. The paper's own lines, what is printed across the card and shadows are
/// lighter than the middle between paper and print.
fn ink(rows: &[Vec<f32>]) -> f32 {
    let mut all = rows.concat();
    let (paper, print) = (percentile(&mut all, 0.8), percentile(&mut all, DARKEST));
    f32::min(paper * (1.0 - INK), (paper + print) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ruxue_rules::{Point, Quad};

    /// The lines seen on a card 856 pixels wide on which bars stand at these heights.
    fn seen(bars: &[(f32, f32)]) -> Vec<f32> {
        let dark = |y: usize| bars.iter().any(|(v0, v1)| (*v0..*v1).contains(&(y as f32 / 540.0)));
        let colour = |x: usize, y| if dark(y) && x % 20 < 8 { [30; 3] } else { [230; 3] };
        strip(colour, [0.172, 0.5, 0.635, 0.82]).lines()
    }

    /// Where the print of a line ends, in pixels of such a card.
    fn trimmed_end(colour: impl FnMut(usize, usize) -> [u8; 3]) -> f32 {
        let [_, _, end, _] = strip(colour, [0.2, 0.5, 0.9, 0.6]).trimmed().unwrap().bounds;
        end * 856.0
    }

    /// A strip of a card that fills a picture of 856 × 540 pixels.
    fn strip(colour: impl FnMut(usize, usize) -> [u8; 3], bounds: [f32; 4]) -> Strip {
        let corners = [(0.0, 0.0), (856.0, 0.0), (856.0, 540.0), (0.0, 540.0)].map(|(x, y)| Point::new(x, y));
        let card = Homography::to(&Quad(corners)).unwrap();
        Strip::new(&Raster::from_fn(856, 540, colour), &card, bounds, 1.0)
    }

    #[test]
    fn lines_are_seen_where_they_stand() {
        let lines = seen(&[(0.52, 0.58), (0.60, 0.65), (0.68, 0.73)]);
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert!(lines.iter().zip([0.55, 0.625, 0.705]).all(|(seen, place)| (seen - place).abs() < 0.01), "{lines:?}");
    }

    #[test]
    fn what_is_paler_than_print_behind_it_is_cut_off() {
        let level = |x: usize| if x % 20 < 8 { if x < 400 { [30; 3] } else { [160; 3] } } else { [230; 3] };
        let end = trimmed_end(|x, y| if (280..310).contains(&y) { level(x) } else { [230; 3] });
        assert!((400.0..450.0).contains(&end), "{end}");
    }

    #[test]
    fn a_last_stroke_as_thin_as_that_of_one_is_print() {
        let print = |x: usize, y: usize| (280..310).contains(&y) && x % 20 < 8 && x < 400;
        let one = |x: usize, y: usize| (294..297).contains(&y) && (430..460).contains(&x);
        let end = trimmed_end(|x, y| if print(x, y) || one(x, y) { [30; 3] } else { [230; 3] });
        assert!(end > 458.0, "{end}");
    }

    #[test]
    fn what_runs_together_is_no_line() {
        assert_eq!(seen(&[(0.52, 0.70)]), []);
        assert_eq!(seen(&[]), []);
    }
}
