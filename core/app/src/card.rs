use crate::app::blocking;
use crate::{App, Error, Unseen};
use ruxue_platform::Transfer;
use ruxue_rules::{
    CardContext, CardDraft, CardReport, ConfirmedCard, Event, PhotoId, Refusal, Review, Side, Verdict, judge_card,
    judge_fault,
};
use std::sync::Arc;
use uuid::Uuid;

impl App {
    /// Judges a photo of a side of the card and keeps it if it is good enough. A refused photo spends nothing and leaves an
    /// earlier good one where it is.
    ///
    /// # Errors
    /// [`Error::Refused`] where no card may be taken now, [`Error::Vision`], [`Error::Store`], [`Error::LoggedOut`].
    pub async fn take_card(&self, side: Side, photo: Vec<u8>) -> Result<CardReport, Error> {
        let account_number = self.review().await?.account().id_number().cloned();
        let context = CardContext { wanted: side, account_number, today: (self.today)() };
        let vision = Arc::clone(&self.vision);
        let (photo, seen) = blocking(move || {
            let seen = vision.card(&photo);
            (photo, seen)
        })
        .await?;
        let report = match seen {
            Ok((file, card)) => judge_card(&file, &card, &context),
            Err(Unseen::Fault(fault)) => {
                CardReport { report: judge_fault(fault), corners: None, side: None, fields: None }
            }
            Err(Unseen::Failed(error)) => return Err(error.into()),
        };
        if report.report.verdict != Verdict::Refuse {
            let id = PhotoId(Uuid::new_v4());
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
        self.apply(Event::CardConfirmed { fields, today: (self.today)() }, vec![]).await
    }

    /// The student agrees that the card is used for identity verification, and only for that.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::Store`], [`Error::LoggedOut`].
    pub async fn give_consent(&self) -> Result<Review, Error> {
        self.apply(Event::ConsentGiven, vec![]).await
    }

    /// Uploads both sides and what was confirmed of them. Safe to repeat after any error; `transfer` follows each of the two
    /// uploads from its beginning.
    ///
    /// # Errors
    /// [`Error::Refused`] where something is missing, [`Error::Platform`], [`Error::Store`], [`Error::LoggedOut`].
    pub async fn send_card(&self, transfer: &Transfer) -> Result<Review, Error> {
        let _turn = self.turn.lock().await;
        let review = self.review().await?;
        let card = review.may_send_card()?;
        for side in [Side::Portrait, Side::Emblem] {
            let taken = review.side(side).ok_or(Refusal::SideMissing(side))?;
            let photo = self.photo(taken.photo).await?;
            if let Err(error) = self.platform.upload_side(side, photo, transfer).await {
                return Err(self.after_refusal(error).await);
            }
        }
        if let Err(error) = self.platform.confirm_card(card).await {
            return Err(self.after_refusal(error).await);
        }
        let sent = Sent::of(&review);
        let unchanged = move |now: &Review| if Sent::of(now) == sent { Ok(()) } else { Err(Refusal::NotSent.into()) };
        self.apply_if(unchanged, Event::CardSent, vec![]).await
    }
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
