//! The networks, for the phone's eyes and the platform's.

use ruxue_models::FetchError;
use ruxue_vision::{Models, VisionError};
use std::{fs, thread};

/// Why there are no networks.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub enum LoadError {
    /// They can't be fetched.
    Fetch(#[from] FetchError),
    /// They can't be read.
    Vision(#[from] VisionError),
}

/// Loads the networks, fetching them first if need be.
///
/// # Errors
/// [`LoadError`]; the text says what to do.
pub fn load() -> Result<Models, LoadError> {
    let folder = ruxue_models::weights()?;
    let threads = thread::available_parallelism().map_or(1, usize::from);
    Ok(Models::load(|name| fs::read(folder.join(name)), threads)?)
}
