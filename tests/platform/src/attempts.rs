//! Submissions, their outcomes, the three chances, the hand-over to the school and beginning again.

use crate::app::App;
use crate::cards::Card;
use crate::problem::Problem;
use crate::request::{Photo, idempotency_key};
use crate::sessions::Signed;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, Transaction, params};
use ruxue_rules::{Chances, Outcome, Reason};
use serde::Serialize;
use uuid::Uuid;

/// Failed comparisons after which the student may stop.
const FAILURES_BEFORE_HAND_OVER: usize = 2;

#[derive(Debug, Clone, Serialize)]
pub(crate) struct Attempt {
    id: String,
    key: String,
    submitted_at: Timestamp,
    outcome: Outcome,
}

#[derive(Serialize)]
pub(crate) struct History {
    chances_left: Chances,
    attempts: Vec<Attempt>,
}

/// The attempts of one student, oldest first.
pub(crate) struct Attempts(Vec<Attempt>);

impl Attempts {
    pub(crate) fn of(db: &Transaction<'_>, student: i64) -> Result<Self, Problem> {
        let mut query = db.prepare(&format!("{SELECT} WHERE student = ? ORDER BY rowid"))?;
        let rows = query.query_map([student], read_attempt)?;
        Ok(Self(rows.collect::<Result<_, _>>()?))
    }

    /// A chance is spent by an attempt that was judged, and only so.
    pub(crate) fn chances_left(&self) -> Chances {
        let judged = self.0.iter().filter(|attempt| attempt.outcome != Outcome::Pending);
        judged.fold(Chances::ALL, |left, _| left.less_one())
    }

    /// Refuses where the review waits for a judgement or has come to its end.
    pub(crate) fn check_open(&self) -> Result<(), Problem> {
        self.0.iter().try_for_each(|attempt| match attempt.outcome {
            Outcome::Pending => Err(Problem::ReviewPending),
            Outcome::Passed { .. } => Err(Problem::AlreadyPassed),
            Outcome::HandedOver { .. } => Err(Problem::HandedOver),
            Outcome::Failed { .. } => Ok(()),
        })
    }

    fn check_chance(&self) -> Result<(), Problem> {
        if self.chances_left().left() == 0 { Err(Problem::NoChancesLeft) } else { Ok(()) }
    }
}

/// Makes the attempt that the key stands for, or answers the one that it made. What speaks against it is told before the
/// photo is looked at, and looked up again when it was.
pub(crate) async fn submit(State(app): State<App>, photo: Photo) -> Result<impl IntoResponse, Problem> {
    let submission = Submission {
        student: photo.student,
        key: idempotency_key(&photo.headers)?.to_string(),
        digest: photo.digest,
        now: app.now(),
    };
    let (before, jpeg) = (submission.clone(), photo.jpeg.clone());
    let made = app.transact(move |db| before.made_or_admitted(db)).await?;
    let attempt = match made {
        Some(attempt) => attempt,
        None => {
            app.examine(move |examiner| examiner.check_portrait(&jpeg)).await??;
            let attempt = app
                .transact(move |db| match submission.made_or_admitted(db)? {
                    Some(attempt) => Ok(attempt),
                    None => submission.make(db, &photo.jpeg),
                })
                .await?;
            app.submitted.notify_one();
            attempt
        }
    };
    let location = format!("/v1/attempts/{}", attempt.id);
    Ok((StatusCode::ACCEPTED, [(header::LOCATION, location)], Json(attempt)))
}

pub(crate) async fn list(State(app): State<App>, signed: Signed) -> Result<Json<History>, Problem> {
    app.transact(move |db| {
        let attempts = Attempts::of(db, signed.student)?;
        Ok(Json(History { chances_left: attempts.chances_left(), attempts: attempts.0 }))
    })
    .await
}

pub(crate) async fn get(
    State(app): State<App>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Json<Attempt>, Problem> {
    let id = Uuid::try_parse(&id).map_err(|_| Problem::NotFound)?.to_string();
    app.transact(move |db| {
        let found = db
            .query_row(&format!("{SELECT} WHERE student = ? AND id = ?"), params![signed.student, id], read_attempt)
            .optional()?;
        found.map(Json).ok_or(Problem::NotFound)
    })
    .await
}

pub(crate) async fn hand_over(State(app): State<App>, signed: Signed) -> Result<Json<Attempt>, Problem> {
    app.transact(move |db| {
        let attempts = Attempts::of(db, signed.student)?;
        match attempts.check_open() {
            Ok(()) if attempts.0.len() < FAILURES_BEFORE_HAND_OVER => return Err(Problem::HandOverTooEarly),
            Ok(()) => {
                db.execute(
                    "UPDATE attempts SET state = 'handed_over'
                     WHERE rowid = (SELECT max(rowid) FROM attempts WHERE student = ?)",
                    [signed.student],
                )?;
            }
            Err(Problem::HandedOver) => {}
            Err(problem) => return Err(problem),
        }
        Attempts::of(db, signed.student)?.0.pop().map(Json).ok_or(Problem::Internal)
    })
    .await
}

pub(crate) async fn restart(State(app): State<App>, signed: Signed) -> Result<StatusCode, Problem> {
    app.transact(move |db| {
        let attempts = Attempts::of(db, signed.student)?;
        if attempts.0.is_empty() {
            return Err(Problem::NothingToRestart);
        }
        attempts.check_open()?;
        attempts.check_chance()?;
        db.execute("DELETE FROM cards WHERE student = ?", [signed.student])?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// What a submission is known by.
#[derive(Clone)]
struct Submission {
    student: i64,
    key: String,
    digest: Vec<u8>,
    now: i64,
}

impl Submission {
    /// The attempt that the key made, which must have been with the same photo; none where it may be made now.
    fn made_or_admitted(&self, db: &Transaction<'_>) -> Result<Option<Attempt>, Problem> {
        let made = db
            .query_row(&format!("{SELECT} WHERE student = ? AND key = ?"), params![self.student, self.key], |row| {
                Ok((read_attempt(row)?, row.get::<_, Vec<u8>>("portrait_digest")?))
            })
            .optional()?;
        match made {
            Some((_, digest)) if digest != self.digest => Err(Problem::KeyReused),
            Some((attempt, _)) => Ok(Some(attempt)),
            None => self.check_admission(db).map(|()| None),
        }
    }

    fn check_admission(&self, db: &Transaction<'_>) -> Result<(), Problem> {
        let attempts = Attempts::of(db, self.student)?;
        attempts.check_open()?;
        attempts.check_chance()?;
        if Card::of(db, self.student)?.is_confirmed() { Ok(()) } else { Err(Problem::CardNotConfirmed) }
    }

    fn make(&self, db: &Transaction<'_>, jpeg: &[u8]) -> Result<Attempt, Problem> {
        let id = Uuid::new_v4().to_string();
        db.execute(
            "INSERT INTO attempts (id, student, key, portrait, portrait_digest, submitted_at, state)
             VALUES (?, ?, ?, ?, ?, ?, 'pending')",
            params![id, self.student, self.key, jpeg, self.digest, self.now],
        )?;
        Ok(db.query_row(&format!("{SELECT} WHERE id = ?"), [id], read_attempt)?)
    }
}

const SELECT: &str = "SELECT id, key, portrait_digest, submitted_at, state, score, reasons FROM attempts";

fn read_attempt(row: &Row<'_>) -> rusqlite::Result<Attempt> {
    let score: Option<f32> = row.get("score")?;
    let reasons: Vec<Reason> = serde_json::from_str(&row.get::<_, String>("reasons")?).map_err(unreadable)?;
    Ok(Attempt {
        id: row.get("id")?,
        key: row.get("key")?,
        submitted_at: Timestamp::from_second(row.get("submitted_at")?).map_err(unreadable)?,
        outcome: match (row.get::<_, String>("state")?.as_str(), score) {
            ("passed", Some(score)) => Outcome::Passed { score },
            ("failed", score) => Outcome::Failed { score, reasons },
            ("handed_over", score) => Outcome::HandedOver { score, reasons },
            _ => Outcome::Pending,
        },
    })
}

fn unreadable(error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error))
}
