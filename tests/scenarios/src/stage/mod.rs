//! The stage that stories are played on: for each play a fresh reference platform that looks at real photos, on a port whose
//! network can be taken away.
//!
//! Tests in Rust use it as it is; those in other languages run the program `stage` and talk to its [`control`].

mod control;
mod door;
mod photos;
mod play;
mod thoughtful;

pub use control::control;
pub use photos::PhotoError;
pub use play::{Play, Playbill};

use crate::cast::Actor;

use crate::story::{Story, StoryError};
use crate::weights::{self, LoadError};
use photos::Photos;
use ruxue_reference_platform::{PhotoExaminer, PlatformStartError, RegisterError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use thoughtful::Thoughtful;

/// What all plays share: the cast, its photos, the platform's eyes.
pub struct Stage {
    cast: Vec<Actor>,
    photos: Photos,
    examiner: Thoughtful,
    weights: PathBuf,
}

/// Why a play can't be given.
#[derive(Debug, thiserror::Error)]
pub enum StageError {
    /// There are no networks.
    #[error(transparent)]
    Networks(#[from] LoadError),
    /// A photo can't be drawn or kept.
    #[error(transparent)]
    Photo(#[from] PhotoError),
    /// There is no such story, or it can't be read.
    #[error(transparent)]
    Story(#[from] StoryError),
    /// The story's student is not of the cast.
    #[error("the cast has no student {0}")]
    NoStudent(usize),
    /// The platform does not start.
    #[error(transparent)]
    Platform(#[from] PlatformStartError),
    /// The platform does not take the student in.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// No port to be had.
    #[error("no port can be had: {0}")]
    Port(#[from] io::Error),
    /// The thread that drew photos came to nothing.
    #[error("the photos could not be drawn")]
    Interrupted,
}

impl Stage {
    /// Loads what plays need, fetching networks and samples first if need be. Blocks for as long.
    ///
    /// # Errors
    /// [`StageError`].
    pub fn open() -> Result<Self, StageError> {
        Ok(Self {
            cast: Actor::all(),
            photos: Photos::open()?,
            examiner: Thoughtful::new(PhotoExaminer::new(weights::load()?)),
            weights: ruxue_models::weights().map_err(LoadError::from)?,
        })
    }

    /// The folder with the networks' weights, for the phones.
    pub fn weights(&self) -> &Path {
        &self.weights
    }

    /// Begins a play of `story` on a platform of its own. Photos that were never needed before are drawn now.
    ///
    /// # Errors
    /// [`StageError`].
    pub async fn begin(self: &Arc<Self>, story: &Story) -> Result<Play, StageError> {
        let (stage, place) = (Arc::clone(self), story.student);
        let props = tokio::task::spawn_blocking(move || stage.props(place)).await;
        let (photos, face) = props.map_err(|_| StageError::Interrupted)??;
        let actor = self.cast.get(place).ok_or(StageError::NoStudent(place))?;
        Play::begin(actor, photos, face, self.examiner.clone()).await
    }

    /// The photos of the student at `place` in the cast, and the face that the register of persons has.
    fn props(&self, place: usize) -> Result<(photos::Files, Vec<u8>), StageError> {
        let actor = self.cast.get(place).ok_or(StageError::NoStudent(place))?;
        let another = self.cast.iter().cycle().nth(place + 1).ok_or(StageError::NoStudent(place))?;
        Ok((self.photos.of(actor, another)?, self.photos.registered(actor)?))
    }
}
