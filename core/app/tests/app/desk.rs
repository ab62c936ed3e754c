//! What the student sees and does, over the whole app: every screen in both languages, and what the desk must hold to.

use crate::phone::World;
use ruxue::view::{Action, Desk, FieldValue, NotOffered, Page, Screen, Slot, Undone};
use ruxue::{Unseen, Vision};
use ruxue_platform::Secret;
use ruxue_reference_platform::{Fault, Note};
use ruxue_rules::{CardMeasures, Locale, PhotoMeasures, PortraitMeasures, Side};
use serde_json::{Value, json};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// A student with a phone.
struct Hand {
    world: World,
    desk: Option<Desk>,
    locale: Locale,
    /// Screens to look at, by name.
    album: Album,
}

impl Hand {
    async fn new(locale: Locale) -> Self {
        let world = World::new().await;
        let desk = Some(Desk::open(world.start_app(), locale).await.unwrap());
        Self { world, desk, locale, album: vec![] }
    }

    fn desk(&self) -> &Desk {
        self.desk.as_ref().unwrap()
    }

    fn screen(&self) -> Screen {
        self.desk().screen()
    }

    /// Closes the app and opens it again.
    async fn restart(&mut self) {
        self.desk = None;
        self.desk = Some(Desk::open(self.world.start_app(), self.locale).await.unwrap());
    }

    async fn act(&self, action: Action) -> Screen {
        let what = format!("{action:?} on {:?}", self.screen());
        let done =
            self.desk().perform(action, CancellationToken::new()).unwrap_or_else(|_| panic!("{what} is not offered"));
        done.done().await.unwrap()
    }

    async fn press(&self, id: &str) -> Screen {
        let screen = self.screen();
        let button = screen.buttons().find(|button| button.id == id);
        let button = button.unwrap_or_else(|| panic!("no button {id} on {screen:?}"));
        assert!(button.enabled, "{id} is off on {screen:?}");
        self.act(button.action.clone()).await
    }

    /// Sends the form as it stands, but for what is filled in.
    async fn fill(&self, filled: &[(&str, &str)]) -> Screen {
        let values = self.values(filled);
        self.act(Action::Send { values }).await
    }

    fn values(&self, filled: &[(&str, &str)]) -> Vec<FieldValue> {
        let screen = self.screen();
        let fields = &screen.form().unwrap_or_else(|| panic!("no form on {screen:?}")).fields;
        assert!(filled.iter().all(|(key, _)| fields.iter().any(|field| field.key == *key)), "{filled:?}");
        let text = |key: &str, value: &str| {
            let typed = filled.iter().find(|(typed, _)| *typed == key);
            Secret::new(typed.map_or(value, |(_, text)| text).to_owned())
        };
        fields.iter().map(|field| FieldValue { key: field.key.clone(), text: text(&field.key, &field.value) }).collect()
    }

    async fn log_in(&self) -> Screen {
        let number = self.world.student.number();
        self.fill(&[("account", number.as_str()), ("password", number.last_six())]).await
    }

    async fn photo(&self, photo: Vec<u8>) -> Screen {
        self.act(Action::Photo { file: photo }).await
    }

    async fn both_sides(&self) -> Screen {
        self.photo(self.world.student.side(Side::Portrait)).await;
        self.photo(self.world.student.side(Side::Emblem)).await
    }

    /// From the home screen of a new student up to the portrait's review.
    async fn up_to_portrait(&self, portrait: Vec<u8>) -> Screen {
        self.press("next").await;
        self.both_sides().await;
        self.fill(&[]).await;
        self.press("agree").await;
        self.press("next").await;
        self.press("agree").await;
        self.photo(portrait).await
    }

    fn keep(&mut self, name: &str, screen: &Screen) {
        self.album.push((name.to_owned(), serde_json::to_value(screen).unwrap()));
    }

    /// Keeps what stands on the screen while `action` is under way, and waits for it.
    async fn keep_begun(&mut self, name: &str, action: Action) -> Screen {
        let pending = self.desk().perform(action, CancellationToken::new()).unwrap();
        self.keep(name, &self.screen());
        pending.done().await.unwrap()
    }
}

/// Screens by their names.
type Album = Vec<(String, Value)>;

/// A review with every screen on its way.
async fn album(locale: Locale) -> Album {
    let mut hand = Hand::new(locale).await;
    let student = hand.world.student.clone();
    hand.keep("log_in", &hand.screen());
    let screen = hand.fill(&[("account", "12"), ("password", "")]).await;
    hand.keep("log_in_not_filled_in", &screen);
    let screen = hand.fill(&[("account", student.number().as_str()), ("password", "wrong")]).await;
    hand.keep("log_in_wrong_password", &screen);
    hand.press("register").await;
    hand.keep("register", &hand.screen());
    hand.press("back").await;
    hand.press("forgotten_password").await;
    hand.keep("forgotten_password", &hand.screen());
    hand.press("back").await;
    let screen = hand.log_in().await;
    hand.keep("home_new", &screen);

    let screen = hand.press("next").await;
    hand.keep("card_capture", &screen);
    let blurred = Note::BlurredCard(Side::Portrait).photo();
    let screen = hand.photo(blurred.clone()).await;
    hand.keep("card_capture_refused", &screen);
    assert_eq!(hand.desk().photo(Slot::PortraitSide).await.unwrap(), Some(blurred.clone()), "as it was given");
    assert_eq!(hand.desk().photo(Slot::EmblemSide).await.unwrap(), None);
    hand.photo(other(&blurred, 1)).await;
    let screen = hand.photo(other(&blurred, 2)).await;
    hand.keep("card_capture_overrule", &screen);
    let screen = hand.both_sides().await;
    let kept = hand.desk().photo(Slot::PortraitSide).await.unwrap();
    assert_eq!(kept, Some(student.side(Side::Portrait)), "as it is kept");
    hand.keep("card_review", &screen);
    let screen = hand.fill(&[("name", ""), ("birth", "2000-13-41")]).await;
    hand.keep("card_review_not_a_date", &screen);
    let screen = hand.fill(&[("name", ""), ("birth", "1999.9.9")]).await;
    hand.keep("card_review_problems", &screen);
    let birth = student.number().birth().to_string();
    let screen = hand.fill(&[("name", &student.student().name), ("birth", &birth)]).await;
    hand.keep("consent_card", &screen);
    hand.press("decline").await;
    hand.press("next").await;
    let screen = hand.press("agree").await;
    hand.keep("home_card_sent", &screen);

    let screen = hand.press("next").await;
    hand.keep("consent_face", &screen);
    let screen = hand.press("agree").await;
    hand.keep("portrait_capture", &screen);
    let screen = hand.photo(student.side(Side::Portrait)).await;
    hand.keep("portrait_capture_refused", &screen);
    let screen = hand.photo(student.portrait_of_another(1)).await;
    hand.keep("portrait_review", &screen);
    hand.world.network.plan("POST /v1/attempts", Fault::LostAnswer);
    let screen = hand.press("submit").await;
    hand.keep("submitting_lost_answer", &screen);
    let screen = hand.press("next").await;
    hand.keep("outcome_failed", &screen);
    let screen = hand.press("start_again").await;
    hand.keep("home_after_failure", &screen);
    hand.press("next").await;
    hand.photo(student.portrait_of_another(2)).await;
    let screen = hand.press("submit").await;
    hand.keep("outcome_failed_twice", &screen);
    let screen = hand.press("hand_over").await;
    hand.keep("outcome_handed_over", &screen);

    hand.press("back").await;
    hand.keep("home_handed_over", &hand.screen());
    let screen = hand.press("account").await;
    hand.keep("account", &screen);
    for page in ["profile", "postal_address", "bindings", "password", "enrolment", "attempts", "privacy"] {
        let screen = hand.press(page).await;
        hand.keep(&format!("account_{page}"), &screen);
        if page == "bindings" {
            hand.press("unbind_email").await;
            let screen = hand.press("bind_email").await;
            hand.keep("account_bind", &screen);
            hand.press("back").await;
        }
        hand.press("back").await;
    }
    let screen = hand.press("log_out").await;
    hand.keep("log_in_after_log_out", &screen);
    hand.album
}

/// The screens of who passes at once, with those that stand while something is under way.
async fn album_of_who_passes(locale: Locale) -> Album {
    let mut hand = Hand::new(locale).await;
    hand.log_in().await;
    hand.press("next").await;
    let photo = Action::Photo { file: hand.world.student.side(Side::Portrait) };
    hand.keep_begun("card_capture_busy", photo).await;
    hand.photo(hand.world.student.side(Side::Emblem)).await;
    hand.fill(&[]).await;
    hand.keep_begun("submitting_card", Action::Agree).await;
    hand.press("next").await;
    hand.press("agree").await;
    hand.photo(hand.world.student.portrait()).await;
    hand.keep_begun("submitting_portrait", Action::Submit).await;
    hand.keep("outcome_passed", &hand.screen());
    hand.press("back").await;
    hand.keep("home_passed", &hand.screen());
    hand.album
}

#[tokio::test]
async fn every_screen_in_both_languages() {
    keep(tokio::join!(album(Locale::ZhCn), album(Locale::En)));
    keep(tokio::join!(album_of_who_passes(Locale::ZhCn), album_of_who_passes(Locale::En)));
}

fn keep((zh, en): (Album, Album)) {
    for ((name, zh), (_, en)) in zh.into_iter().zip(en) {
        insta::assert_json_snapshot!(name, json!({ "zh": without_times(zh), "en": without_times(en) }));
    }
}

/// Another photo of the same.
fn other(photo: &[u8], number: usize) -> Vec<u8> {
    [photo, " ".repeat(number).as_bytes()].concat()
}

/// With the times of day that passed on the way taken out of every text.
fn without_times(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(without_time(&text)),
        Value::Array(all) => all.into_iter().map(without_times).collect(),
        Value::Object(all) => all.into_iter().map(|(key, value)| (key, without_times(value))).collect(),
        value => value,
    }
}

fn without_time(text: &str) -> String {
    const TIME: &[u8] = b"0000-00-00 00:00";
    let is_time = |part: &[u8]| part.iter().zip(TIME).all(|(a, b)| a == b || (*b == b'0' && a.is_ascii_digit()));
    match text.as_bytes().windows(TIME.len()).position(is_time) {
        Some(at) => format!("{}[time]{}", &text[..at], &text[at + TIME.len()..]),
        None => text.to_owned(),
    }
}

#[tokio::test]
async fn what_is_not_on_the_screen_can_not_be_done() {
    let hand = Hand::new(Locale::En).await;
    let photo = Action::Photo { file: vec![] };
    for action in [photo, Action::Submit, Action::Back, Action::Erase, Action::Open { page: Page::Profile }] {
        assert_eq!(hand.desk().dispatch(action), Err(NotOffered));
    }
    hand.log_in().await;
    let take = Action::Take { slot: Slot::Portrait };
    assert_eq!(hand.desk().dispatch(take), Err(NotOffered), "the card comes first");
    assert_eq!(hand.desk().dispatch(Action::Cancel), Err(NotOffered), "nothing is under way");
}

#[tokio::test]
async fn a_button_pressed_twice_acts_once() {
    let hand = Hand::new(Locale::En).await;
    hand.log_in().await;
    hand.up_to_portrait(hand.world.student.portrait()).await;
    let first = hand.desk().perform(Action::Submit, CancellationToken::new()).unwrap();
    assert_eq!(hand.desk().dispatch(Action::Submit), Err(NotOffered));
    let screen = first.done().await.unwrap();
    assert!(matches!(screen, Screen::Outcome { .. }));
    assert_eq!(hand.world.ledger().await, (1, 2));
}

/// What is shown after a restart is where the student was, wherever the system ended the app.
#[tokio::test(flavor = "multi_thread")]
async fn a_restart_goes_on_where_the_student_was() {
    let mut hand = Hand::new(Locale::En).await;
    hand.log_in().await;
    hand.restart().await;
    assert!(matches!(hand.screen(), Screen::Home { .. }), "nothing was begun");
    hand.press("next").await;
    hand.photo(hand.world.student.side(Side::Portrait)).await;
    hand.restart().await;
    assert!(matches!(hand.screen(), Screen::CardCapture { view } if view.slot == Slot::EmblemSide));
    hand.photo(hand.world.student.side(Side::Emblem)).await;
    hand.restart().await;
    assert!(matches!(hand.screen(), Screen::CardReview { .. }));
    hand.fill(&[]).await;
    hand.restart().await;
    assert!(matches!(hand.screen(), Screen::Consent { .. }));
    hand.press("agree").await;
    hand.press("next").await;
    hand.press("agree").await;
    hand.photo(hand.world.student.portrait()).await;
    hand.restart().await;
    assert!(matches!(hand.screen(), Screen::PortraitReview { .. }));
    assert!(hand.desk().photo(Slot::Portrait).await.unwrap().is_some_and(|photo| !photo.is_empty()));
    hand.desk().dispatch(Action::Submit).unwrap();
    hand.restart().await;
    let mut screens = hand.desk().screens().from_now();
    while !matches!(screens.next().await.unwrap(), Screen::Outcome { .. } | Screen::PortraitReview { .. }) {}
    assert!(hand.world.ledger().await.0 <= 1);
}

#[tokio::test]
async fn what_is_being_sent_can_be_stopped_and_loses_nothing() {
    let hand = Hand::new(Locale::En).await;
    hand.log_in().await;
    hand.up_to_portrait(hand.world.student.portrait()).await;
    let cancel = CancellationToken::new();
    cancel.cancel();
    let stopped = hand.desk().perform(Action::Submit, cancel).unwrap().done().await;
    assert_eq!(stopped.unwrap_err(), Undone::Cancelled);
    let screen = match hand.screen() {
        Screen::PortraitReview { .. } => hand.press("submit").await,
        _ => hand.press("next").await,
    };
    assert!(matches!(screen, Screen::Outcome { .. }), "{screen:?}");
    assert_eq!(hand.world.ledger().await, (1, 2));
}

#[tokio::test]
async fn an_expired_session_asks_to_log_in_and_goes_on_where_it_was() {
    let hand = Hand::new(Locale::En).await;
    hand.log_in().await;
    hand.up_to_portrait(hand.world.student.portrait()).await;
    hand.world.platform.let_pass(Duration::from_secs(400 * 24 * 3600));
    let screen = hand.press("submit").await;
    assert!(matches!(&screen, Screen::LogIn { view } if view.head.notice.is_some()), "{screen:?}");
    let screen = hand.log_in().await;
    assert!(matches!(screen, Screen::Outcome { .. }), "{screen:?}: what was submitted is gone on with");
}

/// Eyes that have a mistake.
struct Panics;

impl Vision for Panics {
    fn card(&self, _: &[u8]) -> Result<(PhotoMeasures, CardMeasures), Unseen> {
        panic!("a mistake")
    }

    fn portrait(&self, _: &[u8]) -> Result<(PhotoMeasures, PortraitMeasures), Unseen> {
        panic!("a mistake")
    }

    fn sendable(&self, _: &[u8]) -> Result<Vec<u8>, Unseen> {
        panic!("a mistake")
    }
}

#[tokio::test]
async fn a_panic_is_told_and_the_student_goes_on() {
    let mut hand = Hand::new(Locale::En).await;
    hand.log_in().await;
    hand.desk = None;
    hand.desk = Some(Desk::open(hand.world.start_with(Panics), Locale::En).await.unwrap());
    hand.press("next").await;
    let screen = hand.photo(hand.world.student.side(Side::Portrait)).await;
    assert!(matches!(&screen, Screen::CardCapture { view } if view.head.notice.is_some()), "{screen:?}");
    assert!(matches!(hand.press("back").await, Screen::Home { .. }));
}

/// Nobody is kept from the review by a measure that is wrong about their card. The platform may see it as the phone does: then no
/// chance is spent, and the student takes another photo.
#[tokio::test]
async fn a_card_refused_three_times_is_used_all_the_same() {
    let hand = Hand::new(Locale::En).await;
    hand.log_in().await;
    hand.press("next").await;
    let blurred = Note::BlurredCard(Side::Portrait).photo();
    for number in 0..3 {
        let screen = hand.photo(other(&blurred, number)).await;
        let offered = screen.buttons().find(|button| button.id == "overrule");
        assert_eq!(offered.is_some(), number == 2, "after {} photos", number + 1);
        assert!(offered.is_none_or(|button| button.confirm.is_some()), "asks first");
    }
    let screen = hand.press("overrule").await;
    assert!(matches!(&screen, Screen::CardCapture { view } if view.slot == Slot::EmblemSide), "{screen:?}");
    let screen = hand.photo(hand.world.student.side(Side::Emblem)).await;
    let Screen::CardReview { view } = &screen else { panic!("{screen:?}") };
    assert!(view.sides.iter().any(|side| side.judged.findings.iter().any(|finding| finding.refuses)));
    let kept = hand.desk().photo(Slot::PortraitSide).await.unwrap();
    assert_eq!(kept, Some(other(&blurred, 2)));
}
