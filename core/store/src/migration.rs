//! From any older file to today's: one function a version, all in one transaction.

use crate::seal::{DataKey, Row, Table};
use crate::{StoreError, VaultKey};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};
use serde_json::Value;
use zeroize::Zeroizing;

/// Leads a file from the version of its place in the list to the next. From version 2 on, what is personal is sealed.
pub(crate) type Migration = fn(&Transaction<'_>, &DataKey) -> Result<(), StoreError>;

/// All of them, oldest first. Only ever appended to: what was released stays as it is.
pub(crate) const MIGRATIONS: &[Migration] = &[session_review_photos, sealed];

/// The first version that keeps a data key.
const SEALED: u32 = 2;

/// Marks the file as ours, as SQLite's `application_id`: "Ruxu" in ASCII.
const APPLICATION: i32 = i32::from_be_bytes(*b"Ruxu");

/// Brings a file to the newest of `migrations`, or leaves it as it was. A kill on the way leaves it as it was, too.
pub(crate) fn migrate(db: &mut Connection, migrations: &[Migration], vault: VaultKey<'_>) -> Result<(), StoreError> {
    let known = migrations.len() as u32;
    let found = version(db)?;
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    if found == known {
        return Ok(());
    }
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let key = if found < SEALED { DataKey::generate(vault)? } else { data_key(&transaction, vault)? };
    for migration in migrations.iter().skip(found as usize) {
        migration(&transaction, &key)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", known)?;
    Ok(transaction.commit()?)
}

/// The version of a file that is ours; 0 of an empty one.
fn version(db: &Connection) -> Result<u32, StoreError> {
    let version: u32 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let application: i32 = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let tables: u32 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let new = version == 0 && application == 0 && tables == 0;
    if new || application == APPLICATION { Ok(version) } else { Err(StoreError::Foreign) }
}

/// The data key of a file that has one.
pub(crate) fn data_key(db: &Connection, vault: VaultKey<'_>) -> Result<DataKey, StoreError> {
    let wrapped = db.query_row("SELECT wrapped FROM key", [], |row| row.get(0)).optional()?;
    DataKey::unwrap(wrapped.ok_or(StoreError::Damaged)?, vault)
}

/// Version 1. There is one session and one review; photos go with the review. Nothing is sealed.
fn session_review_photos(db: &Transaction<'_>, _: &DataKey) -> Result<(), StoreError> {
    Ok(db.execute_batch(
        "CREATE TABLE session (
             id INTEGER PRIMARY KEY CHECK (id = 1),
             saved TEXT NOT NULL
         ) STRICT;
         CREATE TABLE review (
             id INTEGER PRIMARY KEY CHECK (id = 1),
             state TEXT NOT NULL
         ) STRICT;
         CREATE TABLE photo (
             id BLOB PRIMARY KEY,
             review INTEGER NOT NULL DEFAULT 1 REFERENCES review ON DELETE CASCADE,
             bytes BLOB NOT NULL
         ) STRICT, WITHOUT ROWID;",
    )?)
}

/// Version 2. Everything is sealed, each value to its row, and the file knows whose it is.
///
/// A dropped table's pages are overwritten (`secure_delete`) in the journal, and in the file itself by the checkpoint that
/// follows every opening: a kill between the two leaves plain text until the next one, no longer.
fn sealed(db: &Transaction<'_>, key: &DataKey) -> Result<(), StoreError> {
    db.execute_batch(
        "ALTER TABLE session RENAME TO plain_session;
         ALTER TABLE review RENAME TO plain_review;
         ALTER TABLE photo RENAME TO plain_photo;
         CREATE TABLE key (id INTEGER PRIMARY KEY CHECK (id = 1), wrapped BLOB NOT NULL) STRICT;
         CREATE TABLE student (id BLOB PRIMARY KEY, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID;
         CREATE TABLE session (id BLOB PRIMARY KEY, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID;
         CREATE TABLE review (id BLOB PRIMARY KEY, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID;
         CREATE TABLE photo (id BLOB PRIMARY KEY, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID;",
    )?;
    db.execute("INSERT INTO key VALUES (1, ?)", [&key.wrapped])?;
    // Without a review nobody knows whose session it was: the student logs in again.
    if let Some(state) = text(db, "SELECT state FROM plain_review")? {
        let put = |table, plain: &str| put_v2(db, key, table, [0; 16], plain.as_bytes());
        put(Table::Student, &student(&state)?)?;
        put(Table::Review, &state)?;
        text(db, "SELECT saved FROM plain_session")?.map(|session| put(Table::Session, &session)).transpose()?;
        seal_photos(db, key)?;
    }
    Ok(db.execute_batch("DROP TABLE plain_photo; DROP TABLE plain_session; DROP TABLE plain_review;")?)
}

fn text(db: &Connection, select: &str) -> Result<Option<Zeroizing<String>>, StoreError> {
    Ok(db.query_row(select, [], |row| row.get(0)).optional()?.map(Zeroizing::new))
}

/// The student number in a review of version 1, of which nothing else need be understood here.
fn student(state: &str) -> Result<Zeroizing<String>, StoreError> {
    let review: Value = serde_json::from_str(state).map_err(|_| StoreError::Damaged)?;
    let number = review.get("student").and_then(Value::as_str).ok_or(StoreError::Damaged)?;
    Ok(Zeroizing::new(number.to_owned()))
}

/// One photo in memory at a time.
fn seal_photos(db: &Connection, key: &DataKey) -> Result<(), StoreError> {
    let mut photos = db.prepare("SELECT id, bytes FROM plain_photo")?;
    let mut rows = photos.query([])?;
    while let Some(row) = rows.next()? {
        let bytes = row.get_ref(1)?.as_blob().map_err(|_| StoreError::Damaged)?;
        put_v2(db, key, Table::Photo, row.get(0)?, bytes)?;
    }
    Ok(())
}

fn put_v2(db: &Connection, key: &DataKey, table: Table, id: [u8; 16], plain: &[u8]) -> Result<(), StoreError> {
    let sealed = Row { table, id, version: 2 }.seal(&key.cipher, plain)?;
    db.execute(&format!("INSERT INTO {} VALUES (?, ?)", table.name()), (id, sealed))?;
    Ok(())
}

#[cfg(test)]
mod tests;
