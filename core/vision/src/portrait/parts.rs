//! Parts of an aligned face, as pixels.

use super::mesh::{Mesh, place};
use super::{ALIGNED_FACE, MEAN_MESH, UNIT_TO_ALIGNED};
use crate::Raster;
use ruxue_rules::{Point, Region};

/// Pixels of an aligned face, by the part that they belong to.
pub(super) struct Parts {
    /// All within the mean face's outline.
    pub(super) face: Vec<[u8; 3]>,
    /// Those between the corners of the eyes, lids left out: whites, irises, lashes.
    pub(super) eyes: Vec<[u8; 3]>,
}

/// Half the height of an eye's opening over its width, eyes opened wide included.
const OPENING: f32 = 0.3;

impl Parts {
    /// The parts of an aligned face, whose mesh this is.
    pub(super) fn of(aligned: &Raster, mesh: &Mesh) -> Self {
        Self { face: face(aligned), eyes: eyes(aligned, mesh) }
    }
}

fn face(aligned: &Raster) -> Vec<[u8; 3]> {
    let back = UNIT_TO_ALIGNED.inverse();
    let oval = mean_oval();
    let pixels = aligned.rgb().as_chunks::<3>().0.iter().enumerate();
    let place = |i: usize| back.apply(Point::new((i % ALIGNED_FACE) as f32, (i / ALIGNED_FACE) as f32));
    pixels.filter(|&(i, _)| holds(&oval, place(i))).map(|(_, &pixel)| pixel).collect()
}

fn eyes(aligned: &Raster, mesh: &Mesh) -> Vec<[u8; 3]> {
    let to_aligned = mesh.to_unit().then(UNIT_TO_ALIGNED);
    let mut pixels = Vec::new();
    for corners in [place::LEFT_EYE, place::RIGHT_EYE] {
        let [a, b] = corners.map(|corner| to_aligned.apply(mesh.point(corner)));
        let middle = to_aligned.apply(mesh.middle(corners));
        let (wide, high) = (a.distance(b) / 2.0, a.distance(b) * OPENING);
        let reach = wide as isize;
        for (dx, dy) in (-reach..=reach).flat_map(|dy| (-reach..=reach).map(move |dx| (dx, dy))) {
            if (dx as f32 / wide).hypot(dy as f32 / high) < 1.0 {
                pixels.push(aligned.pixel(middle.x.round() as isize + dx, middle.y.round() as isize + dy));
            }
        }
    }
    pixels
}

/// Outline of the mean face, in face heights.
fn mean_oval() -> Region {
    place::OVAL.iter().filter_map(|&i| MEAN_MESH.get(i)).map(|&[x, y, _]| Point::new(x, y)).collect()
}

/// Whether a closed outline holds a point (even-odd rule).
fn holds(outline: &[Point], at: Point) -> bool {
    let ends = outline.iter().cycle().skip(1);
    outline
        .iter()
        .zip(ends)
        .filter(|(p, q)| (p.y > at.y) != (q.y > at.y) && at.x < (q.x - p.x) * (at.y - p.y) / (q.y - p.y) + p.x)
        .count()
        % 2
        == 1
}
