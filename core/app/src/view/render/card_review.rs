use super::super::state::State;
use super::super::{Action, CardReviewView, SideView, Slot};
use super::judged;
use ruxue_rules::Review;

impl State {
    pub(super) fn card_review(&self, review: &Review) -> CardReviewView {
        CardReviewView {
            head: self.head(self.say("核对身份证信息", "Check what was read")),
            sides: [Slot::PortraitSide, Slot::EmblemSide].iter().filter_map(|slot| self.side(review, *slot)).collect(),
            form: self.card_form(review),
        }
    }

    fn side(&self, review: &Review, slot: Slot) -> Option<SideView> {
        let side = slot.side()?;
        let taken = review.side(side)?;
        let id = match slot {
            Slot::PortraitSide => "retake_portrait_side",
            _ => "retake_emblem_side",
        };
        Some(SideView {
            slot,
            title: self.side_title(side),
            judged: judged::card(&taken.report, self.locale),
            retake: self.button(id, self.say("重拍", "Take again"), Action::Take { slot }),
        })
    }
}
