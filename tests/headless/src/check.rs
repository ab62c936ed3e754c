//! Judges photos one after another, the networks loaded once and one photo in memory at a time.

use crate::failure::Failure;
use crate::judged::{Judged, Millis, Subject, millis};
use crate::preview::preview;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::offset;
use ruxue_rules::{
    CardContext, CardMeasures, CardText, IdNumber, PortraitMeasures, Region, Side, judge_card, judge_fault,
    judge_portrait,
};
use ruxue_vision::{Models, Photo, VisionError, card, portrait};
use std::path::Path;
use std::time::Instant;
use std::{fs, io, thread};

/// The day it is in China, where cards are valid or not.
pub(crate) fn today() -> Date {
    offset(8).to_datetime(Timestamp::now()).date()
}

/// Loads the networks, fetching them first if need be.
pub(crate) fn load_models() -> Result<Models, Failure> {
    let folder = ruxue_models::weights()?;
    let threads = thread::available_parallelism().map_or(1, usize::from);
    Ok(Models::load(|name| fs::read(folder.join(name)), threads)?)
}

/// Judges photos.
pub(crate) struct Checker<'a> {
    pub(crate) models: &'a Models,
    /// The account's number, which a card must bear.
    pub(crate) account_number: Option<IdNumber>,
    pub(crate) today: Date,
    /// Whether to keep a small picture of each photo.
    pub(crate) previews: bool,
}

impl Checker<'_> {
    /// Judges the photo in `file`. What is wrong with the photo is in the judgement; the error is the file's own.
    pub(crate) fn check(&self, file: &Path, subject: Subject) -> Result<io::Result<Judged>, VisionError> {
        let start = Instant::now();
        let bytes = match fs::read(file) {
            Ok(bytes) => bytes,
            Err(e) => return Ok(Err(e)),
        };
        let decoding = Instant::now();
        let photo = Photo::decode(&bytes);
        let decode = decoding.elapsed();
        drop(bytes);
        let mut judged = match photo {
            Err(fault) => Judged::new(file, subject, judge_fault(fault)),
            Ok(photo) => self.judge(file, subject, &photo)?,
        };
        judged.millis.decode = millis(decode);
        judged.millis.total = millis(start.elapsed());
        Ok(Ok(judged))
    }

    fn judge(&self, file: &Path, subject: Subject, photo: &Photo) -> Result<Judged, VisionError> {
        let judged = match subject {
            Subject::Card(wanted) => self.judge_card(file, wanted, photo)?,
            Subject::Person => self.judge_person(file, photo)?,
        };
        Ok(Judged {
            size: (photo.measures.width, photo.measures.height),
            preview: self.previews.then(|| preview(&photo.raster)).flatten(),
            ..judged
        })
    }

    fn judge_card(&self, file: &Path, wanted: Side, photo: &Photo) -> Result<Judged, VisionError> {
        let (measures, times) = card::measure(photo, self.models)?;
        let judging = Instant::now();
        let context = CardContext { wanted, account_number: self.account_number.clone(), today: self.today };
        let card = judge_card(&photo.measures, &measures, &context);
        Ok(Judged {
            corners: card.corners,
            side: card.side,
            fields: card.fields,
            places: card_places(&measures),
            millis: Millis::new(times, judging.elapsed()),
            ..Judged::new(file, Subject::Card(wanted), card.report)
        })
    }

    fn judge_person(&self, file: &Path, photo: &Photo) -> Result<Judged, VisionError> {
        let (measures, times) = portrait::measure(photo, self.models)?;
        let judging = Instant::now();
        let report = judge_portrait(&photo.measures, &measures);
        Ok(Judged {
            places: portrait_places(&measures),
            millis: Millis::new(times, judging.elapsed()),
            ..Judged::new(file, Subject::Person, report)
        })
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
    let head = measures.head.iter().flat_map(|head| [head.head.region(), head.oval.clone()]);
    head.collect()
}
