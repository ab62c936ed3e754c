//! Draws samples into a folder, to look at: `cargo run -p ruxue-samples --example draw -- FOLDER [COUNT] [SEED]`.

use ruxue_rules::Side;
use ruxue_samples::{Assets, Defect, Scene};
use std::fs;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let folder = PathBuf::from(args.next().ok_or("name a folder")?);
    let count: u64 = args.next().map_or(Ok(20), |n| n.parse())?;
    let seed: u64 = args.next().map_or(Ok(0), |n| n.parse())?;
    fs::create_dir_all(&folder)?;
    let assets = Assets::load()?;
    let side = |i: u64| if i % 2 == 0 { Side::Portrait } else { Side::Emblem };
    let mut truth = Vec::new();
    for i in 0..count {
        truth.push(write(&folder, &format!("good-{i:03}"), &Scene::good(seed + i, side(i)), &assets)?);
    }
    for i in 0..count {
        let defects = Defect::clear(side(i));
        let defect = defects[(i / 2) as usize % defects.len()];
        let scene = Scene::good(seed + 10_000 + i, side(i)).with(defect);
        let name = format!("{}-{i:03}", serde_json::to_value(defect.kind())?.as_str().unwrap_or("defect"));
        truth.push(write(&folder, &name, &scene, &assets)?);
    }
    fs::write(folder.join("truth.json"), serde_json::to_string_pretty(&truth)?)?;
    Ok(())
}

fn write(
    folder: &std::path::Path,
    name: &str,
    scene: &Scene,
    assets: &Assets,
) -> Result<serde_json::Value, Box<dyn std::error::Error>> {
    let photo = scene.draw(assets)?;
    let file = format!("{name}.jpg");
    fs::write(folder.join(&file), &photo.jpeg)?;
    let s = &photo.specimen;
    let fields = match photo.side {
        Side::Portrait => serde_json::json!({
            "name": s.name, "sex": s.sex, "ethnicity": s.ethnicity, "birth": s.birth.to_string(),
            "address": s.address.concat(), "id_number": s.id_number,
        }),
        Side::Emblem => serde_json::json!({
            "authority": s.authority, "valid_from": s.valid_from.to_string(),
            "valid_to": s.valid_to.map_or("长期".into(), |d| d.to_string()),
        }),
    };
    Ok(serde_json::json!({
        "photo": file, "corners": photo.corners, "side": photo.side, "asked": scene.asked, "fields": fields,
        "size": scene.size, "desk": format!("{:?}", scene.desk), "tilt": scene.pose.tilt,
        "expected": scene.defects.iter().map(|d| d.kind()).collect::<Vec<_>>(),
        "defects": scene.defects.iter().map(|d| format!("{d:?}")).collect::<Vec<_>>(),
    }))
}
