use std::path::PathBuf;

/// Why samples could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// The pinned fonts or pictures are not there.
    #[error(transparent)]
    Fetch(#[from] ruxue_models::FetchError),
    /// A file could not be read or written.
    #[error("{}: {reason}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: std::io::Error,
    },
    /// A pinned font is no font.
    #[error("{}: not a font that can be drawn with", path.display())]
    Font {
        /// The file.
        path: PathBuf,
    },
    /// A picture could not be decoded or encoded.
    #[error(transparent)]
    Picture(#[from] image::ImageError),
    /// A photo could not be encoded.
    #[error(transparent)]
    Jpeg(#[from] jpeg_encoder::EncodingError),
    /// A PNG could not be encoded.
    #[error(transparent)]
    Png(#[from] png::EncodingError),
    /// EXIF could not be written.
    #[error(transparent)]
    Exif(#[from] exif::Error),
}

impl SampleError {
    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |reason| Self::Io { path, reason }
    }
}
