//! The review against a model of the platform: whatever happens in whatever order, no chance is spent twice, none is
//! shown that is not there, and no submission is lost.

use crate::make::*;
use proptest::prelude::*;
use ruxue_rules::*;

/// What the platform knows: attempts in order of arrival.
#[derive(Debug, Default, Clone)]
struct Platform {
    attempts: Vec<Attempt>,
}

impl Platform {
    fn chances(&self) -> Chances {
        let judged = self.attempts.iter().filter(|attempt| attempt.outcome != Outcome::Pending).count();
        Chances::new(3_u8.saturating_sub(judged as u8))
    }

    fn find(&self, key: AttemptKey) -> Option<&Attempt> {
        self.attempts.iter().find(|attempt| attempt.key == key)
    }

    /// Takes a submission as the contract says: once a key, while nothing waits and a chance is left.
    fn take(&mut self, key: AttemptKey) -> bool {
        let busy = self.attempts.iter().any(|a| !matches!(a.outcome, Outcome::Failed { .. }));
        if self.find(key).is_none() {
            if busy || self.chances().left() == 0 {
                return false;
            }
            self.attempts.push(Attempt { key, outcome: Outcome::Pending });
        }
        true
    }

    fn judge(&mut self, outcome: Outcome) {
        if let Some(attempt) = self.attempts.iter_mut().find(|attempt| attempt.outcome == Outcome::Pending) {
            attempt.outcome = outcome;
        }
    }
}

/// What the platform finds.
#[derive(Debug, Clone, Copy)]
enum Judgement {
    Pass,
    Fail,
    WrongRegistration,
}

impl From<Judgement> for Outcome {
    fn from(judgement: Judgement) -> Self {
        match judgement {
            Judgement::Pass => Self::Passed { score: 90.0 },
            Judgement::Fail => Self::Failed { score: Some(40.0), reasons: vec![Reason::IrregularPhoto] },
            Judgement::WrongRegistration => Self::Failed { score: None, reasons: vec![Reason::WrongRegistration] },
        }
    }
}

/// One thing that happens to student, phone or platform.
#[derive(Debug, Clone, Copy)]
enum Act {
    TakeCard(Side, bool),
    Confirm(bool),
    Consent(ConsentKind),
    Revoke(ConsentKind),
    Send,
    /// The platform says that it does not have the card.
    CardGone,
    TakePortrait(bool),
    Submit,
    /// The submission under way reaches the platform, and the answer reaches the phone or is lost.
    Deliver {
        answer_lost: bool,
    },
    Judge(Judgement),
    /// Another phone of the student submits.
    SubmitElsewhere,
    Poll,
    Sync,
    StartAgain,
    /// The app is killed and comes back with what it stored.
    Restart,
}

fn act() -> impl Strategy<Value = Act> {
    let side = prop_oneof![Just(Side::Portrait), Just(Side::Emblem)];
    let kind = prop_oneof![Just(ConsentKind::Card), Just(ConsentKind::Face)];
    let judgement = prop_oneof![Just(Judgement::Pass), Just(Judgement::Fail), Just(Judgement::WrongRegistration)];
    prop_oneof![
        1 => (side, prop::bool::weighted(0.8)).prop_map(|(side, good)| Act::TakeCard(side, good)),
        1 => prop::bool::weighted(0.8).prop_map(Act::Confirm),
        2 => kind.clone().prop_map(Act::Consent),
        1 => kind.prop_map(Act::Revoke),
        2 => Just(Act::Send),
        1 => Just(Act::CardGone),
        1 => prop::bool::weighted(0.8).prop_map(Act::TakePortrait),
        3 => Just(Act::Submit),
        3 => any::<bool>().prop_map(|answer_lost| Act::Deliver { answer_lost }),
        3 => judgement.prop_map(Act::Judge),
        1 => Just(Act::SubmitElsewhere),
        2 => Just(Act::Poll),
        1 => Just(Act::Sync),
        2 => Just(Act::StartAgain),
        1 => Just(Act::Restart),
    ]
}

fn card_event(side: Side, good: bool, photo: PhotoId) -> Event {
    let text = match side {
        Side::Portrait => CardText::Portrait(portrait_text()),
        Side::Emblem => CardText::Emblem(emblem_text()),
    };
    let sharpness = if good { 1000.0 } else { 0.0 };
    let report = judge(LocatedCard { sharpness, ..card(text) });
    Event::CardTaken { side, photo, report }
}

fn portrait_event(good: bool, photo: PhotoId) -> Event {
    let bright_level = if good { 180.0 } else { 10.0 };
    let report = judge_portrait(&crate::make::photo(), &portrait(HeadMeasures { bright_level, ..head() }));
    Event::PortraitTaken { photo, report }
}

fn confirm_event(right: bool) -> Event {
    let mut fields = CardDraft { portrait: (&portrait_text()).into(), emblem: (&emblem_text()).into() };
    if !right {
        fields.portrait.id_number = Some(OTHER_NUMBER.into());
    }
    Event::CardConfirmed { fields, today: TODAY }
}

/// The event that `act` makes of the phone's and the platform's state, if any reaches the phone.
fn event_of(act: Act, review: &Review, platform: &mut Platform, fresh: u128) -> Option<Event> {
    match act {
        Act::TakeCard(side, good) => Some(card_event(side, good, photo_id(fresh))),
        Act::Confirm(right) => Some(confirm_event(right)),
        Act::Consent(kind) => Some(consented(kind)),
        Act::Revoke(kind) => Some(Event::ConsentRevoked { kind }),
        Act::Send => Some(Event::CardSent),
        Act::CardGone => Some(Event::CardGone),
        Act::TakePortrait(good) => Some(portrait_event(good, photo_id(fresh))),
        Act::Submit => Some(Event::Submitted { key: key(fresh) }),
        Act::Deliver { answer_lost } => {
            let key = review.under_way()?;
            let taken = platform.take(key);
            match (answer_lost, taken) {
                (true, _) => None,
                (false, true) => platform.find(key).cloned().map(Event::Answered),
                (false, false) => Some(Event::Rejected { key }),
            }
        }
        Act::Judge(judgement) => {
            platform.judge(judgement.into());
            None
        }
        Act::SubmitElsewhere => {
            platform.take(elsewhere(fresh));
            None
        }
        Act::Poll => platform.find(review.under_way()?).cloned().map(Event::Answered),
        Act::Sync => Some(Event::Synced { chances: platform.chances(), attempts: platform.attempts.clone() }),
        Act::StartAgain => Some(Event::StartedAgain),
        Act::Restart => None,
    }
}

/// A key that another phone drew.
fn elsewhere(fresh: u128) -> AttemptKey {
    key(fresh + (1 << 64))
}

/// The photos that `event` may take out of the review: those it replaces, and those of the attempt whose outcome it tells.
fn may_go(event: &Event, review: &Review, submitted: Option<AttemptKey>) -> Vec<PhotoId> {
    let judged =
        |attempts: &[Attempt]| attempts.iter().any(|a| Some(a.key) == submitted && a.outcome != Outcome::Pending);
    match event {
        Event::CardTaken { side, .. } => review.side(*side).map(|taken| taken.photo).into_iter().collect(),
        Event::PortraitTaken { .. } => review.portrait().map(|taken| taken.photo).into_iter().collect(),
        Event::Answered(attempt) if judged(std::slice::from_ref(attempt)) => review.photos().collect(),
        Event::Synced { attempts, .. } if judged(attempts) => review.photos().collect(),
        _ => vec![],
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_and_nothing_spent_twice(acts in prop::collection::vec(act(), 0..160)) {
        let mut review = Review::new("S2022001", account(), Chances::ALL);
        let mut platform = Platform::default();
        // What this phone submitted and has no outcome of yet, and attempts of others that it was not told of.
        let mut submitted = None;
        let mut untold = 0;
        for (fresh, act) in (1..).zip(acts) {
            let before = platform.attempts.len();
            let event = event_of(act, &review, &mut platform, fresh);
            match act {
                Act::Restart => review = serde_json::from_str(&serde_json::to_string(&review).unwrap()).unwrap(),
                Act::SubmitElsewhere => untold += platform.attempts.len() - before,
                Act::Sync => untold = 0,
                _ => {}
            }
            let Some(event) = event else { continue };
            let Ok(next) = review.step(event.clone()) else { continue };

            // A submission begins only with a confirmed card, both consents, and a portrait that was not refused.
            if let (Event::Submitted { key }, Stage::Submitting { .. }) = (&event, next.stage()) {
                submitted = Some(*key);
                prop_assert!(review.confirmed().is_some() && review.is_card_sent());
                prop_assert!(ConsentKind::ALL.iter().all(|kind| review.consent(*kind).is_some_and(Consent::is_current)));
                prop_assert!(review.portrait().is_some_and(|taken| taken.report.verdict != Verdict::Refuse));
                prop_assert!(review.chances().left() > 0);
            }
            // A submission under way stays until word of its own key comes, and so does the consent to it.
            if let Some(key) = review.under_way() {
                let told = match &event {
                    Event::Answered(attempt) => attempt.key == key && attempt.outcome != Outcome::Pending,
                    Event::Synced { attempts, .. } =>
                        attempts.iter().any(|a| a.key == key && a.outcome != Outcome::Pending),
                    Event::Rejected { key: rejected } => *rejected == key,
                    _ => false,
                };
                prop_assert!(next.under_way() == Some(key) || told);
                prop_assert!(ConsentKind::ALL.iter().all(|kind| next.consent(*kind) == review.consent(*kind)));
                // Only what the platform certainly did not take is given up.
                if matches!(next.stage(), Stage::Preparing) {
                    prop_assert!(platform.find(key).is_none());
                }
            }
            // Nothing that was captured is gone but what was replaced or judged; what was judged is kept no longer.
            let may_go = may_go(&event, &review, submitted);
            let kept: Vec<_> = next.photos().collect();
            for photo in review.photos().filter(|photo| !may_go.contains(photo)) {
                prop_assert!(kept.contains(&photo), "{event:?} lost a photo");
            }
            if matches!(event, Event::Answered(_) | Event::Synced { .. }) && !may_go.is_empty() {
                prop_assert!(next.portrait().is_none() && (kept.is_empty() || !review.is_card_sent()), "{kept:?} are kept");
                submitted = None;
            }
            if matches!(event, Event::PortraitTaken { .. }) {
                submitted = None;
            }
            review = next;

            // Never more chances than there are, as far as the phone can know: another phone's spend none here unseen.
            let shown = usize::from(review.chances().left());
            prop_assert!(shown <= usize::from(platform.chances().left()) + untold, "{shown} shown");
            prop_assert!(platform.attempts.len() <= 3);
            // What is next can be done.
            match review.next() {
                Next::Submit => prop_assert!(review.may_submit().is_ok()),
                Next::SendCard => prop_assert!(review.may_send_card().is_ok()),
                Next::TakeCard(_) | Next::TakePortrait | Next::ConfirmCard | Next::GiveConsent(_) => {
                    prop_assert!(review.may_submit().is_err() && review.step(Event::CardGone).is_ok());
                }
                Next::Reconcile(key) | Next::Wait(key) => prop_assert_eq!(review.under_way(), Some(key)),
                Next::Read(outcome) => prop_assert_eq!(Some(&outcome), review.last_outcome()),
                Next::NoChances => prop_assert_eq!(review.may_submit(), Err(Refusal::NoChances)),
            }
        }
        // Whatever the platform took in, the history brings it back.
        let synced = Event::Synced { chances: platform.chances(), attempts: platform.attempts.clone() };
        let review = review.step(synced).unwrap();
        prop_assert!(review.chances() <= platform.chances());
        if let Some(waiting) = platform.attempts.iter().find(|attempt| attempt.outcome == Outcome::Pending) {
            let unanswered = matches!(review.stage(), Stage::Submitting { .. });
            prop_assert!(unanswered || review.under_way() == Some(waiting.key));
        }
    }
}
