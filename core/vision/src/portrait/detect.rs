//! Faces by BlazeFace (MediaPipe): the short-range network for the main face, the full-range one for the others.

use super::similarity::Similarity;
use crate::{Models, Network, Raster, VisionError};
use rten_tensor::{AsView, NdTensor};
use ruxue_rules::{Point, Rect};

/// A face of the raster.
#[derive(Debug, Clone, Copy)]
pub(super) struct Face {
    /// Score, 0 to 1.
    pub(super) score: f32,
    /// About brow to chin, in pixels of the raster.
    pub(super) bounds: Rect,
    /// The eyes, the one on the left of the picture first when the head is upright.
    pub(super) eyes: [Point; 2],
}

/// One of the two networks: square input, and the grids of its anchors as (cells a side, anchors a cell).
struct Detector<'a> {
    network: &'a Network,
    size: usize,
    grids: &'static [(usize, usize)],
}

/// Below this a box is noise: on 713 portraits the worst true face scored 0.36 (docs/accuracy-portrait.md).
const LEAST_SCORE: f32 = 0.35;

/// The short-range network is trusted with the main face from this score on.
const SURE_SCORE: f32 = 0.5;

/// Two boxes that share more than this of their union are one face.
const SAME_FACE: f32 = 0.3;

/// What the networks see.
#[derive(Debug)]
pub(super) struct Seen {
    /// Faces, the main one (largest) first.
    pub(super) faces: Vec<Face>,
    /// Boxes of a low score, the largest first: another face or none.
    pub(super) doubtful: Vec<Face>,
}

/// Looks for faces. `raster` may be a thumbnail: the networks see at most 192 pixels.
pub(super) fn look(raster: &Raster, models: &Models) -> Result<Seen, VisionError> {
    let full = Detector { network: &models.face_full, size: 192, grids: &[(48, 1)] };
    // The short range places the main face better but sees double and misses the second of two people; the full range counts.
    let (mut faces, mut doubtful): (Vec<_>, Vec<_>) =
        full.faces(raster)?.into_iter().partition(|f| f.score >= SURE_SCORE);
    let near = short_range(models).faces(raster)?;
    let main = near.into_iter().next().filter(|f| f.score >= SURE_SCORE || faces.is_empty());
    if let Some(main) = main {
        faces.retain(|f| !same_face(f, &main));
        faces.push(main);
    }
    doubtful.retain(|other| !faces.iter().any(|face| same_face(face, other)));
    for faces in [&mut faces, &mut doubtful] {
        faces.sort_by(|a, b| area(b.bounds).total_cmp(&area(a.bounds)));
    }
    Ok(Seen { faces, doubtful })
}

/// The score of the likeliest face in a small picture, 0 to 1, by the short-range network; 0 where it sees none.
pub(crate) fn face_score(picture: &Raster, models: &Models) -> Result<f32, VisionError> {
    Ok(short_range(models).faces(picture)?.first().map_or(0.0, |face| face.score))
}

fn short_range(models: &Models) -> Detector<'_> {
    Detector { network: &models.face_short, size: 128, grids: &[(16, 2), (8, 6)] }
}

impl Detector<'_> {
    /// Faces that this network finds, the highest score first, one box a face.
    fn faces(&self, raster: &Raster) -> Result<Vec<Face>, VisionError> {
        let size = self.size as f32;
        let fit = size / raster.width().max(raster.height()) as f32;
        let margin = |side: usize| (size - side as f32 * fit) / 2.0;
        let to_input = Similarity::scale_shift(fit, margin(raster.width()), margin(raster.height()));
        let input = tensor(&letterbox(raster, to_input, self.size), |v| f32::from(v) / 127.5 - 1.0);
        let outputs = self.network.run(input)?;
        let [boxes, scores] = outputs.as_slice() else { return Ok(Vec::new()) };
        let (boxes, scores) = (boxes.to_vec(), scores.to_vec());
        let back = to_input.inverse();
        let mut found: Vec<Face> = boxes
            .as_chunks::<16>()
            .0
            .iter()
            .zip(scores)
            .zip(self.anchors())
            .filter_map(|((row, logit), anchor)| {
                let score = sigmoid(logit);
                (score >= LEAST_SCORE).then(|| face(row, score, anchor, back))
            })
            .collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score));
        Ok(found.into_iter().fold(Vec::new(), |mut kept, face| {
            if !kept.iter().any(|k| same_face(k, &face)) {
                kept.push(face);
            }
            kept
        }))
    }

    /// Centres of the anchors, in pixels of the input, in the network's order.
    fn anchors(&self) -> impl Iterator<Item = Point> {
        let size = self.size as f32;
        self.grids.iter().flat_map(move |&(cells, count)| {
            let centre = move |i: usize| (i as f32 + 0.5) / cells as f32 * size;
            (0..cells * cells * count).map(move |i| Point::new(centre(i / count % cells), centre(i / count / cells)))
        })
    }
}

/// A row of the network: the box's centre and size, then six key points of which the eyes are the first two, all in pixels
/// of the input, centre and key points from the anchor.
fn face(row: &[f32; 16], score: f32, anchor: Point, back: Similarity) -> Face {
    let [x, y, width, height, x0, y0, x1, y1, ..] = *row;
    let at = |dx: f32, dy: f32| back.apply(Point::new(anchor.x + dx, anchor.y + dy));
    let corner = at(x - width / 2.0, y - height / 2.0);
    let scale = back.scale();
    Face {
        score,
        bounds: Rect { x: corner.x, y: corner.y, width: width * scale, height: height * scale },
        eyes: [at(x0, y0), at(x1, y1)],
    }
}

/// The whole raster in the middle of a square, black around.
fn letterbox(raster: &Raster, to_input: Similarity, size: usize) -> Raster {
    let crop = to_input.crop(raster, size, size);
    let back = to_input.inverse();
    let (width, height) = (raster.width() as f32, raster.height() as f32);
    Raster::from_fn(size, size, |x, y| {
        let at = back.apply(Point::new(x as f32, y as f32));
        let inside = (-0.5..width).contains(&at.x) && (-0.5..height).contains(&at.y);
        if inside { crop.pixel(x as isize, y as isize) } else { [0; 3] }
    })
}

/// The raster as a network's input (1, 3, height, width), each value through `level`.
pub(super) fn tensor(raster: &Raster, level: impl Fn(u8) -> f32) -> NdTensor<f32, 4> {
    let pixels = raster.rgb().as_chunks::<3>().0;
    let planes: Vec<f32> =
        (0..3).flat_map(|c| pixels.iter().map(move |p| p.get(c).copied().unwrap_or(0))).map(level).collect();
    NdTensor::from_data([1, 3, raster.height(), raster.width()], planes)
}

pub(super) fn sigmoid(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit).exp())
}

fn area(r: Rect) -> f32 {
    r.width * r.height
}

fn same_face(a: &Face, b: &Face) -> bool {
    let (a, b) = (a.bounds, b.bounds);
    let overlap = |a0: f32, a1: f32, b0: f32, b1: f32| (a1.min(b1) - a0.max(b0)).max(0.0);
    let shared = overlap(a.x, a.x + a.width, b.x, b.x + b.width) * overlap(a.y, a.y + a.height, b.y, b.y + b.height);
    shared > SAME_FACE * (area(a) + area(b) - shared)
}
