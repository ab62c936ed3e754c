//! How well cards are found, read and judged on drawn photos that nobody tuned on; `cargo xtask accuracy card` runs it.
//!
//!     accuracy_card draw FOLDER PHOTOS SEED             draws the set into a folder
//!     accuracy_card judge FOLDER PHOTOS SEED [PYTHON]   judges it and prints the tables
//!
//! They are two processes so that the peak memory of the second is that of judging alone. With a PYTHON that has
//! rapidocr-onnxruntime the peer reads the same photos.
#![allow(clippy::print_stdout)]

mod peer;
mod tally;
mod truth;

use ruxue_rules::{CardContext, CardReport, judge_card};
use ruxue_samples::Assets;
use ruxue_samples::set::{CardSample, graded_set};
use ruxue_samples::specimen::THIS_YEAR;
use ruxue_vision::{Models, Photo, Times, card};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{fs, thread};
use tally::Tally;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [task, folder, photos, seed, rest @ ..] = &*arguments else {
        return Err("usage: accuracy_card draw|judge FOLDER PHOTOS SEED [PYTHON]".into());
    };
    let set = graded_set(seed.parse()?, photos.parse()?);
    let folder = Path::new(folder);
    match (&**task, rest) {
        ("draw", []) => draw(folder, &set),
        ("judge", []) => judge(folder, &set, None),
        ("judge", [python]) => judge(folder, &set, Some(Path::new(python))),
        _ => Err(format!("no such task: {task}").into()),
    }
}

fn file_of(folder: &Path, sample: &CardSample) -> PathBuf {
    folder.join(format!("{}.jpg", sample.name))
}

/// Draws on every core; what was drawn there before goes.
fn draw(folder: &Path, set: &[CardSample]) -> Outcome<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    let assets = Assets::load()?;
    let cores = thread::available_parallelism()?.get();
    let part = |first: usize| -> Outcome<()> {
        for sample in set.iter().skip(first).step_by(cores) {
            fs::write(file_of(folder, sample), sample.scene.draw(&assets)?.jpeg)?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let parts: Vec<_> = (0..cores).map(|first| scope.spawn(move || part(first))).collect();
        parts.into_iter().try_for_each(|part| part.join().map_err(|_| "drawing panicked")?)
    })
}

fn judge(folder: &Path, set: &[CardSample], python: Option<&Path>) -> Outcome<()> {
    let weights = ruxue_models::weights()?;
    let models = Models::load(|file| fs::read(weights.join(file)), 1)?;
    let mut tally = Tally::default();
    for sample in set {
        tally.add(sample, &judged(sample, &fs::read(file_of(folder, sample))?, &models)?);
    }
    tally.print();
    println!("\npeak memory of the process: {}", peak_memory().as_deref().unwrap_or("not told by this system"));
    match python {
        Some(python) => peer::compare(python, folder, set, &tally),
        None => Ok(()),
    }
}

/// What came of one photo.
struct Judged {
    report: CardReport,
    decode: Duration,
    times: Times,
    total: Duration,
}

fn judged(sample: &CardSample, file: &[u8], models: &Models) -> Outcome<Judged> {
    let start = Instant::now();
    let today = jiff::civil::Date::new(THIS_YEAR.try_into()?, 6, 30)?;
    let context = CardContext { wanted: sample.scene.asked, account_number: None, today };
    let photo = models.check(|| Photo::decode(file))?;
    let decode = start.elapsed();
    let (measures, times) = models.check(|| card::measure(&photo, models))?;
    let report = judge_card(&photo.measures, &measures, &context);
    Ok(Judged { report, decode, times, total: start.elapsed() })
}

/// Most memory that the process ever held, as Linux tells it.
fn peak_memory() -> Option<String> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u32 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(format!("{} MB", kilobytes.div_ceil(1000)))
}
