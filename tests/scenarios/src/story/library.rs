use super::Story;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Why a story can't be read.
#[derive(Debug, thiserror::Error)]
pub enum StoryError {
    /// The folder or a file can't be read.
    #[error("{file}: {source}", file = file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// There is no such story.
    #[error("there is no story {0:?}")]
    Unknown(String),
    /// It is not in the format.
    #[error("{name}: {source}")]
    Format {
        /// The story's name.
        name: String,
        /// Where and why.
        source: serde_json::Error,
    },
}

/// The folder of stories, each a file called after it.
#[derive(Debug, Clone, Copy)]
pub struct Library;

impl Library {
    /// Where it is.
    pub fn folder(&self) -> &'static Path {
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/stories"))
    }

    /// The names of all stories, sorted.
    ///
    /// # Errors
    /// [`StoryError::File`].
    pub fn names(&self) -> Result<Vec<String>, StoryError> {
        let failure = |source| StoryError::File { file: self.folder().into(), source };
        let mut names = Vec::new();
        for entry in fs::read_dir(self.folder()).map_err(failure)? {
            let file = entry.map_err(failure)?.path();
            if file.extension().is_some_and(|extension| extension == "json") {
                names.extend(file.file_stem().map(|name| name.to_string_lossy().into_owned()));
            }
        }
        names.sort();
        Ok(names)
    }

    /// The story of that name.
    ///
    /// # Errors
    /// [`StoryError`].
    pub fn read(&self, name: &str) -> Result<Story, StoryError> {
        if !self.names()?.iter().any(|known| known == name) {
            return Err(StoryError::Unknown(name.into()));
        }
        let file = self.folder().join(format!("{name}.json"));
        let text = fs::read_to_string(&file).map_err(|source| StoryError::File { file, source })?;
        serde_json::from_str(&text).map_err(|source| StoryError::Format { name: name.into(), source })
    }
}
