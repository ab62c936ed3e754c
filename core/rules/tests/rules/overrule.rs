//! No dead end: what refuses photo after photo may be overruled.

use crate::make::*;
use proptest::prelude::*;
use ruxue_rules::*;
use std::collections::{BTreeMap, BTreeSet};

/// Photos that were refused: what tells each from others, and for what.
type Photos<'a> = [(u64, &'a [Kind])];

fn new() -> Review {
    Review::new("S100001", account(), Chances::new(3))
}

fn report(kinds: &[Kind]) -> Report {
    Report::new(kinds.iter().map(|kind| Finding::new(*kind, Severity::Refuse)).collect())
}

fn card_report(kinds: &[Kind]) -> CardReport {
    CardReport { report: report(kinds), ..judge(card(CardText::Portrait(portrait_text()))) }
}

/// A review after photos of `slot` that were refused, each told apart by its number.
fn refused(review: &Review, slot: Slot, photos: &Photos<'_>) -> Review {
    let refuse = |review: Review, (print, kinds): &(u64, &[Kind])| {
        review.step(Event::PhotoRefused { slot, print: *print, report: report(kinds) }).unwrap()
    };
    photos.iter().fold(review.clone(), refuse)
}

fn take(review: &Review, kinds: &[Kind]) -> Result<Review, Refusal> {
    let report = card_report(kinds);
    review.step(Event::CardTaken { side: Side::Portrait, photo: photo_id(1), report })
}

#[test]
fn a_finding_of_three_photos_may_be_overruled() {
    const SLOT: Slot = Slot::PortraitSide;
    let blur: &[Kind] = &[Kind::Blur];
    let both: &[Kind] = &[Kind::Glare, Kind::Blur];
    let cases: [(&str, &Photos<'_>, &[Kind], bool); 7] = [
        ("never seen before", &[], blur, false),
        ("twice", &[(1, blur), (2, blur)], blur, false),
        ("three times", &[(1, blur), (2, blur), (3, blur)], blur, true),
        ("the same photo again and again", &[(1, blur), (2, blur), (2, blur), (1, blur)], blur, false),
        ("something new beside it", &[(1, blur), (2, blur), (3, both)], both, false),
        ("each in its turn", &[(1, both), (2, blur), (3, &[Kind::Glare]), (4, both)], both, true),
        ("another finding", &[(1, blur), (2, blur), (3, blur)], &[Kind::Tilted], false),
    ];
    for (name, photos, kinds, may) in cases {
        let review = refused(&new(), SLOT, photos);
        assert_eq!(review.may_overrule(SLOT, &report(kinds)), may, "{name}");
        assert_eq!(take(&review, kinds).is_ok(), may, "{name}");
        assert!(!review.may_overrule(Slot::EmblemSide, &report(kinds)), "{name}: another slot");
    }
}

#[test]
fn what_is_no_photo_of_the_student_is_never_overruled() {
    let never: BTreeSet<_> = Kind::ALL.into_iter().filter(|kind| !kind.can_be_overruled()).collect();
    let barred = [
        Kind::Undecodable,
        Kind::TooLarge,
        Kind::NotACard,
        Kind::WrongSide,
        Kind::NoFace,
        Kind::SeveralFaces,
        Kind::NumberMismatch,
    ];
    assert_eq!(never, BTreeSet::from(barred));
    for kind in barred {
        let kinds: &[Kind] = &[kind];
        let review = refused(&new(), Slot::Portrait, &[(1, kinds), (2, kinds), (3, kinds), (4, kinds)]);
        assert!(!review.may_overrule(Slot::Portrait, &report(kinds)), "{kind:?}");
    }
}

#[test]
fn what_could_not_be_read_for_it_counts_with_its_cause() {
    let blurred: &[Kind] = &[Kind::Blur, Kind::Unreadable];
    let review = refused(&new(), Slot::PortraitSide, &[(1, blurred), (2, &[Kind::Blur]), (3, blurred)]);
    assert!(review.may_overrule(Slot::PortraitSide, &report(blurred)));
    assert!(!review.may_overrule(Slot::PortraitSide, &report(&[Kind::Unreadable])));
}

#[test]
fn an_overruled_photo_is_kept_with_what_was_found_in_it() {
    let blur: &[Kind] = &[Kind::Blur];
    let before = refused(&new(), Slot::PortraitSide, &[(1, blur), (2, blur), (3, blur)]);
    let kept: Review = serde_json::from_str(&serde_json::to_string(&before).unwrap()).unwrap();
    let review = take(&kept, blur).unwrap();
    assert_eq!(review.side(Side::Portrait).unwrap().photo, photo_id(1));
    assert_eq!(review.overruled().collect::<Vec<_>>(), [Overruled { slot: Slot::PortraitSide, kind: Kind::Blur }]);
    assert_eq!(take(&review, blur), Err(Refusal::PhotoRefused), "counted from the beginning again");

    let portrait = refused(&new(), Slot::Portrait, &[(1, blur), (2, blur), (3, blur)]);
    let event = |kinds| Event::PortraitTaken { photo: photo_id(2), report: report(kinds) };
    assert_eq!(portrait.step(event(&[Kind::NoFace])), Err(Refusal::PhotoRefused));
    let taken = portrait.step(event(blur)).unwrap();
    assert_eq!(taken.overruled().collect::<Vec<_>>(), [Overruled { slot: Slot::Portrait, kind: Kind::Blur }]);
}

#[test]
fn a_card_of_which_nothing_is_known_is_not_kept() {
    let blur: &[Kind] = &[Kind::Blur];
    let review = refused(&new(), Slot::PortraitSide, &[(1, blur), (2, blur), (3, blur)]);
    let report = CardReport { fields: None, ..card_report(blur) };
    let event = Event::CardTaken { side: Side::Portrait, photo: photo_id(1), report };
    assert_eq!(review.step(event), Err(Refusal::PhotoRefused));
}

fn kinds() -> impl Strategy<Value = BTreeSet<Kind>> {
    let some = [Kind::Blur, Kind::Glare, Kind::Tilted, Kind::NotACard, Kind::NumberMismatch];
    prop::collection::btree_set(prop::sample::select(some.to_vec()), 1..3)
}

proptest! {
    /// In whatever order photos come: only what stood on three different ones and is not barred lets one pass.
    #[test]
    fn no_photo_is_overruled_for_less(photos in prop::collection::vec((0_u64..6, kinds()), 0..14), last in kinds()) {
        let mut review = new();
        let mut seen = BTreeMap::new();
        for (print, kinds) in photos {
            let kinds_of_it: Vec<_> = kinds.iter().copied().collect();
            review = refused(&review, Slot::PortraitSide, &[(print, &kinds_of_it)]);
            seen.insert(print, kinds);
        }
        let often = |kind: &Kind| seen.values().filter(|kinds| kinds.contains(kind)).count() >= 3;
        let may = last.iter().all(|kind| often(kind) && !matches!(kind, Kind::NotACard | Kind::NumberMismatch));
        let last: Vec<_> = last.into_iter().collect();
        prop_assert_eq!(review.may_overrule(Slot::PortraitSide, &report(&last)), may);
        prop_assert_eq!(take(&review, &last).is_ok(), may);
    }
}
