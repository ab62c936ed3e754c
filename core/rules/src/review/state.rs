use super::overrule::RefusedPhotos;
use super::{AttemptKey, PhotoId, Refusal};
use crate::{
    Account, CardDraft, CardFields, CardReport, Chances, ConfirmedCard, Consent, ConsentKind, Outcome, Report, Side,
    Slot,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Failed attempts after which the student may stop and hand the last result to the school (manual).
pub(super) const FAILURES_BEFORE_HAND_OVER: usize = 2;

/// Where a student's review stands. `Debug` hides whose it is.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Review {
    pub(super) student: String,
    pub(super) account: Account,
    /// As the platform last said, less those spent since.
    pub(super) chances: Chances,
    /// Keys of attempts that failed.
    pub(super) failed: BTreeSet<AttemptKey>,
    pub(super) portrait_side: Option<TakenCard>,
    pub(super) emblem_side: Option<TakenCard>,
    pub(super) confirmed: Option<ConfirmedCard>,
    #[serde(default)]
    pub(super) consents: BTreeMap<ConsentKind, GivenConsent>,
    pub(super) card_sent: bool,
    pub(super) portrait: Option<TakenPortrait>,
    #[serde(default)]
    pub(super) refused: BTreeMap<Slot, RefusedPhotos>,
    pub(super) stage: Stage,
    /// The key under which the portrait named here was submitted: an attempt of another phone does not concern it.
    #[serde(default)]
    pub(super) submitted: Option<AttemptKey>,
    /// Of the last attempt that was judged.
    #[serde(default)]
    pub(super) last_outcome: Option<Outcome>,
}

/// A consent, and whether the platform was told of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct GivenConsent {
    #[serde(flatten)]
    pub(super) consent: Consent,
    pub(super) told: bool,
}

/// A side of the card that was taken and is good enough, or was overruled to be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TakenCard {
    /// The photo.
    pub photo: PhotoId,
    /// What judging it said.
    pub report: CardReport,
    /// Its fields: as read, or as the student last confirmed them.
    pub fields: CardFields,
}

/// A portrait that was taken and is good enough, or was overruled to be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TakenPortrait {
    /// The photo.
    pub photo: PhotoId,
    /// What judging it said.
    pub report: Report,
}

/// How far the attempt is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Stage {
    /// Nothing was submitted since the last failure.
    Preparing,
    /// Submitted; whether the platform has it is not known yet. Leads on only by word about this very key.
    Submitting {
        /// The key.
        key: AttemptKey,
    },
    /// The platform has it and has not judged it yet.
    Waiting {
        /// The key.
        key: AttemptKey,
    },
    /// Judged.
    Decided {
        /// The key.
        key: AttemptKey,
        /// Never pending.
        outcome: Outcome,
    },
}

impl Review {
    /// The review of who has just logged in with `account`; `student` is the number (S…) by which the platform names them,
    /// whichever account they use.
    pub fn new(student: impl Into<String>, account: Account, chances: Chances) -> Self {
        Self {
            student: student.into(),
            account,
            chances,
            failed: BTreeSet::new(),
            portrait_side: None,
            emblem_side: None,
            confirmed: None,
            consents: BTreeMap::new(),
            card_sent: false,
            portrait: None,
            refused: BTreeMap::new(),
            stage: Stage::Preparing,
            submitted: None,
            last_outcome: None,
        }
    }

    /// The student number (S…).
    pub fn student(&self) -> &str {
        &self.student
    }

    /// What the student logged in with when the review began.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// The chances to show: what the platform last said, less the one that an unjudged attempt may spend.
    pub fn chances(&self) -> Chances {
        match self.stage {
            Stage::Submitting { .. } | Stage::Waiting { .. } => self.chances.less_one(),
            Stage::Preparing | Stage::Decided { .. } => self.chances,
        }
    }

    /// The side as taken; none once the platform has accepted the photo and an outcome is in.
    pub fn side(&self, side: Side) -> Option<&TakenCard> {
        match side {
            Side::Portrait => self.portrait_side.as_ref(),
            Side::Emblem => self.emblem_side.as_ref(),
        }
    }

    /// The card's fields for the student to check: as read, or as last confirmed.
    pub fn draft(&self) -> CardDraft {
        if let Some(confirmed) = &self.confirmed {
            return CardDraft { portrait: confirmed.portrait().clone(), emblem: confirmed.emblem().clone() };
        }
        let mut draft = CardDraft::default();
        for taken in [&self.portrait_side, &self.emblem_side].into_iter().flatten() {
            match taken.fields.clone() {
                CardFields::Portrait(fields) => draft.portrait = fields,
                CardFields::Emblem(fields) => draft.emblem = fields,
            }
        }
        draft
    }

    /// What the student confirmed.
    pub fn confirmed(&self) -> Option<&ConfirmedCard> {
        self.confirmed.as_ref()
    }

    /// The consent that the student gave and did not take back. It may be to an older text: see [`Consent::is_current`].
    pub fn consent(&self, kind: ConsentKind) -> Option<&Consent> {
        self.consents.get(&kind).map(|given| &given.consent)
    }

    /// Whether the platform was told of the consent that stands.
    pub fn is_consent_told(&self, kind: ConsentKind) -> bool {
        self.consents.get(&kind).is_some_and(|given| given.told)
    }

    /// Whether the student agreed to the text as it stands.
    pub fn agrees_to(&self, kind: ConsentKind) -> bool {
        self.consent(kind).is_some_and(Consent::is_current)
    }

    /// Whether the platform has the card as confirmed.
    pub fn is_card_sent(&self) -> bool {
        self.card_sent
    }

    /// The portrait as taken; none once its outcome is in.
    pub fn portrait(&self) -> Option<&TakenPortrait> {
        self.portrait.as_ref()
    }

    /// How far the attempt is.
    pub fn stage(&self) -> &Stage {
        &self.stage
    }

    /// What came of the last attempt that was judged; kept while the next is prepared, for its reasons.
    pub fn last_outcome(&self) -> Option<&Outcome> {
        self.last_outcome.as_ref()
    }

    /// The key of the submission whose outcome is still to come.
    pub fn under_way(&self) -> Option<AttemptKey> {
        match self.stage {
            Stage::Submitting { key } | Stage::Waiting { key } => Some(key),
            Stage::Preparing | Stage::Decided { .. } => None,
        }
    }

    /// The photos that are still needed.
    pub fn photos(&self) -> impl Iterator<Item = PhotoId> {
        let cards = [&self.portrait_side, &self.emblem_side].into_iter().flatten().map(|taken| taken.photo);
        cards.chain(self.portrait.as_ref().map(|taken| taken.photo))
    }

    /// Whether the card may be sent to the platform.
    ///
    /// # Errors
    /// What is missing.
    pub fn may_send_card(&self) -> Result<&ConfirmedCard, Refusal> {
        self.check_open()?;
        match self.missing_to_send() {
            Some(missing) => Err(missing.into()),
            None => self.confirmed.as_ref().ok_or(Refusal::NotConfirmed),
        }
    }

    /// Whether the student may submit; the portrait to send.
    ///
    /// # Errors
    /// What is missing.
    pub fn may_submit(&self) -> Result<PhotoId, Refusal> {
        self.check_open()?;
        if self.chances().left() == 0 {
            return Err(Refusal::NoChances);
        }
        match self.missing() {
            Some(missing) => Err(missing.into()),
            None => self.portrait.as_ref().map(|taken| taken.photo).ok_or(Refusal::NoPortrait),
        }
    }

    /// Whether a consent may be given or taken back: what is under way was submitted with it.
    ///
    /// # Errors
    /// [`Refusal::UnderWay`].
    pub fn may_change_consent(&self) -> Result<(), Refusal> {
        if self.under_way().is_some() { Err(Refusal::UnderWay) } else { Ok(()) }
    }

    /// Whether the student may start again.
    ///
    /// # Errors
    /// Why not.
    pub fn may_start_again(&self) -> Result<(), Refusal> {
        match self.check_open() {
            Ok(()) => Err(Refusal::NothingFailed),
            Err(Refusal::StartAgainFirst) if self.chances.left() == 0 => Err(Refusal::NoChances),
            Err(Refusal::StartAgainFirst) => Ok(()),
            Err(refusal) => Err(refusal),
        }
    }

    /// Whether the student may stop and hand the last result to the school.
    ///
    /// # Errors
    /// Why not.
    pub fn may_hand_over(&self) -> Result<(), Refusal> {
        match self.check_open() {
            Ok(()) | Err(Refusal::StartAgainFirst) if self.failed.len() < FAILURES_BEFORE_HAND_OVER => {
                Err(Refusal::HandOverTooEarly)
            }
            Ok(()) | Err(Refusal::StartAgainFirst) => Ok(()),
            Err(refusal) => Err(refusal),
        }
    }

    /// Whether card and portrait may change.
    pub(super) fn check_open(&self) -> Result<(), Refusal> {
        match &self.stage {
            Stage::Preparing => Ok(()),
            Stage::Submitting { .. } | Stage::Waiting { .. } => Err(Refusal::UnderWay),
            Stage::Decided { outcome, .. } => Err(match outcome {
                Outcome::Pending => Refusal::UnderWay,
                Outcome::Passed { .. } => Refusal::Passed,
                Outcome::Failed { .. } => Refusal::StartAgainFirst,
                Outcome::HandedOver { .. } => Refusal::HandedOver,
            }),
        }
    }
}

impl fmt::Debug for Review {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Review")
            .field("chances", &self.chances)
            .field("stage", &self.stage)
            .field("photos", &self.photos().collect::<Vec<_>>())
            .field("confirmed", &self.confirmed.is_some())
            .field("consents", &self.consents)
            .field("card_sent", &self.card_sent)
            .field("submitted", &self.submitted)
            .field("last_outcome", &self.last_outcome)
            .finish_non_exhaustive()
    }
}
