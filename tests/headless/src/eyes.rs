//! Vision that remembers what it looked at: the rules judge the measurements, the report shows the rest.

use crate::judged::{Millis, millis};
use crate::preview::preview;
use ruxue::{Unseen, Vision};
use ruxue_rules::{CardMeasures, CardText, PhotoMeasures, PortraitMeasures, Region};
use ruxue_vision::{Models, Photo, Times, VisionError, card, portrait};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// What is not judged about a photo, only shown.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sight {
    /// Width and height of the upright photo in pixels; noughts where it could not be decoded.
    pub(crate) size: (u32, u32),
    /// Where things stand, for the drawing.
    pub(crate) places: Vec<Region>,
    pub(crate) millis: Millis,
    /// A small JPEG for the page, where one was asked for.
    pub(crate) preview: Option<Vec<u8>>,
}

/// The networks, and the sight of the photo that was last looked at.
pub(crate) struct Eyes {
    models: Models,
    previews: bool,
    sight: Mutex<Sight>,
}

impl Eyes {
    /// Eyes that keep a small picture of each photo if `previews`.
    pub(crate) fn new(models: Models, previews: bool) -> Self {
        Self { models, previews, sight: Mutex::default() }
    }

    /// The sight of the last photo, once.
    pub(crate) fn take_sight(&self) -> Sight {
        std::mem::take(&mut self.sight.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn look<T>(
        &self,
        file: &[u8],
        measure: impl Fn(&Photo, &Models) -> Result<(T, Times), VisionError>,
        places: impl Fn(&T) -> Vec<Region>,
    ) -> Result<(PhotoMeasures, T), Unseen> {
        let start = Instant::now();
        self.take_sight();
        let photo = Photo::decode(file)?;
        let decode = start.elapsed();
        let (measures, times) = measure(&photo, &self.models)?;
        let total = start.elapsed();
        *self.sight.lock().unwrap_or_else(PoisonError::into_inner) = Sight {
            size: (photo.measures.width, photo.measures.height),
            places: places(&measures),
            millis: Millis {
                decode: millis(decode),
                locate: millis(times.locate),
                read: millis(times.read),
                judge: millis(times.judge),
                total: millis(total),
            },
            preview: self.previews.then(|| preview(&photo.raster)).flatten(),
        };
        Ok((photo.measures, measures))
    }
}

impl Vision for Eyes {
    fn card(&self, file: &[u8]) -> Result<(PhotoMeasures, CardMeasures), Unseen> {
        self.models.check(|| self.look(file, card::measure, card_places))
    }

    fn portrait(&self, file: &[u8]) -> Result<(PhotoMeasures, PortraitMeasures), Unseen> {
        self.models.check(|| self.look(file, portrait::measure, portrait_places))
    }

    fn sendable(&self, file: &[u8]) -> Result<Vec<u8>, Unseen> {
        self.models.sendable(file)
    }
}

/// Where the fields of a card stand.
fn card_places(measures: &CardMeasures) -> Vec<Region> {
    let Some(card) = &measures.card else { return Vec::new() };
    let texts = match &card.text {
        CardText::Portrait(t) => vec![&t.name, &t.sex, &t.ethnicity, &t.birth, &t.address, &t.id_number],
        CardText::Emblem(t) => vec![&t.authority, &t.validity],
    };
    texts.into_iter().map(|text| text.region.clone()).collect()
}

/// The head's box and the face's outline.
fn portrait_places(measures: &PortraitMeasures) -> Vec<Region> {
    measures.head.iter().flat_map(|head| [head.head.region(), head.oval.clone()]).collect()
}
