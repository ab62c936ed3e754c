//! What logging out leaves: nothing.

use super::*;

#[test]
fn logging_out_leaves_no_file_and_no_key() {
    let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
    let mut store = with_draft(folder.path(), &vault, &[5; 50_000]);
    store.wipe().unwrap();
    assert!(nobody_in(&store));
    assert!(files(folder.path()).is_empty() && vault.names().is_empty());
    drop(store);
    assert!(nobody_in(&open(folder.path(), &vault).unwrap()));
}

#[test]
fn logging_out_leaves_another_students_draft() {
    let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
    let mut store = with_draft(folder.path(), &vault, b"kept");
    store.enter("S2022002").unwrap();
    store.save_session("of another").unwrap();
    store.wipe().unwrap();
    store.enter(STUDENT).unwrap();
    assert_eq!(portrait_of(&store).unwrap(), Some((1, b"kept".to_vec())));
}

#[test]
fn what_was_copied_before_cant_be_read_after() {
    let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
    let mut store = with_draft(folder.path(), &vault, b"photo");
    let copy = killed_now(folder.path());
    store.wipe().unwrap();
    let store = open(copy.path(), &vault).unwrap();
    assert!(nobody_in(&store) && store.unreadable() == 1);
}

#[test]
fn a_locked_vault_does_not_hinder_it_and_its_key_goes_later() {
    let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
    let mut store = with_draft(folder.path(), &vault, &[5; 50_000]);
    vault.lock(true);
    store.wipe().unwrap();
    assert!(nobody_in(&store));
    assert!(files(folder.path()).values().all(Vec::is_empty), "a reminder of the key, no more");
    assert_eq!(vault.names().len(), 1);
    drop(store);
    assert!(nobody_in(&open(folder.path(), &vault).unwrap()));
    vault.lock(false);
    drop(open(folder.path(), &vault).unwrap());
    assert!(files(folder.path()).is_empty() && vault.names().is_empty());
}

#[test]
fn a_damaged_account_can_be_logged_out_of() {
    let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
    let mut store = with_draft(folder.path(), &vault, &[5; 50_000]);
    db(&store).execute_batch("PRAGMA writable_schema = ON; DELETE FROM sqlite_schema").unwrap();
    store.wipe().unwrap();
    assert!(files(folder.path()).is_empty() && vault.names().is_empty());
}
