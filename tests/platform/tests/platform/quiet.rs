use crate::support::{Ask, Reply, confirmation};
use jiff::Timestamp;
use ruxue_reference_platform::{Clock, Examiner, NotedStudent, Policy, ReferencePlatform};
use ruxue_rules::Side;
use serde_json::json;
use std::sync::Arc;
use uuid::Uuid;

/// A platform asked without a network, and the student who asks.
pub(crate) struct Quiet {
    pub(crate) platform: ReferencePlatform,
    pub(crate) token: String,
    pub(crate) upload: Uuid,
}

impl Quiet {
    pub(crate) fn new(examiner: impl Examiner, policy: Policy, clock: Clock) -> Self {
        let platform = ReferencePlatform::open_with(None, Arc::new(examiner), policy, clock).unwrap();
        Self { platform, token: String::new(), upload: Uuid::nil() }
    }

    /// With one student who is logged in, whose card is confirmed and whose portrait has arrived.
    pub(crate) async fn prepared(examiner: impl Examiner, policy: Policy) -> Self {
        let mut quiet = Self::new(examiner, policy, Arc::new(Timestamp::now));
        quiet.enter(NotedStudent::new(1).unwrap(), |student| student.portrait()).await;
        quiet
    }

    /// Enrols a student, who then asks, and prepares all up to the submission.
    pub(crate) async fn enter(&mut self, student: NotedStudent, portrait: impl Fn(&NotedStudent) -> Vec<u8>) {
        self.platform.register().add(student.person()).await.unwrap();
        self.platform.register().add_student(student.student()).await.unwrap();
        let (account, password) = (student.number().as_str(), student.number().last_six());
        let session =
            self.send(Ask::post("/v1/session").json(&json!({ "account": account, "password": password }))).await;
        self.token = session.json["access_token"].as_str().unwrap().into();
        for kind in ["card", "face"] {
            let consent = json!({ "version": "1", "given_at": "2026-11-24T08:00:00Z" });
            self.send(Ask::put(&format!("/v1/consents/{kind}")).json(&consent)).await;
        }
        for (name, side) in [("portrait", Side::Portrait), ("emblem", Side::Emblem)] {
            let upload = self.upload(&format!("{name}_side"), &student.side(side)).await;
            let path = format!("/v1/card/sides/{name}");
            assert_eq!(self.send(Ask::put(&path).json(&json!({ "upload": upload }))).await.status, 200);
        }
        let confirmation = confirmation(&student);
        assert_eq!(self.send(Ask::put("/v1/card/confirmation").json(&confirmation)).await.status, 204);
        self.upload = self.upload("portrait", &portrait(&student)).await;
    }

    async fn upload(&self, purpose: &str, photo: &[u8]) -> Uuid {
        let id = Uuid::new_v4();
        self.send(Ask::announce(id, purpose, photo)).await;
        assert_eq!(self.send(Ask::patch(&format!("/v1/uploads/{id}")).part(0, photo)).await.status, 200);
        id
    }

    pub(crate) async fn send(&self, ask: Ask) -> Reply {
        ask.hand_to(self.platform.service(), &self.token).await
    }

    pub(crate) fn submission(&self) -> Ask {
        let ask = Ask::post("/v1/attempts").header("idempotency-key", self.upload.to_string());
        ask.json(&json!({ "upload": self.upload }))
    }
}
