//! One-time codes. This platform sends no messages: a code appears in its log and in [`crate::Register::codes`].

use crate::app::App;
use crate::contact::{Contact, ContactKind};
use crate::problem::Problem;
use crate::request::Json;
use crate::sessions::{Signed, seconds};
use axum::extract::State;
use axum::http::StatusCode;
use rusqlite::{OptionalExtension, Transaction, params};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// How long a sent code is counted against its destination, seconds.
const DAY: i64 = 24 * 60 * 60;
/// How many of the codes sent are listed.
const LISTED: usize = 4096;

/// What a code is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodePurpose {
    /// Registering.
    Registration,
    /// A forgotten password.
    PasswordReset,
    /// Binding a mobile number or an e-mail address.
    Binding,
    /// Changing the password.
    PasswordChange,
}

impl fmt::Display for CodePurpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Registration => "registration",
            Self::PasswordReset => "password_reset",
            Self::Binding => "binding",
            Self::PasswordChange => "password_change",
        })
    }
}

/// A code that a true platform would have sent.
#[derive(Clone)]
pub struct SentCode {
    /// What it is for.
    pub purpose: CodePurpose,
    /// The mobile number or e-mail address, whole.
    pub destination: String,
    /// Six digits.
    pub code: String,
}

/// The codes sent since the platform started, oldest first.
#[derive(Clone, Default)]
pub(crate) struct Outbox(Arc<Mutex<VecDeque<SentCode>>>);

impl Outbox {
    pub(crate) fn list(&self) -> Vec<SentCode> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    fn send(&self, purpose: CodePurpose, contact: &Contact, code: String) {
        tracing::info!(
            target: "ruxue_reference_platform::codes",
            "code {code} for {purpose} to {}",
            contact.masked()
        );
        let mut sent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if sent.len() == LISTED {
            sent.pop_front();
        }
        sent.push_back(SentCode { purpose, destination: contact.text.clone(), code });
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CodeRequest {
    purpose: CodePurpose,
    destination: String,
}

#[derive(Serialize)]
pub(crate) struct CodeSent {
    expires_in: u64,
    resend_after: u64,
}

/// Answers the same whether or not anybody has the account of a forgotten password.
pub(crate) async fn request(
    State(app): State<App>,
    signed: Result<Signed, Problem>,
    Json(CodeRequest { purpose, destination }): Json<CodeRequest>,
) -> Result<(StatusCode, axum::Json<CodeSent>), Problem> {
    let code = new_code()?;
    let (contact, wanted) = match purpose {
        CodePurpose::Registration => {
            let contact = Contact::parse_as(ContactKind::Mobile, &destination)?;
            app.transact(|db| keep(&app, db, purpose, &contact, None, &code))?;
            (contact, true)
        }
        CodePurpose::PasswordReset => {
            let contact = Contact::parse(&destination)?;
            let owner = app.transact(|db| {
                keep(&app, db, purpose, &contact, None, &code)?;
                contact.owner(db)
            })?;
            (contact, owner.is_some())
        }
        CodePurpose::Binding => {
            let (student, contact) = (signed?.student, Contact::parse(&destination)?);
            app.transact(|db| keep(&app, db, purpose, &contact, Some(student), &code))?;
            (contact, true)
        }
        CodePurpose::PasswordChange => {
            let student = signed?.student;
            let kind = match destination.as_str() {
                "mobile" => ContactKind::Mobile,
                "email" => ContactKind::Email,
                _ => return Err(Problem::InvalidRequest),
            };
            let contact = app.transact(|db| {
                let contact = Contact::bound(db, student, kind)?.ok_or(Problem::NothingBound)?;
                keep(&app, db, purpose, &contact, Some(student), &code).map(|()| contact)
            })?;
            (contact, true)
        }
    };
    if wanted {
        app.outbox.send(purpose, &contact, code);
    }
    let sent = CodeSent { expires_in: app.policy.code.as_secs(), resend_after: app.policy.resend.as_secs() };
    Ok((StatusCode::ACCEPTED, axum::Json(sent)))
}

/// Keeps the digest of a new code, in the place of an earlier one; not too many for one destination.
fn keep(
    app: &App,
    db: &Transaction<'_>,
    purpose: CodePurpose,
    contact: &Contact,
    student: Option<i64>,
    code: &str,
) -> Result<(), Problem> {
    let (now, policy) = (app.now(), &app.policy);
    let destination = digest(&[&purpose.to_string(), &contact.text]);
    db.execute("DELETE FROM codes WHERE sent_at <= ?", [now - DAY])?;
    check_rate(db, &destination, now - seconds(policy.resend), 1, seconds(policy.resend), now)?;
    check_rate(db, &destination, now - DAY, policy.codes_a_day, DAY, now)?;
    db.execute(
        "UPDATE codes SET tries_left = 0 WHERE destination_digest = ? AND student IS ?",
        params![destination, student],
    )?;
    db.execute(
        "INSERT INTO codes (destination_digest, student, purpose, digest, tries_left, sent_at) VALUES (?, ?, ?, ?, ?, ?)",
        params![
            destination,
            student,
            purpose.to_string(),
            digest(&[&purpose.to_string(), &contact.text, code]),
            policy.tries,
            now
        ],
    )?;
    Ok(())
}

/// Refuses where `most` codes or more went to the destination after `since`, until the first of them is `span` old.
fn check_rate(
    db: &Transaction<'_>,
    destination: &[u8],
    since: i64,
    most: u32,
    span: i64,
    now: i64,
) -> Result<(), Problem> {
    let first: Option<i64> = db
        .query_row(
            "SELECT sent_at FROM codes WHERE destination_digest = ? AND sent_at > ?
             ORDER BY sent_at DESC LIMIT 1 OFFSET ?",
            params![destination, since, most.saturating_sub(1)],
            |row| row.get(0),
        )
        .optional()?;
    first.map_or(Ok(()), |first| Err(Problem::TooManyRequests { seconds: first + span - now }))
}

/// A code that was right.
pub(crate) struct RightCode {
    id: i64,
}

impl RightCode {
    /// Counts a try against it: what came with it was wrong.
    pub(crate) fn count_try(&self, db: &Transaction<'_>) -> Result<(), Problem> {
        db.execute("UPDATE codes SET tries_left = tries_left - 1 WHERE id = ?", [self.id])?;
        Ok(())
    }

    /// It is good once.
    pub(crate) fn use_up(self, db: &Transaction<'_>) -> Result<(), Problem> {
        db.execute("UPDATE codes SET tries_left = 0 WHERE id = ?", [self.id])?;
        Ok(())
    }
}

/// Looks whether `code` was sent to the contact for that purpose, and to that student, and lives. A wrong one costs one of its
/// tries, for which the transaction must count.
pub(crate) fn find(
    app: &App,
    db: &Transaction<'_>,
    purpose: CodePurpose,
    contact: &Contact,
    student: Option<i64>,
    code: &str,
) -> Result<Option<RightCode>, Problem> {
    let purpose = purpose.to_string();
    let living: Option<(i64, Vec<u8>)> = db
        .query_row(
            "SELECT id, digest FROM codes
             WHERE destination_digest = ? AND student IS ? AND tries_left > 0 AND sent_at > ?",
            params![digest(&[&purpose, &contact.text]), student, app.now() - seconds(app.policy.code)],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    let Some((id, expected)) = living else {
        return Ok(None);
    };
    let found = RightCode { id };
    // Digests are compared: how soon they differ tells nothing of the code.
    if expected == digest(&[&purpose, &contact.text, code]) {
        return Ok(Some(found));
    }
    found.count_try(db).map(|()| None)
}

/// Ends the codes for a change of the password: they went to what is no longer bound.
pub(crate) fn end_password_changes(db: &Transaction<'_>, student: i64) -> Result<(), Problem> {
    let purpose = CodePurpose::PasswordChange.to_string();
    db.execute("UPDATE codes SET tries_left = 0 WHERE student = ? AND purpose = ?", params![student, purpose])?;
    Ok(())
}

/// Forgets the student's codes.
pub(crate) fn forget(db: &Transaction<'_>, student: i64) -> Result<(), Problem> {
    db.execute("DELETE FROM codes WHERE student = ?", [student])?;
    Ok(())
}

/// Six digits, all equally likely but for one in 10¹³.
fn new_code() -> Result<String, Problem> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(|_| Problem::Internal)?;
    Ok(format!("{:06}", u64::from_le_bytes(bytes) % 1_000_000))
}

fn digest(texts: &[&str]) -> Vec<u8> {
    let mut hasher = Sha256::new();
    for text in texts {
        hasher.update(text.len().to_le_bytes());
        hasher.update(text);
    }
    hasher.finalize().to_vec()
}
