//! Whether the eyes are open, by a small network of our own (`models/trained/train_eyes.py`): the mesh's lids don't follow a closed
//! eye. It judges by a layer of the face detector, which has seen many more eyes than we could show it.

use super::detect::{sigmoid, tensor};
use super::gaze;
use super::mean_mesh::MEAN_MESH;
use super::mesh::place;
use super::similarity::Similarity;
use crate::{Models, Raster, VisionError};
use rten_tensor::AsView;
use ruxue_rules::Point;

/// The crop of one eye.
const SIZE: (usize, usize) = (64, 48);

/// Width of the crop, in widths of the eye: the brow is in it.
const MARGIN: f32 = 7.0 / 3.0;

/// The detector's last layer of half the crop's size: later ones, where an eye is a few cells, tell a lid worse.
const FEATURES: &str = "value_10";

/// Both eyes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Eyes {
    /// Chance that each is open, 0 to 1, the left one of the picture first.
    pub(super) open: [f32; 2],
    /// Where they look, as [`gaze::measure`] tells it.
    pub(super) gaze: f32,
}

impl Eyes {
    /// Looks at the eyes of the face that `to_unit` brings onto the mean one.
    pub(super) fn measure(raster: &Raster, to_unit: Similarity, models: &Models) -> Result<Self, VisionError> {
        // The networks know left eyes.
        let left = eye(raster, to_unit, place::LEFT_EYE);
        let right = mirrored(&eye(raster, to_unit, place::RIGHT_EYE));
        let open = [1.0 - closed(&left, models)?, 1.0 - closed(&right, models)?];
        Ok(Self { open, gaze: gaze::measure(&left, &right, models)? })
    }
}

/// The crop of an eye, placed by the mean face's corners.
fn eye(raster: &Raster, to_unit: Similarity, corners: [usize; 2]) -> Raster {
    let [outer, inner] = corners.map(|i| MEAN_MESH.get(i).map_or_else(Point::default, |&[x, y, _]| Point::new(x, y)));
    let (width, height) = SIZE;
    let scale = width as f32 / (MARGIN * outer.distance(inner));
    let middle = |side: usize| (side as f32 - 1.0) / 2.0;
    let place = Similarity::scale_shift(
        scale,
        middle(width) - scale * (outer.x + inner.x) / 2.0,
        middle(height) - scale * (outer.y + inner.y) / 2.0,
    );
    to_unit.then(place).crop(raster, width, height)
}

fn mirrored(eye: &Raster) -> Raster {
    let last = eye.width() as isize - 1;
    Raster::from_fn(eye.width(), eye.height(), |x, y| eye.pixel(last - x as isize, y as isize))
}

/// Chance that an eye is closed.
fn closed(eye: &Raster, models: &Models) -> Result<f32, VisionError> {
    let features = models.face_short.layer(FEATURES, tensor(eye, |v| f32::from(v) / 127.5 - 1.0))?;
    let outputs = models.eyes.run(features)?;
    Ok(outputs.first().and_then(|o| o.iter().next().copied()).map_or(0.0, sigmoid))
}
