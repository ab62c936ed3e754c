//! Each call of the port, as the contract has it.

use super::answer::Answer;
use super::{Call, HttpPlatform, LARGEST_PHOTO, Payload, Tokens, json};
use crate::port::{Attempt, History, Platform, SavedSession, Student};
use crate::{
    Binding, BindingKind, CodePurpose, CodeSent, Consents, Contact, Enrolment, PlatformError, PostalAddress, Profile,
    Proof, Refusal, Registration, Secret, Transfer, wire,
};
use async_trait::async_trait;
use bytes::Bytes;
use jiff::SignedDuration;
use reqwest::Method;
use ruxue_rules::{Account, CardFields, ConfirmedCard, Consent, ConsentKind, Side};
use uuid::Uuid;

impl HttpPlatform {
    async fn say(&self, method: Method, path: &str, payload: Payload<'_>) -> Result<(), PlatformError> {
        self.send(&Call { method, path, payload }).await?.expect_nothing()
    }

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

    async fn log_out_everywhere(&self) -> Result<(), PlatformError> {
        self.say(Method::DELETE, "v1/sessions", Payload::Nothing).await?;
        *self.lock_tokens() = None;
        Ok(())
    }

    fn skew(&self) -> SignedDuration {
        SignedDuration::ZERO
    }

    async fn student(&self) -> Result<Student, PlatformError> {
        self.get("v1/student").await?.read()
    }

    async fn upload_side(
        &self,
        side: Side,
        _upload: Uuid,
        jpeg: Bytes,
        transfer: &Transfer,
    ) -> Result<CardFields, PlatformError> {
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

    async fn find_attempt(&self, key: Uuid) -> Result<Option<Attempt>, PlatformError> {
        match self.get(&format!("v1/submissions/{key}")).await {
            Ok(answer) => answer.read().map(Some),
            Err(PlatformError::Refused(Refusal::NotFound)) => Ok(None),
            Err(error) => Err(error),
        }
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

    async fn give_consent(&self, kind: ConsentKind, consent: &Consent) -> Result<(), PlatformError> {
        self.say(Method::PUT, consent_path(kind), json(consent)?).await
    }

    async fn revoke_consent(&self, kind: ConsentKind) -> Result<(), PlatformError> {
        self.say(Method::DELETE, consent_path(kind), Payload::Nothing).await
    }

    async fn consents(&self) -> Result<Consents, PlatformError> {
        self.get("v1/consents").await?.read()
    }

    async fn erase(&self) -> Result<(), PlatformError> {
        self.say(Method::DELETE, "v1/data", Payload::Nothing).await?;
        *self.lock_tokens() = None;
        Ok(())
    }

    async fn request_code(&self, purpose: &CodePurpose) -> Result<CodeSent, PlatformError> {
        let call = Call { method: Method::POST, path: "v1/codes", payload: json(&wire::CodeRequest::from(purpose))? };
        let answer = match purpose {
            CodePurpose::Registration(_) | CodePurpose::PasswordReset(_) => self.exchange(&call, None).await?,
            CodePurpose::Binding(_) | CodePurpose::PasswordChange(_) => self.send(&call).await?,
        };
        Ok(answer.read::<wire::CodeTimes>()?.into())
    }

    async fn register(&self, registration: &Registration) -> Result<(), PlatformError> {
        let payload = json(&wire::RegistrationRequest::from(registration))?;
        let call = Call { method: Method::POST, path: "v1/registrations", payload };
        self.exchange(&call, None).await?.expect_nothing()
    }

    async fn reset_password(&self, contact: &Contact, code: &Secret, password: &Secret) -> Result<(), PlatformError> {
        let payload = json(&wire::PasswordReset::new(contact, code, password))?;
        let call = Call { method: Method::POST, path: "v1/password/reset", payload };
        self.exchange(&call, None).await?.expect_nothing()
    }

    async fn change_password(&self, proof: &Proof, password: &Secret) -> Result<(), PlatformError> {
        self.say(Method::PUT, "v1/password", json(&wire::PasswordChange::new(proof, password))?).await
    }

    async fn profile(&self) -> Result<Profile, PlatformError> {
        self.get("v1/profile").await?.read()
    }

    async fn set_postal_address(&self, address: &PostalAddress) -> Result<(), PlatformError> {
        self.say(Method::PUT, "v1/profile/postal-address", json(address)?).await
    }

    async fn enrolment(&self) -> Result<Enrolment, PlatformError> {
        self.get("v1/enrolment").await?.read()
    }

    async fn bind(&self, binding: &Binding) -> Result<(), PlatformError> {
        let path = match binding {
            Binding::Mobile { .. } => "v1/bindings/mobile",
            Binding::Email { .. } => "v1/bindings/email",
            Binding::WeChat { .. } => "v1/bindings/wechat",
        };
        self.say(Method::PUT, path, json(&wire::BindingRequest::from(binding))?).await
    }

    async fn unbind(&self, kind: BindingKind) -> Result<(), PlatformError> {
        let path = match kind {
            BindingKind::Mobile => "v1/bindings/mobile",
            BindingKind::Email => "v1/bindings/email",
            BindingKind::WeChat => "v1/bindings/wechat",
        };
        self.say(Method::DELETE, path, Payload::Nothing).await
    }
}

fn consent_path(kind: ConsentKind) -> &'static str {
    match kind {
        ConsentKind::Card => "v1/consents/card",
        ConsentKind::Face => "v1/consents/face",
    }
}
