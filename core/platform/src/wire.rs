//! The JSON of the contract where it is not the JSON of what the rules and the port know already.

use ruxue_rules::{CardFields, ConfirmedCard, EmblemFields, Field, PortraitFields};
use serde::{Deserialize, Serialize};

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

impl<'a> From<&'a ConfirmedCard> for Confirmation<'a> {
    fn from(card: &'a ConfirmedCard) -> Self {
        Self { portrait: card.portrait(), emblem: card.emblem() }
    }
}
