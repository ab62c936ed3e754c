use super::super::state::{Refused, State};
use super::super::{
    Action, ButtonView, CameraTrouble, CaptureView, ExampleKind, ExampleView, Screen, Slot, TroubleView,
};
use ruxue_rules::Side;

/// The automatic shutter has taken a photo by then of whoever follows the guidance.
const MANUAL_AFTER_MILLIS: u32 = 10_000;

impl State {
    pub(super) fn capture(&self, slot: Slot) -> Screen {
        let view = CaptureView {
            head: self.head(self.capture_title(slot)),
            slot,
            heading: self.capture_heading(slot),
            hints: self.hints(slot),
            requirements: self.say("拍摄要求", "What makes a good photo"),
            start: self.say("打开相机", "Open the camera"),
            again: self.say("重新拍照", "Take it again"),
            shutter: self.say("拍照", "Take the photo"),
            pick: self.say("从相册选择", "Choose a photo"),
            lamp: self.say("补光灯", "Lamp"),
            manual_after_millis: MANUAL_AFTER_MILLIS,
            examples: self.examples(slot),
            troubles: CameraTrouble::ALL.map(|trouble| self.trouble(trouble)).into(),
            refused: self.refused.as_ref().map(|refused| refused.judged.clone()),
            overrule: self
                .refused
                .as_ref()
                .filter(|refused| refused.may_overrule)
                .map(|refused| self.overrule_button(refused)),
        };
        match slot.side() {
            Some(_) => Screen::CardCapture { view },
            None => Screen::PortraitCapture { view },
        }
    }

    /// The way on where the phone finds the same in every photo: with a clear warning.
    fn overrule_button(&self, refused: &Refused) -> ButtonView {
        let wrong = refused.judged.findings.first().map_or("", |finding| &finding.wrong);
        let text = self.say(
            &format!("手机在多张照片里都发现：{wrong}。平台可能因此判定不通过，用掉一次审核次数。请只在拍不出更好的照片时使用。"),
            &format!(
                "The phone found it in several photos: {wrong}. The platform may fail you for it, which spends a chance. \
                 Use it only if you cannot take a better one."
            ),
        );
        let button = self.danger("overrule", self.say("仍要使用这张", "Use it all the same"), Action::Overrule);
        self.asking(button, self.say("仍要使用这张照片？", "Use this photo all the same?"), text)
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

    /// The manual's pictures: one that passes, and those that fail most.
    fn examples(&self, slot: Slot) -> Vec<ExampleView> {
        let examples: &[(ExampleKind, [&str; 2])] = match slot {
            Slot::PortraitSide | Slot::EmblemSide => &[
                (ExampleKind::Good, ["标准", "Good"]),
                (ExampleKind::BorderMissing, ["边框缺失", "Edge missing"]),
                (ExampleKind::Blurred, ["照片模糊", "Blurred"]),
                (ExampleKind::Glare, ["闪光强烈", "Glare"]),
            ],
            Slot::Portrait => &[
                (ExampleKind::Good, ["标准", "Good"]),
                (ExampleKind::TooNear, ["头部偏大", "Too near"]),
                (ExampleKind::Cut, ["头部不全", "Head cut off"]),
                (ExampleKind::Mask, ["面部遮挡", "Face covered"]),
            ],
        };
        examples.iter().map(|&(kind, [zh, en])| ExampleView { kind, text: self.say(zh, en) }).collect()
    }

    fn trouble(&self, trouble: CameraTrouble) -> TroubleView {
        let (text, button) = match trouble {
            CameraTrouble::NotAllowed => (
                self.say(
                    "拍照需要使用相机。照片只用于入学审核。",
                    "Taking the photo needs the camera. It is used for the review only.",
                ),
                Some(self.say("允许使用相机", "Allow the camera")),
            ),
            CameraTrouble::Blocked => (
                self.say(
                    "相机权限已关闭。请在系统设置中允许使用相机，或从相册选择照片。",
                    "The camera is not allowed. Allow it in the settings, or choose a photo.",
                ),
                Some(self.say("打开设置", "Open the settings")),
            ),
            CameraTrouble::InUse => (
                self.say(
                    "相机正被其他应用使用，请关闭该应用后再试。",
                    "Another app is using the camera. Close it and try again.",
                ),
                Some(self.say("再试一次", "Try again")),
            ),
            CameraTrouble::Missing => (
                self.say(
                    "没有找到后置摄像头。请用其他手机拍好后，从相册选择照片。",
                    "No rear camera was found. Take the photo with another phone and choose it here.",
                ),
                None,
            ),
            CameraTrouble::Lost => (
                self.say("相机出了问题，已停止工作。", "The camera stopped working."),
                Some(self.say("再试一次", "Try again")),
            ),
            CameraTrouble::Interrupted => (
                self.say(
                    "相机暂时不能用，空闲后会自动恢复。",
                    "The camera is interrupted. It goes on as soon as it is free.",
                ),
                Some(self.say("再试一次", "Try again")),
            ),
        };
        TroubleView { trouble, text, button }
    }
}
