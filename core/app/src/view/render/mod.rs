//! Screens made of the state.

mod account;
mod busy;
mod capture;
mod card_review;
mod consent;
mod forms;
mod home;
pub(super) mod judged;
mod outcome;
mod portrait_review;
mod submitting;

use super::state::{Place, State};
use super::{Action, ButtonLook, ButtonView, ConfirmView, HeadView, LogInView, Page, Screen};

impl State {
    /// What the student sees now.
    pub(crate) fn screen(&self) -> Screen {
        let Some(review) = self.logged_in() else {
            return match self.place {
                Place::Page(Page::Register | Page::ForgottenPassword) => self.account_page(None),
                _ => self.log_in_screen(),
            };
        };
        match self.place {
            Place::Home => Screen::Home { view: self.home(review) },
            Place::Capture(slot) => self.capture(slot),
            Place::CardReview => Screen::CardReview { view: self.card_review(review) },
            Place::Consent(kind) => Screen::Consent { view: self.consent(kind) },
            Place::PortraitReview => Screen::PortraitReview { view: self.portrait_review(review) },
            Place::Submitting => Screen::Submitting { view: self.submitting(review) },
            Place::Outcome => Screen::Outcome { view: self.outcome(review) },
            Place::Page(_) => self.account_page(Some(review)),
        }
    }

    fn log_in_screen(&self) -> Screen {
        let link = |id: &str, zh, en, page| self.link(id, self.say(zh, en), Action::Open { page });
        Screen::LogIn {
            view: LogInView {
                head: HeadView { back: None, ..self.head(self.say("登录", "Log in")) },
                intro: self.say(
                    "入学资格审查：上传身份证，拍一张半身照，手机先检查，合格再提交。",
                    "The entrance review: your ID card and a portrait, checked on the phone before they are submitted.",
                ),
                form: self.log_in_form(),
                links: vec![
                    link("register", "注册", "Register", Page::Register),
                    link("forgotten_password", "忘记密码", "Forgotten password", Page::ForgottenPassword),
                ],
            },
        }
    }

    fn head(&self, title: String) -> HeadView {
        let back =
            ButtonView { look: ButtonLook::Link, ..self.button("back", self.say("返回", "Back"), Action::Back) };
        let back = (self.place != Place::Home).then_some(back);
        HeadView { title, back, notice: self.notice.clone(), busy: self.busy_text() }
    }

    /// A button that is on unless something is under way.
    fn button(&self, id: &str, text: String, action: Action) -> ButtonView {
        let enabled = !self.is_busy();
        ButtonView { id: id.into(), text, look: ButtonLook::Secondary, enabled, confirm: None, action }
    }

    fn primary(&self, id: &str, text: String, action: Action) -> ButtonView {
        ButtonView { look: ButtonLook::Primary, ..self.button(id, text, action) }
    }

    fn link(&self, id: &str, text: String, action: Action) -> ButtonView {
        ButtonView { look: ButtonLook::Link, ..self.button(id, text, action) }
    }

    fn danger(&self, id: &str, text: String, action: Action) -> ButtonView {
        ButtonView { look: ButtonLook::Danger, ..self.button(id, text, action) }
    }

    /// A button that asks before it acts; the question's answer is the button's own text.
    fn asking(&self, button: ButtonView, title: String, text: String) -> ButtonView {
        let confirm = ConfirmView { title, text, yes: button.text.clone(), no: self.say("取消", "Cancel") };
        ButtonView { confirm: Some(confirm), ..button }
    }
}
