use crate::{App, Error};
use ruxue_rules::{Consent, ConsentKind, Event, Refusal, Review};

impl App {
    /// The student agrees to the [text](ConsentKind::text) as it stands. The platform is told before the first upload.
    ///
    /// # Errors
    /// [`Error::Store`], [`Error::LoggedOut`].
    pub async fn give_consent(&self, kind: ConsentKind) -> Result<Review, Error> {
        self.apply(Event::ConsentGiven { kind, consent: Consent::to_current(self.now()) }, vec![]).await
    }

    /// The student takes a consent back. From now on nothing more is sent by it; the platform, which erases what it has by it,
    /// is told now, or by [`App::resume`] if it can't be reached.
    ///
    /// # Errors
    /// [`Error::Refused`] while a submission is under way; [`Error::Platform`] where it is still to be told; [`Error::Store`],
    /// [`Error::LoggedOut`].
    pub async fn revoke_consent(&self, kind: ConsentKind) -> Result<Review, Error> {
        let _turn = self.turn.lock().await;
        let review = self.apply(Event::ConsentRevoked { kind }, vec![]).await?;
        self.tell_revocations(review).await
    }

    /// Tells the platform of the consents taken back that it does not know of.
    pub(crate) async fn tell_revocations(&self, mut review: Review) -> Result<Review, Error> {
        for kind in review.revoked().collect::<Vec<_>>() {
            self.platform.revoke_consent(kind).await?;
            review = self.apply(Event::RevocationTold { kind }, vec![]).await?;
        }
        Ok(review)
    }

    /// Has the platform erase what it has of the student, then the phone. The chances spent stay spent.
    ///
    /// # Errors
    /// [`Error::Refused`] while a submission is under way; [`Error::Platform`], and then nothing was erased here;
    /// [`Error::Store`], [`Error::LoggedOut`].
    pub async fn erase_my_data(&self) -> Result<(), Error> {
        let _turn = self.turn.lock().await;
        if self.review().await?.under_way().is_some() {
            return Err(Refusal::UnderWay.into());
        }
        self.platform.erase().await?;
        self.wipe().await
    }
}
