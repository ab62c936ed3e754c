use crate::{PlatformError, Retry};
use std::time::Duration;
use url::Url;

/// Where the platform is and whom to trust there.
#[derive(Debug, Clone)]
pub struct Config {
    /// `https://…`; `http://` only for this machine itself (127.0.0.0/8, ::1, localhost). In ASCII: `xn--…` for other letters.
    pub address: String,
    /// Root certificates (DER) trusted besides the usual web authorities.
    pub extra_roots: Vec<Vec<u8>>,
    /// SHA-256 of the SubjectPublicKeyInfo of each server key allowed; empty allows any certified key. Pin a reserve
    /// key too, or a lost key locks every student out.
    pub pins: Vec<[u8; 32]>,
    /// How long to wait for what.
    pub limits: TimeLimits,
    /// When a call that came to nothing is made again.
    pub retry: Retry,
}

impl Config {
    /// The platform at `address`, certified by a usual web authority.
    pub fn new(address: impl Into<String>) -> Self {
        Self {
            address: address.into(),
            extra_roots: Vec::new(),
            pins: Vec::new(),
            limits: TimeLimits::default(),
            retry: Retry::default(),
        }
    }

    /// The address, if tokens and photos may be sent there: they travel encrypted or not at all beyond this machine.
    pub(crate) fn base(&self) -> Result<Url, PlatformError> {
        let base = Url::parse(&self.address).map_err(|_| PlatformError::BadConfiguration)?;
        if is_secure(&base) { Ok(base) } else { Err(PlatformError::InsecureAddress) }
    }
}

/// How long to wait for what.
#[derive(Debug, Clone, Copy)]
pub struct TimeLimits {
    /// For a connection.
    pub connect: Duration,
    /// For the next bytes of an answer.
    pub read: Duration,
    /// For a whole call without bytes of a photo.
    pub call: Duration,
    /// For one part of an upload.
    pub upload: Duration,
}

impl Default for TimeLimits {
    /// A part of 256 KiB takes 42 s at 50 kbit/s, the least that a phone at the edge of reception has.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            read: Duration::from_secs(30),
            call: Duration::from_secs(30),
            upload: Duration::from_secs(60),
        }
    }
}

fn is_secure(base: &Url) -> bool {
    match (base.scheme(), base.host()) {
        ("https", Some(_)) => true,
        ("http", Some(url::Host::Ipv4(host))) => host.is_loopback(),
        ("http", Some(url::Host::Ipv6(host))) => host.is_loopback(),
        ("http", Some(url::Host::Domain(host))) => host == "localhost",
        _ => false,
    }
}
