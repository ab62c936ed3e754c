use thiserror::Error;

/// Why pixels could not be measured. What is wrong **with a photo** is a finding of rules, not an error; of these only
/// the photo's own errors (`Photo…`) can be mended by another photo.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum VisionError {
    /// A weight file is missing or can't be read: set-up is incomplete.
    #[error("weights {file}: {reason}")]
    Weights {
        /// Name of the file.
        file: &'static str,
        /// What the loader said.
        reason: String,
    },
    /// A network did not run: its file is not the one that this code was written for.
    #[error("network {file}: {reason}")]
    Network {
        /// Name of the file.
        file: &'static str,
        /// What the engine said.
        reason: String,
    },
}
