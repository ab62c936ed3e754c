//! How well portraits are measured and judged: `cargo run --release -p ruxue-vision --example accuracy_portrait -- DIR`
//! prints the tables of `docs/accuracy-portrait.md`; with `--measures`, every tile's measures as a line of JSON instead.
//!
//! DIR holds `labels.jsonl` (one portrait a line: name, pose, eyes …) and `tiles/NAME.jpg`. Tiles are enlarged to the size of a
//! photo; the defects that nobody has labelled are made from good ones.
#![allow(clippy::print_stdout, clippy::indexing_slicing)]

use image::{RgbImage, imageops};
use ruxue_rules::{Kind, PhotoMeasures, PortraitMeasures, Rect, Report, Severity, Verdict, judge_portrait};
use ruxue_vision::{Models, Photo, Raster, portrait};
use serde_json::Value;
use std::{error::Error, fs, path::Path};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// How much a tile is enlarged to stand for a photo.
const ENLARGED: f32 = 2.6;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (dir, measures) = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [dir] => (dir, false),
        [dir, "--measures"] => (dir, true),
        _ => return Err("usage: accuracy_portrait DIR [--measures]".into()),
    };
    let weights = ruxue_models::weights()?;
    let models = Models::load(|file| fs::read(weights.join(file)), 1)?;
    let tiles = read_tiles(Path::new(dir))?;
    if measures {
        return print_measures(&tiles, &models);
    }
    let tiles: Vec<Tile> = tiles.into_iter().filter(|tile| !tile.tunes()).collect();
    let judged = tiles.iter().map(|tile| Judged::of(tile, &tile.photo()?, &models)).collect::<Outcome<Vec<_>>>()?;
    print_good(&tiles, &judged, &models)?;
    print_kinds(&tiles, &judged);
    print_defects(&tiles, &judged, &models)
}

/// A labelled picture.
struct Tile {
    label: Value,
    picture: RgbImage,
}

fn read_tiles(dir: &Path) -> Outcome<Vec<Tile>> {
    let lines = fs::read_to_string(dir.join("labels.jsonl"))?;
    let tile = |line: &str| {
        let label: Value = serde_json::from_str(line)?;
        let name = label["name"].as_str().ok_or("a label without a name")?;
        let picture = image::open(dir.join("tiles").join(name).with_extension("jpg"))?.into_rgb8();
        Ok(Tile { label, picture })
    };
    lines.lines().map(tile).collect()
}

impl Tile {
    fn is(&self, key: &str, value: &str) -> bool {
        self.label[key] == value
    }

    fn flag(&self, key: &str) -> bool {
        self.label[key] == true
    }

    fn covered_by(&self, what: &str) -> bool {
        self.label["occluded"].as_array().is_some_and(|all| all.iter().any(|o| o == what))
    }

    /// Whether limits and networks may be chosen by this tile. Neighbours are of one series and stay together.
    fn tunes(&self) -> bool {
        let number = self.label["name"].as_str().and_then(|name| name.trim_start_matches('t').parse::<u32>().ok());
        (number.unwrap_or(0) / 12).wrapping_mul(2_654_435_761) >> 31 == 0
    }

    /// Whether the photo has to be accepted: frontal, upright, eyes open, nothing but clear glasses on, good light, half-length.
    fn must_pass(&self) -> bool {
        let covers = self.label["occluded"].as_array().map_or(0, |all| all.iter().filter(|o| *o != "glasses").count());
        self.label["faces"] == 1
            && self.is("pose", "frontal")
            && self.is("eyes", "open")
            && !self.is("mouth", "open")
            && covers == 0
            && self.is("light", "good")
            && self.is("framing", "half")
            && self.flag("centred")
            && self.flag("sharp")
            && !["roll", "grey", "makeup", "unreal", "child"].iter().any(|key| self.flag(key))
    }

    /// The tile as a photo.
    fn photo(&self) -> Outcome<Photo> {
        photo(&enlarge(&self.picture))
    }
}

fn enlarge(picture: &RgbImage) -> RgbImage {
    let side = |s: u32| (s as f32 * ENLARGED) as u32;
    let mut large =
        imageops::resize(picture, side(picture.width()), side(picture.height()), imageops::FilterType::Lanczos3);
    // The noise of a sensor, in steps of a fixed sequence.
    let mut state = 1u32;
    for value in large.iter_mut() {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        *value = value.saturating_add((state >> 24) as u8 % 5).saturating_sub(2);
    }
    large
}

fn photo(picture: &RgbImage) -> Outcome<Photo> {
    let (width, height) = picture.dimensions();
    let raster = Raster::new(width as usize, height as usize, picture.as_raw().clone()).ok_or("empty picture")?;
    Ok(Photo { raster, scale: 1.0, measures: PhotoMeasures { width, height, ..PhotoMeasures::default() } })
}

/// What came of a picture.
struct Judged {
    report: Report,
    measures: PortraitMeasures,
    millis: f32,
    must_pass: bool,
}

impl Judged {
    fn of(tile: &Tile, photo: &Photo, models: &Models) -> Outcome<Self> {
        let (measures, timings) = portrait::measure(photo, models)?;
        let report = judge_portrait(&photo.measures, &measures);
        let millis = (timings.locate + timings.read).as_secs_f32() * 1e3;
        Ok(Self { report, measures, millis, must_pass: tile.must_pass() })
    }

    fn refused(&self) -> bool {
        self.report.verdict == Verdict::Refuse
    }

    fn found(&self, kinds: &[Kind], severity: Severity) -> bool {
        self.report.findings.iter().any(|f| kinds.contains(&f.kind) && f.severity >= severity)
    }
}

fn print_measures(tiles: &[Tile], models: &Models) -> Outcome<()> {
    for tile in tiles {
        let judged = Judged::of(tile, &photo(&tile.picture)?, models)?;
        let mut line = tile.label.clone();
        line["tune"] = tile.tunes().into();
        line["measures"] = serde_json::to_value(&judged.measures)?;
        line["findings"] = serde_json::to_value(&judged.report.findings)?;
        println!("{line}");
    }
    Ok(())
}

/// Good ones, all and by quarter of the face's luminance, and as they are, at the size of a live frame.
fn print_good(tiles: &[Tile], judged: &[Judged], models: &Models) -> Outcome<()> {
    let mut good: Vec<(f32, &Tile, &Judged)> =
        tiles.iter().zip(judged).filter(|(_, j)| j.must_pass).map(|(t, j)| (cheeks(t, j), t, j)).collect();
    good.sort_by(|a, b| a.0.total_cmp(&b.0));
    println!("| must pass | n | refused | advised |\n|---|---|---|---|");
    let row = |name: &str, of: &[(f32, &Tile, &Judged)]| {
        let count = |verdict| of.iter().filter(|(_, _, j)| j.report.verdict == verdict).count();
        println!("| {name} | {} | {} | {} |", of.len(), count(Verdict::Refuse), count(Verdict::Advise));
    };
    row("all", &good);
    for (i, quarter) in good.chunks(good.len().div_ceil(4).max(1)).enumerate() {
        row(&format!("quarter {} by luminance of the face, darkest first", i + 1), quarter);
    }
    let mut refused = 0;
    for (_, tile, _) in &good {
        refused += usize::from(Judged::of(tile, &photo(&tile.picture)?, models)?.refused());
    }
    println!("| all, not enlarged | {} | {refused} | |", good.len());
    for (_, tile, judged) in good.iter().filter(|(_, _, j)| j.refused()) {
        let kinds: Vec<_> = judged.report.findings.iter().filter(|f| f.severity == Severity::Refuse).collect();
        println!(
            "\nrefused: {} {:?}",
            tile.label["name"],
            kinds.iter().map(|f| (f.kind, f.measured)).collect::<Vec<_>>()
        );
    }
    let mut millis: Vec<f32> = judged.iter().map(|j| j.millis).collect();
    millis.sort_by(f32::total_cmp);
    println!("\nMeasuring took {:.0} ms in the median.", millis.get(millis.len() / 2).unwrap_or(&0.0));
    Ok(())
}

/// Mean luminance between the eyes and the chin.
fn cheeks(tile: &Tile, judged: &Judged) -> f32 {
    let Some(head) = &judged.measures.head else { return 0.0 };
    let [left, right] = head.eyes.map(|p| (p.x / ENLARGED, p.y / ENLARGED));
    let rows = left.1 as u32..((head.head.y + head.head.height * 0.9).max(0.0) / ENLARGED) as u32;
    let all = rows.flat_map(|y| (left.0 as u32..right.0 as u32).map(move |x| (x, y)));
    let levels: Vec<f32> = all
        .filter_map(|(x, y)| tile.picture.get_pixel_checked(x, y))
        .map(|p| 0.2126 * f32::from(p[0]) + 0.7152 * f32::from(p[1]) + 0.0722 * f32::from(p[2]))
        .collect();
    levels.iter().sum::<f32>() / levels.len().max(1) as f32
}

/// What is labelled wrong.
fn print_kinds(tiles: &[Tile], judged: &[Judged]) {
    use Kind::*;
    type Question = (&'static str, fn(&Tile) -> bool, &'static [Kind]);
    let questions: [Question; 17] = [
        ("turned by more than 25°", |t| t.is("pose", "turned"), &[NotFrontal]),
        ("turned by 10° to 25°", |t| t.is("pose", "slight"), &[NotFrontal]),
        ("looks up", |t| t.is("pose", "up"), &[NotFrontal]),
        ("looks down", |t| t.is("pose", "down"), &[NotFrontal]),
        ("leans", |t| t.flag("roll"), &[Tilted]),
        ("eyes closed", |t| t.is("eyes", "closed"), &[EyesClosed]),
        ("eyes covered", |t| t.is("eyes", "covered"), &[EyesCovered]),
        ("mouth open", |t| t.is("mouth", "open"), &[MouthOpen]),
        ("crown, chin or a side cut", |t| t.is("framing", "cut"), &[HeadCut, HeadTooLarge, NotHalfLength]),
        ("no chest", |t| t.is("framing", "close"), &[HeadCut, HeadTooLarge, NotHalfLength]),
        ("far", |t| t.is("framing", "far"), &[HeadTooSmall]),
        ("grey", |t| t.flag("grey"), &[Greyscale]),
        ("dark", |t| t.is("light", "dark"), &[TooDark]),
        ("light behind", |t| t.is("light", "back"), &[BackLight, TooDark]),
        ("hat", |t| t.covered_by("hat"), &[Hat]),
        ("dark glasses", |t| t.covered_by("sunglasses") && t.is("eyes", "covered"), &[EyesCovered]),
        (
            "mask, hand or thing before the face",
            |t| ["mask", "hand", "object"].iter().any(|o| t.covered_by(o)),
            &[FaceCovered],
        ),
    ];
    println!("\n| labelled | n | refused at all | refused for it | refused or advised for it |\n|---|---|---|---|---|");
    for (name, asks, kinds) in questions {
        let of: Vec<&Judged> = tiles.iter().zip(judged).filter(|(t, _)| asks(t)).map(|(_, j)| j).collect();
        print_row(name, &of, kinds);
    }
}

fn print_row(name: &str, of: &[&Judged], kinds: &[Kind]) {
    let share = |count: usize| format!("{:.0} %", 100.0 * count as f32 / of.len().max(1) as f32);
    let any = of.iter().filter(|j| j.refused()).count();
    let so = of.iter().filter(|j| j.found(kinds, Severity::Refuse)).count();
    let advised = of.iter().filter(|j| j.found(kinds, Severity::Advise)).count();
    println!("| {name} | {} | {} | {} | {} |", of.len(), share(any), share(so), share(advised));
}

/// A picture with something wrong made of a good one, and where its head is.
type Spoil = fn(&RgbImage, Rect) -> RgbImage;

/// Defects made of those that must pass.
fn print_defects(tiles: &[Tile], judged: &[Judged], models: &Models) -> Outcome<()> {
    use Kind::*;
    let defects: [(&str, Spoil, &[Kind]); 11] = [
        ("defocus, σ 1.4 % of the head's height", |p, head| imageops::blur(p, 0.014 * head.height), &[Blur]),
        ("defocus, σ 2 %", |p, head| imageops::blur(p, 0.02 * head.height), &[Blur]),
        ("motion along x, 4 % of the head's height", |p, head| smear(p, 0.04 * head.height), &[Blur]),
        ("motion along x, 6 %", |p, head| smear(p, 0.06 * head.height), &[Blur]),
        ("a tenth of the light", |p, _| expose(p, 0.1), &[TooDark]),
        ("four times the light", |p, _| expose(p, 4.0), &[TooBright]),
        ("greyscale", |p, _| grey(p), &[Greyscale]),
        ("a quarter of the head cut off above", |p, head| part(p, 0.0, head.y + head.height * 0.25), &[HeadCut]),
        ("cut in half along the face", |p, head| part(p, head.x + head.width * 0.5, 0.0), &[HeadCut, NoFace]),
        ("a fifth of the size, in a wide view", |p, _| far(p), &[HeadTooSmall]),
        ("two side by side", |p, _| beside(p), &[SeveralFaces]),
    ];
    println!("\n| made | n | refused at all | refused for it | refused or advised for it |\n|---|---|---|---|---|");
    for (name, spoil, kinds) in defects {
        let good = tiles.iter().zip(judged).filter(|(_, j)| j.must_pass);
        let spoiled = good.map(|(tile, judged)| {
            let head = judged.measures.head.as_ref().map(|h| h.head).unwrap_or_default();
            let [x, y, width, height] = [head.x, head.y, head.width, head.height].map(|v| v / ENLARGED);
            let picture = spoil(&tile.picture, Rect { x, y, width, height });
            Judged::of(tile, &photo(&enlarge(&picture))?, models)
        });
        let spoiled = spoiled.collect::<Outcome<Vec<_>>>()?;
        print_row(name, &spoiled.iter().collect::<Vec<_>>(), kinds);
    }
    Ok(())
}

/// Mean along `length` pixels of a row.
fn smear(picture: &RgbImage, length: f32) -> RgbImage {
    let count = (length as u32).max(1);
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let mut sum = [0; 3];
        for i in 0..count {
            let at = (x + i).saturating_sub(count / 2).min(picture.width() - 1);
            sum.iter_mut().zip(picture.get_pixel(at, y).0).for_each(|(sum, v)| *sum += u32::from(v));
        }
        image::Rgb(sum.map(|v| (v / count) as u8))
    })
}

/// As if so many times the light had fallen on the sensor.
fn expose(picture: &RgbImage, times: f32) -> RgbImage {
    let mut exposed = picture.clone();
    exposed.iter_mut().for_each(|v| *v = (255.0 * (f32::from(*v) / 255.0 * times.powf(1.0 / 2.2)).min(1.0)) as u8);
    exposed
}

fn grey(picture: &RgbImage) -> RgbImage {
    image::DynamicImage::ImageLuma8(imageops::grayscale(picture)).into_rgb8()
}

/// What is right of `left` and below `top`.
fn part(picture: &RgbImage, left: f32, top: f32) -> RgbImage {
    let (left, top) = (left.max(0.0) as u32, top.max(0.0) as u32);
    let (width, height) = (picture.width().saturating_sub(left).max(1), picture.height().saturating_sub(top).max(1));
    imageops::crop_imm(picture, left, top, width, height).to_image()
}

/// The picture small in the middle of a grey one.
fn far(picture: &RgbImage) -> RgbImage {
    let (width, height) = picture.dimensions();
    let small = imageops::resize(picture, width / 5, height / 5, imageops::FilterType::Lanczos3);
    let mut wide = RgbImage::from_pixel(width, height, image::Rgb([150, 150, 150]));
    imageops::overlay(&mut wide, &small, i64::from(width) * 2 / 5, i64::from(height) * 2 / 5);
    wide
}

/// The picture and its mirror image beside it.
fn beside(picture: &RgbImage) -> RgbImage {
    let mut both = RgbImage::new(picture.width() * 2, picture.height());
    imageops::replace(&mut both, picture, 0, 0);
    imageops::replace(&mut both, &imageops::flip_horizontal(picture), i64::from(picture.width()), 0);
    imageops::resize(&both, picture.width(), picture.height() / 2, imageops::FilterType::Lanczos3)
}
