//! The account's pages: what needs the platform only.

use crate::{App, Error};
use ruxue_platform::{
    Binding, BindingKind, CodePurpose, CodeSent, Contact, Enrolment, History, PostalAddress, Profile, Proof,
    Registration, Secret, Student,
};
use ruxue_rules::check_password;

impl App {
    /// The header of the student's pages.
    ///
    /// # Errors
    /// [`Error::Platform`].
    pub async fn student(&self) -> Result<Student, Error> {
        Ok(self.platform.student().await?)
    }

    /// 个人信息.
    ///
    /// # Errors
    /// [`Error::Platform`].
    pub async fn profile(&self) -> Result<Profile, Error> {
        Ok(self.platform.profile().await?)
    }

    /// Sets 收货地址.
    ///
    /// # Errors
    /// [`Error::Platform`].
    pub async fn set_postal_address(&self, address: &PostalAddress) -> Result<(), Error> {
        Ok(self.platform.set_postal_address(address).await?)
    }

    /// 我的学籍.
    ///
    /// # Errors
    /// [`Error::Platform`].
    pub async fn enrolment(&self) -> Result<Enrolment, Error> {
        Ok(self.platform.enrolment().await?)
    }

    /// All attempts with their outcomes and reasons, oldest first, and the chances left.
    ///
    /// # Errors
    /// [`Error::Platform`].
    pub async fn attempts(&self) -> Result<History, Error> {
        Ok(self.platform.history().await?)
    }

    /// Has a one-time code sent.
    ///
    /// # Errors
    /// [`Error::Platform`].
    pub async fn request_code(&self, purpose: &CodePurpose) -> Result<CodeSent, Error> {
        Ok(self.platform.request_code(purpose).await?)
    }

    /// Registers a student of the college's list, who can log in then.
    ///
    /// # Errors
    /// [`Error::Password`], [`Error::Platform`].
    pub async fn register(&self, registration: &Registration) -> Result<(), Error> {
        check_password(registration.password.reveal(), Some(&registration.number))?;
        Ok(self.platform.register(registration).await?)
    }

    /// Sets a forgotten password anew.
    ///
    /// # Errors
    /// [`Error::Password`], [`Error::Platform`].
    pub async fn reset_password(&self, contact: &Contact, code: &Secret, password: &Secret) -> Result<(), Error> {
        check_password(password.reveal(), None)?;
        Ok(self.platform.reset_password(contact, code, password).await?)
    }

    /// Changes the password.
    ///
    /// # Errors
    /// [`Error::Password`], [`Error::Platform`], [`Error::Store`], [`Error::LoggedOut`].
    pub async fn change_password(&self, proof: &Proof, password: &Secret) -> Result<(), Error> {
        check_password(password.reveal(), self.review().await?.account().id_number())?;
        Ok(self.platform.change_password(proof, password).await?)
    }

    /// Binds another way to log in.
    ///
    /// # Errors
    /// [`Error::Platform`].
    pub async fn bind(&self, binding: &Binding) -> Result<(), Error> {
        Ok(self.platform.bind(binding).await?)
    }

    /// Unbinds it.
    ///
    /// # Errors
    /// [`Error::Platform`].
    pub async fn unbind(&self, kind: BindingKind) -> Result<(), Error> {
        Ok(self.platform.unbind(kind).await?)
    }
}
