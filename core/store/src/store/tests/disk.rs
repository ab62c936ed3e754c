//! Full, read-only and busy disks.

use super::*;
use rusqlite::Connection;
use std::fs;

#[test]
fn a_full_disk_is_told_and_leaves_what_was_there() {
    let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
    let mut store = with_draft(folder.path(), &vault, b"good");
    let pages: u32 = db(&store).pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    db(&store).pragma_update_and_check(None, "max_page_count", pages + 2, |_| Ok(())).unwrap();
    let full = store.save(&with_portrait(id(2)), &[(id(2), &vec![1; 1 << 20])]);
    assert!(matches!(full, Err(StoreError::Full)), "{full:?}");
    assert_eq!(portrait_of(&store).unwrap(), Some((1, b"good".to_vec())));
    drop(store);
    let store = open(folder.path(), &vault).unwrap();
    assert_eq!(portrait_of(&store).unwrap(), Some((1, b"good".to_vec())));
}

#[test]
fn a_read_only_file_is_told_and_can_be_read() {
    let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
    let mut store = with_draft(folder.path(), &vault, b"good");
    db(&store).pragma_update(None, "query_only", true).unwrap();
    assert!(matches!(store.save(&review(), &[]), Err(StoreError::ReadOnly)));
    assert!(matches!(store.save_session("new"), Err(StoreError::ReadOnly)));
    assert_eq!(portrait_of(&store).unwrap(), Some((1, b"good".to_vec())));
    assert_eq!(store.session().unwrap().unwrap().as_str(), "session");
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_told_and_nothing_is_lost() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
    drop(with_draft(folder.path(), &vault, b"good"));
    let set = |folder_mode, file_mode| {
        fs::set_permissions(account_file(folder.path()), fs::Permissions::from_mode(file_mode)).unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(folder_mode)).unwrap();
    };
    set(0o500, 0o400);
    if fs::write(folder.path().join("probe"), b"").is_ok() {
        fs::remove_file(folder.path().join("probe")).unwrap();
        set(0o700, 0o600);
        return; // whoever runs this may write everywhere
    }
    let refused = open(folder.path(), &vault);
    set(0o700, 0o600);
    assert!(matches!(refused, Err(StoreError::ReadOnly)), "{refused:?}");
    assert_eq!(portrait_of(&open(folder.path(), &vault).unwrap()).unwrap(), Some((1, b"good".to_vec())));
}

#[test]
fn a_file_in_use_is_told() {
    let (folder, vault) = (TempDir::new().unwrap(), PhoneVault::new());
    let store = with_draft(folder.path(), &vault, b"good");
    let second = open(folder.path(), &vault);
    assert!(matches!(second, Err(StoreError::InUse)), "{second:?}");
    assert_eq!(portrait_of(&store).unwrap(), Some((1, b"good".to_vec())));
    drop(store);

    let other = Connection::open(account_file(folder.path())).unwrap();
    other.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE").unwrap();
    assert!(matches!(open(folder.path(), &vault), Err(StoreError::InUse)));
    drop(other);
    assert_eq!(portrait_of(&open(folder.path(), &vault).unwrap()).unwrap(), Some((1, b"good".to_vec())));
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let folder = TempDir::new().unwrap();
    assert!(matches!(open(&folder.path().join("no"), &PhoneVault::new()), Err(StoreError::Unavailable)));
}
