//! What is stored and sent of a photo: its upright pixels as a JPEG, and nothing of what its file tells besides.

use super::Photo;
use crate::Raster;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use ruxue_rules::PhotoFault;
use ruxue_rules::limits::SENT_BYTES;

/// Qualities tried, the best first. At 92 with full colour the checks find what they find in the original.
const QUALITIES: [u8; 3] = [92, 80, 60];

/// Makes of an encoded photo what is stored and sent: upright, no metadata (no place, no maker, no thumbnail), at most
/// [`SENT_BYTES`], and with no side longer than [`ruxue_rules::limits::SENT_LONGEST_SIDE`], because a [`Photo`] has none. It
/// has the pixels that the checks look at, so a 12 MP photo is halved. The same photo always gives the same bytes.
///
/// # Errors
/// As [`Photo::decode`].
pub fn sendable(file: &[u8]) -> Result<Vec<u8>, PhotoFault> {
    let mut raster = Photo::decode(file)?.raster;
    loop {
        for quality in QUALITIES {
            let jpeg = encode(&raster, quality).ok_or(PhotoFault::Damaged)?;
            if jpeg.len() <= SENT_BYTES {
                return Ok(jpeg);
            }
        }
        // Noise that no quality makes small enough.
        raster = raster.reduced(2);
    }
}

fn encode(raster: &Raster, quality: u8) -> Option<Vec<u8>> {
    let mut jpeg = Vec::new();
    let mut encoder = Encoder::new(&mut jpeg, quality);
    encoder.set_sampling_factor(SamplingFactor::F_1_1);
    let (width, height) = (u16::try_from(raster.width()).ok()?, u16::try_from(raster.height()).ok()?);
    encoder.encode(raster.rgb(), width, height, ColorType::Rgb).ok()?;
    Some(jpeg)
}
