//! The JSON of the contract where it is not the JSON of what the rules and the port know already.

use crate::{Binding, CodePurpose, CodeSent, Contact, ContactKind, Proof, Registration, Secret};
use ruxue_rules::{CardFields, ConfirmedCard, EmblemFields, Field, Outcome, Overruled, PortraitFields, Side};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use uuid::Uuid;

#[derive(Serialize)]
pub(crate) struct Credentials<'a> {
    pub(crate) account: &'a str,
    pub(crate) password: &'a str,
}

#[derive(Serialize)]
pub(crate) struct RefreshRequest<'a> {
    pub(crate) refresh_token: &'a str,
}

#[derive(Deserialize)]
pub(crate) struct Session {
    pub(crate) access_token: String,
    pub(crate) refresh_token: String,
    pub(crate) expires_in: u64,
}

#[derive(Deserialize)]
pub(crate) struct Problem {
    pub(crate) code: String,
    #[serde(default)]
    pub(crate) tries_left: u32,
    #[serde(default)]
    pub(crate) fields: Vec<Field>,
    pub(crate) received: Option<u64>,
}

/// What an upload is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Purpose {
    PortraitSide,
    EmblemSide,
    Portrait,
}

impl From<Side> for Purpose {
    fn from(side: Side) -> Self {
        match side {
            Side::Portrait => Self::PortraitSide,
            Side::Emblem => Self::EmblemSide,
        }
    }
}

#[derive(Serialize)]
pub(crate) struct Announcement {
    pub(crate) purpose: Purpose,
    pub(crate) length: u64,
    pub(crate) sha256: String,
}

/// How far an upload is.
#[derive(Deserialize)]
pub(crate) struct Upload {
    pub(crate) id: Uuid,
    pub(crate) purpose: Purpose,
    pub(crate) length: u64,
    pub(crate) received: u64,
}

/// Names the upload that a call uses.
#[derive(Serialize)]
pub(crate) struct Use {
    pub(crate) upload: Uuid,
}

/// A submission: the upload of the portrait, and what the student overruled. A platform that knows of no overruling is not
/// troubled with it where there was none.
#[derive(Serialize)]
pub(crate) struct Submission<'a> {
    pub(crate) upload: Uuid,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(crate) overruled: &'a [Overruled],
}

#[derive(Deserialize)]
#[serde(tag = "side", rename_all = "snake_case")]
pub(crate) enum SideFields {
    Portrait(PortraitFields),
    Emblem(EmblemFields),
}

#[derive(Serialize)]
pub(crate) struct Confirmation<'a> {
    #[serde(flatten)]
    portrait: &'a PortraitFields,
    #[serde(flatten)]
    emblem: &'a EmblemFields,
}

impl From<SideFields> for CardFields {
    fn from(fields: SideFields) -> Self {
        match fields {
            SideFields::Portrait(fields) => Self::Portrait(fields),
            SideFields::Emblem(fields) => Self::Emblem(fields),
        }
    }
}

impl SideFields {
    pub(crate) fn side(&self) -> Side {
        match self {
            Self::Portrait(_) => Side::Portrait,
            Self::Emblem(_) => Side::Emblem,
        }
    }
}

/// Whether the contract knows such an outcome: scores from 0 to 100, and a reason for what failed.
pub(crate) fn is_outcome(outcome: &Outcome) -> bool {
    let is_score = |score: f32| (0.0..=100.0).contains(&score);
    match outcome {
        Outcome::Pending => true,
        Outcome::Passed { score } => is_score(*score),
        Outcome::Failed { score, reasons } | Outcome::HandedOver { score, reasons } => {
            score.is_none_or(is_score) && !reasons.is_empty()
        }
    }
}

impl<'a> From<&'a ConfirmedCard> for Confirmation<'a> {
    fn from(card: &'a ConfirmedCard) -> Self {
        Self { portrait: card.portrait(), emblem: card.emblem() }
    }
}

#[derive(Serialize)]
pub(crate) struct CodeRequest<'a> {
    purpose: &'static str,
    destination: &'a str,
}

impl<'a> From<&'a CodePurpose> for CodeRequest<'a> {
    fn from(purpose: &'a CodePurpose) -> Self {
        match purpose {
            CodePurpose::Registration(contact) => Self { purpose: "registration", destination: contact.as_str() },
            CodePurpose::PasswordReset(contact) => Self { purpose: "password_reset", destination: contact.as_str() },
            CodePurpose::Binding(contact) => Self { purpose: "binding", destination: contact.as_str() },
            CodePurpose::PasswordChange(kind) => Self {
                purpose: "password_change",
                destination: match kind {
                    ContactKind::Mobile => "mobile",
                    ContactKind::Email => "email",
                },
            },
        }
    }
}

/// Times in seconds.
#[derive(Deserialize)]
pub(crate) struct CodeTimes {
    expires_in: u32,
    resend_after: u32,
}

impl From<CodeTimes> for CodeSent {
    fn from(times: CodeTimes) -> Self {
        let seconds = |seconds| Duration::from_secs(u64::from(seconds));
        Self { expires_in: seconds(times.expires_in), resend_after: seconds(times.resend_after) }
    }
}

#[derive(Serialize)]
pub(crate) struct RegistrationRequest<'a> {
    name: &'a str,
    id_number: &'a str,
    mobile: &'a str,
    code: &'a str,
    password: &'a str,
}

impl<'a> From<&'a Registration> for RegistrationRequest<'a> {
    fn from(registration: &'a Registration) -> Self {
        Self {
            name: &registration.name,
            id_number: registration.number.as_str(),
            mobile: registration.mobile.as_str(),
            code: registration.code.reveal(),
            password: registration.password.reveal(),
        }
    }
}

#[derive(Serialize)]
pub(crate) struct PasswordReset<'a> {
    account: &'a str,
    code: &'a str,
    password: &'a str,
}

impl<'a> PasswordReset<'a> {
    pub(crate) fn new(contact: &'a Contact, code: &'a Secret, password: &'a Secret) -> Self {
        Self { account: contact.as_str(), code: code.reveal(), password: password.reveal() }
    }
}

#[derive(Serialize)]
pub(crate) struct PasswordChange<'a> {
    #[serde(flatten)]
    proof: WireProof<'a>,
    password: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum WireProof<'a> {
    Code(&'a str),
    CurrentPassword(&'a str),
}

impl<'a> PasswordChange<'a> {
    pub(crate) fn new(proof: &'a Proof, password: &'a Secret) -> Self {
        let proof = match proof {
            Proof::Code(code) => WireProof::Code(code.reveal()),
            Proof::CurrentPassword(current) => WireProof::CurrentPassword(current.reveal()),
        };
        Self { proof, password: password.reveal() }
    }
}

#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum BindingRequest<'a> {
    Mobile { mobile: &'a str, code: &'a str },
    Email { email: &'a str, code: &'a str },
    WeChat { wechat_code: &'a str },
}

impl<'a> From<&'a Binding> for BindingRequest<'a> {
    fn from(binding: &'a Binding) -> Self {
        match binding {
            Binding::Mobile { mobile, code } => Self::Mobile { mobile: mobile.as_str(), code: code.reveal() },
            Binding::Email { email, code } => Self::Email { email: email.as_str(), code: code.reveal() },
            Binding::WeChat { code } => Self::WeChat { wechat_code: code.reveal() },
        }
    }
}
