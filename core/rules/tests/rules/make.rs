//! Measurements and fields of faultless photos, for tests to spoil. Numbers have county codes that do not exist.

use jiff::civil::{Date, date};
use ruxue_rules::*;
use uuid::Uuid;

/// 1990-01-02, male.
pub(crate) const NUMBER: &str = "110199199001020016";
/// 1992-02-29, female.
pub(crate) const OTHER_NUMBER: &str = "440199199202290043";
pub(crate) const TODAY: Date = date(2026, 3, 1);

pub(crate) fn number(text: &str) -> IdNumber {
    IdNumber::parse(text).unwrap()
}

pub(crate) fn account() -> Account {
    Account::IdNumber(number(NUMBER))
}

fn box_at(line: u16) -> Region {
    Rect { x: 100.0, y: 40.0 * f32::from(line), width: 300.0, height: 30.0 }.region()
}

fn read(text: &str, line: u16) -> FieldText {
    FieldText { text: text.into(), confidence: 0.99, region: box_at(line), ..FieldText::default() }
}

pub(crate) fn portrait_text() -> PortraitText {
    PortraitText {
        name: read("样张", 1),
        sex: read("男", 2),
        ethnicity: read("汉", 3),
        birth: read("1990年1月2日", 4),
        address: read("北京市样张区试验路1号", 5),
        id_number: read(NUMBER, 6),
    }
}

pub(crate) fn emblem_text() -> EmblemText {
    EmblemText { authority: read("样张市公安局", 1), validity: read("2016.01.02-2036.01.02", 2) }
}

pub(crate) fn photo() -> PhotoMeasures {
    PhotoMeasures { width: 3000, height: 4000, software: Some("MagicOS 8.0".into()), lens: Some(Lens::Rear) }
}

/// A faultless photo of the side that `text` belongs to.
pub(crate) fn card(text: CardText) -> LocatedCard {
    let corners = [[300.0, 900.0], [2700.0, 900.0], [2700.0, 2400.0], [300.0, 2400.0]].map(Point::from);
    let side = match text {
        CardText::Portrait(_) => Side::Portrait,
        CardText::Emblem(_) => Side::Emblem,
    };
    LocatedCard {
        corners: Quad(corners),
        side,
        likeness: 1.0,
        outline: 1.0,
        margin: 0.1,
        cut: vec![],
        pixels_per_mm: 28.0,
        tilt: 3.0,
        sharpness: 1000.0,
        grain: 0.2,
        moire: 0.1,
        paper: 200.0,
        burnt: 0.0,
        contrast: 0.6,
        pattern: 0.5,
        glare: vec![],
        covers: vec![],
        colour: 0.3,
        mirrored: false,
        temporary: false,
        holder: None,
        text,
    }
}

pub(crate) fn context(wanted: Side) -> CardContext {
    CardContext { wanted, account_number: Some(number(NUMBER)), today: TODAY }
}

/// Measurements of a well lit picture of this card.
pub(crate) fn measures(card: LocatedCard) -> CardMeasures {
    CardMeasures { card: Some(card), ..CardMeasures::default() }
}

pub(crate) fn judge(card: LocatedCard) -> CardReport {
    let wanted = card.side;
    judge_card(&photo(), &measures(card), &context(wanted))
}

/// A faultless head, upright, frontal, half-length.
pub(crate) fn head() -> HeadMeasures {
    HeadMeasures {
        head: Rect { x: 1000.0, y: 600.0, width: 950.0, height: 1300.0 },
        oval: Rect { x: 1050.0, y: 900.0, width: 850.0, height: 1000.0 }.region(),
        eyes: [Point::new(1300.0, 1250.0), Point::new(1650.0, 1250.0)],
        presence: 1.0,
        hat: 0.05,
        eyes_covered: 0.02,
        face_covered: 0.01,
        share: 0.45,
        offset: 0.01,
        clearance: 0.4,
        nearest: Edge::Top,
        below_chin: 1.5,
        eye_distance: 350.0,
        yaw: -2.0,
        pitch: 1.0,
        roll: 0.5,
        eyes_open: [0.95, 0.97],
        mouth_open: 0.02,
        sharpness: 3.6,
        sharpness_along: 3.9,
        bright_level: 180.0,
        burnt: 0.0,
        gaze: 0.02,
        side_light: 0.05,
        colour_cast: 0.8,
        back_light: 1.1,
        colour: 0.3,
        moire: 0.05,
    }
}

pub(crate) fn portrait(head: HeadMeasures) -> PortraitMeasures {
    PortraitMeasures { faces: vec![FaceMeasures { bounds: head.head, score: 0.97 }], head: Some(head) }
}

pub(crate) fn photo_id(n: u128) -> PhotoId {
    PhotoId(Uuid::from_u128(n))
}

pub(crate) fn key(n: u128) -> AttemptKey {
    AttemptKey(Uuid::from_u128(n))
}

pub(crate) fn consent() -> Consent {
    Consent::to_current("2026-03-01T08:00:00Z".parse().unwrap())
}

pub(crate) fn consented(kind: ConsentKind) -> Event {
    Event::ConsentGiven { kind, consent: consent() }
}

pub(crate) fn kinds(report: &Report) -> Vec<Kind> {
    report.findings.iter().map(|finding| finding.kind).collect()
}
