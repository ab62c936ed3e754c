//! One simulated world by seed: a student's phone with the real app and store, a failing disk and network, and the reference
//! platform. What must hold is checked after every act.

use crate::act::{Act, perform, tell};
use crate::disk::{self, Disk, FAULTS, Fault};
use crate::eyes::NoteReader;
use crate::ledger::{Broken, Ledger, chances_left};
use crate::network::{Mishap, Network};
use crate::student::{Student, asks_to_log_in};
use jiff::{SignedDuration, Timestamp};
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use ruxue::{App, Error, Host};
use ruxue_platform::{Config, HttpPlatform};
use ruxue_reference_platform::{AttemptRecord, NotedExaminer, NotedStudent, Policy, ReferencePlatform};
use ruxue_store::{KeyVault, Store, StoreError};
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tempfile::TempDir;
use tokio::time::Instant;

/// Acts of a student before all turns fine, and after.
const ROUGH_ACTS: usize = 60;
const CALM_ACTS: usize = 60;

/// What came of a world, or of many.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Summary {
    /// Worlds played.
    pub worlds: usize,
    /// How often the phone died.
    pub deaths: usize,
    /// Submissions that the student made.
    pub submissions: usize,
    /// Attempts that the platform judged.
    pub judged: usize,
    /// Steps of the disk.
    pub disk_steps: u64,
    /// Acts of the student.
    pub acts: usize,
}

impl Summary {
    /// Both together.
    pub fn add(&mut self, other: &Self) {
        self.worlds += other.worlds;
        self.acts += other.acts;
        self.deaths += other.deaths;
        self.submissions += other.submissions;
        self.judged += other.judged;
        self.disk_steps += other.disk_steps;
    }
}

/// Plays the world of `seed` to its end; with `trace`, tells of every act and exchange.
///
/// # Errors
/// What did not hold.
pub fn play(seed: u64, trace: &mut dyn FnMut(String)) -> Result<Summary, Broken> {
    run(async |folder: &Path| World::new(seed, folder).await?.play(trace).await)
}

/// One thing that goes wrong in a review that is plain otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// With the disk, after so many of its steps.
    Disk(u64, Fault),
    /// On the network, after so many exchanges.
    Network(u64, Mishap),
}

/// Plays a plain review in which one thing goes wrong; tells the disk's steps and the exchanges that it took.
///
/// # Errors
/// What did not hold.
pub fn play_plain(wrong: Option<Wrong>, trace: &mut dyn FnMut(String)) -> Result<(u64, u64), Broken> {
    run(async |folder: &Path| World::new(0, folder).await?.play_plain(wrong, trace).await)
}

fn run<T>(world: impl AsyncFnOnce(&Path) -> Result<T, Broken>) -> Result<T, Broken> {
    disk::install().map_err(|error| Broken(error.to_string()))?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .max_blocking_threads(1)
        .build()
        .map_err(|error| Broken(error.to_string()))?;
    let folder = TempDir::new().map_err(|error| Broken(error.to_string()))?;
    runtime.block_on(world(folder.path()))
}

/// The phone's clock and dice. Its clock may be wrong; its time is the simulation's.
struct Phone {
    start: Instant,
    skew: SignedDuration,
    dice: Mutex<ChaCha8Rng>,
}

/// When every world begins.
const BEGINNING: i64 = 1_790_000_000;

fn time_since(start: Instant) -> Timestamp {
    let passed = SignedDuration::try_from(start.elapsed()).unwrap_or_default();
    Timestamp::from_second(BEGINNING).unwrap_or_default() + passed
}

impl Host for Phone {
    fn now(&self) -> Timestamp {
        time_since(self.start) + self.skew
    }

    fn random(&self) -> u128 {
        self.dice.lock().unwrap_or_else(PoisonError::into_inner).random()
    }
}

struct World<'a> {
    folder: &'a Path,
    random: ChaCha8Rng,
    disk: Arc<Disk>,
    network: Arc<Network>,
    platform: Arc<ReferencePlatform>,
    /// How far ahead the platform's clock was put, seconds.
    ahead: Arc<AtomicU64>,
    phone: Arc<Phone>,
    student: Student,
    ledger: Ledger,
    /// How likely the disk fails during an act, 0 to 1.
    disk_faults: f64,
    summary: Summary,
}

/// How a life of the app ended.
enum Life {
    /// The review has come to its end.
    Done,
    /// The phone died, or the student closed the app.
    Over,
    /// The student has done enough.
    Enough,
}

impl<'a> World<'a> {
    async fn new(seed: u64, folder: &'a Path) -> Result<Self, Broken> {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let start = Instant::now();
        let ahead = Arc::new(AtomicU64::new(0));
        let clock = {
            let ahead = Arc::clone(&ahead);
            Arc::new(move || time_since(start) + SignedDuration::from_secs(ahead.load(Ordering::Relaxed) as i64))
        };
        let platform = ReferencePlatform::open_with(None, Arc::new(NotedExaminer), Policy::for_tests(), clock)
            .map_err(|error| Broken(error.to_string()))?;
        let noted = NotedStudent::new(random.random_range(0..1000)).ok_or_else(|| Broken("no student".into()))?;
        let platform = Arc::new(platform);
        platform.register().add(noted.person()).await.map_err(|error| Broken(error.to_string()))?;
        platform.register().add_student(noted.student()).await.map_err(|error| Broken(error.to_string()))?;
        let disk = Disk::under(folder);
        let roughness = random.random_range(0.0..0.5);
        let network = Network::new(Arc::clone(&platform), Arc::clone(&disk), random.random(), roughness);
        let skew = SignedDuration::from_hours(random.random_range(-48..48));
        let dice = Mutex::new(ChaCha8Rng::seed_from_u64(random.random()));
        let phone = Arc::new(Phone { start, skew, dice });
        let student = Student::new(noted, ChaCha8Rng::seed_from_u64(random.random()));
        Ok(Self {
            folder,
            disk_faults: random.random_range(0.0..0.4),
            random,
            disk,
            network: Arc::new(network),
            platform,
            ahead,
            phone,
            student,
            ledger: Ledger::default(),
            summary: Summary::default(),
        })
    }

    async fn play(mut self, trace: &mut dyn FnMut(String)) -> Result<Summary, Broken> {
        while self.summary.acts < ROUGH_ACTS && !matches!(self.live(ROUGH_ACTS, false, trace).await?, Life::Done) {}
        trace("calm".into());
        self.disk.heal();
        self.play_calmly(trace).await
    }

    async fn play_plain(self, wrong: Option<Wrong>, trace: &mut dyn FnMut(String)) -> Result<(u64, u64), Broken> {
        match wrong {
            None => {}
            Some(Wrong::Disk(before, fault)) => self.disk.plan(before, fault),
            Some(Wrong::Network(before, mishap)) => self.network.plan(before, mishap),
        }
        let (disk, network) = (Arc::clone(&self.disk), Arc::clone(&self.network));
        self.play_calmly(trace).await?;
        Ok((disk.steps(), network.exchanges()))
    }

    async fn play_calmly(mut self, trace: &mut dyn FnMut(String)) -> Result<Summary, Broken> {
        self.network.calm();
        self.disk_faults = 0.0;
        let enough = self.summary.acts + CALM_ACTS;
        while self.summary.acts < enough {
            if matches!(self.live(enough, true, trace).await?, Life::Done) {
                return self.finish().await;
            }
        }
        Err(Broken("the review comes to no end although all is well".into()))
    }

    /// At the end app and platform agree.
    async fn finish(mut self) -> Result<Summary, Broken> {
        let attempts = self.attempts().await?;
        let store = self.open_store().map_err(|error| Broken(error.to_string()))?;
        let review = store.review().map_err(|error| Broken(error.to_string()))?;
        let review = review.ok_or_else(|| Broken("nobody is logged in at the end".into()))?;
        if review.chances() != chances_left(&attempts) {
            return Err(Broken("the chances shown at the end are not those that are left".into()));
        }
        self.summary.worlds = 1;
        self.summary.submissions = self.ledger.submissions();
        self.summary.judged = 3 - usize::from(chances_left(&attempts).left());
        self.summary.disk_steps = self.disk.steps();
        Ok(self.summary)
    }

    async fn attempts(&self) -> Result<Vec<AttemptRecord>, Broken> {
        let number = self.student.noted.number().clone();
        self.platform.register().attempts(number).await.map_err(|error| Broken(error.to_string()))
    }

    fn open_store(&self) -> Result<Store, StoreError> {
        Store::open(self.folder, Arc::new(KeyVault::new(VAULT)))
    }

    fn start_app(&self) -> Result<App, Error> {
        let (dice, clock) = (Arc::clone(&self.phone), Arc::clone(&self.phone));
        let client = HttpPlatform::over(&self.config(), Arc::clone(&self.network) as _)?
            .with_random(move || dice.random())
            .with_clock(move || clock.now());
        App::new(Arc::new(client), Arc::new(NoteReader), Arc::clone(&self.phone) as _, self.open_store()?)
    }

    fn config(&self) -> Config {
        Config::new("https://platform.example")
    }

    /// One life of the app: until the phone dies, the student closes it, or the review ends.
    async fn live(&mut self, enough: usize, calm: bool, trace: &mut dyn FnMut(String)) -> Result<Life, Broken> {
        self.plan_disk();
        let life = match self.start_app() {
            Ok(app) => self.use_app(&app, enough, calm, trace).await?,
            Err(error) => {
                trace(format!("the app does not start: {error:?}"));
                self.summary.acts += 1;
                Life::Over
            }
        };
        // What the dead app's last call still does to the disk comes to nothing; wait until it has let go of the file.
        let _ = tokio::task::spawn_blocking(|| ()).await;
        if self.disk.is_dead() {
            self.summary.deaths += 1;
            if self.random.random_bool(0.3) {
                trace("  the power is lost".into());
                self.disk.lose_power(&mut self.random).map_err(|error| Broken(error.to_string()))?;
            }
        }
        self.disk.revive();
        self.look_into_the_store().await?;
        Ok(life)
    }

    async fn use_app(
        &mut self,
        app: &App,
        enough: usize,
        calm: bool,
        trace: &mut dyn FnMut(String),
    ) -> Result<Life, Broken> {
        let mut asked_to_log_in = false;
        while self.summary.acts < enough {
            let review = app.review().await;
            if self.disk.is_dead() {
                return Ok(Life::Over);
            }
            if let Ok(review) = &review {
                self.ledger.check(Some(review), &self.attempts().await?, None)?;
            }
            let Some(act) = self.student.decide(&review, asked_to_log_in, calm) else {
                return Ok(Life::Done);
            };
            self.summary.acts += 1;
            self.plan_disk();
            let ahead = Arc::clone(&self.ahead);
            let expire = || {
                ahead.fetch_add(SESSION, Ordering::Relaxed);
            };
            let mut deed = |deed| self.ledger.note(deed);
            let done = tokio::select! {
                biased;
                () = self.disk.death() => None,
                done = perform(app, &act, &self.student, &mut deed, &expire) => Some(done),
            };
            // Whether the act's error came first or the death it stands for is a race of threads.
            let done = done.filter(|_| !self.disk.is_dead());
            trace(tell(&act, done.as_ref()));
            self.network.take_log().into_iter().for_each(&mut *trace);
            match done {
                None => return Ok(Life::Over),
                Some(Err(Error::ShuttingDown)) => return Err(Broken("the app panicked".into())),
                Some(Err(error)) => asked_to_log_in = asks_to_log_in(&error),
                Some(Ok(())) => asked_to_log_in = false,
            }
            if act == Act::Restart {
                return Ok(Life::Over);
            }
        }
        Ok(Life::Enough)
    }

    /// With some likelihood something goes wrong with one of the disk's next steps.
    fn plan_disk(&mut self) {
        if self.random.random_bool(self.disk_faults) {
            let ahead = self.random.random_range(0..12);
            FAULTS.choose(&mut self.random).into_iter().for_each(|fault| self.disk.plan(ahead, *fault));
        }
    }

    /// Between two lives of the app: what is on the disk is what the student left there, photo by photo.
    async fn look_into_the_store(&mut self) -> Result<(), Broken> {
        let attempts = self.attempts().await?;
        let store = self.open_store().map_err(|error| Broken(format!("the store can't be opened: {error}")))?;
        if store.unreadable() > 0 {
            return Err(Broken("a file of the store can't be read".into()));
        }
        let review = store.review().map_err(|error| Broken(format!("the review can't be read: {error}")))?;
        let bytes = |id| store.photo(id).ok().flatten();
        self.ledger.check(review.as_ref(), &attempts, Some(&bytes))
    }
}

/// Longer than a session lives, seconds.
const SESSION: u64 = 40 * 24 * 3600;

/// The key in the phone's keystore, which nothing happens to.
const VAULT: [u8; 32] = [7; 32];
