//! The folder of accounts' files. A file's name without its ending is random and names the vault's key too, so that the
//! key is known even of a file that can't be read.
//!
//! | ending | what it is |
//! |---|---|
//! | `.ruxue` | a whole account |
//! | `.new` | one that is being made: renamed once it is whole, so a kill before that leaves nobody's account |
//! | `.erased` | one that is being erased: renamed first, so a kill after that leaves nobody's account |
//!
//! What is left of the last two is cleared away at the next opening.

use crate::{StoreError, Vault, VaultKey};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

const ACCOUNT: &str = "ruxue";
const NEW: &str = "new";
const ERASED: &str = "erased";

/// What SQLite may leave beside a file; a file's own name last, because it tells that there is something to clear away.
const BESIDE: [&str; 4] = ["-wal", "-shm", "-journal", ""];

/// The folder, held against another opening of it, here or in another process, until it is dropped or the process ends.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    /// The folder itself, so that no file tells of the lock.
    held: File,
}

impl Folder {
    pub(crate) fn open(path: &Path) -> Result<Self, StoreError> {
        let held = File::open(path)?;
        match held.try_lock() {
            Ok(()) => Ok(Self { path: path.to_owned(), held }),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    /// The names of all accounts.
    pub(crate) fn accounts(&self) -> Result<Vec<String>, StoreError> {
        self.names(&[ACCOUNT])
    }

    /// Where the account `name` is kept.
    pub(crate) fn account(&self, name: &str) -> PathBuf {
        self.file(name, ACCOUNT)
    }

    /// Makes the account `name` by `make`, which is given the path to make it at: whole or not at all.
    pub(crate) fn make(
        &self,
        vault: VaultKey<'_>,
        make: impl FnOnce(&Path) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let new = self.file(vault.name, NEW);
        let made = make(&new).and_then(|()| self.rename(&new, &self.account(vault.name)));
        if made.is_err() {
            let _ = self.erase(vault);
        }
        made
    }

    /// Erases the account, which must be closed. Once it is renamed nobody opens it any more; then the key goes, then the
    /// file.
    ///
    /// Fails where it can't be renamed; the vault's key is gone even then, if the vault can forget it.
    pub(crate) fn erase(&self, vault: VaultKey<'_>) -> Result<(), StoreError> {
        let renamed = self.rename(&self.account(vault.name), &self.file(vault.name, ERASED));
        self.clear(vault);
        renamed
    }

    /// Clears away what a kill left of accounts that were being made or erased.
    pub(crate) fn clear_leftovers(&self, vault: &dyn Vault) -> Result<(), StoreError> {
        for name in self.names(&[NEW, ERASED])? {
            self.clear(VaultKey { vault, name: &name });
        }
        Ok(())
    }

    /// Forgets the key and clears all files away but a whole account's. What can't be done now is left for the next time;
    /// emptied files stay until the key could be forgotten, to remind of it.
    fn clear(&self, vault: VaultKey<'_>) {
        let forgotten = vault.forget().is_ok();
        for file in [ACCOUNT, NEW, ERASED].iter().flat_map(|ending| BESIDE.map(|beside| format!("{ending}{beside}"))) {
            let path = self.file(vault.name, &file);
            if file != ACCOUNT && overwrite(&path).is_ok() && forgotten {
                let _ = fs::remove_file(path);
            }
        }
    }

    fn names(&self, endings: &[&str]) -> Result<Vec<String>, StoreError> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.path)? {
            let file = entry?.file_name();
            let parts = file.to_str().and_then(|file| file.rsplit_once('.'));
            names.extend(parts.filter(|(_, ending)| endings.contains(ending)).map(|(name, _)| name.to_owned()));
        }
        names.sort();
        Ok(names)
    }

    fn file(&self, name: &str, ending: &str) -> PathBuf {
        self.path.join(format!("{name}.{ending}"))
    }

    /// On the disk when it returns.
    fn rename(&self, from: &Path, to: &Path) -> Result<(), StoreError> {
        fs::rename(from, to)?;
        Ok(self.held.sync_all()?)
    }
}

/// Zeros in place of all bytes, then none. On flash the old bytes may live on: that is what forgetting the key is for.
fn overwrite(path: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    let length = file.metadata()?.len();
    io::copy(&mut io::repeat(0).take(length), &mut file)?;
    file.sync_all()?;
    file.set_len(0)
}
