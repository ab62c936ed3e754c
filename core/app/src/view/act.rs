//! What an action makes of the state, and the work that it asks for.

use super::form::Filled;
use super::state::{Place, State};
use super::work::Work;
use super::{Action, Page, Slot};
use ruxue_rules::{ConsentKind, Next, Review, Side};

/// An action that the screen does not offer now: a button pressed twice, or one of a screen that is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not offered now")]
pub struct NotOffered;

/// What follows from an action.
pub(crate) enum Then {
    /// The screen has changed, that is all.
    Nothing,
    /// This is to be done.
    Work(Work),
    /// What is under way is to be stopped.
    Cancel,
}

impl State {
    /// Lets the student act.
    ///
    /// # Errors
    /// [`NotOffered`]; the state stays as it was.
    pub(crate) fn act(&mut self, action: Action) -> Result<Then, NotOffered> {
        if !self.screen().offers(&action) {
            return Err(NotOffered);
        }
        if !matches!(action, Action::Cancel) {
            self.notice = None;
        }
        let work = match action {
            Action::Cancel => return Ok(Then::Cancel),
            Action::Dismiss => None,
            Action::Back => self.back(),
            Action::Refresh => self.refresh(),
            Action::Continue => self.go_on_with_next(),
            Action::Open { page } => self.open(page),
            Action::Take { slot } => self.take(slot),
            Action::Photo { file } => self.photo(file),
            Action::Overrule => self.overrule(),
            Action::Send { values } => self.send(Filled(values)),
            Action::RequestCode { values } => self.request_code(Filled(values)),
            Action::Agree => self.agree(),
            Action::Revoke { kind } => Some(Work::Revoke(kind)),
            Action::Submit => Some(Work::Submit),
            Action::StartAgain => Some(Work::StartAgain),
            Action::HandOver => Some(Work::HandOver),
            Action::Unbind { kind } => Some(Work::Unbind(kind)),
            Action::LogOut => Some(Work::LogOut),
            Action::LogOutEverywhere => Some(Work::LogOutEverywhere),
            Action::Erase => Some(Work::Erase),
        };
        Ok(work.map_or(Then::Nothing, |work| Then::Work(self.begin(work))))
    }

    /// Notes that `work` is under way.
    pub(super) fn begin(&mut self, work: Work) -> Work {
        let task = work.task();
        self.task = Some(task);
        self.progress = None;
        if task.can_be_cancelled() {
            self.go(Place::Submitting);
        }
        work
    }

    /// What is to be done when the app opens.
    pub(crate) fn start(&mut self) -> Option<Work> {
        let work = self.refresh()?;
        Some(self.begin(work))
    }

    /// Makes sure of what may be on its way before anything else.
    pub(super) fn refresh(&self) -> Option<Work> {
        let review = self.logged_in()?;
        Some(under_way(&review.next()).unwrap_or(match self.place {
            Place::Page(page) if page.is_told() => Work::Load(page),
            _ => Work::Refresh,
        }))
    }

    fn back(&mut self) -> Option<Work> {
        let place = self.behind();
        self.go(place);
        None
    }

    /// The place one back from here.
    pub(super) fn behind(&self) -> Place {
        let review = self.logged_in();
        match self.place {
            Place::Capture(slot) if review.is_some_and(|review| has_review_screen(review, slot)) => match slot {
                Slot::PortraitSide | Slot::EmblemSide => Place::CardReview,
                Slot::Portrait => Place::PortraitReview,
            },
            Place::Page(Page::Bind { .. }) => Place::Page(Page::Bindings),
            Place::Page(Page::Profile | Page::PostalAddress | Page::Bindings | Page::Password)
            | Place::Page(Page::Enrolment | Page::Attempts | Page::Privacy) => Place::Page(Page::Account),
            _ => Place::Home,
        }
    }

    fn go_on_with_next(&mut self) -> Option<Work> {
        let next = self.logged_in()?.next();
        let work = if next == Next::SendCard { Some(Work::SendCard) } else { under_way(&next) };
        if work.is_none() {
            self.go_on();
        }
        work
    }

    fn open(&mut self, page: Page) -> Option<Work> {
        self.go(Place::Page(page));
        page.is_told().then_some(Work::Load(page))
    }

    fn take(&mut self, slot: Slot) -> Option<Work> {
        let consent = ConsentKind::Face;
        let agreed = self.review.as_ref()?.agrees_to(consent);
        self.go(if slot == Slot::Portrait && !agreed { Place::Consent(consent) } else { Place::Capture(slot) });
        None
    }

    fn photo(&mut self, file: Vec<u8>) -> Option<Work> {
        let Place::Capture(slot) = self.place else { return None };
        self.refused = None;
        Some(Work::Photo { slot, file })
    }

    /// What is told of the photo stands until it is kept.
    fn overrule(&mut self) -> Option<Work> {
        let Place::Capture(slot) = self.place else { return None };
        let file = self.refused.as_ref()?.file.clone();
        Some(Work::Overrule { slot, file })
    }

    fn agree(&mut self) -> Option<Work> {
        let Place::Consent(kind) = self.place else { return None };
        Some(Work::GiveConsent(kind))
    }
}

/// What an attempt that is on its way asks for.
fn under_way(next: &Next) -> Option<Work> {
    match next {
        Next::Reconcile(_) => Some(Work::MakeSure),
        Next::Wait(_) => Some(Work::Await),
        _ => None,
    }
}

/// Whether the card can be looked at as taken.
pub(super) fn has_both_sides(review: &Review) -> bool {
    Side::ALL.iter().all(|side| review.side(*side).is_some())
}

/// Whether what `slot` belongs to can be looked at as taken.
fn has_review_screen(review: &Review, slot: Slot) -> bool {
    match slot {
        Slot::Portrait => review.portrait().is_some(),
        Slot::PortraitSide | Slot::EmblemSide => has_both_sides(review),
    }
}

impl Page {
    /// Whether the platform has to tell what it shows.
    pub(super) fn is_told(self) -> bool {
        matches!(self, Self::Profile | Self::PostalAddress | Self::Bindings | Self::Enrolment | Self::Attempts)
    }
}
