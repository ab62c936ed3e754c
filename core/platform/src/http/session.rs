//! The tokens of who is logged in. Their life is measured by the monotonic clock: a phone's own may be wrong.

use super::HttpPlatform;
use super::answer::Failed;
use super::call::Call;
use crate::{PlatformError, SavedSession, Secret, wire};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync;
use tokio::time::Instant;
use uuid::Builder;

/// A platform that claims a longer life for its token is asked again after this long all the same.
const LONGEST_LIFE: Duration = Duration::from_secs(24 * 60 * 60);

#[derive(Default)]
pub(super) struct Session {
    tokens: Mutex<Option<Tokens>>,
    refreshing: sync::Mutex<()>,
}

#[derive(Clone)]
struct Tokens {
    refresh: Secret,
    access: Option<AccessToken>,
}

#[derive(Clone)]
struct AccessToken {
    secret: Secret,
    good_until: Instant,
}

impl Session {
    /// What is to be kept of the session, if there is one.
    pub(super) fn saved(&self) -> Option<SavedSession> {
        self.lock().as_ref().map(|tokens| SavedSession(tokens.refresh.clone()))
    }

    pub(super) fn resume(&self, session: SavedSession) {
        *self.lock() = Some(Tokens { refresh: session.0, access: None });
    }

    /// Forgets `session`, but no other that has taken its place meanwhile.
    pub(super) fn forget(&self, session: &SavedSession) {
        self.lock().take_if(|tokens| tokens.refresh == session.0);
    }

    /// Begins the session that the platform answered.
    pub(super) fn begin(&self, answer: wire::Session) -> Result<SavedSession, PlatformError> {
        let tokens = Tokens::read(answer)?;
        let saved = SavedSession(tokens.refresh.clone());
        *self.lock() = Some(tokens);
        Ok(saved)
    }

    /// Puts the answer's tokens in the place of `old`, if that is still the session; gives the access token.
    fn renew(&self, old: &Secret, answer: wire::Session) -> Result<Secret, PlatformError> {
        let new = Tokens::read(answer)?;
        let access = new.access.as_ref().map(|access| access.secret.clone()).ok_or(PlatformError::NotUnderstood)?;
        match &mut *self.lock() {
            Some(tokens) if tokens.refresh == *old => *tokens = new,
            _ => return Err(PlatformError::SessionExpired),
        }
        Ok(access)
    }

    fn lock(&self) -> MutexGuard<'_, Option<Tokens>> {
        // What a panicking thread left is a whole value or none: nothing is half written.
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Tokens {
    /// Tokens must be of a kind that can be sent back. An access token is taken for expired a little before it is.
    fn read(answer: wire::Session) -> Result<Self, PlatformError> {
        let (access, refresh) = (Secret::new(answer.access_token), Secret::new(answer.refresh_token));
        let is_token = |secret: &Secret| {
            let text = secret.reveal();
            !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())
        };
        if !is_token(&access) || !is_token(&refresh) {
            return Err(PlatformError::NotUnderstood);
        }
        let life = Duration::from_secs(answer.expires_in).min(LONGEST_LIFE);
        let access = AccessToken { secret: access, good_until: Instant::now() + life.mul_f32(0.9) };
        Ok(Self { refresh, access: Some(access) })
    }
}

impl HttpPlatform {
    /// An access token that is still good and is not `stale`; asks for a new one if need be, one caller at a time.
    pub(super) async fn access_token(&self, stale: Option<&Secret>) -> Result<Secret, Failed> {
        let _turn = self.session.refreshing.lock().await;
        let tokens = self.session.lock().clone().ok_or(PlatformError::SessionExpired)?;
        if let Some(access) = tokens.access
            && Instant::now() < access.good_until
            && Some(&access.secret) != stale
        {
            return Ok(access.secret);
        }
        let call = Call::post("v1/session/refresh")
            .unsigned()
            .json(&wire::RefreshRequest { refresh_token: tokens.refresh.reveal() })?;
        let id = Builder::from_random_bytes((self.random)().to_be_bytes()).into_uuid();
        match self.exchange(&call, None, id, 1).await {
            Ok(answer) => Ok(self.session.renew(&tokens.refresh, answer.read()?)?),
            Err(failed) => {
                if failed.error == PlatformError::SessionExpired {
                    self.session.forget(&SavedSession(tokens.refresh));
                }
                Err(failed)
            }
        }
    }
}
