//! Whatever answers, every call ends with a success of the contract or a typed error.

use crate::fake::{Content, Fake};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Response, StatusCode};
use jiff::Timestamp;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use ruxue_platform::{
    Binding, BindingKind, CodePurpose, Config, Contact, HttpPlatform, Platform, PlatformError, PostalAddress, Proof,
    Registration, Secret, Transfer,
};
use ruxue_reference_platform::NotedStudent;
use ruxue_rules::{Account, Consent, ConsentKind, Side};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use uuid::Uuid;

/// Each call of the port.
const CALLS: [&str; 25] = [
    "log_in",
    "log_out",
    "log_out_everywhere",
    "student",
    "upload_portrait_side",
    "upload_emblem_side",
    "confirm_card",
    "submit",
    "find_attempt",
    "history",
    "hand_over",
    "restart",
    "give_consent",
    "revoke_consent",
    "consents",
    "erase",
    "request_code",
    "register",
    "reset_password",
    "change_password",
    "profile",
    "set_postal_address",
    "enrolment",
    "bind",
    "unbind",
];

async fn call(client: &HttpPlatform, name: &str) -> Result<(), PlatformError> {
    let secret = || Secret::new("123456".into());
    let (mobile, email) = (Contact::parse("13900000001").unwrap(), Contact::parse("a@example.cn").unwrap());
    let (transfer, photo) = (Transfer::default(), Bytes::from_static(&[7; 300_000]));
    let student = NotedStudent::new(1).unwrap();
    match name {
        "log_in" => client.log_in(&Account::parse("13900000001").unwrap(), &secret()).await.map(drop),
        "log_out" => client.log_out().await,
        "log_out_everywhere" => client.log_out_everywhere().await,
        "student" => client.student().await.map(drop),
        "upload_portrait_side" => client.upload_side(Side::Portrait, Uuid::new_v4(), photo, &transfer).await.map(drop),
        "upload_emblem_side" => client.upload_side(Side::Emblem, Uuid::new_v4(), photo, &transfer).await.map(drop),
        "confirm_card" => client.confirm_card(&student.confirmed(jiff::civil::date(2026, 11, 24)).unwrap()).await,
        "submit" => client.submit(Uuid::new_v4(), photo, &[], &transfer).await.map(drop),
        "find_attempt" => client.find_attempt(Uuid::nil()).await.map(drop),
        "history" => client.history().await.map(drop),
        "hand_over" => client.hand_over().await.map(drop),
        "restart" => client.restart().await,
        "give_consent" => client.give_consent(ConsentKind::Face, &Consent::to_current(Timestamp::UNIX_EPOCH)).await,
        "revoke_consent" => client.revoke_consent(ConsentKind::Card).await,
        "consents" => client.consents().await.map(drop),
        "erase" => client.erase().await,
        "request_code" => client.request_code(&CodePurpose::Binding(email)).await.map(drop),
        "register" => {
            let (name, number) = ("张样".into(), student.number().clone());
            client.register(&Registration { name, number, mobile, code: secret(), password: secret() }).await
        }
        "reset_password" => client.reset_password(&email, &secret(), &secret()).await,
        "change_password" => client.change_password(&Proof::Code(secret()), &secret()).await,
        "profile" => client.profile().await.map(drop),
        "set_postal_address" => {
            let [recipient, mobile, region, street] = ["张样", "13900000001", "省", "路"].map(String::from);
            client.set_postal_address(&PostalAddress { recipient, mobile, region, street }).await
        }
        "enrolment" => client.enrolment().await.map(drop),
        "bind" => client.bind(&Binding::Mobile { mobile, code: secret() }).await,
        "unbind" => client.unbind(BindingKind::WeChat).await,
        _ => unreachable!(),
    }
}

/// What is done to one answer.
#[derive(Debug, Clone)]
enum Change {
    Nothing,
    /// Something else in the place of one value somewhere in the JSON.
    Put(Index, Value),
    /// One member or element less.
    Drop(Index),
    Truncate(Index),
    Status(u16),
    MediaType(&'static str),
    Bytes(Vec<u8>),
}

impl Change {
    fn to(&self, mut response: Response<Bytes>) -> Response<Bytes> {
        match self {
            Self::Nothing => {}
            Self::Put(..) | Self::Drop(_) => {
                let Ok(mut body) = serde_json::from_slice::<Value>(response.body()) else { return response };
                self.to_json(&mut body);
                *response.body_mut() = body.to_string().into();
            }
            Self::Truncate(end) => {
                if response.body().is_empty() {
                    return garbage(response, b"{");
                }
                let end = end.index(response.body().len());
                response.body_mut().truncate(end);
            }
            Self::Status(status) => *response.status_mut() = StatusCode::from_u16(*status).unwrap(),
            Self::MediaType(media_type) => {
                if response.body().is_empty() {
                    return garbage(response, b"<p>");
                }
                response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
            }
            Self::Bytes(bytes) => return garbage(response, bytes),
        }
        response
    }

    fn to_json(&self, body: &mut Value) {
        let (Self::Put(place, _) | Self::Drop(place)) = self else { return };
        let mut paths = Vec::new();
        list_paths(body, String::new(), &mut paths);
        let path = place.get(&paths);
        match self {
            Self::Put(_, value) => *body.pointer_mut(path).unwrap() = value.clone(),
            _ => {
                let Some((parent, name)) = path.rsplit_once('/') else { return };
                match body.pointer_mut(parent) {
                    Some(Value::Object(members)) => drop(members.remove(name)),
                    Some(Value::Array(elements)) => drop(elements.remove(name.parse().unwrap())),
                    _ => {}
                }
            }
        }
    }
}

fn garbage(mut response: Response<Bytes>, bytes: &[u8]) -> Response<Bytes> {
    *response.body_mut() = bytes.to_vec().into();
    response
}

/// The JSON pointers of every value in `value`, itself among them.
fn list_paths(value: &Value, path: String, paths: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(name, member)| list_paths(member, format!("{path}/{name}"), paths))
        }
        Value::Array(elements) => {
            elements
                .iter()
                .enumerate()
                .for_each(|(place, element)| list_paths(element, format!("{path}/{place}"), paths));
        }
        _ => {}
    }
    paths.push(path);
}

fn change() -> impl Strategy<Value = Change> {
    let values = vec![
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(1e308),
        json!(0.5),
        json!(""),
        json!("\u{0}\u{202e}𠮷"),
        json!("x".repeat(100_000)),
        json!([]),
        json!([[[[[]]]]]),
        json!({}),
        json!({"state": "passed"}),
        json!("9999-12-31T23:59:60Z"),
        json!("-009999-01-02"),
        json!("00000000-0000-0000-0000-000000000000"),
        json!("长期"),
    ];
    prop_oneof![
        4 => (any::<Index>(), select(values)).prop_map(|(place, value)| Change::Put(place, value)),
        2 => any::<Index>().prop_map(Change::Drop),
        1 => any::<Index>().prop_map(Change::Truncate),
        1 => select(vec![203, 205, 206, 299, 300, 301, 302, 304, 400, 401, 404, 409, 422, 429, 500, 503, 599, 999]).prop_map(Change::Status),
        1 => select(vec!["text/html", "application/octet-stream", "image/jpeg", "application/jsonp", ""]).prop_map(Change::MediaType),
        2 => proptest::collection::vec(any::<u8>(), 1..200).prop_map(|mut bytes| { bytes.push(0xff); Change::Bytes(bytes) }),
    ]
}

/// How `name` ends where `change` befalls the answer to its request `place`, and how many requests it made.
fn run(name: &str, place: usize, change: Change) -> (Result<(), PlatformError>, usize) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    runtime.block_on(async {
        let (content, count) = (Content::default(), AtomicUsize::new(0));
        let network = Fake::new(move |request| {
            let answer = content.answer(request);
            Ok(if count.fetch_add(1, Ordering::Relaxed) == place { change.to(answer) } else { answer })
        });
        let client = network.client(&Config::new("https://platform.example"));
        let done = tokio::time::timeout(Duration::from_secs(24 * 60 * 60), call(&client, name)).await;
        (done.unwrap(), network.count(""))
    })
}

#[test]
fn every_call_succeeds_where_every_answer_is_good() {
    for name in CALLS {
        assert_eq!(run(name, 0, Change::Nothing).0, Ok(()), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn no_answer_breaks_a_call(name in select(CALLS.to_vec()), place in any::<Index>(), change in change()) {
        let place = place.index(run(name, 0, Change::Nothing).1);
        let (done, _) = run(name, place, change.clone());
        if let Err(error) = &done {
            prop_assert!(!matches!(error, PlatformError::NoNetwork | PlatformError::Untrusted | PlatformError::Cancelled));
        }
    }
}

#[test]
fn nobodys_answer_is_never_a_success() {
    let nonsense = [
        b"\xff\xfe\x00".to_vec(),
        b"<!doctype html>".to_vec(),
        b"{}".to_vec(),
        br#"{"moon":["cheese"]}"#.to_vec(),
        b"[]".to_vec(),
        b"null".to_vec(),
    ];
    let changes = nonsense.into_iter().map(Change::Bytes).chain([
        Change::Status(203),
        Change::Status(302),
        Change::MediaType("text/html"),
    ]);
    for change in changes {
        for name in CALLS {
            for place in 0..run(name, 0, Change::Nothing).1 {
                let (done, _) = run(name, place, change.clone());
                assert!(done.is_err(), "{name}, answer {place}: {change:?}");
            }
        }
    }
}
