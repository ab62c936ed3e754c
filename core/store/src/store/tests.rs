use super::*;
use crate::VaultError;
use crate::testing::*;
use tempfile::TempDir;

mod damage;
mod disk;
mod kill;
mod log_out;

fn nobody_in(store: &Store) -> bool {
    store.session().unwrap().is_none() && store.review().unwrap().is_none() && store.photo(id(1)).unwrap().is_none()
}

fn db(store: &Store) -> &rusqlite::Connection {
    store.open.as_ref().unwrap().account.db()
}

#[test]
fn a_new_folder_is_empty_and_nothing_can_be_saved_before_somebody_enters() {
    let folder = TempDir::new().unwrap();
    let mut store = open(folder.path(), &PhoneVault::new()).unwrap();
    assert!(nobody_in(&store) && store.unreadable() == 0);
    assert!(matches!(store.save_session("session"), Err(StoreError::NobodyLoggedIn)));
    assert!(matches!(store.save(&review(), &[]), Err(StoreError::NobodyLoggedIn)));
    store.wipe().unwrap();
    assert!(files(folder.path()).is_empty());
}

#[test]
fn what_was_saved_is_there_after_reopening() {
    let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
    let mut store = with_draft(folder.path(), &vault, b"photo");
    store.save_session("second").unwrap();
    drop(store);
    let store = open(folder.path(), &vault).unwrap();
    assert_eq!(store.session().unwrap().unwrap().as_str(), "second");
    assert_eq!(store.review().unwrap(), Some(with_portrait(id(1))));
    assert_eq!(portrait_of(&store).unwrap(), Some((1, b"photo".to_vec())));
}

#[test]
fn a_student_finds_the_draft_again_and_another_finds_nothing() {
    let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
    let mut store = with_draft(folder.path(), &vault, b"photo");
    store.enter(STUDENT).unwrap();
    assert!(store.session().unwrap().is_some(), "who is in stays in");
    store.enter("S2022002").unwrap();
    assert!(nobody_in(&store));
    store.save_session("of another").unwrap();
    drop(store);
    let mut store = open(folder.path(), &vault).unwrap();
    assert_eq!(store.session().unwrap().unwrap().as_str(), "of another");
    store.enter(STUDENT).unwrap();
    assert!(store.session().unwrap().is_none(), "the session ended, the draft did not");
    assert_eq!(portrait_of(&store).unwrap(), Some((1, b"photo".to_vec())));
    drop(store);
    assert!(nobody_in(&open(folder.path(), &vault).unwrap()));
}

#[test]
fn saving_the_review_alone_keeps_its_photos_and_replacing_one_erases_the_old() {
    let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
    let mut store = with_draft(folder.path(), &vault, &[7; 20_000]);
    store.save(&with_portrait(id(1)), &[]).unwrap();
    assert_eq!(portrait_of(&store).unwrap(), Some((1, vec![7; 20_000])));
    let sealed: Vec<u8> = db(&store).query_row("SELECT sealed FROM photo", [], |row| row.get(0)).unwrap();
    let part = &sealed[10_000..10_032];
    assert!(files(folder.path()).values().any(|bytes| holds(bytes, part)), "the test sees it");
    store.save(&with_portrait(id(2)), &[(id(2), b"second")]).unwrap();
    assert_eq!(portrait_of(&store).unwrap(), Some((2, b"second".to_vec())));
    assert_eq!(store.photo(id(1)).unwrap(), None);
    assert!(!files(folder.path()).values().any(|bytes| holds(bytes, part)), "not even sealed");
}

#[test]
fn nothing_personal_is_in_any_file_or_name() {
    let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
    let photo = b"a-face-that-nobody-may-find ".repeat(5_000);
    let mut store = with_draft(folder.path(), &vault, &photo);
    store.save_session("a-token-that-nobody-may-find").unwrap();
    for (name, bytes) in files(folder.path()) {
        for personal in ["nobody-may-find", STUDENT, "student@example.com", "portrait"] {
            assert!(!holds(&bytes, personal.as_bytes()) && !name.contains(personal), "{personal} in {name}");
        }
    }
}

#[test]
fn committed_means_on_the_disk_and_deleted_means_overwritten() {
    let folder = TempDir::new().unwrap();
    let store = with_draft(folder.path(), &PhoneVault::new(), b"photo");
    let pragma = |name| db(&store).pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!((pragma("synchronous"), pragma("foreign_keys"), pragma("secure_delete")), (2, 1, 1));
    let text = |name| db(&store).pragma_query_value(None, name, |row| row.get::<_, String>(0)).unwrap();
    assert_eq!((text("journal_mode").as_str(), text("locking_mode").as_str()), ("wal", "exclusive"));
    assert!(files(folder.path()).keys().all(|name| !name.ends_with("-shm")), "no shared memory");
}

#[test]
fn a_record_of_another_version_is_told_without_its_text_and_stays() {
    let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
    let store = with_draft(folder.path(), &vault, b"photo");
    let account = &store.open.as_ref().unwrap().account;
    account.save_review_text(r#"{"student":{"from":"the future"}}"#).unwrap();
    let told = store.review().unwrap_err();
    assert!(matches!(told, StoreError::Record(_)) && !format!("{told} {told:?}").contains("future"), "{told:?}");
    drop(store);
    assert!(matches!(open(folder.path(), &vault).unwrap().review(), Err(StoreError::Record(_))));
}

#[test]
fn a_locked_vault_is_told_and_all_is_there_once_it_opens() {
    let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
    drop(with_draft(folder.path(), &vault, b"photo"));
    vault.lock(true);
    let locked = open(folder.path(), &vault);
    assert!(matches!(locked, Err(StoreError::Vault(VaultError::Unavailable))), "{locked:?}");
    vault.lock(false);
    let mut store = open(folder.path(), &vault).unwrap();
    assert!(portrait_of(&store).unwrap().is_some());
    vault.lock(true);
    let locked = store.enter("S2022002");
    assert!(matches!(locked, Err(StoreError::Vault(VaultError::Unavailable))), "{locked:?}");
    vault.lock(false);
    store.enter(STUDENT).unwrap();
    assert!(portrait_of(&store).unwrap().is_some());
}
