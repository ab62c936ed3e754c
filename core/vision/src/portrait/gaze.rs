//! Where the eyes look, by a small network of our own (`models/trained/train_gaze.py`): the mesh has no irises.

use super::detect::sigmoid;
use super::luminance::luminance;
use crate::{Models, Raster, VisionError};
use rten_tensor::{AsView, NdTensor};

/// The network's input: the middle of an eye's crop, in grey.
const SIZE: (usize, usize) = (48, 32);

/// What the network answers for an iris one eye's width from the middle, less a half; `train_gaze.py` has it too.
const SPREAD: f32 = 1.5;

/// How far the irises are from where they are when somebody looks into the camera, in widths of an eye, positive to the right of the
/// picture. Takes the crops of the left eye and of the right one, mirrored.
pub(super) fn measure(left: &Raster, right: &Raster, models: &Models) -> Result<f32, VisionError> {
    // Both answers are of a shift towards the nose.
    Ok((answer(left, models)? - answer(right, models)?) / (2.0 * SPREAD))
}

fn answer(eye: &Raster, models: &Models) -> Result<f32, VisionError> {
    let (width, height) = SIZE;
    let outputs = models.gaze.run(NdTensor::from_data([1, 1, height, width], standardised(eye)))?;
    Ok(outputs.first().and_then(|o| o.iter().next().copied()).map_or(0.0, sigmoid))
}

/// The grey levels of the crop's middle without its light and contrast, row by row.
fn standardised(eye: &Raster) -> Vec<f32> {
    let (width, height) = SIZE;
    let (left, top) = ((eye.width() - width) / 2, (eye.height() - height) / 2);
    let places = (top..top + height).flat_map(|y| (left..left + width).map(move |x| (x as isize, y as isize)));
    let mut grey: Vec<f32> = places.map(|(x, y)| luminance(eye.pixel(x, y))).collect();
    let count = grey.len().max(1) as f32;
    let mean = grey.iter().sum::<f32>() / count;
    let deviation = (grey.iter().map(|v| (v - mean).powi(2)).sum::<f32>() / count).sqrt();
    // 6 levels keep the noise of a flat crop from being blown up.
    grey.iter_mut().for_each(|v| *v = (*v - mean) / (deviation + 6.0));
    grey
}
