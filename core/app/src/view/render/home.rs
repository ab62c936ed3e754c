use super::super::state::State;
use super::super::{Action, ButtonView, ChancesView, HeadView, HomeView, Page, Slot, StepState, StepView, StudentView};
use ruxue_rules::{Chances, ConsentKind, Next, Outcome, Review, Stage};

impl State {
    pub(super) fn home(&self, review: &Review) -> HomeView {
        let link = |id: &str, zh, en, page| self.link(id, self.say(zh, en), Action::Open { page });
        HomeView {
            head: HeadView { back: None, ..self.head(self.say("入学资格审查", "Entrance review")) },
            student: self.told.student.as_ref().map(|student| StudentView {
                number: student.number.clone(),
                class: student.class.clone(),
                name: student.masked_name.clone(),
            }),
            chances: self.chances(review),
            steps: vec![self.card_step(review), self.portrait_step(review)],
            next: self.next_button(review),
            links: vec![
                link("attempts", "审核记录", "Attempts", Page::Attempts),
                link("account", "账号", "Account", Page::Account),
            ],
        }
    }

    pub(super) fn chances(&self, review: &Review) -> ChancesView {
        let (left, all) = (review.chances().left(), Chances::ALL.left());
        let text = self.say(&format!("剩余审核次数 {left}/{all}"), &format!("{left} of {all} chances left"));
        ChancesView { left, all, text }
    }

    fn next_button(&self, review: &Review) -> ButtonView {
        let next = review.next();
        // Nothing can be done about it but to ask the school: the outcome says so.
        let text = match next {
            Next::NoChances => self.say("查看结果", "See the result"),
            _ => next.name(self.locale).to_owned(),
        };
        self.primary("next", text, Action::Continue)
    }

    fn card_step(&self, review: &Review) -> StepView {
        let open = *review.stage() == Stage::Preparing;
        let state = if review.is_card_sent() || !open { StepState::Done } else { StepState::Now };
        let state_text = match (state, review.confirmed().is_some()) {
            (StepState::Done, _) => self.say("已上传", "Uploaded"),
            (_, true) => self.say("已核对，待上传", "Checked, to be uploaded"),
            (_, false) => self.say("待完成", "To be done"),
        };
        let retake = |slot: Slot, id: &str, zh, en| {
            let taken = slot.side().and_then(|side| review.side(side)).is_some();
            (open && taken).then(|| self.link(id, self.say(zh, en), Action::Take { slot }))
        };
        let buttons = [
            retake(Slot::PortraitSide, "retake_portrait_side", "重拍人像面", "Retake the portrait side"),
            retake(Slot::EmblemSide, "retake_emblem_side", "重拍国徽面", "Retake the emblem side"),
        ];
        StepView {
            title: self.say("1 上传身份证", "1 ID card"),
            state,
            state_text,
            detail: self.say(
                "拍人像面和国徽面，核对读出的信息。身份证仅用于核验身份。",
                "Photograph both sides and check what was read. The card only serves to verify who you are.",
            ),
            buttons: buttons.into_iter().flatten().collect(),
        }
    }

    fn portrait_step(&self, review: &Review) -> StepView {
        let (state, state_text) = self.portrait_state(review);
        let open = *review.stage() == Stage::Preparing;
        let again = open && review.portrait().is_some() && review.agrees_to(ConsentKind::Face);
        let retake = again.then(|| {
            self.link(
                "retake_portrait",
                self.say("重拍人像照", "Retake the portrait"),
                Action::Take { slot: Slot::Portrait },
            )
        });
        StepView {
            title: self.say("2 拍人像照并提交", "2 Portrait"),
            state,
            state_text,
            detail: self.say(
                "请别人用后置摄像头拍正面半身照，手机检查合格后提交审核。",
                "Have somebody take a frontal half-length photo with the rear camera; it is checked, then submitted.",
            ),
            buttons: retake.into_iter().collect(),
        }
    }

    fn portrait_state(&self, review: &Review) -> (StepState, String) {
        match review.next() {
            Next::Reconcile(_) => (StepState::UnderWay, self.say("已提交，待确认", "Submitted, to be made sure of")),
            Next::Wait(_) => (StepState::UnderWay, self.say("审核中", "Under review")),
            Next::Read(Outcome::Passed { .. }) => (StepState::Done, self.say("审核通过", "Passed")),
            Next::Read(Outcome::HandedOver { .. }) => (StepState::Done, self.say("已交学校", "Handed to the school")),
            Next::Read(_) | Next::NoChances => (StepState::Failed, self.say("审核未通过", "Not passed")),
            Next::Submit => (StepState::Now, self.say("已拍，待提交", "Taken, to be submitted")),
            Next::TakePortrait | Next::GiveConsent(ConsentKind::Face) => {
                (StepState::Now, self.say("待完成", "To be done"))
            }
            _ => (StepState::Later, self.say("先完成第 1 步", "After step 1")),
        }
    }
}
