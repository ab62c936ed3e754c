//! Reads the known places of a located card.

use super::homography::Homography;
use super::layout::{self, Line};
use super::recognise::Scores;
use super::strip::Strip;
use crate::{Models, Raster, VisionError};
use ruxue_rules::{
    CardFields, CardText, EmblemFields, EmblemText, Ethnicity, FieldText, IdNumber, Point, PortraitFields,
    PortraitText, Sex, Side,
};

/// Reads a side's fields off a raster.
pub(super) struct Reader<'a> {
    pub(super) raster: &'a Raster,
    pub(super) card: Homography,
    pub(super) models: &'a Models,
    /// Pixels of the photo a pixel of the raster.
    pub(super) scale: f32,
}

/// Share of their width at which Chinese characters read as well, in as much less time.
const SQUEEZED: f32 = 0.8;
/// The same of digits that are checked, and read [`WHOLE`] where they fail.
const NARROW: f32 = 0.7;
/// Digits are narrow already: squeezed, the recogniser may take two equal ones for one. Where that shows they are read so.
const WHOLE: f32 = 1.0;

/// What an ID number is made of.
const IN_NUMBERS: &str = "0123456789X";

/// The address's lines stand closer than others.
const HALF_ADDRESS_LINE: f32 = 0.046;

/// How far from its usual place the first line may stand, as a share of the card's height; further off it is something else.
const FIRST_LINE_OFF: f32 = 0.04;

/// Least step from line to line: what stands closer are pieces of one character.
const LEAST_STEP: f32 = 0.06;

/// Confidence from which a line is read where none was seen: less is a pattern of the paper.
const UNSEEN_LINE: f32 = 0.65;

/// The same of a line of one character, as a last one can be, that is none of those with which addresses end.
const LONE_CHARACTER: f32 = 0.8;
/// Characters with which addresses end: of rooms, numbers, households, villages, groups, buildings.
const ENDS: &str = "室号户村组队屯庄栋幢楼层院";

/// What the title of a temporary card begins with.
const TEMPORARY: &str = "临时";

impl Reader<'_> {
    /// All values of `side`.
    pub(super) fn text(&self, side: Side) -> Result<CardText, VisionError> {
        Ok(match side {
            Side::Portrait => {
                let id_number = self.number()?;
                let born = IdNumber::parse(&id_number.text).ok().map(|number| number.birth());
                let agrees = |birth: &FieldText| {
                    let read = PortraitText { birth: birth.clone(), ..PortraitText::default() };
                    born.is_some() && PortraitFields::from(&read).birth == born
                };
                CardText::Portrait(PortraitText {
                    name: self.field(layout::NAME, SQUEEZED)?,
                    sex: self.sex()?,
                    ethnicity: self.ethnicity()?,
                    birth: self.digits(layout::BIRTH, agrees)?,
                    address: self.address()?,
                    id_number,
                })
            }
            Side::Emblem => {
                let whole = |validity: &FieldText| {
                    let read = EmblemText { validity: validity.clone(), ..EmblemText::default() };
                    let fields = EmblemFields::from(&read);
                    fields.valid_from.is_some() && fields.valid_to.is_some()
                };
                CardText::Emblem(EmblemText {
                    authority: self.field(layout::AUTHORITY, SQUEEZED)?,
                    validity: self.digits(layout::VALIDITY, whole)?,
                })
            }
        })
    }

    /// Share of the words by which `side` is known that are read where they belong, 0 to 1; `enough` is not tried to be bettered.
    pub(super) fn proof(&self, side: Side, enough: f32) -> Result<f32, VisionError> {
        let mut best = 0.0;
        for labels in layout::proofs(side) {
            let (mut met, mut of) = (0, 0);
            for (line, words) in labels {
                let read = self.field(*line, SQUEEZED)?.text;
                met += words.chars().filter(|c| read.contains(*c)).count();
                of += words.chars().count();
            }
            best = f32::max(best, met as f32 / of.max(1) as f32);
            if best >= enough {
                break;
            }
        }
        Ok(best)
    }

    fn field(&self, line: Line, squeeze: f32) -> Result<FieldText, VisionError> {
        self.line(line.bounds(), squeeze)
    }

    /// A line of digits, squeezed at first; while what was read is not `sound`, at other widths.
    fn digits(&self, line: Line, sound: impl Fn(&FieldText) -> bool) -> Result<FieldText, VisionError> {
        for squeeze in [NARROW, WHOLE] {
            let read = self.field(line, squeeze)?;
            if sound(&read) {
                return Ok(read);
            }
        }
        self.field(line, SQUEEZED)
    }

    /// The number, and where it is none, what else its characters might be.
    fn number(&self) -> Result<FieldText, VisionError> {
        let read = self.field(layout::NUMBER, NARROW)?;
        if IdNumber::parse(&read.text).is_ok() {
            return Ok(read);
        }
        let (read, scores) = self.scored(layout::NUMBER.bounds(), WHOLE)?;
        let doubts = scores.map(|scores| scores.doubts(IN_NUMBERS, &self.models.characters)).unwrap_or_default();
        Ok(FieldText { doubts, ..read })
    }

    fn ethnicity(&self) -> Result<FieldText, VisionError> {
        let words: Vec<&str> = Ethnicity::all().map(Ethnicity::as_str).collect();
        self.word(layout::ETHNICITY, |text| Ethnicity::parse(text).is_ok(), &words)
    }

    fn sex(&self) -> Result<FieldText, VisionError> {
        let words = [Sex::Male, Sex::Female].map(Sex::as_str);
        self.word(layout::SEX, |text| Sex::parse(text).is_some(), &words)
    }

    /// A line that holds a word of a vocabulary: where the text is none, the one of `words` that the scores speak for.
    fn word(&self, line: Line, is_word: impl Fn(&str) -> bool, words: &[&str]) -> Result<FieldText, VisionError> {
        let (read, scores) = self.scored(line.bounds(), SQUEEZED)?;
        let scores = scores.filter(|_| !is_word(&read.text));
        Ok(match scores.and_then(|scores| scores.likeliest(words, &self.models.characters)) {
            Some((word, confidence)) => FieldText { text: word.to_owned(), confidence, ..read },
            None => read,
        })
    }

    fn address(&self) -> Result<FieldText, VisionError> {
        let Line { u0, u1, .. } = layout::ADDRESS;
        let (middles, seen, half) = self.address_lines();
        let mut lines = Vec::new();
        for (i, v) in middles.into_iter().enumerate() {
            let line = self.line([u0, v - half, u1, v + half], SQUEEZED)?;
            if line.text.is_empty() || (i >= seen && line.confidence < UNSEEN_LINE) || (i > 0 && is_no_line(&line)) {
                break;
            }
            lines.push(line);
        }
        Ok(joined(&lines))
    }

    /// The middles of the address's lines, how many of them are seen, and half their height: where they stand, else where the layout
    /// has them. A last line of one digit may go unseen, so places go on as far as there is room.
    fn address_lines(&self) -> (Vec<f32>, usize, f32) {
        let mut lines = Strip::new(self.raster, &self.card, layout::ADDRESS_BLOCK, SQUEEZED).lines();
        let step_of = |lines: &[f32]| {
            let steps = lines.windows(2).filter_map(|pair| Some(pair.last()? - pair.first()?));
            steps.fold(layout::ADDRESS_STEP, f32::min)
        };
        let begins = lines.first().is_some_and(|first| (first - layout::ADDRESS.v).abs() < FIRST_LINE_OFF);
        if !begins || step_of(&lines) < LEAST_STEP {
            lines = (0..layout::ADDRESS_LINES).map(|i| layout::ADDRESS.v + layout::ADDRESS_STEP * i as f32).collect();
        }
        let (step, seen) = (step_of(&lines), lines.len());
        let next = lines.last().map_or(layout::ADDRESS.v, |last| last + step);
        lines.extend((0..).map(|i| next + step * i as f32).take_while(|v| *v < layout::ADDRESS_END));
        (lines, seen, HALF_ADDRESS_LINE * step / layout::ADDRESS_STEP)
    }

    /// Whether the card's title says that it is a temporary one, whose layout is much like the true one's.
    pub(super) fn is_temporary(&self, text: &CardText) -> Result<bool, VisionError> {
        let fields = CardFields::from(text);
        let titles: &[[f32; 4]] = match fields.side() {
            Side::Portrait => &[layout::TITLE],
            // The side's own title begins near the second, so that only a reason to doubt is worth the time.
            Side::Emblem if fields.missing().is_empty() => &[layout::TITLE_BEGINS],
            Side::Emblem => &[layout::TITLE_BEGINS, layout::TITLE],
        };
        for title in titles {
            if self.line(*title, NARROW)?.text.contains(TEMPORARY) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The text in a box of the card; empty where there is no print.
    fn line(&self, bounds: [f32; 4], squeeze: f32) -> Result<FieldText, VisionError> {
        self.scored(bounds, squeeze).map(|(text, _)| text)
    }

    /// The same, and the scores that it was taken from.
    fn scored(&self, bounds: [f32; 4], squeeze: f32) -> Result<(FieldText, Option<Scores>), VisionError> {
        let region = |bounds| {
            let mut region = self.card.region(bounds);
            region.iter_mut().for_each(|p| (p.x, p.y) = (p.x * self.scale, p.y * self.scale));
            region
        };
        let Some(strip) = Strip::new(self.raster, &self.card, bounds, squeeze).trimmed() else {
            return Ok((FieldText { region: region(bounds), ..FieldText::default() }, None));
        };
        let scores = Scores::of(&strip, self.models)?;
        let (text, confidence) = scores.text(&self.models.characters);
        Ok((FieldText { text, confidence, region: region(strip.bounds), ..FieldText::default() }, Some(scores)))
    }
}

/// Whether what was read as a further line of an address is none: a letter by itself or one doubtful character of the paper's pattern, or words in
/// the small letters of another script.
fn is_no_line(line: &FieldText) -> bool {
    let in_small_letters = line.text.chars().filter(char::is_ascii_lowercase).count() > 1;
    let ends_none = |c: char| !ENDS.contains(c) && !c.is_ascii_digit();
    let is_lone = line.text.chars().count() == 1 && line.text.chars().all(ends_none);
    let in_letters = line.text.chars().all(|c| c.is_ascii_alphabetic());
    (is_lone && line.confidence < LONE_CHARACTER) || in_letters || in_small_letters
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
        ..FieldText::default()
    }
}

fn width(field: &FieldText) -> f32 {
    match &*field.region {
        [a, b, ..] => a.distance(*b),
        _ => 0.0,
    }
}
