//! How requests are taken apart: JSON bodies, parts of photos with their digest, keys, path parameters.

use crate::app::App;
use crate::problem::Problem;
use crate::sessions::Signed;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Characters of a UUID with its hyphens.
const HYPHENATED: usize = 36;

/// A JSON body of the contract.
pub(crate) struct Json<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<App> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let typed = has_type(request.headers(), "application/json");
        let body = read(request, app).await?;
        if !typed {
            return Err(Problem::UnsupportedType);
        }
        // serde would take a list of the members' values for the object as well.
        if body.trim_ascii_start().first() != Some(&b'{') {
            return Err(Problem::InvalidRequest);
        }
        serde_json::from_slice(&body).map(Self).map_err(|_| Problem::InvalidRequest)
    }
}

/// A path parameter that is a UUID.
pub(crate) struct Id(pub(crate) Uuid);

impl FromRequestParts<App> for Id {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let Name(id) = Name::from_request_parts(parts, app).await?;
        parse_uuid(&id).map(Self).ok_or(Problem::NotFound)
    }
}

/// A path parameter that is a word.
pub(crate) struct Name(pub(crate) String);

impl FromRequestParts<App> for Name {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        Path::from_request_parts(parts, app).await.map(|Path(name)| Self(name)).map_err(|_| Problem::NotFound)
    }
}

/// A part of a photo, sent by a student.
pub(crate) struct Part {
    pub(crate) student: i64,
    pub(crate) offset: i64,
    pub(crate) bytes: Bytes,
}

impl FromRequest<App> for Part {
    type Rejection = Problem;

    /// The body is read before anything is refused: a client that is still sending would see its connection reset
    /// instead of the answer.
    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let bytes = read(Request::from_parts(parts.clone(), body), app).await?;
        let student = Signed::from_request_parts(&mut parts, app).await?.student;
        if !has_type(&parts.headers, "application/octet-stream") {
            return Err(Problem::UnsupportedType);
        }
        let offset = upload_offset(&parts.headers).filter(|_| !bytes.is_empty()).ok_or(Problem::InvalidRequest)?;
        if digest_header(&parts.headers).ok_or(Problem::InvalidRequest)? != Sha256::digest(&bytes).as_slice() {
            return Err(Problem::DamagedBody);
        }
        Ok(Self { student, offset, bytes })
    }
}

/// A UUID in the contract's form: with hyphens, neither in braces nor as a URN.
pub(crate) fn parse_uuid(text: &str) -> Option<Uuid> {
    Uuid::try_parse(text).ok().filter(|_| text.len() == HYPHENATED)
}

/// Refuses an empty text, and one of more than `most` characters.
pub(crate) fn check_length(text: &str, most: usize) -> Result<(), Problem> {
    if text.is_empty() || text.chars().count() > most { Err(Problem::InvalidRequest) } else { Ok(()) }
}

async fn read(request: Request, app: &App) -> Result<Bytes, Problem> {
    Bytes::from_request(request, app).await.map_err(|rejection| match rejection.into_response().status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLarge,
        _ => Problem::DamagedBody,
    })
}

fn has_type(headers: &HeaderMap, wanted: &str) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(wanted)
}

/// The SHA-256 of Content-Digest (RFC 9530).
fn digest_header(headers: &HeaderMap) -> Option<Vec<u8>> {
    let value = headers.get("content-digest")?.to_str().ok()?;
    STANDARD.decode(value.strip_prefix("sha-256=:")?.strip_suffix(':')?).ok()
}

fn upload_offset(headers: &HeaderMap) -> Option<i64> {
    let value = headers.get("upload-offset")?.to_str().ok()?;
    value.bytes().all(|byte| byte.is_ascii_digit()).then(|| value.parse().ok()).flatten()
}

/// The Idempotency-Key of a submission.
pub(crate) struct Key(pub(crate) Uuid);

impl FromRequestParts<App> for Key {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        let value = parts.headers.get("idempotency-key").and_then(|value| value.to_str().ok());
        value.and_then(parse_uuid).map(Self).ok_or(Problem::InvalidRequest)
    }
}
