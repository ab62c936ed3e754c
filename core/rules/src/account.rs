//! What a student logs in with: ID number, mainland mobile number or e-mail address.

use crate::{IdNumber, IdNumberError};
use serde::{Deserialize, Serialize};
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// An account in one of its three forms. `Debug` shows the form only.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Account {
    /// 公民身份号码.
    IdNumber(IdNumber),
    /// A mobile number of mainland China, 11 digits.
    Mobile(String),
    /// An e-mail address, lower case.
    Email(String),
}

/// Why a text is no account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AccountError {
    /// Nothing but blanks.
    #[error("the account is empty")]
    Empty,
    /// It looks like an ID number, but is none.
    #[error(transparent)]
    IdNumber(#[from] IdNumberError),
    /// It looks like a mobile number, but is none of mainland China.
    #[error("a mobile number has 11 digits and begins with 13 to 19")]
    Mobile,
    /// It has an @, but is no e-mail address.
    #[error("not an e-mail address")]
    Email,
    /// It looks like none of the three.
    #[error("neither ID number, mobile number nor e-mail address")]
    Unknown,
}

/// Longest e-mail address, characters: RFC 5321 §4.5.3.1.3 less the brackets.
const EMAIL_LENGTH: usize = 254;

impl Account {
    /// Reads an account. Blanks, full-width forms, and what people type into a mobile number (+86, hyphens) are brought to
    /// one form first.
    ///
    /// # Errors
    /// What is wrong, in terms of the form that the text looks like.
    pub fn parse(text: &str) -> Result<Self, AccountError> {
        let text: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
        if text.is_empty() {
            return Err(AccountError::Empty);
        }
        if text.contains('@') {
            return email(&text).map(Self::Email).ok_or(AccountError::Email);
        }
        let digits = without_country_code(&text);
        if !digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'x' | b'X')) {
            return Err(AccountError::Unknown);
        }
        match digits.len() {
            ..=12 => mobile(digits).map(Self::Mobile).ok_or(AccountError::Mobile),
            _ => Ok(Self::IdNumber(IdNumber::parse(&digits)?)),
        }
    }

    /// The account as the platform wants it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::IdNumber(number) => number.as_str(),
            Self::Mobile(text) | Self::Email(text) => text,
        }
    }

    /// The ID number, where the account is one.
    pub fn id_number(&self) -> Option<&IdNumber> {
        match self {
            Self::IdNumber(number) => Some(number),
            Self::Mobile(_) | Self::Email(_) => None,
        }
    }
}

impl TryFrom<String> for Account {
    type Error = AccountError;

    fn try_from(text: String) -> Result<Self, AccountError> {
        Self::parse(&text)
    }
}

impl From<Account> for String {
    fn from(account: Account) -> Self {
        account.as_str().to_owned()
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::IdNumber(_) => "Account::IdNumber(…)",
            Self::Mobile(_) => "Account::Mobile(…)",
            Self::Email(_) => "Account::Email(…)",
        })
    }
}

/// Takes away +86, 0086 and hyphens, as phones write numbers.
fn without_country_code(text: &str) -> String {
    let plain = text.replace('-', "");
    let bare = plain.strip_prefix("+86").or_else(|| plain.strip_prefix("0086").filter(|rest| rest.len() == 11));
    bare.unwrap_or(&plain).to_owned()
}

/// Mobile numbers begin with 13 to 19 in the national numbering plan.
fn mobile(digits: String) -> Option<String> {
    let known = digits.len() == 11 && digits.starts_with('1') && matches!(digits.as_bytes().get(1), Some(b'3'..=b'9'));
    (known && !digits.to_ascii_uppercase().ends_with('X')).then_some(digits)
}

/// The common form of RFC 5321 addresses; quoted local parts and address literals, which no student has, are left out.
fn email(text: &str) -> Option<String> {
    let (local, domain) = text.split_once('@')?;
    let local_fits = !local.is_empty()
        && local.len() <= 64
        && local.split('.').all(|atom| !atom.is_empty())
        && local.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c));
    let label_fits = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let domain_fits = domain.contains('.') && domain.split('.').all(label_fits);
    (local_fits && domain_fits && text.chars().count() <= EMAIL_LENGTH).then(|| text.to_lowercase())
}
