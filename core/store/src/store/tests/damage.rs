//! Damaged files, lost keys, tampering.

use super::*;
use proptest::prelude::*;
use rusqlite::Connection;
use std::fs;

/// [`STUDENT`] starts from the platform's word beside a file that can't be read, which stays as it is.
fn check_can_go_on(folder: &TempDir, vault: &Arc<PhoneVault>) {
    let before = files(folder.path());
    for _ in 0..2 {
        let mut store = open(folder.path(), vault).unwrap();
        assert!(store.review().unwrap().is_none());
        store.enter(STUDENT).unwrap();
        assert_eq!(store.unreadable(), 1);
        store.save(&with_portrait(id(2)), &[(id(2), b"new")]).unwrap();
        store.enter(STUDENT).unwrap();
        assert_eq!(portrait_of(&store).unwrap(), Some((2, b"new".to_vec())));
    }
    let after = files(folder.path());
    assert!(before.iter().all(|(name, bytes)| after.get(name) == Some(bytes)));
}

#[test]
fn what_is_no_database_is_passed_over() {
    let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
    fs::write(folder.path().join("a.ruxue"), b"this is no database at all ".repeat(100)).unwrap();
    check_can_go_on(&folder, &vault);
}

#[test]
fn another_programs_file_is_passed_over() {
    let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
    let theirs = Connection::open(folder.path().join("theirs.ruxue")).unwrap();
    theirs.execute_batch("CREATE TABLE notes (text TEXT)").unwrap();
    drop(theirs);
    check_can_go_on(&folder, &vault);
}

#[test]
fn a_file_cut_short_is_passed_over() {
    let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
    drop(with_draft(folder.path(), &vault, &[1; 100_000]));
    let file = account_file(folder.path());
    let whole = fs::read(&file).unwrap();
    fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    check_can_go_on(&folder, &vault);
}

#[test]
fn a_file_whose_key_is_lost_is_passed_over() {
    let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
    drop(with_draft(folder.path(), &vault, b"photo"));
    vault.lose_all();
    check_can_go_on(&folder, &vault);
}

#[test]
fn a_file_of_another_phone_is_passed_over() {
    let folder = TempDir::new().unwrap();
    drop(with_draft(folder.path(), &PhoneVault::new(), b"photo"));
    let wrong_key = Arc::new(crate::KeyVault::new([3; 32]));
    let store = Store::open(folder.path(), wrong_key).unwrap();
    assert!(nobody_in(&store) && store.unreadable() == 1);
}

/// Changes rows by SQL while nobody has the file open.
fn tampered(folder: &TempDir, sql: &str) {
    Connection::open(account_file(folder.path())).unwrap().execute_batch(sql).unwrap();
}

#[test]
fn a_tampered_session_or_review_makes_the_file_unreadable() {
    for sql in [
        "UPDATE session SET sealed = (SELECT sealed FROM student)",
        "UPDATE review SET sealed = (SELECT sealed FROM session)",
        "UPDATE review SET sealed = x'00'",
        "UPDATE student SET sealed = (SELECT sealed FROM review)",
        "DELETE FROM student",
        "DELETE FROM key",
        "DROP TABLE key",
        "DROP TABLE photo",
    ] {
        let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
        drop(with_draft(folder.path(), &vault, b"photo"));
        tampered(&folder, sql);
        let mut store = open(folder.path(), &vault).unwrap();
        store.enter(STUDENT).unwrap();
        assert!(nobody_in(&store) && store.unreadable() == 1, "{sql}");
    }
}

#[test]
fn a_photo_moved_to_another_row_is_told() {
    let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
    drop(with_draft(folder.path(), &vault, b"photo"));
    let other = id(2).0.simple();
    tampered(&folder, &format!("INSERT INTO photo SELECT x'{other}', sealed FROM photo"));
    let store = open(folder.path(), &vault).unwrap();
    assert_eq!(portrait_of(&store).unwrap(), Some((1, b"photo".to_vec())));
    assert!(matches!(store.photo(id(2)), Err(StoreError::Damaged)));
}

#[test]
fn a_value_moved_to_another_account_is_told() {
    let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
    drop(with_draft(folder.path(), &vault, b"of one"));
    let one = account_file(folder.path());
    let elsewhere = TempDir::new().unwrap();
    drop(with_draft(elsewhere.path(), &vault, b"of the other"));
    tampered(
        &elsewhere,
        &format!("ATTACH '{}' AS one; UPDATE photo SET sealed = (SELECT sealed FROM one.photo)", one.display()),
    );
    let store = open(elsewhere.path(), &vault).unwrap();
    assert!(matches!(store.photo(id(1)), Err(StoreError::Damaged)));
}

#[test]
fn a_newer_file_is_told_and_not_touched() {
    let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
    drop(with_draft(folder.path(), &vault, b"photo"));
    tampered(&folder, "PRAGMA user_version = 99");
    let before = fs::read(account_file(folder.path())).unwrap();
    for _ in 0..2 {
        let newer = open(folder.path(), &vault);
        assert!(matches!(newer, Err(StoreError::Newer { found: 99, .. })), "{newer:?}");
        assert_eq!(fs::read(account_file(folder.path())).unwrap(), before);
    }
}

/// A folder with one account, and its vault: made once, because every case starts from a copy.
fn whole() -> (TempDir, Arc<PhoneVault>, Vec<u8>) {
    let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
    let photo: Vec<u8> = (0..30_000_u32).map(|i| i.wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect();
    drop(with_draft(folder.path(), &vault, &photo));
    (folder, vault, photo)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn changed_bytes_never_give_wrong_data(changes in prop::collection::vec((any::<prop::sample::Index>(), 1..=255_u8), 1..4)) {
        thread_local!(static WHOLE: (TempDir, Arc<PhoneVault>, Vec<u8>) = whole());
        WHOLE.with(|(folder, vault, photo)| {
            let copy = killed_now(folder.path());
            let file = account_file(copy.path());
            let mut bytes = fs::read(&file).unwrap();
            for (at, change) in &changes {
                let at = at.index(bytes.len());
                bytes[at] ^= change;
            }
            fs::write(&file, bytes).unwrap();
            let Ok(store) = open(copy.path(), vault) else { return Ok(()) };
            prop_assert!(store.session().map_or(true, |s| s.is_none_or(|s| s.as_str() == "session")));
            prop_assert!(store.review().map_or(true, |r| r.is_none_or(|r| r == with_portrait(id(1)))));
            prop_assert!(store.photo(id(1)).map_or(true, |p| p.is_none_or(|p| p == *photo)));
            Ok(())
        })?;
    }

    #[test]
    fn a_student_can_always_go_on_with_changed_bytes(at: prop::sample::Index, change in 1..=255_u8) {
        thread_local!(static WHOLE: (TempDir, Arc<PhoneVault>, Vec<u8>) = whole());
        WHOLE.with(|(folder, vault, _)| {
            let copy = killed_now(folder.path());
            let file = account_file(copy.path());
            let mut bytes = fs::read(&file).unwrap();
            let at = at.index(bytes.len());
            bytes[at] ^= change;
            fs::write(&file, bytes).unwrap();
            let opened = open(copy.path(), vault).and_then(|mut store| {
                store.enter(STUDENT)?;
                if store.save(&with_portrait(id(2)), &[(id(2), b"new")]).is_err() {
                    store.wipe()?;
                    store.enter(STUDENT)?;
                    store.save(&with_portrait(id(2)), &[(id(2), b"new")])?;
                }
                Ok(store)
            });
            match opened {
                Ok(store) => prop_assert_eq!(portrait_of(&store).unwrap(), Some((2, b"new".to_vec()))),
                // The four bytes of the version, in the header of the file.
                Err(StoreError::Newer { .. }) => prop_assert!((60..64).contains(&at)),
                Err(error) => prop_assert!(false, "{:?} at {}", error, at),
            }
            Ok(())
        })?;
    }
}
