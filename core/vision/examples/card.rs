//! Prints what is measured on photos of cards, a line each: `cargo run --release -p ruxue-vision --example card -- PHOTO...`
#![allow(clippy::print_stdout, clippy::print_stderr)]

use ruxue_vision::{Models, Photo, card};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let weights = ruxue_models::weights()?;
    let models = Models::load(|file| std::fs::read(weights.join(file)), 1)?;
    for path in std::env::args().skip(1) {
        let start = std::time::Instant::now();
        match Photo::decode(&std::fs::read(&path)?) {
            Err(fault) => println!("{}", serde_json::json!({ "photo": path, "fault": fault.to_string() })),
            Ok(photo) => {
                let decode = start.elapsed().as_millis();
                let (measures, times) = card::measure(&photo, &models)?;
                let millis = [decode, times.locate.as_millis(), times.read.as_millis(), times.judge.as_millis()];
                println!("{}", serde_json::json!({ "photo": path, "card": measures.card, "millis": millis }));
            }
        }
    }
    Ok(())
}
