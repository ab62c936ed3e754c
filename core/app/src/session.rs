use crate::{App, Error};
use ruxue_platform::{CardStage, History, Secret, Student};
use ruxue_rules::{Account, Attempt, AttemptKey, Event, Review, Stage};

impl App {
    /// Logs in. The same student goes on where the review stood; what another one left on this phone is wiped first.
    ///
    /// # Errors
    /// [`Error::Account`], [`Error::Platform`] or [`Error::Store`]; what was stored stands then.
    pub async fn log_in(&self, account: &str, password: &Secret) -> Result<Review, Error> {
        let _turn = self.turn.lock().await;
        let account = Account::parse(account)?;
        let session = self.platform.log_in(&account, password).await?;
        let student = self.platform.student().await?;
        let synced = told(self.platform.history().await?);
        self.with_store(move |store| {
            let kept = store.review()?.filter(|review| review.student() == student.number);
            if kept.is_none() {
                store.wipe()?;
            }
            let review = kept.unwrap_or_else(|| Review::new(student.number, account, student.chances_left));
            let mut review = review.step(synced)?;
            if student.card != CardStage::Confirmed {
                review = review.step(Event::CardGone)?;
            }
            store.save(&review, &[])?;
            store.save_session(session.0.reveal())?;
            Ok(review)
        })
        .await
    }

    /// Logs out and wipes all that is stored, even where the platform can't be told. Whoever has a submission
    /// [under way](Review::under_way) should be asked first; its outcome comes back with the next login.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn log_out(&self) -> Result<(), Error> {
        let _turn = self.turn.lock().await;
        // The session runs out on its own where the platform is not reached; the phone forgets it now.
        let _ = self.platform.log_out().await;
        self.with_store(|store| Ok(store.wipe()?)).await
    }

    /// The header of the student's pages.
    ///
    /// # Errors
    /// [`Error::Platform`].
    pub async fn student(&self) -> Result<Student, Error> {
        Ok(self.platform.student().await?)
    }

    /// Asks the platform for attempts, chances and the card, and takes them in.
    pub(crate) async fn sync(&self) -> Result<Review, Error> {
        let review = self.apply(told(self.platform.history().await?), vec![]).await?;
        let relies_on_card = review.is_card_sent() && *review.stage() == Stage::Preparing;
        if relies_on_card && self.platform.student().await?.card != CardStage::Confirmed {
            return self.apply(Event::CardGone, vec![]).await;
        }
        Ok(review)
    }
}

/// What the platform told, as the rules take it.
fn told(history: History) -> Event {
    let attempts = history.attempts.into_iter().map(attempt).collect();
    Event::Synced { chances: history.chances_left, attempts }
}

pub(crate) fn attempt(attempt: ruxue_platform::Attempt) -> Attempt {
    Attempt { key: AttemptKey(attempt.key), outcome: attempt.outcome }
}
