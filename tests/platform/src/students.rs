//! What the college has of its students.

use crate::app::App;
use crate::attempts::Attempts;
use crate::cards::Card;
use crate::mask;
use crate::problem::Problem;
use crate::register::Enrolment;
use crate::sessions::Signed;
use axum::Json;
use axum::extract::State;
use rusqlite::Transaction;
use ruxue_rules::{Chances, IdNumber};
use serde::Serialize;

/// The header of the student's pages.
#[derive(Serialize)]
pub(crate) struct Header {
    student_number: String,
    class: String,
    masked_name: String,
    chances_left: Chances,
    card: &'static str,
    weak_password: bool,
}

/// 我的学籍.
#[derive(Serialize)]
pub(crate) struct Record {
    student_number: String,
    class: String,
    #[serde(flatten)]
    enrolment: Enrolment,
}

pub(crate) async fn header(State(app): State<App>, signed: Signed) -> Result<Json<Header>, Problem> {
    app.transact(|db| {
        let (student_number, class, name, weak_password): (_, _, String, _) = db.query_row(
            "SELECT student_number, class, name, first_password FROM students WHERE id = ?",
            [signed.student],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )?;
        Ok(Json(Header {
            student_number,
            class,
            masked_name: mask::name(&name),
            chances_left: Attempts::of(db, signed.student)?.chances_left(),
            card: Card::of(db, signed.student)?.stage(),
            weak_password,
        }))
    })
}

pub(crate) async fn enrolment(State(app): State<App>, signed: Signed) -> Result<Json<Record>, Problem> {
    app.transact(|db| {
        let (student_number, class, enrolment): (_, _, String) = db.query_row(
            "SELECT student_number, class, enrolment FROM students WHERE id = ?",
            [signed.student],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        Ok(Json(Record { student_number, class, enrolment: serde_json::from_str(&enrolment)? }))
    })
}

/// The student's ID number.
pub(crate) fn number(db: &Transaction<'_>, student: i64) -> Result<IdNumber, Problem> {
    let number: String = db.query_row("SELECT number FROM students WHERE id = ?", [student], |row| row.get(0))?;
    IdNumber::parse(&number).map_err(|_| Problem::Internal)
}
