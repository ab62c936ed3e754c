use crate::session::attempt;
use crate::{App, Error};
use ruxue_platform::{PlatformError, Refusal as Told, Transfer};
use ruxue_rules::{AttemptKey, ConsentKind, Event, Refusal, Review, Stage};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// How long to wait before asking again for an outcome: at first, and at most.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(15);

/// Failures in a row after which asking for an outcome is given up.
const PATIENCE: usize = 5;

impl App {
    /// Submits the portrait. The key is on the disk before the first byte is sent, so whatever happens to the network or the
    /// phone, this makes one attempt. Where an earlier submission has no answer yet, that one is gone on with.
    ///
    /// # Errors
    /// [`Error::Refused`] where something is missing. [`Error::Platform`]: where the platform refused, nothing was spent and
    /// the review is open again; otherwise [`App::resume`] finds out. [`Error::Store`], [`Error::LoggedOut`].
    pub async fn submit(&self, transfer: &Transfer) -> Result<Review, Error> {
        let _turn = self.turn.lock().await;
        let key = match self.review().await?.stage() {
            Stage::Submitting { key } => *key,
            _ => {
                let key = AttemptKey(self.host.uuid());
                self.apply(Event::Submitted { key }, vec![]).await?;
                tracing::info!(target: "ruxue", "submission stored");
                key
            }
        };
        self.deliver(key, transfer).await
    }

    /// Makes sure of everything with the platform: after a start, after an error, on pulling to refresh. A submission that
    /// did not arrive is sent again under its key.
    ///
    /// # Errors
    /// [`Error::Platform`], [`Error::Store`], [`Error::LoggedOut`].
    pub async fn resume(&self, transfer: &Transfer) -> Result<Review, Error> {
        let _turn = self.turn.lock().await;
        let review = self.sync().await?;
        match review.stage() {
            Stage::Submitting { key } => self.deliver(*key, transfer).await,
            _ => Ok(review),
        }
    }

    /// Waits until no submission is under way. Short failures of the network are sat out.
    ///
    /// # Errors
    /// [`PlatformError::Cancelled`] after `cancel`; otherwise as [`App::resume`].
    pub async fn await_outcome(&self, cancel: &CancellationToken) -> Result<Review, Error> {
        let transfer = Transfer::cancelled_by(cancel.clone());
        let (mut pause, mut failures) = (FIRST_PAUSE, 0);
        loop {
            match self.resume(&transfer).await {
                Ok(review) if review.under_way().is_none() => return Ok(review),
                Ok(_) => failures = 0,
                Err(Error::Platform(error)) if error.is_retryable() && failures < PATIENCE => {
                    failures += 1;
                    pause = pause.max(error.retry_after().unwrap_or_default());
                }
                Err(error) => return Err(error),
            }
            tokio::select! {
                () = cancel.cancelled() => return Err(PlatformError::Cancelled.into()),
                () = tokio::time::sleep(self.jittered(pause)) => {}
            }
            pause = (pause * 3 / 2).min(LONGEST_PAUSE);
        }
    }

    /// Starts again (重新审核) after a failure. The platform keeps the card, unless the failure says that it was wrong.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::Platform`], [`Error::Store`], [`Error::LoggedOut`].
    pub async fn start_again(&self) -> Result<Review, Error> {
        let _turn = self.turn.lock().await;
        self.review().await?.may_start_again()?;
        if let Err(error) = self.platform.restart().await {
            return Err(self.after_refusal(error).await);
        }
        self.apply(Event::StartedAgain, vec![]).await
    }

    /// Stops, at the student's wish, and hands the last result to the school.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::Platform`], [`Error::Store`], [`Error::LoggedOut`].
    pub async fn hand_over(&self) -> Result<Review, Error> {
        let _turn = self.turn.lock().await;
        self.review().await?.may_hand_over()?;
        match self.platform.hand_over().await {
            Ok(handed) => self.apply(Event::Answered(attempt(handed)), vec![]).await,
            Err(error) => Err(self.after_refusal(error).await),
        }
    }

    /// Between half of `pause` and all of it, so that phones which lost the network together don't come back together.
    fn jittered(&self, pause: Duration) -> Duration {
        let share = self.host.uuid().as_u64_pair().1 as u32 as f64 / f64::from(u32::MAX);
        pause.mul_f64(0.5 + share / 2.0)
    }

    /// Sends the submission of `key`; only a definite word of the platform ends it.
    async fn deliver(&self, key: AttemptKey, transfer: &Transfer) -> Result<Review, Error> {
        let review = self.review().await?;
        let portrait = review.portrait().ok_or(Refusal::NoPortrait)?;
        let photo = self.photo(portrait.photo).await?;
        // The platform must know of the consent before it gets the face.
        if let Some(consent) = review.consent(ConsentKind::Face) {
            self.platform.give_consent(ConsentKind::Face, consent).await?;
        }
        match self.platform.submit(key.0, photo, transfer).await {
            Ok(made) => self.apply(Event::Answered(attempt(made)), vec![]).await,
            Err(PlatformError::Refused(Told::KeyReused)) => self.settle_reused(key).await,
            Err(PlatformError::Refused(told)) if is_definite(&told) => {
                tracing::info!(target: "ruxue", "submission refused");
                self.apply(Event::Rejected { key }, vec![]).await?;
                Err(self.after_refusal(PlatformError::Refused(told)).await)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// The platform has something else under this key. Where that is no attempt, none can come of it any more.
    async fn settle_reused(&self, key: AttemptKey) -> Result<Review, Error> {
        let review = self.sync().await?;
        match review.stage() {
            Stage::Submitting { key: still } if *still == key => self.apply(Event::Rejected { key }, vec![]).await,
            _ => Ok(review),
        }
    }

    /// Takes in what a refusal tells about the state on the platform, which is not the one that the phone believed in.
    pub(crate) async fn after_refusal(&self, error: PlatformError) -> Error {
        let stale = match &error {
            PlatformError::Refused(Told::CardNotConfirmed | Told::CardIncomplete) => {
                self.apply(Event::CardGone, vec![]).await.err()
            }
            PlatformError::Refused(
                Told::ReviewPending | Told::AlreadyPassed | Told::HandedOver | Told::NoChancesLeft,
            ) => self.sync().await.err(),
            _ => None,
        };
        match stale {
            // The refusal matters more than a network that failed on asking why.
            None | Some(Error::Platform(_)) => error.into(),
            Some(stale) => stale,
        }
    }
}

/// Whether the platform surely made no attempt, and will make none of the same again. What did not arrive whole may yet.
fn is_definite(told: &Told) -> bool {
    !matches!(told, Told::NotFound | Told::UploadIncomplete | Told::OffsetMismatch)
}
