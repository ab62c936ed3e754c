//! Judges photos one after another, the networks loaded once and one photo in memory at a time.

use crate::eyes::Eyes;
use crate::judged::{Judged, Subject, millis};
use jiff::Timestamp;
use ruxue::{Unseen, Vision, day_in_china};
use ruxue_rules::{CardContext, CardReport, IdNumber, Report, Side, judge_card, judge_fault, judge_portrait};
use ruxue_vision::VisionError;
use std::path::Path;
use std::time::Instant;
use std::{fs, io};

/// Judges photos of one subject.
pub(crate) struct Checker<'a> {
    pub(crate) eyes: &'a Eyes,
    pub(crate) subject: Subject,
    /// The account's number, which a card must bear.
    pub(crate) account_number: Option<IdNumber>,
}

impl Checker<'_> {
    /// Judges the photo in `file`. What is wrong with the photo is in the judgement; the inner error is the file's own.
    pub(crate) fn check(&self, file: &Path) -> Result<io::Result<Judged>, VisionError> {
        let start = Instant::now();
        let bytes = match fs::read(file) {
            Ok(bytes) => bytes,
            Err(e) => return Ok(Err(e)),
        };
        let report = match self.subject {
            Subject::Card(side) => self.card(side, &bytes)?,
            Subject::Person => CardReport::without_card(self.portrait(&bytes)?),
        };
        let mut sight = self.eyes.take_sight();
        sight.millis.total = millis(start.elapsed());
        Ok(Ok(Judged::new(file, self.subject, report, sight)))
    }

    fn card(&self, wanted: Side, bytes: &[u8]) -> Result<CardReport, VisionError> {
        let context =
            CardContext { wanted, account_number: self.account_number.clone(), today: day_in_china(Timestamp::now()) };
        match self.eyes.card(bytes) {
            Ok((photo, card)) => Ok(judge_card(&photo, &card, &context)),
            Err(Unseen::Fault(fault)) => Ok(CardReport::without_card(judge_fault(fault))),
            Err(Unseen::Failed(error)) => Err(error),
        }
    }

    fn portrait(&self, bytes: &[u8]) -> Result<Report, VisionError> {
        match self.eyes.portrait(bytes) {
            Ok((photo, portrait)) => Ok(judge_portrait(&photo, &portrait)),
            Err(Unseen::Fault(fault)) => Ok(judge_fault(fault)),
            Err(Unseen::Failed(error)) => Err(error),
        }
    }
}
