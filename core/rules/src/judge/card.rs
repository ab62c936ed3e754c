use super::photo::judge_photo;
use crate::card::{CardProblem, check_emblem, check_portrait, is_usual_term, read_number};
use crate::limits::{
    CARD_BURNT, CARD_BURNT_READ, CARD_COLOUR, CARD_CONTRAST_BLURRED, CARD_DARK, CARD_EXPIRED, CARD_FAINT, CARD_GRAIN,
    CARD_LIKENESS, CARD_LIKENESS_BARE, CARD_LIKENESS_BLURRED, CARD_MARGIN, CARD_MOIRE, CARD_OUTLINE,
    CARD_OUTLINE_BLURRED, CARD_PATTERN, CARD_PHOTO_SIDE, CARD_RESOLUTION, CARD_SHARPNESS, CARD_SHARPNESS_FAINT,
    CARD_SHARPNESS_READ, CARD_TILT, COVER_HIDES, COVER_SHARE, FIELD_CONFIDENCE, GLARE_HIDES, GLARE_SHARE, HOLDER_FACE,
    HOLDER_FIGURE, Limit, PICTURE_BURNT, PICTURE_DARK, PICTURE_SHARPNESS, SURELY_READ, UNREAD_FIELDS,
};
use crate::{
    CardFields, CardMeasures, CardText, Detail, Field, FieldText, Finding, IdNumber, Kind, LocatedCard, Patch,
    PhotoMeasures, PictureLight, Point, Quad, Region, Report, Severity, Side, ValidTo,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a photo of a card is judged against.
#[derive(Debug, Clone, PartialEq)]
pub struct CardContext {
    /// The side that was asked for.
    pub wanted: Side,
    /// The account's ID number, where it has one.
    pub account_number: Option<IdNumber>,
    /// The day of judging.
    pub today: Date,
}

/// The report of a photo of a card, and what was found on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CardReport {
    /// Verdict and findings.
    #[serde(flatten)]
    pub report: Report,
    /// The card's corners in its own order; none where there is no card.
    pub corners: Option<Quad>,
    /// The side that was taken.
    pub side: Option<Side>,
    /// What could be read, even when the photo is refused.
    pub fields: Option<CardFields>,
    /// How surely each field was read.
    #[serde(default)]
    pub readings: Vec<Reading>,
}

impl CardReport {
    /// The report of a photo on which there is no card.
    pub fn without_card(report: Report) -> Self {
        Self { report, corners: None, side: None, fields: None, readings: vec![] }
    }
}

/// How surely a field was read.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The field.
    pub field: Field,
    /// Mean score of its characters, 0 to 1; 0 where nothing was read.
    pub confidence: f32,
    /// Whether one of its characters was put right by the number's check character; left out of JSON where not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub repaired: bool,
}

/// Judges a photo of a card. A card that is not there has no other finding but that the whole photo is blurred; where the light let
/// nothing be seen, that is told instead.
pub fn judge_card(photo: &PhotoMeasures, measures: &CardMeasures, context: &CardContext) -> CardReport {
    let Some(card) = &measures.card else {
        return no_card(photo, measures, Finding::new(Kind::NotACard, Severity::Refuse));
    };
    if let Some(detail) = unlike_the_original(card) {
        let finding = Finding::new(Kind::NotACard, Severity::Refuse).about(detail).at(outline(card));
        return CardReport::without_card(Report::new(vec![finding]).of(photo));
    }
    if !is_blurred_card(card)
        && let Some(finding) = least_likeness(card).judge(Kind::NotACard, card.likeness)
    {
        return no_card(photo, measures, finding.at(outline(card)));
    }
    let fields = CardFields::from(&card.text);
    let mut findings = judge_photo(photo, CARD_PHOTO_SIDE);
    if card.side != context.wanted {
        findings.push(Finding::new(Kind::WrongSide, Severity::Refuse).at(outline(card)));
    }
    findings.extend(judge_picture(card));
    findings.extend(judge_holder(card, &findings));
    findings.extend(judge_reading(card, &fields));
    findings.extend(judge_fields(&card.text, &fields, context));
    findings.extend(unsaid_glare(card, &findings));
    CardReport {
        report: Report::new(findings).of(photo),
        corners: Some(card.corners),
        side: Some(card.side),
        fields: Some(fields),
        readings: readings(&card.text),
    }
}

fn no_card(photo: &PhotoMeasures, measures: &CardMeasures, finding: Finding) -> CardReport {
    let findings = match unlit(&measures.light) {
        Some(unlit) => vec![unlit],
        None => {
            let blur = measures.sharpness.and_then(|sharpness| PICTURE_SHARPNESS.judge(Kind::Blur, sharpness));
            [finding].into_iter().chain(blur).collect()
        }
    };
    CardReport::without_card(Report::new(findings).of(photo))
}

/// How like a card something must be.
fn least_likeness(card: &LocatedCard) -> Limit {
    if card.outline < CARD_OUTLINE { CARD_LIKENESS_BARE } else { CARD_LIKENESS }
}

/// Why nothing could be seen at all.
fn unlit(light: &PictureLight) -> Option<Finding> {
    let dark = PICTURE_DARK.judge(Kind::TooDark, light.bright_level);
    dark.or_else(|| PICTURE_BURNT.judge(Kind::TooBright, light.burnt))
}

fn outline(card: &LocatedCard) -> Region {
    card.corners.0.to_vec()
}

/// Why something that has a card's print is still not the card that is asked for.
fn unlike_the_original(card: &LocatedCard) -> Option<Detail> {
    if card.temporary {
        return Some(Detail::Temporary);
    }
    card.mirrored.then_some(Detail::Mirrored)
}

/// How the card was taken.
fn judge_picture(card: &LocatedCard) -> impl Iterator<Item = Finding> {
    let on_card = |finding: Finding| finding.at(outline(card));
    let found = [
        CARD_MARGIN.judge(Kind::BorderCut, card.margin).map(|f| f.at(card.cut.clone())),
        CARD_RESOLUTION.judge(Kind::TooSmall, card.pixels_per_mm).map(on_card),
        CARD_TILT.judge(Kind::Tilted, card.tilt).map(on_card),
        CARD_DARK.judge(Kind::TooDark, card.paper).map(on_card),
        judge_burnt(card).map(on_card),
        judge_focus(card).map(on_card),
        CARD_COLOUR.judge(Kind::Photocopy, card.colour).map(on_card),
    ];
    // A card burnt out all over is too bright: that there is a patch on it says nothing more.
    let too_bright = CARD_BURNT.judge(Kind::TooBright, card.burnt).is_some_and(|f| f.severity == Severity::Refuse);
    let glare = card.glare.iter().filter(move |_| !too_bright).filter_map(judge_glare);
    found.into_iter().flatten().chain(glare).chain(card.covers.iter().filter_map(judge_cover))
}

fn is_faint(card: &LocatedCard) -> bool {
    card.contrast < CARD_FAINT
}

/// Whether the print stands where a card's does and is too blurred to be read: such a photo is refused for its blur.
fn is_blurred_card(card: &LocatedCard) -> bool {
    let blurred = judge_focus(card).is_some_and(|f| f.kind == Kind::Blur && f.severity == Severity::Refuse);
    let has_outline = card.outline >= CARD_OUTLINE_BLURRED && card.contrast >= CARD_CONTRAST_BLURRED;
    let is_there = card.likeness >= CARD_LIKENESS_BLURRED || has_outline;
    blurred && is_faint(card) && card.pattern >= CARD_PATTERN && is_there
}

fn judge_burnt(card: &LocatedCard) -> Option<Finding> {
    let limit = if reads_surely(card) { CARD_BURNT_READ } else { CARD_BURNT };
    limit.judge(Kind::TooBright, card.burnt)
}

/// Blurred, or sharp but with the pixels of a screen all over it.
fn judge_focus(card: &LocatedCard) -> Option<Finding> {
    let least = if reads_surely(card) {
        CARD_SHARPNESS_READ
    } else if is_faint(card) {
        CARD_SHARPNESS_FAINT
    } else {
        CARD_SHARPNESS
    };
    judge_screen(card).or_else(|| least.judge(Kind::Blur, card.sharpness))
}

/// The pixels of a screen: seen each, or as one wave.
fn judge_screen(card: &LocatedCard) -> Option<Finding> {
    // Noise is as strong as faint print.
    let grain = if is_faint(card) { None } else { CARD_GRAIN.judge(Kind::Screen, card.grain) };
    grain.or_else(|| CARD_MOIRE.judge(Kind::Screen, card.moire))
}

fn reads_surely(card: &LocatedCard) -> bool {
    texts(&card.text).iter().all(|(_, text)| text.confidence >= SURELY_READ)
}

/// Glare matters where it hides something; elsewhere a large patch is worth a word.
fn judge_glare(glare: &Patch) -> Option<Finding> {
    let found = GLARE_HIDES.judge(Kind::Glare, glare.hides).or_else(|| GLARE_SHARE.judge(Kind::Glare, glare.share));
    found.map(|finding| finding.at(glare.region.clone()))
}

/// Glare that lies on what could not be read, or not rightly, though it seems to hide little: a character half gone is misread.
fn unsaid_glare(card: &LocatedCard, findings: &[Finding]) -> Option<Finding> {
    let refuses = |f: &&Finding| f.severity == Severity::Refuse;
    if findings.iter().filter(refuses).any(|f| f.kind == Kind::Glare) {
        return None;
    }
    let is_unread = |f: &&Finding| matches!(f.kind, Kind::Unreadable | Kind::NumberInvalid);
    let unread: Vec<&Finding> = findings.iter().filter(refuses).filter(is_unread).collect();
    let lies_on_it = |glare: &&Patch| unread.iter().any(|f| overlap(&f.region, &glare.region));
    let glare = card.glare.iter().find(lies_on_it)?;
    Some(Finding::new(Kind::Glare, Severity::Refuse).at(glare.region.clone()))
}

/// Whether the boxes around two regions have places in common.
fn overlap(a: &Region, b: &Region) -> bool {
    let span = |region: &Region, of: fn(&Point) -> f32| {
        region.iter().map(of).fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)))
    };
    let meets = |of: fn(&Point) -> f32| {
        let ((low_a, high_a), (low_b, high_b)) = (span(a, of), span(b, of));
        low_a <= high_b && low_b <= high_a
    };
    meets(|p| p.x) && meets(|p| p.y)
}

/// A thing over print stops the photo; one that only laps over the card's edge does where it is large.
fn judge_cover(cover: &Patch) -> Option<Finding> {
    let found = COVER_HIDES.judge(Kind::Covered, cover.hides).or_else(|| COVER_SHARE.judge(Kind::Covered, cover.share));
    found.map(|finding| finding.at(cover.region.clone()))
}

/// A thing that lies within the holder's photo hides its face. Not told where the photo has faults already that keep faces from being
/// seen.
fn judge_holder(card: &LocatedCard, findings: &[Finding]) -> Option<Finding> {
    let is_plain = findings.iter().all(|f| f.severity != Severity::Refuse);
    let holder = card.holder.as_ref().filter(|holder| is_plain && holder.symmetry < HOLDER_FIGURE)?;
    HOLDER_FACE.judge(Kind::Covered, holder.face).map(|finding| finding.at(holder.region.clone()))
}

/// What could not be read, or only doubtfully. The number and the validity, which no rare character can keep from being read, must be
/// read and few other fields may be missing: those the student can type. Sex and birth do not count, which the number tells too: on cards in
/// two scripts the other one stands close above them.
fn judge_reading(card: &LocatedCard, fields: &CardFields) -> Vec<Finding> {
    let missing = fields.missing();
    let told_twice = |field: &Field| matches!(field, Field::IdNumber | Field::Sex | Field::Birth);
    let others = missing.iter().filter(|field| !told_twice(field)).count();
    let find = |(field, text): (Field, &FieldText)| {
        let finding = if missing.contains(&field) {
            let stops = matches!(field, Field::IdNumber | Field::ValidFrom | Field::ValidTo) || others > UNREAD_FIELDS;
            let severity = if stops { Severity::Refuse } else { Severity::Advise };
            Some(Finding::new(Kind::Unreadable, severity))
        } else if field == Field::IdNumber && is_repaired(&card.text) {
            Some(Finding::new(Kind::Unreadable, Severity::Advise))
        } else {
            FIELD_CONFIDENCE.judge(Kind::Unreadable, text.confidence)
        };
        finding.map(|finding| finding.about(Detail::Field(field)).at(text.region.clone()))
    };
    texts(&card.text).into_iter().filter_map(find).collect()
}

fn readings(text: &CardText) -> Vec<Reading> {
    let reading = |(field, read): (Field, &FieldText)| {
        let repaired = field == Field::IdNumber && is_repaired(text);
        Reading { field, confidence: (read.confidence * 1000.0).round() / 1000.0, repaired }
    };
    texts(text).into_iter().map(reading).collect()
}

/// Whether a character of the number is not the one that was read.
fn is_repaired(text: &CardText) -> bool {
    match text {
        CardText::Portrait(text) => read_number(text).is_some_and(|(_, repaired)| repaired),
        CardText::Emblem(_) => false,
    }
}

/// What the fields say against each other, the account and the day.
fn judge_fields(text: &CardText, fields: &CardFields, context: &CardContext) -> Vec<Finding> {
    let problems = match fields {
        CardFields::Portrait(fields) => check_portrait(fields, context.account_number.as_ref(), context.today),
        CardFields::Emblem(fields) => check_emblem(fields, context.today),
    };
    let mut findings: Vec<_> = problems.into_iter().filter_map(|problem| finding_of(problem, text)).collect();
    if let CardFields::Emblem(fields) = fields
        && let (Some(from), Some(ValidTo::Day(to))) = (fields.valid_from, fields.valid_to)
        && from < to
        && !is_usual_term(from, to)
    {
        findings.push(at_field(Finding::new(Kind::FieldsDisagree, Severity::Advise), Field::ValidTo, text));
    }
    findings
}

fn finding_of(problem: CardProblem, text: &CardText) -> Option<Finding> {
    let refuse = |kind| Finding::new(kind, Severity::Refuse);
    Some(match problem {
        CardProblem::Missing(_) => return None,
        CardProblem::Number(error) => {
            at_field(refuse(Kind::NumberInvalid), Field::IdNumber, text).about(Detail::Number(error))
        }
        CardProblem::NumberMismatch => at_field(refuse(Kind::NumberMismatch), Field::IdNumber, text),
        CardProblem::Disagrees(field) => at_field(refuse(Kind::FieldsDisagree), field, text),
        CardProblem::NotYetValid => at_field(refuse(Kind::FieldsDisagree), Field::ValidFrom, text),
        CardProblem::Expired { days } => {
            at_field(CARD_EXPIRED.judge(Kind::Expired, days as f32)?, Field::ValidTo, text)
        }
    })
}

fn at_field(finding: Finding, field: Field, text: &CardText) -> Finding {
    let region = texts(text).into_iter().find(|(of, _)| *of == field).map(|(_, text)| text.region.clone());
    finding.about(Detail::Field(field)).at(region.unwrap_or_default())
}

/// Each field with the text it stands in; the two dates of the validity share one.
fn texts(text: &CardText) -> Vec<(Field, &FieldText)> {
    match text {
        CardText::Portrait(text) => vec![
            (Field::Name, &text.name),
            (Field::Sex, &text.sex),
            (Field::Ethnicity, &text.ethnicity),
            (Field::Birth, &text.birth),
            (Field::Address, &text.address),
            (Field::IdNumber, &text.id_number),
        ],
        CardText::Emblem(text) => vec![
            (Field::Authority, &text.authority),
            (Field::ValidFrom, &text.validity),
            (Field::ValidTo, &text.validity),
        ],
    }
}
