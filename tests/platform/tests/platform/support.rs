use axum::Router;
use axum::body::Body;
use axum::http::Request;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::fmt::rfc2822::DateTimeParser;
use jsonschema::Validator;
use reqwest::header::HeaderMap;
use reqwest::{Client, Method, StatusCode};
use ruxue_reference_platform::{NotedExaminer, NotedStudent, TestPlatform};
use ruxue_rules::Side;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;
use tower::ServiceExt;
use uuid::Uuid;

/// The contract, as the file has it.
pub(crate) static CONTRACT: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../openapi.json")).unwrap());

/// Bytes of a part.
pub(crate) const PART: usize = 256 << 10;

/// An operation of the contract with the status of an answer.
pub(crate) type Exchange = (String, String, u16);

/// A student's client of a platform with that student enrolled.
pub(crate) struct Caller {
    pub(crate) platform: Arc<TestPlatform>,
    pub(crate) student: NotedStudent,
    pub(crate) password: Mutex<String>,
    pub(crate) token: Mutex<String>,
    pub(crate) seen: Mutex<BTreeSet<Exchange>>,
    pub(crate) client: Client,
    /// Whether answers are held against the contract, which takes its time.
    pub(crate) checks: bool,
}

/// A request to be.
#[derive(Clone)]
pub(crate) struct Ask {
    method: Method,
    path: String,
    headers: BTreeMap<String, Vec<u8>>,
    body: Vec<u8>,
    signed: bool,
}

#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) json: Value,
    empty: bool,
}

impl Ask {
    pub(crate) fn new(method: Method, path: &str) -> Self {
        Self { method, path: path.into(), headers: BTreeMap::new(), body: vec![], signed: true }
    }

    pub(crate) fn get(path: &str) -> Self {
        Self::new(Method::GET, path)
    }

    pub(crate) fn post(path: &str) -> Self {
        Self::new(Method::POST, path)
    }

    pub(crate) fn put(path: &str) -> Self {
        Self::new(Method::PUT, path)
    }

    pub(crate) fn patch(path: &str) -> Self {
        Self::new(Method::PATCH, path)
    }

    pub(crate) fn delete(path: &str) -> Self {
        Self::new(Method::DELETE, path)
    }

    pub(crate) fn json(self, body: &Value) -> Self {
        self.header("content-type", "application/json").body(body.to_string().into_bytes())
    }

    /// Tells of a photo.
    pub(crate) fn announce(id: Uuid, purpose: &str, photo: &[u8]) -> Self {
        let sha256: String = Sha256::digest(photo).iter().map(|byte| format!("{byte:02x}")).collect();
        let announced = json!({ "purpose": purpose, "length": photo.len(), "sha256": sha256 });
        Self::put(&format!("/v1/uploads/{id}")).json(&announced)
    }

    /// A part of an upload.
    pub(crate) fn part(self, offset: usize, bytes: &[u8]) -> Self {
        let digest = format!("sha-256=:{}:", STANDARD.encode(Sha256::digest(bytes)));
        self.header("content-type", "application/octet-stream")
            .header("content-digest", &digest)
            .header("upload-offset", offset.to_string())
            .body(bytes.to_vec())
    }

    pub(crate) fn header(mut self, name: &str, value: impl AsRef<[u8]>) -> Self {
        self.headers.insert(name.into(), value.as_ref().into());
        self
    }

    pub(crate) fn body(mut self, body: Vec<u8>) -> Self {
        self.body = body;
        self
    }

    /// Hands the request to the platform without a network, and holds the answer against the contract.
    pub(crate) async fn hand_to(self, service: Router, token: &str) -> Reply {
        let mut request = Request::builder().method(self.method.clone()).uri(&self.path);
        for (name, value) in &self.headers {
            request = request.header(name, value.as_slice());
        }
        if self.signed {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let response = service.oneshot(request.body(Body::from(self.body.clone())).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        let reply = Reply::new(parts.status.as_u16(), parts.headers, &body);
        self.check(&reply);
        reply
    }

    /// Holds an answer against the contract; tells which operation it was.
    fn check(&self, reply: &Reply) -> Option<Exchange> {
        let path = template(&self.path)?;
        let operation = CONTRACT["paths"][path].get(self.method.as_str().to_lowercase())?;
        check(operation, self, reply);
        Some((self.method.to_string(), path.to_string(), reply.status))
    }

    pub(crate) fn unsigned(mut self) -> Self {
        self.signed = false;
        self
    }
}

impl Reply {
    fn new(status: u16, headers: HeaderMap, body: &[u8]) -> Self {
        let json = serde_json::from_slice(body).unwrap_or(Value::Null);
        Self { status, headers, json, empty: body.is_empty() }
    }

    pub(crate) fn code(&self) -> &str {
        self.json["code"].as_str().unwrap_or_default()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }
}

impl Caller {
    pub(crate) async fn start() -> Self {
        Self::on(TestPlatform::start(NotedExaminer).await.unwrap()).await
    }

    pub(crate) async fn on(platform: impl Into<Arc<TestPlatform>>) -> Self {
        let platform = platform.into();
        let student = NotedStudent::new(1).unwrap();
        platform.enrol(&student).await.unwrap();
        Self::of(platform, student)
    }

    pub(crate) fn of(platform: impl Into<Arc<TestPlatform>>, student: NotedStudent) -> Self {
        // Another test may have been first.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().no_proxy().build().unwrap();
        Self::with(client, platform.into(), student)
    }

    fn with(client: Client, platform: Arc<TestPlatform>, student: NotedStudent) -> Self {
        let password = Mutex::new(student.number().last_six().to_owned());
        Self { platform, student, password, token: Mutex::default(), seen: Mutex::default(), client, checks: true }
    }

    /// The same platform, spoken to by another student.
    pub(crate) fn become_student(&self, student: NotedStudent) -> Self {
        Self::with(self.client.clone(), Arc::clone(&self.platform), student)
    }

    /// Sends, and holds the answer against the contract.
    pub(crate) async fn send(&self, ask: Ask) -> Reply {
        let mut request = self.client.request(ask.method.clone(), format!("{}{}", self.platform.url(), ask.path));
        for (name, value) in &ask.headers {
            request = request.header(name, value.as_slice());
        }
        if ask.signed {
            let token = self.token.lock().unwrap().clone();
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let response = request.body(ask.body.clone()).send().await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let body = response.bytes().await.unwrap();
        let reply = Reply::new(status.as_u16(), headers, &body);
        if self.checks
            && let Some(exchange) = ask.check(&reply)
        {
            self.seen.lock().unwrap().insert(exchange);
        }
        reply
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        let reply = self.send(Ask::get(path)).await;
        assert_eq!(reply.status, StatusCode::OK, "{reply:?}");
        reply.json
    }

    pub(crate) async fn try_log_in(&self, account: &str, password: &str) -> Reply {
        let ask = Ask::post("/v1/session").unsigned().json(&json!({ "account": account, "password": password }));
        self.send(ask).await
    }

    pub(crate) async fn log_in(&self) {
        let number = self.student.number();
        let password = self.password.lock().unwrap().clone();
        let reply = self.try_log_in(number.as_str(), &password).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        *self.token.lock().unwrap() = reply.json["access_token"].as_str().unwrap().into();
    }

    pub(crate) async fn agree(&self, kind: &str) {
        let consent = json!({ "version": "2026-11-24", "given_at": "2026-11-24T08:00:00Z" });
        assert_eq!(self.send(Ask::put(&format!("/v1/consents/{kind}")).json(&consent)).await.status, 204);
    }

    /// Logs in and agrees to all.
    pub(crate) async fn begin(&self) {
        self.log_in().await;
        self.agree("card").await;
        self.agree("face").await;
    }

    pub(crate) async fn upload(&self, side: Side) -> Reply {
        self.upload_photo(side, self.student.side(side)).await
    }

    pub(crate) async fn upload_photo(&self, side: Side, jpeg: Vec<u8>) -> Reply {
        let (name, purpose) = match side {
            Side::Portrait => ("portrait", "portrait_side"),
            Side::Emblem => ("emblem", "emblem_side"),
        };
        let upload = self.send_photo(purpose, &jpeg).await;
        self.read_side(name, upload).await
    }

    pub(crate) async fn read_side(&self, name: &str, upload: Uuid) -> Reply {
        self.send(Ask::put(&format!("/v1/card/sides/{name}")).json(&json!({ "upload": upload }))).await
    }

    /// Sends a photo whole, under a new id.
    pub(crate) async fn send_photo(&self, purpose: &str, photo: &[u8]) -> Uuid {
        let id = Uuid::new_v4();
        self.send_photo_as(id, purpose, photo).await;
        id
    }

    pub(crate) async fn send_photo_as(&self, id: Uuid, purpose: &str, photo: &[u8]) {
        let reply = self.announce(id, purpose, photo).await;
        let received = usize::try_from(reply.json["received"].as_u64().unwrap()).unwrap();
        for (place, part) in photo.chunks(PART).enumerate().skip(received.div_ceil(PART)) {
            let reply = self.append(id, place * PART, part).await;
            assert_eq!(reply.status, 200, "{reply:?}");
        }
    }

    pub(crate) async fn announce(&self, id: Uuid, purpose: &str, photo: &[u8]) -> Reply {
        self.send(Ask::announce(id, purpose, photo)).await
    }

    pub(crate) async fn append(&self, id: Uuid, offset: usize, bytes: &[u8]) -> Reply {
        self.send(Ask::patch(&format!("/v1/uploads/{id}")).part(offset, bytes)).await
    }

    /// The confirmation of the card as it stands in print.
    pub(crate) fn confirmation(&self) -> Value {
        confirmation(&self.student)
    }

    pub(crate) async fn confirm(&self, fields: &Value) -> Reply {
        self.send(Ask::put("/v1/card/confirmation").json(fields)).await
    }

    /// Everything up to the portrait.
    pub(crate) async fn prepare(&self) {
        self.begin().await;
        self.confirm_card().await;
    }

    pub(crate) async fn confirm_card(&self) {
        assert_eq!(self.upload(Side::Portrait).await.status, 200);
        assert_eq!(self.upload(Side::Emblem).await.status, 200);
        assert_eq!(self.confirm(&self.confirmation()).await.status, 204);
    }

    /// Submits the portrait in an upload named like the key.
    pub(crate) async fn submit(&self, key: Uuid, portrait: Vec<u8>) -> Reply {
        self.send_photo_as(key, "portrait", &portrait).await;
        self.submit_upload(key, key).await
    }

    pub(crate) async fn submit_upload(&self, key: Uuid, upload: Uuid) -> Reply {
        let ask = Ask::post("/v1/attempts").header("idempotency-key", key.to_string());
        self.send(ask.json(&json!({ "upload": upload }))).await
    }

    /// Submits under a new key and polls until the attempt is judged.
    pub(crate) async fn review(&self, portrait: Vec<u8>) -> Value {
        let reply = self.submit(Uuid::new_v4(), portrait).await;
        assert_eq!(reply.status, 202, "{reply:?}");
        self.judged(reply.header("location")).await
    }

    /// Polls until the attempt is judged, more and more seldom.
    pub(crate) async fn judged(&self, location: &str) -> Value {
        let mut pause = Duration::from_millis(2);
        loop {
            let attempt = self.get(location).await;
            if attempt["outcome"]["state"] != "pending" {
                return attempt;
            }
            tokio::time::sleep(pause).await;
            pause = (2 * pause).min(Duration::from_secs(1));
        }
    }

    pub(crate) async fn chances_left(&self) -> u64 {
        self.get("/v1/attempts").await["chances_left"].as_u64().unwrap()
    }
}

/// The confirmation of the student's card as it stands in print.
pub(crate) fn confirmation(student: &NotedStudent) -> Value {
    let card = student.card();
    let mut fields = serde_json::to_value(&card.portrait).unwrap();
    let emblem = serde_json::to_value(&card.emblem).unwrap();
    fields.as_object_mut().unwrap().extend(emblem.as_object().unwrap().clone());
    fields
}

/// The contract's path that `path` is an instance of; literal parts count more than parameters.
pub(crate) fn template(path: &str) -> Option<&'static str> {
    let fits = |template: &str| {
        let (wanted, given) = (template.split('/'), path.split('/'));
        wanted.clone().count() == given.clone().count() && wanted.zip(given).all(|(w, g)| w.starts_with('{') || w == g)
    };
    let paths = CONTRACT["paths"].as_object().unwrap().keys();
    paths.filter(|template| fits(template)).min_by_key(|template| template.contains('{')).map(String::as_str)
}

/// Follows a `$ref` within the contract.
pub(crate) fn resolve(value: &Value) -> &Value {
    match value.get("$ref").and_then(Value::as_str) {
        Some(pointer) if !pointer.starts_with("#/components/schemas") => {
            resolve(CONTRACT.pointer(pointer.trim_start_matches('#')).unwrap())
        }
        _ => value,
    }
}

/// Holds an answer against its operation: status, headers, media type, schema; and a request that was answered with
/// success against its own schema.
fn check(operation: &Value, ask: &Ask, reply: &Reply) {
    let name = &operation["operationId"];
    assert!(Uuid::try_parse(reply.header("x-request-id")).is_ok(), "{name}: {reply:?}");
    assert!(DateTimeParser::new().parse_timestamp(reply.header("date")).is_ok(), "{name}: {reply:?}");
    let documented = operation["responses"].get(reply.status.to_string());
    let documented = resolve(documented.unwrap_or_else(|| panic!("{name} answers {reply:?}, which is not documented")));
    for (header, description) in documented["headers"].as_object().into_iter().flatten() {
        let value = reply.headers.get(header).unwrap_or_else(|| panic!("{name}: no {header}")).to_str().unwrap();
        assert_valid(&resolve(description)["schema"], &json!(value), &format!("{name}: {header}"));
    }
    match documented["content"].as_object().and_then(|content| content.iter().next()) {
        None => assert!(reply.empty, "{name} answers more than documented"),
        Some((media_type, content)) => {
            assert_eq!(reply.header("content-type"), media_type, "{name}");
            assert_valid(&content["schema"], &reply.json, &format!("{name} {}", reply.status));
        }
    }
    let request = resolve(&operation["requestBody"]);
    if reply.status < 300
        && let Some(content) = request["content"].get("application/json")
    {
        let body = serde_json::from_slice(&ask.body).unwrap();
        assert_valid(&content["schema"], &body, &format!("{name}: request"));
    }
}

pub(crate) fn assert_valid(schema: &Value, instance: &Value, what: &str) {
    let errors: Vec<_> = validator(schema).iter_errors(instance).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{what}: {instance}: {errors:?}");
}

/// Made once for every schema: it takes longer than the exchange that it is for.
fn validator(schema: &Value) -> Arc<Validator> {
    static MADE: LazyLock<Mutex<BTreeMap<String, Arc<Validator>>>> = LazyLock::new(Mutex::default);
    let make = || {
        let whole = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "allOf": [schema],
            "components": CONTRACT["components"],
        });
        Arc::new(jsonschema::options().should_validate_formats(true).build(&whole).unwrap())
    };
    Arc::clone(MADE.lock().unwrap().entry(schema.to_string()).or_insert_with(make))
}
