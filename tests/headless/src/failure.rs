//! Why the program can't do what it was asked.

use ruxue_models::FetchError;
use ruxue_platform::PlatformError;
use ruxue_vision::VisionError;
use std::io;
use std::path::PathBuf;
use thiserror::Error;

/// What ends the program early.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    /// The weights are not to be had.
    #[error(transparent)]
    Weights(#[from] FetchError),
    /// The networks don't run.
    #[error(transparent)]
    Vision(#[from] VisionError),
    /// The platform can't be reached or refuses.
    #[error(transparent)]
    Platform(#[from] PlatformError),
    /// A photo's file can't be read.
    #[error("{file}: {source}", file = file.display())]
    Photo {
        /// The file.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The report can't be written.
    #[error("cannot write the report {file}: {source}", file = file.display())]
    Report {
        /// The file.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A result can't be written.
    #[error("cannot write: {0}")]
    Output(#[from] io::Error),
}
