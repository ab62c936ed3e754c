use super::*;
use crate::testing::{PhoneVault, account_file, files, holds, killed_now, open};
use crate::{KeyVault, Store};
use rusqlite::Connection;
use std::fs;
use std::path::Path;
use tempfile::TempDir;
use uuid::Uuid;

const PHOTO: u128 = 0x1234;

/// As version 1 wrote it: kept as text, whatever becomes of the rules.
const REVIEW_V1: &str = r#"{"student":"S2022777","account":"zhang.san@example.com","chances":2,
    "failed":["00000000-0000-0000-0000-000000000099"],"portrait_side":null,"emblem_side":null,"confirmed":null,
    "consent":true,"card_sent":false,
    "portrait":{"photo":"00000000-0000-0000-0000-000000001234","report":{"verdict":"pass","findings":[]}},
    "stage":{"stage":"preparing"},"last_outcome":null}"#;

/// What may be found in no file.
const PERSONAL: [&str; 4] = ["S2022777", "zhang.san", "a-token-of-version-1", "a-face-of-version-1"];

fn photo_v1() -> Vec<u8> {
    b"a-face-of-version-1 ".repeat(9_000)
}

/// A file as version 1 left it, and what of it a kill leaves in the journal.
fn file_v1(folder: &Path) -> Connection {
    let db = Connection::open(folder.join("old.ruxue")).unwrap();
    db.execute_batch(
        "PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA synchronous = FULL;
         CREATE TABLE session (id INTEGER PRIMARY KEY CHECK (id = 1), saved TEXT NOT NULL) STRICT;
         CREATE TABLE review (id INTEGER PRIMARY KEY CHECK (id = 1), state TEXT NOT NULL) STRICT;
         CREATE TABLE photo (
             id BLOB PRIMARY KEY,
             review INTEGER NOT NULL DEFAULT 1 REFERENCES review ON DELETE CASCADE,
             bytes BLOB NOT NULL
         ) STRICT, WITHOUT ROWID;
         PRAGMA application_id = 0x52757875; PRAGMA user_version = 1; PRAGMA journal_mode = WAL;",
    )
    .unwrap();
    db
}

fn filled_v1(folder: &Path) -> Connection {
    let db = file_v1(folder);
    db.execute("INSERT INTO session VALUES (1, 'a-token-of-version-1')", []).unwrap();
    db.execute("INSERT INTO review VALUES (1, ?)", [REVIEW_V1]).unwrap();
    let id = Uuid::from_u128(PHOTO);
    db.execute("INSERT INTO photo (id, bytes) VALUES (?, ?)", (id.as_bytes(), photo_v1())).unwrap();
    db
}

fn check_all_is_there(store: &Store) {
    assert_eq!(store.session().unwrap().unwrap().as_str(), "a-token-of-version-1");
    let review = store.review().unwrap().unwrap();
    assert_eq!(review.student(), "S2022777");
    let photos: Vec<_> = review.photos().collect();
    assert_eq!(photos.len(), 1);
    assert_eq!(store.photo(photos[0]).unwrap().unwrap(), photo_v1());
}

fn check_nothing_is_in_clear(folder: &Path) {
    for (name, bytes) in files(folder) {
        for personal in PERSONAL {
            assert!(!holds(&bytes, personal.as_bytes()), "{personal} in {name}");
        }
    }
}

#[test]
fn a_file_of_version_1_is_sealed_with_all_that_was_in_it_and_no_trace_stays() {
    for closed in [true, false] {
        let folder = TempDir::new().unwrap();
        let old = filled_v1(folder.path());
        let folder = if closed { folder } else { killed_now(folder.path()) };
        drop(old);
        assert!(files(folder.path()).values().any(|bytes| holds(bytes, PERSONAL[3].as_bytes())), "the test sees it");
        let vault = PhoneVault::new();
        for _ in 0..2 {
            let store = open(folder.path(), &vault).unwrap();
            check_all_is_there(&store);
            check_nothing_is_in_clear(folder.path());
            drop(store);
            check_nothing_is_in_clear(folder.path());
        }
        let mut store = open(folder.path(), &vault).unwrap();
        store.enter("S2022777").unwrap();
        check_all_is_there(&store);
    }
}

#[test]
fn a_kill_right_after_the_migration_leaves_nothing_that_the_next_opening_does_not_sweep() {
    let folder = TempDir::new().unwrap();
    drop(filled_v1(folder.path()));
    let vault = PhoneVault::new();
    let mut db = Connection::open(folder.path().join("old.ruxue")).unwrap();
    db.execute_batch("PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 0").unwrap();
    migrate(&mut db, MIGRATIONS, VaultKey { vault: &*vault, name: "old" }).unwrap();
    let killed = killed_now(folder.path());
    fs::remove_file(killed.path().join("old.ruxue-shm")).unwrap();
    let store = open(killed.path(), &vault).unwrap();
    check_all_is_there(&store);
    check_nothing_is_in_clear(killed.path());
}

#[test]
fn an_old_file_of_nobody_is_cleared_away() {
    let folder = TempDir::new().unwrap();
    let old = file_v1(folder.path());
    old.execute("INSERT INTO session VALUES (1, 'a-token-of-version-1')", []).unwrap();
    drop(old);
    let vault = PhoneVault::new();
    let store = open(folder.path(), &vault).unwrap();
    assert!(store.session().unwrap().is_none());
    assert!(files(folder.path()).is_empty() && vault.names().is_empty());
}

#[test]
fn an_old_review_that_is_none_stays_where_it_is() {
    let folder = TempDir::new().unwrap();
    let old = file_v1(folder.path());
    old.execute("INSERT INTO review VALUES (1, 'no review')", []).unwrap();
    drop(old);
    let before = fs::read(account_file(folder.path())).unwrap();
    let store = open(folder.path(), &PhoneVault::new()).unwrap();
    assert_eq!(store.unreadable(), 1);
    drop(store);
    assert!(fs::read(account_file(folder.path())).unwrap() == before);
}

#[test]
fn a_locked_vault_leaves_the_old_file_as_it_was() {
    let folder = TempDir::new().unwrap();
    drop(filled_v1(folder.path()));
    let before = fs::read(account_file(folder.path())).unwrap();
    let vault = PhoneVault::new();
    vault.lock(true);
    let refused = open(folder.path(), &vault);
    assert!(matches!(refused, Err(StoreError::Vault(crate::VaultError::Unavailable))), "{refused:?}");
    assert_eq!(fs::read(account_file(folder.path())).unwrap(), before);
    vault.lock(false);
    check_all_is_there(&open(folder.path(), &vault).unwrap());
}

/// A file of each version, made by the steps to it; the newest of them by the steps of today.
const OLD_THEN_NEW: &[Migration] = &[session_review_photos, sealed, |db, _| {
    Ok(db.execute_batch("ALTER TABLE key ADD COLUMN note TEXT NOT NULL DEFAULT 'none'")?)
}];

struct Steps {
    folder: TempDir,
    vault: KeyVault,
}

impl Steps {
    fn new() -> Self {
        Self { folder: TempDir::new().unwrap(), vault: KeyVault::new([7; 32]) }
    }

    fn open(&self) -> Connection {
        Connection::open(self.folder.path().join("a.ruxue")).unwrap()
    }

    fn run(&self, db: &mut Connection, migrations: &[Migration]) -> Result<(), StoreError> {
        migrate(db, migrations, VaultKey { vault: &self.vault, name: "a" })
    }
}

fn version_of(db: &Connection) -> u32 {
    db.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

fn note_of(db: &Connection) -> rusqlite::Result<String> {
    db.query_row("SELECT note FROM key", [], |row| row.get(0))
}

#[test]
fn a_file_of_every_older_version_is_led_to_the_newest_and_each_step_runs_once() {
    for old in 0..=OLD_THEN_NEW.len() {
        let steps = Steps::new();
        steps.run(&mut steps.open(), &OLD_THEN_NEW[..old]).unwrap();
        for _ in 0..2 {
            let mut db = steps.open();
            steps.run(&mut db, OLD_THEN_NEW).unwrap();
            assert_eq!((version_of(&db), note_of(&db).unwrap().as_str()), (3, "none"));
        }
    }
}

#[test]
fn later_steps_get_the_key_that_the_file_has() {
    let steps = Steps::new();
    let mut db = steps.open();
    steps.run(&mut db, &OLD_THEN_NEW[..2]).unwrap();
    let key = data_key(&db, VaultKey { vault: &steps.vault, name: "a" }).unwrap();
    put_v2(&db, &key, Table::Photo, [5; 16], b"kept").unwrap();
    let reading: &[Migration] = &[session_review_photos, sealed, |db, key| {
        let sealed: Vec<u8> = db.query_row("SELECT sealed FROM photo", [], |row| row.get(0))?;
        let opened = Row { table: Table::Photo, id: [5; 16], version: 2 }.open(&key.cipher, &sealed)?;
        assert_eq!(&**opened, b"kept");
        Ok(())
    }];
    steps.run(&mut db, reading).unwrap();
    assert_eq!(version_of(&db), 3);
}

#[test]
fn a_step_that_fails_leaves_the_file_as_it_was() {
    let steps = Steps::new();
    let mut db = steps.open();
    steps.run(&mut db, &OLD_THEN_NEW[..2]).unwrap();
    let failing: &[Migration] = &[session_review_photos, sealed, OLD_THEN_NEW[2], |db, _| {
        Ok(db.execute_batch("CREATE TABLE key (id INTEGER)")?)
    }];
    assert!(steps.run(&mut db, failing).is_err());
    assert_eq!(version_of(&db), 2);
    assert!(note_of(&db).is_err());
}

#[test]
fn a_newer_file_and_another_programs_are_left_alone() {
    let steps = Steps::new();
    let mut db = steps.open();
    steps.run(&mut db, OLD_THEN_NEW).unwrap();
    let refused = steps.run(&mut db, &OLD_THEN_NEW[..2]);
    assert!(matches!(refused, Err(StoreError::Newer { found: 3, known: 2 })), "{refused:?}");
    assert_eq!(version_of(&db), 3);

    let steps = Steps::new();
    let mut db = steps.open();
    db.execute_batch("CREATE TABLE session (theirs TEXT)").unwrap();
    assert!(matches!(steps.run(&mut db, MIGRATIONS), Err(StoreError::Foreign)));
    assert!(db.prepare("SELECT theirs FROM session").is_ok());
}
