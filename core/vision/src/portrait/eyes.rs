//! Whether the eyes are open and where they look, by two small networks of our own (`models/trained/train_eyes.py` and `train_gaze.py`):
//! the mesh's lids don't follow a closed eye, and it has no irises.

use super::detect::sigmoid;
use super::luminance::luminance;
use super::mean_mesh::MEAN_MESH;
use super::mesh::place;
use super::similarity::Similarity;
use crate::{Models, Network, Raster, VisionError};
use rten_tensor::{AsView, NdTensor};
use ruxue_rules::Point;

/// The network's input: one eye, in grey.
const SIZE: (usize, usize) = (48, 32);

/// Width of the crop, in widths of the eye.
const MARGIN: f32 = 1.75;

/// What the network of the gaze answers for an iris one eye's width from the middle, less a half; `train_gaze.py` has it too.
const SPREAD: f32 = 1.5;

/// Both eyes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Eyes {
    /// Chance that each is open, 0 to 1, the left one of the picture first.
    pub(super) open: [f32; 2],
    /// Where they look: how far the irises are from where they are when somebody looks into the camera, in widths of an eye, positive to
    /// the right of the picture.
    pub(super) gaze: f32,
}

impl Eyes {
    /// Looks at the eyes of the face that `to_unit` brings onto the mean one.
    pub(super) fn measure(raster: &Raster, to_unit: Similarity, models: &Models) -> Result<Self, VisionError> {
        // The networks know left eyes: the right one is mirrored.
        let left = standardised(&eye(raster, to_unit, place::LEFT_EYE), false);
        let right = standardised(&eye(raster, to_unit, place::RIGHT_EYE), true);
        let open = [1.0 - answer(&models.eyes, &left)?, 1.0 - answer(&models.eyes, &right)?];
        // Both answers are of a shift towards the nose.
        let gaze = (answer(&models.gaze, &left)? - answer(&models.gaze, &right)?) / (2.0 * SPREAD);
        Ok(Self { open, gaze })
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

/// The grey levels of a crop without its light and contrast, row by row.
fn standardised(eye: &Raster, mirrored: bool) -> Vec<f32> {
    let mut grey: Vec<f32> = eye.rgb().as_chunks::<3>().0.iter().map(|&p| luminance(p)).collect();
    if mirrored {
        grey.chunks_exact_mut(eye.width()).for_each(<[f32]>::reverse);
    }
    let count = grey.len().max(1) as f32;
    let mean = grey.iter().sum::<f32>() / count;
    let deviation = (grey.iter().map(|v| (v - mean).powi(2)).sum::<f32>() / count).sqrt();
    // 6 levels keep the noise of a flat crop from being blown up.
    grey.iter_mut().for_each(|v| *v = (*v - mean) / (deviation + 6.0));
    grey
}

/// What a network answers of an eye, 0 to 1.
fn answer(network: &Network, eye: &[f32]) -> Result<f32, VisionError> {
    let (width, height) = SIZE;
    let outputs = network.run(NdTensor::from_data([1, 1, height, width], eye.to_vec()))?;
    Ok(outputs.first().and_then(|o| o.iter().next().copied()).map_or(0.0, sigmoid))
}
