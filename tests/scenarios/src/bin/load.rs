//! A thousand students come within a minute and go through the review, each on a phone of their own, all in one process with the
//! reference platform, over loopback: what it does under load, and that nothing fails.

use async_trait::async_trait;
use bytes::Bytes;
use clap::Parser;
use http::{Request, Response};
use ruxue::{App, SystemHost};
use ruxue_platform::{Config, HttpPlatform, PlatformError, Secret, Transfer, Transport, WebTransport};
use ruxue_reference_platform::{NotedExaminer, NotedStudent, Policy, TestPlatform};
use ruxue_rules::{ConsentKind, Outcome, Side, Stage};
use ruxue_scenarios::eyes::NoteReader;
use ruxue_store::{KeyVault, Store};
use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

type Failure = Box<dyn Error + Send + Sync>;

/// Lets many students go through the review.
#[derive(Parser)]
struct Arguments {
    /// How many, at most 1000: so many are invented.
    #[arg(long, default_value_t = 1_000)]
    students: u16,
    /// Seconds within which they come, one after another.
    #[arg(long, default_value_t = 60)]
    within: u32,
    /// Bytes of a photo.
    #[arg(long, default_value_t = 300_000)]
    photo: usize,
}

/// Notes how long each exchange takes.
struct Timed {
    web: WebTransport,
    times: Arc<Mutex<Vec<Duration>>>,
}

#[async_trait]
impl Transport for Timed {
    async fn exchange(&self, request: Request<Bytes>, time: Duration) -> Result<Response<Bytes>, PlatformError> {
        let start = Instant::now();
        let answer = self.web.exchange(request, time).await;
        self.times.lock().unwrap_or_else(PoisonError::into_inner).push(start.elapsed());
        answer
    }
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let Arguments { students, within, photo } = Arguments::parse();
    let platform = TestPlatform::start_with(None, NotedExaminer, Policy::default()).await?;
    let students: Vec<NotedStudent> = (0..students.min(1_000)).filter_map(NotedStudent::new).collect();
    for student in &students {
        platform.enrol(student).await?;
    }
    let folder = TempDir::new()?;
    let times: Arc<Mutex<Vec<Duration>>> = Arc::default();
    let (start, count) = (Instant::now(), students.len());
    let mut reviews = JoinSet::new();
    for (place, student) in (0..).zip(students) {
        let comes = Duration::from_secs(within.into()) * place / count as u32;
        let folder = folder.path().join(student.number().as_str());
        std::fs::create_dir(&folder)?;
        let (url, times) = (platform.url(), Arc::clone(&times));
        reviews.spawn(async move {
            tokio::time::sleep(comes).await;
            review(&student, &folder, url, times, photo).await
        });
    }
    let mut whole = Vec::with_capacity(count);
    while let Some(done) = reviews.join_next().await {
        whole.push(done??);
    }
    let seconds = start.elapsed().as_secs_f64();
    let times = std::mem::take(&mut *times.lock().unwrap_or_else(PoisonError::into_inner));
    say(&format!("{count} reviews in {seconds:.1} s: {:.0} a second, no error", count as f64 / seconds))?;
    say(&format!("{} requests: {:.0} a second; {}", times.len(), times.len() as f64 / seconds, spread(times)))?;
    say(&format!("whole reviews: {}", spread(whole)))?;
    Ok(())
}

/// One student's whole review, on a phone with a real store; how long it takes.
async fn review(
    student: &NotedStudent,
    folder: &Path,
    url: String,
    times: Arc<Mutex<Vec<Duration>>>,
    photo: usize,
) -> Result<Duration, Failure> {
    let start = Instant::now();
    let config = Config::new(url);
    let transport = Timed { web: WebTransport::new(&config)?, times };
    let client = HttpPlatform::over(&config, Arc::new(transport))?;
    let store = Store::open(folder, Arc::new(KeyVault::new([7; 32])))?;
    let app = App::new(Arc::new(client), Arc::new(NoteReader), Arc::new(SystemHost), store)?;
    let number = student.number();
    app.log_in(number.as_str(), &Secret::new(number.last_six().into())).await?;
    for side in [Side::Portrait, Side::Emblem] {
        app.take_card(side, large(student.side(side), photo)).await?;
    }
    app.confirm_card(app.review().await?.draft()).await?;
    for kind in ConsentKind::ALL {
        app.give_consent(kind).await?;
    }
    app.send_card(&Transfer::default()).await?;
    app.take_portrait(large(student.portrait(), photo)).await?;
    app.submit(&Transfer::default()).await?;
    let review = app.await_outcome(&CancellationToken::new()).await?;
    match review.stage() {
        Stage::Decided { outcome: Outcome::Passed { .. }, .. } => Ok(start.elapsed()),
        stage => Err(format!("not passed: {stage:?}").into()),
    }
}

/// The note in a photo of that size.
fn large(mut note: Vec<u8>, length: usize) -> Vec<u8> {
    note.resize(note.len().max(length), b' ');
    note
}

fn spread(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let at = |share: f64| {
        let place = (times.len() as f64 * share) as usize;
        times.get(place.min(times.len().saturating_sub(1))).copied().unwrap_or_default()
    };
    format!("median {:.1?}, p99 {:.1?}, longest {:.1?}", at(0.5), at(0.99), at(1.0))
}

fn say(line: &str) -> io::Result<()> {
    writeln!(io::stdout(), "{line}")
}
