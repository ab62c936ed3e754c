//! The face mesh (MediaPipe): 468 points of the main face and how sure the network is of a face.

use super::detect::{Face, sigmoid, tensor};
use super::mean_mesh::MEAN_MESH;
use super::similarity::Similarity;
use crate::{Models, Raster, VisionError};
use rten_tensor::AsView;
use ruxue_rules::{Point, Region};

/// Points of the mesh by their place, as MediaPipe numbers them. Left and right are those of the picture.
pub(super) mod place {
    pub(crate) const CHIN: usize = 152;
    /// Corners of an eye: outer, inner.
    pub(crate) const LEFT_EYE: [usize; 2] = [33, 133];
    pub(crate) const RIGHT_EYE: [usize; 2] = [263, 362];
    /// Patches of a cheek: below the eye, near the nose.
    pub(crate) const LEFT_CHEEK: [usize; 2] = [101, 119];
    pub(crate) const RIGHT_CHEEK: [usize; 2] = [330, 348];
    /// Outline of the face, clockwise from the forehead's middle.
    pub(crate) const OVAL: [usize; 36] = [
        10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
        150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
    ];
}

/// The mesh of a face: x and y in pixels of the raster, z (towards the back of the head) in the same unit.
pub(super) struct Mesh {
    pub(super) points: Vec<[f32; 3]>,
    /// Least presence score of the two runs, 0 to 1.
    pub(super) presence: f32,
}

/// Side of the network's input.
const INPUT: usize = 192;

/// The network wants this much more than the face's bounds.
const MARGIN: f32 = 1.5;

impl Mesh {
    /// The mesh of `face`. Runs the network twice: the first mesh places the second, better centred region.
    pub(super) fn locate(raster: &Raster, face: &Face, models: &Models) -> Result<Self, VisionError> {
        let b = face.bounds;
        let centre = Point::new(b.x + b.width / 2.0, b.y + b.height / 2.0);
        let first = Self::read(raster, models, centre, b.width.max(b.height), face.eyes)?;
        let (centre, side) = first.extent();
        let [[left, _], [right, _]] = [place::LEFT_EYE, place::RIGHT_EYE];
        let second = Self::read(raster, models, centre, side, [first.point(left), first.point(right)])?;
        Ok(Self { presence: first.presence.min(second.presence), ..second })
    }

    fn read(raster: &Raster, models: &Models, centre: Point, side: f32, eyes: [Point; 2]) -> Result<Self, VisionError> {
        let [left, right] = eyes;
        let angle = (right.y - left.y).atan2(right.x - left.x);
        let to_crop = Similarity::square_crop(centre, side * MARGIN, angle, INPUT);
        let outputs = models.face_mesh.run(tensor(&to_crop.crop(raster, INPUT, INPUT), |v| f32::from(v) / 255.0))?;
        let back = to_crop.inverse();
        let place = |&[x, y, z]: &[f32; 3]| {
            let at = back.apply(Point::new(x, y));
            [at.x, at.y, z * back.scale()]
        };
        let points = outputs.first().map(|mesh| mesh.to_vec().as_chunks().0.iter().map(place).collect());
        let presence = outputs.get(1).and_then(|p| p.iter().next().copied()).map_or(0.0, sigmoid);
        Ok(Self { points: points.unwrap_or_default(), presence })
    }

    /// The point that the network numbers `index`.
    pub(super) fn point(&self, index: usize) -> Point {
        self.points.get(index).map_or_else(Point::default, |&[x, y, _]| Point::new(x, y))
    }

    /// Middle between two points.
    pub(super) fn middle(&self, [a, b]: [usize; 2]) -> Point {
        let (a, b) = (self.point(a), self.point(b));
        Point::new((a.x + b.x) / 2.0, (a.y + b.y) / 2.0)
    }

    /// Outline of the face.
    pub(super) fn oval(&self) -> Region {
        place::OVAL.iter().map(|&i| self.point(i)).collect()
    }

    /// The transform that brings this face onto the mean one: forehead's top at (0, 0), chin at (0, 1), upright.
    pub(super) fn to_unit(&self) -> Similarity {
        let pairs: Vec<_> = self
            .points
            .iter()
            .zip(&MEAN_MESH)
            .map(|(&[x, y, _], &[u, v, _])| (Point::new(x, y), Point::new(u, v)))
            .collect();
        Similarity::fit(&pairs)
    }

    /// Middle and longer side of the mesh's bounds.
    pub(super) fn extent(&self) -> (Point, f32) {
        let span = |of: fn(&[f32; 3]) -> f32| {
            let values = self.points.iter().map(of);
            (values.clone().fold(f32::INFINITY, f32::min), values.fold(f32::NEG_INFINITY, f32::max))
        };
        let ((x0, x1), (y0, y1)) = (span(|p| p[0]), span(|p| p[1]));
        (Point::new((x0 + x1) / 2.0, (y0 + y1) / 2.0), (x1 - x0).max(y1 - y0))
    }
}
