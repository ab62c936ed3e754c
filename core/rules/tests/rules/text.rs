use ruxue_rules::*;

const LOCALES: [Locale; 2] = [Locale::ZhCn, Locale::En];

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// Both parts are there, in the right language, short enough for a phone, without a full stop.
fn assert_good(of: impl Fn(Locale) -> Text, what: &str) {
    for locale in LOCALES {
        let Text { wrong, mend } = of(locale);
        for part in [wrong, mend] {
            assert_eq!(is_chinese(&part), locale == Locale::ZhCn, "{what}: {part}");
            assert!(!part.ends_with(['.', '。']), "{what}: {part}");
            let longest = if locale == Locale::ZhCn { 40 } else { 100 };
            assert!((2..=longest).contains(&part.chars().count()), "{what}: {part}");
        }
    }
}

#[test]
fn every_kind_has_both_languages_for_card_and_portrait() {
    for kind in Kind::ALL {
        for subject in [Subject::Card, Subject::Portrait] {
            assert_good(|locale| kind.text(subject, locale), &format!("{kind:?}"));
        }
    }
}

#[test]
fn the_list_of_kinds_is_whole_and_in_order() {
    assert!(Kind::ALL.is_sorted());
    // The last kind's place tells how many the enum has.
    assert_eq!(Kind::ALL.len(), Kind::Expired as usize + 1);
}

#[test]
fn no_two_kinds_say_the_same() {
    for subject in [Subject::Card, Subject::Portrait] {
        for locale in LOCALES {
            let mut said: Vec<_> = Kind::ALL.map(|kind| kind.text(subject, locale).wrong).to_vec();
            said.sort();
            let all = said.len();
            said.dedup();
            assert_eq!(said.len(), all, "{subject:?} {locale:?}");
        }
    }
}

const FAULTS: [PhotoFault; 5] = [
    PhotoFault::Empty,
    PhotoFault::UnknownFormat,
    PhotoFault::Heic,
    PhotoFault::Damaged,
    PhotoFault::TooLarge { width: 30_000, height: 30_000 },
];

#[test]
fn every_fault_of_a_file_has_a_text_of_its_own() {
    let mut said: Vec<_> = FAULTS.map(|fault| fault.text(Locale::ZhCn).wrong).to_vec();
    said.sort();
    said.dedup();
    assert_eq!(said.len(), FAULTS.len());
    for fault in FAULTS {
        assert_good(|locale| fault.text(locale), &format!("{fault:?}"));
        let report = judge_fault(fault);
        assert_eq!(report.verdict, Verdict::Refuse);
        assert_eq!(report.findings[0].text(Subject::Card, Locale::ZhCn), fault.text(Locale::ZhCn));
    }
    assert!(PhotoFault::Heic.text(Locale::ZhCn).wrong.contains("HEIC"));
}

#[test]
fn a_finding_names_the_field_it_is_about() {
    let unreadable = Finding::new(Kind::Unreadable, Severity::Refuse).about(Detail::Field(Field::Name));
    assert_eq!(unreadable.text(Subject::Card, Locale::ZhCn).wrong, "“姓名”看不清");
    let birth = Finding::new(Kind::FieldsDisagree, Severity::Refuse).about(Detail::Field(Field::Birth));
    assert_eq!(birth.text(Subject::Card, Locale::ZhCn).wrong, "出生日期与身份证号码不一致");
    let number =
        Finding::new(Kind::NumberInvalid, Severity::Refuse).about(Detail::Number(IdNumberError::FifteenDigits));
    assert_eq!(number.text(Subject::Card, Locale::ZhCn).wrong, "15 位的旧号码已停用");
}

#[test]
fn a_picture_that_lies_is_not_told_to_hold_the_head_upright() {
    let lying = Finding::new(Kind::Tilted, Severity::Refuse).about(Detail::Lying);
    assert_good(|locale| lying.text(Subject::Portrait, locale), "lying");
    let said = lying.text(Subject::Portrait, Locale::ZhCn);
    assert_ne!(said, Kind::Tilted.text(Subject::Portrait, Locale::ZhCn));
}

#[test]
fn a_face_that_moved_is_not_told_to_focus() {
    let moved = Finding::new(Kind::Blur, Severity::Refuse).about(Detail::Moved);
    assert_good(|locale| moved.text(Subject::Portrait, locale), "moved");
    assert_ne!(moved.text(Subject::Portrait, Locale::ZhCn), Kind::Blur.text(Subject::Portrait, Locale::ZhCn));
}

#[test]
fn a_mirrored_and_a_temporary_card_are_called_so() {
    let general = Kind::NotACard.text(Subject::Card, Locale::ZhCn);
    for detail in [Detail::Mirrored, Detail::Temporary] {
        let finding = Finding::new(Kind::NotACard, Severity::Refuse).about(detail);
        assert_good(|locale| finding.text(Subject::Card, locale), &format!("{detail:?}"));
        assert_ne!(finding.text(Subject::Card, Locale::ZhCn), general);
    }
}

#[test]
fn a_cut_head_is_told_where() {
    let said = |edge| {
        let cut = Finding::new(Kind::HeadCut, Severity::Refuse).about(Detail::Edge(edge));
        assert_good(|locale| cut.text(Subject::Portrait, locale), &format!("{edge:?}"));
        cut.text(Subject::Portrait, Locale::ZhCn).wrong
    };
    assert_eq!(said(Edge::Top), "头顶没有拍完整");
    assert_eq!(said(Edge::Left), said(Edge::Right));
    assert_eq!(said(Edge::Bottom), "下巴没有拍完整");
}

const FIELDS: [Field; 9] = [
    Field::Name,
    Field::Sex,
    Field::Ethnicity,
    Field::Birth,
    Field::Address,
    Field::IdNumber,
    Field::Authority,
    Field::ValidFrom,
    Field::ValidTo,
];

#[test]
fn every_reason_has_both_languages() {
    use IdNumberError::*;
    for error in [Empty, FifteenDigits, Length, Character, Province, BirthDate, Future, CheckCharacter] {
        assert_good(|locale| error.text(locale), &format!("{error:?}"));
    }
    for error in [AccountError::Empty, AccountError::Mobile, AccountError::Email, AccountError::Unknown] {
        assert_good(|locale| error.text(locale), &format!("{error:?}"));
    }
    for field in FIELDS {
        for kind in [Kind::Unreadable, Kind::FieldsDisagree] {
            let finding = Finding::new(kind, Severity::Refuse).about(Detail::Field(field));
            assert_good(|locale| finding.text(Subject::Card, locale), &format!("{kind:?} {field:?}"));
        }
        for problem in [CardProblem::Missing(field), CardProblem::Disagrees(field)] {
            assert_good(|locale| problem.text(locale), &format!("{problem:?}"));
        }
    }
    for problem in [CardProblem::NumberMismatch, CardProblem::NotYetValid, CardProblem::Expired { days: 3 }] {
        assert_good(|locale| problem.text(locale), &format!("{problem:?}"));
    }
    use PasswordProblem::*;
    for problem in [TooShort, TooLong, TooSimple, PasswordProblem::IdNumber] {
        assert_good(|locale| problem.text(locale), &format!("{problem:?}"));
    }
    for reason in Reason::ALL {
        assert_good(|locale| reason.text(locale), &format!("{reason:?}"));
    }
}

#[test]
fn every_refusal_and_outcome_has_both_languages() {
    use Refusal::*;
    for refusal in [
        PhotoRefused,
        SideMissing(Side::Portrait),
        SideMissing(Side::Emblem),
        Fields(vec![CardProblem::NumberMismatch]),
        NotConfirmed,
        NoConsent(ConsentKind::Card),
        NoConsent(ConsentKind::Face),
        NotSent,
        NoPortrait,
        NoChances,
        KeyUsed,
        UnderWay,
        NoSuchAttempt,
        StartAgainFirst,
        NothingFailed,
        HandOverTooEarly,
        Passed,
        HandedOver,
    ] {
        assert_good(|locale| refusal.text(locale), &format!("{refusal:?}"));
    }
    for outcome in [
        Outcome::Pending,
        Outcome::Passed { score: 88.0 },
        Outcome::Failed { score: None, reasons: vec![Reason::HeadSize] },
        Outcome::HandedOver { score: None, reasons: vec![Reason::HeadSize] },
    ] {
        assert_good(|locale| outcome.text(locale), &format!("{outcome:?}"));
    }
}

#[test]
fn every_guidance_is_one_short_line_of_its_own() {
    for (subject, locale) in [Subject::Card, Subject::Portrait].into_iter().flat_map(|s| LOCALES.map(|l| (s, l))) {
        let mut said = Guidance::ALL.map(|guidance| guidance.text(subject, locale)).to_vec();
        for line in &said {
            assert_eq!(is_chinese(line), locale == Locale::ZhCn, "{line}");
            assert!(!line.ends_with(['.', '。']), "{line}");
            let longest = if locale == Locale::ZhCn { 18 } else { 56 };
            assert!((2..=longest).contains(&line.chars().count()), "{line}");
        }
        said.sort();
        said.dedup();
        assert_eq!(said.len(), Guidance::ALL.len(), "{subject:?} {locale:?}");
    }
}

#[test]
fn names_are_the_cards_own() {
    for locale in LOCALES {
        assert!(FIELDS.iter().all(|field| is_chinese(field.name(locale)) == (locale == Locale::ZhCn)));
    }
    assert_eq!(Side::Portrait.name(Locale::ZhCn), "人像面");
    assert_eq!(Field::IdNumber.name(Locale::ZhCn), "公民身份号码");
}
