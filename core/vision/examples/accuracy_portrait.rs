//! Measures every labelled portrait of a folder (`labels.jsonl` and `tiles/NAME.jpg`).
#![allow(clippy::print_stdout, clippy::indexing_slicing)]

use ruxue_vision::{Models, Photo, portrait};
use std::{error::Error, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let dir = PathBuf::from(std::env::args().nth(1).ok_or("usage: accuracy_portrait DIR")?);
    let weights = ruxue_models::weights()?;
    let models = Models::load(|file| fs::read(weights.join(file)), 1)?;
    for line in fs::read_to_string(dir.join("labels.jsonl"))?.lines() {
        let mut label: serde_json::Value = serde_json::from_str(line)?;
        let name = label["name"].as_str().ok_or("a label without a name")?;
        let photo = Photo::decode(&fs::read(dir.join("tiles").join(name).with_extension("jpg"))?)?;
        let (measures, timings) = portrait::measure(&photo, &models)?;
        label["measures"] = serde_json::to_value(measures)?;
        label["millis"] = serde_json::json!([timings.locate.as_secs_f32() * 1e3, timings.read.as_secs_f32() * 1e3]);
        println!("{label}");
    }
    Ok(())
}
