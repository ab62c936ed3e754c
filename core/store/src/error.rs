use rusqlite::ErrorCode;

/// Why the store could not be read or written. Nothing that was stored before is lost by any of them.
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
    /// The file is no database, or a broken one.
    #[error("the file is damaged")]
    Damaged,
    /// A record is not what this version writes.
    #[error("a record can't be understood: {0}")]
    Record(#[from] serde_json::Error),
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
    /// The disk failed, or something that should not happen.
    #[error("the database failed: {0}")]
    Failed(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Self::Damaged,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::InUse,
            Some(ErrorCode::CannotOpen) => Self::Unavailable,
            _ => Self::Failed(error),
        }
    }
}
