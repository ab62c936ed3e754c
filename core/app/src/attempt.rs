use crate::host::about;
use crate::session::{attempt, told};
use crate::{App, Error};
use bytes::Bytes;
use ruxue_platform::{Attempt, History, PlatformError, Refusal as Told, Transfer};
use ruxue_rules::{AttemptKey, ConsentKind, Event, Review, Stage};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// How long to wait before asking again for an outcome: at first, and at most.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(15);

/// Failures in a row after which asking for an outcome is given up.
const PATIENCE: usize = 5;

impl App {
    /// Submits the portrait. The key is on the disk, and the portrait with it, before the first byte is sent, so whatever
    /// happens to the network or the phone, this makes one attempt. Where an earlier submission has no answer yet, that one is
    /// gone on with.
    ///
    /// After a refusal of the platform nothing was spent and the review is open again; after any other failure it is unknown
    /// whether the platform has the attempt, and [`App::resume`] finds out.
    ///
    /// # Errors
    /// [`Error::Refused`] where something is missing, [`Error::Platform`], [`Error::PhotoLost`], [`Error::Store`],
    /// [`Error::LoggedOut`].
    #[tracing::instrument(target = "ruxue", skip_all, err(level = "info"))]
    pub async fn submit(&self, transfer: &Transfer) -> Result<Review, Error> {
        let _turn = self.turn.lock().await;
        let review = self.review().await?;
        if let Stage::Submitting { .. } = review.stage() {
            return self.reconcile(transfer).await;
        }
        // One portrait, one attempt: were the portrait's own id not the key, a submission that was refused, but still is on
        // its way a second time, could be taken beside the next one.
        let key = AttemptKey(review.may_submit()?.0);
        self.apply(Event::Submitted { key }).await?;
        self.deliver(key, transfer).await
    }

    /// Makes sure of everything with the platform: after a start, after an error, on pulling to refresh. A submission that
    /// did not arrive is sent again under its key.
    ///
    /// # Errors
    /// As [`App::submit`].
    #[tracing::instrument(target = "ruxue", skip_all, err(level = "info"))]
    pub async fn resume(&self, transfer: &Transfer) -> Result<Review, Error> {
        let _turn = self.turn.lock().await;
        self.reconcile(transfer).await
    }

    /// Waits until no submission is under way. Short failures of the network are sat out, and as long as the platform asks
    /// for.
    ///
    /// # Errors
    /// [`PlatformError::Cancelled`] after `cancel`; otherwise as [`App::resume`].
    #[tracing::instrument(target = "ruxue", skip_all, err(level = "info"))]
    pub async fn await_outcome(&self, cancel: &CancellationToken) -> Result<Review, Error> {
        tokio::select! {
            biased;
            () = cancel.cancelled() => Err(PlatformError::Cancelled.into()),
            review = self.outcome() => review,
        }
    }

    /// Starts again (重新审核) after a failure. The card stays as confirmed and sent, unless the registration was wrong: then
    /// it is to be taken anew.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::Platform`], [`Error::Store`], [`Error::LoggedOut`].
    #[tracing::instrument(target = "ruxue", skip_all, err(level = "info"))]
    pub async fn start_again(&self) -> Result<Review, Error> {
        let _turn = self.turn.lock().await;
        self.review().await?.may_start_again()?;
        if let Err(error) = self.platform.restart().await {
            return Err(self.after_refusal(error.into()).await);
        }
        self.apply(Event::StartedAgain).await
    }

    /// Stops, at the student's wish, and hands the last result to the school.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::Platform`], [`Error::Store`], [`Error::LoggedOut`].
    #[tracing::instrument(target = "ruxue", skip_all, err(level = "info"))]
    pub async fn hand_over(&self) -> Result<Review, Error> {
        let _turn = self.turn.lock().await;
        self.review().await?.may_hand_over()?;
        match self.platform.hand_over().await {
            Ok(handed) => self.apply(Event::Answered(attempt(handed))).await,
            Err(error) => Err(self.after_refusal(error.into()).await),
        }
    }

    /// All attempts with outcome and reasons, oldest first, and the chances left; the review takes them in.
    ///
    /// # Errors
    /// [`Error::Platform`], [`Error::Store`], [`Error::LoggedOut`].
    #[tracing::instrument(target = "ruxue", skip_all, err(level = "info"))]
    pub async fn attempts(&self) -> Result<History, Error> {
        let _turn = self.turn.lock().await;
        self.review().await?;
        let history = self.platform.history().await?;
        self.apply(told(history.clone())).await?;
        Ok(history)
    }

    /// Asks until nothing is under way.
    async fn outcome(&self) -> Result<Review, Error> {
        let transfer = Transfer::default();
        let (mut pause, mut failures) = (FIRST_PAUSE, 0);
        loop {
            let asked = match self.resume(&transfer).await {
                Ok(review) if review.under_way().is_none() => return Ok(review),
                Ok(_) => {
                    failures = 0;
                    None
                }
                Err(Error::Platform(error)) if error.is_retryable() && failures < PATIENCE => {
                    failures += 1;
                    error.retry_after()
                }
                Err(error) => return Err(error),
            };
            let asked = asked.unwrap_or_default();
            tokio::time::sleep(asked.saturating_add(about(pause, self.host.random()))).await;
            pause = (pause * 3 / 2).min(LONGEST_PAUSE);
        }
    }

    async fn reconcile(&self, transfer: &Transfer) -> Result<Review, Error> {
        let review = self.sync().await?;
        match review.stage() {
            Stage::Submitting { key } => self.deliver(*key, transfer).await,
            _ => Ok(review),
        }
    }

    /// Sends the submission of `key`; only a definite word of the platform ends it.
    async fn deliver(&self, key: AttemptKey, transfer: &Transfer) -> Result<Review, Error> {
        let review = self.review().await?;
        let photo = match self.portrait(&review).await {
            Err(Error::PhotoLost) => return self.settle_without_photo(key).await,
            photo => photo?,
        };
        match self.send_portrait(&review, key, photo, transfer).await {
            Ok(made) => self.apply(Event::Answered(attempt(made))).await,
            Err(error @ Error::Platform(PlatformError::Refused(Told::KeyReused))) => {
                self.settle_reused(key, error).await
            }
            Err(error @ Error::Platform(PlatformError::Refused(Told::NotFound))) => Err(error),
            Err(error @ Error::Platform(PlatformError::Refused(_))) => {
                self.apply(Event::Rejected { key }).await?;
                Err(self.after_refused_upload(ConsentKind::Face, error).await)
            }
            Err(error) => Err(error),
        }
    }

    /// The platform knows the key with another photo. If it made an attempt, the history tells.
    async fn settle_reused(&self, key: AttemptKey, error: Error) -> Result<Review, Error> {
        let review = self.sync().await?;
        if *review.stage() != (Stage::Submitting { key }) {
            return Ok(review);
        }
        self.apply(Event::Rejected { key }).await?;
        Err(error)
    }

    async fn portrait(&self, review: &Review) -> Result<Bytes, Error> {
        let taken = review.portrait().ok_or(Error::PhotoLost)?;
        self.photo(taken.photo).await
    }

    async fn send_portrait(
        &self,
        review: &Review,
        key: AttemptKey,
        photo: Bytes,
        transfer: &Transfer,
    ) -> Result<Attempt, Error> {
        self.tell_consent(ConsentKind::Face, review).await?;
        let overruled: Vec<_> = review.overruled().collect();
        Ok(self.platform.submit(key.0, photo, &overruled, transfer).await?)
    }

    /// A submission whose portrait the disk has lost can't be sent again: either the platform has it, or another portrait is
    /// to be taken.
    async fn settle_without_photo(&self, key: AttemptKey) -> Result<Review, Error> {
        match self.platform.find_attempt(key.0).await? {
            Some(made) => self.apply(Event::Answered(attempt(made))).await,
            None => {
                self.apply(Event::Rejected { key }).await?;
                Err(Error::PhotoLost)
            }
        }
    }

    /// Takes in what a refusal tells about the state on the platform, which is not the one that the phone believed in.
    pub(crate) async fn after_refusal(&self, error: Error) -> Error {
        let Error::Platform(PlatformError::Refused(told)) = &error else { return error };
        let taken_in = match told {
            Told::CardNotConfirmed | Told::CardIncomplete => self.apply(Event::CardGone).await,
            Told::ReviewPending | Told::AlreadyPassed | Told::HandedOver | Told::NoChancesLeft => self.sync().await,
            _ => return error,
        };
        match taken_in {
            // The refusal matters more than a network that failed on asking why.
            Ok(_) | Err(Error::Platform(_)) => error,
            Err(failed) => failed,
        }
    }
}
