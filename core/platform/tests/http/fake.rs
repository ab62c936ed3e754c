//! An invented network: it answers as the test says, and remembers what it was asked.

use async_trait::async_trait;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{Request, Response, StatusCode};
use ruxue_platform::{Config, HttpPlatform, Platform, PlatformError, SavedSession, Secret, Transport};
use ruxue_rules::limits::PART_BYTES;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::time::Instant;
use uuid::Uuid;

pub(crate) type Answered = Result<Response<Bytes>, PlatformError>;

/// What the network makes of a request.
trait Answering: Fn(&Request<Bytes>) -> Answered + Send + Sync {}
impl<F: Fn(&Request<Bytes>) -> Answered + Send + Sync> Answering for F {}

/// No call makes as many requests: more of them never end.
const MOST_REQUESTS: usize = 500;

pub(crate) struct Fake {
    answer: Box<dyn Answering>,
    seen: Mutex<Vec<Seen>>,
}

/// A request as it arrived.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) at: Instant,
    pub(crate) operation: String,
    pub(crate) id: String,
    pub(crate) time: Duration,
}

impl Fake {
    pub(crate) fn new(answer: impl Fn(&Request<Bytes>) -> Answered + Send + Sync + 'static) -> Arc<Self> {
        Arc::new(Self { answer: Box::new(answer), seen: Mutex::default() })
    }

    /// A client of this network with a session whose access token is still to be asked for.
    pub(crate) fn client(self: &Arc<Self>, config: &Config) -> HttpPlatform {
        let client = HttpPlatform::over(config, Arc::<Self>::clone(self)).unwrap();
        client.resume(SavedSession(Secret::new("A".repeat(43))));
        client
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    /// How many requests began so.
    pub(crate) fn count(&self, operation: &str) -> usize {
        self.seen().iter().filter(|seen| seen.operation.starts_with(operation)).count()
    }
}

#[async_trait]
impl Transport for Fake {
    async fn exchange(&self, request: Request<Bytes>, time: Duration) -> Answered {
        let id = request.headers()["x-request-id"].to_str().unwrap().to_owned();
        let seen = Seen { at: Instant::now(), operation: operation(&request), id, time };
        let count = {
            let mut all = self.seen.lock().unwrap();
            all.push(seen);
            all.len()
        };
        assert!(count < MOST_REQUESTS, "requests without end");
        // Others get their turn while this one is under way.
        tokio::time::sleep(Duration::from_millis(10)).await;
        (self.answer)(&request)
    }
}

/// Method and path, such as `GET /v1/student`.
pub(crate) fn operation(request: &Request<Bytes>) -> String {
    format!("{} {}", request.method(), request.uri().path())
}

pub(crate) fn json_answer(status: u16, body: &Value) -> Response<Bytes> {
    answer(status, "application/json", body.to_string())
}

pub(crate) fn problem(status: u16, code: &str, members: Value) -> Response<Bytes> {
    let mut body = json!({ "title": "No", "status": status, "code": code });
    body.as_object_mut().unwrap().extend(members.as_object().cloned().unwrap_or_default());
    answer(status, "application/problem+json", body.to_string())
}

pub(crate) fn nothing() -> Response<Bytes> {
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = StatusCode::NO_CONTENT;
    response
}

pub(crate) fn answer(status: u16, media_type: &str, body: impl Into<Bytes>) -> Response<Bytes> {
    let mut response = Response::new(body.into());
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    response.headers_mut().insert(CONTENT_TYPE, media_type.parse().unwrap());
    response
}

/// A platform that is content with everything, as long as photos arrive as announced.
#[derive(Default)]
pub(crate) struct Content {
    uploads: Mutex<BTreeMap<Uuid, Upload>>,
}

#[derive(Clone)]
struct Upload {
    purpose: Value,
    length: u64,
    bytes: Vec<u8>,
}

impl Upload {
    fn told(&self, id: Uuid) -> Response<Bytes> {
        let told = json!({"id": id, "purpose": self.purpose, "length": self.length, "received": self.bytes.len()});
        json_answer(200, &told)
    }
}

impl Content {
    /// The bytes that arrived under `id`.
    pub(crate) fn arrived(&self, id: Uuid) -> Vec<u8> {
        self.uploads.lock().unwrap().get(&id).map(|upload| upload.bytes.clone()).unwrap_or_default()
    }

    /// Loses all but `kept` bytes of every upload; the whole of it where there are none.
    pub(crate) fn lose(&self, kept: usize) {
        let mut uploads = self.uploads.lock().unwrap();
        uploads.values_mut().for_each(|upload| upload.bytes.truncate(kept));
        uploads.retain(|_, upload| !upload.bytes.is_empty());
    }

    pub(crate) fn answer(&self, request: &Request<Bytes>) -> Response<Bytes> {
        match (request.method().as_str(), request.uri().path()) {
            ("PUT", path) if path.starts_with("/v1/uploads/") => self.announce(request),
            ("PATCH", _) => self.append(request),
            ("PUT", path) if path.starts_with("/v1/card/sides/") => self.finish(request),
            ("POST", "/v1/attempts") => self.finish(request),
            _ => say_yes(request),
        }
    }

    fn announce(&self, request: &Request<Bytes>) -> Response<Bytes> {
        let sent: Value = serde_json::from_slice(request.body()).unwrap();
        let id = named(request);
        let length = sent["length"].as_u64().unwrap();
        let new = Upload { purpose: sent["purpose"].clone(), length, bytes: vec![] };
        self.uploads.lock().unwrap().entry(id).or_insert(new).told(id)
    }

    fn append(&self, request: &Request<Bytes>) -> Response<Bytes> {
        let id = named(request);
        let header = |name: &str| request.headers()[name].to_str().unwrap().to_owned();
        let mut uploads = self.uploads.lock().unwrap();
        let Some(upload) = uploads.get_mut(&id) else {
            return problem(404, "not_found", json!({}));
        };
        let received = upload.bytes.len();
        if header("upload-offset") != received.to_string() {
            return problem(409, "offset_mismatch", json!({"received": received}));
        }
        if header("content-digest") != format!("sha-256=:{}:", STANDARD.encode(Sha256::digest(request.body()))) {
            return problem(400, "damaged_body", json!({}));
        }
        assert!((1..=PART_BYTES).contains(&request.body().len()));
        upload.bytes.extend_from_slice(request.body());
        upload.told(id)
    }

    fn finish(&self, request: &Request<Bytes>) -> Response<Bytes> {
        let sent: Value = serde_json::from_slice(request.body()).unwrap();
        let id = sent["upload"].as_str().unwrap().parse().unwrap();
        let uploads = self.uploads.lock().unwrap();
        let (received, length) = uploads.get(&id).map_or((0, 1), |upload| (upload.bytes.len() as u64, upload.length));
        match received < length {
            true => problem(409, "upload_incomplete", json!({"received": received})),
            false => say_yes(request),
        }
    }
}

/// The id at the end of the path.
fn named(request: &Request<Bytes>) -> Uuid {
    request.uri().path().rsplit('/').next().unwrap().parse().unwrap()
}

fn say_yes(request: &Request<Bytes>) -> Response<Bytes> {
    let operation = operation(request);
    let outcome = json!({"state": "failed", "score": 20.5, "reasons": ["irregular_photo"]});
    let attempt =
        |key: &str| json!({"id": Uuid::nil(), "key": key, "submitted_at": "2026-11-24T08:00:00Z", "outcome": outcome});
    let consent = json!({"version": "2026-11-24", "given_at": "2026-11-24T08:00:00Z"});
    let body = match operation.as_str() {
        "POST /v1/session" | "POST /v1/session/refresh" => {
            json!({"access_token": "B".repeat(43), "refresh_token": "A".repeat(43), "expires_in": 900})
        }
        "GET /v1/student" => json!({
            "student_number": "S1", "class": "班", "masked_name": "*样", "chances_left": 3, "card": "confirmed", "weak_password": true
        }),
        "PUT /v1/card/sides/portrait" => json!({
            "side": "portrait", "name": "张样", "sex": "男", "ethnicity": "汉", "birth": "2000-01-02", "address": "路", "id_number": null
        }),
        "PUT /v1/card/sides/emblem" => {
            json!({"side": "emblem", "authority": "局", "valid_from": "2020-01-02", "valid_to": "长期"})
        }
        "GET /v1/attempts" => json!({"chances_left": 2, "attempts": [attempt(&Uuid::nil().to_string())]}),
        "POST /v1/attempts" => attempt(request.headers()["idempotency-key"].to_str().unwrap()),
        "POST /v1/hand-over" => attempt(&Uuid::nil().to_string()),
        "GET /v1/consents" => json!({"card": consent, "face": null}),
        "POST /v1/codes" => json!({"expires_in": 600, "resend_after": 60}),
        "GET /v1/profile" => json!({
            "masked_name": "*样", "masked_number": "1****1", "sex": "女", "mobile": "139****0001", "email": null, "wechat": true,
            "postal_address": {"recipient": "张样", "mobile": "13900000001", "region": "省", "street": "路"}
        }),
        "GET /v1/enrolment" => json!({
            "student_number": "S1", "class": "班", "college": "校", "programme": "法学", "level": "专升本", "form": "函授",
            "enrolled_on": "2026-03-01", "status": "在读"
        }),
        operation if operation.starts_with("GET /v1/submissions/") => return problem(404, "not_found", json!({})),
        _ => return nothing(),
    };
    json_answer(if operation == "POST /v1/attempts" || operation == "POST /v1/codes" { 202 } else { 200 }, &body)
}
