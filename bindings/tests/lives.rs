//! Opened and stopped again and again, in a process where nothing else happens.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers fail as tests do

mod idle;

use ruxue_bindings::screens::Screen;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;
use tempfile::TempDir;

fn live(folder: &Path, weights: &Path) {
    let app = idle::open(folder, weights);
    assert!(matches!(app.screen().unwrap(), Screen::LogIn { .. }));
    app.stop().unwrap();
}

/// What this process holds.
#[derive(Debug)]
struct Held {
    files: usize,
    threads: usize,
    /// Resident, bytes.
    memory: u64,
}

impl Held {
    fn now() -> Self {
        let count = |folder| std::fs::read_dir(folder).unwrap().count();
        let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
        let pages: u64 = statm.split(' ').nth(1).unwrap().parse().unwrap();
        Self { files: count("/proc/self/fd"), threads: count("/proc/self/task"), memory: pages * 4096 }
    }

    /// Once the threads that end by themselves have ended.
    fn settled(before: &Self) -> Self {
        let mut held = Self::now();
        for _ in 0..100 {
            if held.threads <= before.threads && held.files <= before.files {
                break;
            }
            sleep(Duration::from_millis(50));
            held = Self::now();
        }
        held
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_hundred_lives_leave_nothing_behind() {
    let folder = TempDir::new().unwrap();
    let weights = ruxue_models::weights().unwrap();
    let new = Held::now();
    (0..10).for_each(|_| live(folder.path(), &weights));
    let before = Held::settled(&new);
    (0..100).for_each(|_| live(folder.path(), &weights));
    let after = Held::settled(&before);
    println!("after 10: {before:?}; after 110: {after:?}");
    assert!(after.files <= before.files && after.threads <= before.threads, "{before:?} {after:?}");
    assert!(after.memory <= before.memory + (4 << 20), "{before:?} {after:?}");
}
