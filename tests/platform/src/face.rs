//! A **stand-in** for the comparison of faces that a true platform buys from the population register: no face recogniser,
//! but an honest measure of how alike two pictures of faces are.
//!
//! Both faces are cut out upright, their features freed of the light on them, and small patches of one looked for near
//! the same place in the other; the score is the mean of their correlation. Two pictures that show one person in the same
//! manner score above [`PASS`], whatever the crop, size, background and light; those of two people below. It does not
//! know a person again who smiles, turns or stands in other light: for that it would have to be a recogniser.
//! Figures in `docs/accuracy-portrait.md`.

use ruxue_rules::PhotoFault;
use ruxue_vision::portrait::{AlignedFace, aligned_face};
use ruxue_vision::{Models, Photo, VisionError};
use thiserror::Error;

/// Score from which on two pictures count as one person's: of eight people's studio pictures, on which it was chosen, the
/// same person's score 82 or more, 55 of 56 pairs of others less than 80.
pub const PASS: f32 = 80.0;

/// Why two pictures could not be compared.
#[derive(Debug, Error)]
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
    let texture = |file: &[u8]| -> Result<Texture, FaceError> {
        let face = aligned_face(&Photo::decode(file)?, models)?.ok_or(FaceError::NoFace)?;
        Ok(Texture(face.texture()))
    };
    let (a, b) = (texture(reference)?, texture(portrait)?);
    let correlation = (a.found_in(&b) + b.found_in(&a)) / 2.0;
    // Features lie at the same places in every face: half of the correlation is common to all.
    Ok(((correlation - 0.5) * 200.0).clamp(0.0, 100.0))
}

/// The texture of an aligned face.
struct Texture(Vec<f32>);

const SIDE: usize = AlignedFace::TEXTURE;
/// Side of a patch, its distance to the next, and how far it is looked for.
const PATCH: usize = 24;
const STEP: usize = 12;
const REACH: usize = 4;

impl Texture {
    /// Mean over this face's patches of their best correlation with a patch near the same place of `other`, −1 to 1.
    fn found_in(&self, other: &Self) -> f32 {
        let places: Vec<usize> = (REACH..=SIDE - PATCH - REACH).step_by(STEP).collect();
        let patches = places.iter().flat_map(|&y| places.iter().map(move |&x| (x, y)));
        let best = patches.map(|(x, y)| {
            let patch = self.patch(x, y);
            let nearby = (y - REACH..=y + REACH).flat_map(|y| (x - REACH..=x + REACH).map(move |x| (x, y)));
            nearby.map(|(x, y)| correlation(&patch, &other.patch(x, y))).fold(-1.0, f32::max)
        });
        best.sum::<f32>() / (places.len() * places.len()) as f32
    }

    /// The patch whose upper left corner is at (`x`, `y`), its mean taken off, of length 1.
    fn patch(&self, x: usize, y: usize) -> Vec<f32> {
        let rows = self.0.chunks_exact(SIDE).skip(y).take(PATCH);
        let mut values: Vec<f32> = rows.flat_map(|row| row.iter().skip(x).take(PATCH).copied()).collect();
        let mean = values.iter().sum::<f32>() / values.len().max(1) as f32;
        values.iter_mut().for_each(|v| *v -= mean);
        let length = values.iter().map(|v| v * v).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        values.iter_mut().for_each(|v| *v /= length);
        values
    }
}

fn correlation(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
