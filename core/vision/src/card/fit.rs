//! How well a guess of the card agrees with where the detector sees print, and making a guess better by it.

use super::flood::connected;
use super::homography::Homography;
use super::layout;
use super::locate::Hand;
use crate::plane::Plane;
use ruxue_rules::{Point, Quad, Side};

/// Places of a side where print always or never stands.
pub(super) struct Template {
    pub(super) side: Side,
    /// As many as the detector's pixels are worth.
    pub(super) close: Places,
    /// Some of them: enough for a blurred map, in a quarter of the time.
    pub(super) rough: Places,
}

/// Places (u, v) on the card, line by line and box by box.
pub(super) struct Places {
    printed: Vec<Vec<(f32, f32)>>,
    blank: Vec<Vec<(f32, f32)>>,
}

/// Least share of the printed lines that must lie in the photo for a guess to count: a card cut by half can't be told.
const LEAST_SEEN: f32 = 0.5;
/// Distance of the sample points along a line, as a share of the card's width.
const STEP: f32 = 0.024;
/// Distance of the sample points across a box, as a share of its height: less than half a line of small print.
const STEP_DOWN: f32 = 0.028;

impl Template {
    pub(super) fn new(side: Side) -> Self {
        Self { side, close: Places::new(side, 1.0), rough: Places::new(side, 2.0) }
    }
}

impl Places {
    /// `apart` times as far from each other as the closest.
    fn new(side: Side, apart: f32) -> Self {
        let line = |l: &layout::Line| places([l.u0, l.v, l.u1, l.v], apart);
        Self {
            printed: layout::printed(side).iter().chain(layout::ends(side)).map(line).collect(),
            blank: layout::blank(side).iter().map(|b| places(*b, apart)).collect(),
        }
    }

    /// Mean probability of print where it must stand less that where it must not, −1 to 1, `quad` in map pixels.
    pub(super) fn score(&self, map: &Plane, quad: &Quad) -> f32 {
        let Some(card) = Homography::to(quad) else { return -1.0 };
        let (printed, seen) = mean_of_means(map, &card, &self.printed);
        let (blank, clear) = mean_of_means(map, &card, &self.blank);
        let outside = 1.0 - (seen + clear) / 2.0;
        if seen < LEAST_SEEN { -1.0 } else { printed - BLANK_WORTH * blank - OUTSIDE_WORTH * outside }
    }

    /// Moves the corners of `quad` (map pixels) as long as that raises the score less `against`, which tells what else speaks
    /// against a quadrilateral; by steps of shares of the card's width.
    pub(super) fn climb(&self, map: &Plane, quad: Quad, steps: &[f32], against: impl Fn(&Quad) -> f32) -> Quad {
        let worth = |quad: &Quad| self.score(map, quad) - against(quad);
        let (mut best, mut score) = (quad, worth(&quad));
        for step in steps {
            for _ in 0..4 {
                let before = score;
                for moved in MOVES {
                    for sign in [1.0, -1.0] {
                        let next = shifted(&best, &moved, sign * step);
                        let next_score = worth(&next);
                        if next_score > score {
                            (best, score) = (next, next_score);
                        }
                    }
                }
                if score <= before {
                    break;
                }
            }
        }
        best
    }
}

/// What print in every blank box is worth beside none in every printed line.
const BLANK_WORTH: f32 = 1.5;

/// What a card wholly outside the photo loses: where nothing is seen, nothing disagrees either.
const OUTSIDE_WORTH: f32 = 0.4;

/// Mean over the lines of the mean over each line's places that lie in the map, and the share of lines that do (by half at
/// least). Every line counts alike: the short ones at the margins are what tells where the card ends.
fn mean_of_means(map: &Plane, card: &Homography, lines: &[Vec<(f32, f32)>]) -> (f32, f32) {
    let (mut total, mut seen) = (0.0, 0.0);
    for places in lines {
        let (mut sum, mut count) = (0.0, 0);
        for value in places.iter().filter_map(|&(u, v)| map.nearest(card.at(u, v))) {
            sum += value;
            count += 1;
        }
        if 2 * count > places.len() {
            total += sum / count as f32;
            seen += 1.0;
        }
    }
    (total / f32::max(seen, 1.0), seen / lines.len().max(1) as f32)
}

/// Sample places all over a box, its edges among them.
fn places([u0, v0, u1, v1]: [f32; 4], apart: f32) -> Vec<(f32, f32)> {
    let steps = |low: f32, high: f32, step: f32| {
        let count = ((high - low) / (step * apart)).ceil().max(1.0) as usize;
        (0..=count).map(move |i| low + (high - low) * i as f32 / count as f32)
    };
    let rows: Vec<f32> = if v1 > v0 { steps(v0, v1, STEP_DOWN).collect() } else { vec![v0] };
    rows.into_iter().flat_map(|v| steps(u0, u1, STEP).map(move |u| (u, v))).collect()
}

/// Ways to move the four corners along the card's own axes: shifts, stretches, single sides, turns, shears, keystones, single
/// corners.
const MOVES: [[(f32, f32); 4]; 18] = [
    [(1.0, 0.0), (1.0, 0.0), (1.0, 0.0), (1.0, 0.0)],
    [(0.0, 1.0), (0.0, 1.0), (0.0, 1.0), (0.0, 1.0)],
    [(-1.0, 0.0), (1.0, 0.0), (1.0, 0.0), (-1.0, 0.0)],
    [(0.0, -1.0), (0.0, -1.0), (0.0, 1.0), (0.0, 1.0)],
    [(0.0, 0.0), (1.0, 0.0), (1.0, 0.0), (0.0, 0.0)],
    [(1.0, 0.0), (0.0, 0.0), (0.0, 0.0), (1.0, 0.0)],
    [(0.0, 1.0), (0.0, 1.0), (0.0, 0.0), (0.0, 0.0)],
    [(0.0, 0.0), (0.0, 0.0), (0.0, 1.0), (0.0, 1.0)],
    [(0.6, -1.0), (0.6, 1.0), (-0.6, 1.0), (-0.6, -1.0)],
    [(1.0, 0.0), (1.0, 0.0), (-1.0, 0.0), (-1.0, 0.0)],
    [(-1.0, -0.6), (1.0, -0.6), (1.0, 0.6), (-1.0, 0.6)],
    [(1.0, 0.0), (-1.0, 0.0), (1.0, 0.0), (-1.0, 0.0)],
    [(0.0, 1.0), (0.0, -1.0), (0.0, 1.0), (0.0, -1.0)],
    [(0.0, 1.0), (0.0, -1.0), (0.0, -1.0), (0.0, 1.0)],
    [(1.0, 0.6), (0.0, 0.0), (0.0, 0.0), (0.0, 0.0)],
    [(0.0, 0.0), (-1.0, 0.6), (0.0, 0.0), (0.0, 0.0)],
    [(0.0, 0.0), (0.0, 0.0), (-1.0, -0.6), (0.0, 0.0)],
    [(0.0, 0.0), (0.0, 0.0), (0.0, 0.0), (1.0, -0.6)],
];

/// `quad` moved by `amount` of its width along its own axes.
fn shifted(quad: &Quad, moved: &[(f32, f32); 4], amount: f32) -> Quad {
    let [tl, tr, _, bl] = quad.0;
    let (ax, ay) = (tr.x - tl.x, tr.y - tl.y);
    let (dx, dy) = (bl.x - tl.x, bl.y - tl.y);
    let down = ax.hypot(ay) / dx.hypot(dy).max(1.0);
    let mut next = *quad;
    for (corner, (u, v)) in next.0.iter_mut().zip(moved) {
        corner.x += amount * (u * ax + v * dx * down);
        corner.y += amount * (u * ay + v * dy * down);
    }
    next
}

/// A long patch of print in the text map, in map pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patch {
    pub(super) start: Point,
    pub(super) end: Point,
}

/// Patches of print, longest first: connected places where print is more likely than not, by their main axis.
pub(super) fn patches(plane: &Plane) -> Vec<Patch> {
    let width = plane.width();
    let mut seen = vec![false; plane.values().len()];
    let mut patches: Vec<Patch> = Vec::new();
    for start in 0..seen.len() {
        let print = |at: usize| plane.values().get(at).is_some_and(|&p| p > IS_PRINT);
        let members = connected(width, &mut seen, start, print);
        if members.len() >= LEAST_PATCH {
            let places = members.iter().map(|at| Point::new((at % width) as f32, (at / width) as f32));
            patches.push(main_axis(&places.collect::<Vec<_>>()));
        }
    }
    patches.sort_by(|a, b| b.start.distance(b.end).total_cmp(&a.start.distance(a.end)));
    patches
}

/// Smallest patch of print, in map pixels.
const LEAST_PATCH: usize = 24;
/// Probability from which the detector's authors count a place as print.
const IS_PRINT: f32 = 0.3;

fn main_axis(members: &[Point]) -> Patch {
    let n = members.len() as f32;
    let (mx, my) = members.iter().fold((0.0, 0.0), |(x, y), p| (x + p.x / n, y + p.y / n));
    let (xx, xy, yy) = members.iter().fold((0.0, 0.0, 0.0), |(xx, xy, yy), p| {
        let (x, y) = (p.x - mx, p.y - my);
        (xx + x * x, xy + x * y, yy + y * y)
    });
    let angle = 0.5 * (2.0_f32 * xy).atan2(xx - yy);
    let (dy, dx) = angle.sin_cos();
    let reach = members.iter().map(|p| (p.x - mx) * dx + (p.y - my) * dy);
    let (low, high) = reach.fold((0.0_f32, 0.0_f32), |(l, h), r| (l.min(r), h.max(r)));
    Patch { start: Point::new(mx + low * dx, my + low * dy), end: Point::new(mx + high * dx, my + high * dy) }
}

/// The card (map pixels) whose line `line` runs from `start` to `end`, seen without perspective.
pub(super) fn quad_by_line(line: layout::Line, start: Point, end: Point, hand: Hand) -> Quad {
    let width = 1.0 / (line.u1 - line.u0);
    let (ax, ay) = ((end.x - start.x) * width, (end.y - start.y) * width);
    let ratio = layout::HEIGHT_MM / layout::WIDTH_MM;
    let height = if hand == Hand::True { ratio } else { -ratio };
    let at = |u: f32, v: f32| {
        let (u, v) = (u - line.u0, (v - line.v) * height);
        Point::new(start.x + u * ax - v * ay, start.y + u * ay + v * ax)
    };
    Quad([at(0.0, 0.0), at(1.0, 0.0), at(1.0, 1.0), at(0.0, 1.0)])
}
