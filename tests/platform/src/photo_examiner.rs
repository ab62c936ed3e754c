//! The examiner that looks at real photos, with the same eyes and limits as the phone's.

use crate::cards::SideFields;
use crate::examiner::{ExaminationFailed, Examiner, Judgement, Portrait, Unusable};
use crate::face::{self, FaceError, similarity as stand_in_face_comparison};
use ruxue_rules::limits::CARD_LIKENESS;
use ruxue_rules::{CardFields, Kind, Reason, Report, Severity, Side, judge_portrait};
use ruxue_vision::{Models, Photo, card, portrait};

/// Reads cards and judges portraits with ruxue-vision; compares faces by the stand-in of [`crate::face`].
pub struct PhotoExaminer {
    models: Models,
}

impl PhotoExaminer {
    /// An examiner with the networks loaded.
    pub fn new(models: Models) -> Self {
        Self { models }
    }

    /// How alike the portrait and the register's photo are, and what speaks against taking them for one person's.
    fn compare(&self, portrait: &Portrait) -> Result<(Option<f32>, Option<Reason>), ExaminationFailed> {
        match stand_in_face_comparison(&portrait.register, &portrait.jpeg, &self.models) {
            Ok(score) => Ok((Some(score), (score < face::PASS).then_some(Reason::IrregularPhoto))),
            // The portrait has a face, or it would not come to this: it is the register's photo that has none.
            Err(FaceError::NoFace | FaceError::Photo(_)) => Ok((None, Some(Reason::WrongRegistration))),
            Err(FaceError::Vision(_)) => Err(ExaminationFailed),
        }
    }
}

impl Examiner for PhotoExaminer {
    fn read_card(&self, side: Side, jpeg: &[u8]) -> Result<SideFields, Unusable> {
        let photo = Photo::decode(jpeg).map_err(|_| Unusable::Undecodable)?;
        let (measures, _) = card::measure(&photo, &self.models).map_err(|_| Unusable::Unreadable)?;
        let is_card = |likeness| CARD_LIKENESS.judge(Kind::NotACard, likeness).is_none();
        let card = measures.card.filter(|card| is_card(card.likeness)).ok_or(Unusable::NotACard)?;
        if card.side != side {
            return Err(Unusable::WrongSide);
        }
        match CardFields::from(&card.text) {
            CardFields::Portrait(fields) if matches!(fields.number(), Some(Ok(_))) => Ok(SideFields::Portrait(fields)),
            CardFields::Emblem(fields) if fields.valid_to.is_some() => Ok(SideFields::Emblem(fields)),
            CardFields::Portrait(_) | CardFields::Emblem(_) => Err(Unusable::Unreadable),
        }
    }

    fn check_portrait(&self, jpeg: &[u8]) -> Result<(), Unusable> {
        Photo::decode(jpeg).map(drop).map_err(|_| Unusable::Undecodable)
    }

    fn judge(&self, portrait: &Portrait) -> Result<Judgement, ExaminationFailed> {
        let photo = Photo::decode(&portrait.jpeg).map_err(|_| ExaminationFailed)?;
        let (measures, _) = portrait::measure(&photo, &self.models).map_err(|_| ExaminationFailed)?;
        let mut reasons = reasons(&judge_portrait(&photo.measures, &measures));
        let (score, unlike) = if measures.head.is_some() { self.compare(portrait)? } else { (None, None) };
        reasons.extend(unlike.filter(|reason| !reasons.contains(reason)));
        Ok(match score {
            Some(score) if reasons.is_empty() => Judgement::Passed { score },
            score => Judgement::Failed { score, reasons },
        })
    }
}

/// The manual's reasons for what the report refuses, each once, ① first.
fn reasons(report: &Report) -> Vec<Reason> {
    let refused = report.findings.iter().filter(|finding| finding.severity == Severity::Refuse);
    let found: Vec<Reason> = refused.map(|finding| reason(finding.kind)).collect();
    Reason::ALL.into_iter().filter(|reason| found.contains(reason)).collect()
}

fn reason(kind: Kind) -> Reason {
    match kind {
        Kind::HeadTooLarge | Kind::HeadTooSmall | Kind::HeadCut | Kind::NotHalfLength | Kind::OffCentre => {
            Reason::HeadSize
        }
        Kind::Blur
        | Kind::TooDark
        | Kind::TooBright
        | Kind::BackLight
        | Kind::UnevenLight
        | Kind::FaceCovered
        | Kind::EyesCovered
        | Kind::Hat => Reason::FaceUnclear,
        _ => Reason::IrregularPhoto,
    }
}
