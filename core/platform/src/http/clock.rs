use http::HeaderMap;
use http::header::DATE;
use jiff::fmt::rfc2822::DateTimeParser;
use jiff::{SignedDuration, Timestamp};
use std::sync::atomic::{AtomicI64, Ordering};

/// The phone's clock, and how far the platform's is from it. Tokens never go by it: they have the monotonic one.
pub(super) struct Clock {
    now: Box<dyn Fn() -> Timestamp + Send + Sync>,
    skew_millis: AtomicI64,
}

impl Clock {
    pub(super) fn new(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self { now: Box::new(now), skew_millis: AtomicI64::new(0) }
    }

    /// The platform's clock less the phone's, as last noted.
    pub(super) fn skew(&self) -> SignedDuration {
        SignedDuration::from_millis(self.skew_millis.load(Ordering::Relaxed))
    }

    /// Notes the answer's `Date`, if it is one.
    pub(super) fn note(&self, headers: &HeaderMap) {
        if let Some(date) = date(headers) {
            let skew = date.duration_since((self.now)()).as_millis();
            self.skew_millis.store(i64::try_from(skew).unwrap_or_default(), Ordering::Relaxed);
        }
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::new(Timestamp::now)
    }
}

/// When the answer was made, by who made it.
pub(super) fn date(headers: &HeaderMap) -> Option<Timestamp> {
    http_date(headers.get(DATE)?.as_bytes())
}

/// The time that an HTTP-date (RFC 9110 §5.6.7) says, in the one form that is still sent.
pub(super) fn http_date(text: &[u8]) -> Option<Timestamp> {
    static PARSER: DateTimeParser = DateTimeParser::new();
    PARSER.parse_timestamp(text).ok()
}
