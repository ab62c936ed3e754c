//! [`HttpPlatform`]: how requests travel. What they say stands in `wire.rs`, what they mean in `port.rs`.

mod answer;
mod body;
mod calls;

use crate::port::SavedSession;
use crate::wire;
use crate::{PlatformError, Secret, Transfer, tls};
use answer::Answer;
use body::PhotoBody;
use bytes::Bytes;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{Client, Method, RequestBuilder, Url};
use serde::Serialize;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync;
use uuid::Uuid;
use zeroize::Zeroizing;

/// The largest photo that the contract takes, bytes.
const LARGEST_PHOTO: usize = 12 << 20;

/// Where the platform is and whom to trust there.
#[derive(Debug, Clone)]
pub struct Config {
    /// `https://…`; `http://` only for this machine itself (127.0.0.0/8, ::1, localhost).
    pub address: String,
    /// Root certificates (DER) trusted besides the usual web authorities.
    pub extra_roots: Vec<Vec<u8>>,
    /// SHA-256 of the SubjectPublicKeyInfo of each server key allowed; empty allows any certified key. Pin a reserve
    /// key too, or a lost key locks every student out.
    pub pins: Vec<[u8; 32]>,
    /// How long to wait for what.
    pub limits: TimeLimits,
}

impl Config {
    /// The platform at `address`, certified by a usual web authority.
    pub fn new(address: impl Into<String>) -> Self {
        Self { address: address.into(), extra_roots: Vec::new(), pins: Vec::new(), limits: TimeLimits::default() }
    }
}

/// How long to wait for what.
#[derive(Debug, Clone, Copy)]
pub struct TimeLimits {
    /// For a connection.
    pub connect: Duration,
    /// For the next bytes of an answer.
    pub read: Duration,
    /// For a whole call without a photo.
    pub call: Duration,
    /// For a whole upload.
    pub upload: Duration,
}

impl Default for TimeLimits {
    /// A photo of 5 MB takes 80 s at 0.5 Mbit/s, which a crowded campus still offers.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            read: Duration::from_secs(30),
            call: Duration::from_secs(30),
            upload: Duration::from_secs(180),
        }
    }
}

/// The platform of our contract, over https. One client a process: it keeps its connections.
#[derive(Debug)]
pub struct HttpPlatform {
    client: Client,
    base: Url,
    limits: TimeLimits,
    tokens: Mutex<Option<Tokens>>,
    refreshing: sync::Mutex<()>,
}

#[derive(Debug, Clone)]
struct Tokens {
    refresh: Secret,
    access: Option<AccessToken>,
}

#[derive(Debug, Clone)]
struct AccessToken {
    secret: Secret,
    good_until: Instant,
}

/// One request, described so that it can be sent again with another token.
struct Call<'a> {
    method: Method,
    path: &'a str,
    payload: Payload<'a>,
}

enum Payload<'a> {
    Nothing,
    Json(Bytes),
    Photo { jpeg: Bytes, key: Option<Uuid>, transfer: &'a Transfer },
}

impl HttpPlatform {
    /// A client for `config`. Connects to nothing yet.
    ///
    /// # Errors
    /// [`PlatformError::InsecureAddress`] or [`PlatformError::BadConfiguration`].
    pub fn new(config: &Config) -> Result<Self, PlatformError> {
        let base = Url::parse(&config.address).map_err(|_| PlatformError::BadConfiguration)?;
        if !is_secure(&base) {
            return Err(PlatformError::InsecureAddress);
        }
        let client = Client::builder()
            .tls_backend_preconfigured(tls::client_config(&config.extra_roots, &config.pins)?)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            .connect_timeout(config.limits.connect)
            .read_timeout(config.limits.read)
            .user_agent(concat!("ruxue/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|_| PlatformError::BadConfiguration)?;
        Ok(Self { client, base, limits: config.limits, tokens: Mutex::new(None), refreshing: sync::Mutex::new(()) })
    }

    /// Sends `call` for the student logged in. The one place where an expired access token is replaced, once.
    async fn send(&self, call: &Call<'_>) -> Result<Answer, PlatformError> {
        let token = self.access_token(None).await?;
        match self.exchange(call, Some(&token)).await {
            Err(PlatformError::SessionExpired) => {
                let token = self.access_token(Some(&token)).await?;
                self.exchange(call, Some(&token)).await
            }
            answer => answer,
        }
    }

    /// An access token that is still good and is not `stale`; asks for a new one if need be, one caller at a time.
    async fn access_token(&self, stale: Option<&Secret>) -> Result<Secret, PlatformError> {
        let _turn = self.refreshing.lock().await;
        let tokens = self.lock_tokens().clone().ok_or(PlatformError::SessionExpired)?;
        if let Some(access) = tokens.access
            && Instant::now() < access.good_until
            && Some(&access.secret) != stale
        {
            return Ok(access.secret);
        }
        let payload = json(&wire::RefreshRequest { refresh_token: tokens.refresh.reveal() })?;
        let call = Call { method: Method::POST, path: "v1/session/refresh", payload };
        match self.exchange(&call, None).await {
            Ok(answer) => Ok(self.keep(answer.read::<wire::Session>()?)),
            Err(error) => {
                if error == PlatformError::SessionExpired {
                    *self.lock_tokens() = None;
                }
                Err(error)
            }
        }
    }

    /// Keeps the session and gives its access token, taken for expired a little before it is.
    fn keep(&self, session: wire::Session) -> Secret {
        let life = Duration::from_secs(session.expires_in).mul_f32(0.9);
        let secret = Secret::new(session.access_token);
        let access = AccessToken { secret: secret.clone(), good_until: Instant::now() + life };
        *self.lock_tokens() = Some(Tokens { refresh: Secret::new(session.refresh_token), access: Some(access) });
        secret
    }

    async fn exchange(&self, call: &Call<'_>, token: Option<&Secret>) -> Result<Answer, PlatformError> {
        let request = self.request(call, token)?;
        let exchange = async { Answer::receive(request.send().await?).await };
        match &call.payload {
            Payload::Photo { transfer, .. } => tokio::select! {
                biased;
                () = transfer.cancelled() => Err(PlatformError::Cancelled),
                answer = exchange => answer,
            },
            Payload::Nothing | Payload::Json(_) => exchange.await,
        }
    }

    fn request(&self, call: &Call<'_>, token: Option<&Secret>) -> Result<RequestBuilder, PlatformError> {
        let url = self.base.join(call.path).map_err(|_| PlatformError::BadConfiguration)?;
        let mut request = self.client.request(call.method.clone(), url);
        if let Some(token) = token {
            request = request.header(AUTHORIZATION, bearer(token)?);
        }
        Ok(match &call.payload {
            Payload::Nothing => request.timeout(self.limits.call),
            Payload::Json(body) => {
                request.timeout(self.limits.call).header(CONTENT_TYPE, "application/json").body(body.clone())
            }
            Payload::Photo { jpeg, key, transfer } => {
                let request = match key {
                    Some(key) => request.header("Idempotency-Key", key.to_string()),
                    None => request,
                };
                request
                    .timeout(self.limits.upload)
                    .header(CONTENT_TYPE, "image/jpeg")
                    .header("Content-Digest", body::digest(jpeg))
                    .body(reqwest::Body::wrap(PhotoBody::new(jpeg.clone(), (*transfer).clone())))
            }
        })
    }

    fn lock_tokens(&self) -> MutexGuard<'_, Option<Tokens>> {
        // What a panicking thread left is a whole value or none: nothing is half written.
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn saved_session(&self) -> Option<SavedSession> {
        self.lock_tokens().as_ref().map(|tokens| SavedSession(tokens.refresh.clone()))
    }
}

/// Tokens and photos travel encrypted or not at all beyond this machine.
fn is_secure(base: &Url) -> bool {
    match (base.scheme(), base.host()) {
        ("https", Some(_)) => true,
        ("http", Some(url::Host::Ipv4(host))) => host.is_loopback(),
        ("http", Some(url::Host::Ipv6(host))) => host.is_loopback(),
        ("http", Some(url::Host::Domain(host))) => host == "localhost",
        _ => false,
    }
}

fn bearer(token: &Secret) -> Result<HeaderValue, PlatformError> {
    let text = Zeroizing::new(format!("Bearer {}", token.reveal()));
    let mut value = HeaderValue::from_str(&text).map_err(|_| PlatformError::NotUnderstood)?;
    value.set_sensitive(true);
    Ok(value)
}

/// The JSON of `body`, wiped when the last copy of the request is gone.
fn json(body: &impl Serialize) -> Result<Payload<'static>, PlatformError> {
    let text = serde_json::to_vec(body).map_err(|_| PlatformError::BadConfiguration)?;
    Ok(Payload::Json(Bytes::from_owner(Zeroizing::new(text))))
}
