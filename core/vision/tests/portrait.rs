//! Portraits of computer-generated people, good ones and bad, measured and judged.
#![allow(clippy::unwrap_used)] // helpers of tests are tests

use Kind::*;
use ruxue_rules::{HeadMeasures, Kind, PhotoMeasures, PortraitMeasures, Report, Severity, Verdict, judge_portrait};
use ruxue_samples::portrait::{PortraitDefect, PortraitPhoto};
use ruxue_samples::{Assets, Portrait};
use ruxue_vision::{Models, Photo, Raster, portrait};
use std::sync::LazyLock;

static ASSETS: LazyLock<Assets> = LazyLock::new(|| Assets::load().unwrap());

static MODELS: LazyLock<Models> = LazyLock::new(|| {
    let weights = ruxue_models::weights().unwrap();
    Models::load(|file| std::fs::read(weights.join(file)), 1).unwrap()
});

fn head(taken: &PortraitPhoto) -> HeadMeasures {
    let photo = Photo::decode(&taken.jpeg).unwrap();
    portrait::measure(&photo, &MODELS).unwrap().0.head.unwrap()
}

fn judge(portrait: &Portrait) -> Report {
    let photo = Photo::decode(&portrait.draw(&ASSETS).unwrap().jpeg).unwrap();
    let (measures, _) = portrait::measure(&photo, &MODELS).unwrap();
    judge_portrait(&photo.measures, &measures)
}

#[test]
fn good_portraits_are_not_refused() {
    for seed in 0..8 {
        let report = judge(&Portrait::good(seed));
        assert_ne!(report.verdict, Verdict::Refuse, "{seed}: {report:#?}");
    }
}

#[test]
fn eyes_and_chin_lie_where_they_are() {
    for seed in 0..4 {
        let taken = Portrait::good(seed).draw(&ASSETS).unwrap();
        let [left, right, chin] = taken.face.unwrap();
        let head = head(&taken);
        let slack = 0.12 * left.distance(right);
        let [l, r] = head.eyes;
        assert!(l.distance(left) < slack && r.distance(right) < slack, "{seed}: {:?}", head.eyes);
        assert!((head.head.y + head.head.height - chin.y).abs() < 2.0 * slack, "{seed}: {:?} {chin:?}", head.head);
    }
}

#[test]
fn defects_are_refused_for_what_they_are() {
    let advised = [UnevenLight, Tilted, FrontCamera];
    let told: Vec<_> = PortraitDefect::CLEAR
        .into_iter()
        .zip(100..)
        .filter_map(|(defect, seed)| {
            let report = judge(&Portrait::good(seed).with(defect));
            let severity = report.findings.iter().find(|f| f.kind == defect.kind()).map(|f| f.severity);
            let wanted = if advised.contains(&defect.kind()) { Severity::Advise } else { Severity::Refuse };
            (severity != Some(wanted)).then(|| format!("{defect:?} of {seed}: {:?}", report.findings))
        })
        .collect();
    assert!(told.is_empty(), "{told:#?}");
}

#[test]
fn pose_does_not_depend_on_the_size_of_the_photo() {
    let good = Portrait::good(3);
    let small = Portrait { size: (900, 1200), ..good.clone() };
    let (a, b) = (head(&good.draw(&ASSETS).unwrap()), head(&small.draw(&ASSETS).unwrap()));
    assert!((a.yaw - b.yaw).abs() < 3.0 && (a.pitch - b.pitch).abs() < 3.0, "{a:?} {b:?}");
    assert!((a.share - b.share).abs() < 0.05 && (a.sharpness - b.sharpness).abs() < 0.8, "{a:?} {b:?}");
}

/// A good portrait's pixels.
static GOOD: LazyLock<Raster> = LazyLock::new(|| {
    let good = Portrait { size: (900, 1200), ..Portrait::good(3) };
    Photo::decode(&good.draw(&ASSETS).unwrap().jpeg).unwrap().raster
});

fn measure_pixels(raster: Raster) -> PortraitMeasures {
    let photo = Photo { raster, scale: 1.0, measures: PhotoMeasures::default() };
    portrait::measure(&photo, &MODELS).unwrap().0
}

fn judge_pixels(raster: Raster) -> Report {
    let (width, height) = (raster.width() as u32, raster.height() as u32);
    judge_portrait(&PhotoMeasures { width, height, ..PhotoMeasures::default() }, &measure_pixels(raster))
}

#[test]
fn a_portrait_that_lies_is_told_to_lie() {
    let (width, height) = (GOOD.width(), GOOD.height());
    let at = |x: usize, y: usize| GOOD.pixel(x as isize, y as isize);
    let lying = [
        Raster::from_fn(height, width, |x, y| at(y, height - 1 - x)),
        Raster::from_fn(width, height, |x, y| at(width - 1 - x, height - 1 - y)),
        Raster::from_fn(height, width, |x, y| at(width - 1 - y, x)),
    ];
    for raster in lying {
        let report = judge_pixels(raster);
        let told: Vec<_> = report.findings.iter().map(|f| (f.kind, f.measured)).collect();
        assert_eq!(report.refusals().next(), Some(Tilted), "{told:?}");
    }
}

/// The good portrait with what lies between the corners of each eye moved by a share of the eye's width to the right.
fn looking_aside(share: f32) -> Raster {
    let [left, right] = measure_pixels(GOOD.clone()).head.unwrap().eyes;
    let wide = 0.46 * left.distance(right);
    Raster::from_fn(GOOD.width(), GOOD.height(), |x, y| {
        let inside = [left, right].iter().any(|eye| {
            let (u, v) = ((x as f32 - eye.x) / wide, (y as f32 - eye.y) / wide);
            (u / 0.45).hypot(v / 0.22) < 1.0
        });
        let shift = if inside { share * wide } else { 0.0 };
        GOOD.pixel((x as f32 - shift).round() as isize, y as isize)
    })
}

#[test]
fn eyes_are_seen_to_look_where_their_irises_are_moved() {
    let gaze = |share: f32| measure_pixels(looking_aside(share)).head.unwrap().gaze;
    let (left, ahead, right) = (gaze(-0.2), gaze(0.0), gaze(0.2));
    assert!(left < ahead - 0.06 && right > ahead + 0.06 && ahead.abs() < 0.06, "{left} {ahead} {right}");
}

#[test]
fn a_face_of_twenty_pixels_is_too_small_or_none() {
    let small = GOOD.reduced(9);
    let wall = Raster::from_fn(900, 1200, |x, y| match (x.checked_sub(400), y.checked_sub(500)) {
        (Some(x), Some(y)) if x < small.width() && y < small.height() => small.pixel(x as isize, y as isize),
        _ => [170, 172, 168],
    });
    let report = judge_pixels(wall);
    assert!(report.refusals().any(|kind| [HeadTooSmall, NoFace].contains(&kind)), "{report:?}");
}

/// The good portrait, and beside it the same person a third as large, dimmed.
fn with_another() -> PortraitMeasures {
    let small = GOOD.reduced(3);
    let (width, height) = (GOOD.width() + small.width(), GOOD.height());
    measure_pixels(Raster::from_fn(width, height, |x, y| match x.checked_sub(small.width()) {
        Some(x) => GOOD.pixel(x as isize, y as isize),
        None => small.pixel(x as isize, y as isize).map(|v| (f32::from(v) * 0.3) as u8),
    }))
}

#[test]
fn a_face_that_the_detector_doubts_counts_with_its_true_size() {
    let faces = with_another().faces;
    assert_eq!(faces.len(), 2, "{faces:?}");
    let (main, other) = (faces[0].bounds, faces[1].bounds);
    assert!((other.width / main.width - 1.0 / 3.0).abs() < 0.05 && faces[1].score < 0.5, "{faces:?}");
}

#[test]
fn forty_faces_are_several() {
    let small = GOOD.reduced(6);
    let (width, height) = (small.width(), small.height());
    let crowd = Raster::from_fn(width * 8, height * 5, |x, y| small.pixel((x % width) as isize, (y % height) as isize));
    let report = judge_pixels(crowd);
    assert!(report.refusals().any(|kind| kind == SeveralFaces), "{report:#?}");
}

#[test]
fn a_grey_picture_with_transparency_is_judged_as_grey() {
    let grey = |y: &[u8; 3]| [y[1], 255];
    let pixels: Vec<u8> = GOOD.rgb().as_chunks::<3>().0.iter().flat_map(grey).collect();
    let mut file = std::io::Cursor::new(Vec::new());
    let (width, height) = (GOOD.width() as u32, GOOD.height() as u32);
    let picture = image::GrayAlphaImage::from_raw(width, height, pixels).unwrap();
    picture.write_to(&mut file, image::ImageFormat::Png).unwrap();
    let photo = Photo::decode(file.get_ref()).unwrap();
    let (measures, _) = portrait::measure(&photo, &MODELS).unwrap();
    let report = judge_portrait(&photo.measures, &measures);
    assert!(report.refusals().any(|kind| kind == Greyscale), "{report:#?}");
}

#[test]
fn strips_of_a_portrait_are_refused() {
    let (width, height) = (GOOD.width(), GOOD.height());
    let middle = (width / 2) as isize;
    let upright = Raster::from_fn(12, height, |x, y| GOOD.pixel(middle + x as isize, y as isize));
    let level = Raster::from_fn(width, 12, |x, y| GOOD.pixel(x as isize, 300 + y as isize));
    for strip in [upright, level] {
        assert_eq!(judge_pixels(strip).verdict, Verdict::Refuse);
    }
}

#[test]
fn odd_pictures_have_no_face_and_break_nothing() {
    let odd = [(1, 1), (1, 900), (4000, 3), (200, 200)];
    for (width, height) in odd {
        let raster = Raster::from_fn(width, height, |x, y| [(x * 7 % 256) as u8, (y * 13 % 256) as u8, 99]);
        let photo = Photo { raster, scale: 1.0, measures: Default::default() };
        let (measures, _) = portrait::measure(&photo, &MODELS).unwrap();
        assert_eq!(judge_portrait(&photo.measures, &measures).findings.iter().filter(|f| f.kind == NoFace).count(), 1);
    }
}
