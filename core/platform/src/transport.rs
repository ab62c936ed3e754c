//! What carries requests: https by reqwest, or whatever stands in for it.

use crate::{Config, PlatformError, tls};
use async_trait::async_trait;
use bytes::Bytes;
use std::error::Error;
use std::io::ErrorKind;
use std::time::Duration;
use zeroize::Zeroizing;

/// No answer of the contract comes near this many bytes.
const LARGEST_ANSWER: usize = 256 << 10;

/// Carries requests under [`HttpPlatform`](crate::HttpPlatform); a simulated network is one more `impl Transport`.
#[async_trait]
pub trait Transport: Send + Sync {
    /// Exchanges one request for its whole answer, within `time`; follows no redirect. An answer of whatever status is a
    /// success here.
    ///
    /// # Errors
    /// What can't be had is `NoNetwork`, `ServerDown`, `TooSlow`, `Cut`, `Untrusted` or `NotUnderstood`. `NoNetwork` promises
    /// that nothing of the request left the phone.
    async fn exchange(
        &self,
        request: http::Request<Bytes>,
        time: Duration,
    ) -> Result<http::Response<Bytes>, PlatformError>;
}

/// The web: TLS 1.2 or newer, no redirects, no proxy, no answer beyond 256 KiB. It keeps its connections.
#[derive(Debug, Clone)]
pub struct WebTransport {
    client: reqwest::Client,
}

impl WebTransport {
    /// A transport that trusts whom `config` says. Connects to nothing yet.
    ///
    /// # Errors
    /// [`PlatformError::BadConfiguration`].
    pub fn new(config: &Config) -> Result<Self, PlatformError> {
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls::client_config(&config.extra_roots, &config.pins)?)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            .connect_timeout(config.limits.connect)
            .read_timeout(config.limits.read)
            .user_agent(concat!("ruxue/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|_| PlatformError::BadConfiguration)?;
        Ok(Self { client })
    }
}

#[async_trait]
impl Transport for WebTransport {
    async fn exchange(
        &self,
        request: http::Request<Bytes>,
        time: Duration,
    ) -> Result<http::Response<Bytes>, PlatformError> {
        let mut request = reqwest::Request::try_from(request).map_err(|_| PlatformError::BadConfiguration)?;
        *request.timeout_mut() = Some(time);
        let mut response = self.client.execute(request).await?;
        let mut body = Zeroizing::new(Vec::new());
        while let Some(piece) = response.chunk().await? {
            if body.len() + piece.len() > LARGEST_ANSWER {
                return Err(PlatformError::NotUnderstood);
            }
            body.extend_from_slice(&piece);
        }
        let mut answer = http::Response::new(Bytes::from_owner(body));
        *answer.status_mut() = response.status();
        *answer.headers_mut() = std::mem::take(response.headers_mut());
        Ok(answer)
    }
}

impl From<reqwest::Error> for PlatformError {
    fn from(error: reqwest::Error) -> Self {
        if error.is_timeout() {
            return Self::TooSlow;
        }
        if !error.is_connect() {
            return Self::Cut;
        }
        match cause::<rustls::Error>(&error) {
            Some(rustls::Error::InvalidCertificate(_)) => return Self::Untrusted,
            Some(_) => return Self::NotUnderstood,
            None => {}
        }
        match cause::<std::io::Error>(&error).map(std::io::Error::kind) {
            Some(ErrorKind::ConnectionRefused) => Self::ServerDown,
            Some(ErrorKind::TimedOut) => Self::TooSlow,
            Some(ErrorKind::ConnectionReset | ErrorKind::UnexpectedEof | ErrorKind::BrokenPipe) => Self::Cut,
            _ => Self::NoNetwork,
        }
    }
}

/// The first cause of kind `E`. An IO error hides what it wraps from `source`, so it is opened by hand.
fn cause<'a, E: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a E> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref::<E>() {
            return Some(found);
        }
        next = match error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    None
}
