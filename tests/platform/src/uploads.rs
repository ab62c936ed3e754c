//! Photos on their way, part by part: kept until the call that uses them, and for a day at most.

use crate::app::App;
use crate::consents;
use crate::problem::Problem;
use crate::request::{Id, Json, Part, parse_uuid};
use crate::sessions::{Signed, seconds};
use axum::extract::State;
use bytes::Bytes;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{OptionalExtension, Transaction, params};
use ruxue_rules::limits::SENT_BYTES;
use ruxue_rules::{ConsentKind, Side};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Unfinished uploads that a student may have.
const UNFINISHED: u32 = 8;

/// What a photo is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Purpose {
    PortraitSide,
    EmblemSide,
    Portrait,
}

impl Purpose {
    /// What must be agreed to before the photo is sent.
    fn consent(self) -> ConsentKind {
        match self {
            Self::PortraitSide | Self::EmblemSide => ConsentKind::Card,
            Self::Portrait => ConsentKind::Face,
        }
    }

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::PortraitSide => "portrait_side",
            Self::EmblemSide => "emblem_side",
            Self::Portrait => "portrait",
        }
    }
}

impl From<Side> for Purpose {
    fn from(side: Side) -> Self {
        match side {
            Side::Portrait => Self::PortraitSide,
            Side::Emblem => Self::EmblemSide,
        }
    }
}

impl ToSql for Purpose {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.as_str().into())
    }
}

impl FromSql for Purpose {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let all = [Self::PortraitSide, Self::EmblemSide, Self::Portrait];
        let text = value.as_str()?;
        all.into_iter().find(|purpose| purpose.as_str() == text).ok_or(FromSqlError::InvalidType)
    }
}

/// What the phone says of a photo before it sends it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Announcement {
    purpose: Purpose,
    length: i64,
    sha256: String,
}

impl Announcement {
    fn check(&self) -> Result<(), Problem> {
        let is_hex = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
        if self.length <= 0 || self.sha256.len() != 64 || !self.sha256.bytes().all(is_hex) {
            return Err(Problem::InvalidRequest);
        }
        if usize::try_from(self.length).is_ok_and(|length| length > SENT_BYTES) {
            Err(Problem::TooLarge)
        } else {
            Ok(())
        }
    }
}

/// The call that uses an upload names it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UploadRef {
    #[serde(deserialize_with = "uuid")]
    pub(crate) upload: Uuid,
}

pub(crate) fn uuid<'de, D: Deserializer<'de>>(from: D) -> Result<Uuid, D::Error> {
    parse_uuid(&String::deserialize(from)?).ok_or_else(|| D::Error::custom("not a UUID with hyphens"))
}

/// How far an upload is.
#[derive(Serialize)]
pub(crate) struct Upload {
    id: String,
    purpose: Purpose,
    length: i64,
    received: i64,
    #[serde(skip)]
    student: i64,
    #[serde(skip)]
    sha256: String,
    #[serde(skip)]
    used: bool,
}

impl Upload {
    /// The upload `id`, whoever's it is.
    fn find(db: &Transaction<'_>, id: Uuid, now: i64) -> Result<Option<Self>, Problem> {
        let found = db
            .query_row(
                "SELECT id, purpose, length, received, student, sha256, used FROM uploads WHERE id = ? AND expires_at > ?",
                params![id.to_string(), now],
                |row| {
                    Ok(Self {
                        id: row.get(0)?,
                        purpose: row.get(1)?,
                        length: row.get(2)?,
                        received: row.get(3)?,
                        student: row.get(4)?,
                        sha256: row.get(5)?,
                        used: row.get(6)?,
                    })
                },
            )
            .optional()?;
        Ok(found)
    }

    fn of(db: &Transaction<'_>, student: i64, id: Uuid, now: i64) -> Result<Option<Self>, Problem> {
        Ok(Self::find(db, id, now)?.filter(|upload| upload.student == student))
    }

    fn is(&self, student: i64, announced: &Announcement) -> bool {
        self.student == student
            && (self.purpose, self.length, &self.sha256) == (announced.purpose, announced.length, &announced.sha256)
    }

    fn bytes(&self, db: &Transaction<'_>) -> Result<Vec<u8>, Problem> {
        let mut query = db.prepare("SELECT bytes FROM upload_parts WHERE upload = ? ORDER BY start")?;
        let parts = query.query_map([&self.id], |row| row.get::<_, Vec<u8>>(0))?.collect::<Result<Vec<_>, _>>()?;
        Ok(parts.concat())
    }
}

pub(crate) async fn announce(
    State(app): State<App>,
    signed: Signed,
    Id(id): Id,
    Json(announced): Json<Announcement>,
) -> Result<axum::Json<Upload>, Problem> {
    announced.check()?;
    let (student, now) = (signed.student, app.now());
    app.transact(|db| {
        consents::check(db, student, announced.purpose.consent())?;
        db.execute("DELETE FROM uploads WHERE expires_at <= ?", [now])?;
        match Upload::find(db, id, now)? {
            Some(upload) if upload.is(student, &announced) => return Ok(axum::Json(upload)),
            Some(_) => return Err(Problem::KeyReused),
            None => {}
        }
        db.execute(
            "DELETE FROM uploads WHERE id IN
             (SELECT id FROM uploads WHERE student = ? AND NOT used ORDER BY rowid DESC LIMIT -1 OFFSET ?)",
            params![student, UNFINISHED - 1],
        )?;
        db.execute(
            "INSERT INTO uploads (id, student, purpose, length, sha256, expires_at) VALUES (?, ?, ?, ?, ?, ?)",
            params![
                id.to_string(),
                student,
                announced.purpose,
                announced.length,
                announced.sha256,
                now + seconds(app.policy.upload)
            ],
        )?;
        Upload::of(db, student, id, now)?.map(axum::Json).ok_or(Problem::Internal)
    })
}

pub(crate) async fn get(State(app): State<App>, signed: Signed, Id(id): Id) -> Result<axum::Json<Upload>, Problem> {
    app.transact(|db| Upload::of(db, signed.student, id, app.now())?.map(axum::Json).ok_or(Problem::NotFound))
}

pub(crate) async fn append(State(app): State<App>, Id(id): Id, part: Part) -> Result<axum::Json<Upload>, Problem> {
    app.transact(|db| {
        let mut upload = Upload::of(db, part.student, id, app.now())?.ok_or(Problem::NotFound)?;
        if part.offset != upload.received {
            return Err(Problem::OffsetMismatch { received: upload.received });
        }
        let length = i64::try_from(part.bytes.len()).map_err(|_| Problem::TooLarge)?;
        if length > upload.length - upload.received {
            return Err(Problem::InvalidRequest);
        }
        db.execute(
            "INSERT INTO upload_parts (upload, start, bytes) VALUES (?, ?, ?)",
            params![upload.id, upload.received, &*part.bytes],
        )?;
        upload.received += length;
        db.execute("UPDATE uploads SET received = ? WHERE id = ?", params![upload.received, upload.id])?;
        Ok(axum::Json(upload))
    })
}

/// A photo that has arrived at its length.
pub(crate) struct Arrived {
    photo: Bytes,
    sha256: String,
    student: i64,
    id: Uuid,
}

impl Arrived {
    /// The unused photo under `id`, looked up in the transaction that admits what it is for: by the next one a request
    /// beside this may have used it.
    pub(crate) fn find(
        db: &Transaction<'_>,
        student: i64,
        id: Uuid,
        purpose: Purpose,
        now: i64,
    ) -> Result<Self, Problem> {
        let upload = Upload::of(db, student, id, now)?.ok_or(Problem::UploadIncomplete { received: 0 })?;
        match upload {
            Upload { purpose: other, .. } if other != purpose => Err(Problem::InvalidRequest),
            Upload { used: true, .. } => Err(Problem::KeyReused),
            Upload { received, length, .. } if received < length => Err(Problem::UploadIncomplete { received }),
            upload => Ok(Self { photo: upload.bytes(db)?.into(), sha256: upload.sha256, student, id }),
        }
    }

    /// The photo as it was announced. What is another one is thrown away.
    pub(crate) fn checked(self, app: &App) -> Result<Bytes, Problem> {
        if hex(&Sha256::digest(&self.photo)) != self.sha256 {
            forget(app, self.student, self.id)?;
            return Err(Problem::DamagedBody);
        }
        Ok(self.photo)
    }
}

/// Throws away a photo that is of no use.
pub(crate) fn forget(app: &App, student: i64, id: Uuid) -> Result<(), Problem> {
    app.transact(|db| {
        db.execute("DELETE FROM uploads WHERE id = ? AND student = ? AND NOT used", params![id.to_string(), student])?;
        Ok(())
    })
}

/// Lets the photo go that is used now.
pub(crate) fn use_up(db: &Transaction<'_>, student: i64, id: Uuid) -> Result<(), Problem> {
    let id = id.to_string();
    let known =
        db.execute("UPDATE uploads SET used = TRUE WHERE id = ? AND student = ? AND NOT used", params![id, student])?;
    if known == 0 {
        return Err(Problem::UploadIncomplete { received: 0 });
    }
    db.execute("DELETE FROM upload_parts WHERE upload = ?", [id])?;
    Ok(())
}

/// Forgets every upload for a purpose, used or on its way.
pub(crate) fn forget_all(db: &Transaction<'_>, student: i64, purpose: Purpose) -> Result<(), Problem> {
    db.execute("DELETE FROM uploads WHERE student = ? AND purpose = ?", params![student, purpose])?;
    Ok(())
}

/// Lets go of the uploads that made what is now replaced or taken back: under their ids the photos can be sent anew.
pub(crate) fn forget_used(db: &Transaction<'_>, student: i64, purpose: Purpose) -> Result<(), Problem> {
    db.execute("DELETE FROM uploads WHERE student = ? AND purpose = ? AND used", params![student, purpose])?;
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
