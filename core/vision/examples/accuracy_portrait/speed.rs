//! Time and memory for photos of 12 MP, one thread.

use crate::networks::shipped;
use crate::{Outcome, peer};
use ruxue_rules::judge_portrait;
use ruxue_samples::{Assets, Portrait};
use ruxue_vision::{Photo, portrait};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Photos that are timed.
const PHOTOS: u64 = 20;

/// Draws the photos; what was drawn there before goes.
pub(crate) fn draw(folder: &Path) -> Outcome<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    let assets = Assets::load()?;
    for seed in 0..PHOTOS {
        let portrait = Portrait { size: (3024, 4032), ..Portrait::good(seed) };
        fs::write(folder.join(format!("{seed:02}.jpg")), portrait.draw(&assets)?.jpeg)?;
    }
    Ok(())
}

/// Times the photos of `folder`; a peer is asked about them and about the faces of `set`.
pub(crate) fn measure(folder: &Path, set: &str, python: Option<&Path>) -> Outcome<()> {
    let models = shipped()?;
    let files = files(folder)?;
    let (mut decoding, mut measuring, mut whole) = (Vec::new(), Vec::new(), Vec::new());
    for path in &files {
        let file = fs::read(path)?;
        let start = Instant::now();
        let photo = models.check(|| Photo::decode(&file)).map_err(|fault| format!("{fault}"))?;
        decoding.push(start.elapsed());
        let (measures, times) = models.check(|| portrait::measure(&photo, &models))?;
        std::hint::black_box(judge_portrait(&photo.measures, &measures));
        measuring.push(times.locate + times.read);
        whole.push(start.elapsed());
    }
    println!("\n| {} photos of 12 MP, one thread, median | ms |\n|---|---|", files.len());
    for (name, times) in [("decode", &decoding), ("measure", &measuring), ("all", &whole)] {
        println!("| {name} | {:.0} |", milliseconds(times));
    }
    println!("\npeak memory of the process: {}", peak_memory().as_deref().unwrap_or("not told by this system"));
    match python {
        Some(python) => peer::compare(python, &files, milliseconds(&whole), set, &models),
        None => Ok(()),
    }
}

fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Outcome<Vec<_>>>()?;
    files.sort();
    Ok(files)
}

/// Median in milliseconds.
pub(crate) fn milliseconds(times: &[Duration]) -> f64 {
    let mut times = times.to_vec();
    times.sort();
    times.get(times.len() / 2).map_or(f64::NAN, |time| 1000.0 * time.as_secs_f64())
}

/// Most memory that the process ever held, as Linux tells it.
fn peak_memory() -> Option<String> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u32 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(format!("{} MB", kilobytes.div_ceil(1000)))
}
