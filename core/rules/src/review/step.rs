use super::state::GivenConsent;
use super::{Attempt, AttemptKey, Event, PhotoId, Refusal, Review, Stage, TakenCard, TakenPortrait};
use crate::{CardDraft, CardFields, CardReport, Chances, ConsentKind, Outcome, Reason, Report, Side, Slot};
use jiff::civil::Date;

impl Review {
    /// The state after `event`.
    ///
    /// # Errors
    /// Why the event cannot happen now; this state still stands then.
    pub fn step(&self, event: Event) -> Result<Self, Refusal> {
        let mut next = self.clone();
        match event {
            Event::PhotoRefused { slot, print, report } => next.refuse(slot, print, &report)?,
            Event::CardTaken { side, photo, report } => next.take_card(side, photo, report)?,
            Event::CardConfirmed { fields, today } => next.confirm(fields, today)?,
            Event::ConsentGiven { kind, consent } => {
                next.may_change_consent()?;
                next.consents.insert(kind, GivenConsent { consent, told: false });
            }
            Event::ConsentTold { kind } => {
                if let Some(given) = next.consents.get_mut(&kind) {
                    given.told = true;
                }
            }
            Event::ConsentRevoked { kind } => next.revoke(kind)?,
            Event::CardSent => {
                next.may_send_card()?;
                next.card_sent = true;
            }
            Event::CardGone => next.card_sent = false,
            Event::PortraitTaken { photo, report } => next.take_portrait(photo, report)?,
            Event::Submitted { key } => next.submit(key)?,
            Event::Rejected { key } => next.reject(key)?,
            Event::Answered(attempt) => next.answer(attempt),
            Event::Synced { chances, attempts } => next.sync(chances, attempts),
            Event::StartedAgain => next.start_again()?,
        }
        Ok(next)
    }

    /// A refused photo never replaces a good one, unless the student may insist on it. Another photo of the card is to be confirmed
    /// and sent anew. What can't be read of one that was insisted on, the student types.
    fn take_card(&mut self, side: Side, photo: PhotoId, report: CardReport) -> Result<(), Refusal> {
        self.check_open()?;
        let fields = match report.fields.clone() {
            Some(fields) if fields.side() == side && self.may_overrule(side.into(), &report.report) => fields,
            _ => return Err(Refusal::PhotoRefused),
        };
        let taken = Some(TakenCard { photo, report, fields });
        match side {
            Side::Portrait => self.portrait_side = taken,
            Side::Emblem => self.emblem_side = taken,
        }
        self.refused.remove(&side.into());
        self.confirmed = None;
        self.card_sent = false;
        Ok(())
    }

    fn confirm(&mut self, fields: CardDraft, today: Date) -> Result<(), Refusal> {
        self.check_open()?;
        let portrait_side = self.portrait_side.as_mut().ok_or(Refusal::SideMissing(Side::Portrait))?;
        let emblem_side = self.emblem_side.as_mut().ok_or(Refusal::SideMissing(Side::Emblem))?;
        let confirmed = fields.confirm(self.account.id_number(), today).map_err(Refusal::Fields)?;
        portrait_side.fields = CardFields::Portrait(confirmed.portrait().clone());
        emblem_side.fields = CardFields::Emblem(confirmed.emblem().clone());
        self.confirmed = Some(confirmed);
        self.card_sent = false;
        Ok(())
    }

    /// The platform deletes what it holds of the card. What the phone holds is the student's own.
    fn revoke(&mut self, kind: ConsentKind) -> Result<(), Refusal> {
        self.may_change_consent()?;
        self.consents.remove(&kind);
        if kind == ConsentKind::Card {
            self.card_sent = false;
        }
        Ok(())
    }

    fn take_portrait(&mut self, photo: PhotoId, report: Report) -> Result<(), Refusal> {
        self.check_open()?;
        if !self.may_overrule(Slot::Portrait, &report) {
            return Err(Refusal::PhotoRefused);
        }
        self.refused.remove(&Slot::Portrait);
        self.portrait = Some(TakenPortrait { photo, report });
        self.submitted = None;
        Ok(())
    }

    fn submit(&mut self, key: AttemptKey) -> Result<(), Refusal> {
        self.may_submit()?;
        if self.failed.contains(&key) {
            return Err(Refusal::KeyUsed);
        }
        self.stage = Stage::Submitting { key };
        self.submitted = Some(key);
        Ok(())
    }

    fn reject(&mut self, key: AttemptKey) -> Result<(), Refusal> {
        if self.stage != (Stage::Submitting { key }) {
            return Err(Refusal::NoSuchAttempt);
        }
        self.stage = Stage::Preparing;
        Ok(())
    }

    /// One attempt's standing tells nothing of the ledger: a chance counts as spent until the platform says otherwise.
    fn answer(&mut self, attempt: Attempt) {
        let known = self.failed.contains(&attempt.key)
            || matches!(self.stage, Stage::Decided { key, .. } if key == attempt.key)
            || attempt.outcome == Outcome::Pending;
        if !known {
            self.chances = self.chances.less_one();
        }
        self.learn(attempt);
    }

    /// Of the history the last attempt counts, and the one under way.
    fn sync(&mut self, chances: Chances, mut attempts: Vec<Attempt>) {
        self.chances = chances;
        let waiting = attempts.iter().find(|attempt| attempt.outcome == Outcome::Pending).map(|attempt| attempt.key);
        let last = attempts.pop();
        for attempt in attempts {
            if self.under_way() == Some(attempt.key) {
                self.learn(attempt);
            } else if matches!(attempt.outcome, Outcome::Failed { .. }) {
                self.failed.insert(attempt.key);
            }
        }
        if let Some(last) = last {
            self.learn(last);
        }
        // Another phone's attempt may spend a chance before this phone's own submission gets its answer.
        if waiting.is_some() && waiting != self.under_way() {
            self.chances = self.chances.less_one();
        }
    }

    /// Takes in what the platform says of an attempt. A submission under way yields only to word about its own key, and
    /// nothing comes after having passed.
    fn learn(&mut self, Attempt { key, outcome }: Attempt) {
        let news = match outcome {
            Outcome::Failed { .. } | Outcome::HandedOver { .. } => self.failed.insert(key),
            Outcome::Pending => !self.failed.contains(&key),
            Outcome::Passed { .. } => true,
        };
        let concerns = match &self.stage {
            Stage::Submitting { key: ours } | Stage::Waiting { key: ours } => *ours == key,
            // A failure that was read and started again from must not come back; a hand-over must show.
            Stage::Preparing => news || matches!(outcome, Outcome::HandedOver { .. }),
            Stage::Decided { outcome: Outcome::Passed { .. }, .. } => false,
            Stage::Decided { key: ours, .. } if *ours == key => outcome != Outcome::Pending,
            Stage::Decided { outcome: Outcome::Failed { .. }, .. } => news,
            Stage::Decided { .. } => false,
        };
        if concerns {
            self.stage = match outcome {
                Outcome::Pending => Stage::Waiting { key },
                outcome => {
                    self.forget_photos_of(key);
                    self.last_outcome = Some(outcome.clone());
                    Stage::Decided { key, outcome }
                }
            };
        }
    }

    /// The platform accepted the photos and judged them: the phone keeps them no longer. Those that were not part of that
    /// attempt, because another phone made it or they were taken since, are still to be sent.
    fn forget_photos_of(&mut self, key: AttemptKey) {
        // A state kept by an earlier version does not tell whose the attempt is; one without an answer is this phone's.
        if self.submitted != Some(key) && self.stage != (Stage::Submitting { key }) {
            return;
        }
        self.portrait = None;
        self.submitted = None;
        if self.card_sent {
            self.portrait_side = None;
            self.emblem_side = None;
        }
    }

    /// The card stays as confirmed and sent, unless the registration was wrong: then the platform wants it anew.
    fn start_again(&mut self) -> Result<(), Refusal> {
        self.may_start_again()?;
        let reasons = match &self.stage {
            Stage::Decided { outcome: Outcome::Failed { reasons, .. }, .. } => reasons.as_slice(),
            _ => &[],
        };
        if reasons.contains(&Reason::WrongRegistration) {
            self.confirmed = None;
            self.card_sent = false;
        }
        self.stage = Stage::Preparing;
        Ok(())
    }
}
