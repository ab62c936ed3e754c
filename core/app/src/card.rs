use crate::app::blocking;
use crate::look::{Insists, Judged, look};
use crate::{App, Error};
use ruxue_platform::Transfer;
use ruxue_rules::{
    CardContext, CardDraft, CardReport, ConfirmedCard, ConsentKind, Event, PhotoFault, PhotoId, Refusal, Report,
    Review, Side, Stage, judge_card, judge_fault,
};
use std::sync::Arc;

impl App {
    /// Judges a photo of a side of the card and keeps it, in the form that is sent, if it is good enough. A refused photo
    /// spends nothing and leaves an earlier good one where it is.
    ///
    /// After a failure the earlier photo stands, and this one is to be taken again.
    ///
    /// # Errors
    /// [`Error::Refused`] where no card may be taken now, [`Error::Vision`], [`Error::Store`], [`Error::LoggedOut`], also
    /// where another student logged in meanwhile.
    #[tracing::instrument(target = "ruxue", skip_all, err(level = "info"))]
    pub async fn take_card(&self, side: Side, photo: Vec<u8>) -> Result<CardReport, Error> {
        self.look_at_card(side, photo, Insists::No).await
    }

    /// Keeps a photo of a side of the card although it is refused. See [`Review::may_overrule`] for when.
    ///
    /// # Errors
    /// [`Error::Refused`] where the student may not insist on it, and as [`App::take_card`].
    #[tracing::instrument(target = "ruxue", skip_all, err(level = "info"))]
    pub async fn insist_on_card(&self, side: Side, photo: Vec<u8>) -> Result<CardReport, Error> {
        self.look_at_card(side, photo, Insists::Yes).await
    }

    async fn look_at_card(&self, side: Side, photo: Vec<u8>, insists: Insists) -> Result<CardReport, Error> {
        let review = self.review().await?;
        let account_number = review.account().id_number().cloned();
        let context = CardContext { wanted: side, account_number, today: self.today() };
        let vision = Arc::clone(&self.vision);
        let looked = blocking(move || {
            look(&*vision, &photo, insists, |vision, photo| {
                let (file, card) = vision.card(photo)?;
                Ok(judge_card(&file, &card, &context))
            })
        })
        .await??;
        self.settle(&review, side.into(), looked, |photo, report| Event::CardTaken { side, photo, report }).await
    }

    /// Confirms the card's fields, as read ([`Review::draft`]) or corrected.
    ///
    /// # Errors
    /// [`Error::Refused`] with all that speaks against the fields, [`Error::Store`], [`Error::LoggedOut`].
    #[tracing::instrument(target = "ruxue", skip_all, err(level = "info"))]
    pub async fn confirm_card(&self, fields: CardDraft) -> Result<Review, Error> {
        self.apply(Event::CardConfirmed { fields, today: self.today() }).await
    }

    /// Tells the platform the consent to the processing of the card, then uploads both sides and what was confirmed of them.
    /// Does nothing where the platform has the card already. `transfer` follows each of the two uploads from its beginning.
    ///
    /// After a failure the platform may have a part of it; called again, it goes on from there. What the platform refuses
    /// shows in the error: the photos stay, and the student mends what is wrong.
    ///
    /// # Errors
    /// [`Error::Refused`] where something is missing, [`Error::Platform`], [`Error::PhotoLost`], [`Error::Store`],
    /// [`Error::LoggedOut`].
    #[tracing::instrument(target = "ruxue", skip_all, err(level = "info"))]
    pub async fn send_card(&self, transfer: &Transfer) -> Result<Review, Error> {
        let _turn = self.turn.lock().await;
        let review = self.review().await?;
        if review.is_card_sent() && *review.stage() == Stage::Preparing {
            return Ok(review);
        }
        let card = review.may_send_card()?;
        if let Err(error) = self.send_all(&review, card, transfer).await {
            return Err(self.after_refused_upload(ConsentKind::Card, error).await);
        }
        let sent = Sent::of(&review);
        let unchanged = move |now: &Review| if Sent::of(now) == sent { Ok(()) } else { Err(Refusal::NotSent.into()) };
        self.apply_if(unchanged, Event::CardSent, vec![]).await
    }

    async fn send_all(&self, review: &Review, card: &ConfirmedCard, transfer: &Transfer) -> Result<(), Error> {
        self.tell_consent(ConsentKind::Card, review).await?;
        for side in Side::ALL {
            let taken = review.side(side).ok_or(Refusal::SideMissing(side))?;
            let photo = self.photo(taken.photo).await?;
            self.platform.upload_side(side, taken.photo.0, photo, transfer).await?;
        }
        Ok(self.platform.confirm_card(card).await?)
    }
}

impl Judged for CardReport {
    fn of_fault(fault: PhotoFault) -> Self {
        Self::without_card(judge_fault(fault))
    }

    fn report(&self) -> &Report {
        &self.report
    }
}

/// Refuses a review of somebody else than `review`'s student: looking at a photo takes long enough to log in anew.
pub(crate) fn same_student(review: &Review) -> impl FnOnce(&Review) -> Result<(), Error> + Send + 'static {
    let student = review.student().to_owned();
    move |now| if now.student() == student { Ok(()) } else { Err(Error::LoggedOut) }
}

/// What of a review the platform was sent.
#[derive(PartialEq)]
struct Sent {
    photos: [Option<PhotoId>; 2],
    confirmed: Option<ConfirmedCard>,
}

impl Sent {
    fn of(review: &Review) -> Self {
        let photo = |side| review.side(side).map(|taken| taken.photo);
        Self { photos: Side::ALL.map(photo), confirmed: review.confirmed().cloned() }
    }
}
