use ruxue_rules::{CardMeasures, PhotoFault, PhotoMeasures, PortraitMeasures};
use ruxue_vision::{Models, Photo, VisionError, card, portrait, sendable};

/// The port to vision: an encoded photo in, measurements out. Takes its time: never called on the async runtime.
pub trait Vision: Send + Sync + 'static {
    /// Measures a photo of a side of the card.
    ///
    /// # Errors
    /// [`Unseen::Fault`] when another photo will do, [`Unseen::Failed`] when none will.
    fn card(&self, photo: &[u8]) -> Result<(PhotoMeasures, CardMeasures), Unseen>;

    /// Measures a portrait.
    ///
    /// # Errors
    /// As [`Vision::card`].
    fn portrait(&self, photo: &[u8]) -> Result<(PhotoMeasures, PortraitMeasures), Unseen>;

    /// What is stored and sent of a photo: an upright JPEG within the contract's limits, without EXIF, which tells where and by
    /// whom it was taken.
    ///
    /// # Errors
    /// [`Unseen::Fault`] when another photo will do.
    fn sendable(&self, photo: &[u8]) -> Result<Vec<u8>, Unseen>;
}

/// Why there are no measurements.
#[derive(Debug, thiserror::Error)]
pub enum Unseen {
    /// The file is no photo.
    #[error(transparent)]
    Fault(#[from] PhotoFault),
    /// The networks don't run.
    #[error(transparent)]
    Failed(#[from] VisionError),
}

impl Vision for Models {
    fn card(&self, photo: &[u8]) -> Result<(PhotoMeasures, CardMeasures), Unseen> {
        self.check(|| {
            let photo = Photo::decode(photo)?;
            let (measures, _) = card::measure(&photo, self)?;
            Ok((photo.measures, measures))
        })
    }

    fn portrait(&self, photo: &[u8]) -> Result<(PhotoMeasures, PortraitMeasures), Unseen> {
        self.check(|| {
            let photo = Photo::decode(photo)?;
            let (measures, _) = portrait::measure(&photo, self)?;
            Ok((photo.measures, measures))
        })
    }

    fn sendable(&self, photo: &[u8]) -> Result<Vec<u8>, Unseen> {
        Ok(self.check(|| sendable(photo))?)
    }
}
