use crate::{App, Error};
use ruxue_platform::{CardStage, History, PlatformError, Refusal, Secret};
use ruxue_rules::{Account, Attempt, AttemptKey, Event, Review, Stage, is_first_password};

/// A login that succeeded.
#[derive(Debug, Clone, PartialEq)]
pub struct LoggedIn {
    /// Where the review stands.
    pub review: Review,
    /// Whether the password is still the first one, which others can guess: offer to change it.
    pub weak_password: bool,
}

impl App {
    /// Logs in. The same student goes on where the review stood; what another one has on this phone stays there, sealed.
    ///
    /// # Errors
    /// [`Error::Account`], [`Error::Platform`] or [`Error::Store`]; what was stored stands then.
    pub async fn log_in(&self, account: &str, password: &Secret) -> Result<LoggedIn, Error> {
        let _turn = self.turn.lock().await;
        let account = Account::parse(account)?;
        let session = self.platform.log_in(&account, password).await?;
        let student = self.platform.student().await?;
        let synced = told(self.platform.history().await?);
        let is_first = |number| is_first_password(password.reveal(), number);
        let weak_password = student.weak_password || account.id_number().is_some_and(is_first);
        let review = self.with_store(move |store| {
            store.enter(&student.number)?;
            let kept = store.review()?;
            let review = kept.unwrap_or_else(|| Review::new(student.number, account, student.chances_left));
            let mut review = review.step(synced)?;
            if student.card != CardStage::Confirmed {
                review = review.step(Event::CardGone)?;
            }
            // The session first: a review without one could not be found again.
            store.save_session(session.0.reveal())?;
            store.save(&review, &[])?;
            Ok(review)
        });
        let review = review.await?;
        tracing::info!(target: "ruxue", weak_password, "logged in");
        Ok(LoggedIn { review, weak_password })
    }

    /// Logs out and erases all that this phone has of the student, even where the platform can't be told. Whoever has a
    /// submission [under way](Review::under_way) should be asked first; its outcome comes back with the next login.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn log_out(&self) -> Result<(), Error> {
        let _turn = self.turn.lock().await;
        // The session runs out on its own where the platform is not reached; the phone forgets it now.
        let _ = self.platform.log_out().await;
        self.wipe().await
    }

    /// Logs out on every phone, and erases all that this one has of the student.
    ///
    /// # Errors
    /// [`Error::Platform`], and then nothing has changed here; [`Error::Store`].
    pub async fn log_out_everywhere(&self) -> Result<(), Error> {
        let _turn = self.turn.lock().await;
        self.platform.log_out_everywhere().await?;
        self.wipe().await
    }

    pub(crate) async fn wipe(&self) -> Result<(), Error> {
        self.with_store(|store| Ok(store.wipe()?)).await?;
        tracing::info!(target: "ruxue", "logged out");
        Ok(())
    }

    /// Asks the platform for attempts, chances and the card, and takes them in.
    pub(crate) async fn sync(&self) -> Result<Review, Error> {
        let review = self.apply(told(self.platform.history().await?), vec![]).await?;
        let review = match self.tell_revocations(review.clone()).await {
            // Another phone's submission waits: its outcome comes first, then the platform is told.
            Err(Error::Platform(PlatformError::Refused(Refusal::ReviewPending))) => review,
            told => told?,
        };
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
