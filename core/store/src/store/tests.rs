use super::*;
use rusqlite::OpenFlags;
use ruxue_rules::{Account, Chances, Event, Report, Verdict};
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;
use uuid::Uuid;

fn file(folder: &TempDir) -> PathBuf {
    folder.path().join("ruxue.db")
}

fn review() -> Review {
    Review::new("S2022001", Account::parse("student@example.com").unwrap(), Chances::ALL)
}

fn id(n: u128) -> PhotoId {
    PhotoId(Uuid::from_u128(n))
}

/// A review that names the portrait `photo`.
fn with_portrait(photo: PhotoId) -> Review {
    let report = Report { verdict: Verdict::Pass, findings: vec![] };
    review().step(Event::PortraitTaken { photo, report }).unwrap()
}

fn portrait_of(store: &Store) -> Option<(u128, Vec<u8>)> {
    let id = store.review().unwrap()?.photos().next()?;
    Some((id.0.as_u128(), store.photo(id).unwrap()?))
}

#[test]
fn a_new_file_is_empty() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(&file(&folder)).unwrap();
    assert!(store.session().unwrap().is_none());
    assert!(store.review().unwrap().is_none());
    assert!(store.photo(id(1)).unwrap().is_none());
}

#[test]
fn what_was_saved_is_there_after_reopening() {
    let folder = TempDir::new().unwrap();
    let mut store = Store::open(&file(&folder)).unwrap();
    store.save_session("first").unwrap();
    store.save_session("second").unwrap();
    store.save(&with_portrait(id(1)), &[(id(1), b"photo")]).unwrap();
    drop(store);
    let store = Store::open(&file(&folder)).unwrap();
    assert_eq!(store.session().unwrap().as_deref().map(String::as_str), Some("second"));
    assert_eq!(store.review().unwrap(), Some(with_portrait(id(1))));
    assert_eq!(store.photo(id(1)).unwrap().as_deref(), Some(&b"photo"[..]));
}

#[test]
fn saving_the_review_alone_keeps_its_photos_and_replacing_one_forgets_the_old() {
    let folder = TempDir::new().unwrap();
    let mut store = Store::open(&file(&folder)).unwrap();
    let first = with_portrait(id(1));
    store.save(&first, &[(id(1), b"first")]).unwrap();
    store.save(&first.step(Event::ConsentGiven).unwrap(), &[]).unwrap();
    assert_eq!(portrait_of(&store), Some((1, b"first".to_vec())));
    store.save(&with_portrait(id(2)), &[(id(2), b"second")]).unwrap();
    assert_eq!(portrait_of(&store), Some((2, b"second".to_vec())));
    assert_eq!(store.photo(id(1)).unwrap(), None);
}

#[test]
fn wiping_leaves_no_trace_in_the_files() {
    let folder = TempDir::new().unwrap();
    let mut store = Store::open(&file(&folder)).unwrap();
    let secret = b"a-token-or-a-face-that-nobody-may-find";
    store.save_session(std::str::from_utf8(secret).unwrap()).unwrap();
    store.save(&with_portrait(id(1)), &[(id(1), &secret.repeat(1000))]).unwrap();
    store.wipe().unwrap();
    assert!(store.session().unwrap().is_none() && store.review().unwrap().is_none());
    for entry in fs::read_dir(folder.path()).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(secret.len()).any(|window| window == secret));
    }
    drop(store);
    assert!(Store::open(&file(&folder)).unwrap().review().unwrap().is_none());
}

/// Copies the files as a kill at this moment would leave them.
fn killed_now(folder: &TempDir) -> TempDir {
    let copy = TempDir::new().unwrap();
    for name in ["ruxue.db", "ruxue.db-wal"] {
        fs::copy(folder.path().join(name), copy.path().join(name)).unwrap();
    }
    copy
}

#[test]
fn a_process_killed_between_two_writes_keeps_the_last_whole_state() {
    let folder = TempDir::new().unwrap();
    let mut store = Store::open(&file(&folder)).unwrap();
    store.save(&with_portrait(id(1)), &[(id(1), b"good")]).unwrap();
    // As `save` does, stopped halfway, with enough bytes to reach the journal before the end.
    store.db.execute_batch("PRAGMA cache_size = 2; BEGIN IMMEDIATE; DELETE FROM photo").unwrap();
    let large = vec![7; 3 << 20];
    store.db.execute("INSERT INTO photo (id, bytes) VALUES (?, ?)", (id(2).0.as_bytes(), &large)).unwrap();
    let after_kill = killed_now(&folder);
    assert!(fs::metadata(after_kill.path().join("ruxue.db-wal")).unwrap().len() > 3 << 20);
    let store = Store::open(&file(&after_kill)).unwrap();
    assert_eq!(portrait_of(&store), Some((1, b"good".to_vec())));
    assert_eq!(store.photo(id(2)).unwrap(), None);
}

#[test]
fn a_journal_torn_anywhere_gives_a_whole_earlier_state() {
    let folder = TempDir::new().unwrap();
    let mut store = Store::open(&file(&folder)).unwrap();
    for n in 1..=5 {
        store.save(&with_portrait(id(n)), &[(id(n), &vec![n as u8; 10_000])]).unwrap();
    }
    let length = fs::metadata(folder.path().join("ruxue.db-wal")).unwrap().len();
    let mut last = 0;
    for cut in (0..=length).step_by(1999).chain([length]) {
        let torn = killed_now(&folder);
        let journal = fs::OpenOptions::new().write(true).open(torn.path().join("ruxue.db-wal")).unwrap();
        journal.set_len(cut).unwrap();
        let store = Store::open(&file(&torn)).unwrap();
        let n = portrait_of(&store).map_or(0, |(n, bytes)| {
            assert_eq!(bytes, vec![n as u8; 10_000]);
            n
        });
        assert!(n >= last, "a longer journal holds no older state");
        last = n;
    }
    assert_eq!(last, 5);
}

#[test]
fn a_full_disk_is_told_and_leaves_what_was_there() {
    let folder = TempDir::new().unwrap();
    let mut store = Store::open(&file(&folder)).unwrap();
    store.save(&with_portrait(id(1)), &[(id(1), b"good")]).unwrap();
    let pages: u32 = store.db.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    store.db.pragma_update_and_check(None, "max_page_count", pages + 2, |_| Ok(())).unwrap();
    let full = store.save(&with_portrait(id(2)), &[(id(2), &vec![1; 1 << 20])]);
    assert!(matches!(full, Err(StoreError::Full)), "{full:?}");
    assert_eq!(portrait_of(&store), Some((1, b"good".to_vec())));
}

#[test]
fn a_read_only_file_is_told_and_can_be_read() {
    let folder = TempDir::new().unwrap();
    Store::open(&file(&folder)).unwrap().save(&with_portrait(id(1)), &[(id(1), b"good")]).unwrap();
    let db = Connection::open_with_flags(file(&folder), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut store = Store { db };
    assert!(matches!(store.save(&review(), &[]), Err(StoreError::ReadOnly)));
    assert_eq!(portrait_of(&store), Some((1, b"good".to_vec())));
}

#[test]
fn a_file_in_use_is_told() {
    let folder = TempDir::new().unwrap();
    let mut store = Store::open(&file(&folder)).unwrap();
    let other = Connection::open(file(&folder)).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    store.db.busy_timeout(std::time::Duration::ZERO).unwrap();
    assert!(matches!(store.save(&review(), &[]), Err(StoreError::InUse)));
}

#[test]
fn what_is_no_database_is_told_and_not_touched() {
    let folder = TempDir::new().unwrap();
    let text = b"this is no database at all ".repeat(100);
    fs::write(file(&folder), &text).unwrap();
    assert!(matches!(Store::open(&file(&folder)), Err(StoreError::Damaged)));
    assert_eq!(fs::read(file(&folder)).unwrap(), text);
}

#[test]
fn a_file_cut_short_is_told() {
    let folder = TempDir::new().unwrap();
    let mut store = Store::open(&file(&folder)).unwrap();
    store.save(&with_portrait(id(1)), &[(id(1), &vec![1; 100_000])]).unwrap();
    drop(store); // which moves the journal into the file
    let whole = fs::read(file(&folder)).unwrap();
    fs::write(file(&folder), &whole[..whole.len() / 2]).unwrap();
    let read = Store::open(&file(&folder)).and_then(|store| store.photo(id(1)));
    assert!(matches!(read, Err(StoreError::Damaged)), "{read:?}");
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let folder = TempDir::new().unwrap();
    assert!(matches!(Store::open(&folder.path().join("no/ruxue.db")), Err(StoreError::Unavailable)));
}

#[test]
fn a_newer_file_and_another_programs_are_told_and_not_touched() {
    let folder = TempDir::new().unwrap();
    drop(Store::open(&file(&folder)).unwrap());
    Connection::open(file(&folder)).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let before = fs::read(file(&folder)).unwrap();
    assert!(matches!(Store::open(&file(&folder)), Err(StoreError::Newer { found: 99, .. })));
    assert_eq!(fs::read(file(&folder)).unwrap(), before);

    let theirs = folder.path().join("theirs.db");
    Connection::open(&theirs).unwrap().execute_batch("CREATE TABLE notes (text TEXT)").unwrap();
    let before = fs::read(&theirs).unwrap();
    assert!(matches!(Store::open(&theirs), Err(StoreError::Foreign)));
    assert_eq!(fs::read(&theirs).unwrap(), before);
}

#[test]
fn a_record_of_another_version_is_told_and_stays() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(&file(&folder)).unwrap();
    store.db.execute("INSERT INTO review VALUES (1, '{\"from\":\"the future\"}')", []).unwrap();
    assert!(matches!(store.review(), Err(StoreError::Record(_))));
    let kept: String = store.db.query_row("SELECT state FROM review", [], |row| row.get(0)).unwrap();
    assert!(kept.contains("the future"));
}

#[test]
fn committed_means_on_the_disk() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(&file(&folder)).unwrap();
    let pragma = |name| store.db.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!((pragma("synchronous"), pragma("foreign_keys"), pragma("secure_delete")), (2, 1, 1));
    let mode: String = store.db.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
}
