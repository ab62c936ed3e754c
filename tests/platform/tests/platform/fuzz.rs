//! Requests made from the contract's schemas and then spoilt, by the thousand, in the spirit of schemathesis: the
//! platform refuses them by the contract and stands.

use crate::quiet::Quiet;
use crate::support::{Ask, CONTRACT, Caller, Reply, assert_valid, resolve};
use jiff::{SignedDuration, Timestamp};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, TestRunner};
use reqwest::Method;
use ruxue_reference_platform::{NotedExaminer, NotedStudent, Policy};
use serde_json::{Map, Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use uuid::Uuid;

/// Requests sent, unless PROPTEST_CASES asks for more.
const CASES: u32 = 6000;

/// Requests after which another student asks, whose review is still to be done.
const SHOTS: i64 = 200;

/// An operation of the contract.
#[derive(Debug, Clone)]
struct Operation {
    method: Method,
    path: &'static str,
    parameters: Vec<&'static Value>,
    /// Media type and schema of the body.
    body: Option<(&'static str, &'static Value)>,
}

fn operations() -> Vec<Operation> {
    let paths = CONTRACT["paths"].as_object().unwrap();
    let of_path = |(path, item): (&'static String, &'static Value)| {
        let shared = item["parameters"].as_array().into_iter().flatten();
        let operations = item.as_object().unwrap().iter().filter(|(_, value)| value.is_object());
        operations.map(move |(method, operation)| Operation {
            method: Method::from_bytes(method.to_uppercase().as_bytes()).unwrap(),
            path,
            parameters: shared
                .clone()
                .chain(operation["parameters"].as_array().into_iter().flatten())
                .map(resolve)
                .collect(),
            body: resolve(&operation["requestBody"])["content"]
                .as_object()
                .and_then(|content| content.iter().next())
                .map(|(media_type, content)| (media_type.as_str(), &content["schema"])),
        })
    };
    paths.iter().flat_map(of_path).collect()
}

/// Texts that mean something to the platform.
fn known() -> impl Strategy<Value = String> {
    let student = NotedStudent::new(1).unwrap();
    let number = student.number();
    let texts = [
        number.as_str(),
        number.last_six(),
        "13900000001",
        "+86 139-0000-0001",
        "student001@example.cn",
        "13700000007",
        "someone@example.cn",
        "张样",
        "mobile",
        "email",
        "card",
        "portrait",
        "000000",
        "correct horse",
        "00000000-0000-0000-0000-000000000000",
        "{00000000-0000-0000-0000-000000000000}",
        "00000000000000000000000000000000",
    ];
    select(texts.map(str::to_owned).to_vec())
}

fn odd_text() -> BoxedStrategy<String> {
    prop_oneof![
        known(),
        any::<String>(),
        select(vec![
            "",
            " ",
            "\0",
            "a\0b",
            "../..",
            "%00",
            "'; DROP TABLE students; --",
            "\u{202e}",
            "e\u{301}",
            "👩‍👩‍👧",
            "NaN",
            "-1"
        ])
        .prop_map(str::to_owned),
        (0usize..20_000).prop_map(|length| "长".repeat(length)),
        known().prop_map(|text| format!("{}{text}", " ".repeat(300))),
    ]
    .boxed()
}

fn odd() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        select(vec![json!(i64::MIN), json!(u64::MAX), json!(-1), json!(0), json!(4_194_305), json!(1e300), json!(0.5)]),
        odd_text().prop_map(Value::from),
    ];
    prop_oneof![
        4 => leaf.clone(),
        1 => leaf.prop_recursive(3, 16, 4, |inner| prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((odd_text(), inner), 0..4).prop_map(|members| Value::Object(members.into_iter().collect())),
        ]),
        1 => (1usize..100).prop_map(|depth| (0..depth).fold(json!({}), |inner, _| json!([inner]))),
    ]
    .boxed()
}

/// What the schema allows, or nearly.
fn fitting(schema: &'static Value) -> BoxedStrategy<Value> {
    if let Some(pointer) = schema["$ref"].as_str() {
        return fitting(CONTRACT.pointer(pointer.trim_start_matches('#')).unwrap());
    }
    if let Some(value) = schema.get("const") {
        return Just(value.clone()).boxed();
    }
    if let Some(values) = schema["enum"].as_array() {
        return select(values.clone()).boxed();
    }
    if let Some(schemas) = schema["oneOf"].as_array().or(schema["anyOf"].as_array()) {
        return select(schemas.iter().collect::<Vec<_>>()).prop_flat_map(fitting).boxed();
    }
    match schema["type"].as_str() {
        Some("object") => fitting_object(schema),
        Some("array") => vec(fitting(&schema["items"]), 0..4).prop_map(Value::from).boxed(),
        Some("string") => fitting_text(schema),
        Some("integer") => (schema["minimum"].as_i64().unwrap_or(0)..=schema["maximum"].as_i64().unwrap_or(1 << 40))
            .prop_map(Value::from)
            .boxed(),
        _ => odd(),
    }
}

fn fitting_object(schema: &'static Value) -> BoxedStrategy<Value> {
    let members = schema["properties"].as_object().unwrap().iter();
    let members: Vec<_> = members.map(|(name, schema)| (Just(name.clone()), fitting(schema))).collect();
    members.prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())).boxed()
}

fn fitting_text(schema: &'static Value) -> BoxedStrategy<Value> {
    let texts: BoxedStrategy<String> = match (schema["pattern"].as_str(), schema["format"].as_str()) {
        (Some(pattern), _) => proptest::string::string_regex(pattern.trim_matches(['^', '$'])).unwrap().boxed(),
        (_, Some("uuid")) => any::<u8>().prop_map(|byte| Uuid::from_u128(byte.into()).to_string()).boxed(),
        (_, Some("date")) => {
            (1900..2100, 1..=12, 1..=31).prop_map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}")).boxed()
        }
        (_, Some("date-time")) => {
            (0..1i64 << 40).prop_map(|second| Timestamp::from_second(second).unwrap_or_default().to_string()).boxed()
        }
        _ => "\\PC{1,60}".boxed(),
    };
    prop_oneof![2 => texts, 1 => known()].prop_map(Value::from).boxed()
}

/// What is done to a body.
#[derive(Debug, Clone)]
enum Spoil {
    Drop(Index),
    Add(String, Value),
    Replace(Index, Value),
    Wrap,
    Another(Value),
}

fn spoil() -> BoxedStrategy<Spoil> {
    prop_oneof![
        1 => any::<Index>().prop_map(Spoil::Drop),
        1 => (odd_text(), odd()).prop_map(|(name, value)| Spoil::Add(name, value)),
        4 => (any::<Index>(), odd()).prop_map(|(index, value)| Spoil::Replace(index, value)),
        1 => Just(Spoil::Wrap),
        1 => odd().prop_map(Spoil::Another),
    ]
    .boxed()
}

impl Spoil {
    fn apply(self, body: Value) -> Value {
        match (self, body) {
            (Self::Wrap, body) => json!([body]),
            (Self::Another(value), _) => value,
            (Self::Add(name, value), Value::Object(mut members)) => {
                members.insert(name, value);
                Value::Object(members)
            }
            (Self::Drop(index), Value::Object(mut members)) if !members.is_empty() => {
                let name = members.keys().nth(index.index(members.len())).unwrap().clone();
                members.remove(&name);
                Value::Object(members)
            }
            (Self::Replace(index, value), Value::Object(mut members)) if !members.is_empty() => {
                let place = index.index(members.len());
                *members.values_mut().nth(place).unwrap() = value;
                Value::Object(members)
            }
            (_, body) => body,
        }
    }
}

fn json_body(schema: &'static Value) -> BoxedStrategy<Vec<u8>> {
    let spoilt = (fitting(schema), vec(spoil(), 0..3))
        .prop_map(|(body, spoils)| {
            spoils.into_iter().fold(body, |body, spoil| spoil.apply(body)).to_string().into_bytes()
        })
        .boxed();
    let broken = (spoilt.clone(), any::<Index>(), any::<u8>()).prop_map(|(mut bytes, place, byte)| {
        let place = place.index(bytes.len());
        bytes[place] = byte;
        bytes
    });
    let cut = (spoilt.clone(), any::<Index>()).prop_map(|(bytes, end)| bytes[..end.index(bytes.len())].to_vec());
    let doubled = fitting(schema).prop_map(|body| {
        let members = body.to_string();
        let inner = members.trim_start_matches('{').trim_end_matches('}');
        format!("{{{inner},{inner}}}").into_bytes()
    });
    let deep = (1usize..5000).prop_map(|depth| "[".repeat(depth).into_bytes());
    prop_oneof![12 => spoilt, 1 => broken, 1 => cut, 1 => doubled, 1 => deep, 1 => vec(any::<u8>(), 0..100)].boxed()
}

fn body(operation: &Operation) -> BoxedStrategy<Vec<u8>> {
    match operation.body {
        Some(("application/json", schema)) => json_body(schema),
        Some(_) => prop_oneof![vec(any::<u8>(), 0..300), Just(vec![0; 262_145])].boxed(),
        None => prop_oneof![4 => Just(vec![]), 1 => vec(any::<u8>(), 0..300)].boxed(),
    }
}

/// A header's value: what the contract wants, or what a header can be at all.
fn header(fitting: BoxedStrategy<Vec<u8>>) -> BoxedStrategy<Option<Vec<u8>>> {
    let odd = vec(prop_oneof![Just(b'\t'), 32u8..127, 128u8..=255], 0..40);
    prop_oneof![6 => fitting.prop_map(Some), 1 => Just(None), 1 => odd.prop_map(Some)].boxed()
}

fn text_bytes(value: Value) -> Vec<u8> {
    value.as_str().unwrap_or_default().into()
}

/// Who asks.
#[derive(Debug, Clone)]
enum Who {
    Student,
    Nobody,
    Somebody(Vec<u8>),
}

fn who() -> impl Strategy<Value = Who> {
    let odd = header(
        select(vec!["Bearer ", "Bearer  x", "bearer x", "Basic YTpi", "Bearer \u{e9}"]).prop_map(Into::into).boxed(),
    );
    prop_oneof![8 => Just(Who::Student), 1 => Just(Who::Nobody), 1 => odd.prop_map(|value| Who::Somebody(value.unwrap_or_default()))]
}

/// A request to be: its operation, the path's parameter, headers, body, and who asks.
#[derive(Debug, Clone)]
struct Attempted {
    operation: Operation,
    path: String,
    headers: Vec<(String, Option<Vec<u8>>)>,
    body: Vec<u8>,
    digested: bool,
    who: Who,
}

fn attempted(operation: Operation) -> BoxedStrategy<Attempted> {
    let in_path = operation.parameters.iter().find(|parameter| parameter["in"] == "path");
    let segment: BoxedStrategy<String> = match in_path {
        Some(parameter) => {
            let bytes = prop_oneof![
                4 => fitting(&parameter["schema"]).prop_map(text_bytes),
                1 => odd_text().prop_map(|text| text.chars().take(200).collect::<String>().into_bytes()),
                1 => vec(any::<u8>(), 1..20),
            ];
            bytes.prop_map(|bytes| bytes.iter().map(|byte| encoded(*byte)).collect()).boxed()
        }
        None => Just(String::new()).boxed(),
    };
    let in_header = operation.parameters.iter().filter(|parameter| parameter["in"] == "header");
    let mut headers: Vec<(String, BoxedStrategy<Option<Vec<u8>>>)> = in_header
        .map(|parameter| {
            let values = fitting(&parameter["schema"]).prop_map(text_bytes).boxed();
            (parameter["name"].as_str().unwrap().to_lowercase(), header(values))
        })
        .collect();
    let media_type = operation.body.map_or("application/json", |(media_type, _)| media_type);
    headers.push(("content-type".into(), header(Just(media_type.into()).boxed())));
    headers.push(("x-request-id".into(), header(Just(Uuid::nil().to_string().into_bytes()).boxed())));
    let names: Vec<_> = headers.iter().map(|(name, _)| name.clone()).collect();
    let values: Vec<_> = headers.into_iter().map(|(_, values)| values).collect();
    (segment, values, body(&operation), any::<bool>(), who())
        .prop_map(move |(segment, values, body, digested, who)| Attempted {
            path: with_segment(operation.path, &segment),
            operation: operation.clone(),
            headers: names.iter().cloned().zip(values).collect(),
            body,
            digested,
            who,
        })
        .boxed()
}

fn encoded(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b"-_{}".contains(&byte) && byte != b'{' && byte != b'}' {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}

fn with_segment(path: &str, segment: &str) -> String {
    path.split('/').map(|part| if part.starts_with('{') { segment } else { part }).collect::<Vec<_>>().join("/")
}

impl Attempted {
    fn ask(&self) -> Ask {
        let mut ask = Ask::new(self.operation.method.clone(), &self.path);
        if self.digested && self.operation.method == Method::PATCH {
            ask = ask.part(0, &self.body);
        }
        for (name, value) in &self.headers {
            if let Some(value) = value
                && !(self.digested && name == "content-digest")
            {
                ask = ask.header(name, value);
            }
        }
        match &self.who {
            Who::Student => ask.body(self.body.clone()),
            Who::Nobody => ask.body(self.body.clone()).unsigned(),
            Who::Somebody(value) => ask.body(self.body.clone()).unsigned().header("authorization", value),
        }
    }

    /// What the contract wants of a request that was taken, beside its body, which [`Ask::hand_to`] looks at.
    fn check_taken(&self) {
        for parameter in self.operation.parameters.iter().filter(|parameter| parameter["in"] == "header") {
            let name = parameter["name"].as_str().unwrap().to_lowercase();
            let value = self.headers.iter().find(|(known, _)| *known == name).and_then(|(_, value)| value.clone());
            if let Some(value) = value
                && !(self.digested && name == "content-digest")
            {
                assert_valid(&parameter["schema"], &json!(String::from_utf8_lossy(&value)), &name);
            }
        }
        if let Some(parameter) = self.operation.parameters.iter().find(|parameter| parameter["in"] == "path") {
            let place = self.operation.path.split('/').position(|part| part.starts_with('{')).unwrap();
            let segment = self.path.split('/').nth(place).unwrap();
            assert_valid(&parameter["schema"], &json!(segment), "path");
        }
    }
}

/// The platform under fire, its clock, and the students who ask, one after another.
struct Range {
    quiet: Quiet,
    seconds: Arc<AtomicI64>,
    student: NotedStudent,
    sequence: u16,
}

impl Range {
    async fn new() -> Self {
        let seconds = Arc::new(AtomicI64::new(0));
        let (passed, start) = (Arc::clone(&seconds), Timestamp::now());
        let clock = Arc::new(move || start + SignedDuration::from_secs(passed.load(Ordering::Relaxed)));
        let quiet = Quiet::new(NotedExaminer, Policy::for_tests(), clock);
        let mut range = Self { quiet, seconds, student: NotedStudent::new(1).unwrap(), sequence: 0 };
        range.next_student().await;
        range
    }

    async fn next_student(&mut self) {
        self.sequence += 1;
        self.student = NotedStudent::new(self.sequence).unwrap();
        self.quiet.enter(self.student.clone(), NotedStudent::portrait).await;
    }

    /// Who was logged out logs in again; who can't any more makes room for the next.
    async fn log_in(&mut self) {
        if self.quiet.send(Ask::get("/v1/student")).await.status == 200 {
            return;
        }
        for _ in 0..2 {
            let (account, password) = (self.student.number().as_str(), self.student.number().last_six());
            let ask = Ask::post("/v1/session").unsigned().json(&json!({ "account": account, "password": password }));
            let reply = self.quiet.send(ask).await;
            if reply.status == 200 {
                self.quiet.token = reply.json["access_token"].as_str().unwrap().into();
                return;
            }
            self.seconds.fetch_add(15 * 60, Ordering::Relaxed);
        }
        self.next_student().await;
    }

    async fn fire(&mut self, attempted: &Attempted) -> Reply {
        let second = self.seconds.fetch_add(1, Ordering::Relaxed);
        if second % SHOTS == 0 {
            self.next_student().await;
        }
        self.log_in().await;
        let reply = self.quiet.send(attempted.ask()).await;
        assert!(reply.status < 500, "{reply:?}");
        if reply.status < 300 {
            attempted.check_taken();
        } else {
            assert_eq!(reply.header("content-type"), "application/problem+json");
            assert_eq!(reply.json["status"], reply.status);
        }
        self.quiet.platform.judge_waiting().await.unwrap();
        reply
    }
}

#[test]
fn spoilt_requests_are_refused_by_the_contract_and_a_review_goes_on() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let range = std::cell::RefCell::new(runtime.block_on(Range::new()));
    let seen = std::cell::RefCell::new(std::collections::BTreeMap::<u16, u32>::new());
    let requests = select(operations()).prop_flat_map(attempted);
    let config = Config {
        failure_persistence: None,
        max_shrink_iters: 500,
        cases: Config::default().cases.max(CASES),
        ..Config::default()
    };
    let fired = TestRunner::new(config).run(&requests, |attempted| {
        let reply = runtime.block_on(range.borrow_mut().fire(&attempted));
        *seen.borrow_mut().entry(reply.status).or_default() += 1;
        Ok(())
    });
    fired.unwrap();
    let seen = seen.into_inner();
    for status in [200, 204, 400, 401, 404, 409, 413, 415, 422] {
        assert!(seen.contains_key(&status), "never answered {status}: {seen:?}");
    }
    runtime.block_on(async {
        let mut range = range.into_inner();
        range.sequence = 998;
        range.next_student().await;
        let location = range.quiet.send(range.quiet.submission()).await.header("location").to_owned();
        range.quiet.platform.judge_waiting().await.unwrap();
        assert_eq!(range.quiet.send(Ask::get(&location)).await.json["outcome"]["state"], "passed");
    });
}

#[tokio::test]
async fn what_is_no_http_ends_its_connection_and_nothing_else() {
    let caller = Caller::start().await;
    let endless = format!("GET /v1/student HTTP/1.1\r\nx: {}\r\n\r\n", "a".repeat(1 << 20));
    for bytes in [
        b"\0\x01\x02\xff\xfe\r\n\r\n".as_slice(),
        b"GET / HTTP/9.9\r\n\r\n",
        b"PATCH /v1/uploads/1 HTTP/1.1\r\ncontent-length: -1\r\n\r\n",
        b"POST /v1/session HTTP/1.1\r\ncontent-length: 99999999999999999999\r\n\r\n",
        b"POST /v1/session HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        b"POST /v1/session HTTP/1.1\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\n{}",
        b"GET /v1/attempts/%zz HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
        endless.as_bytes(),
    ] {
        let mut connection = TcpStream::connect(caller.platform.address()).await.unwrap();
        // Either may find the connection closed.
        let _ = connection.write_all(bytes).await;
        let _ = connection.shutdown().await;
        let mut answer = vec![];
        let _ = connection.read_to_end(&mut answer).await;
        let answer = String::from_utf8_lossy(&answer).into_owned();
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
    }
    caller.log_in().await;
}
