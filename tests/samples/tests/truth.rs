//! What samples claim about themselves is true of their pixels.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // helpers of tests are tests

use image::{DynamicImage, GrayImage, ImageDecoder, ImageReader, Luma, RgbImage};
use ruxue_rules::{IdNumber, Point, Sex, Side};
use ruxue_samples::defect::{Edge, Impostor};
use ruxue_samples::{Assets, CardPhoto, Defect, Desk, Lighting, Portrait, PortraitDefect, Pose, Scene, Specimen, Tags};
use std::io::Cursor;
use std::sync::LazyLock;

static ASSETS: LazyLock<Assets> = LazyLock::new(|| Assets::load().unwrap());

/// A small photo on a black desk in even light, so that card and desk can be told apart by their level.
fn plain(side: Side) -> Scene {
    Scene {
        desk: Desk::Dark,
        props: false,
        pose: Pose { turn: 8.0, tilt: 12.0, towards: 40.0, fill: 0.8, place: [0.5, 0.5] },
        size: (1200, 900),
        light: Lighting { exposure: 0.95, gradient: 0.0, from: 0.0, shadow: 0.0, balance: [1.0; 3], sheen: 0.0 },
        tags: None,
        noise: 0.01,
        quality: 92,
        ..Scene::good(7, side)
    }
}

fn draw(scene: &Scene) -> CardPhoto {
    scene.draw(&ASSETS).unwrap()
}

fn picture(jpeg: &[u8]) -> RgbImage {
    image::load_from_memory(jpeg).unwrap().into_rgb8()
}

fn grey(jpeg: &[u8]) -> GrayImage {
    image::imageops::grayscale(&picture(jpeg))
}

fn level(picture: &GrayImage, p: Point) -> u8 {
    let Luma([level]) = picture[(p.x as u32, p.y as u32)];
    level
}

fn between(a: Point, b: Point, t: f32) -> Point {
    Point::new(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t)
}

#[test]
fn one_seed_draws_the_same_bytes_and_another_draws_others() {
    let scene = |seed| Scene { size: (640, 480), ..Scene::good(seed, Side::Portrait) };
    assert_eq!(draw(&scene(3)), draw(&scene(3)));
    assert_ne!(draw(&scene(3)).jpeg, draw(&scene(4)).jpeg);
    let portrait = |seed| Portrait { size: (300, 400), ..Portrait::good(seed) }.draw(&ASSETS).unwrap();
    assert_eq!(portrait(3), portrait(3));
}

#[test]
fn numbers_are_valid_and_agree_with_the_card() {
    for seed in 0..1000 {
        let card = Specimen::new(seed);
        let number = IdNumber::parse(&card.id_number).unwrap_or_else(|e| panic!("{}: {e:?}", card.id_number));
        assert_eq!(number.birth().to_string(), card.birth.to_string());
        assert_eq!(number.sex() == Sex::Male, card.sex == "男");
        assert_eq!(&card.id_number[4..6], "99", "a county that exists");
    }
}

#[test]
fn the_outline_lies_on_the_true_corners() {
    let photo = draw(&plain(Side::Emblem));
    let [a, b, c, d] = photo.corners.unwrap().0;
    let middle = between(a, c, 0.5);
    let picture = grey(&photo.jpeg);
    for (from, to) in [(a, b), (b, c), (c, d), (d, a)] {
        for t in [0.2, 0.5, 0.8] {
            let edge = between(from, to, t);
            let reach = 6.0 / edge.distance(middle);
            let (inside, outside) = (between(edge, middle, reach), between(edge, middle, -reach));
            let (inside, outside) = (level(&picture, inside), level(&picture, outside));
            assert!(inside > 150 && outside < 110, "{inside} inside and {outside} outside at {edge:?}");
        }
    }
}

#[test]
fn the_first_corner_is_the_cards_own_however_it_lies() {
    for turn in [0.0, 90.0, 180.0, 270.0] {
        let scene = plain(Side::Emblem);
        let photo = draw(&Scene { pose: Pose { turn, ..scene.pose }, ..scene });
        let [a, b, c, d] = photo.corners.unwrap().0;
        let picture = picture(&photo.jpeg);
        let redness = |x, y| {
            let p = between(between(a, b, x), between(d, c, x), y);
            let [r, _, b] = picture[(p.x as u32, p.y as u32)].0;
            i32::from(r) - i32::from(b)
        };
        // The emblem is red and stands at the upper left.
        assert!(redness(0.11, 0.25) > redness(0.89, 0.75) + 60, "turned by {turn}");
    }
}

#[test]
fn rows_are_stored_as_the_orientation_tells() {
    for orientation in 1..=8 {
        let tags = Tags { orientation, ..Tags::default() };
        let photo = draw(&Scene { tags: Some(tags), ..plain(Side::Portrait) });
        let reader = ImageReader::new(Cursor::new(&photo.jpeg)).with_guessed_format().unwrap();
        let mut decoder = reader.into_decoder().unwrap();
        let told = decoder.orientation().unwrap();
        assert_eq!(u16::from(told.to_exif()), orientation);
        let mut picture = DynamicImage::from_decoder(decoder).unwrap();
        picture.apply_orientation(told);
        let picture = picture.into_luma8();
        assert_eq!(picture.dimensions(), (1200, 900));
        let corners = photo.corners.unwrap().0;
        let middle = between(corners[0], corners[2], 0.5);
        for corner in corners {
            let (inside, outside) = (between(corner, middle, 0.06), between(corner, middle, -0.03));
            assert!(level(&picture, inside) > level(&picture, outside) + 50, "orientation {orientation}");
        }
    }
}

#[test]
fn a_cut_card_lacks_the_told_share() {
    for edge in [Edge::Left, Edge::Right, Edge::Top, Edge::Bottom] {
        let scene = plain(Side::Portrait).with(Defect::BorderCut { edge, share: 0.1 });
        let scene = Scene { pose: Pose { tilt: 0.0, turn: 0.0, ..scene.pose }, size: (600, 450), ..scene };
        let [a, b, c, _] = draw(&scene).corners.unwrap().0;
        let (width, height) = (a.distance(b), b.distance(c));
        let missing = match edge {
            Edge::Left => -a.x / width,
            Edge::Right => (b.x - 600.0) / width,
            Edge::Top => -a.y / height,
            Edge::Bottom => (c.y - 450.0) / height,
        };
        assert!((missing - 0.1).abs() < 0.005, "{missing} missing at {edge:?}");
    }
}

#[test]
fn glare_burns_out_about_the_told_share() {
    let clean = draw(&plain(Side::Emblem));
    let glared = draw(&plain(Side::Emblem).with(Defect::Glare { share: 0.06, at: [0.5, 0.55] }));
    let [a, b, c, _] = clean.corners.unwrap().0;
    let area = a.distance(b) * b.distance(c);
    let burnt = |photo: &CardPhoto| grey(&photo.jpeg).pixels().filter(|p| p.0[0] >= 252).count() as f32 / area;
    let share = burnt(&glared) - burnt(&clean);
    assert!((0.045..0.08).contains(&share), "{share}");
}

#[test]
fn a_dark_photos_paper_has_about_the_told_level() {
    let photo = draw(&plain(Side::Emblem).with(Defect::TooDark { paper: 60.0 }));
    let [a, b, c, d] = photo.corners.unwrap().0;
    let paper = level(&grey(&photo.jpeg), between(between(a, b, 0.6), between(d, c, 0.6), 0.55));
    assert!((46..=66).contains(&paper), "{paper}");
}

#[test]
fn blur_leaves_less_detail_the_stronger_it_is() {
    let detail = |scene: Scene| {
        let picture = grey(&draw(&scene).jpeg);
        let steps = picture.enumerate_pixels().filter(|(x, ..)| *x > 0);
        steps.map(|(x, y, p)| u64::from(p.0[0].abs_diff(picture[(x - 1, y)].0[0])).pow(2)).sum::<u64>()
    };
    let scene = || Scene { noise: 0.0, ..plain(Side::Portrait) };
    let sharp = detail(scene());
    let soft = detail(scene().with(Defect::Defocus { sigma: 0.2 }));
    let softer = detail(scene().with(Defect::Defocus { sigma: 0.5 }));
    let moved = detail(scene().with(Defect::Motion { length: 1.5, degrees: 0.0 }));
    assert!(sharp > 2 * soft && soft > softer && sharp > 2 * moved, "{sharp} {soft} {softer} {moved}");
}

#[test]
fn what_is_no_card_has_no_corners_and_the_wrong_side_is_told() {
    let scene = Scene { size: (640, 480), ..plain(Side::Portrait) };
    assert_eq!(draw(&scene.clone().with(Defect::NotACard(Impostor::BankCard))).corners, None);
    assert_eq!(draw(&scene.with(Defect::WrongSide)).side, Side::Emblem);
}

#[test]
fn a_portraits_head_has_the_told_size_and_leaves_room_for_the_chest() {
    for seed in 0..12 {
        let portrait = Portrait { size: (300, 400), ..Portrait::good(seed) };
        let [left, right, chin] = portrait.draw(&ASSETS).unwrap().face.unwrap();
        let eyes = between(left, right, 0.5);
        let head = 2.1 * eyes.distance(chin);
        assert!((eyes.x / 300.0 - 0.5 - portrait.offset).abs() < 0.02);
        assert!((head / 400.0 - portrait.head).abs() < 0.01);
        assert!(chin.y + head < 400.0, "seed {seed}");
    }
}

#[test]
fn eyes_are_where_a_portrait_says() {
    for seed in 0..12 {
        let portrait = Portrait { size: (600, 800), roll: 0.0, exposure: 1.0, tags: None, ..Portrait::good(seed) };
        let photo = portrait.draw(&ASSETS).unwrap();
        let [left, right, _] = photo.face.unwrap();
        let picture = grey(&photo.jpeg);
        let unit = left.distance(right);
        for eye in [left, right] {
            let near = (-6..=6).map(|dx| Point::new(eye.x + dx as f32 * unit * 0.03, eye.y));
            let darkest = near.map(|p| level(&picture, p)).min().unwrap();
            let cheek = level(&picture, Point::new(eye.x, eye.y + 0.45 * unit));
            assert!(darkest + 20 < cheek, "eye {darkest}, cheek {cheek}, {portrait:?}");
        }
    }
}

#[test]
fn a_greyscale_portrait_has_no_colour() {
    let portrait = Portrait { size: (300, 400), ..Portrait::good(1) }.with(PortraitDefect::Greyscale);
    let picture = picture(&portrait.draw(&ASSETS).unwrap().jpeg);
    assert!(picture.pixels().all(|p| p.0[0].abs_diff(p.0[1]) < 6 && p.0[2].abs_diff(p.0[1]) < 6));
}
