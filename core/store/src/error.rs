use crate::VaultError;
use rusqlite::ErrorCode;
use std::io;

/// Why the store could not be read or written. Nothing that was stored before is lost by any of them, and none tells
/// anything personal.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The file was written by a newer version of the app: update the app.
    #[error("the file is of version {found}, this program knows up to {known}")]
    Newer {
        /// The file's version.
        found: u32,
        /// The newest version that this program knows.
        known: u32,
    },
    /// The file is a database of another program.
    #[error("the file belongs to another program")]
    Foreign,
    /// The file is no database, or a broken one, or a record is not as it was sealed: take the photos again.
    #[error("the file is damaged")]
    Damaged,
    /// The vault can't be used now, or has lost the file's key.
    #[error("the file can't be unlocked: {0}")]
    Vault(#[from] VaultError),
    /// Nothing can be saved before a student has [entered](crate::Store::enter).
    #[error("nobody is logged in")]
    NobodyLoggedIn,
    /// A record is not what this version writes. Where and what is not told: it may be personal.
    #[error("a record can't be understood ({0:?})")]
    Record(serde_json::error::Category),
    /// No room is left on the disk.
    #[error("the disk is full")]
    Full,
    /// The file or its folder can't be written.
    #[error("the file is read-only")]
    ReadOnly,
    /// Another process holds the file.
    #[error("the file is in use")]
    InUse,
    /// The file can't be opened or created: its folder is missing, say.
    #[error("the file can't be opened")]
    Unavailable,
    /// The phone gives no random numbers, or the value is far too large.
    #[error("a value can't be sealed")]
    Unsealable,
    /// The folder failed.
    #[error("the folder failed: {0}")]
    Folder(#[source] io::Error),
    /// The disk failed, or something that should not happen.
    #[error("the database failed: {0}")]
    Failed(#[source] rusqlite::Error),
}

impl StoreError {
    /// Whether the file is of no use for good, so that the student is better off without it.
    pub(crate) fn is_unreadable(&self) -> bool {
        matches!(self, Self::Damaged | Self::Foreign | Self::Vault(VaultError::KeyLost))
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Record(error.classify())
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Self::Damaged,
            // SQL that is right does not fit the file: a table is missing from it, or a rule of its tables broken.
            Some(ErrorCode::Unknown | ErrorCode::ConstraintViolation) => Self::Damaged,
            None if is_misfit(&error) => Self::Damaged,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::InUse,
            Some(ErrorCode::CannotOpen) => Self::Unavailable,
            _ => Self::Failed(error),
        }
    }
}

/// Whether a column is missing, or does not hold what it should.
fn is_misfit(error: &rusqlite::Error) -> bool {
    use rusqlite::Error::*;
    matches!(
        error,
        FromSqlConversionFailure(..)
            | IntegralValueOutOfRange(..)
            | InvalidColumnType(..)
            | QueryReturnedNoRows
            | SqlInputError { .. }
    )
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => Self::ReadOnly,
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Unavailable,
            _ => Self::Folder(error),
        }
    }
}
