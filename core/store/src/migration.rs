//! From any older file to today's: one function a version, each in the transaction of them all.

use crate::StoreError;
use rusqlite::{Connection, Transaction, TransactionBehavior};

/// Leads a file from the version of its place in the list to the next.
pub(crate) type Migration = fn(&Transaction<'_>) -> rusqlite::Result<()>;

/// All of them, oldest first. Only ever appended to: what was released stays as it is.
pub(crate) const MIGRATIONS: &[Migration] = &[session_review_photos];

/// Marks the file as ours, as SQLite's `application_id`: "Ruxu" in ASCII.
const APPLICATION: i32 = i32::from_be_bytes(*b"Ruxu");

/// Brings a file to the newest of `migrations`, or leaves it as it was.
pub(crate) fn migrate(db: &mut Connection, migrations: &[Migration]) -> Result<(), StoreError> {
    let known = migrations.len() as u32;
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let application: i32 = transaction.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: u32 = transaction.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let new = found == 0 && application == 0 && tables == 0;
    if !new && application != APPLICATION {
        return Err(StoreError::Foreign);
    }
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    for migration in migrations.iter().skip(found as usize) {
        migration(&transaction)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", known)?;
    Ok(transaction.commit()?)
}

/// Version 1. There is one session and one review; photos go with the review.
fn session_review_photos(db: &Transaction<'_>) -> rusqlite::Result<()> {
    db.execute_batch(
        "CREATE TABLE session (
             id INTEGER PRIMARY KEY CHECK (id = 1),
             saved TEXT NOT NULL
         ) STRICT;
         CREATE TABLE review (
             id INTEGER PRIMARY KEY CHECK (id = 1),
             state TEXT NOT NULL
         ) STRICT;
         CREATE TABLE photo (
             id BLOB PRIMARY KEY,
             review INTEGER NOT NULL DEFAULT 1 REFERENCES review ON DELETE CASCADE,
             bytes BLOB NOT NULL
         ) STRICT, WITHOUT ROWID;",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    const OLD_THEN_NEW: &[Migration] = &[session_review_photos, |db| {
        db.execute_batch("ALTER TABLE session ADD COLUMN note TEXT NOT NULL DEFAULT 'none'")
    }];

    fn open(folder: &TempDir) -> Connection {
        Connection::open(folder.path().join("ruxue.db")).unwrap()
    }

    fn version(db: &Connection) -> u32 {
        db.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
    }

    #[test]
    fn a_file_of_every_older_version_is_led_to_the_newest_with_its_records() {
        for old in 1..=MIGRATIONS.len() {
            let folder = TempDir::new().unwrap();
            let mut db = open(&folder);
            migrate(&mut db, &MIGRATIONS[..old]).unwrap();
            db.execute_batch("INSERT INTO session VALUES (1, 'kept'); INSERT INTO review VALUES (1, '{}')").unwrap();
            drop(db);
            let mut db = open(&folder);
            migrate(&mut db, MIGRATIONS).unwrap();
            let kept: String = db.query_row("SELECT saved FROM session", [], |row| row.get(0)).unwrap();
            assert_eq!((version(&db) as usize, kept.as_str()), (MIGRATIONS.len(), "kept"));
        }
    }

    #[test]
    fn each_step_runs_once() {
        let folder = TempDir::new().unwrap();
        let mut db = open(&folder);
        migrate(&mut db, &OLD_THEN_NEW[..1]).unwrap();
        db.execute("INSERT INTO session VALUES (1, 'kept')", []).unwrap();
        for _ in 0..2 {
            migrate(&mut db, OLD_THEN_NEW).unwrap();
            let note: String = db.query_row("SELECT note FROM session", [], |row| row.get(0)).unwrap();
            assert_eq!((version(&db), note.as_str()), (2, "none"));
        }
    }

    #[test]
    fn a_step_that_fails_leaves_the_file_as_it_was() {
        let folder = TempDir::new().unwrap();
        let mut db = open(&folder);
        migrate(&mut db, &OLD_THEN_NEW[..1]).unwrap();
        let failing: &[Migration] =
            &[OLD_THEN_NEW[0], OLD_THEN_NEW[1], |db| db.execute_batch("CREATE TABLE session (id INTEGER)")];
        assert!(migrate(&mut db, failing).is_err());
        assert_eq!(version(&db), 1);
        assert!(db.prepare("SELECT note FROM session").is_err());
    }

    #[test]
    fn a_newer_file_is_left_alone() {
        let folder = TempDir::new().unwrap();
        let mut db = open(&folder);
        migrate(&mut db, OLD_THEN_NEW).unwrap();
        let refused = migrate(&mut db, &OLD_THEN_NEW[..1]);
        assert!(matches!(refused, Err(StoreError::Newer { found: 2, known: 1 })), "{refused:?}");
        assert_eq!(version(&db), 2);
    }

    #[test]
    fn another_programs_file_is_left_alone() {
        let folder = TempDir::new().unwrap();
        let mut db = open(&folder);
        db.execute_batch("CREATE TABLE session (theirs TEXT)").unwrap();
        assert!(matches!(migrate(&mut db, MIGRATIONS), Err(StoreError::Foreign)));
        assert!(db.prepare("SELECT theirs FROM session").is_ok());
    }
}
