//! Processes killed at the worst moments.

use super::*;
use std::fs;

#[test]
fn killed_between_two_writes_it_keeps_the_last_whole_state() {
    let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
    let store = with_draft(folder.path(), &vault, b"good");
    // As `save` does, stopped halfway, with enough bytes to reach the journal before the end.
    db(&store).execute_batch("PRAGMA cache_size = 2; BEGIN IMMEDIATE; DELETE FROM photo").unwrap();
    db(&store).execute("INSERT INTO photo VALUES (?, ?)", (id(2).0.as_bytes(), vec![7; 3 << 20])).unwrap();
    let killed = killed_now(folder.path());
    assert!(files(killed.path()).iter().any(|(name, bytes)| name.ends_with("-wal") && bytes.len() > 3 << 20));
    let store = open(killed.path(), &vault).unwrap();
    assert_eq!(portrait_of(&store).unwrap(), Some((1, b"good".to_vec())));
    assert_eq!(store.photo(id(2)).unwrap(), None);
}

#[test]
fn a_journal_torn_anywhere_gives_a_whole_earlier_state() {
    let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
    let mut store = with_draft(folder.path(), &vault, &[1; 10_000]);
    // No photo's end empties the journal here.
    let portrait = |n: u8| (with_portrait(id(1)), vec![n; 10_000]);
    for n in 2..=5 {
        let (review, photo) = portrait(n);
        store.save(&review, &[(id(1), &photo)]).unwrap();
    }
    let journal = format!("{}-wal", account_file(folder.path()).file_name().unwrap().to_str().unwrap());
    let length = files(folder.path())[&journal].len();
    let mut last = 0;
    for cut in (0..=length).step_by(1999).chain([length]) {
        let torn = killed_now(folder.path());
        fs::write(torn.path().join(&journal), &files(folder.path())[&journal][..cut]).unwrap();
        let Some((_, photo)) = portrait_of(&open(torn.path(), &vault).unwrap()).unwrap() else {
            assert_eq!(last, 0);
            continue;
        };
        assert_eq!(photo, vec![photo[0]; 10_000]);
        assert!(photo[0] >= last, "a longer journal holds no older state");
        last = photo[0];
    }
    assert_eq!(last, 5);
}

/// Nobody is in, nothing lies about, and the student can begin.
fn check_clean_start(folder: &TempDir, vault: &Arc<PhoneVault>, told: &str) {
    let mut store = open(folder.path(), vault).unwrap_or_else(|error| panic!("{told}: {error:?}"));
    assert!(nobody_in(&store) && store.unreadable() == 0, "{told}");
    assert!(files(folder.path()).is_empty(), "{told}");
    assert!(vault.names().is_empty(), "{told}");
    store.enter(STUDENT).unwrap();
    store.save(&review(), &[]).unwrap();
}

#[test]
fn killed_while_the_file_is_made_it_leaves_nothing() {
    let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
    let mut store = open(folder.path(), &vault).unwrap();
    store.enter(STUDENT).unwrap();
    drop(store);
    let whole = fs::read(account_file(folder.path())).unwrap();
    for cut in (0..whole.len()).step_by(1111).chain([whole.len()]) {
        for journal in [false, true] {
            let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
            vault.wrap("a", &[1; 32]).unwrap();
            fs::write(folder.path().join("a.new"), &whole[..cut]).unwrap();
            if journal {
                fs::write(folder.path().join("a.new-journal"), &whole[..cut / 2]).unwrap();
            }
            check_clean_start(&folder, &vault, &format!("cut at {cut}"));
        }
    }
}

#[test]
fn killed_before_the_first_save_it_is_found_again() {
    let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
    let mut store = open(folder.path(), &vault).unwrap();
    store.enter(STUDENT).unwrap();
    let killed = killed_now(folder.path());
    let mut store = open(killed.path(), &vault).unwrap();
    assert!(nobody_in(&store));
    store.enter(STUDENT).unwrap();
    account_file(killed.path());
}

#[test]
fn an_emptied_file_is_cleared_away() {
    let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
    vault.wrap("a", &[1; 32]).unwrap();
    fs::write(folder.path().join("a.ruxue"), b"").unwrap();
    check_clean_start(&folder, &vault, "empty");
}

#[test]
fn killed_while_logging_out_it_is_as_before_or_nobody_is_in() {
    let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
    let store = with_draft(folder.path(), &vault, &[5; 50_000]);
    let name = store.open.as_ref().unwrap().name.clone();
    let open_still = killed_now(folder.path());
    drop(store);
    assert!(portrait_of(&open(open_still.path(), &vault).unwrap()).unwrap().is_some(), "killed before anything");

    let whole = fs::read(account_file(folder.path())).unwrap();
    let mut states = vec![whole.clone()];
    states.extend((0..=whole.len()).step_by(9_999).map(|at| [vec![0; at], whole[at..].to_vec()].concat()));
    states.push(vec![]);
    for (n, erased) in states.into_iter().enumerate() {
        for key_is_there in [true, false] {
            for journal in [true, false] {
                let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
                fs::write(folder.path().join(format!("{name}.erased")), &erased).unwrap();
                if key_is_there {
                    vault.wrap(&name, &[1; 32]).unwrap();
                }
                if journal {
                    fs::write(folder.path().join(format!("{name}.ruxue-wal")), &whole).unwrap();
                }
                check_clean_start(&folder, &vault, &format!("state {n}"));
            }
        }
    }
}
