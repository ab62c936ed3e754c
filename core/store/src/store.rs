use crate::StoreError;
use crate::migration::{MIGRATIONS, migrate};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use ruxue_rules::{PhotoId, Review};
use std::path::Path;
use zeroize::Zeroizing;

/// The store: one file, one student. Every call blocks for as long as the disk takes.
#[derive(Debug)]
pub struct Store {
    db: Connection,
}

impl Store {
    /// Opens the file at `path`, makes it where there is none, and leads an older one to today's version.
    ///
    /// # Errors
    /// Any [`StoreError`] but [`StoreError::Record`]. A file that can't be used is not touched.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let mut db = Connection::open(path)?;
        // What is deleted is personal: overwrite it. FULL: committed means on the disk, in WAL mode too.
        db.execute_batch("PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA synchronous = FULL;")?;
        migrate(&mut db, MIGRATIONS)?;
        // Last, because it writes into the file's header: a file that is not ours was refused by now.
        db.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        Ok(Self { db })
    }

    /// What keeps the student logged in, if anything does.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn session(&self) -> Result<Option<Zeroizing<String>>, StoreError> {
        let saved = self.db.query_row("SELECT saved FROM session", [], |row| row.get(0)).optional()?;
        Ok(saved.map(Zeroizing::new))
    }

    /// Keeps `session` in place of an earlier one.
    ///
    /// # Errors
    /// When the file can't be written; the earlier session stands then.
    pub fn save_session(&mut self, session: &str) -> Result<(), StoreError> {
        self.db.execute("INSERT OR REPLACE INTO session (id, saved) VALUES (1, ?)", [session])?;
        Ok(())
    }

    /// The review as last saved.
    ///
    /// # Errors
    /// [`StoreError::Record`] when this version does not understand it; or when the file can't be read.
    pub fn review(&self) -> Result<Option<Review>, StoreError> {
        let state = self.db.query_row("SELECT state FROM review", [], |row| row.get::<_, String>(0)).optional()?;
        Ok(state.map(|state| serde_json::from_str(&state)).transpose()?)
    }

    /// Saves `review` and new `photos` together, and forgets the photos that it no longer names.
    ///
    /// # Errors
    /// When the file can't be written; all that was saved before stands then.
    pub fn save(&mut self, review: &Review, photos: &[(PhotoId, &[u8])]) -> Result<(), StoreError> {
        let state = serde_json::to_string(review)?;
        let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Not REPLACE, which would delete the old row and its photos with it.
        transaction.execute(
            "INSERT INTO review (id, state) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state",
            [state],
        )?;
        for (id, bytes) in photos {
            transaction.execute("INSERT OR REPLACE INTO photo (id, bytes) VALUES (?, ?)", (id.0.as_bytes(), bytes))?;
        }
        let kept: Vec<PhotoId> = review.photos().collect();
        for id in stored_photos(&transaction)? {
            if !kept.iter().any(|kept| *kept.0.as_bytes() == id) {
                transaction.execute("DELETE FROM photo WHERE id = ?", [id])?;
            }
        }
        Ok(transaction.commit()?)
    }

    /// The bytes of a photo, as they were given.
    ///
    /// # Errors
    /// When the file can't be read.
    pub fn photo(&self, id: PhotoId) -> Result<Option<Vec<u8>>, StoreError> {
        let find = "SELECT bytes FROM photo WHERE id = ?";
        Ok(self.db.query_row(find, [id.0.as_bytes()], |row| row.get(0)).optional()?)
    }

    /// Forgets everything: session, review, photos. What was stored is overwritten, in the journal too.
    ///
    /// # Errors
    /// When the file can't be written.
    pub fn wipe(&mut self) -> Result<(), StoreError> {
        let transaction = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute_batch("DELETE FROM session; DELETE FROM review;")?;
        transaction.commit()?;
        Ok(self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
    }
}

fn stored_photos(db: &Connection) -> rusqlite::Result<Vec<[u8; 16]>> {
    db.prepare("SELECT id FROM photo")?.query_map([], |row| row.get(0))?.collect()
}

#[cfg(test)]
mod tests;
