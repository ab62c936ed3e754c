use crate::make::*;
use jiff::civil::date;
use ruxue_rules::*;
use std::fmt::Write;

fn report_of(text: CardText) -> CardReport {
    judge(card(text))
}

fn taken(side: Side, photo: u128) -> Event {
    let report = match side {
        Side::Portrait => report_of(CardText::Portrait(portrait_text())),
        Side::Emblem => report_of(CardText::Emblem(emblem_text())),
    };
    Event::CardTaken { side, photo: photo_id(photo), report }
}

fn refused_card() -> Event {
    let blurred = LocatedCard { sharpness: 0.0, ..card(CardText::Portrait(portrait_text())) };
    Event::CardTaken { side: Side::Portrait, photo: photo_id(9), report: judge(blurred) }
}

fn fields() -> CardDraft {
    CardDraft { portrait: (&portrait_text()).into(), emblem: (&emblem_text()).into() }
}

fn confirmed() -> Event {
    Event::CardConfirmed { fields: fields(), today: TODAY }
}

fn agreed(kind: ConsentKind) -> Event {
    Event::ConsentGiven { kind, consent: Consent::to_current(AGREED_AT) }
}

fn wrong_registration() -> Outcome {
    Outcome::Failed { score: None, reasons: vec![Reason::WrongRegistration] }
}

fn portrait_taken(photo: u128, head: HeadMeasures) -> Event {
    let report = judge_portrait(&crate::make::photo(), &portrait(head));
    Event::PortraitTaken { photo: photo_id(photo), report }
}

fn failed() -> Outcome {
    Outcome::Failed { score: Some(41.5), reasons: vec![Reason::IrregularPhoto] }
}

fn answered(n: u128, outcome: Outcome) -> Event {
    Event::Answered(Attempt { key: key(n), outcome })
}

fn submitted(n: u128) -> Event {
    Event::Submitted { key: key(n) }
}

fn new() -> Review {
    Review::new("S2022001", account(), Chances::ALL)
}

fn after(review: Review, events: impl IntoIterator<Item = Event>) -> Review {
    events.into_iter().fold(review, |review, event| review.step(event).unwrap())
}

/// All that is needed to submit.
fn preparation() -> [Event; 7] {
    [
        taken(Side::Portrait, 1),
        taken(Side::Emblem, 2),
        confirmed(),
        agreed(ConsentKind::Card),
        Event::CardSent,
        agreed(ConsentKind::Face),
        portrait_taken(3, head()),
    ]
}

fn ready() -> Review {
    after(new(), preparation())
}

/// Two failures read, the third chance left.
fn failed_twice() -> Review {
    let first = after(ready(), [submitted(1), answered(1, failed()), Event::StartedAgain]);
    after(first, [portrait_taken(4, head()), submitted(2), answered(2, failed())])
}

/// Every state that a review can rest in.
fn states() -> Vec<(&'static str, Review)> {
    let [portrait_side, emblem_side, confirmed, card_consent, sent, face_consent, portrait] = preparation();
    let mut states = vec![("new", new())];
    let mut grow = |name, event| {
        let review = states.last().unwrap().1.step(event).unwrap();
        states.push((name, review));
    };
    grow("portrait side taken", portrait_side);
    grow("both sides taken", emblem_side);
    grow("confirmed", confirmed);
    grow("card consent given", card_consent);
    grow("card sent", sent);
    grow("face consent given", face_consent);
    grow("ready", portrait);
    grow("submitting", submitted(1));
    grow("waiting", answered(1, Outcome::Pending));
    grow("failed", answered(1, failed()));
    grow("started again", Event::StartedAgain);
    let wrong = after(ready(), [submitted(1), answered(1, wrong_registration()), Event::StartedAgain]);
    states.push(("started again with a card that was wrong", wrong));
    states.push(("passed", after(ready(), [submitted(1), answered(1, Outcome::Passed { score: 91.0 })])));
    states.push(("failed twice", failed_twice()));
    let handed = Outcome::HandedOver { score: Some(41.5), reasons: vec![Reason::IrregularPhoto] };
    states.push(("handed over", after(failed_twice(), [answered(2, handed)])));
    let none = Event::Synced { chances: Chances::new(0), attempts: vec![] };
    states.push(("no chances", after(ready(), [none])));
    states
}

fn events() -> Vec<(&'static str, Event)> {
    let history = |chances, attempts| Event::Synced { chances: Chances::new(chances), attempts };
    let attempt = |n, outcome| Attempt { key: key(n), outcome };
    let handed = Outcome::HandedOver { score: Some(41.5), reasons: vec![Reason::IrregularPhoto] };
    vec![
        ("take the portrait side", taken(Side::Portrait, 7)),
        ("take the emblem side", taken(Side::Emblem, 8)),
        ("take a blurred card", refused_card()),
        ("confirm", confirmed()),
        ("agree to the card's use", agreed(ConsentKind::Card)),
        ("agree to the face's use", agreed(ConsentKind::Face)),
        ("take the card's consent back", Event::ConsentRevoked { kind: ConsentKind::Card }),
        ("take the face's consent back", Event::ConsentRevoked { kind: ConsentKind::Face }),
        ("send the card", Event::CardSent),
        ("the platform lost the card", Event::CardGone),
        ("take the portrait", portrait_taken(10, head())),
        ("take a dark portrait", portrait_taken(11, HeadMeasures { bright_level: 10.0, ..head() })),
        ("submit under 5", submitted(5)),
        ("submit under 1 again", submitted(1)),
        ("1 is rejected", Event::Rejected { key: key(1) }),
        ("5 is rejected", Event::Rejected { key: key(5) }),
        ("1 is pending", answered(1, Outcome::Pending)),
        ("1 failed", answered(1, failed())),
        ("1 passed", answered(1, Outcome::Passed { score: 91.0 })),
        ("2 handed over", answered(2, handed)),
        ("history: nothing", history(3, vec![])),
        ("history: 1 failed", history(2, vec![attempt(1, failed())])),
        ("history: 5 pending elsewhere", history(3, vec![attempt(5, Outcome::Pending)])),
        ("start again", Event::StartedAgain),
    ]
}

fn describe(review: &Review) -> String {
    let mut text = match review.stage() {
        Stage::Preparing => "preparing".to_owned(),
        Stage::Submitting { key } => format!("submitting {}", key.0.as_u128()),
        Stage::Waiting { key } => format!("waiting for {}", key.0.as_u128()),
        Stage::Decided { key, outcome } => format!("{} decided: {outcome:?}", key.0.as_u128()),
    };
    write!(text, ", chances {}", review.chances().left()).unwrap();
    let photos: Vec<_> = review.photos().map(|photo| photo.0.as_u128()).collect();
    write!(text, ", photos {photos:?}").unwrap();
    for (there, what) in [
        (review.confirmed().is_some(), "confirmed"),
        (review.consent(ConsentKind::Card).is_some(), "card consent"),
        (review.consent(ConsentKind::Face).is_some(), "face consent"),
        (review.is_card_sent(), "sent"),
    ] {
        if there {
            write!(text, ", {what}").unwrap();
        }
    }
    write!(text, "; next: {:?}", review.next()).unwrap();
    // Keys in short.
    text.replace("00000000-0000-0000-0000-00000000000", "")
}

/// Every event in every state: what follows, or why not.
#[test]
fn every_transition() {
    let mut text = String::new();
    for (state, review) in states() {
        writeln!(text, "## {state}\n{}\n", describe(&review)).unwrap();
        for (name, event) in events() {
            match review.step(event) {
                Ok(next) if next == review => writeln!(text, "{name}: no change"),
                Ok(next) => writeln!(text, "{name}: {}", describe(&next)),
                Err(refusal) => writeln!(text, "{name}: refused, {refusal}"),
            }
            .unwrap();
        }
        text.push('\n');
    }
    insta::assert_snapshot!(text);
}

#[test]
fn every_state_survives_being_kept_as_json() {
    for (name, review) in states() {
        let json = serde_json::to_string(&review).unwrap();
        assert_eq!(serde_json::from_str::<Review>(&json).unwrap(), review, "{name}");
    }
}

#[test]
fn hand_over_is_allowed_after_two_failures_only() {
    let allowed: Vec<_> =
        states().into_iter().filter(|(_, review)| review.may_hand_over().is_ok()).map(|(name, _)| name).collect();
    assert_eq!(allowed, ["failed twice"]);
    let started_again = after(failed_twice(), [Event::StartedAgain]);
    assert_eq!(started_again.may_hand_over(), Ok(()));
}

#[test]
fn a_refused_photo_leaves_the_good_one_where_it_is() {
    let before = ready();
    assert_eq!(before.step(refused_card()), Err(Refusal::PhotoRefused));
    assert_eq!(before.side(Side::Portrait).unwrap().photo, photo_id(1));
}

#[test]
fn the_wrong_side_is_refused_even_if_its_own_report_is_good() {
    let report = report_of(CardText::Emblem(emblem_text()));
    let event = Event::CardTaken { side: Side::Portrait, photo: photo_id(9), report };
    assert_eq!(new().step(event), Err(Refusal::PhotoRefused));
}

#[test]
fn the_platform_is_told_once_of_a_consent_taken_back_and_not_at_all_of_one_given_again() {
    let kind = ConsentKind::Face;
    let revoked = after(ready(), [Event::ConsentRevoked { kind }]);
    assert_eq!((revoked.revoked().collect::<Vec<_>>(), revoked.next()), (vec![kind], Next::GiveConsent(kind)));
    assert_eq!(revoked.portrait(), ready().portrait());
    assert_eq!(after(revoked.clone(), [Event::RevocationTold { kind }]).revoked().count(), 0);
    assert_eq!(after(revoked, [agreed(kind)]).revoked().count(), 0);
    let card = after(ready(), [Event::ConsentRevoked { kind: ConsentKind::Card }]);
    assert!(!card.is_card_sent() && card.photos().count() == 3);
}

#[test]
fn a_review_kept_by_an_older_app_asks_for_both_consents() {
    let mut json = serde_json::to_value(ready()).unwrap();
    let members = json.as_object_mut().unwrap();
    for new in ["card_consent", "face_consent", "revoked"] {
        members.remove(new).unwrap();
    }
    members.insert("consent".into(), true.into());
    let review: Review = serde_json::from_value(json).unwrap();
    assert_eq!(review.next(), Next::GiveConsent(ConsentKind::Card));
    assert_eq!(review.photos().count(), 3);
}

#[test]
fn a_consent_to_an_older_text_is_asked_for_again() {
    let consent = Consent { version: "2020-01-01".into(), given_at: AGREED_AT };
    let old = after(ready(), [Event::ConsentGiven { kind: ConsentKind::Face, consent }]);
    assert_eq!(old.next(), Next::GiveConsent(ConsentKind::Face));
    assert_eq!(old.step(submitted(5)), Err(Refusal::NoConsent(ConsentKind::Face)));
}

#[test]
fn what_was_captured_for_the_next_attempt_outlives_a_failure_on_another_phone() {
    let attempt = Attempt { key: key(9), outcome: failed() };
    let synced = after(ready(), [Event::Synced { chances: Chances::new(2), attempts: vec![attempt] }]);
    assert!(matches!(synced.stage(), Stage::Decided { .. }));
    assert_eq!(synced.photos().count(), 3);
    assert_eq!(after(synced, [Event::StartedAgain]).next(), Next::Submit);
}

#[test]
fn another_persons_fields_cannot_be_confirmed() {
    let mut fields = fields();
    fields.portrait.id_number = Some(OTHER_NUMBER.into());
    fields.portrait.birth = Some(date(1992, 2, 29));
    fields.portrait.sex = Some(Sex::Female);
    let refused = ready().step(Event::CardConfirmed { fields, today: TODAY });
    assert_eq!(refused, Err(Refusal::Fields(vec![CardProblem::NumberMismatch])));
}

#[test]
fn the_reasons_of_the_last_failure_are_at_hand_while_the_next_attempt_is_prepared() {
    let started_again = after(ready(), [submitted(1), answered(1, failed()), Event::StartedAgain]);
    assert_eq!(started_again.last_outcome(), Some(&failed()));
}

#[test]
fn what_was_read_is_the_draft_to_confirm() {
    assert_eq!(ready().draft(), fields());
}

#[test]
fn what_the_student_corrected_need_not_be_corrected_again() {
    let mut corrected = fields();
    corrected.portrait.name = Some("样章".into());
    let confirmed = Event::CardConfirmed { fields: corrected.clone(), today: TODAY };
    let prepared = after(ready(), [confirmed, Event::CardSent]);
    let started_again = after(prepared, [submitted(1), answered(1, failed()), Event::StartedAgain]);
    assert_eq!(started_again.draft(), corrected);
    // Another photo is read anew.
    assert_eq!(after(started_again, [taken(Side::Portrait, 7), taken(Side::Emblem, 8)]).draft(), fields());
}

#[test]
fn after_a_reinstall_the_history_shows_where_the_review_stands() {
    let attempt = |n, outcome| Attempt { key: key(n), outcome };
    let synced = |attempts| after(new(), [Event::Synced { chances: Chances::new(1), attempts }]);
    let failed_then_pending = synced(vec![attempt(1, failed()), attempt(2, Outcome::Pending)]);
    assert_eq!(failed_then_pending.next(), Next::Wait(key(2)));
    let failed_twice = synced(vec![attempt(1, failed()), attempt(2, failed())]);
    assert_eq!(failed_twice.next(), Next::Read(failed()));
    assert_eq!(failed_twice.may_hand_over(), Ok(()));
    assert_eq!(failed_twice.chances().left(), 1);
    let first_elsewhere = after(ready(), [submitted(2), answered(2, failed())]);
    let both = Event::Synced { chances: Chances::new(1), attempts: vec![attempt(1, failed()), attempt(2, failed())] };
    let synced = after(first_elsewhere, [both]);
    assert!(matches!(synced.stage(), Stage::Decided { key: last, .. } if *last == key(2)));
    assert_eq!(synced.may_hand_over(), Ok(()));
}
