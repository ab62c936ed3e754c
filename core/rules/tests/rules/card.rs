use crate::make::{NUMBER, OTHER_NUMBER, TODAY, emblem_text, number, portrait_text};
use jiff::civil::date;
use proptest::prelude::*;
use ruxue_rules::*;

fn portrait(change: impl FnOnce(&mut PortraitText)) -> PortraitFields {
    let mut text = portrait_text();
    change(&mut text);
    (&text).into()
}

fn validity(text: &str) -> (Option<jiff::civil::Date>, Option<ValidTo>) {
    let mut emblem = emblem_text();
    emblem.validity.text = text.into();
    let fields = EmblemFields::from(&emblem);
    (fields.valid_from, fields.valid_to)
}

#[test]
fn clean_print_becomes_the_contracts_json() {
    let portrait = serde_json::to_string(&CardFields::from(&CardText::Portrait(portrait_text()))).unwrap();
    assert_eq!(
        portrait,
        r#"{"name":"样张","sex":"男","ethnicity":"汉","birth":"1990-01-02","address":"北京市样张区试验路1号","id_number":"110199199001020016"}"#
    );
    let emblem = serde_json::to_string(&CardFields::from(&CardText::Emblem(emblem_text()))).unwrap();
    assert_eq!(emblem, r#"{"authority":"样张市公安局","valid_from":"2016-01-02","valid_to":"2036-01-02"}"#);
    for json in [portrait, emblem] {
        let back: CardFields = serde_json::from_str(&json).unwrap();
        assert_eq!(serde_json::to_string(&back).unwrap(), json);
    }
}

#[test]
fn names_are_chinese_with_one_kind_of_dot() {
    for (read, name) in [
        ("样 张", Some("样张")),
        ("姓名样张", Some("样张")),
        ("阿凡提•买买提", Some("阿凡提·买买提")),
        ("高博—", Some("高博一")),
        ("阿凡提．买买提", Some("阿凡提·买买提")),
        ("李〇", Some("李〇")),
        ("张", None),
        ("样张1", None),
        ("·样张", None),
        ("", None),
    ] {
        assert_eq!(portrait(|text| text.name.text = read.into()).name.as_deref(), name, "{read}");
    }
}

#[test]
fn an_authority_ends_with_its_bureau() {
    for (read, authority) in [
        ("样张市公安局", Some("样张市公安局")),
        ("签发机关样张市公安局样张分局U", Some("样张市公安局样张分局")),
        ("样张市公安", Some("样张市公安")),
        ("B局", None),
    ] {
        let mut emblem = emblem_text();
        emblem.authority.text = read.into();
        assert_eq!(EmblemFields::from(&emblem).authority.as_deref(), authority, "{read}");
    }
}

#[test]
fn ethnicities_are_of_the_vocabulary() {
    for (read, printed) in [
        ("汉", Some("汉")),
        ("民族汉", Some("汉")),
        ("维 吾 尔", Some("维吾尔")),
        ("土家族", Some("土家")),
        ("其他", Some("其他")),
        ("穿青人", Some("穿青人")),
        ("入籍", Some("入籍")),
        ("朝鲜入籍", Some("入籍")),
        ("漠", None),
        ("", None),
    ] {
        let read_as = portrait(|text| text.ethnicity.text = read.into()).ethnicity;
        assert_eq!(read_as.map(Ethnicity::as_str), printed, "{read}");
    }
    assert_eq!(Ethnicity::all().count(), 60);
    assert!(Ethnicity::all().all(|known| Ethnicity::parse(known.as_str()) == Ok(known)));
}

#[test]
fn births_are_real_dates() {
    for (read, birth) in [
        ("1990年1月2日", Some(date(1990, 1, 2))),
        ("1990 年 12 月 31 日", Some(date(1990, 12, 31))),
        ("出生199O年l月2日", Some(date(1990, 1, 2))),
        ("１９９０年１月２日", Some(date(1990, 1, 2))),
        ("1990年2月30日", None),
        ("190年1月2日", None),
        ("1990年1月", None),
        ("1990年1月2日3", None),
        ("", None),
    ] {
        assert_eq!(portrait(|text| text.birth.text = read.into()).birth, birth, "{read}");
    }
}

#[test]
fn numbers_forgive_what_can_only_be_a_digit_and_nothing_else() {
    for (read, number) in [
        (NUMBER, Some(NUMBER)),
        ("11O199 199OO1O2 OO16", Some(NUMBER)),
        ("ll0l99l9900l0200l6", Some(NUMBER)),
        ("公民身份号码110199199001020016", Some(NUMBER)),
        ("１１０１９９１９９００１０２００１６", Some(NUMBER)),
        ("11010519491231002x", Some("11010519491231002X")),
        ("11010519491231002×", Some("11010519491231002X")),
        ("1101991990010200l5", Some("110199199001020015")), // read as it stands: whether it is one is judged
        ("11019919900102001", None),
        ("1101991990010200165", None),
        ("11019919900102Z015", None),
        ("", None),
    ] {
        assert_eq!(portrait(|text| text.id_number.text = read.into()).id_number.as_deref(), number, "{read}");
    }
}

#[test]
fn validities_have_two_dates_or_no_end() {
    let (from, to) = (Some(date(2016, 1, 2)), Some(ValidTo::Day(date(2036, 1, 2))));
    for (read, expected) in [
        ("2016.01.02-2036.01.02", (from, to)),
        ("有效期限2016.01.02-2036.01.02", (from, to)),
        ("2016.01.02 — 2036.01.02", (from, to)),
        ("2016-01-02-2036-01-02", (from, to)),
        ("2016.01.022036.01.02", (from, to)),
        ("2O16.O1.O2-2O36.O1.O2", (from, to)),
        ("2016.01.02-长期", (from, Some(ValidTo::LongTerm))),
        ("2016.01.02长", (from, Some(ValidTo::LongTerm))),
        ("2016.0.02-2036.01.02", (None, to)),
        ("2016.01.02-2036.01.2", (from, None)),
        ("2016.13.02-2036.01.02", (None, to)),
        ("16.01.02-2036", (None, None)),
        ("", (None, None)),
    ] {
        assert_eq!(validity(read), expected, "{read}");
    }
}

#[test]
fn debug_hides_what_was_read() {
    let draft = CardDraft { portrait: (&portrait_text()).into(), emblem: (&emblem_text()).into() };
    let shown = format!("{draft:?} {:?} {:?}", portrait_text(), draft.clone().confirm(None, TODAY));
    for secret in ["样张", "1990", NUMBER, "试验", "公安"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

fn draft() -> CardDraft {
    CardDraft { portrait: (&portrait_text()).into(), emblem: (&emblem_text()).into() }
}

#[test]
fn what_agrees_is_confirmed() {
    let confirmed = draft().confirm(Some(&number(NUMBER)), TODAY).unwrap();
    assert_eq!(confirmed.number(), &number(NUMBER));
    assert_eq!(confirmed.portrait(), &draft().portrait);
    assert_eq!(confirmed.emblem(), &draft().emblem);
}

#[test]
fn a_misread_field_can_be_corrected() {
    let mut draft = draft();
    draft.portrait.name = Some(" 样章 ".into());
    draft.portrait.id_number = Some(" 110199 19900102 0016 ".into());
    let confirmed = draft.confirm(Some(&number(NUMBER)), TODAY).unwrap();
    assert_eq!(confirmed.portrait().name.as_deref(), Some("样章"));
    assert_eq!(confirmed.portrait().id_number.as_deref(), Some(NUMBER));
}

#[test]
fn what_disagrees_is_not_confirmed() {
    type Change = fn(&mut CardDraft);
    let cases: [(Change, CardProblem); 11] = [
        (|d| d.portrait.name = None, CardProblem::Missing(Field::Name)),
        (|d| d.portrait.address = Some("  ".into()), CardProblem::Missing(Field::Address)),
        (|d| d.emblem.valid_to = None, CardProblem::Missing(Field::ValidTo)),
        (|d| d.portrait.id_number = None, CardProblem::Missing(Field::IdNumber)),
        (
            |d| d.portrait.id_number = Some("110199199001020015".into()),
            CardProblem::Number(IdNumberError::CheckCharacter),
        ),
        (|d| d.portrait.birth = Some(date(1990, 1, 3)), CardProblem::Disagrees(Field::Birth)),
        (|d| d.portrait.sex = Some(Sex::Female), CardProblem::Disagrees(Field::Sex)),
        (|d| d.emblem.valid_from = Some(date(2040, 1, 1)), CardProblem::NotYetValid),
        (|d| d.emblem.valid_to = Some(ValidTo::Day(date(2015, 1, 2))), CardProblem::Disagrees(Field::ValidTo)),
        (|d| d.emblem.valid_to = Some(ValidTo::Day(date(2026, 2, 28))), CardProblem::Expired { days: 1 }),
        (|d| d.emblem.valid_to = Some(ValidTo::Day(date(2025, 3, 1))), CardProblem::Expired { days: 365 }),
    ];
    for (change, problem) in cases {
        let mut draft = draft();
        change(&mut draft);
        let problems = draft.confirm(Some(&number(NUMBER)), TODAY).unwrap_err();
        assert!(problems.contains(&problem), "{problem:?} not in {problems:?}");
    }
    let mismatch = draft().confirm(Some(&number(OTHER_NUMBER)), TODAY);
    assert_eq!(mismatch, Err(vec![CardProblem::NumberMismatch]));
}

#[test]
fn a_card_is_good_on_its_last_day_and_a_long_term_one_on_any() {
    let mut last_day = draft();
    last_day.emblem.valid_to = Some(ValidTo::Day(TODAY));
    assert!(last_day.confirm(None, TODAY).is_ok());
    let mut long_term = draft();
    long_term.emblem.valid_to = Some(ValidTo::LongTerm);
    assert!(long_term.confirm(None, date(2090, 1, 1)).is_ok());
}

proptest! {
    #[test]
    fn whatever_is_read_nothing_panics(texts in prop::array::uniform8("\\PC{0,24}")) {
        let read = |at: usize| FieldText { text: texts[at].clone(), confidence: 0.5, ..FieldText::default() };
        let portrait = PortraitText {
            name: read(0), sex: read(1), ethnicity: read(2), birth: read(3), address: read(4), id_number: read(5),
        };
        let fields = PortraitFields::from(&portrait);
        prop_assert!(fields.id_number.is_none_or(|number| number.len() == ID_NUMBER_LENGTH));
        let _ = EmblemFields::from(&EmblemText { authority: read(6), validity: read(7) });
    }

    /// No digit is invented: what is read as a date stands in the text.
    #[test]
    fn dates_are_read_as_printed(year in 1950_i16..2100, month in 1_i8..=12, day in 1_i8..=28, years in 5_i16..=20) {
        let to = date(year + years, month, day);
        let read = validity(&format!("{year}.{month:02}.{day:02}-{}.{month:02}.{day:02}", year + years));
        prop_assert_eq!(read, (Some(date(year, month, day)), Some(ValidTo::Day(to))));
    }
}
