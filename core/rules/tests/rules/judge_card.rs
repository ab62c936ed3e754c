use crate::make::*;
use Kind::*;
use Severity::{Advise, Refuse};
use jiff::civil::date;
use ruxue_rules::*;

fn portrait_side() -> LocatedCard {
    card(CardText::Portrait(portrait_text()))
}

fn emblem_side() -> LocatedCard {
    card(CardText::Emblem(emblem_text()))
}

fn with_portrait_text(change: impl FnOnce(&mut PortraitText)) -> LocatedCard {
    let mut text = portrait_text();
    change(&mut text);
    card(CardText::Portrait(text))
}

fn with_validity(text: &str) -> LocatedCard {
    let mut emblem = emblem_text();
    emblem.validity.text = text.into();
    card(CardText::Emblem(emblem))
}

#[test]
fn faultless_photos_of_both_sides_pass_with_their_fields() {
    for side in [portrait_side(), emblem_side()] {
        let report = judge(side.clone());
        assert_eq!(report.report, Report::new(vec![]).of(&photo()));
        assert_eq!(report.corners, Some(side.corners));
        assert_eq!(report.side, Some(side.side));
        assert_eq!(report.fields.unwrap().missing(), []);
    }
}

#[test]
fn a_photo_without_a_card_says_only_that() {
    let unlike = LocatedCard { likeness: 0.1, sharpness: 0.0, margin: -0.3, paper: 10.0, ..portrait_side() };
    for measures in [CardMeasures::default(), measures(unlike)] {
        let report = judge_card(&photo(), &measures, &context(Side::Portrait));
        assert_eq!(kinds(&report.report), [NotACard]);
        assert_eq!((report.corners, report.side, report.fields), (None, None, None));
    }
}

#[test]
fn where_the_light_lets_nothing_be_seen_it_is_what_is_told() {
    let unlike = LocatedCard { likeness: 0.1, ..portrait_side() };
    for (light, kind) in [
        (PictureLight { burnt: 0.8, ..PictureLight::default() }, TooBright),
        (PictureLight { bright_level: 20.0, ..PictureLight::default() }, TooDark),
    ] {
        for card in [None, Some(unlike.clone())] {
            let report =
                judge_card(&photo(), &CardMeasures { card, light, sharpness: None }, &context(Side::Portrait)).report;
            assert_eq!((kinds(&report), report.verdict), (vec![kind], Verdict::Refuse));
        }
        let seen = CardMeasures { card: Some(portrait_side()), light, sharpness: None };
        assert_eq!(kinds(&judge_card(&photo(), &seen, &context(Side::Portrait)).report), []);
    }
}

#[test]
fn words_without_an_outline_make_a_card_only_where_all_else_agrees() {
    let licence = LocatedCard { likeness: 0.8, outline: 0.1, ..portrait_side() };
    assert_eq!(kinds(&judge(licence.clone()).report), [NotACard]);
    assert_eq!(kinds(&judge(LocatedCard { outline: 0.5, ..licence.clone() }).report), []);
    assert_eq!(kinds(&judge(LocatedCard { likeness: 0.95, ..licence }).report), []);
}

#[test]
fn a_mirrored_or_temporary_card_is_none_and_says_why() {
    for (card, detail) in [
        (LocatedCard { mirrored: true, ..portrait_side() }, Detail::Mirrored),
        (LocatedCard { temporary: true, ..portrait_side() }, Detail::Temporary),
    ] {
        let report = judge(card).report;
        assert_eq!(kinds(&report), [NotACard]);
        assert_eq!(report.findings.first().and_then(|f| f.detail), Some(detail));
    }
}

#[test]
fn glare_on_what_could_not_be_read_is_told_however_little_it_hides() {
    let place =
        |x: f32| [(x, 0.0), (x + 10.0, 0.0), (x + 10.0, 10.0), (x, 10.0)].map(|(x, y)| Point::new(x, y)).to_vec();
    let glare = vec![Patch { region: place(5.0), share: 0.01, hides: 0.05 }];
    let unread = |x: f32| {
        let card = with_portrait_text(|t| t.id_number = FieldText { region: place(x), ..FieldText::default() });
        LocatedCard { glare: glare.clone(), ..card }
    };
    assert_eq!(kinds(&judge(unread(0.0)).report), [Glare, Unreadable]);
    assert_eq!(kinds(&judge(unread(30.0)).report), [Unreadable]);
    assert_eq!(kinds(&judge(LocatedCard { glare, ..portrait_side() }).report), []);
}

#[test]
fn a_photo_that_is_blurred_all_over_says_so_beside_that_no_card_was_found() {
    for (sharpness, found) in [(None, vec![NotACard]), (Some(0.9), vec![NotACard]), (Some(0.2), vec![NotACard, Blur])] {
        let measures = CardMeasures { sharpness, ..CardMeasures::default() };
        assert_eq!(kinds(&judge_card(&photo(), &measures, &context(Side::Portrait)).report), found);
    }
}

#[test]
fn a_thing_within_the_holders_photo_covers_unless_that_is_a_plain_figure_or_the_photo_bad() {
    let holder = |face, symmetry| Some(Holder { region: patch(0.1, 0.0).region, face, symmetry });
    let with = |face, symmetry| LocatedCard { holder: holder(face, symmetry), ..portrait_side() };
    assert_eq!(kinds(&judge(with(0.2, 0.5)).report), [Covered]);
    assert_eq!(kinds(&judge(with(0.9, 0.5)).report), []);
    assert_eq!(kinds(&judge(with(0.2, 0.98)).report), []);
    assert_eq!(kinds(&judge(LocatedCard { paper: 30.0, ..with(0.2, 0.5) }).report), [TooDark]);
}

#[test]
fn a_card_too_blurred_to_be_proven_is_called_blurred() {
    let blurred = LocatedCard { likeness: 0.45, contrast: 0.2, sharpness: 0.1, ..portrait_side() };
    assert_eq!(kinds(&judge(blurred.clone()).report), [Blur]);
    assert_eq!(kinds(&judge(LocatedCard { contrast: 0.8, ..blurred }).report), [NotACard]);
}

#[test]
fn a_card_too_blurred_for_any_word_is_known_by_where_its_print_stands() {
    let grey = LocatedCard { likeness: 0.2, contrast: 0.2, sharpness: 0.1, pattern: 0.4, ..portrait_side() };
    assert_eq!(kinds(&judge(grey.clone()).report), [Blur]);
    for other in [
        LocatedCard { pattern: 0.2, ..grey.clone() },
        LocatedCard { sharpness: 0.3, ..grey.clone() },
        LocatedCard { contrast: 0.8, ..grey.clone() },
    ] {
        assert_eq!(kinds(&judge(other).report), [NotACard]);
    }
}

#[test]
fn of_a_card_blurred_beyond_any_print_the_outline_is_left() {
    let grey = LocatedCard { likeness: 0.02, contrast: 0.2, sharpness: 0.1, pattern: 0.4, ..portrait_side() };
    assert_eq!(kinds(&judge(grey.clone()).report), [Blur]);
    for blank in [LocatedCard { outline: 0.3, ..grey.clone() }, LocatedCard { contrast: 0.02, ..grey.clone() }] {
        assert_eq!(kinds(&judge(blank).report), [NotACard]);
    }
}

#[test]
fn every_measurement_has_its_finding() {
    type Change = fn(&mut LocatedCard);
    let cases: [(Change, Kind, Severity); 20] = [
        (|c| c.margin = -0.05, BorderCut, Refuse),
        (|c| c.margin = 0.002, BorderCut, Advise),
        (|c| c.pixels_per_mm = 4.0, TooSmall, Refuse),
        (|c| c.pixels_per_mm = 9.0, TooSmall, Advise),
        (|c| c.tilt = 60.0, Tilted, Refuse),
        (|c| c.tilt = 30.0, Tilted, Advise),
        (|c| c.sharpness = 0.0, Blur, Refuse),
        (|c| c.paper = 30.0, TooDark, Refuse),
        (|c| c.burnt = 0.9, TooBright, Refuse),
        (|c| c.colour = 0.0, Photocopy, Refuse),
        (|c| (c.contrast, c.sharpness) = (0.2, 0.11), Blur, Refuse),
        (|c| (c.grain, c.sharpness) = (1.0, 0.0), Screen, Refuse),
        (|c| c.moire = 0.9, Screen, Refuse),
        (|c| (c.burnt, c.glare) = (0.9, vec![patch(0.9, 0.5)]), TooBright, Refuse),
        (|c| c.glare = vec![patch(0.05, 0.5)], Glare, Refuse),
        (|c| c.glare = vec![patch(0.05, 0.0)], Glare, Advise),
        (|c| c.glare = vec![patch(0.001, 0.9)], Glare, Refuse),
        (|c| c.covers = vec![patch(0.02, 0.0)], Covered, Advise),
        (|c| c.covers = vec![patch(0.02, 0.2)], Covered, Refuse),
        (|c| c.covers = vec![patch(0.1, 0.0)], Covered, Refuse),
    ];
    for (change, kind, severity) in cases {
        let mut spoiled = portrait_side();
        change(&mut spoiled);
        let report = judge(spoiled).report;
        let found: Vec<_> = report.findings.iter().map(|f| (f.kind, f.severity)).collect();
        assert_eq!(found, [(kind, severity)]);
        let finding = &report.findings[0];
        assert!(finding.measured.is_some() && finding.limit.is_some() && finding.unit.is_some(), "{finding:?}");
    }
}

#[test]
fn what_reads_surely_may_be_softer() {
    for (contrast, sharpness, confidence, expected) in [
        (0.6, 0.18, 0.99, None),
        (0.6, 0.14, 0.99, Some(Advise)),
        (0.6, 0.14, 0.9, Some(Refuse)),
        (0.6, 0.11, 0.99, Some(Refuse)),
        (0.3, 0.16, 0.99, Some(Advise)),
        (0.3, 0.16, 0.9, Some(Refuse)),
    ] {
        let card = with_portrait_text(|text| text.name.confidence = confidence);
        let report = judge(LocatedCard { contrast, sharpness, ..card }).report;
        let found: Vec<_> = report.findings.iter().map(|f| (f.kind, f.severity)).collect();
        let expected: Vec<_> = expected.into_iter().map(|severity| (Blur, severity)).collect();
        assert_eq!(found, expected, "{contrast} {sharpness} {confidence}");
    }
}

#[test]
fn what_reads_surely_may_be_brighter() {
    for (burnt, confidence, expected) in [(0.4, 0.99, Advise), (0.4, 0.9, Refuse), (0.55, 0.99, Refuse)] {
        let card = with_portrait_text(|text| text.name.confidence = confidence);
        let report = judge(LocatedCard { burnt, glare: vec![patch(burnt, 0.9)], ..card }).report;
        let found: Vec<_> = report.findings.iter().map(|f| (f.kind, f.severity)).collect();
        assert_eq!(found, [(TooBright, expected)], "{burnt} {confidence}");
    }
}

fn patch(share: f32, hides: f32) -> ruxue_rules::Patch {
    let region = Rect { x: 500.0, y: 1000.0, width: 200.0, height: 100.0 }.region();
    ruxue_rules::Patch { region, share, hides }
}

#[test]
fn small_glare_that_hides_nothing_is_no_finding() {
    let shining = LocatedCard { glare: vec![patch(0.01, 0.0); 3], ..portrait_side() };
    assert_eq!(judge(shining).report.verdict, Verdict::Pass);
}

#[test]
fn every_patch_of_glare_is_marked_where_it_is() {
    let shining = LocatedCard { glare: vec![patch(0.05, 0.0), patch(0.02, 0.4)], ..portrait_side() };
    let report = judge(shining.clone()).report;
    assert_eq!(report.findings.iter().map(|f| f.severity).collect::<Vec<_>>(), [Refuse, Advise]);
    assert!(report.findings.iter().all(|f| f.region == shining.glare[0].region));
}

#[test]
fn the_other_side_is_refused_but_read() {
    let report = judge_card(&photo(), &measures(emblem_side()), &context(Side::Portrait));
    assert_eq!(kinds(&report.report), [WrongSide]);
    assert_eq!(report.fields.unwrap().side(), Side::Emblem);
}

#[test]
fn an_unread_number_or_validity_refuses_one_other_unread_field_advises_two_refuse() {
    let no_number = with_portrait_text(|text| text.id_number.text = "1101".into());
    let no_beginning = with_validity("长期");
    let no_name = with_portrait_text(|text| text.name.text.clear());
    let neither_name_nor_address = with_portrait_text(|text| {
        text.name.text.clear();
        text.address.text.clear();
    });
    let what_the_number_tells = with_portrait_text(|text| {
        text.sex.text.clear();
        text.ethnicity.text.clear();
        text.birth.text.clear();
    });
    for (spoiled, fields, severity) in [
        (no_number, vec![Field::IdNumber], Refuse),
        (no_beginning, vec![Field::ValidFrom], Refuse),
        (no_name, vec![Field::Name], Advise),
        (neither_name_nor_address, vec![Field::Name, Field::Address], Refuse),
        (what_the_number_tells, vec![Field::Sex, Field::Ethnicity, Field::Birth], Advise),
    ] {
        let findings = judge(spoiled).report.findings;
        let named: Vec<_> = findings.iter().map(|f| (f.kind, f.severity, f.detail)).collect();
        let expected: Vec<_> =
            fields.into_iter().map(|field| (Unreadable, severity, Some(Detail::Field(field)))).collect();
        assert_eq!(named, expected);
        assert!(findings.iter().all(|finding| !finding.region.is_empty()));
    }
}

#[test]
fn a_doubtful_reading_is_pointed_out_with_its_score() {
    let doubtful = with_portrait_text(|text| text.name.confidence = 0.45);
    let findings = judge(doubtful).report.findings;
    assert_eq!((findings[0].kind, findings[0].severity, findings[0].measured), (Unreadable, Advise, Some(0.45)));
}

#[test]
fn fields_are_held_against_number_account_and_day() {
    let invalid = Detail::Number(IdNumberError::CheckCharacter);
    let cases = [
        (with_portrait_text(|t| t.id_number.text = "110199199001020015".into()), NumberInvalid, Refuse, invalid),
        (
            with_portrait_text(|t| {
                t.id_number.text = OTHER_NUMBER.into();
                t.birth.text = "1992年2月29日".into();
                t.sex.text = "女".into();
            }),
            NumberMismatch,
            Refuse,
            Detail::Field(Field::IdNumber),
        ),
        (
            with_portrait_text(|t| t.birth.text = "1990年1月3日".into()),
            FieldsDisagree,
            Refuse,
            Detail::Field(Field::Birth),
        ),
        (with_portrait_text(|t| t.sex.text = "女".into()), FieldsDisagree, Refuse, Detail::Field(Field::Sex)),
        (with_validity("2036.01.02-2016.01.02"), FieldsDisagree, Refuse, Detail::Field(Field::ValidFrom)),
        (with_validity("2016.01.02-2034.01.02"), FieldsDisagree, Advise, Detail::Field(Field::ValidTo)),
        (with_validity("2016.02.28-2026.02.28"), Expired, Refuse, Detail::Field(Field::ValidTo)),
    ];
    for (spoiled, kind, severity, detail) in cases {
        let findings = judge(spoiled).report.findings;
        assert_eq!((findings[0].kind, findings[0].severity, findings[0].detail), (kind, severity, Some(detail)));
        assert!(!findings[0].region.is_empty());
    }
}

#[test]
fn terms_are_5_10_20_years_or_for_ever() {
    for (validity, good) in [
        ("2024.05.06-2029.05.06", true),
        ("2020.05.06-2030.05.06", true),
        ("2020.02.29-2040.02.29", true),
        ("2020.02.29-2030.02.28", true),
        ("2020.02.29-2030.03.01", true),
        ("2020.05.06-长期", true),
        ("2020.05.06-2031.05.06", false),
    ] {
        assert_eq!(judge(with_validity(validity)).report.findings.is_empty(), good, "{validity}");
    }
}

#[test]
fn days_since_a_card_expired_are_counted() {
    let context = CardContext { today: date(2036, 1, 12), ..context(Side::Emblem) };
    let report = judge_card(&photo(), &measures(emblem_side()), &context).report;
    let expired = &report.findings[0];
    assert_eq!((expired.kind, expired.measured, expired.limit), (Expired, Some(10.0), Some(0.0)));
    assert_eq!(expired.unit, Some(Unit::Days));
}

#[test]
fn an_account_without_number_accepts_any_valid_one() {
    let context = CardContext { account_number: None, ..context(Side::Portrait) };
    let report = judge_card(&photo(), &measures(portrait_side()), &context);
    assert_eq!(report.report.verdict, Verdict::Pass);
}

#[test]
fn editing_programs_are_refused_and_firmware_is_not() {
    for (software, edited) in [
        ("Adobe Photoshop 25.0 (Macintosh)", true),
        ("Adobe Lightroom 9.1 (Android)", true),
        ("Snapseed 2.22", true),
        ("美图秀秀 10.8", true),
        ("Meitu", true),
        ("醒图", true),
        ("B612 12.3", true),
        ("轻颜相机", true),
        ("FaceApp", true),
        ("MagicOS 8.0", false),
        ("HDR+ 1.0.345618096", false),
        ("17.5.1", false),
        ("SM-S9180 ROM", false),
        ("Picasa", false),
        ("", false),
    ] {
        let photo = PhotoMeasures { software: Some(software.into()), ..photo() };
        let card = judge_card(&photo, &measures(portrait_side()), &context(Side::Portrait));
        assert_eq!(kinds(&card.report).contains(&Edited), edited, "{software}");
        let portrait = judge_portrait(&photo, &portrait(head()));
        assert_eq!(kinds(&portrait).contains(&Edited), edited, "{software}");
    }
}

#[test]
fn findings_come_in_the_order_to_mend_them() {
    let mut spoiled = with_portrait_text(|text| text.birth.text = "1990年1月3日".into());
    spoiled.sharpness = 0.0;
    spoiled.margin = -0.1;
    spoiled.pixels_per_mm = 9.0;
    let report = judge(spoiled).report;
    assert_eq!(report.verdict, Verdict::Refuse);
    assert_eq!(kinds(&report), [BorderCut, Blur, FieldsDisagree, TooSmall]);
}

#[test]
fn reports_are_the_contracts_json() {
    let mut spoiled = portrait_side();
    spoiled.glare = vec![patch(0.123_456, 0.5)];
    spoiled.margin = -0.123_456;
    spoiled.cut = vec![Point::new(0.0, 900.0), Point::new(0.0, 2400.0)];
    insta::assert_json_snapshot!(judge(spoiled));
}
