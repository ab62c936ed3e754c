use crate::fake::{Answered, Content, Fake, answer, json_answer, operation, problem};
use http::header::RETRY_AFTER;
use ruxue_platform::{
    Binding, CodePurpose, Config, Contact, Platform, PlatformError, Proof, Registration, SavedSession, Secret, Transfer,
};
use ruxue_reference_platform::NotedStudent;
use ruxue_rules::Account;
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// How the network meets a request.
type Failing = fn() -> Answered;

/// A content platform behind a network that fails `times` times, each time the same way, at requests that begin with
/// `meant`.
fn failing(meant: &'static str, times: usize, fail: Failing) -> Arc<Fake> {
    let (content, left) = (Content::default(), AtomicUsize::new(times));
    Fake::new(move |request| {
        let is_meant = operation(request).starts_with(meant);
        if is_meant && left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok() {
            return fail();
        }
        Ok(content.answer(request))
    })
}

fn config() -> Config {
    Config::new("https://platform.example")
}

fn asking_to_wait(status: u16, retry_after: &str) -> Answered {
    let mut response = answer(status, "text/plain", "later");
    response.headers_mut().insert(RETRY_AFTER, retry_after.parse().unwrap());
    Ok(response)
}

#[tokio::test(start_paused = true)]
async fn what_may_pass_is_tried_again_four_times_in_all() {
    let failures: [(Failing, PlatformError); 7] = [
        (|| Err(PlatformError::NoNetwork), PlatformError::NoNetwork),
        (|| Err(PlatformError::ServerDown), PlatformError::ServerDown),
        (|| Err(PlatformError::TooSlow), PlatformError::TooSlow),
        (|| Err(PlatformError::Cut), PlatformError::Cut),
        (|| Ok(answer(503, "text/plain", "later")), PlatformError::ServerDown),
        (|| Ok(answer(408, "text/plain", "late")), PlatformError::TooSlow),
        (|| Ok(answer(429, "text/plain", "less")), PlatformError::TooManyRequests { retry_after: None }),
    ];
    for (fail, error) in failures {
        let network = failing("GET /v1/student", 3, fail);
        network.client(&config()).student().await.unwrap();
        assert_eq!(network.count("GET /v1/student"), 4, "{error:?}");

        let network = failing("GET /v1/student", 4, fail);
        assert_eq!(network.client(&config()).student().await.unwrap_err(), error);
        assert_eq!(network.count("GET /v1/student"), 4, "{error:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_cannot_succeed_is_not_tried_again() {
    let failures: [Failing; 8] = [
        || Err(PlatformError::Untrusted),
        || Err(PlatformError::NotUnderstood),
        || Err(PlatformError::BadConfiguration),
        || Ok(answer(200, "text/html", "<p>Please log in")),
        || Ok(answer(302, "text/plain", "")),
        || Ok(problem(409, "review_pending", json!({}))),
        || Ok(problem(418, "teapot", json!({}))),
        || Ok(problem(423, "locked", json!({}))),
    ];
    for (place, fail) in failures.into_iter().enumerate() {
        let network = failing("GET /v1/student", 9, fail);
        network.client(&config()).student().await.unwrap_err();
        assert_eq!(network.count("GET /v1/student"), 1, "{place}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_session_that_expired_is_renewed_once_and_not_tried_again() {
    let network = failing("GET /v1/student", 9, || Ok(problem(401, "session_expired", json!({}))));
    assert_eq!(network.client(&config()).student().await.unwrap_err(), PlatformError::SessionExpired);
    assert_eq!((network.count("GET /v1/student"), network.count("POST /v1/session/refresh")), (2, 2));
}

#[tokio::test(start_paused = true)]
async fn where_each_try_counts_it_is_tried_again_only_if_nothing_was_sent() {
    let (code, password) = (Secret::new("123456".into()), Secret::new("correct horse".into()));
    let mobile = Contact::parse("13900000001").unwrap();
    let registration = Registration {
        name: "张样".into(),
        number: NotedStudent::new(1).unwrap().number().clone(),
        mobile: mobile.clone(),
        code: code.clone(),
        password: password.clone(),
    };
    let proof = Proof::CurrentPassword(password.clone());
    let binding = Binding::WeChat { code: code.clone() };
    for (fail, requests) in [((|| Err(PlatformError::NoNetwork)) as Failing, 2), (|| Err(PlatformError::Cut), 1)] {
        for operation in [
            "POST /v1/session",
            "POST /v1/codes",
            "POST /v1/registrations",
            "POST /v1/password/reset",
            "PUT /v1/password",
            "PUT /v1/bindings/wechat",
        ] {
            let network = failing(operation, 1, fail);
            let client = network.client(&config());
            if operation != "POST /v1/session" {
                client.student().await.unwrap();
            }
            let done = match operation {
                "POST /v1/session" => client.log_in(&Account::parse("13900000001").unwrap(), &password).await.map(drop),
                "POST /v1/codes" => client.request_code(&CodePurpose::Registration(mobile.clone())).await.map(drop),
                "POST /v1/registrations" => client.register(&registration).await,
                "POST /v1/password/reset" => client.reset_password(&mobile, &code, &password).await,
                "PUT /v1/password" => client.change_password(&proof, &password).await,
                _ => client.bind(&binding).await,
            };
            let sent = network.seen().iter().filter(|seen| seen.operation == operation).count();
            assert_eq!((sent, done.is_ok()), (requests, requests == 2), "{operation}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_time_that_the_platform_asks_for_is_sat_out() {
    let network = failing("GET /v1/student", 1, || asking_to_wait(503, "17"));
    let client = network.client(&config());
    client.consents().await.unwrap();
    let start = Instant::now();
    client.student().await.unwrap();
    let waited = start.elapsed();
    let asked = Duration::from_secs(17);
    assert!(waited >= asked && waited < asked + Duration::from_secs(1), "{waited:?}");
}

#[tokio::test(start_paused = true)]
async fn a_long_wait_is_the_callers_to_tell() {
    let network = failing("GET /v1/student", 1, || asking_to_wait(429, "31"));
    let error = network.client(&config()).student().await.unwrap_err();
    assert_eq!(error, PlatformError::TooManyRequests { retry_after: Some(Duration::from_secs(31)) });
    assert_eq!(network.count("GET /v1/student"), 1);
}

#[tokio::test(start_paused = true)]
async fn waits_are_a_function_of_what_is_drawn() {
    let run = |seed: u128| async move {
        let network = failing("GET /v1/student", 3, || Err(PlatformError::Cut));
        let client = network.client(&config()).with_random(move || seed);
        let start = Instant::now();
        client.student().await.unwrap();
        network.seen().iter().map(|seen| (seen.at - start, seen.id.clone())).collect::<Vec<_>>()
    };
    let (longest, again, shortest) = (run(u128::MAX).await, run(u128::MAX).await, run(0).await);
    assert_eq!(longest, again);
    let waits = |run: &[(Duration, String)]| -> Vec<u64> {
        run.windows(2).skip(1).map(|pair| (pair[1].0 - pair[0].0).as_millis() as u64).collect()
    };
    // With 10 ms on the way each; tokio's timer rounds up to the millisecond.
    assert_eq!(waits(&longest), [510, 1_010, 2_010]);
    assert_eq!(waits(&shortest), [10, 10, 10]);
}

#[tokio::test(start_paused = true)]
async fn one_call_has_one_id_however_often_it_is_tried() {
    let network = failing("GET /v1/student", 2, || Err(PlatformError::Cut));
    let client = network.client(&config());
    client.student().await.unwrap();
    client.student().await.unwrap();
    let ids: Vec<_> = network.seen().into_iter().filter(|seen| seen.operation == "GET /v1/student").collect();
    assert_eq!((&ids[0].id, &ids[1].id), (&ids[1].id, &ids[2].id));
    assert_ne!(ids[2].id, ids[3].id);
    assert!(ids.iter().all(|seen| seen.id.parse::<Uuid>().unwrap().get_version_num() == 4));
}

#[tokio::test(start_paused = true)]
async fn a_submission_cancelled_while_it_waits_stops_at_once() {
    let network = failing("PATCH", 1, || asking_to_wait(503, "25"));
    let client = network.client(&config());
    let cancel = CancellationToken::new();
    let stop = cancel.clone();
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_secs(5)).await;
        stop.cancel();
    });
    let (start, transfer) = (Instant::now(), Transfer::cancelled_by(cancel));
    let error = client.submit(Uuid::new_v4(), vec![1; 9].into(), &[], &transfer).await.unwrap_err();
    assert_eq!(error, PlatformError::Cancelled);
    assert_eq!(start.elapsed(), Duration::from_secs(5));
    assert_eq!(network.count("PATCH"), 1);
}

#[tokio::test(start_paused = true)]
async fn twenty_calls_on_an_expired_token_renew_it_once() {
    let content = Content::default();
    let network = Fake::new(move |request| Ok(content.answer(request)));
    let client = Arc::new(network.client(&config()));
    client.student().await.unwrap();
    assert_eq!(network.count("POST /v1/session/refresh"), 1);
    tokio::time::advance(Duration::from_secs(20 * 60)).await;
    at_once(&client, 20).await;
    assert_eq!(network.count("POST /v1/session/refresh"), 2);
    assert_eq!(network.count("GET /v1/student"), 21);
}

#[tokio::test(start_paused = true)]
async fn twenty_calls_whose_token_the_platform_dropped_renew_it_once() {
    let (content, valid) = (Content::default(), Arc::new(AtomicUsize::new(1)));
    let token = Arc::clone(&valid);
    let network = Fake::new(move |request| {
        let token = token.load(Ordering::Relaxed);
        if operation(request) == "POST /v1/session/refresh" {
            let session =
                json!({"access_token": token.to_string(), "refresh_token": "A".repeat(43), "expires_in": 900});
            return Ok(json_answer(200, &session));
        }
        match request.headers()["authorization"] == format!("Bearer {token}") {
            true => Ok(content.answer(request)),
            false => Ok(problem(401, "session_expired", json!({}))),
        }
    });
    let client = Arc::new(network.client(&config()));
    client.student().await.unwrap();
    valid.store(2, Ordering::Relaxed);
    at_once(&client, 20).await;
    assert_eq!(network.count("POST /v1/session/refresh"), 2);
    assert_eq!(network.count("GET /v1/student"), 1 + 20 + 20);
}

#[tokio::test(start_paused = true)]
async fn a_renewal_that_comes_after_logging_out_brings_no_session_back() {
    let content = Content::default();
    let network = Fake::new(move |request| Ok(content.answer(request)));
    let client = Arc::new(network.client(&config()));
    let asking = Arc::clone(&client);
    let asked = tokio::spawn(async move { asking.student().await });
    tokio::task::yield_now().await;
    assert_eq!(network.count("POST /v1/session/refresh"), 1);
    client.resume(SavedSession(Secret::new("another".into())));
    assert_eq!(asked.await.unwrap().unwrap_err(), PlatformError::SessionExpired);
    assert!(client.student().await.is_ok(), "the other session stands");
    assert_eq!(network.count("POST /v1/session/refresh"), 2);
}

async fn at_once(client: &Arc<impl Platform + 'static>, calls: usize) {
    let calls: Vec<_> = (0..calls)
        .map(|_| {
            let client = Arc::clone(client);
            tokio::spawn(async move { client.student().await.map(drop) })
        })
        .collect();
    for call in calls {
        assert_eq!(call.await.unwrap(), Ok(()));
    }
}
