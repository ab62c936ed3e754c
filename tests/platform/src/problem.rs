//! What the platform answers when it does not do what was asked: problem+json with a stable code (RFC 9457).

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use ruxue_rules::{ConsentKind, Field, PasswordProblem};
use serde_json::json;

/// The contract's codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Problem {
    InvalidRequest,
    DamagedBody,
    WrongPassword {
        tries_left: u32,
    },
    Locked {
        seconds: i64,
    },
    SessionExpired,
    NotFound,
    MethodNotAllowed,
    TooLarge,
    UnsupportedType,
    PhotoUndecodable,
    NotACard,
    WrongSide,
    CardUnreadable,
    CardIncomplete,
    CardNotConfirmed,
    CardExpired,
    NumberMismatch,
    FieldsDisagree(Vec<Field>),
    RegisterMismatch,
    NoChancesLeft,
    ReviewPending,
    AlreadyPassed,
    HandedOver,
    HandOverTooEarly,
    NothingToRestart,
    KeyReused,
    OffsetMismatch {
        received: i64,
    },
    UploadIncomplete {
        received: i64,
    },
    ConsentMissing(ConsentKind),
    WrongCode,
    NotEnrolled,
    AlreadyRegistered,
    Taken,
    NothingBound,
    WeakPassword(PasswordProblem),
    WrongCurrentPassword {
        tries_left: u32,
    },
    TooManyRequests {
        seconds: i64,
    },
    /// Ours to mend: a database or file that fails.
    Internal,
}

impl Problem {
    /// Status, code, and a title for developers.
    fn parts(&self) -> (StatusCode, &'static str, &'static str) {
        use StatusCode as S;
        match self {
            Self::InvalidRequest => (S::BAD_REQUEST, "invalid_request", "The request is not as the contract says"),
            Self::DamagedBody => (S::BAD_REQUEST, "damaged_body", "The body is not what its digest says"),
            Self::WrongPassword { .. } => (S::UNAUTHORIZED, "wrong_password", "Wrong account or password"),
            Self::Locked { .. } => (S::LOCKED, "locked", "Too many wrong passwords"),
            Self::SessionExpired => (S::UNAUTHORIZED, "session_expired", "The token is not good, or not any more"),
            Self::NotFound => (S::NOT_FOUND, "not_found", "There is nothing here"),
            Self::MethodNotAllowed => (S::METHOD_NOT_ALLOWED, "method_not_allowed", "Not by this method"),
            Self::TooLarge => (S::PAYLOAD_TOO_LARGE, "too_large", "The body is too large"),
            Self::UnsupportedType => (S::UNSUPPORTED_MEDIA_TYPE, "unsupported_type", "Not this Content-Type"),
            Self::PhotoUndecodable => (S::UNPROCESSABLE_ENTITY, "photo_undecodable", "Not a photo that can be decoded"),
            Self::NotACard => (S::UNPROCESSABLE_ENTITY, "not_a_card", "No ID card in the photo"),
            Self::WrongSide => (S::UNPROCESSABLE_ENTITY, "wrong_side", "The other side of the card"),
            Self::CardUnreadable => (S::UNPROCESSABLE_ENTITY, "card_unreadable", "The card cannot be read"),
            Self::CardIncomplete => (S::CONFLICT, "card_incomplete", "Both sides must be uploaded first"),
            Self::CardNotConfirmed => (S::CONFLICT, "card_not_confirmed", "The card must be confirmed first"),
            Self::CardExpired => (S::UNPROCESSABLE_ENTITY, "card_expired", "The card is not valid today"),
            Self::NumberMismatch => (S::UNPROCESSABLE_ENTITY, "number_mismatch", "The card is not the student's"),
            Self::FieldsDisagree(_) => (S::UNPROCESSABLE_ENTITY, "fields_disagree", "Not what the card shows"),
            Self::RegisterMismatch => {
                (S::UNPROCESSABLE_ENTITY, "register_mismatch", "Name and number are not in the register of persons")
            }
            Self::NoChancesLeft => (S::CONFLICT, "no_chances_left", "All three chances are spent"),
            Self::ReviewPending => (S::CONFLICT, "review_pending", "An attempt is not judged yet"),
            Self::AlreadyPassed => (S::CONFLICT, "already_passed", "The review is passed already"),
            Self::HandedOver => (S::CONFLICT, "handed_over", "The review lies with the school"),
            Self::HandOverTooEarly => (S::CONFLICT, "hand_over_too_early", "Fewer than two failed comparisons"),
            Self::NothingToRestart => (S::CONFLICT, "nothing_to_restart", "No failed attempt to begin again from"),
            Self::KeyReused => (S::CONFLICT, "key_reused", "The key or id stands for something else"),
            Self::OffsetMismatch { .. } => {
                (S::CONFLICT, "offset_mismatch", "The part does not begin where the last ended")
            }
            Self::UploadIncomplete { .. } => (S::CONFLICT, "upload_incomplete", "The photo has not arrived whole"),
            Self::ConsentMissing(_) => (S::FORBIDDEN, "consent_missing", "The student has not agreed to it"),
            Self::WrongCode => (S::UNPROCESSABLE_ENTITY, "wrong_code", "Not the code, or not any more"),
            Self::NotEnrolled => (S::UNPROCESSABLE_ENTITY, "not_enrolled", "Not on the college's list"),
            Self::AlreadyRegistered => (S::CONFLICT, "already_registered", "The student has a password of their own"),
            Self::Taken => (S::CONFLICT, "taken", "Bound to another account"),
            Self::NothingBound => (S::CONFLICT, "nothing_bound", "Nothing is bound to send a code to"),
            Self::WeakPassword(_) => (S::UNPROCESSABLE_ENTITY, "weak_password", "Not a password to choose"),
            Self::WrongCurrentPassword { .. } => {
                (S::UNPROCESSABLE_ENTITY, "wrong_current_password", "Not the password so far")
            }
            Self::TooManyRequests { .. } => (S::TOO_MANY_REQUESTS, "too_many_requests", "Too soon after the last"),
            Self::Internal => (S::INTERNAL_SERVER_ERROR, "internal", "The platform failed"),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, code, title) = self.parts();
        let mut body = json!({ "title": title, "status": status.as_u16(), "code": code });
        let mut response_headers = axum::http::HeaderMap::new();
        response_headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        match self {
            Self::WrongPassword { tries_left } | Self::WrongCurrentPassword { tries_left } => {
                insert(&mut body, "tries_left", json!(tries_left));
            }
            Self::WeakPassword(reason) => insert(&mut body, "reason", json!(reason)),
            Self::OffsetMismatch { received } | Self::UploadIncomplete { received } => {
                insert(&mut body, "received", json!(received));
            }
            Self::ConsentMissing(kind) => insert(&mut body, "consent", json!(kind)),
            Self::FieldsDisagree(fields) => insert(&mut body, "fields", json!(fields)),
            Self::Locked { seconds } | Self::TooManyRequests { seconds } => {
                response_headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            }
            Self::SessionExpired => {
                response_headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            _ => {}
        }
        (status, response_headers, body.to_string()).into_response()
    }
}

fn insert(body: &mut serde_json::Value, name: &str, value: serde_json::Value) {
    if let Some(members) = body.as_object_mut() {
        members.insert(name.to_owned(), value);
    }
}

impl From<rusqlite::Error> for Problem {
    /// The log gets the kind only: what a database says of an error may hold a person's data.
    fn from(error: rusqlite::Error) -> Self {
        tracing::error!(code = ?error.sqlite_error_code(), "the database failed");
        Self::Internal
    }
}

impl From<serde_json::Error> for Problem {
    fn from(_: serde_json::Error) -> Self {
        Self::Internal
    }
}
