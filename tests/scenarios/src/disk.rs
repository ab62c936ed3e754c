//! A disk that fails: SQLite's own files, written through to a real folder, with every write, sync and deletion counted, so
//! that any of them can fail, be torn or be the last thing the phone ever did.
//!
//! SQLite is told to use it for every file of the process ([`install`]); a folder that no [`Disk`] stands for behaves as usual.

use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use sqlite_vfs::{DatabaseHandle, LockKind, OpenAccess, OpenOptions, Vfs, WalDisabled};
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;

/// What happens to one step of the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No room is left.
    Full,
    /// The step fails and nothing of it is done.
    Fail,
    /// A write is done by half and fails.
    Torn,
    /// The process dies before the step.
    Kill,
    /// The process dies in the middle of a write.
    KillTorn,
}

/// All of them.
pub const FAULTS: [Fault; 5] = [Fault::Full, Fault::Fail, Fault::Torn, Fault::Kill, Fault::KillTorn];

/// The disk under one folder.
pub struct Disk {
    folder: PathBuf,
    state: Mutex<State>,
    death: Notify,
}

#[derive(Default)]
struct State {
    steps: u64,
    planned: HashMap<u64, Fault>,
    dead: bool,
    files: HashMap<PathBuf, Unsynced>,
}

/// What a file would be after a loss of power: what was synced, and some of what was written since.
struct Unsynced {
    durable: Vec<u8>,
    pending: Vec<Change>,
}

enum Change {
    Write { offset: u64, data: Vec<u8> },
    Length(u64),
}

static DISKS: LazyLock<Mutex<HashMap<PathBuf, Arc<Disk>>>> = LazyLock::new(Mutex::default);

/// Makes SQLite use the failing disks for every database that this process opens from now on.
///
/// # Errors
/// Where SQLite refuses.
pub fn install() -> Result<(), sqlite_vfs::RegisterError> {
    static DONE: Mutex<bool> = Mutex::new(false);
    let mut done = lock(&DONE);
    if !*done {
        sqlite_vfs::register("faulty", Disks, true)?;
        *done = true;
    }
    Ok(())
}

impl Disk {
    /// The disk under `folder`, which exists; without a fault as yet.
    pub fn under(folder: &Path) -> Arc<Self> {
        let disk = Arc::new(Self { folder: folder.into(), state: Mutex::default(), death: Notify::new() });
        lock(&DISKS).insert(folder.into(), Arc::clone(&disk));
        disk
    }

    /// Steps done so far: writes, syncs, deletions, cuttings.
    pub fn steps(&self) -> u64 {
        lock(&self.state).steps
    }

    /// Plans `fault` for the step after the next `ahead` ones.
    pub fn plan(&self, ahead: u64, fault: Fault) {
        let mut state = lock(&self.state);
        let step = state.steps + ahead;
        state.planned.insert(step, fault);
    }

    /// Forgets what was planned.
    pub fn heal(&self) {
        lock(&self.state).planned.clear();
    }

    /// Kills the process now: nothing more reaches the disk.
    pub fn kill(&self) {
        self.die(&mut lock(&self.state));
    }

    fn die(&self, state: &mut State) {
        state.dead = true;
        self.death.notify_waiters();
        self.death.notify_one();
    }

    /// Whether the process is dead.
    pub fn is_dead(&self) -> bool {
        lock(&self.state).dead
    }

    /// Waits until the process is dead.
    pub async fn death(&self) {
        while !self.is_dead() {
            self.death.notified().await;
        }
    }

    /// A new process on what the dead one left. All handles of the dead one must be closed.
    pub fn revive(&self) {
        let mut state = lock(&self.state);
        state.dead = false;
        state.planned.clear();
    }

    /// The power failed, too: of what was written since a file's last sync each piece may be missing.
    ///
    /// # Errors
    /// Where the real disk fails.
    pub fn lose_power(&self, random: &mut impl Rng) -> io::Result<()> {
        let mut state = lock(&self.state);
        for (path, mut file) in state.files.drain() {
            if !path.exists() {
                continue;
            }
            for change in file.pending.drain(..) {
                if random.random_bool(0.5) {
                    change.apply(&mut file.durable);
                }
            }
            fs::write(&path, &file.durable)?;
        }
        Ok(())
    }

    /// Counts a step and says what is to happen to it.
    fn step(&self) -> Option<Fault> {
        let mut state = lock(&self.state);
        if state.dead {
            return Some(Fault::Fail);
        }
        let fault = {
            let step = state.steps;
            state.planned.remove(&step)
        };
        state.steps += 1;
        if matches!(fault, Some(Fault::Kill | Fault::KillTorn)) {
            self.die(&mut state);
        }
        fault
    }

    /// Notes a change that is about to be made; what was there before the first one is on the disk for good.
    fn note(&self, path: &Path, change: Change) {
        let before = || Unsynced { durable: fs::read(path).unwrap_or_default(), pending: vec![] };
        lock(&self.state).files.entry(path.into()).or_insert_with(before).pending.push(change);
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        lock(&DISKS).remove(&self.folder);
    }
}

impl Change {
    fn apply(self, image: &mut Vec<u8>) {
        match self {
            Self::Length(length) => image.resize(length as usize, 0),
            Self::Write { offset, data } => {
                let end = offset as usize + data.len();
                if image.len() < end {
                    image.resize(end, 0);
                }
                if let Some(place) = image.get_mut(offset as usize..end) {
                    place.copy_from_slice(&data);
                }
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn failed() -> io::Error {
    io::Error::other("the disk failed")
}

fn full() -> io::Error {
    ErrorKind::WriteZero.into()
}

/// All disks, as SQLite sees them.
struct Disks;

fn disk_of(path: &str) -> Option<Arc<Disk>> {
    let folder = Path::new(path).parent()?;
    lock(&DISKS).get(folder).cloned()
}

impl Vfs for Disks {
    type Handle = Handle;

    fn open(&self, path: &str, options: OpenOptions) -> io::Result<Handle> {
        let disk = disk_of(path);
        if disk.as_ref().is_some_and(|disk| disk.is_dead()) {
            return Err(failed());
        }
        let write = options.access != OpenAccess::Read;
        let mut open = File::options();
        open.read(true).write(write);
        match options.access {
            OpenAccess::Create => open.create(true),
            OpenAccess::CreateNew => open.create_new(true),
            OpenAccess::Read | OpenAccess::Write => &mut open,
        };
        Ok(Handle { file: open.open(path)?, path: path.into(), disk, lock: LockKind::None })
    }

    fn delete(&self, path: &str) -> io::Result<()> {
        if let Some(disk) = disk_of(path) {
            if disk.step().is_some() {
                return Err(failed());
            }
            lock(&disk.state).files.remove(Path::new(path));
        }
        fs::remove_file(path)
    }

    fn exists(&self, path: &str) -> io::Result<bool> {
        // An empty journal counts as none, as with SQLite's own.
        Ok(fs::metadata(path).is_ok_and(|file| file.len() > 0))
    }

    fn temporary_name(&self) -> String {
        let name = uuid::Uuid::new_v4();
        std::env::temp_dir().join(format!("{name}.sqlite-temporary")).to_string_lossy().into_owned()
    }

    fn random(&self, buffer: &mut [i8]) {
        // SQLite draws the salts of its journals from it: they need not be secret, only different.
        static SALT: LazyLock<Mutex<ChaCha8Rng>> = LazyLock::new(|| Mutex::new(ChaCha8Rng::seed_from_u64(1)));
        lock(&SALT).fill(buffer);
    }

    fn sleep(&self, duration: Duration) -> Duration {
        std::thread::sleep(duration);
        duration
    }
}

/// An open file.
struct Handle {
    file: File,
    path: PathBuf,
    disk: Option<Arc<Disk>>,
    lock: LockKind,
}

impl DatabaseHandle for Handle {
    type WalIndex = WalDisabled;

    fn size(&self) -> io::Result<u64> {
        Ok(self.file.metadata()?.len())
    }

    fn read_exact_at(&mut self, buffer: &mut [u8], offset: u64) -> io::Result<()> {
        let mut done = 0;
        while let Some(rest) = buffer.get_mut(done..).filter(|rest| !rest.is_empty()) {
            match self.file.read_at(rest, offset + done as u64)? {
                0 => {
                    // SQLite wants zeros where the file ends.
                    rest.fill(0);
                    return Err(ErrorKind::UnexpectedEof.into());
                }
                read => done += read,
            }
        }
        Ok(())
    }

    fn write_all_at(&mut self, data: &[u8], offset: u64) -> io::Result<()> {
        let half = data.get(..data.len() / 2).unwrap_or_default();
        match self.step() {
            None => self.write(data, offset),
            Some(Fault::Full) => Err(full()),
            Some(Fault::Torn | Fault::KillTorn) => self.write(half, offset).and(Err(failed())),
            Some(Fault::Fail | Fault::Kill) => Err(failed()),
        }
    }

    fn sync(&mut self, _: bool) -> io::Result<()> {
        if self.step().is_some() {
            return Err(failed());
        }
        if let Some(disk) = &self.disk {
            let durable = fs::read(&self.path).unwrap_or_default();
            lock(&disk.state).files.insert(self.path.clone(), Unsynced { durable, pending: vec![] });
        }
        Ok(())
    }

    fn set_len(&mut self, length: u64) -> io::Result<()> {
        if self.step().is_some() {
            return Err(failed());
        }
        if let Some(disk) = &self.disk {
            disk.note(&self.path, Change::Length(length));
        }
        self.file.set_len(length)
    }

    fn lock(&mut self, lock: LockKind) -> io::Result<bool> {
        self.lock = lock;
        Ok(true)
    }

    fn reserved(&mut self) -> io::Result<bool> {
        Ok(false)
    }

    fn current_lock(&self) -> io::Result<LockKind> {
        Ok(self.lock)
    }

    fn wal_index(&self, _: bool) -> io::Result<WalDisabled> {
        Ok(WalDisabled)
    }
}

impl Handle {
    fn step(&self) -> Option<Fault> {
        self.disk.as_ref()?.step()
    }

    fn write(&self, data: &[u8], offset: u64) -> io::Result<()> {
        if let Some(disk) = &self.disk {
            disk.note(&self.path, Change::Write { offset, data: data.to_vec() });
        }
        self.file.write_all_at(data, offset)
    }
}
