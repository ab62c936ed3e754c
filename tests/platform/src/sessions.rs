//! Logging in and out, and who asks.

use crate::app::App;
use crate::contact;
use crate::passwords::{self, take_try};
use crate::problem::Problem;
use crate::request::{Json, check_length};
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rusqlite::{OptionalExtension, Transaction, params};
use ruxue_rules::Account;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Characters of the longest password that is looked at.
pub(crate) const PASSWORD_LENGTH: usize = 128;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Credentials {
    account: String,
    password: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RefreshRequest {
    refresh_token: String,
}

#[derive(Serialize)]
pub(crate) struct Session {
    access_token: String,
    refresh_token: String,
    expires_in: u64,
}

/// The student whose access token came with the request.
pub(crate) struct Signed {
    pub(crate) student: i64,
    access_digest: Vec<u8>,
}

impl Signed {
    /// Ends the student's other sessions.
    pub(crate) fn end_others(&self, db: &Transaction<'_>) -> Result<(), Problem> {
        db.execute(
            "DELETE FROM sessions WHERE student = ? AND access_digest <> ?",
            params![self.student, self.access_digest],
        )?;
        Ok(())
    }
}

impl FromRequestParts<App> for Signed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let value = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = value.and_then(|value| value.strip_prefix("Bearer ")).ok_or(Problem::SessionExpired)?;
        let (access_digest, now) = (digest(token), app.now());
        app.transact(|db| {
            db.query_row(
                "SELECT student FROM sessions WHERE access_digest = ?1 AND access_until > ?2 AND refresh_until > ?2",
                params![access_digest, now],
                |row| row.get(0),
            )
            .optional()?
            .map(|student| Self { student, access_digest })
            .ok_or(Problem::SessionExpired)
        })
    }
}

pub(crate) async fn log_in(
    State(app): State<App>,
    Json(credentials): Json<Credentials>,
) -> Result<axum::Json<Session>, Problem> {
    let (now, policy) = (app.now(), app.policy);
    let account = credentials.account;
    check_length(&account, contact::LENGTH)?;
    check_length(&credentials.password, PASSWORD_LENGTH)?;
    let (student, who, tries_left) = app.transact(|db| {
        let student = find_student(db, &account)?;
        let who = match &student {
            Some((id, _)) => passwords::student(*id),
            None => format!("nobody {}", URL_SAFE_NO_PAD.encode(digest(&account))),
        };
        let tries_left = take_try(db, &who, now, &policy)?;
        Ok((student, who, tries_left))
    })?;
    let hash = student.as_ref().map(|(_, hash)| hash.clone());
    let right = app.is_password(credentials.password, hash).await?;
    match student {
        Some((student, _)) if right => app.transact(|db| {
            passwords::clear_tries(db, &who)?;
            open_session(db, student, now, &policy).map(axum::Json)
        }),
        _ if tries_left == 0 => Err(Problem::Locked { seconds: seconds(policy.lock) }),
        _ => Err(Problem::WrongPassword { tries_left }),
    }
}

pub(crate) async fn refresh(
    State(app): State<App>,
    Json(request): Json<RefreshRequest>,
) -> Result<axum::Json<Session>, Problem> {
    let (now, policy) = (app.now(), app.policy);
    app.transact(|db| {
        let access_token = new_token()?;
        let known = db.execute(
            "UPDATE sessions SET access_digest = ?1, access_until = ?2 WHERE refresh_digest = ?3 AND refresh_until > ?4",
            params![digest(&access_token), now + seconds(policy.access), digest(&request.refresh_token), now],
        )?;
        match known {
            0 => Err(Problem::SessionExpired),
            _ => Ok(axum::Json(Session {
                access_token,
                refresh_token: request.refresh_token,
                expires_in: policy.access.as_secs(),
            })),
        }
    })
}

pub(crate) async fn log_out(State(app): State<App>, signed: Signed) -> Result<StatusCode, Problem> {
    app.transact(|db| {
        db.execute("DELETE FROM sessions WHERE access_digest = ?1", [signed.access_digest])?;
        Ok(StatusCode::NO_CONTENT)
    })
}

pub(crate) async fn log_out_everywhere(State(app): State<App>, signed: Signed) -> Result<StatusCode, Problem> {
    app.transact(|db| end_all(db, signed.student).map(|()| StatusCode::NO_CONTENT))
}

/// Ends every session of the student.
pub(crate) fn end_all(db: &Transaction<'_>, student: i64) -> Result<(), Problem> {
    db.execute("DELETE FROM sessions WHERE student = ?", [student])?;
    Ok(())
}

/// The student with this account (ID number, mobile or e-mail) and the hash of the password.
fn find_student(db: &Transaction<'_>, account: &str) -> Result<Option<(i64, String)>, Problem> {
    let Ok(account) = Account::parse(account) else {
        return Ok(None);
    };
    let found = db
        .query_row(
            "SELECT id, password_hash FROM students WHERE ?1 IN (number, mobile, email)",
            [account.as_str()],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    Ok(found)
}

fn open_session(db: &Transaction<'_>, student: i64, now: i64, policy: &crate::Policy) -> Result<Session, Problem> {
    let session =
        Session { access_token: new_token()?, refresh_token: new_token()?, expires_in: policy.access.as_secs() };
    db.execute("DELETE FROM sessions WHERE refresh_until <= ?1", [now])?;
    db.execute(
        "INSERT INTO sessions VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            digest(&session.refresh_token),
            digest(&session.access_token),
            student,
            now + seconds(policy.access),
            now + seconds(policy.session)
        ],
    )?;
    Ok(session)
}

/// 256 random bits, 43 characters.
fn new_token() -> Result<String, Problem> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| Problem::Internal)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// Tokens are stored as digests only: they are random, so no salt is needed.
fn digest(token: &str) -> Vec<u8> {
    Sha256::digest(token).to_vec()
}

pub(crate) fn seconds(duration: std::time::Duration) -> i64 {
    i64::try_from(duration.as_secs()).unwrap_or(i64::MAX)
}
