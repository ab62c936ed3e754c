//! Reads the known places of a located card.

use super::homography::Homography;
use super::layout::{self, Line};
use super::strip::{HEIGHT, Strip};
use crate::{Models, Raster, VisionError};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;
use ruxue_rules::{CardText, EmblemText, FieldText, Point, PortraitText, Side};
use unicode_normalization::UnicodeNormalization;

/// Reads a side's fields off a raster.
pub(super) struct Reader<'a> {
    pub(super) raster: &'a Raster,
    pub(super) card: Homography,
    pub(super) models: &'a Models,
    /// Pixels of the photo a pixel of the raster.
    pub(super) scale: f32,
}

/// Chinese characters read as well at this share of their width, in as much less time.
const HANZI: f32 = 0.8;
/// Digits are narrow already: squeezed, the recogniser takes two equal ones for one.
const DIGITS: f32 = 1.0;

/// The address's lines stand closer than others.
const HALF_ADDRESS_LINE: f32 = 0.046;

impl Reader<'_> {
    /// All values of `side`.
    pub(super) fn text(&self, side: Side) -> Result<CardText, VisionError> {
        Ok(match side {
            Side::Portrait => CardText::Portrait(PortraitText {
                name: self.field(layout::NAME, HANZI)?,
                sex: self.field(layout::SEX, HANZI)?,
                ethnicity: self.field(layout::ETHNICITY, HANZI)?,
                birth: self.field(layout::BIRTH, DIGITS)?,
                address: self.address()?,
                id_number: self.field(layout::NUMBER, DIGITS)?,
            }),
            Side::Emblem => CardText::Emblem(EmblemText {
                authority: self.field(layout::AUTHORITY, HANZI)?,
                validity: self.field(layout::VALIDITY, DIGITS)?,
            }),
        })
    }

    /// Share of the words by which `side` is known that are read where they belong, 0 to 1.
    pub(super) fn proof(&self, side: Side) -> Result<f32, VisionError> {
        let (line, words) = layout::proof(side);
        let read = self.field(line, HANZI)?.text;
        let met = words.chars().filter(|c| read.contains(*c)).count();
        Ok(met as f32 / words.chars().count() as f32)
    }

    fn field(&self, line: Line, squeeze: f32) -> Result<FieldText, VisionError> {
        self.line(line.bounds(), squeeze)
    }

    fn address(&self) -> Result<FieldText, VisionError> {
        let mut lines = Vec::new();
        for i in 0..layout::ADDRESS_LINES {
            let v = layout::ADDRESS.v + layout::ADDRESS_STEP * i as f32;
            let Line { u0, u1, .. } = layout::ADDRESS;
            let line = self.line([u0, v - HALF_ADDRESS_LINE, u1, v + HALF_ADDRESS_LINE], HANZI)?;
            if line.text.is_empty() {
                break;
            }
            lines.push(line);
        }
        Ok(joined(&lines))
    }

    /// The text in a box of the card; empty where there is no print.
    fn line(&self, bounds: [f32; 4], squeeze: f32) -> Result<FieldText, VisionError> {
        let region = |bounds| {
            let mut region = self.card.region(bounds);
            region.iter_mut().for_each(|p| (p.x, p.y) = (p.x * self.scale, p.y * self.scale));
            region
        };
        let Some(strip) = Strip::new(self.raster, &self.card, bounds, squeeze).trimmed() else {
            return Ok(FieldText { region: region(bounds), ..FieldText::default() });
        };
        let (text, confidence) = recognise(&strip, self.models)?;
        Ok(FieldText { text, confidence, region: region(strip.bounds) })
    }
}

/// Lines read one below the other as one text: joined, the least sure line's confidence, the box around them all.
fn joined(lines: &[FieldText]) -> FieldText {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return FieldText::default() };
    let widest = lines.iter().max_by(|a, b| width(a).total_cmp(&width(b))).unwrap_or(first);
    let region = match (&*first.region, &*widest.region, &*last.region) {
        ([tl, ..], [left, right, ..], [.., bl]) => {
            let along = |p: &Point| Point::new(p.x + right.x - left.x, p.y + right.y - left.y);
            vec![*tl, along(tl), along(bl), *bl]
        }
        _ => Vec::new(),
    };
    FieldText {
        text: lines.iter().map(|l| l.text.as_str()).collect(),
        confidence: lines.iter().map(|l| l.confidence).fold(1.0, f32::min),
        region,
    }
}

fn width(field: &FieldText) -> f32 {
    match &*field.region {
        [a, b, ..] => a.distance(*b),
        _ => 0.0,
    }
}

/// The text of a strip and the mean score of its characters: greedy decoding of the network's CTC output.
fn recognise(strip: &Strip, models: &Models) -> Result<(String, f32), VisionError> {
    let input = NdTensor::from_fn([1, 3, HEIGHT, strip.width()], |[_, channel, y, x]| {
        // The network was trained on blue, green, red.
        strip.value(2 - channel, x, y) / 127.5 - 1.0
    });
    let outputs = models.text_recogniser.run(input)?;
    let Some(scores) = outputs.first() else { return Ok((String::new(), 0.0)) };
    let classes = scores.shape().last().copied().unwrap_or(1).max(1);
    let scores = scores.to_vec();
    let (mut text, mut total, mut before) = (String::new(), Vec::new(), 0);
    for step in scores.chunks_exact(classes) {
        let best = step.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
        let (class, score) = best.map_or((0, 0.0), |(i, s)| (i, *s));
        if class != 0 && class != before {
            text.push_str(models.characters.get(class - 1).map_or("", String::as_str));
            total.push(score);
        }
        before = class;
    }
    let mean = total.iter().sum::<f32>() / total.len().max(1) as f32;
    Ok((text.nfkc().collect::<String>().trim().to_owned(), mean))
}
