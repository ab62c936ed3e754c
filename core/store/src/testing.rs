//! What the tests share.

use crate::{KeyVault, Store, StoreError, Vault, VaultError};
use ruxue_rules::{Account, Chances, Event, PhotoId, Report, Review};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use tempfile::TempDir;
use uuid::Uuid;
use zeroize::Zeroizing;

/// A vault as a phone has it: a key a name, that it can forget.
#[derive(Default)]
pub(crate) struct PhoneVault {
    keys: Mutex<BTreeMap<String, KeyVault>>,
    locked: AtomicBool,
}

impl PhoneVault {
    pub(crate) fn new() -> Arc<Self> {
        Arc::default()
    }

    /// As the phone's screen lock does it.
    pub(crate) fn lock(&self, locked: bool) {
        self.locked.store(locked, Ordering::SeqCst);
    }

    pub(crate) fn lose_all(&self) {
        self.keys.lock().unwrap().clear();
    }

    pub(crate) fn names(&self) -> Vec<String> {
        self.keys.lock().unwrap().keys().cloned().collect()
    }

    fn check(&self) -> Result<(), VaultError> {
        if self.locked.load(Ordering::SeqCst) { Err(VaultError::Unavailable) } else { Ok(()) }
    }
}

impl Vault for PhoneVault {
    fn wrap(&self, name: &str, key: &[u8]) -> Result<Vec<u8>, VaultError> {
        self.check()?;
        let mut keys = self.keys.lock().unwrap();
        let random = || {
            let mut key = [0; 32];
            getrandom::fill(&mut key).unwrap();
            KeyVault::new(key)
        };
        keys.entry(name.to_owned()).or_insert_with(random).wrap(name, key)
    }

    fn unwrap(&self, name: &str, wrapped: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        self.check()?;
        self.keys.lock().unwrap().get(name).ok_or(VaultError::KeyLost)?.unwrap(name, wrapped)
    }

    fn forget(&self, name: &str) -> Result<(), VaultError> {
        self.check()?;
        self.keys.lock().unwrap().remove(name);
        Ok(())
    }
}

pub(crate) const STUDENT: &str = "S2022001";

pub(crate) fn review() -> Review {
    Review::new(STUDENT, Account::parse("student@example.com").unwrap(), Chances::ALL)
}

pub(crate) fn id(n: u128) -> PhotoId {
    PhotoId(Uuid::from_u128(n))
}

/// A review that names the portrait `photo`.
pub(crate) fn with_portrait(photo: PhotoId) -> Review {
    let report = Report::new(vec![]);
    review().step(Event::PortraitTaken { photo, report }).unwrap()
}

/// What the student sees again: the portrait that the review names.
pub(crate) fn portrait_of(store: &Store) -> Result<Option<(u128, Vec<u8>)>, StoreError> {
    let Some(id) = store.review()?.and_then(|review| review.photos().next()) else { return Ok(None) };
    Ok(store.photo(id)?.map(|bytes| (id.0.as_u128(), bytes)))
}

/// A store with [`STUDENT`] logged in, who has taken portrait 1.
pub(crate) fn with_draft(folder: &Path, vault: &Arc<PhoneVault>, photo: &[u8]) -> Store {
    let mut store = open(folder, vault).unwrap();
    store.enter(STUDENT).unwrap();
    store.save(&with_portrait(id(1)), &[(id(1), photo)]).unwrap();
    store.save_session("session").unwrap();
    store
}

pub(crate) fn open(folder: &Path, vault: &Arc<PhoneVault>) -> Result<Store, StoreError> {
    Store::open(folder, Arc::clone(vault) as Arc<dyn Vault>)
}

/// Files by name, with what is in them.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect()
}

/// The one account's file.
pub(crate) fn account_file(folder: &Path) -> PathBuf {
    let mut names = files(folder).into_keys().filter(|name| name.ends_with(".ruxue"));
    let name = names.next().unwrap();
    assert_eq!(names.next(), None, "one account");
    folder.join(name)
}

/// A copy of the files as a kill at this moment would leave them.
pub(crate) fn killed_now(folder: &Path) -> TempDir {
    let copy = TempDir::new().unwrap();
    for (name, bytes) in files(folder) {
        fs::write(copy.path().join(name), bytes).unwrap();
    }
    copy
}

pub(crate) fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
