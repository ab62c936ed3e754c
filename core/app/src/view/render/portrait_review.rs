use super::super::state::State;
use super::super::{Action, ButtonView, PortraitReviewView, Slot};
use super::judged;
use ruxue_rules::{Report, Review, Subject};

impl State {
    pub(super) fn portrait_review(&self, review: &Review) -> PortraitReviewView {
        let report = review.portrait().map_or_else(|| Report::new(vec![]), |taken| taken.report.clone());
        let chances = self.chances(review);
        let submit = self.primary("submit", self.say("提交审核", "Submit"), Action::Submit);
        let left = chances.left;
        PortraitReviewView {
            head: self.head(self.say("确认人像照", "Your portrait")),
            judged: judged::report(&report, Subject::Portrait, self.locale),
            submit: self.asking(
                ButtonView { enabled: submit.enabled && review.may_submit().is_ok(), ..submit },
                self.say("提交审核？", "Submit?"),
                self.say(
                    &format!("未通过会用掉 1 次机会，还剩 {left} 次。"),
                    &format!("If it is not passed, this spends one of your {left} chances."),
                ),
            ),
            retake: self.button(
                "retake_portrait",
                self.say("重拍", "Take again"),
                Action::Take { slot: Slot::Portrait },
            ),
            chances,
        }
    }
}
