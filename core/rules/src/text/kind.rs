use super::{Both, Locale, Subject, Text, text};
use crate::{Detail, Edge, Field, Finding, Kind, PhotoFault};

impl Finding {
    /// What to tell the student, as exactly as the finding's detail allows.
    pub fn text(&self, subject: Subject, locale: Locale) -> Text {
        match (self.kind, self.detail) {
            (_, Some(Detail::Fault(fault))) => fault.text(locale),
            (_, Some(Detail::Number(error))) => error.text(locale),
            (_, Some(Detail::Lying)) => text(LYING, locale),
            (_, Some(Detail::Moved)) => text(MOVED, locale),
            (_, Some(Detail::Mirrored)) => text(MIRRORED, locale),
            (_, Some(Detail::Temporary)) => text(TEMPORARY, locale),
            (_, Some(Detail::Edge(edge))) => text(cut_at(edge), locale),
            (Kind::Unreadable, Some(Detail::Field(field))) => field_unreadable(field, locale),
            (Kind::FieldsDisagree, Some(Detail::Field(field))) => match field_disagrees(field) {
                Some(both) => text(both, locale),
                None => self.kind.text(subject, locale),
            },
            _ => self.kind.text(subject, locale),
        }
    }
}

/// A picture that lies is not mended by holding the head upright.
const LYING: Both = [
    "照片是横着或倒着的",
    "竖着拿手机重新拍，头顶朝上",
    "The photo lies on its side or upside down",
    "Hold the phone upright and take it again",
];

const MOVED: Both = [
    "拍的时候动了，脸糊了",
    "双手拿稳手机，人也不要动；光线亮一些更不容易糊",
    "The phone or the head moved, the face is blurred",
    "Hold the phone with both hands and keep still; more light helps",
];

const MIRRORED: Both = [
    "照片左右反了，像镜子里的样子",
    "用后置摄像头重新拍，不要翻转图片",
    "The photo is mirrored, left and right changed over",
    "Take it with the rear camera and don't flip the picture",
];

const TEMPORARY: Both = [
    "这是临时身份证",
    "请用正式的居民身份证拍摄",
    "This is a temporary ID card",
    "Take a photo of the regular resident ID card",
];

/// A head that is cut at one edge of the photo.
fn cut_at(edge: Edge) -> Both {
    match edge {
        Edge::Top => [
            "头顶没有拍完整",
            "把手机拿远一些，头顶上方留一点空",
            "The top of the head is cut off",
            "Move back and leave some room above the head",
        ],
        Edge::Left | Edge::Right => [
            "头的一侧没有拍完整",
            "把头对准画面中间，两侧都留一点空",
            "One side of the head is cut off",
            "Put the head in the middle with room on both sides",
        ],
        Edge::Bottom => [
            "下巴没有拍完整",
            "把手机拿远一些，拍到胸口以下",
            "The chin is cut off",
            "Move back so that the chest is in the picture",
        ],
    }
}

impl Kind {
    /// What to tell the student about this kind in general.
    pub fn text(self, subject: Subject, locale: Locale) -> Text {
        let card = subject == Subject::Card;
        let both = match self {
            Self::Tilted if card => [
                "证件拍歪了，文字会变形",
                "手机与证件平行，从正上方拍",
                "The card is seen at an angle",
                "Hold the phone flat above the card",
            ],
            Self::Tilted => ["头歪向一侧", "把头摆正再拍", "The head leans to one side", "Hold your head upright"],
            Self::Blur if card => [
                "照片模糊，文字看不清",
                "手机拿稳，点一下屏幕上的证件，对好焦再拍",
                "The photo is blurred",
                "Hold the phone still, tap the card to focus, then shoot",
            ],
            Self::Blur => [
                "照片模糊，脸看不清",
                "手机拿稳，点一下脸部，对好焦再拍",
                "The photo is blurred",
                "Hold the phone still, tap the face to focus, then shoot",
            ],
            Self::TooDark if card => [
                "光线太暗",
                "到明亮的地方拍，或打开灯",
                "The photo is too dark",
                "Move to a bright place or switch on a lamp",
            ],
            Self::TooDark => [
                "脸部太暗",
                "到室外或光线充足的地方拍；室内太暗时打开闪光灯",
                "The face is too dark",
                "Go outdoors or into good light; in a dark room use the flash",
            ],
            Self::TooBright if card => [
                "照片太亮，部分文字发白",
                "关掉闪光灯，避开直射的强光",
                "The photo is too bright",
                "Switch off the flash and avoid direct light",
            ],
            Self::TooBright => {
                ["脸部过亮发白", "避开直射的强光再拍", "The face is overexposed", "Move out of the direct light"]
            }
            Self::TooFewPixels if card => [
                "照片像素太低",
                "用手机后置摄像头直接拍摄，不要用截图或压缩过的图片",
                "The photo has too few pixels",
                "Take it with the rear camera; no screenshot or compressed picture",
            ],
            Self::TooFewPixels => [
                "脸部像素太低，细节不清",
                "用手机后置摄像头直接拍摄，不要用截图或压缩过的图片",
                "The face has too few pixels",
                "Take it with the rear camera; no screenshot or compressed picture",
            ],
            Self::Edited if card => [
                "照片用修图软件处理过",
                "请重新拍摄，直接提交原图",
                "The photo went through an editing program",
                "Take a new photo and use it as it is",
            ],
            Self::Edited => [
                "照片用修图或美颜软件处理过",
                "关闭美颜和滤镜，重新拍摄，直接提交原图",
                "The photo went through an editing or beauty program",
                "Switch off beauty modes and filters, take a new photo and use it as it is",
            ],
            Self::Undecodable => ["照片打不开", "请重新拍一张", "The photo can't be opened", "Take another photo"],
            Self::TooLarge => [
                "图片尺寸太大",
                "用手机相机按普通模式重新拍摄",
                "The picture is too large",
                "Take it with the phone's normal photo mode",
            ],
            Self::NotACard => [
                "没有找到身份证",
                "把身份证平放在深色桌面上，整张拍进画面",
                "No ID card found",
                "Lay the card flat on a dark desk and take all of it",
            ],
            Self::WrongSide => [
                "拍的不是这一面",
                "请把身份证翻过来再拍",
                "This is the other side of the card",
                "Turn the card over and take it again",
            ],
            Self::Photocopy => [
                "像是复印件或黑白照片",
                "请用身份证原件拍彩色照片",
                "This looks like a photocopy or a black and white photo",
                "Take a colour photo of the original card",
            ],
            Self::Screen if card => [
                "像是翻拍的屏幕",
                "请直接拍身份证原件",
                "This looks like a photo of a screen",
                "Take the original card itself",
            ],
            Self::Screen => [
                "像是翻拍的屏幕",
                "请用后置摄像头直接拍本人，不要翻拍屏幕上的照片",
                "This looks like a photo of a screen",
                "Photograph yourself with the rear camera, not a picture on a screen",
            ],
            Self::BorderCut => [
                "证件边框不完整",
                "把手机拿远一点，四条边都留在画面里",
                "The card's border is cut off",
                "Move back a little and keep all four edges in the picture",
            ],
            Self::Covered => [
                "证件有一部分被挡住了",
                "移开手指和杂物再拍",
                "Part of the card is covered",
                "Take fingers and other things off the card",
            ],
            Self::TooSmall => [
                "证件在画面里太小",
                "把手机拿近一点，让证件占满画面",
                "The card is too small",
                "Move closer so that the card fills the picture",
            ],
            Self::Glare => [
                "证件反光",
                "换个角度，避开灯光，不要开闪光灯",
                "Glare on the card",
                "Change the angle, avoid lamps, switch off the flash",
            ],
            Self::Unreadable => [
                "有文字看不清",
                "请在光线均匀处拿稳重拍",
                "Some text can't be read",
                "Take it again in even light with a steady hand",
            ],
            Self::NumberInvalid => [
                "读出的身份证号码不正确",
                "请重拍，让号码那一行清楚完整",
                "The number as read is not valid",
                "Take it again with the number clear and complete",
            ],
            Self::NumberMismatch => [
                "身份证号码与登录账号不一致",
                "请用本人的身份证；如果账号有误，请联系学校",
                "The number is not that of your account",
                "Use your own card; if the account is wrong, ask your school",
            ],
            Self::FieldsDisagree => [
                "读出的信息前后矛盾",
                "请重拍清楚，再核对读出的信息",
                "What was read contradicts itself",
                "Take a clearer photo and check what was read",
            ],
            Self::Expired => [
                "身份证已过期",
                "请用新的身份证；还没换领的请先去办理",
                "The card has expired",
                "Use your new card; renew it first if you have none",
            ],
            Self::NoFace => [
                "没有找到人脸",
                "请面对镜头，让脸完整露出来",
                "No face found",
                "Face the camera and show your whole face",
            ],
            Self::SeveralFaces => [
                "画面里不止一个人",
                "请单独拍摄，背景里也不要有人",
                "More than one person in the picture",
                "Be alone in the picture, background included",
            ],
            Self::HeadCut => [
                "头部没有拍完整",
                "把手机拿远一些，头顶上方留一点空",
                "The head is cut off",
                "Move back and leave some room above the head",
            ],
            Self::FaceCovered => [
                "脸被遮住了",
                "摘下口罩，拨开头发，露出整张脸",
                "The face is covered",
                "Take off the mask and keep hair and hands off the face",
            ],
            Self::Hat => ["戴了帽子或头巾", "请摘下再拍", "A hat or scarf is worn", "Take it off"],
            Self::EyesCovered => [
                "眼睛被遮住了",
                "摘下墨镜，普通眼镜避免反光",
                "The eyes are covered",
                "Take off sunglasses and avoid reflections on glasses",
            ],
            Self::HeadTooLarge => {
                ["头部偏大", "请把手机拿远一些", "The head is too large", "Hold the phone farther away"]
            }
            Self::HeadTooSmall => ["头部偏小", "请把手机拿近一些", "The head is too small", "Hold the phone closer"],
            Self::NotHalfLength => [
                "不是半身照",
                "把手机拿远一些，拍到胸口以下",
                "This is not a half-length picture",
                "Move back so that the chest is in the picture",
            ],
            Self::OffCentre => [
                "头不在画面中间",
                "把头对准画面中间",
                "The head is off centre",
                "Put the head in the middle of the picture",
            ],
            Self::NotFrontal => [
                "脸没有正对镜头",
                "请正视镜头，不要侧脸、抬头或低头",
                "The face is turned away",
                "Look straight into the camera",
            ],
            Self::BackLight => [
                "背光，脸比背景暗",
                "转个方向，让光照在脸上",
                "The light comes from behind",
                "Turn round so that the light falls on your face",
            ],
            Self::EyesClosed => ["眼睛没有睁开", "睁开双眼再拍", "The eyes are closed", "Open both eyes"],
            Self::LooksAway => ["眼睛没有看镜头", "看着镜头再拍", "The eyes look aside", "Look into the camera"],
            Self::MouthOpen => ["嘴巴张开了", "自然闭上嘴再拍", "The mouth is open", "Close your mouth naturally"],
            Self::UnevenLight => [
                "脸上光线不均匀",
                "面向光源，让两侧脸一样亮",
                "The light on the face is uneven",
                "Face the light so that both sides are equally bright",
            ],
            Self::ColourCast => [
                "脸上的颜色不自然，光线偏色",
                "到室外或白光下拍，避开彩色灯光，不要用滤镜",
                "The light gives the face an unnatural colour",
                "Go outdoors or into white light, away from coloured lamps; use no filter",
            ],
            Self::Greyscale => ["照片是黑白的", "请拍彩色照片", "The photo is black and white", "Take a colour photo"],
            Self::Retouched => [
                "照片像是美颜过",
                "关闭美颜和滤镜，不要化浓妆",
                "The photo looks retouched",
                "Switch off beauty modes and filters; no heavy make-up",
            ],
            Self::FrontCamera => [
                "用的是前置摄像头",
                "请别人帮忙，用后置摄像头拍",
                "The front camera was used",
                "Let someone help you with the rear camera",
            ],
        };
        text(both, locale)
    }
}

impl PhotoFault {
    /// What to tell the student about a file that is no photo.
    pub fn text(self, locale: Locale) -> Text {
        let both = match self {
            Self::Empty => ["照片文件是空的", "请重新拍一张", "The photo file is empty", "Take another photo"],
            Self::UnknownFormat => [
                "这不是照片，或格式不支持",
                "请用 JPEG、PNG 或 WebP 格式的照片",
                "This is no photo, or of an unknown format",
                "Use a JPEG, PNG or WebP photo",
            ],
            Self::Heic => [
                "暂不支持 HEIC 格式的照片",
                "在相机设置里选“兼容性最佳”后重拍，或先转成 JPEG",
                "HEIC photos are not supported",
                "Choose “Most Compatible” in the camera's settings and take it again, or convert it to JPEG",
            ],
            Self::Damaged => [
                "照片文件已损坏",
                "请重新拍一张，或重新选取原图",
                "The photo file is damaged",
                "Take another photo or pick the original again",
            ],
            Self::TooLarge { .. } => return Kind::TooLarge.text(Subject::Card, locale),
        };
        text(both, locale)
    }
}

fn field_unreadable(field: Field, locale: Locale) -> Text {
    let name = field.name(locale);
    let mend = match locale {
        Locale::ZhCn => "核对读出的内容；不对就改正，或拿稳手机重拍",
        Locale::En => "Check what was read; correct it, or take it again with a steady hand",
    };
    let wrong = match locale {
        Locale::ZhCn => format!("“{name}”看不清"),
        Locale::En => format!("{name} can't be read clearly"),
    };
    Text { wrong: wrong.into(), mend: mend.into() }
}

fn field_disagrees(field: Field) -> Option<Both> {
    Some(match field {
        Field::Birth => [
            "出生日期与身份证号码不一致",
            "请重拍，让出生和号码两行都清楚",
            "The birth date is not the one in the number",
            "Take it again with birth date and number clear",
        ],
        Field::Sex => [
            "性别与身份证号码不一致",
            "请重拍，让性别和号码都清楚",
            "The sex is not the one in the number",
            "Take it again with sex and number clear",
        ],
        Field::ValidFrom => [
            "有效期限还没有开始",
            "请重拍，让有效期限清楚",
            "The card is not valid yet, as read",
            "Take it again with the validity clear",
        ],
        Field::ValidTo => [
            "有效期限的起止日期不合常理",
            "请核对有效期限，不对就重拍",
            "The dates of validity are unusual",
            "Check the validity; if it was misread, take it again",
        ],
        Field::Name | Field::Ethnicity | Field::Address | Field::IdNumber | Field::Authority => return None,
    })
}
