//! What a screen offers: its buttons, and what a shell begins by itself.

use super::{Action, ButtonView, FormView, HeadView, Screen};

impl Screen {
    /// Whether the student can do this now. What is not shown, or is off, can't be done.
    pub fn offers(&self, action: &Action) -> bool {
        let busy = self.head().busy.is_some();
        match action {
            Action::Refresh => !busy && !matches!(self, Self::LogIn { .. }),
            Action::Dismiss => self.head().notice.is_some(),
            Action::Photo { .. } => !busy && matches!(self, Self::CardCapture { .. } | Self::PortraitCapture { .. }),
            Action::Send { .. } => self.form().is_some_and(|form| form.send.enabled),
            Action::RequestCode { .. } => {
                self.form().and_then(|form| form.code.as_ref()).is_some_and(|button| button.enabled)
            }
            action => self.buttons().any(|button| button.enabled && button.action == *action),
        }
    }

    /// What every screen has at its top.
    pub fn head(&self) -> &HeadView {
        match self {
            Self::LogIn { view } => &view.head,
            Self::Home { view } => &view.head,
            Self::CardCapture { view } | Self::PortraitCapture { view } => &view.head,
            Self::CardReview { view } => &view.head,
            Self::Consent { view } => &view.head,
            Self::PortraitReview { view } => &view.head,
            Self::Submitting { view } => &view.head,
            Self::Outcome { view } => &view.head,
            Self::Account { view } => &view.head,
        }
    }

    /// The form, where the screen has one.
    pub fn form(&self) -> Option<&FormView> {
        match self {
            Self::LogIn { view } => Some(&view.form),
            Self::CardReview { view } => Some(&view.form),
            Self::Account { view } => view.form.as_ref(),
            _ => None,
        }
    }

    /// All buttons, a form's included.
    pub fn buttons(&self) -> impl Iterator<Item = &ButtonView> {
        let form = self.form().into_iter().flat_map(|form| form.code.iter().chain([&form.send]));
        self.head().back.iter().chain(self.own_buttons()).chain(form)
    }

    fn own_buttons(&self) -> Vec<&ButtonView> {
        match self {
            Self::LogIn { view } => view.links.iter().collect(),
            Self::Home { view } => {
                let steps = view.steps.iter().flat_map(|step| &step.buttons);
                steps.chain([&view.next]).chain(&view.links).collect()
            }
            Self::CardCapture { view } | Self::PortraitCapture { view } => view.overrule.iter().collect(),
            Self::CardReview { view } => view.sides.iter().map(|side| &side.retake).collect(),
            Self::Consent { view } => vec![&view.agree, &view.decline],
            Self::PortraitReview { view } => vec![&view.submit, &view.retake],
            Self::Submitting { view } => view.buttons.iter().collect(),
            Self::Outcome { view } => view.buttons.iter().collect(),
            Self::Account { view } => {
                let rows = view.sections.iter().flat_map(|section| &section.rows);
                rows.filter_map(|row| row.button.as_ref()).chain(&view.buttons).collect()
            }
        }
    }
}
