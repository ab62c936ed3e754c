use super::act::Then;
use super::run::run;
use super::state::State;
use super::work::{Done, Task, Work};
use super::{Action, NotOffered, Screen, Slot};
use crate::{App, Error};
use ruxue_platform::{PlatformError, Progress, Transfer};
use ruxue_rules::{Locale, Review};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

/// Where the student's actions are taken in and their work is done, one thing at a time; the latest screen can be looked at
/// or waited for. Dropping it stops all work, as a killed app would: nothing is lost.
pub struct Desk {
    shared: Arc<Shared>,
    runtime: Handle,
}

struct Shared {
    app: Arc<App>,
    state: Mutex<Working>,
    shown: watch::Sender<Shown>,
    runtime: Handle,
}

struct Working {
    state: State,
    /// Counts what was begun, so that what was given up can't speak any more.
    number: u64,
    running: Option<Running>,
    ticker: Option<AbortOnDropHandle<()>>,
}

struct Running {
    cancel: CancellationToken,
    task: JoinHandle<()>,
}

/// What is shown, and whether nothing is under way any more.
#[derive(Clone, PartialEq)]
struct Shown {
    screen: Screen,
    idle: bool,
}

/// Why an action did not come to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Undone {
    /// The screen does not offer it now.
    #[error(transparent)]
    NotOffered(#[from] NotOffered),
    /// It was cancelled. What had been stored or sent by then stands.
    #[error("cancelled")]
    Cancelled,
    /// The desk was dropped.
    #[error("stopped")]
    Stopped,
}

impl Desk {
    /// Goes on with what the store holds, in texts of `locale`. Works on the tokio runtime that this is called on.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn open(app: App, locale: Locale) -> Result<Self, Error> {
        let mut state = State::new(locale, signed_in(app.review().await)?);
        let work = state.start();
        let (shown, _) = watch::channel(Shown { screen: state.screen(), idle: work.is_none() });
        let working = Working { state, number: 0, running: None, ticker: None };
        let runtime = Handle::current();
        let shared = Shared { app: Arc::new(app), state: Mutex::new(working), shown, runtime: runtime.clone() };
        let desk = Self { shared: Arc::new(shared), runtime };
        if let Some(work) = work {
            desk.shared.begin(&mut desk.shared.lock(), work);
        }
        Ok(desk)
    }

    /// The latest screen.
    pub fn screen(&self) -> Screen {
        self.shared.shown.borrow().screen.clone()
    }

    /// The latest screen whenever it changes: who is slow misses some, never the last.
    pub fn screens(&self) -> Screens {
        Screens(self.shared.shown.subscribe())
    }

    /// Lets the student act. Returns at once; the work that follows is done on the runtime.
    ///
    /// # Errors
    /// [`NotOffered`]: the screen is of later than the action. Nothing was done.
    pub fn dispatch(&self, action: Action) -> Result<(), NotOffered> {
        self.act(action).map(drop)
    }

    /// Lets the student act, and gives what is to be waited for until all that follows is done. `cancel` stops that work, whether
    /// it is waited for or not: foreign languages drop a future before they can say why.
    ///
    /// # Errors
    /// [`NotOffered`], as [`Desk::dispatch`].
    pub fn perform(&self, action: Action, cancel: CancellationToken) -> Result<Pending, NotOffered> {
        let shown = self.shared.shown.subscribe();
        let number = self.act(action)?;
        let (desk, idle) = (Arc::downgrade(&self.shared), shown.clone());
        self.runtime.spawn(stop_when_cancelled(desk, number, idle, cancel.clone()));
        Ok(Pending { shown, cancel })
    }

    /// The number of the work that is under way by then.
    fn act(&self, action: Action) -> Result<u64, NotOffered> {
        let mut working = self.shared.lock();
        match working.state.act(action)? {
            Then::Nothing => self.shared.publish(&working),
            Then::Work(work) => self.shared.begin(&mut working, work),
            Then::Cancel => working.cancel(),
        }
        Ok(working.number)
    }

    /// The photo of `slot` to show: while its capture screen tells of a refused one, that one as it was given; else as it is kept, a
    /// JPEG; none where none is.
    ///
    /// # Errors
    /// [`Error::Store`], [`Error::ShuttingDown`].
    pub fn photo(&self, slot: Slot) -> impl Future<Output = Result<Option<Vec<u8>>, Error>> + Send + use<> {
        let app = Arc::clone(&self.shared.app);
        let refused = self.shared.lock().state.refused_photo(slot);
        let photo = self.runtime.spawn(async move {
            if refused.is_some() {
                return Ok(refused);
            }
            let Some(review) = signed_in(app.review().await)? else { return Ok(None) };
            let id = match slot.side() {
                Some(side) => review.side(side).map(|taken| taken.photo),
                None => review.portrait().map(|taken| taken.photo),
            };
            match id {
                Some(id) => Ok(Some(app.photo(id).await?.to_vec())),
                None => Ok(None),
            }
        });
        async { AbortOnDropHandle::new(photo).await.unwrap_or(Err(Error::ShuttingDown)) }
    }
}

/// The screens of a [`Desk`], the latest only.
pub struct Screens(watch::Receiver<Shown>);

impl Screens {
    /// The screen after the one seen last; at first the one that is shown. None once the desk is gone.
    pub async fn next(&mut self) -> Option<Screen> {
        self.0.changed().await.ok()?;
        Some(self.0.borrow_and_update().screen.clone())
    }

    /// As if none had been seen yet.
    pub fn from_now(mut self) -> Self {
        self.0.mark_changed();
        self
    }
}

/// An action whose work is under way.
pub struct Pending {
    shown: watch::Receiver<Shown>,
    cancel: CancellationToken,
}

impl Pending {
    /// Waits until nothing is under way any more, and gives the screen by then.
    ///
    /// # Errors
    /// [`Undone::Cancelled`] where it was, [`Undone::Stopped`].
    pub async fn done(mut self) -> Result<Screen, Undone> {
        let shown = self.shown.wait_for(|shown| shown.idle).await.map_err(|_| Undone::Stopped)?;
        if self.cancel.is_cancelled() { Err(Undone::Cancelled) } else { Ok(shown.screen.clone()) }
    }
}

/// Stops the work of that number upon `cancel`, unless it is done before.
async fn stop_when_cancelled(
    desk: Weak<Shared>,
    number: u64,
    mut shown: watch::Receiver<Shown>,
    cancel: CancellationToken,
) {
    tokio::select! {
        biased;
        () = cancel.cancelled() => {}
        _ = shown.wait_for(|shown| shown.idle) => return,
    }
    if let Some(desk) = desk.upgrade() {
        let working = desk.lock();
        if working.number == number {
            working.cancel();
        }
    }
}

impl Shared {
    /// A panic in the middle of an action leaves the state of before or after it: both are sound.
    fn lock(&self) -> MutexGuard<'_, Working> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn publish(&self, working: &Working) {
        let now = Shown { screen: working.state.screen(), idle: working.running.is_none() };
        self.shown.send_if_modified(|shown| {
            let changed = *shown != now;
            if changed {
                *shown = now;
            }
            changed
        });
    }

    /// Begins `work` in the place of what is under way, which the student need not have waited for.
    fn begin(self: &Arc<Self>, working: &mut Working, work: Work) {
        if let Some(running) = working.running.take() {
            running.cancel.cancel();
            running.task.abort();
        }
        working.number += 1;
        let cancel = CancellationToken::new();
        let all = Arc::clone(self).work_off(working.number, work, cancel.clone());
        working.running = Some(Running { cancel, task: self.runtime.spawn(all) });
        self.publish(working);
    }

    /// Does `work` and what follows from it.
    async fn work_off(self: Arc<Self>, number: u64, work: Work, cancel: CancellationToken) {
        let mut next = Some(work);
        while let Some(work) = next {
            let task = work.task();
            let done = self.work(number, work, &cancel).await;
            let review = signed_in(self.app.review().await);
            next = self.finish(number, task, done, review);
        }
    }

    async fn work(self: &Arc<Self>, number: u64, work: Work, cancel: &CancellationToken) -> Result<Done, Error> {
        let desk = Arc::downgrade(self);
        let transfer = Transfer::cancelled_by(cancel.clone()).on_progress(move |progress| {
            if let Some(desk) = desk.upgrade() {
                desk.progressed(number, progress);
            }
        });
        let (app, stop) = (Arc::clone(&self.app), cancel.clone());
        let done = self.runtime.spawn(async move { run(&app, work, &transfer, &stop).await });
        tokio::select! {
            biased;
            () = cancel.cancelled() => Err(PlatformError::Cancelled.into()),
            // A panic was one of ours: what had been stored by then stands.
            done = AbortOnDropHandle::new(done) => done.unwrap_or(Err(Error::Panicked)),
        }
    }

    fn finish(
        self: &Arc<Self>,
        number: u64,
        task: Task,
        done: Result<Done, Error>,
        review: Result<Option<Review>, Error>,
    ) -> Option<Work> {
        let mut working = self.lock();
        if working.number != number {
            return None;
        }
        let (done, review) = match review {
            Ok(review) => (done, review),
            Err(error) => (done.and(Err(error)), working.state.last_review()),
        };
        let next = working.state.finish(task, done, review);
        if next.is_none() {
            working.running = None;
        }
        if working.state.waits_for_code() && working.ticker.as_ref().is_none_or(|ticker| ticker.is_finished()) {
            working.ticker = Some(AbortOnDropHandle::new(self.runtime.spawn(tick(Arc::downgrade(self)))));
        }
        self.publish(&working);
        next
    }

    fn progressed(&self, number: u64, progress: Progress) {
        let mut working = self.lock();
        if working.number == number && progress.total > 0 {
            working.state.progressed(progress.sent as f32 / progress.total as f32);
            self.publish(&working);
        }
    }
}

/// Counts down the seconds until another one-time code can be asked for.
async fn tick(desk: Weak<Shared>) {
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let Some(desk) = desk.upgrade() else { return };
        let mut working = desk.lock();
        let more = working.state.tick();
        desk.publish(&working);
        if !more {
            return;
        }
    }
}

impl Working {
    fn cancel(&self) {
        if let Some(running) = &self.running {
            running.cancel.cancel();
        }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let running = self.shared.lock().running.take();
        if let Some(running) = running {
            running.task.abort();
        }
    }
}

/// The review of who is logged in, if anybody is.
fn signed_in(review: Result<Review, Error>) -> Result<Option<Review>, Error> {
    match review {
        Ok(review) => Ok(Some(review)),
        Err(Error::LoggedOut) => Ok(None),
        Err(error) => Err(error),
    }
}

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Desk").finish_non_exhaustive()
    }
}
