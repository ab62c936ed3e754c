//! Whether the eyes are open, by a small network of our own (`models/trained/train_eyes.py`): the mesh's lids don't follow
//! a closed eye.

use super::detect::sigmoid;
use super::luminance::luminance;
use super::mean_mesh::MEAN_MESH;
use super::mesh::place;
use super::similarity::Similarity;
use crate::{Models, Raster, VisionError};
use rten_tensor::{AsView, NdTensor};
use ruxue_rules::Point;

/// The network's input: one eye, in grey.
const SIZE: (usize, usize) = (48, 32);

/// Width of the crop, in widths of the eye.
const MARGIN: f32 = 1.75;

/// Chance that each eye is open, 0 to 1, the left one of the picture first.
pub(super) fn open(raster: &Raster, to_unit: Similarity, models: &Models) -> Result<[f32; 2], VisionError> {
    let left = closed(&eye(raster, to_unit, place::LEFT_EYE), false, models)?;
    let right = closed(&eye(raster, to_unit, place::RIGHT_EYE), true, models)?;
    Ok([1.0 - left, 1.0 - right])
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

/// Chance that an eye is closed. The network knows left eyes: a right one is mirrored.
fn closed(eye: &Raster, mirrored: bool, models: &Models) -> Result<f32, VisionError> {
    let (width, height) = SIZE;
    let mut grey: Vec<f32> = eye.rgb().as_chunks::<3>().0.iter().map(|&p| luminance(p)).collect();
    if mirrored {
        grey.chunks_exact_mut(width).for_each(<[f32]>::reverse);
    }
    let count = grey.len().max(1) as f32;
    let mean = grey.iter().sum::<f32>() / count;
    let deviation = (grey.iter().map(|v| (v - mean).powi(2)).sum::<f32>() / count).sqrt();
    // 6 levels keep the noise of a flat crop from being blown up.
    grey.iter_mut().for_each(|v| *v = (*v - mean) / (deviation + 6.0));
    let outputs = models.eyes.run(NdTensor::from_data([1, 1, height, width], grey))?;
    Ok(outputs.first().and_then(|o| o.iter().next().copied()).map_or(0.0, sigmoid))
}
