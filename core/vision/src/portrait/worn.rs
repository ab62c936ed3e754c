//! What is worn or held before a face: hats, dark glasses, masks, hands. The mesh sees through all of them.
//!
//! A network of our own (`models/trained/train_worn.py`) judges by features of the face detector, which has seen many more
//! heads than we could show it.

use super::detect::{sigmoid, tensor};
use super::similarity::Similarity;
use crate::{Models, Raster, VisionError};
use rten_tensor::AsView;

/// Side of the crop, pixels; it shows two face heights.
const SIZE: usize = 128;

/// Brings the mean face into the crop, as `train_worn.py` does: three quarters of a face height lie above the forehead.
const UNIT_TO_CROP: Similarity = Similarity::scale_shift(64.0, 63.5, 47.5);

/// The detector's first layer of 16 × 16 cells: later ones know faces better and hats worse.
const FEATURES: &str = "value_32";

/// Chances, 0 to 1.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Worn {
    /// Something covers the hair: hat, hood, headscarf, headband.
    pub(super) hat: f32,
    /// Something covers the eyes: dark glasses, hair, a hand.
    pub(super) eyes: f32,
    /// Something is before the face: a mask, a scarf, a hand, a thing held.
    pub(super) face: f32,
}

impl Worn {
    /// Looks at the face that `to_unit` brings onto the mean one.
    pub(super) fn measure(raster: &Raster, to_unit: Similarity, models: &Models) -> Result<Self, VisionError> {
        let crop = to_unit.then(UNIT_TO_CROP).crop(raster, SIZE, SIZE);
        let features = models.face_short.layer(FEATURES, tensor(&crop, |v| f32::from(v) / 127.5 - 1.0))?;
        let outputs = models.worn.run(features)?;
        let mut chances = outputs.first().into_iter().flat_map(|o| o.iter().map(|&logit| sigmoid(logit)));
        let mut next = || chances.next().unwrap_or_default();
        Ok(Self { hat: next(), eyes: next(), face: next() })
    }
}
