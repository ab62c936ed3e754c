//! Draws samples into a folder, to look at, with what is true of each in `truth.json`:
//! `cargo run -p ruxue-samples --example draw -- cards|portraits|hostile FOLDER [COUNT] [SEED]`.

use ruxue_rules::Side;
use ruxue_samples::set::{CardSample, PortraitSample, card_set, portrait_set};
use ruxue_samples::{Assets, CardPhoto, hostile};
use serde_json::{Value, json};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = env::args().skip(1);
    let what = args.next().unwrap_or_default();
    let folder = PathBuf::from(args.next().ok_or("usage: draw cards|portraits|hostile FOLDER [COUNT] [SEED]")?);
    let count = args.next().map_or(Ok(20), |n| n.parse())?;
    let seed = args.next().map_or(Ok(0), |n| n.parse())?;
    fs::create_dir_all(&folder)?;
    let truth = match what.as_str() {
        "cards" => cards(&folder, &card_set(seed, count))?,
        "portraits" => portraits(&folder, &portrait_set(seed, count, 2))?,
        "hostile" => hostile_files(&folder)?,
        other => return Err(format!("{other}: cards, portraits or hostile?").into()),
    };
    fs::write(folder.join("truth.json"), serde_json::to_string_pretty(&truth)?)?;
    Ok(())
}

fn cards(folder: &Path, set: &[CardSample]) -> Result<Vec<Value>, Box<dyn Error>> {
    let assets = Assets::load()?;
    set.iter()
        .map(|sample| {
            let photo = sample.scene.draw(&assets)?;
            let file = format!("{}.jpg", sample.name);
            fs::write(folder.join(&file), &photo.jpeg)?;
            Ok(json!({
                "photo": file, "corners": photo.corners, "side": photo.side, "asked": sample.scene.asked,
                "fields": fields(&photo), "size": sample.scene.size, "desk": format!("{:?}", sample.scene.desk),
                "pose": format!("{:?}", sample.scene.pose), "expected": sample.expected(),
                "defects": sample.scene.defects.iter().map(|d| format!("{d:?}")).collect::<Vec<_>>(),
            }))
        })
        .collect()
}

fn fields(photo: &CardPhoto) -> Value {
    let s = &photo.specimen;
    match photo.side {
        Side::Portrait => json!({
            "name": s.name, "sex": s.sex, "ethnicity": s.ethnicity, "birth": s.birth.to_string(),
            "address": s.address.concat(), "id_number": s.id_number,
        }),
        Side::Emblem => json!({
            "authority": s.authority, "valid_from": s.valid_from.to_string(),
            "valid_to": s.valid_to.map_or("长期".into(), |day| day.to_string()),
        }),
    }
}

fn portraits(folder: &Path, set: &[PortraitSample]) -> Result<Vec<Value>, Box<dyn Error>> {
    let assets = Assets::load()?;
    set.iter()
        .map(|sample| {
            let photo = sample.portrait.draw(&assets)?;
            let file = format!("{}.jpg", sample.name);
            fs::write(folder.join(&file), &photo.jpeg)?;
            Ok(json!({
                "photo": file, "eyes and chin": photo.face, "person": format!("{:?}", sample.portrait.person),
                "expected": sample.expected(), "size": sample.portrait.size, "head": sample.portrait.head,
                "defects": sample.portrait.defects.iter().map(|d| format!("{d:?}")).collect::<Vec<_>>(),
            }))
        })
        .collect()
}

fn hostile_files(folder: &Path) -> Result<Vec<Value>, Box<dyn Error>> {
    hostile::all()?
        .into_iter()
        .map(|file| {
            fs::write(folder.join(file.name), &file.bytes)?;
            Ok(json!({ "photo": file.name, "outcome": format!("{:?}", file.outcome) }))
        })
        .collect()
}
