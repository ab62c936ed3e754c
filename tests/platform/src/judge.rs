//! Judges the attempts that wait, one after another, each once; goes on after a restart with what still waits.

use crate::app::App;
use crate::examiner::{Judgement, Portrait};
use crate::problem::Problem;
use rusqlite::{OptionalExtension, Transaction, params};
use ruxue_rules::Reason;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// How long to leave an attempt whose examination failed for reasons of ours before it is tried again.
const RETRY: Duration = Duration::from_secs(5);

/// An attempt that waits could not be judged; it waits on.
#[derive(Debug, thiserror::Error)]
#[error("an attempt that waits could not be judged")]
pub struct JudgingFailed;

struct Waiting {
    id: String,
    student: i64,
    portrait: Vec<u8>,
}

/// Runs until `stop`. An examination under way then is thrown away, and done again at the next start.
pub(crate) async fn run(app: App, stop: CancellationToken) {
    let judging = async {
        loop {
            match judge_waiting(&app).await {
                Ok(_) => app.submitted.notified().await,
                Err(JudgingFailed) => {
                    tracing::error!("an attempt could not be judged");
                    // Or sooner, where another one comes.
                    let _ = tokio::time::timeout(RETRY, app.submitted.notified()).await;
                }
            }
        }
    };
    tokio::select! {
        () = judging => {}
        () = stop.cancelled() => {}
    }
}

/// Judges every attempt that waits now, the one that waits longest first, and answers how many were judged. One that cannot
/// be judged holds no other up.
pub(crate) async fn judge_waiting(app: &App) -> Result<usize, JudgingFailed> {
    let mut judged = 0;
    let mut failed = false;
    for id in app.transact(waiting).map_err(|_| JudgingFailed)? {
        match judge(app, &id).await {
            Ok(settled) => judged += usize::from(settled),
            Err(_) => failed = true,
        }
    }
    if failed { Err(JudgingFailed) } else { Ok(judged) }
}

/// False where it was judged meanwhile.
async fn judge(app: &App, id: &str) -> Result<bool, Problem> {
    let Some(waiting) = app.transact(|db| find(db, id))? else {
        return Ok(false);
    };
    let judgement = match app.transact(|db| registered_face(db, waiting.student))? {
        Some(register) => {
            let portrait = Portrait { jpeg: waiting.portrait, register };
            app.examine(move |examiner| examiner.judge(&portrait)).await??
        }
        None => Judgement::Failed { score: None, reasons: vec![Reason::WrongRegistration] },
    };
    app.transact(|db| settle(db, &waiting.id, &judgement))
}

fn waiting(db: &Transaction<'_>) -> Result<Vec<String>, Problem> {
    let mut query = db.prepare("SELECT id FROM attempts WHERE state = 'pending' ORDER BY rowid")?;
    let ids = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(ids)
}

fn find(db: &Transaction<'_>, id: &str) -> Result<Option<Waiting>, Problem> {
    let found = db
        .query_row("SELECT id, student, portrait FROM attempts WHERE state = 'pending' AND id = ?", [id], |row| {
            Ok(Waiting { id: row.get(0)?, student: row.get(1)?, portrait: row.get(2)? })
        })
        .optional()?;
    Ok(found)
}

/// The register's photo of the student, if name and number still stand there as the student has them.
fn registered_face(db: &Transaction<'_>, student: i64) -> Result<Option<Vec<u8>>, Problem> {
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
fn settle(db: &Transaction<'_>, id: &str, judgement: &Judgement) -> Result<bool, Problem> {
    let (state, score, reasons) = match judgement {
        Judgement::Passed { score } => ("passed", Some(*score), "[]".to_owned()),
        Judgement::Failed { score, reasons } => ("failed", *score, serde_json::to_string(reasons)?),
    };
    let settled = db.execute(
        "UPDATE attempts SET state = ?, score = ?, reasons = ? WHERE id = ? AND state = 'pending'",
        params![state, score, reasons, id],
    )?;
    Ok(settled > 0)
}
