//! The account's pages. Nothing of them is kept on the phone: what a failure leaves is what the platform has.

use crate::{App, Error};
use ruxue_platform::{
    Binding, BindingKind, CodePurpose, CodeSent, Contact, Enrolment, PostalAddress, Profile, Proof, Registration,
    Secret,
};
use ruxue_rules::{IdNumber, Review, check_password};
use std::sync::atomic::Ordering;

impl App {
    /// Has a one-time code sent: to a mobile number or an e-mail address, for registering or a forgotten password while
    /// nobody is logged in, for binding and a change of the password by who is.
    ///
    /// # Errors
    /// [`Error::Platform`]; a code asked for too soon is [`ruxue_platform::PlatformError::TooManyRequests`]. Where a log-in is
    /// wanted: [`Error::Store`], [`Error::LoggedOut`].
    #[tracing::instrument(target = "ruxue", skip_all, err(level = "info"))]
    pub async fn request_code(&self, purpose: &CodePurpose) -> Result<CodeSent, Error> {
        match purpose {
            CodePurpose::Registration(_) | CodePurpose::PasswordReset(_) => {}
            CodePurpose::Binding(_) | CodePurpose::PasswordChange(_) => self.check_logged_in().await?,
        }
        Ok(self.platform.request_code(purpose).await?)
    }

    /// Registers a student who is on the college's list. They log in afterwards.
    ///
    /// # Errors
    /// [`Error::Password`], before anything is sent; [`Error::Platform`].
    #[tracing::instrument(target = "ruxue", skip_all, err(level = "info"))]
    pub async fn register(&self, registration: &Registration) -> Result<(), Error> {
        check_password(registration.password.reveal(), Some(&registration.number))?;
        Ok(self.platform.register(registration).await?)
    }

    /// Sets a new password by a code sent to `contact`. Every session ends; what is stored stays for the next log-in.
    ///
    /// # Errors
    /// [`Error::Password`], before anything is sent; [`Error::Platform`].
    #[tracing::instrument(target = "ruxue", skip_all, err(level = "info"))]
    pub async fn reset_password(&self, contact: &Contact, code: &Secret, password: &Secret) -> Result<(), Error> {
        check_password(password.reveal(), None)?;
        Ok(self.platform.reset_password(contact, code, password).await?)
    }

    /// Changes the password. The student's sessions on other phones end.
    ///
    /// # Errors
    /// [`Error::Password`], before anything is sent; [`Error::Platform`], [`Error::Store`], [`Error::LoggedOut`].
    #[tracing::instrument(target = "ruxue", skip_all, err(level = "info"))]
    pub async fn change_password(&self, proof: &Proof, password: &Secret) -> Result<(), Error> {
        self.check_logged_in().await?;
        check_password(password.reveal(), number(&self.review().await?))?;
        self.platform.change_password(proof, password).await?;
        self.typed_first_password.store(false, Ordering::Relaxed);
        Ok(())
    }

    /// 个人信息, and what is bound to the account.
    ///
    /// # Errors
    /// [`Error::Platform`], [`Error::Store`], [`Error::LoggedOut`].
    #[tracing::instrument(target = "ruxue", skip_all, err(level = "info"))]
    pub async fn profile(&self) -> Result<Profile, Error> {
        self.check_logged_in().await?;
        Ok(self.platform.profile().await?)
    }

    /// Sets 收货地址.
    ///
    /// # Errors
    /// [`Error::Platform`], [`Error::Store`], [`Error::LoggedOut`].
    #[tracing::instrument(target = "ruxue", skip_all, err(level = "info"))]
    pub async fn set_postal_address(&self, address: &PostalAddress) -> Result<(), Error> {
        self.check_logged_in().await?;
        Ok(self.platform.set_postal_address(address).await?)
    }

    /// 我的学籍.
    ///
    /// # Errors
    /// [`Error::Platform`], [`Error::Store`], [`Error::LoggedOut`].
    #[tracing::instrument(target = "ruxue", skip_all, err(level = "info"))]
    pub async fn enrolment(&self) -> Result<Enrolment, Error> {
        self.check_logged_in().await?;
        Ok(self.platform.enrolment().await?)
    }

    /// Binds a mobile number, an e-mail address or WeChat to the account.
    ///
    /// # Errors
    /// [`Error::Platform`], [`Error::Store`], [`Error::LoggedOut`].
    #[tracing::instrument(target = "ruxue", skip_all, err(level = "info"))]
    pub async fn bind(&self, binding: &Binding) -> Result<(), Error> {
        self.check_logged_in().await?;
        Ok(self.platform.bind(binding).await?)
    }

    /// Takes a binding away. Safe to repeat.
    ///
    /// # Errors
    /// [`Error::Platform`], [`Error::Store`], [`Error::LoggedOut`].
    #[tracing::instrument(target = "ruxue", skip_all, err(level = "info"))]
    pub async fn unbind(&self, kind: BindingKind) -> Result<(), Error> {
        self.check_logged_in().await?;
        Ok(self.platform.unbind(kind).await?)
    }
}

/// The student's ID number, where the phone knows it.
fn number(review: &Review) -> Option<&IdNumber> {
    review.account().id_number().or_else(|| review.confirmed().map(|card| card.number()))
}
