//! Whether what is sent of a photo is judged as the photo was, how large it is and how long it takes to make:
//! `cargo run -p ruxue-vision --example sendable -- [COUNT] [SEED]` (docs/accuracy.md keeps the table).
#![allow(clippy::print_stdout)]

use ruxue_rules::{CardContext, Kind, Report, Severity, Side, judge_card, judge_portrait};
use ruxue_samples::Assets;
use ruxue_samples::set::{card_set, portrait_set};
use ruxue_samples::specimen::THIS_YEAR;
use ruxue_vision::{Models, Photo, card, portrait, sendable};
use std::error::Error;
use std::time::{Duration, Instant};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let mut args = std::env::args().skip(1);
    let count: usize = args.next().map_or(Ok(20), |n| n.parse())?;
    let seed = args.next().map_or(Ok(9_100), |n| n.parse())?;
    let weights = ruxue_models::weights()?;
    let models = Models::load(|file| std::fs::read(weights.join(file)), 1)?;
    let assets = Assets::load()?;
    let mut rows = [Row::new("good cards"), Row::new("cards with a defect"), Row::new("portraits")];
    let [good, bad, portraits] = &mut rows;
    for sample in card_set(seed, count as u64) {
        let row = if sample.expected().is_empty() { &mut *good } else { &mut *bad };
        let judge = |photo: &Photo| of_card(photo, sample.scene.asked, &models);
        row.add(&sample.name, &sample.scene.draw(&assets)?.jpeg, judge)?;
    }
    for sample in portrait_set(seed, count as u64 / 2, 1).into_iter().take(count) {
        let judge = |photo: &Photo| Ok(judge_portrait(&photo.measures, &portrait::measure(photo, &models)?.0));
        portraits.add(&sample.name, &sample.portrait.draw(&assets)?.jpeg, judge)?;
    }
    println!(
        "\n| photos | verdict the same | findings the same | KB: median, most | photo KB: median | ms: median, most |"
    );
    println!("|---|---|---|---|---|---|");
    rows.into_iter().for_each(Row::print);
    Ok(())
}

fn of_card(photo: &Photo, wanted: Side, models: &Models) -> Outcome<Report> {
    let (measures, _) = card::measure(photo, models)?;
    let today = jiff::civil::Date::new(THIS_YEAR as i16, 6, 30)?;
    Ok(judge_card(&photo.measures, &measures, &CardContext { wanted, account_number: None, today }).report)
}

/// One kind of photos.
struct Row {
    name: &'static str,
    photos: usize,
    same_verdict: usize,
    same_findings: usize,
    taken: Vec<usize>,
    sent: Vec<usize>,
    times: Vec<Duration>,
}

impl Row {
    fn new(name: &'static str) -> Self {
        Self { name, photos: 0, same_verdict: 0, same_findings: 0, taken: vec![], sent: vec![], times: vec![] }
    }

    fn add(&mut self, name: &str, file: &[u8], judge: impl Fn(&Photo) -> Outcome<Report>) -> Outcome<()> {
        let start = Instant::now();
        let jpeg = sendable(file)?;
        self.times.push(start.elapsed());
        self.taken.push(file.len());
        self.sent.push(jpeg.len());
        let taken = Photo::decode(file)?;
        let mut sent = Photo::decode(&jpeg)?;
        // What EXIF told is judged on the phone and not sent: here only pixels count.
        sent.measures.lens = taken.measures.lens;
        sent.measures.software.clone_from(&taken.measures.software);
        let (before, after) = (judge(&taken)?, judge(&sent)?);
        self.photos += 1;
        self.same_verdict += usize::from(before.verdict == after.verdict);
        self.same_findings += usize::from(findings(&before) == findings(&after));
        if findings(&before) != findings(&after) {
            println!("{name}: {:?}, sent {:?}", findings(&before), findings(&after));
        }
        Ok(())
    }

    fn print(mut self) {
        let (taken, sent, times) = (spread(&mut self.taken), spread(&mut self.sent), spread(&mut self.times));
        println!(
            "| {} | {} of {} | {} | {}, {} | {} | {}, {} |",
            self.name,
            self.same_verdict,
            self.photos,
            self.same_findings,
            sent.0 / 1024,
            sent.1 / 1024,
            taken.0 / 1024,
            times.0.as_millis(),
            times.1.as_millis(),
        );
    }
}

/// Kinds and severities, in no order.
fn findings(report: &Report) -> Vec<(Kind, Severity)> {
    let mut all: Vec<_> = report.findings.iter().map(|f| (f.kind, f.severity)).collect();
    all.sort_by_key(|finding| format!("{finding:?}"));
    all
}

/// Median and greatest.
fn spread<T: Ord + Copy + Default>(values: &mut [T]) -> (T, T) {
    values.sort();
    (values.get(values.len() / 2).copied().unwrap_or_default(), values.last().copied().unwrap_or_default())
}
