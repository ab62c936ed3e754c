//! One photo, judged: what the JSON line, the text and the page are made of.

use crate::eyes::Sight;
use crate::words::{Both, both};
use ruxue_rules::{CardFields, CardReport, Field, Finding, Locale, Point, Reading, Report, Side, Verdict};
use serde::Serialize;
use std::path::Path;
use std::time::Duration;

/// What a photo is meant to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    /// A side of the ID card.
    Card(Side),
    /// The student.
    Person,
}

impl Subject {
    pub(crate) fn name(self) -> Both {
        match self {
            Self::Card(side) => Both::said(|locale| match locale {
                Locale::ZhCn => format!("身份证{}", side.name(locale)),
                Locale::En => format!("ID card, {}", side.name(locale)),
            }),
            Self::Person => both("半身照", "Portrait"),
        }
    }
}

impl From<Subject> for ruxue_rules::Subject {
    fn from(subject: Subject) -> Self {
        match subject {
            Subject::Card(_) => Self::Card,
            Subject::Person => Self::Portrait,
        }
    }
}

/// One photo and all that was found out about it.
#[derive(Debug, Clone)]
pub(crate) struct Judged {
    /// The file's name as it was given.
    pub(crate) file: String,
    pub(crate) subject: Subject,
    /// Verdict and findings, and for a card its corners, its side and what was read.
    pub(crate) card: CardReport,
    pub(crate) sight: Sight,
}

impl Judged {
    pub(crate) fn new(file: &Path, subject: Subject, card: CardReport, sight: Sight) -> Self {
        Self { file: file.display().to_string(), subject, card, sight }
    }

    /// The file's name without its folders.
    pub(crate) fn file_name(&self) -> &str {
        Path::new(&self.file).file_name().and_then(|name| name.to_str()).unwrap_or(&self.file)
    }

    /// Verdict and findings.
    pub(crate) fn report(&self) -> &Report {
        &self.card.report
    }
}

/// Each field of the card and its value as the contract writes it; none where it could not be read.
pub(crate) fn named(fields: &CardFields) -> Vec<(Field, Option<String>)> {
    fn written(value: &Option<impl ToString>) -> Option<String> {
        value.as_ref().map(ToString::to_string)
    }
    match fields {
        CardFields::Portrait(read) => vec![
            (Field::Name, read.name.clone()),
            (Field::Sex, read.sex.map(|sex| sex.as_str().to_owned())),
            (Field::Ethnicity, read.ethnicity.map(|ethnicity| ethnicity.as_str().to_owned())),
            (Field::Birth, written(&read.birth)),
            (Field::Address, read.address.clone()),
            (Field::IdNumber, read.id_number.clone()),
        ],
        CardFields::Emblem(read) => vec![
            (Field::Authority, read.authority.clone()),
            (Field::ValidFrom, written(&read.valid_from)),
            (Field::ValidTo, written(&read.valid_to)),
        ],
    }
}

/// How long each part of a check took, in milliseconds.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(crate) struct Millis {
    pub(crate) decode: f64,
    pub(crate) locate: f64,
    pub(crate) read: f64,
    pub(crate) judge: f64,
    pub(crate) total: f64,
}

impl Millis {
    /// The parts under their names; `total` is a little more than their sum.
    pub(crate) fn parts(&self) -> [(Both, f64); 4] {
        [
            (both("解码", "decode"), self.decode),
            (both("定位", "locate"), self.locate),
            (both("读取", "read"), self.read),
            (both("判断", "judge"), self.judge),
        ]
    }
}

/// Milliseconds to a tenth.
pub(crate) fn millis(time: Duration) -> f64 {
    (time.as_secs_f64() * 10_000.0).round() / 10.0
}

/// What the contract prints for one photo.
#[derive(Serialize)]
pub(crate) struct Line<'a> {
    photo: &'a str,
    verdict: Verdict,
    findings: &'a [Finding],
    corners: Option<[Point; 4]>,
    side: Option<Side>,
    fields: &'a Option<CardFields>,
    readings: &'a [Reading],
    millis: Millis,
}

impl<'a> From<&'a Judged> for Line<'a> {
    fn from(judged: &'a Judged) -> Self {
        Self {
            photo: &judged.file,
            verdict: judged.report().verdict,
            findings: &judged.report().findings,
            corners: judged.card.corners.map(|quad| quad.0),
            side: judged.card.side,
            fields: &judged.card.fields,
            readings: &judged.card.readings,
            millis: judged.sight.millis,
        }
    }
}
