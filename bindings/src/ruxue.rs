use crate::error::{Case, caught};
use crate::eyes::{Eyes, Weights};
use crate::observer::observe;
use crate::vault::ShellVault;
use crate::{Config, Language, Observer, RuxueError, Vault};
use ruxue::view::{Action, Desk, NotOffered, Pending, Screen, Slot};
use ruxue::{App, SystemHost};
use ruxue_platform::HttpPlatform;
use ruxue_rules::Locale;
use ruxue_store::Store;
use std::fmt;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tokio_util::sync::CancellationToken;

/// The app: the entrance review of the student who is logged in on this phone. Opening it goes on with what the folder holds.
///
/// Everything may be called from any thread, the observer's included. Only opening, stopping and what is `async` takes time.
#[derive(uniffi::Object)]
pub struct Ruxue {
    language: Language,
    /// None once it was stopped.
    open: Mutex<Option<Open>>,
}

struct Open {
    /// Dropped before the runtime that it works on.
    desk: Desk,
    runtime: Runtime,
}

/// Stops what [`Ruxue::perform`] began: a dropped future does not.
#[derive(Default, uniffi::Object)]
pub struct Cancel(CancellationToken);

/// How long stopping waits for what can't be interrupted: a write to the store, a photo being looked at.
const LETTING_GO: Duration = Duration::from_secs(5);

#[uniffi::export(async_runtime = "tokio")]
impl Ruxue {
    /// Opens the app. Takes as long as disk and vault take: not for the main thread. `observer` is told of the first screen
    /// soon, from another thread.
    ///
    /// # Errors
    /// [`RuxueError`]: `Configuration`, `Weights`, `InUse`, `Storage`, `VaultUnavailable`.
    #[uniffi::constructor]
    pub fn new(config: Config, vault: Arc<dyn Vault>, observer: Arc<dyn Observer>) -> Result<Arc<Self>, RuxueError> {
        let language = config.language;
        caught(language, || {
            let open = Some(open(config, vault, observer)?);
            Ok(Arc::new(Self { language, open: Mutex::new(open) }))
        })
    }

    /// Lets the student act. Returns at once; what follows shows on the screen. What the screen does not offer (a button
    /// pressed twice, one of a screen that is gone) is ignored.
    ///
    /// # Errors
    /// [`RuxueError::Closed`].
    pub fn dispatch(&self, action: Action) -> Result<(), RuxueError> {
        self.with_desk(|desk| match desk.dispatch(action) {
            Ok(()) | Err(NotOffered) => {}
        })
    }

    /// The latest screen.
    ///
    /// # Errors
    /// [`RuxueError::Closed`].
    pub fn screen(&self) -> Result<Screen, RuxueError> {
        self.with_desk(Desk::screen)
    }

    /// Lets the student act, and waits until all that follows is done: the screen by then. What the student is to be told
    /// (a refused photo, no network) stands on the screen and is no error.
    ///
    /// Dropping the future leaves the work going; `cancel` stops it.
    ///
    /// # Errors
    /// `Closed`, `NotOffered`, `Cancelled`.
    pub async fn perform(&self, action: Action, cancel: Option<Arc<Cancel>>) -> Result<Screen, RuxueError> {
        let cancel = cancel.map_or_else(CancellationToken::new, |cancel| cancel.0.clone());
        let pending: Pending = self
            .with_desk(|desk| desk.perform(action, cancel))?
            .map_err(|error| RuxueError::undone(error.into(), self.language))?;
        pending.done().await.map_err(|undone| RuxueError::undone(undone, self.language))
    }

    /// The photo of `slot`, to be looked at beside what was found in it: while its capture screen tells of a refused one, that one as
    /// it was given; else as it is kept, a JPEG; none where none is kept.
    ///
    /// # Errors
    /// `Closed`, `Storage`, `VaultUnavailable`.
    pub async fn photo(&self, slot: Slot) -> Result<Option<Vec<u8>>, RuxueError> {
        let photo = self.with_desk(|desk| desk.photo(slot))?;
        photo.await.map_err(|error| RuxueError::of(&error, self.language))
    }

    /// Stops all work, as if the app were killed: nothing is lost. The folder is free when it returns. Whatever is called
    /// afterwards is `Closed`, but for this.
    ///
    /// # Errors
    /// [`RuxueError::Panicked`].
    pub fn stop(&self) -> Result<(), RuxueError> {
        caught(self.language, || {
            let open = self.lock().take();
            if let Some(Open { desk, runtime }) = open {
                drop(desk);
                runtime.shutdown_timeout(LETTING_GO);
            }
            Ok(())
        })
    }
}

#[uniffi::export]
impl Cancel {
    /// One that nothing was cancelled by yet.
    #[uniffi::constructor]
    pub fn new() -> Arc<Self> {
        Arc::default()
    }

    /// Stops what it was given to, now or when it is given.
    pub fn cancel(&self) {
        self.0.cancel();
    }

    /// Whether it was called.
    pub fn is_cancelled(&self) -> bool {
        self.0.is_cancelled()
    }
}

impl Ruxue {
    fn lock(&self) -> MutexGuard<'_, Option<Open>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn with_desk<T>(&self, work: impl FnOnce(&Desk) -> T) -> Result<T, RuxueError> {
        caught(self.language, || match &*self.lock() {
            Some(open) => Ok(work(&open.desk)),
            None => Err(Case::Closed.error(self.language)),
        })
    }
}

/// Whoever forgot to stop it.
impl Drop for Ruxue {
    fn drop(&mut self) {
        if let Some(Open { desk, runtime }) = self.lock().take() {
            drop(desk);
            runtime.shutdown_background();
        }
    }
}

fn open(config: Config, vault: Arc<dyn Vault>, observer: Arc<dyn Observer>) -> Result<Open, RuxueError> {
    let language = config.language;
    let fail = |case: Case| case.error(language);
    let weights = Weights::find(config.weights.as_deref()).ok_or_else(|| fail(Case::Weights))?;
    let platform = HttpPlatform::new(&platform_config(&config)?).map_err(|_| fail(Case::Configuration))?;
    let folder = Path::new(&config.folder);
    fs::create_dir_all(folder).map_err(|_| fail(Case::Storage))?;
    let store = Store::open(folder, Arc::new(ShellVault(vault)))
        .map_err(|error| RuxueError::of(&ruxue::Error::from(error), language))?;
    let app = App::new(Arc::new(platform), Arc::new(Eyes::new(weights)), Arc::new(SystemHost), store)
        .map_err(|error| RuxueError::of(&error, language))?;
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name("ruxue")
        .enable_all()
        .build()
        .map_err(|_| fail(Case::Storage))?;
    let desk =
        runtime.block_on(Desk::open(app, Locale::from(language))).map_err(|error| RuxueError::of(&error, language))?;
    observe(desk.screens().from_now(), observer, runtime.handle().clone()).map_err(|_| fail(Case::Storage))?;
    Ok(Open { desk, runtime })
}

fn platform_config(config: &Config) -> Result<ruxue_platform::Config, RuxueError> {
    let pin = |pin: &Vec<u8>| pin.as_slice().try_into().map_err(|_| Case::Configuration.error(config.language));
    Ok(ruxue_platform::Config {
        extra_roots: config.roots.clone(),
        pins: config.pins.iter().map(pin).collect::<Result<_, _>>()?,
        ..ruxue_platform::Config::new(&config.address)
    })
}

impl fmt::Debug for Ruxue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ruxue").finish_non_exhaustive()
    }
}
