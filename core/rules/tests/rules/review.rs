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

fn portrait_taken(photo: u128, head: HeadMeasures) -> Event {
    let report = judge_portrait(&crate::make::photo(), &portrait(head));
    Event::PortraitTaken { photo: photo_id(photo), report }
}

fn failed() -> Outcome {
    Outcome::Failed { score: Some(41.5), reasons: vec![Reason::IrregularPhoto] }
}

/// Failed because of what is registered: the card is to be looked at again.
fn failed_by_registration() -> Outcome {
    Outcome::Failed { score: None, reasons: vec![Reason::FaceUnclear, Reason::WrongRegistration] }
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
        consented(ConsentKind::Card),
        Event::CardSent,
        consented(ConsentKind::Face),
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
    grow("agreed to the card", card_consent);
    grow("card sent", sent);
    grow("agreed to the face", face_consent);
    grow("ready", portrait);
    grow("submitting", submitted(1));
    grow("waiting", answered(1, Outcome::Pending));
    grow("failed", answered(1, failed()));
    grow("started again", Event::StartedAgain);
    let registration = after(ready(), [submitted(1), answered(1, failed_by_registration()), Event::StartedAgain]);
    states.push(("started again after wrong registration", registration));
    let elsewhere =
        Event::Synced { chances: Chances::ALL, attempts: vec![Attempt { key: key(1), outcome: Outcome::Pending }] };
    states.push(("waiting for another phone's", after(ready(), [elsewhere])));
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
        ("agree to the card", consented(ConsentKind::Card)),
        ("agree to the face", consented(ConsentKind::Face)),
        ("tell the platform the card's consent", Event::ConsentTold { kind: ConsentKind::Card }),
        ("take back the card's consent", Event::ConsentRevoked { kind: ConsentKind::Card }),
        ("take back the face's consent", Event::ConsentRevoked { kind: ConsentKind::Face }),
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
        (review.is_consent_told(ConsentKind::Card), "told"),
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
    let started_again = after(prepared.clone(), [submitted(1), answered(1, failed()), Event::StartedAgain]);
    assert_eq!(started_again.draft(), corrected);
    // Another photo is read anew.
    assert_eq!(after(prepared, [taken(Side::Portrait, 7)]).draft(), fields());
}

#[test]
fn photos_are_named_until_the_outcome_of_their_own_attempt() {
    let outcomes = [
        failed(),
        failed_by_registration(),
        Outcome::Passed { score: 91.0 },
        Outcome::HandedOver { score: None, reasons: vec![Reason::HeadSize] },
    ];
    for outcome in outcomes {
        let attempt = |n| Attempt { key: key(n), outcome: outcome.clone() };
        let told =
            |n| [Event::Answered(attempt(n)), Event::Synced { chances: Chances::ALL, attempts: vec![attempt(n)] }];
        let submitted = after(ready(), [submitted(1)]);
        for under_way in [submitted.clone(), after(submitted, [answered(1, Outcome::Pending)])] {
            assert_eq!(under_way.photos().count(), 3);
            for event in told(1) {
                let decided = after(under_way.clone(), [event]);
                assert_eq!(decided.photos().count(), 0, "{outcome:?}");
                assert!(decided.confirmed().is_some() && decided.is_card_sent());
                assert_eq!(decided.draft(), fields());
            }
        }
        // Made on another phone, known here while it waited or only now.
        let waiting = after(ready(), [answered(5, Outcome::Pending)]);
        for (review, event) in [ready(), waiting].into_iter().zip(told(5)) {
            let decided = after(review, [event]);
            assert!(matches!(decided.stage(), Stage::Decided { .. }));
            assert_eq!(decided.photos().count(), 3, "{outcome:?}");
        }
    }
}

/// A submission that was given up as refused may have been on its way twice, and the second one may be taken.
#[test]
fn a_submission_that_arrives_after_all_takes_only_what_it_was_made_of() {
    let rejected = after(ready(), [submitted(1), Event::Rejected { key: key(1) }]);
    assert_eq!(after(rejected.clone(), [answered(1, failed())]).photos().count(), 0);
    let retaken = after(rejected.clone(), [portrait_taken(7, head())]);
    assert_eq!(after(retaken, [answered(1, failed())]).photos().count(), 3);
    let another_card = after(rejected, [taken(Side::Portrait, 8)]);
    assert_eq!(after(another_card, [answered(1, failed())]).photos().collect::<Vec<_>>(), [photo_id(8), photo_id(2)]);
}

#[test]
fn a_chance_that_another_phone_may_spend_is_not_shown() {
    let pending = Attempt { key: key(5), outcome: Outcome::Pending };
    let synced = Event::Synced { chances: Chances::ALL, attempts: vec![pending] };
    let submitting = after(ready(), [submitted(1), synced.clone()]);
    assert_eq!(submitting.chances().left(), 1, "one for each");
    assert_eq!(after(submitting, [Event::Rejected { key: key(1) }]).chances().left(), 2);
    assert_eq!(after(ready(), [synced]).chances().left(), 2, "no chance counts twice");
}

#[test]
fn after_a_failure_only_the_portrait_is_taken_again() {
    let decided = after(ready(), [submitted(1), answered(1, failed())]);
    let again = after(decided.clone(), [Event::StartedAgain]);
    assert_eq!(again.next(), Next::TakePortrait);
    assert_eq!(after(again.clone(), [portrait_taken(7, head())]).next(), Next::Submit);
    // The platform lost the card, and the phone has no photo of it any more.
    for lost in [after(again, [Event::CardGone]), after(decided, [Event::CardGone, Event::StartedAgain])] {
        assert_eq!(lost.next(), Next::TakeCard(Side::Portrait));
        assert_eq!(lost.may_send_card(), Err(Refusal::SideMissing(Side::Portrait)));
        let retaken = after(lost, [taken(Side::Portrait, 7), taken(Side::Emblem, 8)]);
        assert_eq!(retaken.next(), Next::ConfirmCard);
        assert_eq!(retaken.draft(), fields());
    }
}

#[test]
fn wrong_registration_wants_the_card_anew() {
    let again = after(ready(), [submitted(1), answered(1, failed_by_registration()), Event::StartedAgain]);
    assert_eq!(again.next(), Next::TakeCard(Side::Portrait));
    assert!(again.confirmed().is_none() && !again.is_card_sent());
    // The card that this phone has was not part of the other phone's attempt: it is there, to be looked at again.
    let elsewhere = after(ready(), [answered(5, failed_by_registration()), Event::StartedAgain]);
    assert_eq!((elsewhere.next(), elsewhere.photos().count()), (Next::ConfirmCard, 3));
}

#[test]
fn a_portrait_that_was_not_submitted_outlives_another_phones_failure() {
    let again = after(ready(), [answered(5, failed()), Event::StartedAgain]);
    assert_eq!((again.portrait(), again.next()), (ready().portrait(), Next::Submit));
}

#[test]
fn each_consent_stands_before_the_first_upload_of_its_kind() {
    let [portrait_side, emblem_side, confirmed, card_consent, sent, face_consent, portrait] = preparation();
    let review = after(new(), [portrait_side, emblem_side, confirmed]);
    assert_eq!(review.next(), Next::GiveConsent(ConsentKind::Card));
    assert_eq!(review.may_send_card(), Err(Refusal::NoConsent(ConsentKind::Card)));
    let review = after(review, [card_consent, sent]);
    assert_eq!(review.next(), Next::GiveConsent(ConsentKind::Face));
    // Whoever took the portrait first is asked all the same.
    let review = after(review, [portrait]);
    assert_eq!(review.next(), Next::GiveConsent(ConsentKind::Face));
    assert_eq!(review.may_submit(), Err(Refusal::NoConsent(ConsentKind::Face)));
    assert_eq!(after(review, [face_consent]).next(), Next::Submit);
}

#[test]
fn a_consent_to_an_older_text_is_asked_for_again() {
    for kind in ConsentKind::ALL {
        let older = Consent { version: "2020-01-01".into(), ..consent() };
        let review = after(ready(), [Event::ConsentGiven { kind, consent: older.clone() }]);
        assert_eq!(review.consent(kind), Some(&older));
        assert_eq!(review.next(), Next::GiveConsent(kind));
        assert_eq!(review.may_submit(), Err(Refusal::NoConsent(kind)));
        assert_eq!(after(review, [consented(kind)]).next(), Next::Submit);
    }
}

#[test]
fn a_consent_given_anew_is_told_anew() {
    let kind = ConsentKind::Face;
    let told = after(ready(), [Event::ConsentTold { kind }]);
    assert!(told.is_consent_told(kind) && !told.is_consent_told(ConsentKind::Card));
    let again = after(told, [Event::ConsentRevoked { kind }, Event::ConsentTold { kind }, consented(kind)]);
    assert!(!again.is_consent_told(kind));
}

#[test]
fn a_consent_taken_back_discards_nothing_and_sends_nothing() {
    let [card, face] = ConsentKind::ALL.map(|kind| after(ready(), [Event::ConsentRevoked { kind }]));
    for review in [&card, &face] {
        assert_eq!(review.photos().count(), 3);
    }
    assert_eq!((card.next(), card.is_card_sent()), (Next::GiveConsent(ConsentKind::Card), false));
    assert_eq!(after(card, [consented(ConsentKind::Card)]).next(), Next::SendCard);
    assert_eq!((face.next(), face.is_card_sent()), (Next::GiveConsent(ConsentKind::Face), true));
    assert_eq!(after(face, [consented(ConsentKind::Face)]).next(), Next::Submit);
    // Who has passed may take both back, too.
    let passed = after(ready(), [submitted(1), answered(1, Outcome::Passed { score: 91.0 })]);
    for kind in ConsentKind::ALL {
        assert_eq!(after(passed.clone(), [Event::ConsentRevoked { kind }]).consent(kind), None);
    }
}

#[test]
fn a_review_kept_by_the_first_version_is_understood() {
    let mut json = serde_json::to_value(after(ready(), [submitted(1)])).unwrap();
    let fields = json.as_object_mut().unwrap();
    fields.remove("consents").unwrap();
    fields.remove("submitted").unwrap();
    fields.insert("consent".into(), true.into());
    let review: Review = serde_json::from_value(json).unwrap();
    assert_eq!(review.next(), Next::Reconcile(key(1)));
    assert!(ConsentKind::ALL.iter().all(|kind| review.consent(*kind).is_none()), "agreed to a text that nobody knows");
    assert_eq!(after(review, [answered(1, failed())]).photos().count(), 0);
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
