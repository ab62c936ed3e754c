//! Portraits of computer-generated people, good ones and bad, measured and judged.
#![allow(clippy::unwrap_used)] // helpers of tests are tests

use Kind::*;
use ruxue_rules::{HeadMeasures, Kind, Report, Severity, Verdict, judge_portrait};
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
