//! What lies over a card: places whose colour is not the paper's, and places where print must stand and none does.

use super::flood::connected;
use super::homography::Homography;
use super::layout;
use super::quality::Rectified;
use crate::plane::{luminance, percentile};
use ruxue_rules::{Patch, Side};

/// Pixels of the rectified card along a block's side: 2.7 mm, larger than a character's strokes, so that paper shows in each.
const BLOCK: usize = 8;
/// Smallest thing that is reported, blocks: 36 mm².
const LEAST: usize = 5;

/// Things that lie over the card, largest first; `fields` are boxes where print or the holder's face must be seen.
pub(super) fn covers(card: &Rectified, view: &Homography, side: Side, fields: &[[f32; 4]]) -> Vec<Patch> {
    let grid = Grid::new(card);
    let mut covered = grid.bare(card, side);
    for at in grid.patches(&grid.unlike_paper(side)).into_iter().filter(|p| grid.is_bounded(p, side)).flatten() {
        if let Some(mark) = covered.get_mut(at) {
            *mark = true;
        }
    }
    let mut patches: Vec<Patch> = grid
        .patches(&covered)
        .into_iter()
        .filter(|members| members.len() >= LEAST)
        .map(|members| grid.patch(view, &grid.grown(members, side), fields))
        .collect();
    patches.sort_by(|a, b| b.share.total_cmp(&a.share));
    patches
}

/// The card in blocks, row by row.
struct Grid {
    columns: usize,
    rows: usize,
    blocks: Vec<Block>,
}

/// The colour of the paper in a block: what its brighter pixels have in common.
#[derive(Debug, Clone, Copy, Default)]
struct Block {
    /// Middle, as fractions of the card.
    u: f32,
    v: f32,
    /// Natural logarithm of the luminance, so that a shadow shifts it alike wherever it falls.
    light: f32,
    /// Red and blue less green, as shares of the three's sum.
    red: f32,
    blue: f32,
    /// Whether light burnt it out: what is there can't be told.
    burnt: bool,
}

impl Grid {
    fn new(card: &Rectified) -> Self {
        let (columns, rows) = (card.width / BLOCK, card.height / BLOCK);
        let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
        let block = |(column, row): (usize, usize)| {
            let mut pixels: Vec<[u8; 3]> = (row * BLOCK..(row + 1) * BLOCK)
                .filter_map(|y| {
                    let start = y * card.width + column * BLOCK;
                    card.pixels.get(start..start + BLOCK)
                })
                .flatten()
                .copied()
                .collect();
            pixels.sort_by(|a, b| luminance(*a).total_cmp(&luminance(*b)));
            let bright = pixels.get(pixels.len() * 7 / 10..pixels.len() * 19 / 20).unwrap_or_default();
            let middle = |at: usize, len: usize| (at as f32 + 0.5) / len.max(1) as f32;
            Block::new(bright, middle(column, columns), middle(row, rows))
        };
        Self { columns, rows, blocks: places.map(block).collect() }
    }

    /// Blocks whose colour is not the paper's, which varies over the card only slowly. The holder's photo and the emblem have
    /// colours of their own.
    fn unlike_paper(&self, side: Side) -> Vec<bool> {
        let own = layout::picture(side);
        let paper: Vec<Block> = self.blocks.iter().filter(|b| !b.burnt && !inside(b, own)).copied().collect();
        let [light, red, blue] =
            [|b: &Block| b.light, |b: &Block| b.red, |b: &Block| b.blue].map(|of| Trend::new(&paper, of));
        let unlike = |b: &Block| {
            let colour = (b.red - red.at(b)).hypot(b.blue - blue.at(b));
            !b.burnt && !inside(b, own) && (colour > UNLIKE_COLOUR || b.light - light.at(b) < UNLIKE_LIGHT)
        };
        self.blocks.iter().map(unlike).collect()
    }

    /// The blocks that are `marked`, connected ones together.
    fn patches(&self, marked: &[bool]) -> Vec<Vec<usize>> {
        let mut seen = vec![false; marked.len()];
        (0..marked.len())
            .map(|start| connected(self.columns, &mut seen, start, |at| marked.get(at).copied().unwrap_or(false)))
            .filter(|members| !members.is_empty())
            .collect()
    }

    /// Whether a patch ends where a thing ends, at once: a background that runs from one colour to another, a hologram's
    /// shimmer and a shadow fade out.
    fn is_bounded(&self, members: &[usize], side: Side) -> bool {
        let own = layout::picture(side);
        let paper = |at: usize| self.blocks.get(at).filter(|b| !members.contains(&at) && !b.burnt && !inside(b, own));
        let (mut count, mut sharp) = (0, 0);
        for (at, block) in members.iter().filter_map(|at| Some((*at, self.blocks.get(*at)?))) {
            for paper in self.beyond(at).into_iter().filter_map(|(near, far)| paper(near).and(paper(far))) {
                count += 1;
                sharp += u32::from(paper.step(block) >= STEP);
            }
        }
        2 * sharp >= count
    }

    /// The neighbours of a block, left, right, above and below, each with the next one behind it.
    fn beyond(&self, at: usize) -> Vec<(usize, usize)> {
        let (column, row) = (at % self.columns, at / self.columns);
        let mut beyond = Vec::with_capacity(4);
        if column >= 2 {
            beyond.push((at - 1, at - 2));
        }
        if column + 2 < self.columns {
            beyond.push((at + 1, at + 2));
        }
        if row >= 2 {
            beyond.push((at - self.columns, at - 2 * self.columns));
        }
        if row + 2 < self.rows {
            beyond.push((at + self.columns, at + 2 * self.columns));
        }
        beyond
    }

    /// The blocks of places where print must stand and the rectified card has none, as under a slip of white paper.
    fn bare(&self, card: &Rectified, side: Side) -> Vec<bool> {
        let mut covered = vec![false; self.blocks.len()];
        let pieces: Vec<([f32; 4], f32)> =
            layout::printed(side).iter().flat_map(|line| pieces(*line)).map(|b| (b, card.ink(b))).collect();
        let usual = percentile(&mut pieces.iter().map(|(_, ink)| *ink).collect::<Vec<_>>(), 0.5);
        for (bounds, _) in pieces.iter().filter(|(_, ink)| *ink < BARE * usual) {
            for (block, mark) in self.blocks.iter().zip(covered.iter_mut()) {
                *mark |= inside(block, *bounds) && !block.burnt;
            }
        }
        covered
    }

    /// The same with what of the picture has the thing's colour and touches it: a thumb over the holder's photo comes over an
    /// edge of the card, and looks there as it does on paper.
    fn grown(&self, members: Vec<usize>, side: Side) -> Vec<usize> {
        let Some(&start) = members.first() else { return members };
        let mut mine = vec![false; self.blocks.len()];
        members.iter().for_each(|at| {
            if let Some(mark) = mine.get_mut(*at) {
                *mark = true;
            }
        });
        let middle = |of: fn(&Block) -> f32| {
            percentile(&mut members.iter().filter_map(|at| self.blocks.get(*at)).map(of).collect::<Vec<_>>(), 0.5)
        };
        let (light, red, blue) = (middle(|b| b.light), middle(|b| b.red), middle(|b| b.blue));
        let alike =
            |b: &Block| (b.red - red).hypot(b.blue - blue) < ALIKE_COLOUR && (b.light - light).abs() < ALIKE_LIGHT;
        let picture = layout::picture(side);
        let belongs = |at: usize| {
            mine.get(at).copied().unwrap_or(false)
                || self.blocks.get(at).is_some_and(|b| inside(b, picture) && alike(b))
        };
        connected(self.columns, &mut vec![false; self.blocks.len()], start, belongs)
    }

    fn patch(&self, view: &Homography, members: &[usize], fields: &[[f32; 4]]) -> Patch {
        let (w, h) = (1.0 / self.columns.max(1) as f32, 1.0 / self.rows.max(1) as f32);
        let blocks: Vec<&Block> = members.iter().filter_map(|at| self.blocks.get(*at)).collect();
        let span = |of: fn(&Block) -> f32| {
            blocks.iter().fold((1.0_f32, 0.0_f32), |(low, high), b| (low.min(of(b)), high.max(of(b))))
        };
        let ((u0, u1), (v0, v1)) = (span(|b| b.u), span(|b| b.v));
        let hides = |[u0, v0, u1, v1]: &[f32; 4]| {
            let over = |b: &&Block| {
                let across = (u1.min(b.u + w / 2.0) - u0.max(b.u - w / 2.0)).max(0.0);
                across * (v1.min(b.v + h / 2.0) - v0.max(b.v - h / 2.0)).max(0.0)
            };
            blocks.iter().map(over).sum::<f32>() / ((u1 - u0) * (v1 - v0))
        };
        Patch {
            region: view.region([u0 - w / 2.0, v0 - h / 2.0, u1 + w / 2.0, v1 + h / 2.0]),
            share: members.len() as f32 * w * h,
            hides: fields.iter().map(hides).fold(0.0, f32::max),
        }
    }
}

/// How far a block's colour must be from the paper's; the pale waves of the paper itself reach half of it, skin has twice as much.
const UNLIKE_COLOUR: f32 = 0.05;
/// How much darker than the paper's trend: a hand's shadow takes a third of the light, no more.
const UNLIKE_LIGHT: f32 = -0.6;
/// How much of that a thing's colour changes within two blocks at its edge.
const STEP: f32 = 0.6;
/// Ink below this share of the card's usual is none.
const BARE: f32 = 0.25;

impl Block {
    fn new(pixels: &[[u8; 3]], u: f32, v: f32) -> Self {
        let count = pixels.len().max(1) as f32;
        let [r, g, b] = std::array::from_fn(|channel| {
            pixels.iter().filter_map(|p| p.get(channel)).map(|c| f32::from(*c)).sum::<f32>() / count
        });
        let sum = (r + g + b).max(30.0);
        let burnt = pixels.iter().filter(|p| super::quality::is_burnt(**p)).count() * 2 > pixels.len();
        Self { u, v, light: (sum / 3.0).ln(), red: (r - g) / sum, blue: (b - g) / sum, burnt }
    }

    /// How far two blocks differ, in units of what makes one unlike paper.
    fn step(&self, other: &Self) -> f32 {
        let colour = (self.red - other.red).hypot(self.blue - other.blue) / UNLIKE_COLOUR;
        colour.max((other.light - self.light) / UNLIKE_LIGHT)
    }
}

fn inside(block: &Block, [u0, v0, u1, v1]: [f32; 4]) -> bool {
    block.u > u0 && block.u < u1 && block.v > v0 && block.v < v1
}

/// How like a thing's own colour what belongs to it is.
const ALIKE_COLOUR: f32 = 0.035;
/// The same of its light: a thumb is round and has a dark rim.
const ALIKE_LIGHT: f32 = 0.3;

/// A value that changes evenly over the card: `a` + `b` u + `c` v.
struct Trend([f32; 3]);

impl Trend {
    /// The trend of most blocks: fitted to all, then without those that are furthest off, a few times over.
    fn new(blocks: &[Block], of: impl Fn(&Block) -> f32) -> Self {
        let median = percentile(&mut blocks.iter().map(&of).collect::<Vec<_>>(), 0.5);
        let mut trend = Self([median, 0.0, 0.0]);
        for _ in 0..4 {
            let off = |b: &Block| (of(b) - trend.at(b)).abs();
            let most = percentile(&mut blocks.iter().map(off).collect::<Vec<_>>(), 0.6).max(1e-4) * 1.5;
            let kept: Vec<&Block> = blocks.iter().filter(|b| off(b) <= most).collect();
            trend = Self::fitted(&kept, &of);
        }
        trend
    }

    /// Least squares; the mean alone where the blocks don't span the card.
    fn fitted(blocks: &[&Block], of: impl Fn(&Block) -> f32) -> Self {
        let n = blocks.len().max(1) as f32;
        let mean = |of: &dyn Fn(&Block) -> f32| blocks.iter().map(|b| of(b)).sum::<f32>() / n;
        let (mu, mv, mz) = (mean(&|b| b.u), mean(&|b| b.v), mean(&of));
        let (uu, uv, vv) =
            (mean(&|b| (b.u - mu).powi(2)), mean(&|b| (b.u - mu) * (b.v - mv)), mean(&|b| (b.v - mv).powi(2)));
        let (uz, vz) = (mean(&|b| (b.u - mu) * (of(b) - mz)), mean(&|b| (b.v - mv) * (of(b) - mz)));
        let det = uu * vv - uv * uv;
        if det < 1e-6 {
            return Self([mz, 0.0, 0.0]);
        }
        let (b, c) = ((uz * vv - vz * uv) / det, (vz * uu - uz * uv) / det);
        Self([mz - b * mu - c * mv, b, c])
    }

    fn at(&self, block: &Block) -> f32 {
        let [a, b, c] = self.0;
        a + b * block.u + c * block.v
    }
}

/// Pieces of a line of print, each wide enough to hold a stroke wherever it lies.
fn pieces(line: layout::Line) -> impl Iterator<Item = [f32; 4]> {
    let [u0, v0, u1, v1] = line.bounds();
    let count = ((u1 - u0) / PIECE).floor().max(1.0);
    (0..count as usize).map(move |i| {
        let at = |i: f32| u0 + (u1 - u0) * i / count;
        [at(i as f32), v0, at(i as f32 + 1.0), v1]
    })
}

/// Least width of a piece, as a share of the card's: 4.3 mm, wider than any gap of a line that is always printed.
const PIECE: f32 = 0.05;

#[cfg(test)]
mod tests {
    use super::*;
    use ruxue_rules::{Point, Quad};

    /// Things over an emblem side with bars for its print, its paper coloured by `paper`, of the place on the card.
    fn seen(paper: impl Fn(f32, f32) -> [u8; 3]) -> Vec<Patch> {
        let (width, height) = (256, 160);
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let printed: Vec<[f32; 4]> = layout::printed(Side::Emblem).iter().map(|line| line.bounds()).collect();
        let pixels = places.map(|(x, y)| {
            let (u, v) = (x as f32 / width as f32, y as f32 / height as f32);
            let print = x % 6 < 2 && printed.iter().any(|[u0, v0, u1, v1]| u > *u0 && u < *u1 && v > *v0 && v < *v1);
            if print { [40, 40, 40] } else { paper(u, v) }
        });
        let pixels = pixels.collect();
        let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)].map(|(x, y)| Point::new(x, y));
        let view = Homography::to(&Quad(corners)).unwrap();
        covers(&Rectified { width, height, pixels }, &view, Side::Emblem, &[[0.4, 0.7, 0.9, 0.9]])
    }

    #[test]
    fn paper_that_runs_from_one_colour_to_another_is_not_covered() {
        let radial = |u: f32, v: f32| {
            let far = ((u - 0.6).hypot(v - 0.7) / 0.4).min(1.0);
            [(245.0 - 60.0 * far) as u8, 205, 215]
        };
        assert_eq!(seen(radial), []);
    }

    #[test]
    fn what_has_an_edge_and_another_colour_covers() {
        let skin = |u: f32, v: f32| if u > 0.5 && u < 0.7 && v > 0.65 { [205, 150, 120] } else { [225, 232, 236] };
        let things = seen(skin);
        assert!(things.iter().any(|thing| thing.hides > 0.25 && thing.share > 0.05), "{things:?}");
    }
}
