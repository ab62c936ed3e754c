use crate::mask;
use crate::problem::Problem;
use crate::request::check_length;
use rusqlite::{OptionalExtension, Transaction};
use ruxue_rules::Account;
use serde::Deserialize;

/// Characters of the longest account or contact.
pub(crate) const LENGTH: usize = 254;

/// What codes are sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ContactKind {
    Mobile,
    Email,
}

impl ContactKind {
    /// The column of `students` that has it.
    pub(crate) fn column(self) -> &'static str {
        match self {
            Self::Mobile => "mobile",
            Self::Email => "email",
        }
    }
}

/// A mobile number or an e-mail address.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Contact {
    pub(crate) kind: ContactKind,
    pub(crate) text: String,
}

impl Contact {
    pub(crate) fn parse(text: &str) -> Result<Self, Problem> {
        check_length(text, LENGTH)?;
        match Account::parse(text) {
            Ok(Account::Mobile(text)) => Ok(Self { kind: ContactKind::Mobile, text }),
            Ok(Account::Email(text)) => Ok(Self { kind: ContactKind::Email, text }),
            Ok(Account::IdNumber(_)) | Err(_) => Err(Problem::InvalidRequest),
        }
    }

    pub(crate) fn parse_as(kind: ContactKind, text: &str) -> Result<Self, Problem> {
        Self::parse(text)
            .and_then(|contact| if contact.kind == kind { Ok(contact) } else { Err(Problem::InvalidRequest) })
    }

    /// The one that the student has bound.
    pub(crate) fn bound(db: &Transaction<'_>, student: i64, kind: ContactKind) -> Result<Option<Self>, Problem> {
        let query = format!("SELECT {} FROM students WHERE id = ?", kind.column());
        let text: Option<String> = db.query_row(&query, [student], |row| row.get(0))?;
        Ok(text.map(|text| Self { kind, text }))
    }

    /// The student who has bound it.
    pub(crate) fn owner(&self, db: &Transaction<'_>) -> Result<Option<i64>, Problem> {
        let query = format!("SELECT id FROM students WHERE {} = ?", self.kind.column());
        Ok(db.query_row(&query, [&self.text], |row| row.get(0)).optional()?)
    }

    pub(crate) fn masked(&self) -> String {
        match self.kind {
            ContactKind::Mobile => mask::mobile(&self.text),
            ContactKind::Email => mask::email(&self.text),
        }
    }
}
