use crate::{App, Error};
use ruxue_platform::{PlatformError, Refusal};
use ruxue_rules::{Consent, ConsentKind, Event, Review};

impl App {
    /// The student agrees to the processing of the card or of the face, to the text as it stands ([`ConsentKind::text`]) and
    /// now. The platform is told with the first upload of that kind.
    ///
    /// # Errors
    /// [`Error::Refused`] while a submission is under way, [`Error::Store`], [`Error::LoggedOut`].
    #[tracing::instrument(target = "ruxue", skip_all, err(level = "info"))]
    pub async fn give_consent(&self, kind: ConsentKind) -> Result<Review, Error> {
        let review = self.review().await?;
        if review.agrees_to(kind) {
            return Ok(review);
        }
        self.apply(Event::ConsentGiven { kind, consent: Consent::to_current(self.now()) }).await
    }

    /// Takes a consent back: the platform deletes what it holds by it, and nothing of that kind is sent any more. What was
    /// captured stays on the phone until the student discards it or logs out.
    ///
    /// After a failure the consent stands as it did on the phone, though the platform may have let it go: try again.
    ///
    /// # Errors
    /// [`Error::Refused`] while a submission is under way, [`Error::Platform`], [`Error::Store`], [`Error::LoggedOut`].
    #[tracing::instrument(target = "ruxue", skip_all, err(level = "info"))]
    pub async fn revoke_consent(&self, kind: ConsentKind) -> Result<Review, Error> {
        let _turn = self.turn.lock().await;
        self.review().await?.may_change_consent()?;
        if let Err(error) = self.platform.revoke_consent(kind).await {
            return Err(self.after_refusal(error.into()).await);
        }
        self.apply(Event::ConsentRevoked { kind }).await
    }

    /// Erases all that platform and phone hold of the student, and logs out. What stays is the college's own list and the
    /// count of judged attempts: chances don't come back.
    ///
    /// After a failure nothing is erased here. The platform may have erased its part, which ends the session: then the student
    /// logs in and calls this again, or logs out, which erases the phone's part.
    ///
    /// # Errors
    /// [`Error::Refused`] while a submission is under way, [`Error::Platform`], [`Error::Store`], [`Error::LoggedOut`].
    #[tracing::instrument(target = "ruxue", skip_all, err(level = "info"))]
    pub async fn erase_my_data(&self) -> Result<(), Error> {
        let _turn = self.turn.lock().await;
        self.review().await?.may_change_consent()?;
        if let Err(error) = self.platform.erase().await {
            return Err(self.after_refusal(error.into()).await);
        }
        self.forget().await
    }

    /// Tells the platform a consent that it does not know yet: before the first upload of that kind.
    pub(crate) async fn tell_consent(&self, kind: ConsentKind, review: &Review) -> Result<(), Error> {
        match review.consent(kind) {
            Some(consent) if !review.is_consent_told(kind) => {
                self.platform.give_consent(kind, consent).await?;
                self.apply(Event::ConsentTold { kind }).await.map(drop)
            }
            // None is there only for a submission made before consents were kept: the platform says what it wants.
            Some(_) | None => Ok(()),
        }
    }

    /// Takes in what the refusal of an upload tells. A consent that the platform knew and denies was taken back on another
    /// phone: the student is asked again, for to tell it once more would undo that.
    pub(crate) async fn after_refused_upload(&self, kind: ConsentKind, error: Error) -> Error {
        match &error {
            Error::Platform(PlatformError::Refused(Refusal::ConsentMissing)) => {
                self.apply(Event::ConsentRevoked { kind }).await.err().unwrap_or(error)
            }
            _ => self.after_refusal(error).await,
        }
    }

    /// Takes in what the student agreed to or took back on another phone.
    pub(crate) async fn learn_consents(&self) -> Result<(), Error> {
        let review = self.review().await?;
        if review.may_change_consent().is_err() {
            return Ok(());
        }
        let consents = self.platform.consents().await?;
        for kind in ConsentKind::ALL {
            match (review.consent(kind), consents.of(kind)) {
                (None, Some(consent)) => {
                    self.apply(Event::ConsentGiven { kind, consent: consent.clone() }).await?;
                    self.apply(Event::ConsentTold { kind }).await?;
                }
                (Some(_), None) if review.is_consent_told(kind) => {
                    self.apply(Event::ConsentRevoked { kind }).await?;
                }
                _ => {}
            }
        }
        Ok(())
    }
}
