use super::work::Task;
use super::{JudgedView, NoticeView, Page, Slot, Tone};
use crate::Error;
use ruxue_platform::{Enrolment, History, Profile, Student};
use ruxue_rules::{ConsentKind, Locale, Next, Review, Stage, Text};

/// Where the student is in the app, and what was told and typed so far: all that a screen is made of. Pure: it is told of
/// actions and of what came of the work for them, and says what work is to be done.
pub(crate) struct State {
    pub(super) locale: Locale,
    /// Of who is logged in.
    pub(super) review: Option<Review>,
    /// The platform ended the session: the review stays, the student logs in anew.
    pub(super) expired: bool,
    pub(super) place: Place,
    pub(super) notice: Option<NoticeView>,
    pub(super) task: Option<Task>,
    /// How much of what is being sent arrived, 0 to 1.
    pub(super) progress: Option<f32>,
    /// The photo just taken for the capture screen that is shown, if it was refused.
    pub(super) refused: Option<Refused>,
    pub(super) told: Told,
    pub(super) form: FormState,
}

/// A photo that may not be used: in memory only, and no longer than its capture screen is shown.
pub(super) struct Refused {
    pub(super) judged: JudgedView,
    pub(super) file: Vec<u8>,
    /// Whether the student may use it all the same.
    pub(super) may_overrule: bool,
}

/// What the platform told about the student; asked for anew with every look at it.
#[derive(Default)]
pub(super) struct Told {
    pub(super) student: Option<Student>,
    pub(super) profile: Option<Profile>,
    pub(super) enrolment: Option<Enrolment>,
    pub(super) attempts: Option<History>,
}

/// The form that is shown, as it was last sent.
#[derive(Default)]
pub(super) struct FormState {
    /// By key; secrets are not kept.
    pub(super) typed: Vec<(String, String)>,
    /// By key: what is wrong and what to do.
    pub(super) problems: Vec<(&'static str, String)>,
    /// Seconds until another one-time code can be asked for.
    pub(super) code_wait: u32,
}

/// A screen of who is logged in, or a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Home,
    Capture(Slot),
    CardReview,
    Consent(ConsentKind),
    PortraitReview,
    /// The card or an attempt is on its way, or its way is to be made sure of.
    Submitting,
    Outcome,
    Page(Page),
}

impl State {
    /// The app as it opens on what the store holds: a review that has begun goes on where it stands.
    pub(crate) fn new(locale: Locale, review: Option<Review>) -> Self {
        let place = review.as_ref().map_or(Place::Home, Place::to_go_on);
        Self {
            locale,
            review,
            expired: false,
            place,
            notice: None,
            task: None,
            progress: None,
            refused: None,
            told: Told::default(),
            form: FormState::default(),
        }
    }

    /// The review, unless the student is to log in first.
    pub(super) fn logged_in(&self) -> Option<&Review> {
        self.review.as_ref().filter(|_| !self.expired)
    }

    /// Whether something is under way that the student has to wait for.
    pub(super) fn is_busy(&self) -> bool {
        self.task.is_some_and(|task| !task.is_quiet())
    }

    /// The refused photo of `slot`, where its capture screen shows one.
    pub(super) fn refused_photo(&self, slot: Slot) -> Option<Vec<u8>> {
        let refused = self.refused.as_ref().filter(|_| self.place == Place::Capture(slot))?;
        Some(refused.file.clone())
    }

    /// Shows `place`, and what belonged to the one before no more.
    pub(super) fn go(&mut self, place: Place) {
        self.place = place;
        self.refused = None;
        self.form = FormState { code_wait: self.form.code_wait, ..FormState::default() };
    }

    /// Goes to what is to be done next in the review.
    pub(super) fn go_on(&mut self) {
        let place = self.review.as_ref().map_or(Place::Home, |review| Place::of(&review.next()));
        self.go(place);
    }

    /// In the state's language.
    pub(super) fn say(&self, zh: &str, en: &str) -> String {
        match self.locale {
            Locale::ZhCn => zh.into(),
            Locale::En => en.into(),
        }
    }

    pub(super) fn tell(&mut self, tone: Tone, zh: [&str; 2], en: [&str; 2]) {
        let [text, next] = match self.locale {
            Locale::ZhCn => zh,
            Locale::En => en,
        };
        self.notice = Some(NoticeView { tone, text: text.into(), next: next.into() });
    }

    pub(super) fn tell_error(&mut self, error: &Error) {
        let Text { wrong, mend } = error.text(self.locale);
        self.notice = Some(NoticeView { tone: Tone::Bad, text: wrong.into(), next: mend.into() });
    }

    /// The review as it was last known.
    pub(crate) fn last_review(&self) -> Option<Review> {
        self.review.clone()
    }

    /// Whether another one-time code can't be asked for yet.
    pub(crate) fn waits_for_code(&self) -> bool {
        self.form.code_wait > 0
    }

    /// How much of what is being sent arrived, 0 to 1.
    pub(crate) fn progressed(&mut self, share: f32) {
        self.progress = Some(share);
    }

    /// A second has passed; whether there are more to wait before another one-time code can be asked for.
    pub(crate) fn tick(&mut self) -> bool {
        self.form.code_wait = self.form.code_wait.saturating_sub(1);
        self.waits_for_code()
    }
}

impl Place {
    /// Where `next` is done.
    pub(super) fn of(next: &Next) -> Self {
        match next {
            Next::TakeCard(side) => Self::Capture((*side).into()),
            Next::ConfirmCard => Self::CardReview,
            Next::GiveConsent(kind) => Self::Consent(*kind),
            Next::SendCard => Self::Home,
            Next::TakePortrait => Self::Capture(Slot::Portrait),
            Next::Submit => Self::PortraitReview,
            Next::Reconcile(_) | Next::Wait(_) => Self::Submitting,
            Next::Read(_) | Next::NoChances => Self::Outcome,
        }
    }

    /// Where a review that was left goes on: at home, if nothing was begun.
    pub(super) fn to_go_on(review: &Review) -> Self {
        let begun = review.photos().next().is_some() || *review.stage() != Stage::Preparing;
        if begun { Self::of(&review.next()) } else { Self::Home }
    }
}
