//! What the account calls take: how a student is reached, what one-time codes are for, and proofs of who asks.

use crate::Secret;
use ruxue_rules::{Account, AccountError, IdNumber};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::time::Duration;

/// By what a one-time code reaches a student.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    /// A mobile number of mainland China.
    Mobile,
    /// An e-mail address.
    Email,
}

/// A mobile number or an e-mail address. `Debug` shows the kind only.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Contact {
    kind: ContactKind,
    text: String,
}

impl Contact {
    /// Reads a contact as [`Account::parse`] does.
    ///
    /// # Errors
    /// As [`Account::parse`]; an ID number, which reaches nobody, is [`AccountError::Unknown`].
    pub fn parse(text: &str) -> Result<Self, AccountError> {
        Account::parse(text)?.try_into()
    }

    /// Mobile or e-mail.
    pub fn kind(&self) -> ContactKind {
        self.kind
    }

    /// The contact as the platform wants it.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl TryFrom<Account> for Contact {
    type Error = AccountError;

    fn try_from(account: Account) -> Result<Self, AccountError> {
        match account {
            Account::Mobile(text) => Ok(Self { kind: ContactKind::Mobile, text }),
            Account::Email(text) => Ok(Self { kind: ContactKind::Email, text }),
            Account::IdNumber(_) => Err(AccountError::Unknown),
        }
    }
}

impl fmt::Debug for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Contact::{:?}(…)", self.kind)
    }
}

/// What a one-time code is asked for, and where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodePurpose {
    /// To register with this mobile number.
    Registration(Contact),
    /// To set a new password for the account that this contact is bound to.
    PasswordReset(Contact),
    /// To bind this contact to the account logged in.
    Binding(Contact),
    /// To change the password of the account logged in; the code goes to the contact of this kind bound to it.
    PasswordChange(ContactKind),
}

/// A one-time code is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeSent {
    /// How long it is good.
    pub expires_in: Duration,
    /// How long to wait before another can be asked for.
    pub resend_after: Duration,
}

/// What a student registers with. `Debug` hides who it is.
#[derive(Clone, PartialEq, Eq)]
pub struct Registration {
    /// Name as on the college's list.
    pub name: String,
    /// Number as on the college's list.
    pub number: IdNumber,
    /// The mobile number that the code was sent to.
    pub mobile: Contact,
    /// The one-time code.
    pub code: Secret,
    /// The password chosen; see [`ruxue_rules::check_password`].
    pub password: Secret,
}

impl fmt::Debug for Registration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Registration").finish_non_exhaustive()
    }
}

/// Proof that it is the student who changes the password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// A one-time code sent to a bound contact.
    Code(Secret),
    /// The password so far. A wrong one counts as a try.
    CurrentPassword(Secret),
}

/// What is bound to the account, with the proof that it is the student's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Binding {
    /// A mobile number.
    Mobile {
        /// The number.
        mobile: Contact,
        /// The code sent to it.
        code: Secret,
    },
    /// An e-mail address.
    Email {
        /// The address.
        email: Contact,
        /// The code sent to it.
        code: Secret,
    },
    /// A WeChat account.
    WeChat {
        /// The code that WeChat gave to the shell; good for one use.
        code: Secret,
    },
}

/// What can be bound to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BindingKind {
    /// A mobile number.
    Mobile,
    /// An e-mail address.
    Email,
    /// A WeChat account.
    WeChat,
}

impl BindingKind {
    /// All three, as the account page lists them.
    pub const ALL: [Self; 3] = [Self::Mobile, Self::Email, Self::WeChat];
}
