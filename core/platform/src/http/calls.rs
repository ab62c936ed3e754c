//! Each call of the port, as the contract has it.

use super::HttpPlatform;
use super::call::Call;
use super::upload::Photo;
use crate::port::{Attempt, History, Platform, SavedSession, Student};
use crate::{
    Binding, BindingKind, CodePurpose, CodeSent, Consents, Contact, Enrolment, PlatformError, PostalAddress, Profile,
    Proof, Refusal, Registration, Secret, Transfer, wire,
};
use async_trait::async_trait;
use bytes::Bytes;
use jiff::SignedDuration;
use ruxue_rules::{Account, CardFields, ConfirmedCard, Consent, ConsentKind, Overruled, Side};
use serde::de::DeserializeOwned;
use uuid::Uuid;

impl HttpPlatform {
    /// Asks for something.
    async fn ask<T: DeserializeOwned>(&self, call: Call) -> Result<T, PlatformError> {
        self.send(&call).await?.read()
    }

    /// Tells something; the platform has nothing to say to it.
    async fn tell(&self, call: Call) -> Result<(), PlatformError> {
        self.send(&call).await?.expect_nothing()
    }

    /// Tells something that ends every session, and forgets this one where it did.
    async fn tell_and_forget(&self, call: Call) -> Result<(), PlatformError> {
        let session = self.session.saved().ok_or(PlatformError::SessionExpired)?;
        self.tell(call).await?;
        self.session.forget(&session);
        Ok(())
    }
}

#[async_trait]
impl Platform for HttpPlatform {
    async fn log_in(&self, account: &Account, password: &Secret) -> Result<SavedSession, PlatformError> {
        let credentials = wire::Credentials { account: account.as_str(), password: password.reveal() };
        let call = Call::post("v1/session").unsigned().counted().json(&credentials)?;
        self.session.begin(self.ask(call).await?)
    }

    fn resume(&self, session: SavedSession) {
        self.session.resume(session);
    }

    async fn log_out(&self) -> Result<(), PlatformError> {
        let Some(session) = self.session.saved() else { return Ok(()) };
        let told = self.tell(Call::delete("v1/session")).await;
        self.session.forget(&session);
        match told {
            Err(PlatformError::SessionExpired) => Ok(()),
            told => told,
        }
    }

    async fn log_out_everywhere(&self) -> Result<(), PlatformError> {
        self.tell_and_forget(Call::delete("v1/sessions")).await
    }

    async fn student(&self) -> Result<Student, PlatformError> {
        self.ask(Call::get("v1/student")).await
    }

    fn skew(&self) -> SignedDuration {
        self.clock.skew()
    }

    async fn upload_side(
        &self,
        side: Side,
        upload: Uuid,
        jpeg: Bytes,
        transfer: &Transfer,
    ) -> Result<CardFields, PlatformError> {
        let path = match side {
            Side::Portrait => "v1/card/sides/portrait",
            Side::Emblem => "v1/card/sides/emblem",
        };
        let photo = Photo::new(upload, side.into(), jpeg, transfer)?;
        let call = Call::put(path).json(&wire::Use { upload })?;
        let answer = transfer.unless_cancelled(self.send_with(&photo, &call)).await?;
        let fields: wire::SideFields = answer.read()?;
        if fields.side() == side { Ok(fields.into()) } else { Err(PlatformError::NotUnderstood) }
    }

    async fn confirm_card(&self, card: &ConfirmedCard) -> Result<(), PlatformError> {
        self.tell(Call::put("v1/card/confirmation").json(&wire::Confirmation::from(card))?).await
    }

    async fn submit(
        &self,
        key: Uuid,
        portrait: Bytes,
        overruled: &[Overruled],
        transfer: &Transfer,
    ) -> Result<Attempt, PlatformError> {
        let photo = Photo::new(key, wire::Purpose::Portrait, portrait, transfer)?;
        let call = Call::post("v1/attempts").keyed(key)?.json(&wire::Submission { upload: key, overruled })?;
        let work = async {
            // An earlier try may have got there: then the photo is not sent once more.
            match self.find_attempt(key).await? {
                Some(attempt) => Ok(attempt),
                None => of_key(key, self.send_with(&photo, &call).await?.read()?),
            }
        };
        transfer.unless_cancelled(work).await
    }

    async fn find_attempt(&self, key: Uuid) -> Result<Option<Attempt>, PlatformError> {
        match self.ask(Call::get("v1/submissions/{id}").naming(key)).await {
            Ok(attempt) => of_key(key, attempt).map(Some),
            Err(PlatformError::Refused(Refusal::NotFound)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn history(&self) -> Result<History, PlatformError> {
        let history: History = self.ask(Call::get("v1/attempts")).await?;
        let is_sound = history.attempts.iter().all(|attempt| wire::is_outcome(&attempt.outcome));
        if is_sound { Ok(history) } else { Err(PlatformError::NotUnderstood) }
    }

    async fn hand_over(&self) -> Result<Attempt, PlatformError> {
        sound(self.ask(Call::post("v1/hand-over")).await?)
    }

    async fn restart(&self) -> Result<(), PlatformError> {
        self.tell(Call::post("v1/restart")).await
    }

    async fn give_consent(&self, kind: ConsentKind, consent: &Consent) -> Result<(), PlatformError> {
        self.tell(Call::put(consent_path(kind)).json(consent)?).await
    }

    async fn revoke_consent(&self, kind: ConsentKind) -> Result<(), PlatformError> {
        self.tell(Call::delete(consent_path(kind))).await
    }

    async fn consents(&self) -> Result<Consents, PlatformError> {
        self.ask(Call::get("v1/consents")).await
    }

    async fn erase(&self) -> Result<(), PlatformError> {
        self.tell_and_forget(Call::delete("v1/data")).await
    }

    async fn request_code(&self, purpose: &CodePurpose) -> Result<CodeSent, PlatformError> {
        let call = Call::post("v1/codes").counted().json(&wire::CodeRequest::from(purpose))?;
        let call = match purpose {
            CodePurpose::Registration(_) | CodePurpose::PasswordReset(_) => call.unsigned(),
            CodePurpose::Binding(_) | CodePurpose::PasswordChange(_) => call,
        };
        Ok(self.ask::<wire::CodeTimes>(call).await?.into())
    }

    async fn register(&self, registration: &Registration) -> Result<(), PlatformError> {
        let registration = wire::RegistrationRequest::from(registration);
        self.tell(Call::post("v1/registrations").unsigned().counted().json(&registration)?).await
    }

    async fn reset_password(&self, contact: &Contact, code: &Secret, password: &Secret) -> Result<(), PlatformError> {
        let reset = wire::PasswordReset::new(contact, code, password);
        self.tell(Call::post("v1/password/reset").unsigned().counted().json(&reset)?).await
    }

    async fn change_password(&self, proof: &Proof, password: &Secret) -> Result<(), PlatformError> {
        self.tell(Call::put("v1/password").counted().json(&wire::PasswordChange::new(proof, password))?).await
    }

    async fn profile(&self) -> Result<Profile, PlatformError> {
        self.ask(Call::get("v1/profile")).await
    }

    async fn set_postal_address(&self, address: &PostalAddress) -> Result<(), PlatformError> {
        self.tell(Call::put("v1/profile/postal-address").json(address)?).await
    }

    async fn enrolment(&self) -> Result<Enrolment, PlatformError> {
        self.ask(Call::get("v1/enrolment")).await
    }

    async fn bind(&self, binding: &Binding) -> Result<(), PlatformError> {
        let kind = match binding {
            Binding::Mobile { .. } => BindingKind::Mobile,
            Binding::Email { .. } => BindingKind::Email,
            Binding::WeChat { .. } => BindingKind::WeChat,
        };
        self.tell(Call::put(binding_path(kind)).counted().json(&wire::BindingRequest::from(binding))?).await
    }

    async fn unbind(&self, kind: BindingKind) -> Result<(), PlatformError> {
        self.tell(Call::delete(binding_path(kind))).await
    }
}

/// The attempt, if it is the one that `key` made.
fn of_key(key: Uuid, attempt: Attempt) -> Result<Attempt, PlatformError> {
    if attempt.key == key { sound(attempt) } else { Err(PlatformError::NotUnderstood) }
}

fn sound(attempt: Attempt) -> Result<Attempt, PlatformError> {
    if wire::is_outcome(&attempt.outcome) { Ok(attempt) } else { Err(PlatformError::NotUnderstood) }
}

fn consent_path(kind: ConsentKind) -> &'static str {
    match kind {
        ConsentKind::Card => "v1/consents/card",
        ConsentKind::Face => "v1/consents/face",
    }
}

fn binding_path(kind: BindingKind) -> &'static str {
    match kind {
        BindingKind::Mobile => "v1/bindings/mobile",
        BindingKind::Email => "v1/bindings/email",
        BindingKind::WeChat => "v1/bindings/wechat",
    }
}
