//! A real process, a real server over loopback, SIGKILL at random moments.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout)] // helpers of tests may fail as tests do

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use ruxue_reference_platform::{AttemptRecord, NotedExaminer, NotedStudent, Policy, TestPlatform};
use ruxue_scenarios::ledger::Ledger;
use ruxue_store::{KeyVault, Store};
use std::fs;
use std::path::Path;
use std::process::{Child, Command};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const KILLS: usize = 250;
/// No life of the process lasts longer than a whole review takes.
const LONGEST_LIFE: Duration = Duration::from_millis(50);

fn start(folder: &Path, platform: &TestPlatform, student: u16, deeds: &Path) -> Child {
    let mut phone = Command::new(env!("CARGO_BIN_EXE_phone"));
    phone.arg(folder).arg(platform.url()).arg(student.to_string()).arg(deeds).spawn().unwrap()
}

/// The process left alone ends by itself; killed, it leaves what the next one goes on with. After every death: what the student
/// did is there, no attempt without a press of the button, no more chances shown than left.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_killed_at_random_moments_loses_nothing() {
    let platform = TestPlatform::start_with(None, NotedExaminer, Policy::for_tests()).await.unwrap();
    let mut random = ChaCha8Rng::seed_from_u64(jiff::Timestamp::now().as_second() as u64);
    let (mut kills, mut reviews, mut attempts_made) = (0, 0, 0);
    while kills < KILLS {
        let number = reviews as u16;
        let student = NotedStudent::new(number).unwrap();
        platform.enrol(&student).await.unwrap();
        let (folder, notes) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let deeds = notes.path().join("deeds");
        let (mut lives, mut ledger, mut read) = (0, Ledger::default(), 0);
        loop {
            lives += 1;
            assert!(lives < 400, "no review needs so many lives");
            let life = random.random_range(Duration::ZERO..LONGEST_LIFE) + LONGEST_LIFE / 20 * (lives / 40);
            let mut phone = start(folder.path(), &platform, number, &deeds);
            let ended = wait(&mut phone, life).await;
            kills += usize::from(!ended);
            let attempts = platform.register().attempts(student.number().clone()).await.unwrap();
            read += note(&mut ledger, &deeds, read);
            check(folder.path(), &mut ledger, &attempts);
            if ended {
                attempts_made += attempts.len();
                break;
            }
        }
        reviews += 1;
    }
    println!("{kills} kills in {reviews} reviews with {attempts_made} attempts");
}

/// Waits until the process ends or its time is over, and kills it then. Whether it ended by itself.
async fn wait(phone: &mut Child, life: Duration) -> bool {
    let start = Instant::now();
    while start.elapsed() < life {
        if let Some(status) = phone.try_wait().unwrap() {
            assert!(status.success(), "{status}");
            return true;
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    phone.kill().unwrap();
    phone.wait().unwrap();
    false
}

/// Writes down what the student did since `read` bytes; how many more they are. A line torn by the kill tells of nothing.
fn note(ledger: &mut Ledger, deeds: &Path, read: usize) -> usize {
    let new = fs::read(deeds).unwrap_or_default().split_off(read);
    let whole = new.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
    for line in new[..whole].split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
        serde_json::from_slice(line).into_iter().for_each(|deed| ledger.note(deed));
    }
    whole
}

/// Holds the phone's files and the platform's attempts against what the student did.
fn check(folder: &Path, ledger: &mut Ledger, attempts: &[AttemptRecord]) {
    let store = Store::open(folder, Arc::new(KeyVault::new([7; 32]))).unwrap();
    assert_eq!(store.unreadable(), 0);
    let review = store.review().unwrap();
    ledger.check(review.as_ref(), attempts, Some(&|id| store.photo(id).unwrap())).unwrap();
}
