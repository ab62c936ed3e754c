//! What the student has agreed to, and taking it back: one consent, or all that the platform holds of them.

use crate::app::App;
use crate::attempts::Attempts;
use crate::problem::Problem;
use crate::request::{Json, Name, check_length};
use crate::sessions::{self, Signed};
use crate::uploads::{self, Purpose};
use crate::{bindings, cards, codes};
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Transaction, params};
use ruxue_rules::{Consent, ConsentKind};
use serde::{Deserialize, Serialize};

/// Characters of the longest version of a text.
const VERSION_LENGTH: usize = 40;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Given {
    version: String,
    given_at: Timestamp,
}

#[derive(Serialize)]
pub(crate) struct Consents {
    card: Option<Consent>,
    face: Option<Consent>,
}

pub(crate) async fn list(State(app): State<App>, signed: Signed) -> Result<axum::Json<Consents>, Problem> {
    app.transact(|db| {
        let given = |kind| given(db, signed.student, kind);
        Ok(axum::Json(Consents { card: given(ConsentKind::Card)?, face: given(ConsentKind::Face)? }))
    })
}

pub(crate) async fn give(
    State(app): State<App>,
    signed: Signed,
    Name(kind): Name,
    Json(Given { version, given_at }): Json<Given>,
) -> Result<StatusCode, Problem> {
    let kind = parse(&kind)?;
    check_length(&version, VERSION_LENGTH)?;
    if given_at < Timestamp::UNIX_EPOCH {
        return Err(Problem::InvalidRequest);
    }
    app.transact(|db| {
        db.execute(
            "REPLACE INTO consents (student, kind, version, given_at) VALUES (?, ?, ?, ?)",
            params![signed.student, name(kind), version, given_at.to_string()],
        )?;
        Ok(StatusCode::NO_CONTENT)
    })
}

pub(crate) async fn take_back(State(app): State<App>, signed: Signed, Name(kind): Name) -> Result<StatusCode, Problem> {
    let kind = parse(&kind)?;
    app.transact(|db| {
        Attempts::of(db, signed.student)?.check_judged()?;
        forget(db, signed.student, kind).map(|()| StatusCode::NO_CONTENT)
    })
}

/// Deletes all that the platform holds of the student, but for the college's own list and the chances that are spent.
pub(crate) async fn erase(State(app): State<App>, signed: Signed) -> Result<StatusCode, Problem> {
    let student = signed.student;
    app.transact(|db| {
        Attempts::of(db, student)?.check_judged()?;
        for kind in ConsentKind::ALL {
            forget(db, student, kind)?;
        }
        bindings::forget(db, student)?;
        codes::forget(db, student)?;
        db.execute("UPDATE students SET postal_address = NULL WHERE id = ?", [student])?;
        sessions::end_all(db, student).map(|()| StatusCode::NO_CONTENT)
    })
}

/// Refuses where the student does not agree, or not any more.
pub(crate) fn check(db: &Transaction<'_>, student: i64, kind: ConsentKind) -> Result<(), Problem> {
    given(db, student, kind)?.map(|_| ()).ok_or(Problem::ConsentMissing(kind))
}

fn given(db: &Transaction<'_>, student: i64, kind: ConsentKind) -> Result<Option<Consent>, Problem> {
    let row: Option<(String, String)> = db
        .query_row(
            "SELECT version, given_at FROM consents WHERE student = ? AND kind = ?",
            params![student, name(kind)],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    let consent = |(version, given_at): (_, String)| {
        Ok(Consent { version, given_at: given_at.parse().map_err(|_| Problem::Internal)? })
    };
    row.map(consent).transpose()
}

/// Forgets the consent, and with it what was only held because of it.
fn forget(db: &Transaction<'_>, student: i64, kind: ConsentKind) -> Result<(), Problem> {
    db.execute("DELETE FROM consents WHERE student = ? AND kind = ?", params![student, name(kind)])?;
    match kind {
        ConsentKind::Card => {
            cards::clear(db, student)?;
            uploads::forget_all(db, student, Purpose::PortraitSide)?;
            uploads::forget_all(db, student, Purpose::EmblemSide)
        }
        ConsentKind::Face => {
            db.execute("UPDATE attempts SET portrait = NULL, overruled = '[]' WHERE student = ?", [student])?;
            uploads::forget_all(db, student, Purpose::Portrait)
        }
    }
}

fn name(kind: ConsentKind) -> &'static str {
    match kind {
        ConsentKind::Card => "card",
        ConsentKind::Face => "face",
    }
}

fn parse(text: &str) -> Result<ConsentKind, Problem> {
    ConsentKind::ALL.into_iter().find(|kind| name(*kind) == text).ok_or(Problem::NotFound)
}
