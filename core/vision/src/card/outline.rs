//! The card's outline: each side of a guess is drawn to a straight line along which the colours change alike.

use super::edges::Edge;
use crate::Raster;
use ruxue_rules::{Point, Quad};

/// Places along a side; its ends are left out, where the card's corners are round.
const PLACES: usize = 48;
/// Most levels a pixel that one place may add: the border of the holder's photo is strong but short, the card's own faint but long.
const STRONGEST: f32 = 12.0;
/// Lines tried for each side, beside the guess itself.
const LINES: usize = 3;

/// A line that a side could run on, by how far it lies from the guess at the side's two ends, in pixels along the normal.
#[derive(Debug, Clone, Copy)]
struct Offsets {
    from: f32,
    to: f32,
    /// Mean change of colour along it over [`STRONGEST`], 0 to 1.
    strength: f32,
}

/// An outline with the mean strength of its sides, 0 to 1.
pub(super) struct Drawn {
    pub(super) quad: Quad,
    pub(super) strength: f32,
}

/// The outline within `reach` (a share of the card's width) of `quad` that is worth most.
/// `worth` judges a quadrilateral by all else that is known.
pub(super) fn drawn(raster: &Raster, quad: &Quad, reach: f32, worth: impl Fn(&Quad) -> f32) -> Drawn {
    let [a, b, c, d] = quad.0;
    let width = a.distance(b).max(b.distance(c));
    let radius = (reach * width).max(3.0);
    let sides = [(a, b), (b, c), (c, d), (d, a)].map(|(p, q)| {
        let stay = Offsets { from: 0.0, to: 0.0, strength: 0.0 };
        let lines = profiles(raster, p, q, radius).map(|profiles| candidates(&profiles, radius)).unwrap_or_default();
        std::iter::once(stay).chain(lines).filter_map(|o| Some((moved(p, q, o)?, o.strength))).collect::<Vec<_>>()
    });
    let [top, right, bottom, left] = &sides;
    let mut best = (Drawn { quad: *quad, strength: 0.0 }, f32::NEG_INFINITY);
    for t in top {
        for r in right {
            for b in bottom {
                for l in left {
                    let Some(next) = corners(t.0, r.0, b.0, l.0) else { continue };
                    let strength = (t.1 + r.1 + b.1 + l.1) / 4.0;
                    let total = worth(&next) + STRENGTH_WORTH * strength;
                    if total > best.1 {
                        best = (Drawn { quad: next, strength }, total);
                    }
                }
            }
        }
    }
    best.0
}

/// What a full strength is worth beside what `worth` says (0 to about 1).
const STRENGTH_WORTH: f32 = 0.4;

fn corners(top: Edge, right: Edge, bottom: Edge, left: Edge) -> Option<Quad> {
    Some(Quad([left.cross(top)?, top.cross(right)?, right.cross(bottom)?, bottom.cross(left)?]))
}

fn moved(p: Point, q: Point, offsets: Offsets) -> Option<Edge> {
    let edge = Edge::through(p, q)?;
    let shift = |at: Point, by: f32| Point::new(at.x + edge.nx * by, at.y + edge.ny * by);
    Edge::through(shift(p, offsets.from), shift(q, offsets.to))
}

/// The change of colour (red, green, blue) along the side's normal at one place, from −radius to +radius in whole pixels.
struct Profile {
    t: f32,
    change: Vec<[f32; 3]>,
}

/// Profiles at places inside the picture; none when less than a third of the side is.
fn profiles(raster: &Raster, p: Point, q: Point, radius: f32) -> Option<Vec<Profile>> {
    let edge = Edge::through(p, q)?;
    let (right, bottom) = (raster.width() as f32 - 2.0, raster.height() as f32 - 2.0);
    let inside = |x: f32, y: f32| x >= 1.0 && y >= 1.0 && x <= right && y <= bottom;
    let reach = radius.ceil() as i32;
    let mut profiles = Vec::with_capacity(PLACES);
    for i in 0..PLACES {
        let t = 0.06 + 0.88 * i as f32 / (PLACES - 1) as f32;
        let (x, y) = (p.x + t * (q.x - p.x), p.y + t * (q.y - p.y));
        if !inside(x, y) {
            continue;
        }
        let colour = |k: i32| raster.sample(x + k as f32 * edge.nx, y + k as f32 * edge.ny);
        let colours: Vec<[f32; 3]> = (-reach - 1..=reach + 1).map(colour).collect();
        let change = colours.windows(3).map(|w| match w {
            [[r0, g0, b0], _, [r1, g1, b1]] => capped([(r1 - r0) / 2.0, (g1 - g0) / 2.0, (b1 - b0) / 2.0]),
            _ => [0.0; 3],
        });
        profiles.push(Profile { t, change: change.collect() });
    }
    (profiles.len() >= PLACES / 3).then_some(profiles)
}

/// Least strength of a line that counts as an edge.
const LEAST_STRENGTH: f32 = 0.08;
/// Steps that the radius is cut into for the first look.
const STEPS: f32 = 24.0;

/// The strongest lines that are not nearly the same, each to an eighth of a pixel.
fn candidates(profiles: &[Profile], radius: f32) -> Vec<Offsets> {
    let step = (radius / STEPS).max(0.5);
    let count = (radius / step) as i32;
    let all = (-count..=count).flat_map(|i| (-count..=count).map(move |j| (i as f32 * step, j as f32 * step)));
    let mut lines: Vec<Offsets> = all.map(|(from, to)| look(profiles, radius, from, to)).collect();
    lines.retain(|o| o.strength >= LEAST_STRENGTH);
    lines.sort_by(|a, b| b.strength.total_cmp(&a.strength));
    let apart = (radius / 5.0).max(1.5);
    let mut kept: Vec<Offsets> = Vec::with_capacity(LINES);
    for line in lines {
        let near = |k: &Offsets| (k.from - line.from).abs().max((k.to - line.to).abs()) < apart;
        if !kept.iter().any(near) {
            kept.push(line);
            if kept.len() == LINES {
                break;
            }
        }
    }
    kept.into_iter().map(|line| refined(profiles, radius, line, step)).collect()
}

fn refined(profiles: &[Profile], radius: f32, line: Offsets, step: f32) -> Offsets {
    let mut best = line;
    let mut step = step / 2.0;
    while step >= 0.125 {
        for _ in 0..3 {
            let centre = best;
            for (i, j) in
                [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0), (1.0, 1.0), (-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0)]
            {
                let next = look(profiles, radius, centre.from + i * step, centre.to + j * step);
                if next.strength > best.strength {
                    best = next;
                }
            }
        }
        step /= 2.0;
    }
    best
}

/// The line at these offsets. The colours of card and desk differ the same way all along a side, while the changes of a desk's
/// grain or of print cancel out: so they are added up with their signs.
fn look(profiles: &[Profile], radius: f32, from: f32, to: f32) -> Offsets {
    let mut sum = [0.0; 3];
    for p in profiles {
        let change = at(&p.change, radius.ceil() + from + p.t * (to - from));
        sum.iter_mut().zip(change).for_each(|(s, c)| *s += c);
    }
    Offsets { from, to, strength: norm(sum) / (profiles.len() as f32 * STRONGEST) }
}

/// Linear interpolation in `values`; 0 outside.
fn at(values: &[[f32; 3]], index: f32) -> [f32; 3] {
    if index < 0.0 {
        return [0.0; 3];
    }
    let (i, f) = (index as usize, index.fract());
    let get = |i: usize| values.get(i).copied().unwrap_or([0.0; 3]);
    let ([r0, g0, b0], [r1, g1, b1]) = (get(i), get(i + 1));
    [r0 * (1.0 - f) + r1 * f, g0 * (1.0 - f) + g1 * f, b0 * (1.0 - f) + b1 * f]
}

fn norm([r, g, b]: [f32; 3]) -> f32 {
    (r * r + g * g + b * b).sqrt()
}

fn capped(change: [f32; 3]) -> [f32; 3] {
    let strength = norm(change);
    if strength > STRONGEST { change.map(|c| c * STRONGEST / strength) } else { change }
}
