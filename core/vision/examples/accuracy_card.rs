//! Draws a set of card photos nobody tuned on, judges each, and prints how well that went:
//! `cargo run -p ruxue-vision --example accuracy_card -- [COUNT] [SEED]` (docs/accuracy-card.md keeps the table).
#![allow(clippy::print_stdout)]

use ruxue_rules::{CardContext, CardFields, CardReport, Kind, Quad, Severity, ValidTo, Verdict, judge_card};
use ruxue_samples::set::{CardSample, card_set};
use ruxue_samples::specimen::THIS_YEAR;
use ruxue_samples::{Assets, CardPhoto, Specimen};
use ruxue_vision::{Models, Photo, card};
use std::collections::BTreeMap;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let count = args.next().map_or(Ok(30), |n| n.parse())?;
    let seed = args.next().map_or(Ok(9_000), |n| n.parse())?;
    let weights = ruxue_models::weights()?;
    let models = Models::load(|file| std::fs::read(weights.join(file)), 1)?;
    let assets = Assets::load()?;
    let (mut good, mut bad) = (Good::default(), BTreeMap::<Kind, Bad>::new());
    for sample in card_set(seed, count) {
        let photo = sample.scene.draw(&assets)?;
        let report = judged(&sample, &photo, &models)?;
        match *sample.expected() {
            [] => good.add(&sample, &photo, &report),
            [kind, ..] => bad.entry(kind).or_default().add(kind, &report),
        }
    }
    good.print();
    println!("\n| defect | photos | refused | refused for it |\n|---|---|---|---|");
    for (kind, bad) in bad {
        println!("| {kind:?} | {} | {} | {} |", bad.photos, bad.refused, bad.named);
    }
    Ok(())
}

fn judged(sample: &CardSample, photo: &CardPhoto, models: &Models) -> Result<CardReport, Box<dyn Error>> {
    let decoded = Photo::decode(&photo.jpeg)?;
    let (measures, _) = card::measure(&decoded, models)?;
    let today = jiff::civil::Date::new(THIS_YEAR as i16, 6, 30)?;
    let context = CardContext { wanted: sample.scene.asked, account_number: None, today };
    Ok(judge_card(&decoded.measures, &measures, &context))
}

#[derive(Default)]
struct Good {
    photos: u32,
    passed: u32,
    advised: u32,
    errors: Vec<f32>,
    fields: BTreeMap<&'static str, (u32, u32)>,
}

impl Good {
    fn add(&mut self, sample: &CardSample, photo: &CardPhoto, report: &CardReport) {
        self.photos += 1;
        match report.report.verdict {
            Verdict::Pass => self.passed += 1,
            Verdict::Advise => self.advised += 1,
            Verdict::Refuse => println!("refused {}: {:?}", sample.name, refusals(report)),
        }
        if let (Some(truth), Some(seen)) = (photo.corners, report.corners) {
            self.errors.push(corner_error(&truth, &seen));
        }
        for (name, seen, truth) in report.fields.iter().flat_map(|f| compared(f, &photo.specimen)) {
            let right = seen.as_ref() == Some(&truth);
            if !right {
                println!("misread in {}: {name} {truth} as {}", sample.name, seen.unwrap_or_default());
            }
            let (hits, all) = self.fields.entry(name).or_default();
            (*hits, *all) = (*hits + u32::from(right), *all + 1);
        }
    }

    fn print(mut self) {
        self.errors.sort_by(f32::total_cmp);
        let at =
            |q: f32| self.errors.get((q * (self.errors.len().max(1) - 1) as f32) as usize).copied().unwrap_or(f32::NAN);
        println!("\ngood photos: {}, passed {}, advised {}", self.photos, self.passed, self.advised);
        println!(
            "worst corner, % of the diagonal: median {:.2}, 90th percentile {:.2}, 95th {:.2}",
            100.0 * at(0.5),
            100.0 * at(0.9),
            100.0 * at(0.95)
        );
        println!("\n| field | right | of |\n|---|---|---|");
        for (name, (hits, all)) in self.fields {
            println!("| {name} | {hits} | {all} |");
        }
    }
}

#[derive(Default)]
struct Bad {
    photos: u32,
    refused: u32,
    named: u32,
}

impl Bad {
    fn add(&mut self, kind: Kind, report: &CardReport) {
        self.photos += 1;
        self.refused += u32::from(report.report.verdict == Verdict::Refuse);
        self.named += u32::from(refusals(report).contains(&kind));
    }
}

fn refusals(report: &CardReport) -> Vec<Kind> {
    report.report.findings.iter().filter(|f| f.severity == Severity::Refuse).map(|f| f.kind).collect()
}

/// Largest distance of a corner from its true place, as a share of the card's diagonal.
fn corner_error(truth: &Quad, seen: &Quad) -> f32 {
    let [a, _, c, _] = truth.0;
    truth.0.iter().zip(&seen.0).map(|(p, q)| p.distance(*q)).fold(0.0, f32::max) / a.distance(c)
}

/// Each field with what was read and what is true.
fn compared(fields: &CardFields, truth: &Specimen) -> Vec<(&'static str, Option<String>, String)> {
    let text = |seen: &Option<String>| seen.clone();
    match fields {
        CardFields::Portrait(f) => vec![
            ("name", text(&f.name), truth.name.clone()),
            ("sex", f.sex.map(|s| s.as_str().to_owned()), truth.sex.to_owned()),
            ("ethnicity", f.ethnicity.map(|e| e.as_str().to_owned()), truth.ethnicity.to_owned()),
            ("birth", f.birth.map(|d| d.to_string()), truth.birth.to_string()),
            ("address", text(&f.address), truth.address.concat()),
            ("id_number", text(&f.id_number), truth.id_number.clone()),
        ],
        CardFields::Emblem(f) => vec![
            ("authority", text(&f.authority), truth.authority.clone()),
            ("valid_from", f.valid_from.map(|d| d.to_string()), truth.valid_from.to_string()),
            ("valid_to", f.valid_to.map(until), truth.valid_to.map_or("长期".to_owned(), |d| d.to_string())),
        ],
    }
}

fn until(day: ValidTo) -> String {
    match day {
        ValidTo::Day(day) => day.to_string(),
        ValidTo::LongTerm => "长期".to_owned(),
    }
}
