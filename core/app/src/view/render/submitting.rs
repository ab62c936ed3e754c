use super::super::state::State;
use super::super::work::Task;
use super::super::{Action, ButtonView, HeadView, SubmittingTask, SubmittingView};
use ruxue_rules::{Next, Review};

impl State {
    pub(super) fn submitting(&self, review: &Review) -> SubmittingView {
        let task = self.submitting_task(review);
        let (text, detail) = self.submitting_words(task);
        SubmittingView {
            head: HeadView {
                busy: self.is_busy().then(|| text.clone()), ..self.head(self.say("提交", "Submitting"))
            },
            task,
            text,
            detail,
            progress: self.progress,
            buttons: if self.is_busy() { vec![self.stop()] } else { self.make_sure(review) },
        }
    }

    fn submitting_task(&self, review: &Review) -> SubmittingTask {
        match (self.task, review.next()) {
            (Some(Task::SendCard), _) => SubmittingTask::Card,
            (Some(Task::Submit), _) => SubmittingTask::Portrait,
            (_, Next::Wait(_)) => SubmittingTask::Waiting,
            _ => SubmittingTask::MakingSure,
        }
    }

    fn submitting_words(&self, task: SubmittingTask) -> (String, String) {
        let kept = ["断网或退出都不会丢失，也不会多扣次数。", "Nothing is lost if the network or the phone gives out."];
        let (zh, en, [zh_detail, en_detail]) = match task {
            SubmittingTask::Card => ("正在上传身份证", "Uploading the card", kept),
            SubmittingTask::Portrait => ("正在提交人像照", "Submitting the portrait", kept),
            SubmittingTask::MakingSure if self.is_busy() => {
                ("正在确认上一次提交", "Making sure of the last submission", kept)
            }
            SubmittingTask::MakingSure => ("上一次提交待确认", "The last submission is to be made sure of", kept),
            SubmittingTask::Waiting => (
                "审核中，请稍候",
                "Under review",
                ["可以离开，结果出来后再回来看。", "You may leave and come back for the result."],
            ),
        };
        (self.say(zh, en), self.say(zh_detail, en_detail))
    }

    fn stop(&self) -> ButtonView {
        let text = match self.task {
            Some(Task::Await) => self.say("先回首页", "Go home for now"),
            _ => self.say("停止", "Stop"),
        };
        ButtonView { enabled: true, ..self.button("cancel", text, Action::Cancel) }
    }

    /// What was under way came to nothing.
    fn make_sure(&self, review: &Review) -> Vec<ButtonView> {
        vec![self.primary("next", review.next().name(self.locale).to_owned(), Action::Continue)]
    }
}
