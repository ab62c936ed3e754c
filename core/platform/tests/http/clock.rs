use crate::fake::{Content, Fake, answer};
use http::HeaderValue;
use http::header::{DATE, RETRY_AFTER};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use ruxue_platform::{Config, HttpPlatform, Platform, PlatformError, Retry};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// The phone's clock in these tests.
const NOW: &str = "2026-11-24T08:00:00Z";

/// A client with a stopped clock whose platform answers its n-th request with the n-th of `dates`.
fn client(dates: Vec<&'static str>) -> (Arc<Fake>, HttpPlatform) {
    let (content, count) = (Content::default(), AtomicUsize::new(0));
    let network = Fake::new(move |request| {
        let mut response = content.answer(request);
        if let Some(date) = dates.get(count.fetch_add(1, Ordering::Relaxed)) {
            response.headers_mut().insert(DATE, HeaderValue::from_str(date).unwrap());
        }
        Ok(response)
    });
    let now: Timestamp = NOW.parse().unwrap();
    let client = network.client(&Config::new("https://platform.example")).with_clock(move || now);
    (network, client)
}

#[tokio::test(start_paused = true)]
async fn the_skew_is_that_of_the_last_answer_that_told_a_time() {
    let (_network, client) = client(vec![
        "Tue, 24 Nov 2026 08:00:07 GMT",
        "Tue, 24 Nov 2026 07:58:00 GMT",
        "yesterday",
        "Tue, 24 Nov 2026 28:00:00 GMT",
        "Tue, 24 Nov 2026 08:00:00 GMT",
    ]);
    assert_eq!(client.skew(), SignedDuration::ZERO);
    client.student().await.unwrap();
    assert_eq!(client.skew(), SignedDuration::from_secs(-120));
    client.student().await.unwrap();
    client.student().await.unwrap();
    assert_eq!(client.skew(), SignedDuration::from_secs(-120), "what is no date is ignored");
    client.student().await.unwrap();
    assert_eq!(client.skew(), SignedDuration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn a_platform_years_away_ends_no_session() {
    let (network, client) = client(vec!["Fri, 01 Jan 1971 00:00:00 GMT", "Fri, 31 Dec 2100 23:59:59 GMT"]);
    client.student().await.unwrap();
    client.student().await.unwrap();
    assert_eq!(network.count("POST /v1/session/refresh"), 1);
}

#[tokio::test(start_paused = true)]
async fn a_moment_to_come_back_at_goes_by_the_platforms_own_clock() {
    for (retry_after, date, wait) in [
        ("Tue, 24 Nov 2026 09:30:00 GMT", "Tue, 24 Nov 2026 09:29:00 GMT", Some(60)),
        ("Tue, 24 Nov 2026 09:30:00 GMT", "Tue, 24 Nov 2026 09:31:00 GMT", Some(0)),
        ("Tue, 24 Nov 2026 09:30:00 GMT", "", None),
        ("86400", "", Some(86_400)),
        ("18446744073709551615", "", Some(86_400)),
        ("18446744073709551616", "", None),
        ("-1", "", None),
        ("1.5", "", None),
        (" 12 ", "", Some(12)),
    ] {
        let error = busy(retry_after.as_bytes(), date.as_bytes()).await;
        let retry_after = wait.map(Duration::from_secs);
        assert_eq!(error, PlatformError::TooManyRequests { retry_after }, "{retry_after:?} {date}");
    }
}

/// What a 429 with these headers becomes.
async fn busy(retry_after: &[u8], date: &[u8]) -> PlatformError {
    let headers = [(RETRY_AFTER, retry_after.to_vec()), (DATE, date.to_vec())];
    let network = Fake::new(move |_| {
        let mut response = answer(429, "text/plain", "less");
        for (name, value) in headers.clone() {
            if let Ok(value) = HeaderValue::from_bytes(&value) {
                response.headers_mut().insert(name, value);
            }
        }
        Ok(response)
    });
    let config = Config { retry: Retry::never(), ..Config::new("https://platform.example") };
    network.client(&config).student().await.unwrap_err()
}

proptest! {
    #[test]
    fn no_header_breaks_anything(
        retry_after in prop_oneof![proptest::collection::vec(any::<u8>(), 0..40), almost_date()],
        date in prop_oneof![proptest::collection::vec(any::<u8>(), 0..40), almost_date()],
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        match runtime.block_on(busy(&retry_after, &date)) {
            PlatformError::TooManyRequests { retry_after } => {
                prop_assert!(retry_after.is_none_or(|wait| wait <= Duration::from_secs(86_400)));
            }
            error => prop_assert!(false, "{error:?}"),
        }
    }
}

/// Dates as HTTP writes them, most with something wrong.
fn almost_date() -> impl Strategy<Value = Vec<u8>> {
    let text =
        "(Mon|Tue|Sun|XXX), [0-9]{1,2} (Jan|Feb|Nov|Foo) [0-9]{1,5} [0-9]{2}:[0-9]{2}:[0-9]{2} (GMT|UTC|[+-][0-9]{4}|)";
    text.prop_map(String::into_bytes)
}
