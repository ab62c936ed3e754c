//! The account's pages: 个人信息, 收货地址, 我的学籍 and the consents given. `Debug` hides the person.
//!
//! What may be null must still be there ([`Option::deserialize`]): else any JSON would pass for «no consents».

use jiff::civil::Date;
use ruxue_rules::{Consent, ConsentKind, Sex};
use serde::{Deserialize, Serialize};
use std::fmt;

/// 个人信息 and what is bound to the account.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Profile {
    /// Name with all characters but the last masked.
    pub masked_name: String,
    /// ID number with all but its ends masked.
    pub masked_number: String,
    /// Sex by the ID number.
    pub sex: Sex,
    /// The mobile number bound, masked.
    #[serde(deserialize_with = "Option::deserialize")]
    pub mobile: Option<String>,
    /// The e-mail address bound, masked.
    #[serde(deserialize_with = "Option::deserialize")]
    pub email: Option<String>,
    /// Whether a WeChat account is bound.
    pub wechat: bool,
    /// Where the college sends parcels, if the student told.
    #[serde(deserialize_with = "Option::deserialize")]
    pub postal_address: Option<PostalAddress>,
}

/// 收货地址.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostalAddress {
    /// Who takes the parcel.
    pub recipient: String,
    /// The recipient's mobile number.
    pub mobile: String,
    /// Province, city and county.
    pub region: String,
    /// Street, house, room.
    pub street: String,
}

/// 我的学籍: how the college has the student on its list.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Enrolment {
    /// Student number, `S…`.
    pub student_number: String,
    /// Class (班级).
    pub class: String,
    /// College (院校).
    pub college: String,
    /// Programme (专业).
    pub programme: String,
    /// Level (层次), such as 专升本.
    pub level: String,
    /// Form of study (学习形式), such as 函授.
    pub form: String,
    /// Day of enrolment.
    pub enrolled_on: Date,
    /// Status (学籍状态), such as 在读.
    pub status: String,
}

/// The consents that stand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consents {
    /// To the processing of the ID card.
    #[serde(deserialize_with = "Option::deserialize")]
    pub card: Option<Consent>,
    /// To the processing of the face.
    #[serde(deserialize_with = "Option::deserialize")]
    pub face: Option<Consent>,
}

impl Consents {
    /// The consent of that kind, where it stands.
    pub fn of(&self, kind: ConsentKind) -> Option<&Consent> {
        match kind {
            ConsentKind::Card => self.card.as_ref(),
            ConsentKind::Face => self.face.as_ref(),
        }
    }
}

impl fmt::Debug for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Profile")
            .field("has_mobile", &self.mobile.is_some())
            .field("has_email", &self.email.is_some())
            .field("wechat", &self.wechat)
            .field("has_postal_address", &self.postal_address.is_some())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for PostalAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PostalAddress").finish_non_exhaustive()
    }
}

impl fmt::Debug for Enrolment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Enrolment").finish_non_exhaustive()
    }
}
