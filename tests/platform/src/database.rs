use crate::PlatformStartError;
use rusqlite::Connection;
use std::path::Path;

/// Bumped with every change of `schema.sql`.
const VERSION: i64 = 3;

/// Opens the database in the folder `data`, made if need be; in memory where there is none.
pub(crate) fn open(data: Option<&Path>) -> Result<Connection, PlatformStartError> {
    let db = match data {
        Some(folder) => {
            std::fs::create_dir_all(folder).map_err(PlatformStartError::Data)?;
            Connection::open(folder.join("platform.sqlite"))?
        }
        None => Connection::open_in_memory()?,
    };
    db.pragma_update(None, "journal_mode", "wal")?;
    // A lost power supply may cost the last answers of a demonstration, never the file.
    db.pragma_update(None, "synchronous", "normal")?;
    db.pragma_update(None, "secure_delete", true)?;
    db.pragma_update(None, "foreign_keys", true)?;
    match db.pragma_query_value(None, "user_version", |row| row.get(0))? {
        VERSION => {}
        0 => {
            db.execute_batch(include_str!("schema.sql"))?;
            db.pragma_update(None, "user_version", VERSION)?;
        }
        found => return Err(PlatformStartError::OtherVersion { found }),
    }
    Ok(db)
}
