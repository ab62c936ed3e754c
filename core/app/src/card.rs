use crate::app::blocking;
use crate::{App, Error, Unseen, Vision};
use ruxue_platform::Transfer;
use ruxue_rules::{
    CardContext, CardDraft, CardReport, ConfirmedCard, ConsentKind, Event, PhotoId, Refusal, Review, Side, Verdict,
    judge_card, judge_fault,
};
use std::sync::Arc;

impl App {
    /// Judges a photo of a side of the card and keeps it if it is good enough. A refused photo spends nothing and leaves an
    /// earlier good one where it is.
    ///
    /// # Errors
    /// [`Error::Refused`] where no card may be taken now, [`Error::Vision`], [`Error::Store`], [`Error::LoggedOut`].
    pub async fn take_card(&self, side: Side, photo: Vec<u8>) -> Result<CardReport, Error> {
        let account_number = self.review().await?.account().id_number().cloned();
        let context = CardContext { wanted: side, account_number, today: self.today() };
        let vision = Arc::clone(&self.vision);
        let judged = blocking(move || {
            let (file, card) = vision.card(&photo)?;
            let report = judge_card(&file, &card, &context);
            let kept = keep(report.report.verdict, &photo, vision.as_ref())?;
            Ok((report, kept))
        })
        .await?;
        let (report, kept) = match judged {
            Ok(judged) => judged,
            Err(Unseen::Fault(fault)) => {
                (CardReport { report: judge_fault(fault), corners: None, side: None, fields: None }, None)
            }
            Err(Unseen::Failed(error)) => return Err(error.into()),
        };
        if let Some(photo) = kept {
            let id = PhotoId(self.host.uuid());
            let event = Event::CardTaken { side, photo: id, report: report.clone() };
            self.apply(event, vec![(id, photo)]).await?;
        }
        Ok(report)
    }

    /// Confirms the card's fields, as read ([`Review::draft`]) or corrected.
    ///
    /// # Errors
    /// [`Error::Refused`] with all that speaks against the fields, [`Error::Store`], [`Error::LoggedOut`].
    pub async fn confirm_card(&self, fields: CardDraft) -> Result<Review, Error> {
        self.apply(Event::CardConfirmed { fields, today: self.today() }, vec![]).await
    }

    /// Uploads both sides and what was confirmed of them, the consent first. Safe to repeat after any error: uploads go on where
    /// they stopped; `transfer` follows each of the two. Nothing to do where the platform has the card.
    ///
    /// # Errors
    /// [`Error::Refused`] where something is missing, [`Error::Platform`], [`Error::Store`], [`Error::LoggedOut`].
    pub async fn send_card(&self, transfer: &Transfer) -> Result<Review, Error> {
        let _turn = self.turn.lock().await;
        let review = self.review().await?;
        let card = review.may_send_card()?;
        if review.is_card_sent() {
            return Ok(review);
        }
        if let Err(error) = self.upload_card(&review, card, transfer).await {
            return Err(match error {
                Error::Platform(error) => self.after_refusal(error).await,
                error => error,
            });
        }
        let sent = Sent::of(&review);
        let unchanged = move |now: &Review| if Sent::of(now) == sent { Ok(()) } else { Err(Refusal::NotSent.into()) };
        let review = self.apply_if(unchanged, Event::CardSent, vec![]).await?;
        tracing::info!(target: "ruxue", "card sent");
        Ok(review)
    }

    async fn upload_card(&self, review: &Review, card: &ConfirmedCard, transfer: &Transfer) -> Result<(), Error> {
        if let Some(consent) = review.consent(ConsentKind::Card) {
            self.platform.give_consent(ConsentKind::Card, consent).await?;
        }
        for side in [Side::Portrait, Side::Emblem] {
            let PhotoId(id) = review.side(side).ok_or(Refusal::SideMissing(side))?.photo;
            let photo = self.photo(PhotoId(id)).await?;
            self.platform.upload_side(side, id, photo, transfer).await?;
        }
        Ok(self.platform.confirm_card(card).await?)
    }
}

/// What is kept of a photo: nothing of a refused one, and of another what will be sent.
pub(crate) fn keep(verdict: Verdict, photo: &[u8], vision: &dyn Vision) -> Result<Option<Vec<u8>>, Unseen> {
    (verdict != Verdict::Refuse).then(|| vision.sendable(photo)).transpose()
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
        Self { photos: [Side::Portrait, Side::Emblem].map(photo), confirmed: review.confirmed().cloned() }
    }
}
