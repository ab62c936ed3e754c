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

/// One thing that happens to student, phone or platform.
#[derive(Debug, Clone, Copy)]
enum Act {
    TakeCard(Side, bool),
    Confirm(bool),
    Consent(ConsentKind),
    Revoke(ConsentKind),
    Send,
    TakePortrait(bool),
    Submit,
    /// The submission under way reaches the platform, and the answer reaches the phone or is lost.
    Deliver {
        answer_lost: bool,
    },
    Judge(bool),
    Poll,
    Sync,
    StartAgain,
    /// The app is killed and comes back with what it stored.
    Restart,
}

fn act() -> impl Strategy<Value = Act> {
    let side = prop_oneof![Just(Side::Portrait), Just(Side::Emblem)];
    let kind = prop_oneof![Just(ConsentKind::Card), Just(ConsentKind::Face)];
    prop_oneof![
        1 => (side, prop::bool::weighted(0.8)).prop_map(|(side, good)| Act::TakeCard(side, good)),
        1 => prop::bool::weighted(0.8).prop_map(Act::Confirm),
        2 => kind.clone().prop_map(Act::Consent),
        1 => kind.prop_map(Act::Revoke),
        1 => Just(Act::Send),
        1 => prop::bool::weighted(0.8).prop_map(Act::TakePortrait),
        3 => Just(Act::Submit),
        3 => any::<bool>().prop_map(|answer_lost| Act::Deliver { answer_lost }),
        3 => prop::bool::weighted(0.2).prop_map(Act::Judge),
        2 => Just(Act::Poll),
        1 => Just(Act::Sync),
        2 => Just(Act::StartAgain),
        1 => Just(Act::Restart),
    ]
}

fn card_event(side: Side, good: bool) -> Event {
    let text = match side {
        Side::Portrait => CardText::Portrait(portrait_text()),
        Side::Emblem => CardText::Emblem(emblem_text()),
    };
    let sharpness = if good { 1000.0 } else { 0.0 };
    let report = judge(LocatedCard { sharpness, ..card(text) });
    Event::CardTaken { side, photo: photo_id(1), report }
}

fn portrait_event(good: bool) -> Event {
    let bright_level = if good { 180.0 } else { 10.0 };
    let report = judge_portrait(&photo(), &portrait(HeadMeasures { bright_level, ..head() }));
    Event::PortraitTaken { photo: photo_id(2), report }
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
    let failed = Outcome::Failed { score: Some(40.0), reasons: vec![Reason::IrregularPhoto] };
    match act {
        Act::TakeCard(side, good) => Some(card_event(side, good)),
        Act::Confirm(right) => Some(confirm_event(right)),
        Act::Consent(kind) => Some(Event::ConsentGiven { kind, consent: Consent::to_current(AGREED_AT) }),
        Act::Revoke(kind) => Some(Event::ConsentRevoked { kind }),
        Act::Send => Some(Event::CardSent),
        Act::TakePortrait(good) => Some(portrait_event(good)),
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
        Act::Judge(passes) => {
            platform.judge(if passes { Outcome::Passed { score: 90.0 } } else { failed });
            None
        }
        Act::Poll => platform.find(review.under_way()?).cloned().map(Event::Answered),
        Act::Sync => Some(Event::Synced { chances: platform.chances(), attempts: platform.attempts.clone() }),
        Act::StartAgain => Some(Event::StartedAgain),
        Act::Restart => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_and_nothing_spent_twice(acts in prop::collection::vec(act(), 0..120)) {
        let mut review = Review::new("S2022001", account(), Chances::ALL);
        let mut platform = Platform::default();
        for (fresh, act) in (1..).zip(acts) {
            let event = event_of(act, &review, &mut platform, fresh);
            if matches!(act, Act::Restart) {
                review = serde_json::from_str(&serde_json::to_string(&review).unwrap()).unwrap();
            }
            let Some(event) = event else { continue };
            let Ok(next) = review.step(event.clone()) else { continue };

            // A submission begins only with a confirmed card, consent, and a portrait that was not refused.
            if let (Event::Submitted { .. }, Stage::Submitting { .. }) = (&event, next.stage()) {
                prop_assert!(review.confirmed().is_some() && review.is_card_sent());
                prop_assert!(ConsentKind::ALL.into_iter().all(|kind| review.consent(kind).is_some()));
                prop_assert!(review.portrait().is_some_and(|taken| taken.report.verdict != Verdict::Refuse));
                prop_assert!(review.chances().left() > 0);
            }
            // A submission under way stays until word of its own key comes.
            if let Some(key) = review.under_way() {
                let told = match &event {
                    Event::Answered(attempt) => attempt.key == key && attempt.outcome != Outcome::Pending,
                    Event::Synced { attempts, .. } =>
                        attempts.iter().any(|a| a.key == key && a.outcome != Outcome::Pending),
                    Event::Rejected { key: rejected } => *rejected == key,
                    _ => false,
                };
                prop_assert!(next.under_way() == Some(key) || told);
                // Only what the platform certainly did not take is given up.
                if matches!(next.stage(), Stage::Preparing) {
                    prop_assert!(platform.find(key).is_none());
                }
            }
            // No photo is gone unless its submission was judged, the review is over, or another one took its place.
            let decided = matches!(next.stage(), Stage::Decided { .. }) && next.stage() != review.stage();
            prop_assert!(decided || next.photos().count() >= review.photos().count());
            prop_assert!(!decided || review.under_way().is_none() || next.photos().next().is_none());
            review = next;
            prop_assert!(review.chances() <= platform.chances(), "{:?} shown, {:?} left", review.chances(), platform.chances());
            prop_assert!(platform.attempts.len() <= 3);
        }
        // Whatever the platform took in, the history brings it back.
        let synced = Event::Synced { chances: platform.chances(), attempts: platform.attempts.clone() };
        let review = review.step(synced).unwrap();
        if let Some(waiting) = platform.attempts.iter().find(|attempt| attempt.outcome == Outcome::Pending) {
            prop_assert_eq!(review.under_way(), Some(waiting.key));
        }
    }
}
