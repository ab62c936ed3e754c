//! What a located card looks like: sharp or blurred, dark or bright, coloured or grey, and where light hides it.

use super::cover;
use super::flood::connected;
use super::homography::Homography;
use super::layout::{self, HEIGHT_MM, WIDTH_MM};
use super::pattern;
use crate::Raster;
use crate::moire::moire;
use crate::plane::{Plane, luminance, percentile};
use ruxue_rules::{Patch, Side};

/// Windows along and across the card in which a screen's pixels are sought.
const WINDOWS: [usize; 2] = [12, 8];

/// Numbers that [`look`] takes from the rectified card; units as in `LocatedCard`.
pub(super) struct Look {
    pub(super) sharpness: f32,
    pub(super) grain: f32,
    pub(super) moire: f32,
    pub(super) paper: f32,
    pub(super) burnt: f32,
    pub(super) contrast: f32,
    pub(super) pattern: f32,
    pub(super) colour: f32,
    pub(super) glare: Vec<Patch>,
    pub(super) covers: Vec<Patch>,
}

/// Pixels a millimetre of the rectified card that sharpness is measured on: the thinnest strokes are 0.25 mm.
const FINE: f32 = 10.0;
/// Pixels a millimetre of the rectified card that light and colour are measured on.
const COARSE: f32 = 3.0;

/// Measures the card; `fields` are boxes of the card where print or the holder's face must be seen.
pub(super) fn look(raster: &Raster, card: &Homography, side: Side, fields: &[[f32; 4]]) -> Look {
    let coarse = Rectified::coarse(raster, card);
    let mut levels: Vec<f32> = coarse.pixels.iter().map(|p| luminance(*p)).collect();
    let paper = percentile(&mut levels, 0.8);
    let burnt = coarse.pixels.iter().filter(|p| is_burnt(**p)).count() as f32 / coarse.pixels.len().max(1) as f32;
    let fine = fine(raster, card, side);
    let (sharpness, grain) = focus(&fine, side, paper);
    Look {
        sharpness,
        grain,
        moire: moire(raster, |u, v| card.at(u, v), WINDOWS),
        paper,
        burnt,
        contrast: contrast(&fine, side),
        pattern: pattern::pattern(&Plane::luminance_of(&coarse), side),
        colour: coarse.colour(),
        glare: coarse.glare(card, fields),
        covers: cover::covers(&coarse, card, side, &must_show(side, fields)),
    }
}

/// The card's luminance, finely, where print stands and where paper is bare, and a little beyond; 0 elsewhere.
fn fine(raster: &Raster, card: &Homography, side: Side) -> Plane {
    let (width, height) = ((WIDTH_MM * FINE) as usize, (HEIGHT_MM * FINE) as usize);
    let (w, h) = (width as f32, height as f32);
    let mut values = vec![0.0; width * height];
    let lines = layout::printed(side).iter().map(|line| line.bounds());
    for [u0, v0, u1, v1] in lines.chain(layout::paper(side).iter().copied()) {
        let columns = ((u0 - BEYOND) * w) as usize..((u1 + BEYOND) * w).min(w) as usize;
        for y in ((v0 - BEYOND) * h) as usize..((v1 + BEYOND) * h).min(h) as usize {
            let row = values.iter_mut().enumerate().skip(y * width + columns.start).take(columns.len());
            for (at, value) in row {
                let p = card.at(((at % width) as f32 + 0.5) / w, (y as f32 + 0.5) / h);
                *value = luminance(raster.sample(p.x, p.y).map(|c| c as u8));
            }
        }
    }
    Plane::from_values(width, height, values)
}

/// How far beyond a box is looked, as a share of the card's sides.
const BEYOND: f32 = 0.02;

/// What nothing may lie over: light on a title hides nothing that is asked for, a thing on it can be anything.
fn must_show(side: Side, fields: &[[f32; 4]]) -> Vec<[f32; 4]> {
    let titles: &[layout::Line] = if side == Side::Emblem { &layout::TITLES } else { &[] };
    fields.iter().copied().chain(titles.iter().map(|line| line.bounds())).collect()
}

/// [`pattern::pattern`] of a guess.
pub(super) fn pattern_of(raster: &Raster, card: &Homography, side: Side) -> f32 {
    pattern::pattern(&Plane::luminance_of(&Rectified::coarse(raster, card)), side)
}

/// The card seen from straight above, pixels inside its box.
pub(super) struct Rectified {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) pixels: Vec<[u8; 3]>,
}

/// The lowest channel from which a pixel counts as burnt out: sensors and JPEG rarely give a clean 255.
const BURNT: u8 = 250;

pub(super) fn is_burnt(pixel: [u8; 3]) -> bool {
    pixel.iter().all(|c| *c >= BURNT)
}

impl Plane {
    fn luminance_of(card: &Rectified) -> Self {
        Self::from_values(card.width, card.height, card.pixels.iter().map(|p| luminance(*p)).collect())
    }
}

impl Rectified {
    /// Each pixel a mean of four samples, which a sensor's noise does not keep from being burnt out.
    fn coarse(raster: &Raster, card: &Homography) -> Self {
        let (width, height) = ((WIDTH_MM * COARSE) as usize, (HEIGHT_MM * COARSE) as usize);
        let (w, h) = (width as f32, height as f32);
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let pixels = places.map(|(x, y)| {
            let mut sum = [0.0; 3];
            for (dx, dy) in [(0.25, 0.25), (0.25, 0.75), (0.75, 0.25), (0.75, 0.75)] {
                let p = card.at((x as f32 + dx) / w, (y as f32 + dy) / h);
                sum.iter_mut().zip(raster.sample(p.x, p.y)).for_each(|(sum, c)| *sum += c);
            }
            sum.map(|c| (c / 4.0) as u8)
        });
        Self { width, height, pixels: pixels.collect() }
    }

    /// How much darker the darkest of a box is than its paper, as a share of the paper.
    pub(super) fn ink(&self, [u0, v0, u1, v1]: [f32; 4]) -> f32 {
        let at = |share: f32, len: usize| ((share * len as f32) as usize).min(len);
        let columns = at(u0, self.width)..at(u1, self.width);
        let rows = at(v0, self.height)..at(v1, self.height);
        let pixels = rows.filter_map(|y| self.pixels.get(y * self.width + columns.start..y * self.width + columns.end));
        let mut levels: Vec<f32> = pixels.flatten().map(|p| luminance(*p)).collect();
        // A single 1 has ink on a fiftieth of its place.
        let (ink, paper) = (percentile(&mut levels, 0.01), percentile(&mut levels, 0.9));
        (paper - ink) / paper.max(1.0)
    }

    /// 98th percentile of how far a pixel's colour is from the card's median colour, 0 to 1: print and emblem of a true card
    /// are blue or red, a copy's are not, and a tint of the light moves both alike.
    fn colour(&self) -> f32 {
        let chroma = |[r, g, b]: [u8; 3]| {
            let (r, g, b) = (f32::from(r), f32::from(g), f32::from(b));
            let sum = (r + g + b).max(60.0);
            ((r - g) / sum, (b - g) / sum)
        };
        let colours: Vec<(f32, f32)> = self.pixels.iter().map(|p| chroma(*p)).collect();
        let median = |pick: fn(&(f32, f32)) -> f32| percentile(&mut colours.iter().map(pick).collect::<Vec<_>>(), 0.5);
        let (mx, my) = (median(|c| c.0), median(|c| c.1));
        let mut far: Vec<f32> = colours.iter().map(|(x, y)| (x - mx).hypot(y - my)).collect();
        percentile(&mut far, 0.98)
    }

    /// Connected burnt patches of at least [`LEAST_GLARE`] of the card, largest first.
    fn glare(&self, card: &Homography, fields: &[[f32; 4]]) -> Vec<Patch> {
        let mut seen = vec![false; self.pixels.len()];
        let mut patches = Vec::new();
        for start in 0..seen.len() {
            let burnt = |at: usize| self.pixels.get(at).is_some_and(|p| is_burnt(*p));
            let members = connected(self.width, &mut seen, start, burnt);
            let share = members.len() as f32 / self.pixels.len() as f32;
            if share >= LEAST_GLARE {
                patches.push(self.patch(card, &members, share, fields));
            }
        }
        patches.sort_by(|a, b| b.share.total_cmp(&a.share));
        patches
    }

    fn patch(&self, card: &Homography, members: &[usize], share: f32, fields: &[[f32; 4]]) -> Patch {
        let (w, h) = (self.width as f32, self.height as f32);
        let span = |values: &mut dyn Iterator<Item = usize>| {
            values.fold((usize::MAX, 0), |(low, high), v| (low.min(v), high.max(v)))
        };
        let (x0, x1) = span(&mut members.iter().map(|m| m % self.width));
        let (y0, y1) = span(&mut members.iter().map(|m| m / self.width));
        let bounds = [x0 as f32 / w, y0 as f32 / h, (x1 + 1) as f32 / w, (y1 + 1) as f32 / h];
        let mut mask = vec![false; self.pixels.len()];
        for at in members {
            if let Some(m) = mask.get_mut(*at) {
                *m = true;
            }
        }
        let hides = fields.iter().map(|f| self.hidden(&mask, *f)).fold(0.0, f32::max);
        Patch { region: card.region(bounds), share, hides }
    }

    /// Share of a line's columns that `mask` covers so far that its print can't be told: two thirds of a character's height
    /// do. Gaps between characters are narrower than [`LEAST_RUN`] and don't count. Of the holder's photo, every part of which
    /// counts, the share of its area.
    fn hidden(&self, mask: &[bool], [u0, v0, u1, v1]: [f32; 4]) -> f32 {
        let at = |share: f32, len: usize| ((share * len as f32) as usize).min(len);
        let (x0, x1) = (at(u0, self.width), at(u1, self.width));
        let is_line = v1 - v0 <= TALLEST_LINE;
        let around = if is_line { (v1 - v0) * (1.0 - OF_PRINT) / 2.0 } else { 0.0 };
        let (y0, y1) = (at(v0 + around, self.height), at(v1 - around, self.height));
        let rows_under = |x: usize| (y0..y1).filter(|y| mask.get(y * self.width + x).copied().unwrap_or(false)).count();
        if !is_line {
            let under: usize = (x0..x1).map(rows_under).sum();
            return under as f32 / ((x1 - x0) * (y1 - y0)).max(1) as f32;
        }
        let covered = |x: usize| rows_under(x) * 3 >= (y1 - y0) * 2;
        let (mut hidden, mut run) = (0, 0);
        for x in x0..=x1 {
            if x < x1 && covered(x) {
                run += 1;
            } else {
                hidden += if run >= LEAST_RUN { run } else { 0 };
                run = 0;
            }
        }
        hidden as f32 / (x1 - x0).max(1) as f32
    }
}

/// Smallest patch that is reported, as a share of the card: about 3 × 3 mm.
const LEAST_GLARE: f32 = 0.002;
/// Height of a box, as a share of the card's, above which it is no line of print but the holder's photo.
const TALLEST_LINE: f32 = 0.2;
/// Share of a line's box that its print is high.
const OF_PRINT: f32 = 0.6;
/// Columns that a patch must cover in a row to hide a character: 1.3 mm, wider than any gap.
const LEAST_RUN: usize = 4;

/// Steps of a tenth of a millimetre along which blur is looked for: a motion blurs only one way.
const DIRECTIONS: [(isize, isize); 4] = [(1, 0), (0, 1), (1, 1), (1, -1)];

/// Sharpness and grain of the card, whose paper has the luminance `paper`.
///
/// Sharpness: energy of the second derivative over ±0.1 mm against that over ±0.4 mm, on the print, least of four directions, less
/// what bare paper has (noise, background lines). Crisp print is near 0.3, falling to 0.
///
/// Grain: that energy over ±0.1 mm on bare paper against that on the print, most of the directions: a screen's pixels are as
/// strong as print and everywhere. Blurred print counts as what is left of a faint one's: noise is as strong as that.
fn focus(card: &Plane, side: Side, paper: f32) -> (f32, f32) {
    let print: Vec<[f32; 4]> = layout::printed(side).iter().map(|l| l.bounds()).collect();
    let (mut sharpness, mut grain) = (f32::INFINITY, 0.0_f32);
    let faintest = (LEAST_STROKE * paper).powi(2).max(1.0);
    for (dx, dy) in DIRECTIONS {
        let energies = |step: isize| {
            let of = |boxes: &[[f32; 4]]| second_derivative(card, boxes, dx * step, dy * step);
            (of(&print), of(layout::paper(side)))
        };
        let ((fine, fine_paper), (coarse, coarse_paper)) = (energies(1), energies(4));
        let (crisp, broad) = ((fine - fine_paper).max(0.0), (coarse - coarse_paper).max(0.0));
        sharpness = sharpness.min((crisp / broad.max(1.0)).sqrt());
        grain = grain.max((fine_paper / fine.max(faintest)).sqrt());
    }
    (sharpness, grain)
}

/// Root of the energy over ±0.1 mm that print has at least when it is sharp, as a share of the paper's luminance.
const LEAST_STROKE: f32 = 0.08;

/// Mean square of the second difference with step (`dx`, `dy`) over boxes of the card.
fn second_derivative(card: &Plane, boxes: &[[f32; 4]], dx: isize, dy: isize) -> f32 {
    let (w, h) = (card.width() as f32, card.height() as f32);
    let (mut sum, mut count) = (0.0, 0.0);
    for [u0, v0, u1, v1] in boxes {
        for y in (v0 * h) as isize..(v1 * h) as isize {
            for x in (u0 * w) as isize..(u1 * w) as isize {
                let d = card.near(x - dx, y - dy) - 2.0 * card.near(x, y) + card.near(x + dx, y + dy);
                sum += d * d;
                count += 1.0;
            }
        }
    }
    sum / f32::max(count, 1.0)
}

/// How much darker the print of a line that is always there is than the paper around it, as a share of the paper.
fn contrast(card: &Plane, side: Side) -> f32 {
    let line = match side {
        Side::Portrait => layout::NUMBER,
        Side::Emblem => layout::VALIDITY,
    };
    let (w, h) = (card.width() as f32, card.height() as f32);
    let [u0, v0, u1, v1] = [line.u0 + 0.03, line.v - 0.025, line.u0 + 0.25, line.v + 0.025];
    let rows = (v0 * h) as isize..(v1 * h) as isize;
    let columns = (u0 * w) as isize..(u1 * w) as isize;
    let mut values: Vec<f32> =
        rows.flat_map(|y| columns.clone().map(move |x| (x, y))).map(|(x, y)| card.near(x, y)).collect();
    let (ink, paper) = (percentile(&mut values, 0.05), percentile(&mut values, 0.8));
    (paper - ink) / paper.max(1.0)
}
