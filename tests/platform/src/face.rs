//! A **stand-in** for the comparison of faces that a true platform buys from the population register: how alike the
//! pixels of two aligned faces are. No face recogniser.

use ruxue_rules::PhotoFault;
use ruxue_vision::portrait::aligned_face;
use ruxue_vision::{Models, Photo, VisionError};

/// Score from which on two pictures count as one person's.
pub const PASS: f32 = 80.0;

/// Why two pictures could not be compared.
#[derive(Debug, thiserror::Error)]
pub enum FaceError {
    /// One is no picture.
    #[error(transparent)]
    Photo(#[from] PhotoFault),
    /// One shows no face.
    #[error("no face in the picture")]
    NoFace,
    /// The networks did not run.
    #[error(transparent)]
    Vision(#[from] VisionError),
}

/// How alike the main faces of two picture files are, 0 to 100.
///
/// # Errors
/// [`FaceError`] when one of them can't be decoded or shows no face.
pub fn similarity(reference: &[u8], portrait: &[u8], models: &Models) -> Result<f32, FaceError> {
    let light = |file: &[u8]| -> Result<Vec<f32>, FaceError> {
        let face = aligned_face(&Photo::decode(file)?, models)?.ok_or(FaceError::NoFace)?;
        Ok(normalised(face.pixels.rgb().chunks_exact(3).map(|p| p.iter().copied().map(f32::from).sum()).collect()))
    };
    let (a, b) = (light(reference)?, light(portrait)?);
    let correlation: f32 = a.iter().zip(&b).map(|(a, b)| a * b).sum();
    Ok((correlation * 100.0).clamp(0.0, 100.0))
}

/// The values with their mean taken off, of length 1.
fn normalised(mut values: Vec<f32>) -> Vec<f32> {
    let mean = values.iter().sum::<f32>() / values.len().max(1) as f32;
    values.iter_mut().for_each(|v| *v -= mean);
    let length = values.iter().map(|v| v * v).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    values.iter_mut().for_each(|v| *v /= length);
    values
}
