//! The head from chin to crown and its surround, in an upright view around the face.

use super::luminance::luminance;
use super::similarity::Similarity;
use crate::Raster;
use ruxue_rules::{Point, Rect};

/// An upright, small view around the head. Places in it are told in face heights (forehead's top at y 0, chin at y 1, x 0 in the
/// middle of the face).
pub(super) struct View {
    pixels: Raster,
    to_unit: Similarity,
    photo: (f32, f32),
}

/// Pixels of the view a face height.
const SCALE: f32 = 50.0;
/// What the view shows, in face heights.
const LEFT: f32 = -1.2;
const TOP: f32 = -0.9;
const WIDTH: usize = 120;
const HEIGHT: usize = 110;

/// Crown of an average head above the forehead's top, in face heights, hair included; taken where the outline does not tell.
const CROWN: f32 = 0.46;
/// Standard deviation of that between people and hair-cuts.
const CROWN_SPREAD: f32 = 0.10;
/// Half the width of a head from ear to ear, in face heights.
const HALF_WIDTH: f32 = 0.47;

const UNIT_TO_VIEW: Similarity = Similarity::scale_shift(SCALE, -LEFT * SCALE, -TOP * SCALE);

impl View {
    /// Cuts the view out of `raster`; `to_unit` brings its pixels onto the mean face.
    pub(super) fn cut(raster: &Raster, to_unit: Similarity) -> Self {
        let pixels = to_unit.then(UNIT_TO_VIEW).crop(raster, WIDTH, HEIGHT);
        Self { pixels, to_unit, photo: (raster.width() as f32, raster.height() as f32) }
    }

    /// Head from crown to chin and ear to ear, in pixels of the raster. May reach beyond the photo.
    pub(super) fn head(&self) -> Rect {
        let back = self.to_unit.inverse();
        let corners = [(0.0, -self.crown()), (0.0, 1.0), (-HALF_WIDTH, 0.4), (HALF_WIDTH, 0.4)]
            .map(|(x, y)| back.apply(Point::new(x, y)));
        let (x0, x1) = corners.iter().fold((f32::MAX, f32::MIN), |(a, b), p| (a.min(p.x), b.max(p.x)));
        let (y0, y1) = corners.iter().fold((f32::MAX, f32::MIN), |(a, b), p| (a.min(p.y), b.max(p.y)));
        Rect { x: x0, y: y0, width: x1 - x0, height: y1 - y0 }
    }

    /// Height of the crown above the forehead's top, in face heights: where the strip above the forehead turns into what is seen
    /// beside the head, weighed by where crowns are; the average where no such edge stands out.
    fn crown(&self) -> f32 {
        let step = 1.0 / SCALE;
        let candidates = (5..40).map(|i| i as f32 * step);
        let best = candidates
            .filter(|&c| self.holds(Point::new(0.0, -c - BAND)))
            .map(|c| (c, self.edge(c) * prior(c)))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        match best {
            Some((crown, strength)) if strength > LEAST_EDGE => crown,
            _ => CROWN,
        }
    }

    /// How clearly the head ends `crown` above the forehead: the colour's step there, where what is above looks like the
    /// surround on one of the sides.
    fn edge(&self, crown: f32) -> f32 {
        let strip = |x0: f32, x1: f32, y0: f32, y1: f32| self.mean(x0, x1, y0, y1);
        let above = strip(-0.12, 0.12, -crown - BAND, -crown - 0.02);
        let below = strip(-0.12, 0.12, -crown + 0.02, -crown + BAND);
        let beside = [(-1.15, -0.75), (0.75, 1.15)]
            .map(|(x0, x1)| distance(above, strip(x0, x1, -crown - BAND, -crown + BAND)))
            .into_iter()
            .fold(f32::INFINITY, f32::min);
        distance(above, below) * (-(beside / 100.0).powi(2)).exp()
    }

    /// Luminance of what is seen beside and above the head, inside the photo.
    pub(super) fn surround(&self) -> Vec<f32> {
        let back = UNIT_TO_VIEW.inverse();
        let pixels = self.pixels.rgb().as_chunks::<3>().0.iter().enumerate();
        pixels
            .filter_map(|(i, &pixel)| {
                let at = back.apply(Point::new((i % WIDTH) as f32, (i / WIDTH) as f32));
                (at.x.abs() > 0.75 && at.y < 0.6 && self.holds(at)).then(|| luminance(pixel))
            })
            .collect()
    }

    /// Mean colour of a box, in face heights.
    fn mean(&self, x0: f32, x1: f32, y0: f32, y1: f32) -> [f32; 3] {
        let (from, to) = (UNIT_TO_VIEW.apply(Point::new(x0, y0)), UNIT_TO_VIEW.apply(Point::new(x1, y1)));
        let (mut sum, mut count) = ([0.0; 3], 0.0f32);
        for y in from.y.round() as isize..=to.y.round() as isize {
            for x in from.x.round() as isize..=to.x.round() as isize {
                sum.iter_mut().zip(self.pixels.pixel(x, y)).for_each(|(sum, v)| *sum += f32::from(v));
                count += 1.0;
            }
        }
        sum.map(|v| v / count.max(1.0))
    }

    /// Whether the photo holds a place.
    fn holds(&self, unit: Point) -> bool {
        let at = self.to_unit.inverse().apply(unit);
        (0.0..self.photo.0).contains(&at.x) && (0.0..self.photo.1).contains(&at.y)
    }
}

/// Half the height over which an edge is looked at, in face heights.
const BAND: f32 = 0.06;
/// Weighed colour step below which the outline does not tell.
const LEAST_EDGE: f32 = 15.0;

fn prior(crown: f32) -> f32 {
    (-0.5 * ((crown - CROWN) / CROWN_SPREAD).powi(2)).exp()
}

fn distance(a: [f32; 3], b: [f32; 3]) -> f32 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f32>().sqrt()
}
