//! Counts over a set, and the tables they make.

use crate::Judged;
use crate::truth::{compared, corner_error};
use ruxue_rules::{CardReport, Kind, Severity, Side, Verdict};
use ruxue_samples::defect::Grade;
use ruxue_samples::set::CardSample;
use std::collections::BTreeMap;
use std::time::Duration;

/// Hits among trials.
#[derive(Default, Clone, Copy)]
pub(crate) struct Rate {
    pub(crate) hits: u32,
    pub(crate) of: u32,
}

impl Rate {
    pub(crate) fn add(&mut self, hit: bool) {
        self.hits += u32::from(hit);
        self.of += 1;
    }
}

impl std::fmt::Display for Rate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = 100.0 * f64::from(self.hits) / f64::from(self.of.max(1));
        write!(f, "{} of {} ({share:.1} %)", self.hits, self.of)
    }
}

/// All that is counted.
#[derive(Default)]
pub(crate) struct Tally {
    accepted: Rate,
    advised: u32,
    falsely: BTreeMap<Kind, u32>,
    advice: BTreeMap<Kind, u32>,
    fields: BTreeMap<&'static str, Rate>,
    corners: Vec<f32>,
    defects: BTreeMap<(Grade, Kind), Defects>,
    /// Of photos of 12 MP.
    times: BTreeMap<&'static str, Vec<Duration>>,
    /// Of each photo, in the set's order.
    pub(crate) totals: Vec<Duration>,
    /// Numbers and names read right, for the peer's table.
    pub(crate) read: BTreeMap<&'static str, Rate>,
}

#[derive(Default)]
struct Defects {
    photos: u32,
    refused: u32,
    named: u32,
    advised: u32,
}

/// Fewest pixels of a photo that times are taken of.
const TWELVE_MEGAPIXELS: u32 = 12_000_000;

/// Error of a corner that is worth looking at: the 95th percentile's goal, as a share of the diagonal.
const FAR: f32 = 0.01;

impl Tally {
    pub(crate) fn add(&mut self, sample: &CardSample, judged: &Judged) {
        match (sample.grade, sample.expected().first()) {
            (Some(grade), Some(kind)) => self.add_bad(sample, grade, *kind, &judged.report),
            _ => self.add_good(sample, &judged.report),
        }
        self.totals.push(judged.total);
        if sample.scene.size.0 * sample.scene.size.1 >= TWELVE_MEGAPIXELS {
            let whole = if sample.scene.side() == Side::Portrait { "portrait side" } else { "emblem side" };
            let (times, mut add) = (judged.times, |name, time| self.times.entry(name).or_default().push(time));
            add("all", judged.total);
            add(whole, judged.total);
            for (part, time) in
                [("decode", judged.decode), ("locate", times.locate), ("read", times.read), ("judge", times.judge)]
            {
                add(part, time);
            }
        }
    }

    fn add_good(&mut self, sample: &CardSample, report: &CardReport) {
        let accepted = report.report.verdict != Verdict::Refuse;
        self.accepted.add(accepted);
        self.advised += u32::from(report.report.verdict == Verdict::Advise);
        if !accepted {
            println!("refused {} on {:?}: {:?}", sample.name, sample.scene.desk, kinds(report, Severity::Refuse));
            kinds(report, Severity::Refuse).into_iter().for_each(|kind| *self.falsely.entry(kind).or_default() += 1);
        }
        kinds(report, Severity::Advise).into_iter().for_each(|kind| *self.advice.entry(kind).or_default() += 1);
        let far = sample.scene.corners().zip(report.corners).map_or(1.0, |(truth, seen)| corner_error(&truth, &seen));
        if far > FAR {
            println!("corners of {} on {:?} off by {:.1} %", sample.name, sample.scene.desk, 100.0 * far);
        }
        self.corners.push(far);
        for (name, seen, truth) in report.fields.iter().flat_map(|f| compared(f, &sample.scene.specimen)) {
            let right = seen.as_ref() == Some(&truth);
            if ["name", "number"].contains(&name) {
                self.read.entry(name).or_default().add(right);
            }
            if accepted {
                self.fields.entry(name).or_default().add(right);
                if !right {
                    println!("misread in {}: {name} {truth} as {}", sample.name, seen.unwrap_or_default());
                }
            }
        }
    }

    fn add_bad(&mut self, sample: &CardSample, grade: Grade, kind: Kind, report: &CardReport) {
        let refused = report.report.verdict == Verdict::Refuse;
        let named = kinds(report, Severity::Refuse).contains(&kind);
        if grade == Grade::Gross && !named {
            println!("{}: {:?}, {:?}", sample.name, report.report.verdict, kinds(report, Severity::Advise));
            println!("    {:?} refused for {:?}", sample.scene.defects, kinds(report, Severity::Refuse));
        }
        let defects = self.defects.entry((grade, kind)).or_default();
        defects.photos += 1;
        defects.refused += u32::from(refused);
        defects.named += u32::from(named);
        defects.advised += u32::from(!refused && kinds(report, Severity::Advise).contains(&kind));
    }

    pub(crate) fn print(&self) {
        println!(
            "\n| good photos | |\n|---|---|\n| accepted | {} |\n| of these advised | {} |",
            self.accepted, self.advised
        );
        println!("| refusals, by kind | {:?} |\n| advice, by kind | {:?} |", self.falsely, self.advice);
        let mut corners = self.corners.clone();
        corners.sort_by(f32::total_cmp);
        let percent = |q| 100.0 * quantile(&corners, q).copied().unwrap_or(f32::NAN);
        println!(
            "| worst corner, % of the diagonal: median, 95th percentile | {:.2}, {:.2} |",
            percent(0.5),
            percent(0.95)
        );
        for (name, rate) in &self.fields {
            println!("| {name} right, where accepted | {rate} |");
        }
        self.print_defects();
        println!("\n| 12 MP photos, median | ms |\n|---|---|");
        for (name, times) in &self.times {
            println!("| {name} ({}) | {:.0} |", times.len(), milliseconds(times));
        }
    }

    fn print_defects(&self) {
        for grade in [Grade::Gross, Grade::Middling, Grade::Mild] {
            println!("\n| {grade:?} | photos | refused | refused for it | else advised of it |\n|---|---|---|---|---|");
            let (mut refused, mut named) = (Rate::default(), Rate::default());
            for ((_, kind), d) in self.defects.iter().filter(|((g, _), _)| *g == grade) {
                println!("| {kind:?} | {} | {} | {} | {} |", d.photos, d.refused, d.named, d.advised);
                refused = Rate { hits: refused.hits + d.refused, of: refused.of + d.photos };
                named = Rate { hits: named.hits + d.named, of: named.of + d.photos };
            }
            println!("| all | {} | {refused} | {named} | |", refused.of);
        }
    }
}

fn kinds(report: &CardReport, severity: Severity) -> Vec<Kind> {
    report.report.findings.iter().filter(|f| f.severity == severity).map(|f| f.kind).collect()
}

fn quantile<T>(sorted: &[T], q: f32) -> Option<&T> {
    sorted.get((q * sorted.len().saturating_sub(1) as f32).round() as usize)
}

/// Median in milliseconds.
pub(crate) fn milliseconds(times: &[Duration]) -> f64 {
    let mut times = times.to_vec();
    times.sort();
    quantile(&times, 0.5).map_or(f64::NAN, |time| 1000.0 * time.as_secs_f64())
}
