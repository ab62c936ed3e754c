use super::super::state::State;
use super::super::{CaptureView, Screen, Slot};
use ruxue_rules::Side;

impl State {
    pub(super) fn capture(&self, slot: Slot) -> Screen {
        let view = CaptureView {
            head: self.head(self.capture_title(slot)),
            slot,
            heading: self.capture_heading(slot),
            hints: self.hints(slot),
            shutter: self.say("拍照", "Take the photo"),
            pick: self.say("从相册选择", "Choose a photo"),
            lamp: self.say("补光灯", "Lamp"),
            refused: self.refused.clone(),
        };
        match slot.side() {
            Some(_) => Screen::CardCapture { view },
            None => Screen::PortraitCapture { view },
        }
    }

    fn capture_title(&self, slot: Slot) -> String {
        match slot.side() {
            Some(side) => self.side_title(side),
            None => self.say("人像照", "Portrait"),
        }
    }

    pub(super) fn side_title(&self, side: Side) -> String {
        let name = side.name(self.locale);
        self.say(&format!("身份证{name}"), &format!("ID card, {name}"))
    }

    fn capture_heading(&self, slot: Slot) -> String {
        match slot {
            Slot::PortraitSide => self.say("把有照片的人像面放进框内", "Fit the side with your photo into the frame"),
            Slot::EmblemSide => self.say("把有国徽的国徽面放进框内", "Fit the side with the emblem into the frame"),
            Slot::Portrait => self.say("正对镜头，胸部以上放进框内", "Face the camera, chest up, inside the outline"),
        }
    }

    /// The manual's examples and demands.
    fn hints(&self, slot: Slot) -> Vec<String> {
        let hints: &[[&str; 2]] = match slot {
            Slot::PortraitSide | Slot::EmblemSide => &[
                ["四条边框完整入镜", "Show all four edges"],
                ["拿稳对焦，文字清楚", "Hold still: the print must be sharp"],
                ["避开反光，别开闪光灯", "Avoid reflections and the flash"],
                ["用原件，不用复印件或屏幕翻拍", "The card itself, no copy, no screen"],
            ],
            Slot::Portrait => &[
                ["用后置摄像头，请别人帮忙拍", "Rear camera: let somebody else hold the phone"],
                ["在室外或光线充足处；室内太暗时开补光灯", "Outdoors or in good light; the lamp in a dark room"],
                ["表情自然，露出整张脸", "A natural look, the whole face"],
                ["不戴口罩、帽子，不化浓妆、不美颜", "No mask, hat, heavy make-up or retouching"],
            ],
        };
        hints.iter().map(|[zh, en]| self.say(zh, en)).collect()
    }
}
