//! A photo: bounded decode to upright pixels, and the facts that its file tells.

mod decode;
mod exif;
mod sendable;
mod turn;

pub use sendable::sendable;

use crate::Raster;
use ruxue_rules::{PhotoFault, PhotoMeasures};

/// A decoded photo.
#[derive(Debug, Clone)]
pub struct Photo {
    /// Upright pixels, reduced where the photo is larger than measuring needs.
    pub raster: Raster,
    /// Pixels of the photo as taken a pixel of the raster, at least 1.
    pub scale: f32,
    /// What the file tells.
    pub measures: PhotoMeasures,
}

impl Photo {
    /// Decodes a JPEG, PNG or WebP file (of an animation its first picture) and turns it upright.
    ///
    /// Never takes more than about 130 MB, whatever the file claims: sizes are read first and held against the bounds
    /// in `decode.rs`. Broken EXIF counts as none.
    ///
    /// # Errors
    /// A [`PhotoFault`] that says why this file can't be measured.
    pub fn decode(file: &[u8]) -> Result<Self, PhotoFault> {
        let facts = exif::read(file);
        let decoded = decode::decode(file)?;
        let (raster, width, height) = decoded.upright(facts.orientation).ok_or(PhotoFault::Damaged)?;
        let scale = width as f32 / raster.width() as f32;
        let measures = PhotoMeasures { width, height, software: facts.software, lens: facts.lens };
        Ok(Self { raster, scale, measures })
    }
}
