//! What is bound to the account: mobile number and e-mail address, to log in with and to send codes to, and WeChat.

use crate::app::App;
use crate::codes::{self, CodePurpose};
use crate::contact::{Contact, ContactKind};
use crate::problem::Problem;
use crate::request::{Json, check_length};
use crate::sessions::Signed;
use axum::extract::State;
use axum::http::StatusCode;
use rusqlite::{OptionalExtension, Transaction, params};
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// Characters of the longest code of WeChat.
const WECHAT_CODE_LENGTH: usize = 128;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mobile {
    mobile: String,
    code: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Email {
    email: String,
    code: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WeChat {
    wechat_code: String,
}

pub(crate) async fn bind_mobile(
    State(app): State<App>,
    signed: Signed,
    Json(Mobile { mobile, code }): Json<Mobile>,
) -> Result<StatusCode, Problem> {
    bind_contact(&app, signed.student, &Contact::parse_as(ContactKind::Mobile, &mobile)?, &code)
}

pub(crate) async fn bind_email(
    State(app): State<App>,
    signed: Signed,
    Json(Email { email, code }): Json<Email>,
) -> Result<StatusCode, Problem> {
    bind_contact(&app, signed.student, &Contact::parse_as(ContactKind::Email, &email)?, &code)
}

/// A stand-in: where a true platform asks WeChat whose the code is, this one takes the code's digest for the open id.
pub(crate) async fn bind_wechat(
    State(app): State<App>,
    signed: Signed,
    Json(WeChat { wechat_code }): Json<WeChat>,
) -> Result<StatusCode, Problem> {
    check_length(&wechat_code, WECHAT_CODE_LENGTH)?;
    let open_id = Sha256::digest(&wechat_code).to_vec();
    app.transact(|db| {
        let owner: Option<i64> =
            db.query_row("SELECT id FROM students WHERE wechat = ?", [&open_id], |row| row.get(0)).optional()?;
        if owner.is_some_and(|owner| owner != signed.student) {
            return Err(Problem::Taken);
        }
        db.execute("UPDATE students SET wechat = ? WHERE id = ?", params![open_id, signed.student])?;
        Ok(StatusCode::NO_CONTENT)
    })
}

pub(crate) async fn unbind_mobile(State(app): State<App>, signed: Signed) -> Result<StatusCode, Problem> {
    unbind(&app, signed.student, "mobile")
}

pub(crate) async fn unbind_email(State(app): State<App>, signed: Signed) -> Result<StatusCode, Problem> {
    unbind(&app, signed.student, "email")
}

pub(crate) async fn unbind_wechat(State(app): State<App>, signed: Signed) -> Result<StatusCode, Problem> {
    unbind(&app, signed.student, "wechat")
}

/// Unbinds all.
pub(crate) fn forget(db: &Transaction<'_>, student: i64) -> Result<(), Problem> {
    db.execute("UPDATE students SET mobile = NULL, email = NULL, wechat = NULL WHERE id = ?", [student])?;
    Ok(())
}

/// What is bound already needs no code: the call may be repeated.
fn bind_contact(app: &App, student: i64, contact: &Contact, code: &str) -> Result<StatusCode, Problem> {
    app.transact(|db| {
        let owner = contact.owner(db)?;
        if owner == Some(student) {
            return Ok(Ok(StatusCode::NO_CONTENT));
        }
        let Some(code) = codes::find(app, db, CodePurpose::Binding, contact, Some(student), code)? else {
            return Ok(Err(Problem::WrongCode));
        };
        if owner.is_some() {
            return Err(Problem::Taken);
        }
        code.use_up(db)?;
        codes::end_password_changes(db, student)?;
        let update = format!("UPDATE students SET {} = ? WHERE id = ?", contact.kind.column());
        db.execute(&update, params![contact.text, student])?;
        Ok(Ok(StatusCode::NO_CONTENT))
    })
    .flatten()
}

fn unbind(app: &App, student: i64, column: &str) -> Result<StatusCode, Problem> {
    app.transact(|db| {
        codes::end_password_changes(db, student)?;
        db.execute(&format!("UPDATE students SET {column} = NULL WHERE id = ?"), [student])?;
        Ok(StatusCode::NO_CONTENT)
    })
}
