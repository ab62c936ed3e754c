//! An examiner for tests of the platform's own rules and of clients: "photos" are notes of what is to be seen in them, so
//! that a whole review takes milliseconds. It reads and compares what the notes say, as the real one does with pictures.

use crate::{Enrolment, ExaminationFailed, Examiner, Judgement, Person, Portrait, SideFields, Student, Unusable};
use ruxue_rules::{
    CardDraft, CardProblem, ConfirmedCard, EmblemFields, Ethnicity, IdNumber, PortraitFields, Reason, Sex, Side,
    ValidTo, check_character,
};
use serde::{Deserialize, Serialize};

/// What is to be seen in a photo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    /// A side of a card.
    Card(SideFields),
    /// A side of a card that cannot be read.
    BlurredCard(Side),
    /// Somebody's face.
    Face {
        /// Whose.
        whose: String,
        /// What is wrong with the photo.
        faults: Vec<Reason>,
    },
}

impl Note {
    /// The "photo" of it.
    pub fn photo(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    fn read(photo: &[u8]) -> Result<Self, Unusable> {
        serde_json::from_slice(photo).map_err(|_| Unusable::Undecodable)
    }
}

/// Reads notes.
pub struct NotedExaminer;

impl Examiner for NotedExaminer {
    fn read_card(&self, side: Side, jpeg: &[u8]) -> Result<SideFields, Unusable> {
        match Note::read(jpeg)? {
            Note::Card(fields) if side_of(&fields) == side => Ok(fields),
            Note::BlurredCard(seen) if seen == side => Err(Unusable::Unreadable),
            Note::Card(_) | Note::BlurredCard(_) => Err(Unusable::WrongSide),
            Note::Face { .. } => Err(Unusable::NotACard),
        }
    }

    fn check_portrait(&self, jpeg: &[u8]) -> Result<(), Unusable> {
        Note::read(jpeg).map(|_| ())
    }

    fn judge(&self, portrait: &Portrait) -> Result<Judgement, ExaminationFailed> {
        let Ok(Note::Face { whose, mut faults }) = Note::read(&portrait.jpeg) else {
            return Ok(Judgement::Failed { score: None, reasons: vec![Reason::IrregularPhoto] });
        };
        let Ok(Note::Face { whose: registered, .. }) = Note::read(&portrait.register) else {
            return Err(ExaminationFailed);
        };
        let score = if whose == registered { 90.0 } else { 20.0 };
        if whose != registered {
            faults.push(Reason::IrregularPhoto);
        }
        Ok(if faults.is_empty() {
            Judgement::Passed { score }
        } else {
            Judgement::Failed { score: Some(score), reasons: faults }
        })
    }
}

fn side_of(fields: &SideFields) -> Side {
    match fields {
        SideFields::Portrait(_) => Side::Portrait,
        SideFields::Emblem(_) => Side::Emblem,
    }
}

/// An invented student, with notes in the place of photos.
#[derive(Clone)]
pub struct NotedStudent {
    name: String,
    number: IdNumber,
    card: CardDraft,
}

impl NotedStudent {
    /// The invented student number `sequence` (0 to 999): born 2000-01-02 in a county that does not exist.
    pub fn new(sequence: u16) -> Option<Self> {
        let digits = format!("11019920000102{:03}", sequence % 1000);
        let number = IdNumber::parse(&format!("{digits}{}", check_character(&digits)?)).ok()?;
        let name = "张样".to_owned();
        let card = CardDraft {
            portrait: PortraitFields {
                name: Some(name.clone()),
                sex: Some(number.sex()),
                ethnicity: Ethnicity::parse("汉").ok(),
                birth: Some(number.birth()),
                address: Some("样本省样本市样张路1号".into()),
                id_number: Some(number.as_str().into()),
            },
            emblem: EmblemFields {
                authority: Some("样本市公安局".into()),
                valid_from: jiff::civil::Date::new(2020, 1, 2).ok(),
                valid_to: jiff::civil::Date::new(2040, 1, 2).ok().map(ValidTo::Day),
            },
        };
        Some(Self { name, number, card })
    }

    /// The ID number.
    pub fn number(&self) -> &IdNumber {
        &self.number
    }

    /// The card's fields as they stand in print.
    pub fn card(&self) -> &CardDraft {
        &self.card
    }

    /// The card as confirmed without any change.
    ///
    /// # Errors
    /// What the rules find against it on `today`.
    pub fn confirmed(&self, today: jiff::civil::Date) -> Result<ConfirmedCard, Vec<CardProblem>> {
        self.card.clone().confirm(Some(&self.number), today)
    }

    /// The "photo" of a side.
    pub fn side(&self, side: Side) -> Vec<u8> {
        let fields = match side {
            Side::Portrait => SideFields::Portrait(self.card.portrait.clone()),
            Side::Emblem => SideFields::Emblem(self.card.emblem.clone()),
        };
        Note::Card(fields).photo()
    }

    /// A portrait that passes.
    pub fn portrait(&self) -> Vec<u8> {
        Note::Face { whose: self.number.as_str().into(), faults: vec![] }.photo()
    }

    /// Somebody else's portrait; `variant` makes it another photo.
    pub fn portrait_of_another(&self, variant: u8) -> Vec<u8> {
        Note::Face { whose: format!("somebody else {variant}"), faults: vec![] }.photo()
    }

    /// The student, as the register of persons has them.
    pub fn person(&self) -> Person {
        Person { name: self.name.clone(), sex: self.sex(), number: self.number.clone(), face_jpeg: self.portrait() }
    }

    /// The student, as the college has them, with a mobile number and an e-mail to log in with too.
    pub fn student(&self) -> Student {
        let end = self.number.as_str().get(14..17).unwrap_or_default();
        Student {
            name: self.name.clone(),
            number: self.number.clone(),
            mobile: Some(format!("13900000{end}")),
            email: Some(format!("student{end}@example.cn")),
            password: None,
            student_number: format!("S2022{end}"),
            class: "入学资格审查2022级01班".into(),
            enrolment: Enrolment::invented(),
        }
    }

    fn sex(&self) -> Sex {
        self.number.sex()
    }
}
