use crate::app::saved_session;
use crate::{App, Error};
use ruxue_platform::{CardStage, History, Platform, SavedSession, Secret, Student};
use ruxue_rules::{Account, Attempt, AttemptKey, ConsentKind, Event, Review, Stage, is_first_password};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tokio::sync::OwnedMutexGuard;

impl App {
    /// Logs in. The same student goes on where the review stood. What another one left on this phone stays there, sealed, for
    /// their next log-in.
    ///
    /// After a failure before the platform told who it is and how the attempts stand, all is as it was. After a later one the student is logged in, which
    /// [`App::review`] tells, and [`App::resume`] makes sure of the rest; but where the phone's storage failed, nobody is.
    ///
    /// # Errors
    /// [`Error::Account`], [`Error::Platform`] or [`Error::Store`].
    #[tracing::instrument(target = "ruxue", skip_all, err(level = "info"))]
    pub async fn log_in(&self, account: &str, password: &Secret) -> Result<Review, Error> {
        let turn = Arc::clone(&self.turn).lock_owned().await;
        let account = Account::parse(account)?;
        let before = self.with_store(|store| Ok(saved_session(store)?)).await?;
        let back = Back { platform: &*self.platform, before };
        let session = self.platform.log_in(&account, password).await?;
        let student = self.platform.student().await?;
        let history = told(self.platform.history().await?);
        back.stay();
        let typed_first = account.id_number().is_some_and(|number| is_first_password(password.reveal(), number));
        self.typed_first_password.store(typed_first, Ordering::Relaxed);
        let _turn = self.enter(turn, session, student, account, history).await?;
        self.learn_consents().await?;
        self.sync().await
    }

    /// Opens the student's file and keeps the session there. No other use-case begins before that is done, even if nobody
    /// waits for it any more: platform and store would speak of two students.
    async fn enter(
        &self,
        turn: OwnedMutexGuard<()>,
        session: SavedSession,
        student: Student,
        account: Account,
        history: Event,
    ) -> Result<OwnedMutexGuard<()>, Error> {
        self.with_store(move |store| {
            store.enter(&student.number)?;
            if store.review()?.is_none() {
                // Not before the history is known: a pending attempt may spend one of the chances that the header tells.
                let review = Review::new(student.number, account, student.chances_left).step(history)?;
                store.save(&review, &[])?;
            }
            store.save_session(session.0.reveal())?;
            Ok(turn)
        })
        .await
    }

    /// Logs out and wipes all that is stored, even where the platform can't be told: the phone forgets first. Whoever has a
    /// submission [under way](Review::under_way) should be asked before; its outcome comes back with the next login.
    ///
    /// # Errors
    /// [`Error::Store`] where the file could not be erased: its key is forgotten even so, and nobody is logged in.
    #[tracing::instrument(target = "ruxue", skip_all, err(level = "info"))]
    pub async fn log_out(&self) -> Result<(), Error> {
        let _turn = self.turn.lock().await;
        let forgotten = self.forget().await;
        // The session runs out on its own where the platform is not reached.
        let _ = self.platform.log_out().await;
        forgotten
    }

    /// Ends every session of the student, on this phone and elsewhere, and wipes all that is stored here, as
    /// [`App::log_out`].
    ///
    /// After a failure the student is still logged in here; elsewhere the sessions may have ended.
    ///
    /// # Errors
    /// [`Error::Platform`], [`Error::Store`], [`Error::LoggedOut`].
    #[tracing::instrument(target = "ruxue", skip_all, err(level = "info"))]
    pub async fn log_out_everywhere(&self) -> Result<(), Error> {
        let _turn = self.turn.lock().await;
        self.check_logged_in().await?;
        self.platform.log_out_everywhere().await?;
        self.forget().await
    }

    /// The header of the student's pages.
    ///
    /// # Errors
    /// [`Error::Platform`], [`Error::Store`], [`Error::LoggedOut`].
    #[tracing::instrument(target = "ruxue", skip_all, err(level = "info"))]
    pub async fn student(&self) -> Result<Student, Error> {
        self.check_logged_in().await?;
        Ok(self.platform.student().await?)
    }

    /// Whether the password is weak and a better one should be offered: still the first one, the last six of the ID number.
    /// `student` is as [`App::student`] last told.
    pub fn has_weak_password(&self, student: &Student) -> bool {
        student.weak_password || self.typed_first_password.load(Ordering::Relaxed)
    }

    /// Wipes the open account's file.
    pub(crate) async fn forget(&self) -> Result<(), Error> {
        self.typed_first_password.store(false, Ordering::Relaxed);
        self.with_store(|store| Ok(store.wipe()?)).await
    }

    pub(crate) async fn check_logged_in(&self) -> Result<(), Error> {
        self.with_store(|store| store.session()?.map(drop).ok_or(Error::LoggedOut)).await
    }

    /// Asks the platform for attempts, chances and the card, and takes them in.
    pub(crate) async fn sync(&self) -> Result<Review, Error> {
        self.review().await?;
        let review = self.apply(told(self.platform.history().await?)).await?;
        let relies_on_card = review.is_card_sent() && *review.stage() == Stage::Preparing;
        if !relies_on_card || self.platform.student().await?.card == CardStage::Confirmed {
            return Ok(review);
        }
        // Taken back on another phone, or merely lost?
        let kind = ConsentKind::Card;
        match self.platform.consents().await?.of(kind) {
            Some(_) => self.apply(Event::CardGone).await,
            None => self.apply(Event::ConsentRevoked { kind }).await,
        }
    }
}

/// Takes up the session of before again, unless told to stay: whoever fails to log in, or gives up, is not to speak in the
/// place of who is logged in.
struct Back<'a> {
    platform: &'a dyn Platform,
    before: Option<SavedSession>,
}

impl Back<'_> {
    fn stay(mut self) {
        self.before = None;
    }
}

impl Drop for Back<'_> {
    fn drop(&mut self) {
        if let Some(session) = self.before.take() {
            self.platform.resume(session);
        }
    }
}

/// What the platform told, as the rules take it.
pub(crate) fn told(history: History) -> Event {
    let attempts = history.attempts.into_iter().map(attempt).collect();
    Event::Synced { chances: history.chances_left, attempts }
}

pub(crate) fn attempt(attempt: ruxue_platform::Attempt) -> Attempt {
    Attempt { key: AttemptKey(attempt.key), outcome: attempt.outcome }
}
