//! The two consents that the law asks for apart (PIPL art. 14 and 29): the ID card's data and the face are sensitive, each is
//! agreed to by itself, to a known text, at a known time, and can be taken back.

use crate::Locale;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What is agreed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentKind {
    /// Processing of the ID card.
    Card,
    /// Processing of the face.
    Face,
}

/// A consent as given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Version of the text that was shown.
    pub version: String,
    /// When.
    pub given_at: Timestamp,
}

/// Version of the texts below: the day they were last changed. A consent to an older text is asked for again.
const VERSION: &str = "2026-11-24";

impl ConsentKind {
    /// Both, in the order they are asked for.
    pub const ALL: [Self; 2] = [Self::Card, Self::Face];

    /// What the student agrees to.
    pub fn text(self, locale: Locale) -> &'static str {
        match (self, locale) {
            (Self::Card, Locale::ZhCn) => {
                "我同意学校处理我的居民身份证照片及其上的姓名、性别、民族、出生日期、住址、公民身份号码、签发机关和有效期限，仅用于入学资格审查中核验身份。我可以随时在“账号”中撤回同意或删除我的数据；不同意则无法在线完成审查，可联系学校线下办理。"
            }
            (Self::Card, Locale::En) => {
                "I agree that the college processes photos of my resident ID card and the name, sex, ethnicity, birth date, address, ID number, issuing authority and validity on it, only to verify who I am in the entrance review. I can take this back or have my data erased at any time under “Account”; without it the review can't be done online, and the college offers another way."
            }
            (Self::Face, Locale::ZhCn) => {
                "我同意学校处理我的半身照中的人脸信息，与人口库中的照片比对，仅用于入学资格审查中核验身份。人脸信息属于敏感个人信息；我可以随时在“账号”中撤回同意或删除我的数据；不同意则无法在线完成审查，可联系学校线下办理。"
            }
            (Self::Face, Locale::En) => {
                "I agree that the college processes my face in the half-length portrait and compares it with the photo in the population register, only to verify who I am in the entrance review. A face is sensitive personal data; I can take this back or have my data erased at any time under “Account”; without it the review can't be done online, and the college offers another way."
            }
        }
    }
}

impl Consent {
    /// The consent of who agrees at `given_at` to the text as it stands.
    pub fn to_current(given_at: Timestamp) -> Self {
        Self { version: VERSION.into(), given_at }
    }

    /// Whether it was given to the text as it stands.
    pub fn is_current(&self) -> bool {
        self.version == VERSION
    }
}
