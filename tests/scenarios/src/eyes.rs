//! Vision for notes in the place of photos: the app sees what the reference platform will read.

use jiff::civil::Date;
use ruxue::{Unseen, Vision};
use ruxue_reference_platform::{Note, SideFields};
use ruxue_rules::*;

/// Sees what the reference platform's own notes say.
pub struct NoteReader;

impl Vision for NoteReader {
    fn card(&self, photo: &[u8]) -> Result<(PhotoMeasures, CardMeasures), Unseen> {
        let card = match read(photo)? {
            Note::Card(SideFields::Portrait(fields)) => Some(card(portrait_text(&fields), 1.0)),
            Note::Card(SideFields::Emblem(fields)) => Some(card(emblem_text(&fields), 1.0)),
            Note::BlurredCard(Side::Portrait) => Some(card(CardText::Portrait(PortraitText::default()), 0.0)),
            Note::BlurredCard(Side::Emblem) => Some(card(CardText::Emblem(EmblemText::default()), 0.0)),
            Note::Face { .. } => None,
        };
        Ok((file(), CardMeasures { card, ..CardMeasures::default() }))
    }

    fn portrait(&self, photo: &[u8]) -> Result<(PhotoMeasures, PortraitMeasures), Unseen> {
        let measures = match read(photo)? {
            Note::Face { .. } => PortraitMeasures { faces: vec![], head: Some(head()) },
            Note::Card(_) | Note::BlurredCard(_) => PortraitMeasures::default(),
        };
        Ok((file(), measures))
    }

    fn sendable(&self, photo: &[u8]) -> Result<Vec<u8>, Unseen> {
        Ok(photo.to_vec())
    }
}

fn read(photo: &[u8]) -> Result<Note, PhotoFault> {
    serde_json::from_slice(photo).map_err(|_| PhotoFault::UnknownFormat)
}

fn file() -> PhotoMeasures {
    PhotoMeasures { width: 3000, height: 4000, software: None, lens: Some(Lens::Rear) }
}

fn field(text: Option<impl Into<String>>) -> FieldText {
    FieldText { text: text.map(Into::into).unwrap_or_default(), confidence: 0.99, ..FieldText::default() }
}

fn portrait_text(fields: &PortraitFields) -> CardText {
    let printed = |birth: Date| format!("{}年{}月{}日", birth.year(), birth.month(), birth.day());
    CardText::Portrait(PortraitText {
        name: field(fields.name.clone()),
        sex: field(fields.sex.map(Sex::as_str)),
        ethnicity: field(fields.ethnicity.map(Ethnicity::as_str)),
        birth: field(fields.birth.map(printed)),
        address: field(fields.address.clone()),
        id_number: field(fields.id_number.clone()),
    })
}

fn emblem_text(fields: &EmblemFields) -> CardText {
    let dots = |date: String| date.replace('-', ".");
    let from = fields.valid_from.map(|date| dots(date.to_string())).unwrap_or_default();
    let to = fields.valid_to.map(|date| dots(date.to_string())).unwrap_or_default();
    CardText::Emblem(EmblemText {
        authority: field(fields.authority.clone()),
        validity: field(Some(format!("{from}-{to}"))),
    })
}

fn card(text: CardText, sharp: f32) -> LocatedCard {
    let side = match text {
        CardText::Portrait(_) => Side::Portrait,
        CardText::Emblem(_) => Side::Emblem,
    };
    LocatedCard {
        corners: Quad([[300.0, 900.0], [2700.0, 900.0], [2700.0, 2400.0], [300.0, 2400.0]].map(Point::from)),
        side,
        likeness: 1.0,
        outline: 1.0,
        margin: 0.1,
        cut: vec![],
        pixels_per_mm: 28.0,
        tilt: 3.0,
        sharpness: 1000.0 * sharp,
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

fn head() -> HeadMeasures {
    HeadMeasures {
        presence: 1.0,
        share: 0.45,
        clearance: 0.4,
        below_chin: 1.5,
        eye_distance: 350.0,
        eyes_open: [0.95, 0.97],
        sharpness: 3.6,
        bright_level: 180.0,
        back_light: 1.1,
        colour: 0.3,
        ..HeadMeasures::default()
    }
}
