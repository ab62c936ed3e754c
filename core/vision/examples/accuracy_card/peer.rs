//! RapidOCR, the best reader at hand that runs without a server, on the same photos: it finds lines of text anywhere, so the
//! number and the name are looked for among all of them.

use crate::tally::{Rate, Tally, milliseconds};
use crate::{Outcome, file_of};
use ruxue_rules::Side;
use ruxue_samples::set::CardSample;
use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

const SCRIPT: &str = include_str!("peer.py");

/// Good portrait sides that the peer reads at most: it takes seconds for each.
const MOST: usize = 40;

/// Prints the peer's readings and times beside ours.
pub(crate) fn compare(python: &Path, folder: &Path, set: &[CardSample], ours: &Tally) -> Outcome<()> {
    let good = |(sample, _): &(&CardSample, _)| sample.grade.is_none() && sample.scene.asked == Side::Portrait;
    let chosen: Vec<(&CardSample, &Duration)> = set.iter().zip(&ours.totals).filter(good).take(MOST).collect();
    let (mut name, mut number, mut times) = (Rate::default(), Rate::default(), Vec::new());
    for ((sample, _), line) in chosen.iter().zip(read(python, folder, &chosen)?.lines()) {
        let said: Value = serde_json::from_str(line)?;
        let texts: Vec<&str> =
            said.get("texts").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
        let holds = |wanted: &str| texts.iter().any(|text| text.contains(wanted));
        name.add(holds(&sample.scene.specimen.name));
        number.add(holds(&sample.scene.specimen.id_number));
        times.push(Duration::from_secs_f64(said.get("seconds").and_then(Value::as_f64).unwrap_or_default()));
    }
    let own: Vec<Duration> = chosen.iter().map(|(_, time)| **time).collect();
    let (theirs, own) = (milliseconds(&times), milliseconds(&own));
    let read = |field| ours.read.get(field).copied().unwrap_or_default();
    println!("\n| good portrait sides | Ruxue, all | RapidOCR, the first {} |\n|---|---|---|", chosen.len());
    println!("| number | {} | {number} |\n| name | {} | {name} |", read("number"), read("name"));
    println!(
        "| median ms, the same {} photos, one thread | {own:.0} | {theirs:.0}: {:.1} times as long |",
        chosen.len(),
        theirs / own
    );
    Ok(())
}

/// One line of JSON a photo.
fn read(python: &Path, folder: &Path, chosen: &[(&CardSample, &Duration)]) -> Outcome<String> {
    let mut command = Command::new(python);
    command.args(["-", "--"]).args(chosen.iter().map(|(sample, _)| file_of(folder, sample)));
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(SCRIPT.as_bytes())?;
    }
    let output = child.wait_with_output()?;
    if !output.status.success() {
        return Err(format!("the peer: {}", output.status).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}
