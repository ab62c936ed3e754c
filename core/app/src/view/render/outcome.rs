use super::super::state::State;
use super::super::{Action, AdviceView, ButtonView, OutcomeState, OutcomeView};
use ruxue_rules::{Outcome, Reason, Review, Stage};

impl State {
    pub(super) fn outcome(&self, review: &Review) -> OutcomeView {
        let outcome = match review.stage() {
            Stage::Decided { outcome, .. } => Some(outcome),
            _ => review.last_outcome(),
        };
        let (score, reasons) = outcome.map_or((None, &[][..]), told);
        let state = state(outcome, review);
        let (heading, detail) = self.outcome_words(state, outcome);
        let (least, most) = (0.0, 100.0);
        OutcomeView {
            head: self.head(self.say("审核结果", "Result")),
            state,
            heading,
            detail,
            score: score.map(|score: f32| {
                let score = score.clamp(least, most);
                self.say(
                    &format!("人脸比对得分 {score:.0}（满分 100）"),
                    &format!("Face comparison: {score:.0} of 100"),
                )
            }),
            reasons: reasons.iter().map(|reason| self.advice(*reason, review.may_start_again().is_ok())).collect(),
            chances: self.chances(review),
            buttons: self.after_outcome(review),
        }
    }

    /// What to do about it only where there is a next time.
    fn advice(&self, reason: Reason, again: bool) -> AdviceView {
        let text = reason.text(self.locale);
        AdviceView { wrong: text.wrong.into(), mend: if again { text.mend.into() } else { String::new() } }
    }

    fn outcome_words(&self, state: OutcomeState, outcome: Option<&Outcome>) -> (String, String) {
        match (state, outcome) {
            (OutcomeState::NoChances, _) => (
                self.say("三次审核机会已用完", "All three chances are spent"),
                self.say("请联系学校，由学校人工处理。", "Ask your school, which goes on from here."),
            ),
            (_, Some(outcome)) => {
                let text = outcome.text(self.locale);
                (text.wrong.into(), text.mend.into())
            }
            (_, None) => (self.say("还没有结果", "No result yet"), String::new()),
        }
    }

    fn after_outcome(&self, review: &Review) -> Vec<ButtonView> {
        let left = review.chances().left();
        let again = review.may_start_again().is_ok().then(|| {
            let text = self.say(&format!("重新审核（还剩 {left} 次）"), &format!("Start again ({left} left)"));
            self.primary("start_again", text, Action::StartAgain)
        });
        let hand_over = review.may_hand_over().is_ok().then(|| {
            self.asking(
                self.button("hand_over", self.say("交学校人工审核", "Hand over to the school"), Action::HandOver),
                self.say("交学校人工审核？", "Hand over to the school?"),
                self.say(
                    "最近一次的结果会交给学校，之后不能再自己提交。",
                    "Your last result goes to the school; you can't submit by yourself any more.",
                ),
            )
        });
        again.into_iter().chain(hand_over).collect()
    }
}

fn told(outcome: &Outcome) -> (Option<f32>, &[Reason]) {
    match outcome {
        Outcome::Pending => (None, &[]),
        Outcome::Passed { score } => (Some(*score), &[]),
        Outcome::Failed { score, reasons } | Outcome::HandedOver { score, reasons } => (*score, reasons),
    }
}

fn state(outcome: Option<&Outcome>, review: &Review) -> OutcomeState {
    match outcome {
        Some(Outcome::Passed { .. }) => OutcomeState::Passed,
        Some(Outcome::HandedOver { .. }) => OutcomeState::HandedOver,
        _ if review.chances().left() == 0 => OutcomeState::NoChances,
        _ => OutcomeState::Failed,
    }
}
