//! Frames of a live camera: planes of every shape, and what a student is told while aiming.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // helpers of tests are tests

use image::RgbImage;
use proptest::prelude::*;
use ruxue_rules::{FrameMeasures, Guidance, Guide, Point, Side, Subject};
use ruxue_samples::portrait::Setting;
use ruxue_samples::{Assets, Defect, LiveCamera, LiveFrame, Portrait, PortraitDefect, Pose, Scene};
use ruxue_vision::frame::{Chroma, Frame, FrameFault, Planes, Watch};
use std::sync::LazyLock;
use std::time::Duration;

static ASSETS: LazyLock<Assets> = LazyLock::new(|| Assets::load().unwrap());

const SIZE: (u32, u32) = (1080, 1920);
/// Pixels by which a hand that holds still moves the picture between two frames.
const TREMOR: i32 = 2;
/// The same of a hand that shakes.
const SHAKE: i32 = 60;

fn planes(taken: &LiveFrame) -> Planes<'_> {
    let LiveFrame { width, height, rotation, y, y_row_stride, uv, uv_row_stride } = taken;
    let chroma = Chroma { u: uv, v: &uv[1..], row_stride: *uv_row_stride, pixel_stride: 2 };
    let [width, height, rotation, y_row_stride] = [*width, *height, *rotation, *y_row_stride];
    Planes { width, height, rotation, y, y_row_stride, chroma: Some(chroma) }
}

fn measure(subject: Subject, taken: &LiveFrame) -> FrameMeasures {
    Watch::new(subject).measure(&Frame::new(planes(taken)).unwrap())
}

/// A card that fills the outline, as one aims at it.
fn aimed(seed: u64, side: Side) -> Scene {
    let scene = Scene::good(seed, side);
    let pose = Pose { turn: 1.5, fill: 0.86, place: [0.5; 2], ..scene.pose };
    Scene { size: SIZE, tags: None, pose, ..scene }
}

fn card(scene: &Scene) -> LiveCamera {
    LiveCamera::before(&scene.draw(&ASSETS).unwrap().jpeg, 90).unwrap()
}

fn person(portrait: Portrait) -> LiveCamera {
    let portrait = Portrait { size: SIZE, tags: None, ..portrait };
    LiveCamera::before(&portrait.draw(&ASSETS).unwrap().jpeg, 270).unwrap()
}

/// What is told over two seconds, each line once when it comes, five frames a second; the hand moves by up to `unrest` pixels.
fn told(subject: Subject, camera: &LiveCamera, unrest: i32) -> Vec<Guidance> {
    let (mut watch, mut guide) = (Watch::new(subject), Guide::new(subject));
    let mut told: Vec<Guidance> = (0..10_i32)
        .map(|i| {
            let shift = [[0, 0], [unrest, unrest / 2], [-unrest / 2, unrest]][i.rem_euclid(3) as usize];
            let taken = camera.frame(shift, i as u64);
            let measures = watch.measure(&Frame::new(planes(&taken)).unwrap());
            guide = guide.step(&measures, Duration::from_millis(200 * i as u64));
            guide.guidance()
        })
        .collect();
    told.dedup();
    assert_eq!(guide.is_good(), told.last() == Some(&Guidance::Hold));
    told
}

use Guidance::*;

#[test]
fn a_good_card_is_held_still_and_then_good() {
    for (seed, side) in [(1, Side::Portrait), (2, Side::Emblem), (3, Side::Portrait), (4, Side::Emblem)] {
        assert_eq!(told(Subject::Card, &card(&aimed(seed, side)), TREMOR), [HoldStill, Hold], "{seed}");
    }
}

#[test]
fn a_cards_defect_is_told_and_nothing_else() {
    for (seed, side) in [(11, Side::Portrait), (12, Side::Emblem)] {
        for (defect, expected) in [
            (Defect::TooDark { paper: 45.0 }, Dark),
            (Defect::TooBright { over: 1.7 }, Bright),
            (Defect::Glare { share: 0.05, at: [0.3, 0.3] }, Glare),
            (Defect::Defocus { sigma: 0.5 }, Blurred),
            (Defect::Motion { length: 2.5, degrees: 20.0 }, Blurred),
        ] {
            let camera = card(&aimed(seed, side).with(defect));
            assert_eq!(told(Subject::Card, &camera, TREMOR), [expected], "{defect:?} of {seed}");
        }
    }
}

#[test]
fn a_shaking_hand_is_to_hold_still() {
    assert_eq!(told(Subject::Card, &card(&aimed(5, Side::Portrait)), SHAKE), [HoldStill]);
    assert_eq!(told(Subject::Portrait, &person(Portrait::good(5)), SHAKE), [HoldStill]);
}

#[test]
fn a_good_portrait_is_held_still_and_then_good() {
    for seed in 1..5 {
        assert_eq!(told(Subject::Portrait, &person(Portrait::good(seed)), TREMOR), [HoldStill, Hold], "{seed}");
    }
}

#[test]
fn a_portraits_defect_is_told_and_nothing_else() {
    let wall = |seed| Portrait { setting: Setting::Wall, ..Portrait::good(seed) };
    for (defect, expected) in [
        (PortraitDefect::Dark(0.07), Dark),
        (PortraitDefect::Bright(3.5), Bright),
        (PortraitDefect::Defocus(0.09), Blurred),
        (PortraitDefect::Motion(0.35), Blurred),
    ] {
        assert_eq!(told(Subject::Portrait, &person(wall(3).with(defect)), TREMOR), [expected], "{defect:?}");
    }
}

/// Levels of the face over those drawn: the darkest skin in good light.
const DARK_SKIN: f32 = 0.35;

#[test]
fn a_dark_face_in_good_light_is_no_dark_picture() {
    let black = [0.08, 0.09, 0.1];
    for setting in [Setting::Studio, Setting::Wall, Setting::Outdoors] {
        let good = Portrait::good(6);
        let portrait = Portrait { setting, size: SIZE, tags: None, roll: 0.0, shirt: black, exposure: 1.0, ..good };
        let photo = portrait.draw(&ASSETS).unwrap();
        let mut picture = image::load_from_memory(&photo.jpeg).unwrap().into_rgb8();
        darken(&mut picture, photo.face.unwrap());
        assert_eq!(told(Subject::Portrait, &LiveCamera::new(picture, 90), TREMOR), [HoldStill, Hold], "{setting:?}");
    }
}

/// Darkens a face by [`DARK_SKIN`], up to the forehead's top and out to the ears.
fn darken(picture: &mut RgbImage, [left, right, chin]: [Point; 3]) {
    let middle = Point::new((left.x + right.x) / 2.0, (left.y + right.y) / 2.0);
    let (half_width, half_height) = (1.25 * left.distance(right), middle.distance(chin));
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        let off = ((x as f32 - middle.x) / half_width).hypot((y as f32 - middle.y) / half_height);
        let by = DARK_SKIN + (1.0 - DARK_SKIN) * ((off - 0.9) * 10.0).clamp(0.0, 1.0);
        pixel.0 = pixel.0.map(|v| (f32::from(v) * by) as u8);
    }
}

#[test]
fn measures_hardly_depend_on_the_frames_size_or_turn() {
    let at = |size| {
        let scene = Scene { size, ..aimed(7, Side::Portrait) };
        let jpeg = scene.draw(&ASSETS).unwrap().jpeg;
        [0, 90, 180, 270].map(|turn| {
            let taken = LiveCamera::before(&jpeg, turn).unwrap().frame([0, 0], 1);
            measure(Subject::Card, &taken)
        })
    };
    let (large, small) = (at(SIZE), at((720, 1280)));
    let near = |a: f32, b: f32, slack: f32| (a - b).abs() <= slack * a.max(b);
    for measures in large.iter().chain(&small) {
        assert!(near(measures.level, large[0].level, 0.03), "{measures:?} {:?}", large[0]);
        assert!(near(measures.contrast, large[0].contrast, 0.1), "{measures:?} {:?}", large[0]);
        assert!(near(measures.sharpness, large[0].sharpness, 0.25), "{measures:?} {:?}", large[0]);
    }
}

#[test]
fn exposure_is_no_motion_and_another_size_no_neighbour() {
    let level = |level: u8, width: u32| {
        let y: Vec<u8> = (0..width * 480).map(|i| level / if i % width < width / 2 { 1 } else { 2 }).collect();
        (y, width)
    };
    let mut watch = Watch::new(Subject::Card);
    let mut motion = |(y, width): (Vec<u8>, u32)| {
        let planes = Planes { width, height: 480, rotation: 0, y: &y, y_row_stride: width, chroma: None };
        watch.measure(&Frame::new(planes).unwrap()).motion
    };
    assert_eq!(motion(level(200, 640)), None);
    assert!(motion(level(100, 640)).unwrap() < 0.001);
    assert_eq!(motion(level(100, 300)), None);
}

#[test]
fn planes_that_do_not_fit_are_refused_for_their_reason() {
    let bytes = [0; 64];
    let chroma = Chroma { u: &bytes[..14], v: &bytes[..14], row_stride: 10, pixel_stride: 2 };
    // Rows of 6 in strides of 9, rows of chroma of 5 in strides of 10; the last row of each ends with its last pixel.
    let whole = Planes {
        width: 6,
        height: 4,
        rotation: 90,
        y: &bytes[..33],
        y_row_stride: 9,
        chroma: Some(Chroma { u: &bytes[..15], v: &bytes[..15], ..chroma }),
    };
    let fault = |planes| Frame::new(planes).err();
    assert_eq!(fault(whole), None);
    for (width, height) in [(0, 4), (6, 0), (5, 4), (6, 3), (8194, 4), (6, u32::MAX - 1)] {
        assert_eq!(fault(Planes { width, height, ..whole }), Some(FrameFault::Size { width, height }));
    }
    for degrees in [1, 45, 360, u32::MAX] {
        assert_eq!(fault(Planes { rotation: degrees, ..whole }), Some(FrameFault::Rotation { degrees }));
    }
    let short = |plane, length, least| Some(FrameFault::TooShort { plane, length, least });
    assert_eq!(fault(Planes { y: &bytes[..32], ..whole }), short('y', 32, 33));
    assert_eq!(fault(Planes { chroma: Some(chroma), ..whole }), short('u', 14, 15));
    assert_eq!(fault(Planes { chroma: Some(Chroma { u: &bytes, ..chroma }), ..whole }), short('v', 14, 15));
    let stride = |plane, stride, least| Some(FrameFault::RowStride { plane, stride, least });
    assert_eq!(fault(Planes { y_row_stride: 5, ..whole }), stride('y', 5, 6));
    assert_eq!(fault(Planes { chroma: Some(Chroma { row_stride: 4, ..chroma }), ..whole }), stride('u', 4, 5));
    for pixel_stride in [0, 3, u32::MAX] {
        let planes = Planes { chroma: Some(Chroma { pixel_stride, ..chroma }), ..whole };
        assert_eq!(fault(planes), Some(FrameFault::PixelStride { stride: pixel_stride }));
    }
    let wide = Planes { y_row_stride: u32::MAX, ..whole };
    assert_eq!(fault(wide), short('y', 33, 3 * u64::from(u32::MAX) + 6));
}

/// Sides and strides near what is allowed, and anything else.
fn count(usual: std::ops::Range<u32>) -> impl Strategy<Value = u32> {
    prop_oneof![8 => usual, 1 => any::<u32>()]
}

proptest! {
    /// Planes either lack nothing up to their last pixel or are refused; what is accepted has measures in their ranges.
    #[test]
    fn any_planes_are_measured_or_refused(
        width in count(0..90), height in count(0..90), rotation in prop_oneof![Just(0), Just(90), Just(180), Just(270), 0u32..400],
        y_row_stride in count(0..120), y in prop::collection::vec(any::<u8>(), 0..9000),
        chroma in prop::option::of((prop::collection::vec(any::<u8>(), 0..4000), 0usize..2, count(0..100), count(0..4))),
        is_portrait in any::<bool>(),
    ) {
        let chroma = chroma.as_ref().map(|(bytes, skip, row_stride, pixel_stride)| Chroma {
            u: bytes, v: bytes.get(*skip..).unwrap_or_default(), row_stride: *row_stride, pixel_stride: *pixel_stride,
        });
        if let Ok(frame) = Frame::new(Planes { width, height, rotation, y: &y, y_row_stride, chroma }) {
            prop_assert!((height - 1) as usize * y_row_stride as usize + width as usize <= y.len());
            let mut watch = Watch::new(if is_portrait { Subject::Portrait } else { Subject::Card });
            watch.measure(&frame);
            let FrameMeasures { level, burnt, black, contrast, sharpness, motion } = watch.measure(&frame);
            prop_assert!((0.0..=255.0).contains(&level) && sharpness.is_finite() && sharpness >= 0.0);
            prop_assert!([burnt, black, contrast].iter().all(|share| (0.0..=1.0).contains(share)));
            prop_assert_eq!(motion, Some(0.0));
        }
    }
}
