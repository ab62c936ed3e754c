use super::super::state::State;
use super::super::{Action, ConsentView};
use ruxue_rules::ConsentKind;

impl State {
    pub(super) fn consent(&self, kind: ConsentKind) -> ConsentView {
        let title = match kind {
            ConsentKind::Card => self.say("同意处理身份证信息", "Your ID card"),
            ConsentKind::Face => self.say("同意处理人脸信息", "Your face"),
        };
        ConsentView {
            head: self.head(title),
            kind,
            text: kind.text(self.locale).into(),
            agree: self.primary("agree", self.say("同意并继续", "Agree and go on"), Action::Agree),
            decline: self.button("decline", self.say("暂不同意", "Not now"), Action::Back),
        }
    }
}
