//! The failing disk is a disk as long as it does not fail, and fails as told.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // helpers of tests may fail as tests do

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rusqlite::{Connection, ErrorCode};
use ruxue_scenarios::disk::{self, Disk, Fault};
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

fn new() -> (TempDir, Arc<Disk>) {
    disk::install().unwrap();
    let folder = TempDir::new().unwrap();
    let disk = Disk::under(folder.path());
    (folder, disk)
}

fn open(folder: &Path) -> rusqlite::Result<Connection> {
    let db = Connection::open(folder.join("test.db"))?;
    db.execute_batch(
        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE IF NOT EXISTS t (n INTEGER);",
    )?;
    Ok(db)
}

fn count(db: &Connection) -> i64 {
    db.query_row("SELECT count(*) FROM t", [], |row| row.get(0)).unwrap()
}

#[test]
fn what_is_written_is_there_after_reopening() {
    let (folder, disk) = new();
    let db = open(folder.path()).unwrap();
    let mode: String = db.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
    db.execute("INSERT INTO t VALUES (1)", []).unwrap();
    assert!(folder.path().join("test.db-wal").exists());
    drop(db);
    assert_eq!(count(&open(folder.path()).unwrap()), 1);
    assert!(disk.steps() > 5);
}

#[test]
fn a_full_disk_is_full_once() {
    let (folder, disk) = new();
    let db = open(folder.path()).unwrap();
    disk.plan(0, Fault::Full);
    let error = db.execute("INSERT INTO t VALUES (1)", []).unwrap_err();
    assert_eq!(error.sqlite_error_code(), Some(ErrorCode::DiskFull));
    db.execute("INSERT INTO t VALUES (1)", []).unwrap();
    assert_eq!(count(&db), 1);
}

/// Killed at every step of an insert, with the power lost too: before or after, never between, and once committed for good.
#[test]
fn a_kill_at_any_step_leaves_the_state_before_or_after() {
    for power_lost in [false, true] {
        let mut before = 0;
        for step in 0..40 {
            let (folder, disk) = new();
            let db = open(folder.path()).unwrap();
            db.execute("INSERT INTO t VALUES (1)", []).unwrap();
            disk.plan(step, if step % 2 == 0 { Fault::Kill } else { Fault::KillTorn });
            let done = db.execute("INSERT INTO t VALUES (2)", []).is_ok();
            drop(db);
            disk.kill();
            if power_lost {
                disk.lose_power(&mut ChaCha8Rng::seed_from_u64(step)).unwrap();
            }
            disk.revive();
            let left = count(&open(folder.path()).unwrap());
            assert!(left == 2 || (left == 1 && !done), "step {step}: {left}, {done}");
            before += i32::from(left == 1);
        }
        assert!(before > 0);
    }
}
