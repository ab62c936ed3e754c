use crate::support::{Ask, Caller};
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use ruxue_rules::Side;
use serde_json::json;
use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use uuid::Uuid;

#[tokio::test]
async fn answers_carry_the_platforms_clock() {
    let caller = Caller::start().await;
    caller.platform.let_pass(Duration::from_secs(1_000_000));
    let reply = caller.send(Ask::get("/v1/student")).await;
    let date = DateTimeParser::new().parse_timestamp(reply.header("date")).unwrap();
    assert!(date > Timestamp::now() + Duration::from_secs(999_000));
}

#[tokio::test]
async fn answers_carry_the_clients_request_id_or_a_new_one() {
    let caller = Caller::start().await;
    for path in ["/v1/student", "/nowhere"] {
        let id = Uuid::new_v4().to_string();
        let ask = Ask::get(path).header("x-request-id", &id);
        assert_eq!(caller.send(ask).await.header("x-request-id"), id);
        let ask = Ask::get(path).header("x-request-id", "张样");
        let first = caller.send(ask.clone()).await.header("x-request-id").parse::<Uuid>().unwrap();
        assert_ne!(caller.send(ask).await.header("x-request-id").parse::<Uuid>().unwrap(), first);
    }
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn the_log_has_a_line_for_every_request_and_nothing_personal() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::DEBUG)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    // For all tests: the log may tell what any of them did, and nothing personal of it.
    tracing::subscriber::set_global_default(subscriber).unwrap();

    let caller = Caller::start().await;
    caller.prepare().await;
    caller.review(caller.student.portrait()).await;
    let (mobile, email) = ("13700000007", "someone@example.cn");
    for contact in [mobile, email] {
        caller.send(Ask::post("/v1/codes").json(&json!({ "purpose": "binding", "destination": contact }))).await;
    }
    caller.send(Ask::put("/v1/bindings/mobile").json(&json!({ "mobile": mobile, "code": "12" }))).await;
    let address = json!({ "recipient": "李样", "mobile": mobile, "region": "样本省", "street": "样张路9号" });
    caller.send(Ask::put("/v1/profile/postal-address").json(&address)).await;
    caller.try_log_in(email, "correct horse").await;
    caller.send(Ask::get(&format!("/v1/{mobile}?account={email}"))).await;
    caller.send(Ask::new(reqwest::Method::from_bytes(b"ZHANGYANG").unwrap(), "/v1/card")).await;
    caller.upload_photo(Side::Portrait, b"\xff\xd8".to_vec()).await;

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let student = caller.student.student();
    let card = caller.student.card().clone();
    let personal = [
        "张样",
        "李样",
        "样张路",
        "ZHANGYANG",
        mobile,
        email,
        caller.student.number().as_str(),
        caller.student.number().last_six(),
        &student.mobile.unwrap(),
        &student.email.unwrap(),
        &student.student_number,
        &card.emblem.authority.unwrap(),
        "2000-01-02",
        "correct horse",
        &caller.token.lock().unwrap(),
    ];
    for text in personal {
        assert!(!log.contains(text), "{text}\n{log}");
    }
    assert!(log.contains("route=\"/v1/uploads/{id}\" status=200"), "{log}");
    assert!(log.contains("ruxue_reference_platform::codes"), "{log}");
    assert!(log.contains("to 137****0007") && log.contains("to s***@example.cn"), "{log}");
}
