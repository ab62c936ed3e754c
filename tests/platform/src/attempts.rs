//! Submissions, their outcomes, the three chances, the hand-over to the school and beginning again.

use crate::app::App;
use crate::cards::{self, Card};
use crate::consents;
use crate::overruled::{self, Overruled};
use crate::problem::Problem;
use crate::request::{Id, Json, Key};
use crate::sessions::Signed;
use crate::uploads::{self, Arrived, Purpose};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, Transaction, params};
use ruxue_rules::{Chances, ConsentKind, Outcome, Reason};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::ops::ControlFlow;
use uuid::Uuid;

/// Failed comparisons after which the student may stop.
const FAILURES_BEFORE_HAND_OVER: usize = 2;

#[derive(Debug, Clone, Serialize)]
pub(crate) struct Attempt {
    id: String,
    key: String,
    #[serde(skip)]
    upload: String,
    #[serde(skip)]
    overruled: Vec<Overruled>,
    submitted_at: Timestamp,
    outcome: Outcome,
}

impl Attempt {
    /// Whether what is registered of the student was wrong: then the card is to be taken anew.
    fn blames_registration(&self) -> bool {
        match &self.outcome {
            Outcome::Failed { reasons, .. } | Outcome::HandedOver { reasons, .. } => {
                reasons.contains(&Reason::WrongRegistration)
            }
            Outcome::Pending | Outcome::Passed { .. } => false,
        }
    }
}

#[derive(Serialize)]
pub(crate) struct History {
    chances_left: Chances,
    attempts: Vec<Attempt>,
}

/// An attempt, for whoever looks on from outside.
#[derive(Debug, Clone, PartialEq)]
pub struct AttemptRecord {
    /// The key it was submitted under.
    pub key: Uuid,
    /// What came of it.
    pub outcome: Outcome,
    /// What the student overruled of the phone's refusals.
    pub overruled: Vec<Overruled>,
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

    /// Refuses while an attempt waits for its judgement.
    pub(crate) fn check_judged(&self) -> Result<(), Problem> {
        let waits = self.0.iter().any(|attempt| attempt.outcome == Outcome::Pending);
        if waits { Err(Problem::ReviewPending) } else { Ok(()) }
    }

    pub(crate) fn records(self) -> Vec<AttemptRecord> {
        let record = |attempt: Attempt| {
            let key = Uuid::try_parse(&attempt.key).ok()?;
            Some(AttemptRecord { key, outcome: attempt.outcome, overruled: attempt.overruled })
        };
        self.0.into_iter().filter_map(record).collect()
    }

    fn check_chance(&self) -> Result<(), Problem> {
        if self.chances_left().left() == 0 { Err(Problem::NoChancesLeft) } else { Ok(()) }
    }
}

/// Makes the attempt that the key stands for, or answers the one that it made. What speaks against it is told before the
/// photo is looked at, and looked up again when it was.
pub(crate) async fn submit(
    State(app): State<App>,
    signed: Signed,
    Key(key): Key,
    Json(Submitted { upload, overruled }): Json<Submitted>,
) -> Result<impl IntoResponse, Problem> {
    let submission = Submission { student: signed.student, key, upload, overruled, now: app.now() };
    let begun = app.transact(|db| match submission.made_or_admitted(db)? {
        Some(attempt) => Ok(ControlFlow::Break(attempt)),
        None => submission.portrait(db).map(ControlFlow::Continue),
    })?;
    let attempt = match begun {
        ControlFlow::Break(made) => made,
        ControlFlow::Continue(portrait) => submission.examine_and_make(&app, portrait).await?,
    };
    let location = format!("/v1/attempts/{}", attempt.id);
    Ok((StatusCode::ACCEPTED, [(header::LOCATION, location)], axum::Json(attempt)))
}

pub(crate) async fn list(State(app): State<App>, signed: Signed) -> Result<axum::Json<History>, Problem> {
    app.transact(|db| {
        let attempts = Attempts::of(db, signed.student)?;
        Ok(axum::Json(History { chances_left: attempts.chances_left(), attempts: attempts.0 }))
    })
}

pub(crate) async fn get(State(app): State<App>, signed: Signed, Id(id): Id) -> Result<axum::Json<Attempt>, Problem> {
    app.transact(|db| find_by(db, "id", signed.student, id))
        .and_then(|found| found.map(axum::Json).ok_or(Problem::NotFound))
}

/// The attempt that a key made: how a submission whose answer was lost is reconciled.
pub(crate) async fn find(State(app): State<App>, signed: Signed, Id(key): Id) -> Result<axum::Json<Attempt>, Problem> {
    app.transact(|db| find_by(db, "key", signed.student, key))
        .and_then(|found| found.map(axum::Json).ok_or(Problem::NotFound))
}

pub(crate) async fn hand_over(State(app): State<App>, signed: Signed) -> Result<axum::Json<Attempt>, Problem> {
    app.transact(|db| {
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
        Attempts::of(db, signed.student)?.0.pop().map(axum::Json).ok_or(Problem::Internal)
    })
}

pub(crate) async fn restart(State(app): State<App>, signed: Signed) -> Result<StatusCode, Problem> {
    app.transact(|db| {
        let attempts = Attempts::of(db, signed.student)?;
        if attempts.0.is_empty() {
            return Err(Problem::NothingToRestart);
        }
        attempts.check_open()?;
        attempts.check_chance()?;
        if attempts.0.last().is_some_and(Attempt::blames_registration) {
            cards::clear(db, signed.student)?;
        }
        Ok(StatusCode::NO_CONTENT)
    })
}

/// The body of a submission.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Submitted {
    #[serde(deserialize_with = "uploads::uuid")]
    upload: Uuid,
    #[serde(default, deserialize_with = "overruled::list")]
    overruled: Vec<Overruled>,
}

/// What a submission is known by, and what it tells.
struct Submission {
    student: i64,
    key: Uuid,
    upload: Uuid,
    overruled: Vec<Overruled>,
    now: i64,
}

impl Submission {
    /// The attempt that the key made, which must have been of the same upload; none where it may be made now.
    fn made_or_admitted(&self, db: &Transaction<'_>) -> Result<Option<Attempt>, Problem> {
        match find_by(db, "key", self.student, self.key)? {
            Some(attempt) if attempt.upload != self.upload.to_string() => Err(Problem::KeyReused),
            Some(attempt) => Ok(Some(attempt)),
            None => self.check_admission(db).map(|()| None),
        }
    }

    fn portrait(&self, db: &Transaction<'_>) -> Result<Arrived, Problem> {
        Arrived::find(db, self.student, self.upload, Purpose::Portrait, self.now)
    }

    async fn examine_and_make(&self, app: &App, portrait: Arrived) -> Result<Attempt, Problem> {
        let photo = portrait.checked(app)?;
        let seen = photo.clone();
        if let Err(unusable) = app.examine(move |examiner| examiner.check_portrait(&seen)).await? {
            uploads::forget(app, self.student, self.upload)?;
            return Err(unusable.into());
        }
        let attempt = app.transact(|db| match self.made_or_admitted(db)? {
            Some(attempt) => Ok(attempt),
            None => self.make(db, &photo),
        })?;
        app.submitted.notify_one();
        Ok(attempt)
    }

    fn check_admission(&self, db: &Transaction<'_>) -> Result<(), Problem> {
        consents::check(db, self.student, ConsentKind::Face)?;
        let attempts = Attempts::of(db, self.student)?;
        attempts.check_open()?;
        attempts.check_chance()?;
        if Card::of(db, self.student)?.is_confirmed() { Ok(()) } else { Err(Problem::CardNotConfirmed) }
    }

    fn make(&self, db: &Transaction<'_>, jpeg: &[u8]) -> Result<Attempt, Problem> {
        uploads::use_up(db, self.student, self.upload)?;
        let id = Uuid::new_v4();
        let names = [id, self.key, self.upload].map(|name| name.to_string());
        let overruled = serde_json::to_string(&self.overruled).map_err(|_| Problem::Internal)?;
        db.execute(
            "INSERT INTO attempts (id, key, upload, student, portrait, overruled, submitted_at, state)
             VALUES (?, ?, ?, ?, ?, ?, ?, 'pending')",
            params![names[0], names[1], names[2], self.student, jpeg, overruled, self.now],
        )?;
        find_by(db, "id", self.student, id)?.ok_or(Problem::Internal)
    }
}

const SELECT: &str = "SELECT id, key, upload, overruled, submitted_at, state, score, reasons FROM attempts";

fn find_by(db: &Transaction<'_>, column: &str, student: i64, value: Uuid) -> Result<Option<Attempt>, Problem> {
    let query = format!("{SELECT} WHERE student = ? AND {column} = ?");
    Ok(db.query_row(&query, params![student, value.to_string()], read_attempt).optional()?)
}

fn read_attempt(row: &Row<'_>) -> rusqlite::Result<Attempt> {
    let score: Option<f32> = row.get("score")?;
    let reasons: Vec<Reason> = read_json(row, "reasons")?;
    Ok(Attempt {
        id: row.get("id")?,
        key: row.get("key")?,
        upload: row.get("upload")?,
        overruled: read_json(row, "overruled")?,
        submitted_at: Timestamp::from_second(row.get("submitted_at")?).map_err(unreadable)?,
        outcome: match (row.get::<_, String>("state")?.as_str(), score) {
            ("passed", Some(score)) => Outcome::Passed { score },
            ("failed", score) => Outcome::Failed { score, reasons },
            ("handed_over", score) => Outcome::HandedOver { score, reasons },
            _ => Outcome::Pending,
        },
    })
}

fn read_json<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    serde_json::from_str(&row.get::<_, String>(column)?).map_err(unreadable)
}

fn unreadable(error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error))
}
