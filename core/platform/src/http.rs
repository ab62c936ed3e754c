//! [`HttpPlatform`]: how calls are made. What they say stands in `wire.rs`, what they mean in `port.rs`, what carries them in
//! `transport.rs`.

mod answer;
mod call;
mod calls;
mod clock;
mod session;
mod upload;

use crate::{Config, PlatformError, Retry, Secret, TimeLimits, Transport, WebTransport, retry};
use answer::{Answer, Failed};
use call::Call;
use clock::Clock;
use jiff::Timestamp;
use session::Session;
use std::fmt;
use std::sync::Arc;
use tokio::time::Instant;
use url::Url;
use uuid::{Builder, Uuid};

/// The platform of our contract, over https. One a process: it keeps its connections.
pub struct HttpPlatform {
    transport: Arc<dyn Transport>,
    base: Url,
    limits: TimeLimits,
    retry: Retry,
    random: Box<dyn Fn() -> u128 + Send + Sync>,
    clock: Clock,
    session: Session,
}

impl HttpPlatform {
    /// The platform of `config` over the web. Connects to nothing yet.
    ///
    /// # Errors
    /// [`PlatformError::InsecureAddress`] or [`PlatformError::BadConfiguration`].
    pub fn new(config: &Config) -> Result<Self, PlatformError> {
        config.base()?;
        Self::over(config, Arc::new(WebTransport::new(config)?))
    }

    /// The platform of `config` over `transport`, whose business the roots and pins are then.
    ///
    /// # Errors
    /// [`PlatformError::InsecureAddress`] or [`PlatformError::BadConfiguration`].
    pub fn over(config: &Config, transport: Arc<dyn Transport>) -> Result<Self, PlatformError> {
        Ok(Self {
            transport,
            base: config.base()?,
            limits: config.limits,
            retry: config.retry,
            random: Box::new(random),
            clock: Clock::default(),
            session: Session::default(),
        })
    }

    /// Draws waits and the ids of requests from `random`, so that a simulation goes the same way twice.
    pub fn with_random(self, random: impl Fn() -> u128 + Send + Sync + 'static) -> Self {
        Self { random: Box::new(random), ..self }
    }

    /// Takes `now` for the phone's clock.
    pub fn with_clock(self, now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self { clock: Clock::new(now), ..self }
    }

    /// Makes `call`, and makes it again where that may help.
    async fn send(&self, call: &Call) -> Result<Answer, Failed> {
        let id = Builder::from_random_bytes((self.random)().to_be_bytes()).into_uuid();
        let mut tries = 1;
        loop {
            let failed = match self.send_once(call, id, tries).await {
                Ok(answer) => return Ok(answer),
                Err(failed) => failed,
            };
            let helps = match call.is_counted() {
                true => failed.error == PlatformError::NoNetwork,
                false => failed.trouble.is_none() && retry::may_pass(&failed.error),
            };
            let wait = self.retry.wait(tries, failed.retry_after, self.random_word());
            let Some(wait) = wait.filter(|_| helps) else {
                return Err(failed);
            };
            tokio::time::sleep(wait).await;
            tries += 1;
        }
    }

    /// One try. The one place where an expired access token is replaced, once.
    async fn send_once(&self, call: &Call, id: Uuid, tries: u32) -> Result<Answer, Failed> {
        if !call.is_signed() {
            return self.exchange(call, None, id, tries).await;
        }
        let token = self.access_token(None).await?;
        match self.exchange(call, Some(&token), id, tries).await {
            Err(failed) if failed.error == PlatformError::SessionExpired => {
                let token = self.access_token(Some(&token)).await?;
                self.exchange(call, Some(&token), id, tries).await
            }
            answer => answer,
        }
    }

    /// One request and its answer. What is told of it names nobody: a path without its ids, a status, a time.
    async fn exchange(&self, call: &Call, token: Option<&Secret>, id: Uuid, tries: u32) -> Result<Answer, Failed> {
        let request = call.request(&self.base, token, id)?;
        let start = Instant::now();
        let response = self.transport.exchange(request, call.time(&self.limits)).await;
        let millis = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
        let (method, path) = (&call.method, call.path);
        match response {
            Ok(response) => {
                let status = response.status().as_u16();
                tracing::debug!(target: "ruxue_platform", %method, path, status, millis, %id, tries, "answered");
                self.clock.note(response.headers());
                Answer::of(response)
            }
            Err(error) => {
                tracing::debug!(target: "ruxue_platform", %method, path, %error, millis, %id, tries, "no answer");
                Err(error.into())
            }
        }
    }

    fn random_word(&self) -> u64 {
        let [_, _, _, _, _, _, _, _, word @ ..] = (self.random)().to_be_bytes();
        u64::from_be_bytes(word)
    }
}

impl fmt::Debug for HttpPlatform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpPlatform")
            .field("base", &self.base.as_str())
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}

fn random() -> u128 {
    let mut bytes = [0; 16];
    match getrandom::fill(&mut bytes) {
        Ok(()) => u128::from_be_bytes(bytes),
        // Nothing secret hangs on it: without randomness the waits are none and the ids all alike.
        Err(_) => 0,
    }
}
