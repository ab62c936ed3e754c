//! A password of the student's own: registering, the forgotten password, changing it.

use crate::app::App;
use crate::codes::{self, CodePurpose, RightCode};
use crate::contact::{Contact, ContactKind};
use crate::passwords::{self, take_try};
use crate::problem::Problem;
use crate::request::{Json, check_length};
use crate::sessions::{self, PASSWORD_LENGTH, Signed, seconds};
use crate::students;
use axum::extract::State;
use axum::http::StatusCode;
use rusqlite::{OptionalExtension, Transaction, params};
use ruxue_rules::{IdNumber, check_password};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Registration {
    name: String,
    id_number: String,
    mobile: String,
    code: String,
    password: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reset {
    account: String,
    code: String,
    password: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Change {
    code: Option<String>,
    current_password: Option<String>,
    password: String,
}

/// Only who has the mobile number learns who is enrolled, and only by the tries of a code.
pub(crate) async fn register(
    State(app): State<App>,
    Json(registration): Json<Registration>,
) -> Result<StatusCode, Problem> {
    let number = IdNumber::parse(&registration.id_number).map_err(|_| Problem::InvalidRequest)?;
    if number.as_str() != registration.id_number {
        return Err(Problem::InvalidRequest);
    }
    let mobile = Contact::parse_as(ContactKind::Mobile, &registration.mobile)?;
    check_length(&registration.name, 60)?;
    check_password(&registration.password, Some(&number)).map_err(Problem::WeakPassword)?;
    let hash = app.hash_password(registration.password).await?;
    app.transact(|db| {
        let Some(code) = codes::find(&app, db, CodePurpose::Registration, &mobile, None, &registration.code)? else {
            return Ok(Err(Problem::WrongCode));
        };
        let Some((student, first_password)) = enrolled(db, &number, &registration.name)? else {
            code.count_try(db)?;
            return Ok(Err(Problem::NotEnrolled));
        };
        if !first_password {
            return Err(Problem::AlreadyRegistered);
        }
        if mobile.owner(db)?.is_some_and(|owner| owner != student) {
            return Err(Problem::Taken);
        }
        code.use_up(db)?;
        db.execute("UPDATE students SET mobile = ? WHERE id = ?", params![mobile.text, student])?;
        passwords::set(db, student, &hash)?;
        sessions::end_all(db, student).map(Ok)
    })
    .flatten()
    .map(|()| StatusCode::NO_CONTENT)
}

/// An account that nobody has is answered like a wrong code.
pub(crate) async fn reset(State(app): State<App>, Json(reset): Json<Reset>) -> Result<StatusCode, Problem> {
    let contact = Contact::parse(&reset.account)?;
    check_password(&reset.password, None).map_err(Problem::WeakPassword)?;
    let hash = app.hash_password(reset.password.clone()).await?;
    app.transact(|db| {
        let code = codes::find(&app, db, CodePurpose::PasswordReset, &contact, None, &reset.code)?;
        let (Some(code), Some(student)) = (code, contact.owner(db)?) else {
            return Ok(Err(Problem::WrongCode));
        };
        check_password(&reset.password, Some(&students::number(db, student)?)).map_err(Problem::WeakPassword)?;
        code.use_up(db)?;
        passwords::set(db, student, &hash)?;
        sessions::end_all(db, student).map(Ok)
    })
    .flatten()
    .map(|()| StatusCode::NO_CONTENT)
}

pub(crate) async fn change(
    State(app): State<App>,
    signed: Signed,
    Json(change): Json<Change>,
) -> Result<StatusCode, Problem> {
    let student = signed.student;
    let number = app.transact(|db| students::number(db, student))?;
    check_password(&change.password, Some(&number)).map_err(Problem::WeakPassword)?;
    let code = match (change.code, change.current_password) {
        (Some(code), None) => Some(code),
        (None, Some(current)) => {
            check_length(&current, PASSWORD_LENGTH)?;
            check_current(&app, student, current).await?;
            None
        }
        _ => return Err(Problem::InvalidRequest),
    };
    let hash = app.hash_password(change.password).await?;
    app.transact(|db| {
        if let Some(code) = code {
            let Some(code) = sent_for_change(&app, db, student, &code)? else {
                return Ok(Err(Problem::WrongCode));
            };
            code.use_up(db)?;
        }
        passwords::set(db, student, &hash)?;
        signed.end_others(db).map(Ok)
    })
    .flatten()
    .map(|()| StatusCode::NO_CONTENT)
}

/// Holds the password that the student has against `current`; a wrong one counts as a try, as at the log-in.
async fn check_current(app: &App, student: i64, current: String) -> Result<(), Problem> {
    let who = passwords::student(student);
    let (tries_left, hash) = app.transact(|db| {
        let tries_left = take_try(db, &who, app.now(), &app.policy)?;
        let query = "SELECT password_hash FROM students WHERE id = ?";
        Ok((tries_left, db.query_row(query, [student], |row| row.get(0))?))
    })?;
    if app.is_password(current, Some(hash)).await? {
        return app.transact(|db| passwords::clear_tries(db, &who));
    }
    Err(match tries_left {
        0 => Problem::Locked { seconds: seconds(app.policy.lock) },
        _ => Problem::WrongCurrentPassword { tries_left },
    })
}

/// The code may have gone to either of what the student has bound.
fn sent_for_change(app: &App, db: &Transaction<'_>, student: i64, code: &str) -> Result<Option<RightCode>, Problem> {
    for kind in [ContactKind::Mobile, ContactKind::Email] {
        if let Some(contact) = Contact::bound(db, student, kind)?
            && let Some(right) = codes::find(app, db, CodePurpose::PasswordChange, &contact, Some(student), code)?
        {
            return Ok(Some(right));
        }
    }
    Ok(None)
}

/// The student on the college's list, and whether they still have the first password.
fn enrolled(db: &Transaction<'_>, number: &IdNumber, name: &str) -> Result<Option<(i64, bool)>, Problem> {
    let found = db
        .query_row(
            "SELECT id, first_password FROM students WHERE number = ? AND name = ?",
            params![number.as_str(), name.trim()],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    Ok(found)
}
