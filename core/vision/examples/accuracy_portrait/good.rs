//! Those that must pass: how many do, in every light of the face.

use crate::Outcome;
use crate::judged::Judged;
use crate::sample::Sample;
use ruxue_rules::{HeadMeasures, Kind, Severity, Verdict};
use std::collections::BTreeMap;

pub(crate) fn print(all: &[(&Sample, &Judged)]) -> Outcome<()> {
    let mut good: Vec<(&Sample, &Judged)> = all.iter().filter(|(s, _)| s.must_pass).copied().collect();
    good.sort_by(|(_, a), (_, b)| a.luminance.total_cmp(&b.luminance));
    println!("| must pass | n | accepted | refused | advised |\n|---|---|---|---|---|");
    print_row("all", &good);
    let quarters = ["darkest", "second", "third", "brightest"];
    for (name, quarter) in quarters.iter().zip(good.chunks(good.len().div_ceil(4).max(1))) {
        print_row(&format!("{name} quarter by luminance of the face"), quarter);
    }
    println!("\nrefused for {:?}\nadvised of {:?}", counts(&good, Severity::Refuse), counts(&good, Severity::Advise));
    for (sample, judged) in good.iter().filter(|(_, j)| j.refused()) {
        let refusals = judged.report.findings.iter().filter(|f| f.severity == Severity::Refuse);
        let told: Vec<_> = refusals.map(|f| (f.kind, f.measured)).collect();
        println!("refused: {} {told:?}", sample.name);
    }
    print_pose(&good);
    Ok(())
}

fn print_row(name: &str, of: &[(&Sample, &Judged)]) {
    let count = |verdict| of.iter().filter(|(_, j)| j.report.verdict == verdict).count();
    let (refused, advised) = (count(Verdict::Refuse), count(Verdict::Advise));
    let share = 100.0 * (of.len() - refused) as f32 / of.len().max(1) as f32;
    println!("| {name} | {} | {share:.1} % | {refused} | {advised} |", of.len());
}

fn counts(of: &[(&Sample, &Judged)], severity: Severity) -> BTreeMap<Kind, u32> {
    let mut counts = BTreeMap::new();
    for finding in of.iter().flat_map(|(_, j)| &j.report.findings).filter(|f| f.severity == severity) {
        *counts.entry(finding.kind).or_default() += 1;
    }
    counts
}

/// Frontal heads should read as 0.
fn print_pose(good: &[(&Sample, &Judged)]) {
    println!("\n| good ones, degrees | median | 5 % to 95 % |\n|---|---|---|");
    type Angle = fn(&HeadMeasures) -> f32;
    let angles: [Angle; 3] = [|h| h.yaw, |h| h.pitch, |h| h.roll];
    for (name, of) in ["yaw", "pitch", "roll"].into_iter().zip(angles) {
        let mut values: Vec<f32> = good.iter().filter_map(|(_, j)| j.measures.head.as_ref().map(of)).collect();
        values.sort_by(f32::total_cmp);
        let at = |q: f32| {
            values.get((q * values.len().saturating_sub(1) as f32).round() as usize).copied().unwrap_or(f32::NAN)
        };
        println!("| {name} | {:.1} | {:.1} to {:.1} |", at(0.5), at(0.05), at(0.95));
    }
}
