//! How well portraits are measured and judged; `cargo xtask accuracy portrait` runs it.
//!
//!     accuracy_portrait judge SET SPLIT            prints the tables of docs/accuracy-portrait.md
//!     accuracy_portrait measures SET SPLIT         prints each portrait's label, measures and findings as a line of JSON
//!     accuracy_portrait made SET SPLIT [WORDS]     the same of what is made of the good ones, or of what is called so
//!     accuracy_portrait draw FOLDER                draws photos of 12 MP into a folder
//!     accuracy_portrait speed FOLDER SET [PYTHON]  times them, beside a peer where PYTHON has it
//!
//! SET is a folder with `labels.jsonl` (one portrait a line: name, pose, eyes …) and `tiles/NAME.jpg`, or `drawn`; SPLIT is
//! `train`, `tune`, `report` or `all`. What nobody has labelled is made from the good ones. Drawing is a process of its own, so that the
//! peak memory of timing is that of judging alone.
#![allow(clippy::print_stdout)]

mod good;
mod judged;
mod labels;
mod made;
mod networks;
mod peer;
mod picture;
mod sample;
mod speed;
mod tables;

use judged::Judged;
use made::{MAKINGS, Subject};
use networks::Networks;
use sample::Sample;
use std::error::Error;
use std::path::Path;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["judge", set, split] => judge(&sample::read(set, split.parse()?)?),
        ["measures", set, split] => print_measures(&sample::read(set, split.parse()?)?),
        ["made", set, split] => print_made(&sample::read(set, split.parse()?)?, ""),
        ["made", set, split, words] => print_made(&sample::read(set, split.parse()?)?, words),
        ["draw", folder] => speed::draw(Path::new(folder)),
        ["speed", folder, set] => speed::measure(Path::new(folder), set, None),
        ["speed", folder, set, python] => speed::measure(Path::new(folder), set, Some(Path::new(python))),
        _ => {
            Err("usage: accuracy_portrait judge|measures SET SPLIT | made SET SPLIT [WORDS] | draw FOLDER | speed FOLDER SET [PYTHON]"
                .into())
        }
    }
}

fn judge(samples: &[Sample]) -> Outcome<()> {
    let networks = Networks::load()?;
    networks.warn(samples);
    let judge = |sample: &Sample| Judged::of(&sample.photo()?, networks.of(sample));
    let judged = samples.iter().map(judge).collect::<Outcome<Vec<_>>>()?;
    let all: Vec<(&Sample, &Judged)> = samples.iter().zip(&judged).collect();
    good::print(&all)?;
    tables::print_labelled(&all);
    tables::print_made(&all, &networks)
}

fn print_measures(samples: &[Sample]) -> Outcome<()> {
    let networks = Networks::load()?;
    for sample in samples {
        let judged = Judged::of(&sample.photo()?, networks.of(sample))?;
        println!("{}", judged.line(sample, None)?);
    }
    Ok(())
}

fn print_made(samples: &[Sample], words: &str) -> Outcome<()> {
    let networks = Networks::load()?;
    for sample in samples.iter().filter(|sample| sample.must_pass) {
        let models = networks.of(sample);
        let good = Judged::of(&sample.photo()?, models)?;
        let Some(subject) = Subject::of(sample, &good)? else { continue };
        for making in MAKINGS.iter().filter(|making| making.name.contains(words)) {
            println!("{}", Judged::of(&subject.photo(making)?, models)?.line(sample, Some(making.name))?);
        }
    }
    Ok(())
}
