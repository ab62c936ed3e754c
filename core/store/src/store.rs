use crate::account::{Account, AccountFile};
use crate::folder::Folder;
use crate::{StoreError, Vault, VaultKey};
use ruxue_rules::{PhotoId, Review};
use std::fmt;
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;
use zeroize::Zeroizing;

/// The store: a folder of accounts, at most one of them open: that of the student who is logged in. One process at a time.
/// Every call blocks for as long as disk and vault take.
pub struct Store {
    folder: Folder,
    vault: Arc<dyn Vault>,
    open: Option<Open>,
    unreadable: usize,
}

/// The open account, and its name in folder and vault.
struct Open {
    name: String,
    account: Account,
}

impl Store {
    /// Opens the account in `folder`, which must be there, that has a session, if any. Older files are led to today's
    /// version, and what a kill left of accounts being made or erased is cleared away.
    ///
    /// A file that is damaged or whose key is lost is left alone and [counted](Self::unreadable).
    ///
    /// # Errors
    /// [`StoreError::InUse`] while another store, in this process or another, has the folder; any other [`StoreError`] but [`StoreError::Record`] and [`StoreError::NobodyLoggedIn`].
    pub fn open(folder: &Path, vault: Arc<dyn Vault>) -> Result<Self, StoreError> {
        let mut store = Self { folder: Folder::open(folder)?, vault, open: None, unreadable: 0 };
        store.folder.clear_leftovers(&*store.vault)?;
        store.open = store.find(|file, key| {
            if !file.has_session()? {
                return Ok(None);
            }
            let account = file.unlock(key)?;
            account.check()?;
            Ok(Some(account))
        })?;
        Ok(store)
    }

    /// Opens the account of `student` (student number), made if need be. Another student's session ends; the rest of the
    /// account stays for the next time.
    ///
    /// A student whose file can't be read gets a new one beside it, and goes on from the platform's word.
    ///
    /// # Errors
    /// As [`Store::open`]. Nobody is logged in then, until another call of this succeeds.
    pub fn enter(&mut self, student: &str) -> Result<(), StoreError> {
        self.open = None; // held against a second opening, and perhaps broken by now
        self.open = match self.find(|file, key| of_student(file, key, student))? {
            Some(open) => Some(open),
            None => Some(self.make(student)?),
        };
        Ok(())
    }

    /// What keeps the student logged in; none where nobody is.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn session(&self) -> Result<Option<Zeroizing<String>>, StoreError> {
        self.account().map_or(Ok(None), Account::session)
    }

    /// Keeps `session` in place of an earlier one.
    ///
    /// # Errors
    /// [`StoreError::NobodyLoggedIn`], or when the file can't be written; the earlier session stands then.
    pub fn save_session(&mut self, session: &str) -> Result<(), StoreError> {
        self.account().ok_or(StoreError::NobodyLoggedIn)?.save_session(session)
    }

    /// The review as last saved; none where nobody is logged in.
    ///
    /// # Errors
    /// [`StoreError::Record`] when this version does not understand it; or when the file can't be read.
    pub fn review(&self) -> Result<Option<Review>, StoreError> {
        self.account().map_or(Ok(None), Account::review)
    }

    /// Saves `review` and new `photos` together, and erases the photos that it no longer names.
    ///
    /// # Errors
    /// [`StoreError::NobodyLoggedIn`], or when the file can't be written; all that was saved before stands then.
    pub fn save(&mut self, review: &Review, photos: &[(PhotoId, &[u8])]) -> Result<(), StoreError> {
        self.account().ok_or(StoreError::NobodyLoggedIn)?.save(review, photos)
    }

    /// The bytes of a photo, as they were given.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] when they are no longer those; or when the file can't be read.
    pub fn photo(&self, id: PhotoId) -> Result<Option<Vec<u8>>, StoreError> {
        self.account().map_or(Ok(None), |account| account.photo(id))
    }

    /// Logs out: erases the open account with its vault key. Where nobody is logged in, nothing happens.
    ///
    /// A kill on the way leaves either the account as it was, or remains that can't be opened and that the next
    /// [`Store::open`] clears away. On a full disk it works as ever.
    ///
    /// # Errors
    /// When the file can't be taken away; its key is forgotten even then, and nobody is logged in.
    pub fn wipe(&mut self) -> Result<(), StoreError> {
        let Some(Open { name, account }) = self.open.take() else { return Ok(()) };
        drop(account);
        self.folder.erase(self.key(&name))
    }

    /// Files left in place that can't be opened: damaged, or their key is lost. As of the last [`Store::open`], which does not
    /// ask the vault for every key, or [`Store::enter`], which does.
    pub fn unreadable(&self) -> usize {
        self.unreadable
    }

    fn key<'a>(&'a self, name: &'a str) -> VaultKey<'a> {
        VaultKey { vault: &*self.vault, name }
    }

    fn account(&self) -> Option<&Account> {
        self.open.as_ref().map(|open| &open.account)
    }

    /// The first account that `wanted` makes of a file. All are looked at, and those that can't be read counted.
    ///
    /// No index tells whose file is whose: there are few, and anything that says it in clear would be personal.
    fn find(
        &mut self,
        wanted: impl Fn(AccountFile, VaultKey<'_>) -> Result<Option<Account>, StoreError>,
    ) -> Result<Option<Open>, StoreError> {
        let mut first = None;
        self.unreadable = 0;
        for name in self.folder.accounts()? {
            match self.look_at(&name, &wanted) {
                Ok(Some(account)) if first.is_none() => first = Some(Open { name, account }),
                Ok(_) => {}
                Err(error) if error.is_unreadable() => self.unreadable += 1,
                Err(error) => return Err(error),
            }
        }
        Ok(first)
    }

    fn look_at(
        &self,
        name: &str,
        wanted: impl Fn(AccountFile, VaultKey<'_>) -> Result<Option<Account>, StoreError>,
    ) -> Result<Option<Account>, StoreError> {
        let key = self.key(name);
        let file = AccountFile::open(&self.folder.account(name), key)?;
        if file.is_empty()? {
            drop(file);
            return self.folder.erase(key).map(|()| None);
        }
        wanted(file, key)
    }

    fn make(&self, student: &str) -> Result<Open, StoreError> {
        let name = Uuid::new_v4().to_string();
        let key = self.key(&name);
        self.folder.make(key, |path| Account::make(path, key, student))?;
        let account = AccountFile::open(&self.folder.account(&name), key)?.unlock(key)?;
        Ok(Open { name, account })
    }
}

/// The account in `file`, if it is `student`'s and whole. Anyone else's session ends.
fn of_student(file: AccountFile, key: VaultKey<'_>, student: &str) -> Result<Option<Account>, StoreError> {
    let account = file.unlock(key)?;
    if *account.student()? == student {
        account.check()?;
        return Ok(Some(account));
    }
    account.drop_session()?;
    Ok(None)
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("unreadable", &self.unreadable).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
