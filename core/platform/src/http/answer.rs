use super::clock;
use crate::wire::Problem;
use crate::{PlatformError, Refusal};
use bytes::Bytes;
use http::header::{CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, Response, StatusCode};
use serde::de::DeserializeOwned;
use std::time::Duration;

/// A server that asks for more is not taken at its word.
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 60 * 60);

/// A successful answer.
pub(super) struct Answer {
    status: StatusCode,
    is_json: bool,
    body: Bytes,
}

/// A call that came to nothing, with what the next step needs beside the error.
#[derive(Debug)]
pub(super) struct Failed {
    pub(super) error: PlatformError,
    /// How long the platform asks to wait.
    pub(super) retry_after: Option<Duration>,
    /// What is wrong with the upload that the call is about.
    pub(super) trouble: Option<Trouble>,
}

/// What may be wrong with an upload. All of it is mended by sending what is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The platform has so many bytes of it, not as many as the call takes for granted.
    StandsAt(u64),
    /// What arrived is not what was sent.
    Damaged,
}

impl Answer {
    /// The answer, if it is a success; whatever else becomes its error.
    pub(super) fn of(response: Response<Bytes>) -> Result<Self, Failed> {
        let (status, media_type) = (response.status(), media_type(response.headers()));
        if status.is_success() {
            return Ok(Self { status, is_json: media_type == "application/json", body: response.into_body() });
        }
        let is_problem = status.is_client_error() && media_type == "application/problem+json";
        let problem = is_problem.then(|| serde_json::from_slice(response.body()).ok()).flatten();
        let retry_after = retry_after(response.headers());
        let trouble = problem.as_ref().and_then(trouble);
        Err(Failed { error: refusal(status, retry_after, problem), retry_after, trouble })
    }

    /// The answer's JSON.
    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T, PlatformError> {
        if !self.is_json || !matches!(self.status, StatusCode::OK | StatusCode::CREATED | StatusCode::ACCEPTED) {
            return Err(PlatformError::NotUnderstood);
        }
        serde_json::from_slice(&self.body).map_err(|_| PlatformError::NotUnderstood)
    }

    /// For answers that say nothing: anything but silence comes from someone else.
    pub(super) fn expect_nothing(&self) -> Result<(), PlatformError> {
        let is_silent = self.status == StatusCode::NO_CONTENT && self.body.is_empty();
        if is_silent { Ok(()) } else { Err(PlatformError::NotUnderstood) }
    }
}

impl From<PlatformError> for Failed {
    fn from(error: PlatformError) -> Self {
        Self { error, retry_after: None, trouble: None }
    }
}

impl From<Failed> for PlatformError {
    fn from(failed: Failed) -> Self {
        failed.error
    }
}

fn trouble(problem: &Problem) -> Option<Trouble> {
    match problem.code.as_str() {
        "offset_mismatch" | "upload_incomplete" => problem.received.map(Trouble::StandsAt),
        "damaged_body" => Some(Trouble::Damaged),
        _ => None,
    }
}

fn refusal(status: StatusCode, retry_after: Option<Duration>, problem: Option<Problem>) -> PlatformError {
    if status == StatusCode::TOO_MANY_REQUESTS {
        return PlatformError::TooManyRequests { retry_after };
    }
    if status == StatusCode::REQUEST_TIMEOUT {
        return PlatformError::TooSlow;
    }
    if status.is_server_error() {
        return PlatformError::ServerDown;
    }
    let Some(problem) = problem else {
        return PlatformError::NotUnderstood;
    };
    PlatformError::Refused(match problem.code.as_str() {
        "wrong_password" => return PlatformError::WrongPassword { tries_left: problem.tries_left },
        "locked" => return PlatformError::Locked { retry_after: retry_after.unwrap_or_default() },
        "session_expired" => return PlatformError::SessionExpired,
        "damaged_body" => return PlatformError::Cut,
        "card_incomplete" => Refusal::CardIncomplete,
        "card_not_confirmed" => Refusal::CardNotConfirmed,
        "card_expired" => Refusal::CardExpired,
        "card_unreadable" => Refusal::CardUnreadable,
        "not_a_card" => Refusal::NotACard,
        "wrong_side" => Refusal::WrongSide,
        "photo_undecodable" => Refusal::PhotoUndecodable,
        "too_large" => Refusal::PhotoTooLarge,
        "number_mismatch" => Refusal::NumberMismatch,
        "fields_disagree" => Refusal::FieldsDisagree(problem.fields),
        "register_mismatch" => Refusal::RegisterMismatch,
        "no_chances_left" => Refusal::NoChancesLeft,
        "review_pending" => Refusal::ReviewPending,
        "already_passed" => Refusal::AlreadyPassed,
        "handed_over" => Refusal::HandedOver,
        "hand_over_too_early" => Refusal::HandOverTooEarly,
        "nothing_to_restart" => Refusal::NothingToRestart,
        "key_reused" => Refusal::KeyReused,
        "not_found" => Refusal::NotFound,
        "consent_missing" => Refusal::ConsentMissing,
        "upload_incomplete" => Refusal::UploadIncomplete,
        "offset_mismatch" => Refusal::OffsetMismatch,
        "wrong_code" => Refusal::WrongCode,
        "nothing_bound" => Refusal::NothingBound,
        "taken" => Refusal::Taken,
        "not_enrolled" => Refusal::NotEnrolled,
        "already_registered" => Refusal::AlreadyRegistered,
        "weak_password" => Refusal::WeakPassword,
        "wrong_current_password" => Refusal::WrongCurrentPassword { tries_left: problem.tries_left },
        "invalid_request" => Refusal::InvalidRequest,
        _ => return PlatformError::NotUnderstood,
    })
}

/// The answer's media type without its parameters, in lower case.
fn media_type(headers: &HeaderMap) -> String {
    let value = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The time to wait: seconds, or a moment by the clock of who answers (RFC 9110 §10.2.3).
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let wait = match text.parse() {
        Ok(seconds) => Duration::from_secs(seconds),
        Err(_) => {
            let until = clock::http_date(text.as_bytes())?.duration_since(clock::date(headers)?);
            Duration::try_from(until).unwrap_or_default()
        }
    };
    Some(wait.min(LONGEST_WAIT))
}
