use super::{Locale, Text, text};
use crate::{ConsentKind, Kind, Next, Refusal, Side, Subject};
use std::borrow::Cow;

impl Refusal {
    /// Why it can't be done now, and what to do instead.
    pub fn text(&self, locale: Locale) -> Text {
        let both = match self {
            Self::PhotoRefused => [
                "照片不合格",
                "看清原因后重拍，不会用掉审核次数",
                "The photo is not good enough",
                "Read why and take it again; this spends no chance",
            ],
            Self::SideMissing(side) => return side_missing(*side, locale),
            Self::Fields(problems) => {
                return match problems.first() {
                    Some(problem) => problem.text(locale),
                    None => Kind::FieldsDisagree.text(Subject::Card, locale),
                };
            }
            Self::NotConfirmed => [
                "身份证信息还没有确认",
                "请先核对并确认",
                "The card's fields are not confirmed",
                "Check and confirm them first",
            ],
            Self::NoConsent(ConsentKind::Card) => [
                "还没有同意处理身份证信息",
                "身份证仅用于核验身份，请阅读说明，同意后继续",
                "You have not agreed to the processing of your ID card",
                "It only serves to verify who you are; read the text and agree to go on",
            ],
            Self::NoConsent(ConsentKind::Face) => [
                "还没有同意处理人脸信息",
                "人脸信息仅用于核验身份，请阅读说明，同意后继续",
                "You have not agreed to the processing of your face",
                "It only serves to verify who you are; read the text and agree to go on",
            ],
            Self::NotSent => {
                ["身份证还没有上传", "请先上传身份证", "The card is not uploaded yet", "Upload the card first"]
            }
            Self::NoPortrait => [
                "还没有拍人像照",
                "请先拍半身正面照",
                "The portrait is missing",
                "Take a frontal half-length portrait first",
            ],
            Self::NoChances => ["三次审核机会已用完", "请联系学校", "All three chances are spent", "Ask your school"],
            Self::KeyUsed | Self::NoSuchAttempt => {
                ["这次提交已经处理过", "请刷新审核结果", "This submission is already settled", "Refresh the result"]
            }
            Self::UnderWay => [
                "上一次提交还没有结果",
                "请等结果出来，不会重复扣次数",
                "The last submission has no result yet",
                "Wait for it; no chance is spent twice",
            ],
            Self::StartAgainFirst => {
                ["上一次审核未通过", "请先点“重新审核”", "The last review did not pass", "Start again first"]
            }
            Self::NothingFailed => [
                "没有未通过的审核，不用重新开始",
                "请继续当前步骤",
                "Nothing failed, so there is nothing to start again",
                "Go on where you are",
            ],
            Self::HandOverTooEarly => [
                "两次比对未通过后才能交学校人工审核",
                "请先重新审核",
                "The school takes over only after two failed comparisons",
                "Start again first",
            ],
            Self::Passed => ["审核已通过", "不用再提交", "You have passed", "Nothing more to submit"],
            Self::HandedOver => {
                ["已交学校人工审核", "请等候学校通知", "Handed to the school", "Wait for word from your school"]
            }
        };
        text(both, locale)
    }
}

fn side_missing(side: Side, locale: Locale) -> Text {
    let name = side.name(locale);
    let (wrong, mend): (String, Cow<'static, str>) = match locale {
        Locale::ZhCn => (format!("还没有拍身份证{name}"), format!("请先拍{name}").into()),
        Locale::En => (format!("The card's {name} is missing"), format!("Take the {name} first").into()),
    };
    Text { wrong: wrong.into(), mend }
}

impl Next {
    /// The step in a few words, for a button or a heading.
    pub fn name(&self, locale: Locale) -> &'static str {
        let both = match self {
            Self::TakeCard(Side::Portrait) => ["拍身份证人像面", "Take the card's portrait side"],
            Self::TakeCard(Side::Emblem) => ["拍身份证国徽面", "Take the card's emblem side"],
            Self::ConfirmCard => ["核对身份证信息", "Check the card's fields"],
            Self::GiveConsent(ConsentKind::Card) => ["同意处理身份证信息", "Agree to the processing of your ID card"],
            Self::GiveConsent(ConsentKind::Face) => ["同意处理人脸信息", "Agree to the processing of your face"],
            Self::SendCard => ["上传身份证", "Upload the card"],
            Self::TakePortrait => ["拍半身正面照", "Take the portrait"],
            Self::Submit => ["提交审核", "Submit"],
            Self::Reconcile(_) => ["确认上一次提交", "Make sure of the last submission"],
            Self::Wait(_) => ["等待审核结果", "Wait for the result"],
            Self::Read(_) => ["查看审核结果", "Read the result"],
            Self::NoChances => ["机会已用完，请联系学校", "No chance left: ask your school"],
        };
        super::name(both, locale)
    }
}
