//! What is worn or held before a face: hats, dark glasses, masks, hands. The mesh sees through all of them.
//!
//! Two networks of our own judge by features of networks that others trained, which have seen much more than we could show ours:
//! one (`models/trained/train_worn.py`) of the whole head by the face detector, one (`models/trained/train_hat.py`) of the hair
//! alone by the text detector, which knows cloth, knitting and brims better than what only looks for faces.

use super::detect::{sigmoid, tensor};
use super::similarity::Similarity;
use crate::{Models, Raster, VisionError};
use rten_tensor::{AsView, NdTensor};

/// Side of the crops, pixels.
const SIZE: usize = 128;

/// Brings the mean face into the crop of the head, as `train_worn.py` does: it shows two face heights, three quarters of one lie
/// above the forehead.
const UNIT_TO_HEAD: Similarity = Similarity::scale_shift(64.0, 63.5, 47.5);

/// The face detector's first layer of 16 × 16 cells: later ones know faces better and hats worse.
const HEAD_FEATURES: &str = "value_32";

/// The same for the crop of the hair, as `train_hat.py` does: 1.4 face heights, 0.85 of one above the forehead.
const UNIT_TO_HAIR: Similarity = Similarity::scale_shift(128.0 / 1.4, 63.5, 0.85 * 128.0 / 1.4 - 0.5);

/// A layer of the text detector, 8 × 8 cells.
const HAIR_FEATURES: &str = "p2o.Mul.95";

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
        let [head, hair] = [UNIT_TO_HEAD, UNIT_TO_HAIR].map(|to_crop| to_unit.then(to_crop).crop(raster, SIZE, SIZE));
        let head = models.face_short.layer(HEAD_FEATURES, tensor(&head, |v| f32::from(v) / 127.5 - 1.0))?;
        let hair = models.text_detector.layer(HAIR_FEATURES, blue_first(&hair))?;
        let outputs = [models.worn.run(head)?, models.hat.run(hair)?];
        let mut logits = outputs.iter().flatten().flat_map(|output| output.iter().copied());
        let mut next = || logits.next().unwrap_or_default();
        let [hat, eyes, face, hat_by_hair] = [next(), next(), next(), next()];
        Ok(Self { hat: sigmoid((hat + hat_by_hair) / 2.0), eyes: sigmoid(eyes), face: sigmoid(face) })
    }
}

/// What the text detector wants: blue first, and as bright and rich in contrast as the pictures that it learnt from.
fn blue_first(crop: &Raster) -> NdTensor<f32, 4> {
    NdTensor::from_fn([1, 3, SIZE, SIZE], |[_, channel, y, x]| {
        let [r, g, b] = crop.pixel(x as isize, y as isize);
        (f32::from([b, g, r].get(channel).copied().unwrap_or(0)) - 115.0) / 57.5
    })
}
