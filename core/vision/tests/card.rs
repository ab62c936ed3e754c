//! The card on drawn photos whose truth is known.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // helpers fail as tests do

use ruxue_rules::{CardText, LocatedCard, Side};
use ruxue_samples::defect::Edge;
use ruxue_samples::{Assets, CardPhoto, Defect, Desk, Scene};
use ruxue_vision::{Models, Photo, Raster, card};
use std::sync::LazyLock;

static MODELS: LazyLock<Models> = LazyLock::new(|| {
    let weights = ruxue_models::weights().unwrap();
    Models::load(|file| std::fs::read(weights.join(file)), 1).unwrap()
});
static ASSETS: LazyLock<Assets> = LazyLock::new(|| Assets::load().unwrap());

/// Smaller than phones' photos: as much to read, sooner drawn.
fn draw(scene: Scene) -> CardPhoto {
    let (width, height) = scene.size;
    let size = if width < height { (1440, 1920) } else { (1920, 1440) };
    Scene { size, ..scene }.draw(&ASSETS).unwrap()
}

fn measure(photo: &CardPhoto) -> Option<LocatedCard> {
    card::measure(&Photo::decode(&photo.jpeg).unwrap(), &MODELS).unwrap().0.card
}

fn found(scene: Scene) -> LocatedCard {
    measure(&draw(scene)).expect("a card")
}

/// Largest distance of a corner from its true place, as a share of the card's diagonal.
fn corner_error(photo: &CardPhoto, card: &LocatedCard) -> f32 {
    let truth = photo.corners.unwrap().0;
    let far = truth.iter().zip(&card.corners.0).map(|(p, q)| p.distance(*q)).fold(0.0, f32::max);
    far / truth[0].distance(truth[2])
}

#[test]
fn both_sides_are_found_and_read_any_way_up() {
    for (seed, side) in [(301, Side::Portrait), (302, Side::Emblem)] {
        for turn in [0.0, 90.0, 180.0, 270.0] {
            let mut scene = Scene::good(seed, side);
            scene.pose.turn = turn + 4.0;
            scene.pose.fill = 0.8;
            // A page full of print beneath can still mislead the outline: docs/accuracy.md.
            scene.desk = Desk::Dark;
            let photo = draw(scene);
            let card = measure(&photo).expect("a card");
            assert_eq!(card.side, side, "turned by {turn}");
            assert!(corner_error(&photo, &card) < 0.015, "turned by {turn}: {}", corner_error(&photo, &card));
            match &card.text {
                CardText::Portrait(text) => {
                    assert_eq!(text.id_number.text, photo.specimen.id_number, "turned by {turn}");
                    assert_eq!(text.address.text, photo.specimen.address.concat(), "turned by {turn}");
                }
                CardText::Emblem(text) => assert_eq!(text.authority.text, photo.specimen.authority, "turned by {turn}"),
            }
        }
    }
}

#[test]
fn of_a_card_in_two_scripts_the_chinese_is_read() {
    for (seed, side) in [(335, Side::Portrait), (332, Side::Portrait), (333, Side::Portrait), (334, Side::Emblem)] {
        let mut scene = Scene::good(seed, side);
        scene.print.in_two_scripts = true;
        scene.pose.fill = 0.8;
        let photo = draw(scene);
        let truth = &photo.specimen;
        match measure(&photo).expect("a card").text {
            CardText::Portrait(text) => {
                let read = [text.name.text, text.address.text, text.id_number.text];
                assert_eq!(read, [truth.name.clone(), truth.address.concat(), truth.id_number.clone()], "{seed}");
            }
            CardText::Emblem(text) => {
                assert_eq!([text.authority.text, text.validity.text], [truth.authority.clone(), truth.validity()]);
            }
        }
    }
}

#[test]
fn a_cut_card_reaches_outside_the_photo() {
    for edge in [Edge::Left, Edge::Right, Edge::Top, Edge::Bottom] {
        let card = found(Scene::good(305, Side::Portrait).with(Defect::BorderCut { edge, share: 0.1 }));
        assert!(card.margin < -0.01, "{edge:?}: {}", card.margin);
        assert!(!card.cut.is_empty(), "{edge:?}");
    }
}

#[test]
fn blur_lowers_sharpness_and_nothing_else_does() {
    let good = Scene::good(307, Side::Portrait);
    let sharp = found(good.clone()).sharpness;
    let dark = found(good.clone().with(Defect::TooDark { paper: 70.0 })).sharpness;
    let blurred = found(good.with(Defect::Defocus { sigma: 0.35 }));
    assert!(blurred.sharpness < 0.6 * sharp, "{} of {sharp}", blurred.sharpness);
    assert!(blurred.pattern > 0.3, "{}", blurred.pattern);
    assert!(dark > 0.75 * sharp, "{dark} of {sharp}");
}

#[test]
fn glare_hides_print_only_where_print_is() {
    let hides = |at| {
        let card = found(Scene::good(309, Side::Portrait).with(Defect::Glare { share: 0.05, at }));
        assert!(card.glare.iter().any(|g| g.share > 0.02), "{:?}", card.glare);
        card.glare.iter().map(|g| g.hides).fold(0.0, f32::max)
    };
    assert!(hides([0.6, 0.857]) > 0.1);
    assert!(hides([0.45, 0.70]) < 0.1);
}

#[test]
fn a_thumb_covers_what_lies_under_it() {
    let good = Scene::good(309, Side::Portrait);
    let hidden = |card: &LocatedCard| card.covers.iter().map(|c| c.hides).fold(0.0, f32::max);
    let bare = found(good.clone());
    let over_number = found(good.with(Defect::Covered { tip: [0.6, 0.7], from: Edge::Bottom }));
    assert!(hidden(&bare) < 0.05, "{:?}", bare.covers);
    assert!(hidden(&over_number) > 0.2, "{:?}", over_number.covers);
    let slip = Defect::Overlaid { at: [0.6, 0.34], size: [18.0, 12.0], degrees: 10.0 };
    let over_title = found(Scene::good(302, Side::Emblem).with(slip));
    assert!(hidden(&over_title) > 0.1, "{:?}", over_title.covers);
}

#[test]
fn a_mirrored_card_is_known_for_one() {
    let mut photo = Photo::decode(&draw(Scene::good(301, Side::Portrait)).jpeg).unwrap();
    let plain = card::measure(&photo, &MODELS).unwrap().0.card.expect("a card");
    let seen = &photo.raster;
    let mirror = |x: usize, y: usize| seen.pixel((seen.width() - 1 - x) as isize, y as isize);
    photo.raster = Raster::from_fn(seen.width(), seen.height(), mirror);
    let mirrored = card::measure(&photo, &MODELS).unwrap().0.card.expect("a card");
    assert!(!plain.mirrored && mirrored.mirrored);
    assert!(mirrored.likeness > 0.8, "{}", mirrored.likeness);
}

#[test]
fn a_copy_has_no_colour_and_a_screen_has_grain() {
    let good = Scene::good(311, Side::Portrait);
    let (copy, screen) = (good.clone().with(Defect::Photocopy), good.clone().with(Defect::Screen));
    let (good, copy, screen) = (found(good), found(copy), found(screen));
    assert!(copy.colour < 0.3 * good.colour, "{} of {}", copy.colour, good.colour);
    assert!(screen.grain > 2.0 * good.grain, "{} of {}", screen.grain, good.grain);
}

#[test]
fn other_rectangles_are_not_proven_to_be_a_card() {
    for defect in Defect::clear(Side::Portrait) {
        if matches!(defect, Defect::NotACard(_)) {
            let card = measure(&draw(Scene::good(313, Side::Portrait).with(defect)));
            let unlike = |c: &LocatedCard| c.likeness < 0.5 && (c.pattern < 0.33 || c.likeness < 0.1);
            assert!(card.as_ref().is_none_or(unlike), "{defect:?}: {card:?}");
        }
    }
}
