//! Whatever the picture: no panic, and nothing passes that shows no whole card or no whole face.
#![allow(clippy::unwrap_used)] // helpers of tests fail as tests do

use proptest::prelude::*;
use ruxue_rules::{CardContext, PhotoMeasures, Point, Side, Verdict, judge_card, judge_portrait};
use ruxue_samples::{Assets, Portrait, Scene};
use ruxue_vision::{Models, Photo, Raster, card, portrait};
use std::sync::LazyLock;

static ASSETS: LazyLock<Assets> = LazyLock::new(|| Assets::load().unwrap());

static MODELS: LazyLock<Models> = LazyLock::new(|| {
    let weights = ruxue_models::weights().unwrap();
    Models::load(|file| std::fs::read(weights.join(file)), 1).unwrap()
});

/// Both sides of a good card: what is cut out of them is as near to passing as a bad picture comes.
static CARDS: LazyLock<[Raster; 2]> = LazyLock::new(|| {
    [Side::Portrait, Side::Emblem].map(|side| {
        let scene = Scene { size: (1440, 1080), ..Scene::good(411, side) };
        Photo::decode(&scene.draw(&ASSETS).unwrap().jpeg).unwrap().raster
    })
});

/// A good portrait, and its eyes and chin as shares of its width and height.
static PORTRAIT: LazyLock<(Raster, [Point; 3])> = LazyLock::new(|| {
    let taken = Portrait::good(7).draw(&ASSETS).unwrap();
    let photo = Photo::decode(&taken.jpeg).unwrap();
    let [width, height] = [photo.measures.width, photo.measures.height].map(|length| length as f32);
    (photo.raster, taken.face.unwrap().map(|p| Point::new(p.x / width, p.y / height)))
});

/// The verdicts on the picture as either side of a card and as a portrait.
fn verdicts(raster: Raster) -> [Verdict; 3] {
    let (width, height) = (raster.width() as u32, raster.height() as u32);
    let photo = Photo { raster, scale: 1.0, measures: PhotoMeasures { width, height, ..Default::default() } };
    let (measures, _) = card::measure(&photo, &MODELS).unwrap();
    let as_card = |wanted| {
        let context = CardContext { wanted, account_number: None, today: jiff::civil::date(2026, 6, 30) };
        judge_card(&photo.measures, &measures, &context).report.verdict
    };
    let (face, _) = portrait::measure(&photo, &MODELS).unwrap();
    [as_card(Side::Portrait), as_card(Side::Emblem), judge_portrait(&photo.measures, &face).verdict]
}

/// Pictures of nothing: noise, stripes, waves, rectangles, of any size and shape.
fn nothing() -> impl Strategy<Value = Raster> {
    let size = prop_oneof![(1_usize..900, 1_usize..900), (1_usize..4, 1_usize..2000), (1_usize..2000, 1_usize..4),];
    (size, 0_u8..4, any::<[u8; 6]>(), 1_usize..60).prop_map(|((width, height), kind, [a, b, c, d, e, f], step)| {
        let mut random = u32::from_le_bytes([a, b, c, d]) | 1;
        Raster::from_fn(width, height, move |x, y| {
            random ^= random << 13;
            random ^= random >> 17;
            random ^= random << 5;
            match kind {
                0 => random.to_le_bytes().first_chunk().copied().unwrap_or_default(),
                1 if (x + y * usize::from(e % 3)) / step % 2 == 0 => [a, b, c],
                2 => [(x * step) as u8, (y * step) as u8, d],
                3 if (width / 6..width * 5 / 6).contains(&x) && (height / 4..height * 3 / 4).contains(&y) => [e, f, a],
                _ => [d, e, f],
            }
        })
    })
}

/// A part of a photo, in shares of its width and height.
#[derive(Debug, Clone, Copy)]
struct Part {
    size: [f32; 2],
    /// Of the room that is left.
    at: [f32; 2],
}

/// Not more than two thirds of width and height: less than a good card takes.
fn part() -> impl Strategy<Value = Part> {
    let share = || 0.05_f32..0.66;
    let at = || 0.0_f32..1.0;
    ([share(), share()], [at(), at()]).prop_map(|(size, at)| Part { size, at })
}

impl Part {
    fn corner(self) -> [f32; 2] {
        let ([w, h], [x, y]) = (self.size, self.at);
        [(1.0 - w) * x, (1.0 - h) * y]
    }

    fn shows(self, place: &Point) -> bool {
        let ([left, top], [w, h]) = (self.corner(), self.size);
        (left..left + w).contains(&place.x) && (top..top + h).contains(&place.y)
    }

    fn of(self, whole: &Raster) -> Raster {
        let ([left, top], [w, h]) = (self.corner(), self.size);
        let [across, down] = [whole.width(), whole.height()].map(|length| length as f32);
        let [left, top] = [(across * left) as isize, (down * top) as isize];
        let pixel = |x, y| whole.pixel(left + x as isize, top + y as isize);
        Raster::from_fn((across * w) as usize, (down * h) as usize, pixel)
    }
}

proptest! {
    // Each looks at a picture with all networks. Shrinking would take hours and tell little.
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 0, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pictures_of_nothing_are_refused(raster in nothing()) {
        prop_assert_eq!(verdicts(raster), [Verdict::Refuse; 3]);
    }

    /// As a card: the face on a card is a face, and may pass for one.
    #[test]
    fn parts_of_cards_are_refused(of in 0_usize..2, part in part()) {
        let [portrait_side, emblem_side, _] = verdicts(part.of(CARDS.get(of).unwrap()));
        prop_assert_eq!([portrait_side, emblem_side], [Verdict::Refuse; 2]);
    }

    #[test]
    fn parts_of_faces_are_refused(part in part()) {
        let (portrait, face) = &*PORTRAIT;
        prop_assume!(!face.iter().all(|place| part.shows(place)));
        prop_assert_eq!(verdicts(part.of(portrait)), [Verdict::Refuse; 3]);
    }
}
