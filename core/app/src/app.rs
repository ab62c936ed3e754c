use crate::{Error, Host, Vision};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, tz};
use ruxue_platform::{Platform, SavedSession, Secret};
use ruxue_rules::{Event, PhotoId, Review};
use ruxue_store::Store;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync;
use zeroize::Zeroizing;

/// How wrong the phone's clock may be before the platform's is believed instead.
const WRONG_CLOCK: SignedDuration = SignedDuration::from_mins(5);

/// The review of the student who is logged in on this phone.
///
/// Every method may be dropped before it is done, and any write may fail: what it had stored stands, the rest is as if it had
/// not been called, and a submission that may have reached the platform is reconciled by [`App::resume`].
pub struct App {
    pub(crate) platform: Arc<dyn Platform>,
    pub(crate) vision: Arc<dyn Vision>,
    pub(crate) host: Arc<dyn Host>,
    store: Arc<Mutex<Store>>,
    /// One conversation with the platform at a time, so that none acts on what another is about to change.
    pub(crate) turn: sync::Mutex<()>,
}

impl App {
    /// Goes on with what `store` holds: a session kept there is taken up again.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn new(
        platform: Arc<dyn Platform>,
        vision: Arc<dyn Vision>,
        host: Arc<dyn Host>,
        store: Store,
    ) -> Result<Self, Error> {
        if let Some(mut session) = store.session()? {
            platform.resume(SavedSession(Secret::new(std::mem::take(&mut session))));
        }
        Ok(Self { platform, vision, host, store: Arc::new(Mutex::new(store)), turn: sync::Mutex::default() })
    }

    /// What time it is: the phone's, unless the platform's clock says that it is wrong.
    pub(crate) fn now(&self) -> Timestamp {
        let (phone, skew) = (self.host.now(), self.platform.skew());
        let right = if skew.abs() > WRONG_CLOCK { phone.checked_add(skew).ok() } else { None };
        right.unwrap_or(phone)
    }

    /// The day it is in China, where cards are valid or not, whatever the phone's zone.
    pub(crate) fn today(&self) -> Date {
        day_in_china(self.now())
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
        self.with_store(move |store| {
            Ok(bytes::Bytes::from_owner(Zeroizing::new(store.photo(id)?.ok_or(Error::PhotoLost)?)))
        })
        .await
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

/// The day in China at a time; its offset has been the same since 1991.
pub fn day_in_china(time: Timestamp) -> Date {
    tz::offset(8).to_datetime(time).date()
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
