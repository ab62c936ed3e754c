use crate::{Error, Vision};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz;
use ruxue_platform::{Platform, SavedSession, Secret};
use ruxue_rules::{Event, PhotoId, Review};
use ruxue_store::Store;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync;

/// The review of the student who is logged in on this phone.
///
/// Every method may be dropped before it is done: what it had stored stands, the rest is as if it had not been called, and
/// a submission that may have reached the platform is reconciled by [`App::resume`].
pub struct App {
    pub(crate) platform: Arc<dyn Platform>,
    pub(crate) vision: Arc<dyn Vision>,
    pub(crate) today: Arc<dyn Fn() -> Date + Send + Sync>,
    store: Arc<Mutex<Store>>,
    /// One conversation with the platform at a time, so that none acts on what another is about to change.
    pub(crate) turn: sync::Mutex<()>,
}

/// The day it is in China, where cards are valid or not, whatever the phone's zone.
pub fn today_in_china() -> Date {
    tz::offset(8).to_datetime(Timestamp::now()).date()
}

impl App {
    /// Goes on with what `store` holds: a session kept there is taken up again. `today` is asked whenever a day matters;
    /// see [`today_in_china`].
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn new(
        platform: Arc<dyn Platform>,
        vision: Arc<dyn Vision>,
        today: impl Fn() -> Date + Send + Sync + 'static,
        store: Store,
    ) -> Result<Self, Error> {
        if let Some(mut session) = store.session()? {
            platform.resume(SavedSession(Secret::new(std::mem::take(&mut session))));
        }
        let (today, store) = (Arc::new(today), Arc::new(Mutex::new(store)));
        Ok(Self { platform, vision, today, store, turn: sync::Mutex::default() })
    }

    /// Where the review stands.
    ///
    /// # Errors
    /// [`Error::LoggedOut`] or [`Error::Store`].
    pub async fn review(&self) -> Result<Review, Error> {
        self.with_store(|store| store.review()?.ok_or(Error::LoggedOut)).await
    }

    /// Lets `event` happen and stores what follows, with `photos` that the new state names.
    pub(crate) async fn apply(&self, event: Event, photos: Vec<(PhotoId, Vec<u8>)>) -> Result<Review, Error> {
        self.apply_if(|_| Ok(()), event, photos).await
    }

    /// As [`App::apply`], unless `check` objects to the state as it is by then.
    pub(crate) async fn apply_if(
        &self,
        check: impl FnOnce(&Review) -> Result<(), Error> + Send + 'static,
        event: Event,
        photos: Vec<(PhotoId, Vec<u8>)>,
    ) -> Result<Review, Error> {
        self.with_store(move |store| {
            let review = store.review()?.ok_or(Error::LoggedOut)?;
            check(&review)?;
            let next = review.step(event)?;
            if next != review {
                let photos: Vec<_> = photos.iter().map(|(id, bytes)| (*id, bytes.as_slice())).collect();
                store.save(&next, &photos)?;
            }
            Ok(next)
        })
        .await
    }

    /// A photo that the review names.
    pub(crate) async fn photo(&self, id: PhotoId) -> Result<bytes::Bytes, Error> {
        self.with_store(move |store| Ok(store.photo(id)?.ok_or(Error::PhotoLost)?.into())).await
    }

    /// Works with the store where blocking is allowed. Once begun it is done, even if nobody waits for it any more.
    pub(crate) async fn with_store<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Store) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let store = Arc::clone(&self.store);
        // A panic between two statements leaves a transaction that its drop rolled back: the store is whole.
        let work = move || work(&mut store.lock().unwrap_or_else(PoisonError::into_inner));
        blocking(work).await?
    }
}

/// Does slow work where it does not hold up the async runtime.
pub(crate) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Error::ShuttingDown)
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App").finish_non_exhaustive()
    }
}
