use crate::make::*;
use Kind::*;
use Severity::{Advise, Refuse};
use ruxue_rules::*;

fn found(measures: &PortraitMeasures) -> Vec<(Kind, Severity)> {
    judge_portrait(&photo(), measures).findings.iter().map(|f| (f.kind, f.severity)).collect()
}

#[test]
fn a_faultless_portrait_passes() {
    assert_eq!(judge_portrait(&photo(), &portrait(head())), Report::new(vec![]).of(&photo()));
}

#[test]
fn a_photo_without_a_face_says_only_that() {
    assert_eq!(found(&PortraitMeasures::default()), [(NoFace, Refuse)]);
}

#[test]
fn every_measurement_has_its_finding() {
    type Change = fn(&mut HeadMeasures);
    let cases: [(Change, Kind, Severity); 31] = [
        (|h| h.clearance = -0.3, HeadCut, Refuse),
        (|h| h.clearance = -0.1, HeadCut, Advise),
        (|h| h.share = 1.2, HeadTooLarge, Refuse),
        (|h| h.share = 0.05, HeadTooSmall, Refuse),
        (|h| h.offset = 0.3, OffCentre, Refuse),
        (|h| h.offset = -0.3, OffCentre, Refuse),
        (|h| h.below_chin = 0.1, NotHalfLength, Refuse),
        (|h| h.eye_distance = 20.0, TooFewPixels, Refuse),
        (|h| h.yaw = -40.0, NotFrontal, Refuse),
        (|h| h.pitch = 40.0, NotFrontal, Refuse),
        (|h| h.roll = -20.0, Tilted, Advise),
        (|h| h.roll = 30.0, Tilted, Refuse),
        (|h| h.roll = -90.0, Tilted, Refuse),
        (|h| h.presence = 0.2, FaceCovered, Refuse),
        (|h| h.face_covered = 0.99, FaceCovered, Refuse),
        (|h| h.eyes_covered = 0.99, EyesCovered, Refuse),
        (|h| h.hat = 0.99, Hat, Refuse),
        (|h| h.hat = 0.7, Hat, Advise),
        (|h| h.eyes_open = [0.9, 0.0], EyesClosed, Refuse),
        (|h| h.gaze = -0.2, LooksAway, Advise),
        (|h| h.mouth_open = 0.9, MouthOpen, Refuse),
        (|h| h.bright_level = 40.0, TooDark, Refuse),
        (|h| h.burnt = 0.9, TooBright, Refuse),
        (|h| h.back_light = 20.0, BackLight, Refuse),
        (|h| h.sharpness = 0.5, Blur, Refuse),
        (|h| h.side_light = 0.9, UnevenLight, Advise),
        (|h| h.colour_cast = 3.0, ColourCast, Advise),
        (|h| h.colour = 0.0, Greyscale, Refuse),
        (|h| h.eye_distance = 80.0, TooFewPixels, Advise),
        (|h| h.moire = 0.9, Screen, Refuse),
        (|h| h.moire = 0.35, Screen, Advise),
    ];
    for (change, kind, severity) in cases {
        let mut spoiled = head();
        change(&mut spoiled);
        let report = judge_portrait(&photo(), &portrait(spoiled));
        let found: Vec<_> = report.findings.iter().map(|f| (f.kind, f.severity)).collect();
        assert_eq!(found, [(kind, severity)]);
        let finding = &report.findings[0];
        assert!(finding.measured.is_some() && finding.limit.is_some() && finding.unit.is_some(), "{finding:?}");
        assert_eq!(finding.region.is_empty(), [Greyscale, Screen].contains(&kind));
    }
}

#[test]
fn of_a_head_that_lies_no_other_place_is_told() {
    let lying = HeadMeasures { roll: 176.0, clearance: -0.4, below_chin: 0.0, yaw: 40.0, ..head() };
    assert_eq!(found(&portrait(lying)), [(Tilted, Refuse)]);
}

#[test]
fn eyes_that_are_closed_or_covered_look_nowhere() {
    let closed = HeadMeasures { eyes_open: [0.0; 2], gaze: 0.3, ..head() };
    assert_eq!(found(&portrait(closed)), [(EyesClosed, Refuse)]);
    let covered = HeadMeasures { eyes_covered: 0.9, gaze: 0.3, ..head() };
    assert_eq!(found(&portrait(covered)), [(EyesCovered, Refuse)]);
}

#[test]
fn a_face_that_is_sharp_one_way_has_moved() {
    let about = |sharpness_along| {
        let head = HeadMeasures { sharpness: 1.5, sharpness_along, ..head() };
        judge_portrait(&photo(), &portrait(head)).findings.iter().map(|f| (f.kind, f.detail)).collect::<Vec<_>>()
    };
    assert_eq!((about(1.9), about(3.4)), (vec![(Blur, None)], vec![(Blur, Some(Detail::Moved))]));
}

#[test]
fn a_grey_picture_has_no_cast_of_colour() {
    let grey = HeadMeasures { colour: 0.0, colour_cast: 5.0, ..head() };
    assert_eq!(found(&portrait(grey)), [(Greyscale, Refuse)]);
}

#[test]
fn a_bright_wall_is_no_fault_but_a_face_in_its_own_shade_is() {
    let before = |bright_level| found(&portrait(HeadMeasures { back_light: 1.8, bright_level, ..head() }));
    assert_eq!(before(130.0), [(BackLight, Advise)]);
    assert_eq!(before(90.0), [(BackLight, Refuse), (TooDark, Advise)]);
}

#[test]
fn a_face_of_few_pixels_is_far_and_not_covered() {
    let far = HeadMeasures { share: 0.1, presence: 0.1, ..head() };
    assert_eq!(found(&portrait(far)), [(HeadTooSmall, Refuse)]);
}

#[test]
fn turn_and_nod_add_up_to_one_finding() {
    let looking = |yaw, pitch| judge_portrait(&photo(), &portrait(HeadMeasures { yaw, pitch, ..head() }));
    assert_eq!(kinds(&looking(-14.0, 0.0)), []);
    assert_eq!(kinds(&looking(0.0, 16.0)), []);
    let both = looking(-14.0, 12.0);
    assert_eq!((both.verdict, kinds(&both)), (Verdict::Advise, vec![NotFrontal]));
    assert_eq!(kinds(&looking(-30.0, -60.0)), [NotFrontal]);
}

#[test]
fn a_crown_that_is_only_estimated_may_lie_further_outside_than_a_cheek() {
    let cut = |nearest| found(&portrait(HeadMeasures { clearance: -0.14, nearest, ..head() }));
    assert_eq!((cut(Edge::Top), cut(Edge::Left)), (vec![(HeadCut, Advise)], vec![(HeadCut, Refuse)]));
}

#[test]
fn a_nod_down_counts_more_than_one_up() {
    let looking = |pitch| judge_portrait(&photo(), &portrait(HeadMeasures { yaw: 0.0, pitch, ..head() })).verdict;
    assert_eq!((looking(18.0), looking(-18.0)), (Verdict::Advise, Verdict::Refuse));
}

#[test]
fn people_beside_count_and_people_far_behind_do_not() {
    let mut measures = portrait(head());
    let face = |width: f32| FaceMeasures { bounds: Rect { x: 50.0, y: 50.0, width, height: width }, score: 0.9 };
    measures.faces.push(face(100.0));
    assert_eq!(found(&measures), []);
    measures.faces.push(face(700.0));
    let report = judge_portrait(&photo(), &measures);
    assert_eq!(kinds(&report), [SeveralFaces]);
    assert_eq!((report.findings[0].measured, report.findings[0].limit), (Some(2.0), Some(1.0)));
    assert_eq!(report.findings[0].region, face(700.0).bounds.region());
}

#[test]
fn the_front_camera_is_only_advised_against() {
    let photo = PhotoMeasures { lens: Some(Lens::Front), ..photo() };
    let report = judge_portrait(&photo, &portrait(head()));
    assert_eq!((report.verdict, kinds(&report)), (Verdict::Advise, vec![FrontCamera]));
}

#[test]
fn a_small_picture_is_refused_by_its_shorter_side() {
    let photo = PhotoMeasures { width: 300, height: 4000, ..photo() };
    let report = judge_portrait(&photo, &portrait(head()));
    assert_eq!(kinds(&report), [TooFewPixels]);
    assert_eq!((report.findings[0].measured, report.findings[0].limit), (Some(300.0), Some(360.0)));
}

#[test]
fn reports_are_the_contracts_json() {
    let spoiled = HeadMeasures { share: 1.112_345, yaw: -33.33, ..head() };
    insta::assert_json_snapshot!(judge_portrait(&photo(), &portrait(spoiled)));
}
