//! Vision over weights that are loaded when the first photo comes.

use ruxue::{Unseen, Vision};
use ruxue_rules::{CardMeasures, PhotoMeasures, PortraitMeasures};
use ruxue_vision::{Models, VisionError};
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::available_parallelism;

/// Where the weights are.
#[derive(Debug, Clone)]
pub(crate) enum Weights {
    Folder(PathBuf),
    #[cfg(feature = "embedded-weights")]
    Embedded,
}

impl Weights {
    /// The weights in `folder`, or those compiled in; none where there are neither.
    pub(crate) fn find(folder: Option<&str>) -> Option<Self> {
        match folder {
            Some(folder) => {
                let folder = PathBuf::from(folder);
                Models::FILES.iter().all(|file| folder.join(file).is_file()).then_some(Self::Folder(folder))
            }
            #[cfg(feature = "embedded-weights")]
            None => Some(Self::Embedded),
            #[cfg(not(feature = "embedded-weights"))]
            None => None,
        }
    }

    fn read(&self, name: &str) -> std::io::Result<Vec<u8>> {
        match self {
            Self::Folder(folder) => fs::read(folder.join(name)),
            #[cfg(feature = "embedded-weights")]
            Self::Embedded => embedded(name).map(<[u8]>::to_vec).ok_or_else(|| std::io::ErrorKind::NotFound.into()),
        }
    }

    fn load(&self) -> Result<Models, VisionError> {
        let threads = available_parallelism().map_or(1, usize::from);
        Models::load(|name| self.read(name), threads)
    }
}

#[cfg(feature = "embedded-weights")]
include!(concat!(env!("OUT_DIR"), "/weights.rs"));

/// The networks, loaded once. A load that failed is tried again with the next photo: memory may be there by then.
pub(crate) struct Eyes {
    weights: Weights,
    models: Mutex<Option<Arc<Models>>>,
}

impl Eyes {
    pub(crate) fn new(weights: Weights) -> Self {
        Self { weights, models: Mutex::default() }
    }

    /// The networks. Takes its time at first; who comes meanwhile waits.
    fn models(&self) -> Result<Arc<Models>, VisionError> {
        let mut models = self.models.lock().unwrap_or_else(PoisonError::into_inner);
        match &*models {
            Some(models) => Ok(Arc::clone(models)),
            None => Ok(Arc::clone(models.insert(Arc::new(self.weights.load()?)))),
        }
    }
}

impl Vision for Eyes {
    fn card(&self, photo: &[u8]) -> Result<(PhotoMeasures, CardMeasures), Unseen> {
        self.models()?.card(photo)
    }

    fn portrait(&self, photo: &[u8]) -> Result<(PhotoMeasures, PortraitMeasures), Unseen> {
        self.models()?.portrait(photo)
    }

    fn sendable(&self, photo: &[u8]) -> Result<Vec<u8>, Unseen> {
        self.models()?.sendable(photo)
    }
}
