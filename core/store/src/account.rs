//! One account's file.

use crate::migration::{MIGRATIONS, data_key, migrate};
use crate::seal::{Cipher, Row, Table};
use crate::{StoreError, VaultKey};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use ruxue_rules::{PhotoId, Review};
use std::cell::Cell;
use std::path::Path;
use std::time::Duration;
use zeroize::Zeroizing;

/// How long a process that is just dying may still hold the file.
const PATIENCE: Duration = Duration::from_millis(200);

/// A file of today's version, held against other processes; still locked, as the vault has not been asked for its key.
pub(crate) struct AccountFile {
    db: Connection,
}

impl AccountFile {
    /// Opens the file at `path` and leads an older one to today's version, which needs the vault.
    ///
    /// A file that can't be used is not touched, not even by moving its journal into it.
    pub(crate) fn open(path: &Path, vault: VaultKey<'_>) -> Result<Self, StoreError> {
        Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE, vault)
    }

    /// Makes a new file at `path`, with nothing in it but a data key.
    fn make(path: &Path, vault: VaultKey<'_>) -> Result<Self, StoreError> {
        Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE, vault)
    }

    fn connect(path: &Path, how: OpenFlags, vault: VaultKey<'_>) -> Result<Self, StoreError> {
        let mut db = Connection::open_with_flags(path, how | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        if db.is_readonly("main")? {
            return Err(StoreError::ReadOnly);
        }
        db.busy_timeout(PATIENCE)?;
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        db.execute_batch(PRAGMAS)?;
        migrate(&mut db, MIGRATIONS, vault)?;
        // Last, because it writes into the file's header: a file that is not ours was refused by now.
        db.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
        let file = Self { db };
        let _ = empty_journal(&file.db);
        Ok(file)
    }

    /// Whether somebody is logged in. The vault, which may take its time, is not asked.
    pub(crate) fn has_session(&self) -> Result<bool, StoreError> {
        Ok(self.db.query_row("SELECT EXISTS (SELECT * FROM session)", [], |row| row.get(0))?)
    }

    /// Whether it is an old or emptied file that holds nothing of anybody.
    pub(crate) fn is_empty(&self) -> Result<bool, StoreError> {
        let rows = "SELECT id FROM student UNION ALL SELECT id FROM review UNION ALL SELECT id FROM photo";
        Ok(self.db.query_row(&format!("SELECT NOT EXISTS ({rows})"), [], |row| row.get(0))?)
    }

    /// Opens what is sealed in it.
    pub(crate) fn unlock(self, vault: VaultKey<'_>) -> Result<Account, StoreError> {
        let cipher = data_key(&self.db, vault)?.cipher;
        Ok(Account { db: self.db, cipher, unsettled: Cell::new(false) })
    }
}

/// EXCLUSIVE comes before the journal is first looked at: then it needs no file of shared memory, and a second process is
/// told that the file is in use. What is deleted is personal: overwrite it. FULL: committed means on the disk, in WAL mode
/// too; Apple's disks need to be told in another way. Temporary tables stay in memory: they would be plain files else.
const PRAGMAS: &str = "
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
    PRAGMA synchronous = FULL;
    PRAGMA fullfsync = ON;
    PRAGMA checkpoint_fullfsync = ON;
    PRAGMA temp_store = MEMORY;";

/// Moves the journal into the file, so that nothing deleted is left in either. Where it fails, as on a full disk, nothing is
/// lost: the journal stays and counts, and the next opening tries again.
fn empty_journal(db: &Connection) -> Result<(), StoreError> {
    let busy: bool = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy { Err(StoreError::InUse) } else { Ok(()) }
}

const STUDENT: Row = Row::only(Table::Student);
const SESSION: Row = Row::only(Table::Session);
const REVIEW: Row = Row::only(Table::Review);

/// An unlocked file.
pub(crate) struct Account {
    db: Connection,
    cipher: Cipher,
    /// Whether the disk failed in a way that leaves open what a restart would find.
    unsettled: Cell<bool>,
}

impl Account {
    /// Makes a whole new file at `path`, where none must be, for `student`; it is on the disk and closed at the end.
    pub(crate) fn make(path: &Path, vault: VaultKey<'_>, student: &str) -> Result<(), StoreError> {
        let account = AccountFile::make(path, vault)?.unlock(vault)?;
        account.put(&account.db, STUDENT, student.as_bytes())?;
        // Only a file without a journal can be renamed, and closing does not tell whether it could empty it.
        empty_journal(&account.db)?;
        account.db.close().map_err(|(_, error)| error.into())
    }

    /// Whose it is.
    pub(crate) fn student(&self) -> Result<Zeroizing<String>, StoreError> {
        self.get(STUDENT)?.map_or(Err(StoreError::Damaged), into_text)
    }

    /// Fails with [`StoreError::Damaged`] where the database is broken or student, session or review can't be read. A photo that
    /// is not as it was sealed is only found when it is asked for.
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        let verdict: String = self.db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        for table in [Table::Student, Table::Session, Table::Review, Table::Photo] {
            // A damaged schema may still be one.
            self.db.prepare(&format!("SELECT id, sealed FROM {}", table.name()))?;
        }
        self.student()?;
        self.get(SESSION)?;
        self.get(REVIEW)?;
        if verdict == "ok" { Ok(()) } else { Err(StoreError::Damaged) }
    }

    pub(crate) fn session(&self) -> Result<Option<Zeroizing<String>>, StoreError> {
        self.get(SESSION)?.map(into_text).transpose()
    }

    pub(crate) fn save_session(&self, session: &str) -> Result<(), StoreError> {
        self.write(|db| self.put(db, SESSION, session.as_bytes()))
    }

    pub(crate) fn drop_session(&self) -> Result<(), StoreError> {
        self.write(|db| Ok(db.execute("DELETE FROM session", []).map(drop)?))?;
        let _ = empty_journal(&self.db);
        Ok(())
    }

    pub(crate) fn review(&self) -> Result<Option<Review>, StoreError> {
        Ok(self.get(REVIEW)?.map(|state| serde_json::from_slice(&state)).transpose()?)
    }

    /// One transaction: the review, the new photos, the end of those that it no longer names.
    pub(crate) fn save(&self, review: &Review, photos: &[(PhotoId, &[u8])]) -> Result<(), StoreError> {
        let state = Zeroizing::new(serde_json::to_vec(review)?);
        let deleted = self.write(|db| {
            self.put(db, REVIEW, &state)?;
            for (id, bytes) in photos {
                self.put(db, Row::photo(*id), bytes)?;
            }
            delete_photos_but(db, &review.photos().collect::<Vec<_>>())
        })?;
        if deleted {
            let _ = empty_journal(&self.db);
        }
        Ok(())
    }

    pub(crate) fn photo(&self, id: PhotoId) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.get(Row::photo(id))?.map(|mut bytes| std::mem::take(&mut *bytes)))
    }

    /// Writes in one transaction: all of it or nothing.
    fn write<T>(&self, work: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let transaction = self.settled()?.unchecked_transaction()?;
        let done = work(&transaction).and_then(|done| Ok(transaction.commit().map(|()| done)?));
        if matches!(done, Err(StoreError::Failed(_))) {
            self.unsettled.set(true);
            // If not now, then before the next call.
            let _ = self.settled();
        }
        done
    }

    /// The database, once it is sure what is in it. Where the disk failed at the very end of a transaction, its pages stand
    /// whole in the journal, and the next start would take for done what was told to have failed: so the journal is begun anew,
    /// by a transaction that is known to be on the disk, before anybody relies on what is read.
    fn settled(&self) -> Result<&Connection, StoreError> {
        if self.unsettled.get() {
            empty_journal(&self.db)?;
            // Writes a page even though nothing changes.
            self.db.pragma_update(None, "user_version", MIGRATIONS.len() as u32)?;
            self.unsettled.set(false);
        }
        Ok(&self.db)
    }

    fn get(&self, row: Row) -> Result<Option<Zeroizing<Vec<u8>>>, StoreError> {
        let mut select =
            self.settled()?.prepare_cached(&format!("SELECT sealed FROM {} WHERE id = ?", row.table.name()))?;
        let mut found = select.query([row.id])?;
        let Some(found) = found.next()? else { return Ok(None) };
        let sealed = found.get_ref(0)?.as_blob().map_err(|_| StoreError::Damaged)?;
        row.open(&self.cipher, sealed).map(Some)
    }

    fn put(&self, db: &Connection, row: Row, plain: &[u8]) -> Result<(), StoreError> {
        let sealed = row.seal(&self.cipher, plain)?;
        db.execute(&format!("INSERT OR REPLACE INTO {} VALUES (?, ?)", row.table.name()), (row.id, sealed))?;
        Ok(())
    }
}

#[cfg(test)]
impl Account {
    pub(crate) fn db(&self) -> &Connection {
        &self.db
    }

    pub(crate) fn save_review_text(&self, state: &str) -> Result<(), StoreError> {
        self.put(&self.db, REVIEW, state.as_bytes())
    }
}

/// Whether there were any.
fn delete_photos_but(db: &Connection, kept: &[PhotoId]) -> Result<bool, StoreError> {
    let stored: Vec<[u8; 16]> =
        db.prepare("SELECT id FROM photo")?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut deleted = false;
    for id in stored.into_iter().filter(|id| kept.iter().all(|kept| kept.0.as_bytes() != id)) {
        db.execute("DELETE FROM photo WHERE id = ?", [id])?;
        deleted = true;
    }
    Ok(deleted)
}

fn into_text(mut bytes: Zeroizing<Vec<u8>>) -> Result<Zeroizing<String>, StoreError> {
    String::from_utf8(std::mem::take(&mut *bytes)).map(Zeroizing::new).map_err(|_| StoreError::Damaged)
}
