//! Judges the attempts that wait, one after another, each once; goes on after a restart with what still waits.

use crate::app::App;
use crate::examiner::{Judgement, Portrait};
use crate::problem::Problem;
use rusqlite::{OptionalExtension, params};
use ruxue_rules::Reason;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// How long to leave an attempt whose examination failed for reasons of ours before it is tried again.
const RETRY: Duration = Duration::from_secs(5);

struct Waiting {
    id: String,
    student: i64,
    portrait: Vec<u8>,
}

/// Runs until `stop`. An examination under way then is thrown away, and done again at the next start.
pub(crate) async fn run(app: App, stop: CancellationToken) {
    let judging = async {
        loop {
            match judge_next(&app).await {
                Ok(true) => {}
                Ok(false) => app.submitted.notified().await,
                Err(_) => tokio::time::sleep(RETRY).await,
            }
        }
    };
    tokio::select! {
        () = judging => {}
        () = stop.cancelled() => {}
    }
}

/// Judges the attempt that waits longest; false where none waits.
async fn judge_next(app: &App) -> Result<bool, Problem> {
    let Some(waiting) = app.transact(next_waiting)? else {
        return Ok(false);
    };
    let student = waiting.student;
    let judgement = match app.transact(|db| registered_face(db, student))? {
        Some(register) => {
            let portrait = Portrait { jpeg: waiting.portrait, register };
            app.examine(move |examiner| examiner.judge(&portrait)).await??
        }
        None => Judgement::Failed { score: None, reasons: vec![Reason::WrongRegistration] },
    };
    app.transact(|db| settle(db, &waiting.id, &judgement))?;
    Ok(true)
}

fn next_waiting(db: &rusqlite::Transaction<'_>) -> Result<Option<Waiting>, Problem> {
    let found = db
        .query_row(
            "SELECT id, student, portrait FROM attempts WHERE state = 'pending' ORDER BY rowid LIMIT 1",
            [],
            |row| Ok(Waiting { id: row.get(0)?, student: row.get(1)?, portrait: row.get(2)? }),
        )
        .optional()?;
    Ok(found)
}

/// The register's photo of the student, if name and number still stand there as the student has them.
fn registered_face(db: &rusqlite::Transaction<'_>, student: i64) -> Result<Option<Vec<u8>>, Problem> {
    let found = db
        .query_row(
            "SELECT face FROM persons JOIN students USING (number, name) WHERE students.id = ?",
            [student],
            |row| row.get(0),
        )
        .optional()?;
    Ok(found)
}

/// Only an attempt that still waits can be settled: no attempt is judged twice.
fn settle(db: &rusqlite::Transaction<'_>, id: &str, judgement: &Judgement) -> Result<(), Problem> {
    let (state, score, reasons) = match judgement {
        Judgement::Passed { score } => ("passed", Some(*score), "[]".to_owned()),
        Judgement::Failed { score, reasons } => ("failed", *score, serde_json::to_string(reasons)?),
    };
    db.execute(
        "UPDATE attempts SET state = ?, score = ?, reasons = ? WHERE id = ? AND state = 'pending'",
        params![state, score, reasons, id],
    )?;
    Ok(())
}
