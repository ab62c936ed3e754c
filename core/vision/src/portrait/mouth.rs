//! Whether the mouth is open or the tongue out, by a small network of our own (`models/trained/train_mouth.py`): the mesh closes
//! its lips over a tongue and follows few gaps. As for the eyes, it judges by a layer of the face detector.

use super::detect::{sigmoid, tensor};
use super::similarity::Similarity;
use crate::{Models, Raster, VisionError};
use rten_tensor::AsView;

/// Side of the crop, pixels; it shows 0.6 face heights.
const SIZE: usize = 40;

/// Pixels of the crop a face height.
const SCALE: f32 = SIZE as f32 / 0.6;

/// Brings the mean face into the crop, as `train_mouth.py` does: its upper edge is half-way down the face.
const UNIT_TO_CROP: Similarity = Similarity::scale_shift(SCALE, (SIZE as f32 - 1.0) / 2.0, -0.5 * SCALE - 0.5);

/// The detector's last layer of half the crop's size.
const FEATURES: &str = "value_10";

/// Chance, 0 to 1, that the mouth is open on the face that `to_unit` brings onto the mean one.
pub(super) fn open(raster: &Raster, to_unit: Similarity, models: &Models) -> Result<f32, VisionError> {
    let crop = to_unit.then(UNIT_TO_CROP).crop(raster, SIZE, SIZE);
    let features = models.face_short.layer(FEATURES, tensor(&crop, |v| f32::from(v) / 127.5 - 1.0))?;
    let outputs = models.mouth.run(features)?;
    Ok(outputs.first().and_then(|o| o.iter().next().copied()).map_or(0.0, sigmoid))
}
