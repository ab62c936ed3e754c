//! Each call of the port, as the contract has it.

use super::answer::Answer;
use super::{Call, HttpPlatform, LARGEST_PHOTO, Payload, Tokens, json};
use crate::port::{Attempt, History, Platform, SavedSession, Student};
use crate::{PlatformError, Refusal, Secret, Transfer, wire};
use async_trait::async_trait;
use bytes::Bytes;
use reqwest::Method;
use ruxue_rules::{Account, CardFields, ConfirmedCard, Side};
use uuid::Uuid;

impl HttpPlatform {
    async fn get(&self, path: &str) -> Result<Answer, PlatformError> {
        self.send(&Call { method: Method::GET, path, payload: Payload::Nothing }).await
    }

    async fn post(&self, path: &str) -> Result<Answer, PlatformError> {
        self.send(&Call { method: Method::POST, path, payload: Payload::Nothing }).await
    }

    async fn send_photo(
        &self,
        method: Method,
        path: &str,
        jpeg: Bytes,
        key: Option<Uuid>,
        transfer: &Transfer,
    ) -> Result<Answer, PlatformError> {
        if jpeg.len() > LARGEST_PHOTO {
            return Err(PlatformError::Refused(Refusal::PhotoTooLarge));
        }
        self.send(&Call { method, path, payload: Payload::Photo { jpeg, key, transfer } }).await
    }
}

#[async_trait]
impl Platform for HttpPlatform {
    async fn log_in(&self, account: &Account, password: &Secret) -> Result<SavedSession, PlatformError> {
        let payload = json(&wire::Credentials { account: account.as_str(), password: password.reveal() })?;
        let answer = self.exchange(&Call { method: Method::POST, path: "v1/session", payload }, None).await?;
        self.keep(answer.read()?);
        self.saved_session().ok_or(PlatformError::SessionExpired)
    }

    fn resume(&self, session: SavedSession) {
        *self.lock_tokens() = Some(Tokens { refresh: session.0, access: None });
    }

    async fn log_out(&self) -> Result<(), PlatformError> {
        let answer = self.send(&Call { method: Method::DELETE, path: "v1/session", payload: Payload::Nothing }).await;
        *self.lock_tokens() = None;
        match answer {
            Ok(answer) => answer.expect_nothing(),
            Err(PlatformError::SessionExpired) => Ok(()),
            Err(error) => Err(error),
        }
    }

    async fn student(&self) -> Result<Student, PlatformError> {
        self.get("v1/student").await?.read()
    }

    async fn upload_side(&self, side: Side, jpeg: Bytes, transfer: &Transfer) -> Result<CardFields, PlatformError> {
        let path = match side {
            Side::Portrait => "v1/card/sides/portrait",
            Side::Emblem => "v1/card/sides/emblem",
        };
        let answer = self.send_photo(Method::PUT, path, jpeg, None, transfer).await?;
        Ok(answer.read::<wire::SideFields>()?.into())
    }

    async fn confirm_card(&self, card: &ConfirmedCard) -> Result<(), PlatformError> {
        let payload = json(&wire::Confirmation::from(card))?;
        self.send(&Call { method: Method::PUT, path: "v1/card/confirmation", payload }).await?.expect_nothing()
    }

    async fn submit(&self, key: Uuid, portrait: Bytes, transfer: &Transfer) -> Result<Attempt, PlatformError> {
        let answer = self.send_photo(Method::POST, "v1/attempts", portrait, Some(key), transfer).await?;
        let attempt: Attempt = answer.read()?;
        if attempt.key == key { Ok(attempt) } else { Err(PlatformError::NotUnderstood) }
    }

    async fn attempt(&self, id: Uuid) -> Result<Attempt, PlatformError> {
        self.get(&format!("v1/attempts/{id}")).await?.read()
    }

    async fn history(&self) -> Result<History, PlatformError> {
        self.get("v1/attempts").await?.read()
    }

    async fn hand_over(&self) -> Result<Attempt, PlatformError> {
        self.post("v1/hand-over").await?.read()
    }

    async fn restart(&self) -> Result<(), PlatformError> {
        self.post("v1/restart").await?.expect_nothing()
    }
}
