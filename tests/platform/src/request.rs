//! How requests are taken apart: JSON bodies, photos with their digest, path parameters.

use crate::app::App;
use crate::problem::Problem;
use crate::sessions::Signed;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use uuid::Uuid;

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
        serde_json::from_slice(&body).map(Self).map_err(|_| Problem::InvalidRequest)
    }
}

/// A photo uploaded by a student.
pub(crate) struct Photo {
    pub(crate) student: i64,
    pub(crate) headers: HeaderMap,
    pub(crate) jpeg: Bytes,
    pub(crate) digest: Vec<u8>,
}

impl FromRequest<App> for Photo {
    type Rejection = Problem;

    /// The body is read before anything is refused: a client that is still sending would see its connection reset
    /// instead of the answer.
    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let headers = parts.headers.clone();
        let jpeg = read(Request::from_parts(parts.clone(), body), app).await?;
        let student = Signed::from_request_parts(&mut parts, app).await?.student;
        if !has_type(&headers, "image/jpeg") {
            return Err(Problem::UnsupportedType);
        }
        let digest = Sha256::digest(&jpeg).to_vec();
        if digest_header(&headers).ok_or(Problem::InvalidRequest)? != digest {
            return Err(Problem::DamagedBody);
        }
        Ok(Self { student, headers, jpeg, digest })
    }
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

/// The Idempotency-Key of a submission.
pub(crate) fn idempotency_key(headers: &HeaderMap) -> Result<Uuid, Problem> {
    let value = headers.get("idempotency-key").and_then(|value| value.to_str().ok());
    value.and_then(|value| Uuid::try_parse(value).ok()).ok_or(Problem::InvalidRequest)
}
