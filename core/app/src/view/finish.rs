//! What came of the work for an action, and the work that follows from it.

use super::act::has_both_sides;
use super::render::judged;
use super::state::{Place, Refused, State, Told};
use super::work::{Done, Task, Work};
use super::{JudgedView, Page, Slot, Tone};
use crate::Error;
use ruxue_platform::PlatformError;
use ruxue_rules::{Next, Refusal, Report, Review, Stage, Subject, Verdict};

impl State {
    /// Takes in what came of `task`, and how the review stands since; none where nobody is logged in. Gives the work that
    /// follows.
    pub(crate) fn finish(&mut self, task: Task, done: Result<Done, Error>, review: Option<Review>) -> Option<Work> {
        self.task = None;
        self.progress = None;
        let was_logged_in = self.review.is_some();
        self.review = review;
        if was_logged_in && self.review.is_none() {
            self.told = Told::default();
            self.go(Place::Home);
        }
        let work = match done {
            Ok(done) => self.succeed(task, done),
            Err(error) => self.fail(task, &error),
        };
        self.leave_what_is_gone();
        work.map(|work| self.begin(work))
    }

    fn succeed(&mut self, task: Task, done: Done) -> Option<Work> {
        match (task, done) {
            (Task::LogIn, _) => self.enter(),
            (Task::Photo(slot), Done::Card { report, file }) => {
                let judged = judged::card(&report, self.locale);
                self.photographed(slot, &report.report, judged, file)
            }
            (Task::Photo(slot), Done::Portrait { report, file }) => {
                let judged = judged::report(&report, Subject::Portrait, self.locale);
                self.photographed(slot, &report, judged, file)
            }
            (Task::Overrule(slot), _) => self.kept(slot),
            (Task::ConfirmCard | Task::GiveConsent(_), _) => self.lead_on(),
            (Task::SendCard, _) => {
                self.go(Place::Home);
                self.tell(
                    Tone::Good,
                    ["身份证已上传", "接下来拍人像照"],
                    ["The card is uploaded", "Next: the portrait"],
                );
                None
            }
            (Task::Submit | Task::MakeSure | Task::Await, _) => self.after_attempt(),
            (Task::Refresh, Done::Student { student, weak_password }) => {
                self.told.student = Some(student);
                if weak_password && self.notice.is_none() {
                    self.tell(
                        Tone::Plain,
                        ["你还在用初始密码，别人可能猜到", "请到“账号”里修改密码"],
                        ["You still use the first password, which others may guess", "Change it under Account"],
                    );
                }
                None
            }
            (Task::Load(_), Done::Profile(profile)) => {
                self.told.profile = Some(profile);
                None
            }
            (Task::Load(_), Done::Enrolment(enrolment)) => {
                self.told.enrolment = Some(enrolment);
                None
            }
            (Task::Load(_), Done::Attempts(history)) => {
                self.told.attempts = Some(history);
                None
            }
            (Task::RequestCode, Done::CodeSent(sent)) => {
                self.form.code_wait = sent.resend_after.as_secs().try_into().unwrap_or(u32::MAX);
                self.tell(
                    Tone::Good,
                    ["验证码已发送", "请查收短信或邮件"],
                    ["The code is on its way", "Look into your messages or mail"],
                );
                None
            }
            (Task::StartAgain, _) => {
                self.go(Place::Home);
                None
            }
            (Task::HandOver, _) => {
                self.go(Place::Outcome);
                None
            }
            (task, _) => self.settled(task),
        }
    }

    /// Pages: what was done shows on the page before, with a word that it was.
    fn settled(&mut self, task: Task) -> Option<Work> {
        let (place, zh, en) = match task {
            Task::Register => (Place::Home, "注册成功，请登录", "You are registered: log in"),
            Task::ResetPassword => (Place::Home, "密码已重置，请用新密码登录", "Log in with your new password"),
            Task::ChangePassword => (
                Place::Page(Page::Account),
                "密码已修改，其他手机上的登录已退出",
                "Your password is changed; other phones are logged out",
            ),
            Task::SetPostalAddress => (Place::Page(Page::PostalAddress), "收货地址已保存", "The address is saved"),
            Task::Bind(_) => (Place::Page(Page::Bindings), "绑定成功", "Bound to your account"),
            Task::Unbind(_) => (Place::Page(Page::Bindings), "已解除绑定", "No longer bound"),
            Task::Revoke(_) => (Place::Page(Page::Privacy), "已撤回同意", "Your consent is taken back"),
            Task::LogOut | Task::LogOutEverywhere => {
                (Place::Home, "已退出登录，手机里的资料已清除", "You are logged out; your data on this phone is erased")
            }
            Task::Erase => (Place::Home, "你的数据已删除", "Your data is erased"),
            _ => return None,
        };
        self.go(place);
        self.tell(Tone::Good, [zh, ""], [en, ""]);
        match place {
            Place::Page(page) if page.is_told() => Some(Work::Load(page)),
            _ => None,
        }
    }

    /// Just logged in: goes on where the review stands.
    fn enter(&mut self) -> Option<Work> {
        self.expired = false;
        self.told = Told::default();
        let place = self.review.as_ref().map_or(Place::Home, Place::to_go_on);
        self.go(place);
        self.refresh()
    }

    fn photographed(&mut self, slot: Slot, report: &Report, judged: JudgedView, file: Vec<u8>) -> Option<Work> {
        if report.verdict == Verdict::Refuse {
            let may_overrule = self.review.as_ref().is_some_and(|review| review.may_overrule(slot, report));
            self.refused = Some(Refused { judged, file, may_overrule });
            return None;
        }
        self.kept(slot)
    }

    /// On to what comes after the photo of `slot`.
    fn kept(&mut self, slot: Slot) -> Option<Work> {
        let other_side = self.review.as_ref().and_then(|review| match review.next() {
            Next::TakeCard(side) => Some(Slot::from(side)),
            _ => None,
        });
        self.go(match (slot, other_side) {
            (Slot::Portrait, _) => Place::PortraitReview,
            (_, Some(other)) => Place::Capture(other),
            (_, None) => Place::CardReview,
        });
        None
    }

    /// On to the next step, by itself where nothing is to be asked any more.
    fn lead_on(&mut self) -> Option<Work> {
        if let Next::SendCard = self.review.as_ref()?.next() {
            return Some(Work::SendCard);
        }
        self.go_on();
        None
    }

    /// An attempt got further.
    fn after_attempt(&mut self) -> Option<Work> {
        let next = self.review.as_ref()?.next();
        match next {
            Next::Wait(_) => Some(Work::Await),
            Next::Read(_) | Next::NoChances => {
                self.go(Place::Outcome);
                None
            }
            _ => {
                self.go(Place::Home);
                None
            }
        }
    }

    fn fail(&mut self, task: Task, error: &Error) -> Option<Work> {
        match error {
            Error::Platform(PlatformError::Cancelled) => self.cancelled(task),
            Error::Platform(PlatformError::SessionExpired) => {
                self.expired = true;
                self.go(Place::Home);
                self.tell_error(error);
            }
            Error::Refused(Refusal::Fields(problems)) => self.mark(problems),
            _ => {
                self.tell_error(error);
                self.stay_or_go_home(task);
            }
        }
        None
    }

    fn cancelled(&mut self, task: Task) {
        self.stay_or_go_home(task);
        match task {
            Task::Submit | Task::MakeSure if self.is_under_way() => {
                self.go(Place::Home);
                self.tell(
                    Tone::Plain,
                    ["已停止，提交可能已经送达", "请点“确认上一次提交”，不会重复扣次数"],
                    ["Stopped; the submission may have arrived", "Make sure of it; no chance is spent twice"],
                );
            }
            Task::Await => {
                self.go(Place::Home);
                self.tell(
                    Tone::Plain,
                    ["审核仍在进行", "可以稍后回来看结果"],
                    ["The review goes on", "Come back later for the result"],
                );
            }
            _ => {}
        }
    }

    /// Where what was being sent is shown, there is nothing to show any more unless an attempt is still under way.
    fn stay_or_go_home(&mut self, task: Task) {
        match task {
            Task::SendCard => self.go(Place::Home),
            Task::Submit if !self.is_under_way() => {
                self.go_on();
            }
            Task::MakeSure | Task::Await if !self.is_under_way() => self.go(Place::Home),
            _ => {}
        }
    }

    fn is_under_way(&self) -> bool {
        self.review.as_ref().is_some_and(|review| review.under_way().is_some())
    }

    /// The platform's word may take away what a place is about.
    fn leave_what_is_gone(&mut self) {
        let Some(review) = &self.review else { return };
        let open = *review.stage() == Stage::Preparing;
        let there = match self.place {
            Place::Capture(_) | Place::Consent(_) => open,
            Place::CardReview => open && has_both_sides(review),
            Place::PortraitReview => open && review.portrait().is_some(),
            Place::Outcome => matches!(review.next(), Next::Read(_) | Next::NoChances),
            Place::Submitting => self.task.is_some() || review.under_way().is_some(),
            Place::Home | Place::Page(_) => true,
        };
        if !there && self.task.is_none() {
            self.go_on();
        }
    }
}
