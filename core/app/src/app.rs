use crate::step::{event_name, stage_name};
use crate::{Error, Host, Vision};
use ruxue_platform::{Platform, SavedSession, Secret};
use ruxue_rules::{Event, PhotoId, Review};
use ruxue_store::{Store, StoreError};
use std::fmt;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync;

/// The review of the student who is logged in on this phone.
///
/// Every method may be dropped at any point, and every write to the store may fail: what had been stored by then stands, the
/// rest is as if the method had not been called, and calling it again goes on from there. A submission that may have reached
/// the platform is reconciled by [`App::resume`] before anything else can be made of the photos. Each method says what stands
/// after a failure where that is not all.
///
/// Where a method fails with [`ruxue_platform::PlatformError::SessionExpired`], the student is to log in again; all that is
/// stored stays.
pub struct App {
    pub(crate) platform: Arc<dyn Platform>,
    pub(crate) vision: Arc<dyn Vision>,
    pub(crate) host: Arc<dyn Host>,
    store: Arc<Mutex<Store>>,
    /// One conversation with the platform at a time, so that none acts on what another is about to change.
    pub(crate) turn: Arc<sync::Mutex<()>>,
    /// Whether who logged in typed the first password.
    pub(crate) typed_first_password: AtomicBool,
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
        if let Some(session) = saved_session(&store)? {
            platform.resume(session);
        }
        let (store, turn, typed_first_password) = (Arc::new(Mutex::new(store)), Arc::default(), AtomicBool::new(false));
        Ok(Self { platform, vision, host, store, turn, typed_first_password })
    }

    /// Where the review stands.
    ///
    /// # Errors
    /// [`Error::LoggedOut`] or [`Error::Store`].
    pub async fn review(&self) -> Result<Review, Error> {
        self.with_store(|store| open_review(store)).await
    }

    /// Lets `event` happen and stores what follows.
    pub(crate) async fn apply(&self, event: Event) -> Result<Review, Error> {
        self.apply_if(|_| Ok(()), event, vec![]).await
    }

    /// Lets `event` happen and stores what follows together with `photos` that the new state names, unless `check` objects to
    /// the state as it is by then.
    pub(crate) async fn apply_if(
        &self,
        check: impl FnOnce(&Review) -> Result<(), Error> + Send + 'static,
        event: Event,
        photos: Vec<(PhotoId, Vec<u8>)>,
    ) -> Result<Review, Error> {
        self.with_store(move |store| {
            let review = open_review(store)?;
            check(&review)?;
            let name = event_name(&event);
            let next = review.step(event)?;
            if next != review {
                let photos: Vec<_> = photos.iter().map(|(id, bytes)| (*id, bytes.as_slice())).collect();
                store.save(&next, &photos)?;
                let (stage, chances) = (stage_name(&next), next.chances().left());
                tracing::info!(target: "ruxue", event = name, stage, chances, "stored");
            }
            Ok(next)
        })
        .await
    }

    /// A photo that the review names.
    pub(crate) async fn photo(&self, id: PhotoId) -> Result<bytes::Bytes, Error> {
        self.with_store(move |store| match store.photo(id) {
            Ok(Some(photo)) => Ok(photo.into()),
            Ok(None) | Err(StoreError::Damaged) => Err(Error::PhotoLost),
            Err(error) => Err(error.into()),
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

/// The review of who is logged in. A file whose session could not be written is open, but its student is not logged in.
fn open_review(store: &Store) -> Result<Review, Error> {
    store.session()?.ok_or(Error::LoggedOut)?;
    store.review()?.ok_or(Error::LoggedOut)
}

/// The session that `store` keeps of who is logged in.
pub(crate) fn saved_session(store: &Store) -> Result<Option<SavedSession>, StoreError> {
    let session = store.session()?;
    Ok(session.map(|mut session| SavedSession(Secret::new(std::mem::take(&mut *session)))))
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
