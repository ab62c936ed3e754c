//! Quadrilaterals from the photo's straight edges: the outline of a card, of a phone, of a table.

use super::lens;
use crate::Raster;
use crate::plane::Plane;
use ruxue_rules::{Point, Quad};
use std::f32::consts::PI;

/// The line of points (x, y) with x · `nx` + y · `ny` = `d`; (`nx`, `ny`) of length 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    pub(super) nx: f32,
    pub(super) ny: f32,
    pub(super) d: f32,
}

impl Edge {
    /// The line through two points; none when they coincide.
    pub(super) fn through(a: Point, b: Point) -> Option<Self> {
        let length = a.distance(b);
        if length < 1e-3 {
            return None;
        }
        let (nx, ny) = ((a.y - b.y) / length, (b.x - a.x) / length);
        Some(Self { nx, ny, d: a.x * nx + a.y * ny })
    }

    /// Where two lines cross; none when they are nearly parallel.
    pub(super) fn cross(self, other: Self) -> Option<Point> {
        let det = self.nx * other.ny - self.ny * other.nx;
        (det.abs() > 0.05).then(|| {
            Point::new((self.d * other.ny - other.d * self.ny) / det, (self.nx * other.d - other.nx * self.d) / det)
        })
    }

    /// Angle between two lines, 0 to π/2.
    fn angle(self, other: Self) -> f32 {
        (self.nx * other.nx + self.ny * other.ny).abs().min(1.0).acos()
    }
}

/// Strength and direction of the steepest change of any colour, thinned to ridges.
pub(super) struct EdgeMap {
    /// 0 where no edge runs, else 1.
    strength: Plane,
    /// Direction of the edge's normal, 0 to π.
    normal: Plane,
}

/// A change of colour by less than this (levels a pixel) is noise.
const FAINTEST: f32 = 4.0;

impl EdgeMap {
    /// Edges of a reduced picture (about 600 px).
    pub(super) fn new(picture: &Raster) -> Self {
        let (magnitude, normal) = gradients(picture);
        // The local mean lets a faint outline on a white desk count as much as a strong one on a dark one.
        let around = magnitude.blurred(12);
        let strength = Plane::from_fn(picture.width(), picture.height(), |x, y| {
            let (x, y) = (x as isize, y as isize);
            let here = magnitude.near(x, y);
            if here <= FAINTEST.max(0.8 * around.near(x, y)) {
                return 0.0;
            }
            let (ny, nx) = normal.near(x, y).sin_cos();
            let (dx, dy) = (nx.round() as isize, ny.round() as isize);
            let ridge = here >= magnitude.near(x + dx, y + dy) && here > magnitude.near(x - dx, y - dy);
            f32::from(ridge)
        });
        Self { strength, normal }
    }

    /// Straight lines by Hough's transform, each pixel voting near its own direction; most votes first. Rows of print make
    /// lines of their own, so places where print is likely don't vote.
    fn lines(&self, most: usize, print: impl Fn(Point) -> f32) -> Vec<Edge> {
        let (width, height) = (self.strength.width(), self.strength.height());
        let reach = (width as f32).hypot(height as f32);
        let bins = (2.0 * reach / BIN) as usize + 1;
        let mut votes = vec![0.0_f32; ANGLES * bins];
        for (y, row) in self.strength.rows().enumerate() {
            for (x, _) in row.iter().enumerate().filter(|(_, s)| **s > 0.0) {
                if print(Point::new(x as f32, y as f32)) > IS_PRINT {
                    continue;
                }
                let turn = (self.normal.near(x as isize, y as isize) / PI * ANGLES as f32) as usize;
                for angle in (turn + ANGLES - 3..=turn + ANGLES + 3).map(|a| a % ANGLES) {
                    let (ny, nx) = (angle as f32 * PI / ANGLES as f32).sin_cos();
                    let at = (x as f32 * nx + y as f32 * ny + reach) / BIN;
                    if let Some(vote) = votes.get_mut(angle * bins + at as usize) {
                        *vote += 1.0;
                    }
                }
            }
        }
        let votes = Plane::from_values(bins, ANGLES, votes);
        peaks(&votes, most).into_iter().map(|(bin, angle)| edge_of(bin, angle, reach)).collect()
    }

    /// Share of the segment `a`–`b` along which an edge runs in its direction, 0 to 1; places outside the picture don't count.
    pub(super) fn support(&self, a: Point, b: Point) -> f32 {
        let Some(edge) = Edge::through(a, b) else { return 0.0 };
        let along = edge.ny.atan2(edge.nx).rem_euclid(PI);
        let (mut seen, mut held) = (0.0_f32, 0.0_f32);
        for i in 0..SAMPLES {
            let t = 0.07 + 0.86 * i as f32 / (SAMPLES - 1) as f32;
            let (x, y) = (a.x + t * (b.x - a.x), a.y + t * (b.y - a.y));
            if self.strength.get(x.round() as isize, y.round() as isize).is_none() {
                continue;
            }
            seen += 1.0;
            held += f32::from((-2..=2).any(|k| {
                let (x, y) = (x + k as f32 * edge.nx, y + k as f32 * edge.ny);
                let (x, y) = (x.round() as isize, y.round() as isize);
                let turn = (self.normal.near(x, y) - along).abs();
                self.strength.get(x, y).is_some_and(|s| s > 0.0) && turn.min(PI - turn) < 0.2
            }));
        }
        if seen < SAMPLES as f32 / 3.0 { 0.0 } else { held / seen }
    }

    /// Mean support of the four sides of `quad`.
    pub(super) fn outline(&self, quad: &Quad) -> f32 {
        let [a, b, c, d] = quad.0;
        [(a, b), (b, c), (c, d), (d, a)].iter().map(|&(p, q)| self.support(p, q)).sum::<f32>() / 4.0
    }

    pub(super) fn size(&self) -> (f32, f32) {
        (self.strength.width() as f32, self.strength.height() as f32)
    }
}

/// The steepest change of any channel (levels a pixel) and, where that is no noise, the direction of its edge's normal (0 to π) at
/// each pixel.
fn gradients(picture: &Raster) -> (Plane, Plane) {
    let (width, height) = (picture.width(), picture.height());
    let channels: [Plane; 3] = std::array::from_fn(|channel| {
        Plane::from_fn(width, height, |x, y| {
            picture.pixel(x as isize, y as isize).get(channel).copied().map_or(0.0, f32::from)
        })
        .blurred(1)
    });
    let gradient = |x: isize, y: isize| {
        let mut steepest = (0.0, 0.0, 0.0);
        for c in &channels {
            let (gx, gy) = (c.near(x + 1, y) - c.near(x - 1, y), c.near(x, y + 1) - c.near(x, y - 1));
            let square = gx * gx + gy * gy;
            if square > steepest.2 {
                steepest = (gx, gy, square);
            }
        }
        steepest
    };
    let mut normal = Vec::with_capacity(width * height);
    let magnitude = Plane::from_fn(width, height, |x, y| {
        let (gx, gy, square) = gradient(x as isize, y as isize);
        let change = square.sqrt() / 2.0;
        normal.push(if change > FAINTEST { gy.atan2(gx).rem_euclid(PI) } else { 0.0 });
        change
    });
    let normal = Plane::from_values(width, height, normal);
    (magnitude, normal)
}

/// Likelihood of print from which a place doesn't vote.
const IS_PRINT: f32 = 0.1;
/// Angles that the half turn is cut into.
const ANGLES: usize = 180;
/// Pixels of distance that share a bin.
const BIN: f32 = 2.0;
/// Places along a side at which it is looked for.
const SAMPLES: usize = 30;

fn edge_of(bin: usize, angle: usize, reach: f32) -> Edge {
    let (ny, nx) = (angle as f32 * PI / ANGLES as f32).sin_cos();
    Edge { nx, ny, d: (bin as f32 + 0.5) * BIN - reach }
}

/// The highest cells that no neighbour tops, as (bin, angle).
fn peaks(votes: &Plane, most: usize) -> Vec<(usize, usize)> {
    let mut found: Vec<(f32, usize, usize)> = Vec::new();
    for (angle, row) in votes.rows().enumerate() {
        for (bin, &count) in row.iter().enumerate().filter(|(_, v)| **v >= 25.0) {
            let (x, y) = (bin as isize, angle as isize);
            let topped = (-3..=3).any(|dy| {
                (-2..=2).any(|dx| {
                    let other = votes.get(x + dx, y + dy).unwrap_or(0.0);
                    other > count || (other == count && (dy, dx) < (0, 0))
                })
            });
            if !topped {
                found.push((count, bin, angle));
            }
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.truncate(most);
    found.into_iter().map(|(_, bin, angle)| (bin, angle)).collect()
}

/// Lines that are looked at: more cost time, fewer lose a faint side among a desk's grain.
const LINES: usize = 36;

/// Angle between opposite sides of a card that is tilted by 45° and near.
const MOST_CONVERGENCE: f32 = 1.0;

/// Quadrilaterals that could be a card's outline, best supported first; `print` tells how likely print is
/// at a place of the picture.
pub(super) fn quads(map: &EdgeMap, most: usize, print: impl Fn(Point) -> f32) -> Vec<Quad> {
    let lines = map.lines(LINES, print);
    let pairs: Vec<(Edge, Edge)> = pairs_of(&lines, |angle| angle < MOST_CONVERGENCE);
    let mut found: Vec<(Quad, f32)> = Vec::new();
    for (i, &(a, b)) in pairs.iter().enumerate() {
        for &(c, d) in pairs.iter().skip(i + 1) {
            if a.angle(c) < 0.9 || b.angle(d) < 0.9 {
                continue;
            }
            let Some(quad) = corners(a, b, c, d) else { continue };
            if plausible(&quad, map.size()) {
                let support = map.outline(&quad);
                if support > 0.35 {
                    found.push((quad, support));
                }
            }
        }
    }
    found.sort_by(|a, b| b.1.total_cmp(&a.1));
    found.into_iter().take(most).map(|(quad, _)| quad).collect()
}

fn pairs_of(lines: &[Edge], fits: impl Fn(f32) -> bool) -> Vec<(Edge, Edge)> {
    let later = |i: usize| lines.iter().skip(i + 1);
    let all = lines.iter().enumerate().flat_map(|(i, &a)| later(i).map(move |&b| (a, b)));
    all.filter(|(a, b)| fits(a.angle(*b))).collect()
}

/// The corners of two pairs of opposite sides, clockwise; none when they don't bound a convex quadrilateral.
fn corners(a: Edge, b: Edge, c: Edge, d: Edge) -> Option<Quad> {
    let points = [a.cross(c)?, c.cross(b)?, b.cross(d)?, d.cross(a)?];
    let [p, q, r, s] = points;
    let turn = |a: Point, b: Point, c: Point| (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
    let turns = [turn(p, q, r), turn(q, r, s), turn(r, s, p), turn(s, p, q)];
    if turns.iter().all(|t| *t > 0.0) {
        Some(Quad(points))
    } else if turns.iter().all(|t| *t < 0.0) {
        Some(Quad([p, s, r, q]))
    } else {
        None
    }
}

/// Whether a quadrilateral could be a card: large enough, not far outside, and of the shape that a lens shows of a card lying or
/// standing.
fn plausible(quad: &Quad, (width, height): (f32, f32)) -> bool {
    let [a, b, c, d] = quad.0;
    let (p, q) = (a.distance(b) + c.distance(d), b.distance(c) + d.distance(a));
    let (mx, my) = (0.25 * width, 0.25 * height);
    let near = quad.0.iter().all(|p| p.x > -mx && p.y > -my && p.x < width + mx && p.y < height + my);
    let fits = |quad: Quad| lens::misfit(&quad, (width, height)) < MOST_MISFIT;
    near && p.min(q) > 0.2 * width.min(height) && (fits(*quad) || fits(Quad([b, c, d, a])))
}

/// Misfit of an outline two of whose sides lie on a near line of the desk.
const MOST_MISFIT: f32 = 0.3;
