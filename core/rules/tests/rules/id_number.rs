use crate::make::{NUMBER, OTHER_NUMBER, number};
use IdNumberError::{BirthDate, Character, CheckCharacter, Empty, FifteenDigits, Future, Length, Province};
use jiff::civil::date;
use proptest::prelude::*;
use ruxue_rules::{IdNumber, IdNumberError, Sex, check_character};

#[test]
fn a_number_tells_birth_sex_province_and_the_first_password() {
    let (man, woman) = (number(NUMBER), number(OTHER_NUMBER));
    assert_eq!((man.birth(), man.sex(), man.province()), (date(1990, 1, 2), Sex::Male, "北京市"));
    assert_eq!((woman.birth(), woman.sex(), woman.province()), (date(1992, 2, 29), Sex::Female, "广东省"));
    assert_eq!(man.last_six(), "020016");
}

#[test]
fn writing_differs_but_the_number_is_the_same() {
    let plain = "11010519491231002X"; // the standard's own example
    for written in [
        plain,
        "11010519491231002x",
        " 110105 19491231 002X\n",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105\u{3000}19491231\u{a0}002ｘ",
    ] {
        assert_eq!(IdNumber::parse(written).map(String::from).as_deref(), Ok(plain), "{written}");
    }
}

#[test]
fn every_fault_has_its_reason() {
    for (text, error) in [
        ("", Empty),
        (" \u{3000}\t", Empty),
        ("110105491231002", FifteenDigits),
        ("11010549123100X", Length),
        ("11010519491231002", Length),
        ("11010519491231002XX", Length),
        ("11010519491231O02X", Character),
        ("1101051949123100X2", Character),
        ("11010519491231002Y", Character),
        ("一一0105194912310021", Character),
        ("001991199001020015", Province),
        ("910105194912310021", Province),
        ("110199199002300018", BirthDate),
        ("110199199102290018", BirthDate),
        ("110199199013010018", BirthDate),
        ("110199199000000018", BirthDate),
        ("110199189912310018", BirthDate),
        ("110105194912310021", CheckCharacter),
        ("110199199001020015", CheckCharacter),
    ] {
        assert_eq!(IdNumber::parse(text), Err(error), "{text}");
    }
}

#[test]
fn only_those_born_by_the_day_have_a_number() {
    assert_eq!(number(NUMBER).born_by(date(1990, 1, 2)), Ok(number(NUMBER)));
    assert_eq!(number(NUMBER).born_by(date(1990, 1, 1)), Err(Future));
}

#[test]
fn showing_a_number_does_not_tell_it() {
    let shown = format!("{0} {0:?}", number(NUMBER));
    assert_eq!(shown, "1****************6 IdNumber(1****************6)");
}

#[test]
fn json_holds_the_whole_number_and_takes_no_wrong_one() {
    let json = serde_json::to_string(&number(NUMBER)).unwrap();
    assert_eq!(json, format!("\"{NUMBER}\""));
    assert_eq!(serde_json::from_str::<IdNumber>(&json).unwrap(), number(NUMBER));
    assert!(serde_json::from_str::<IdNumber>("\"110199199001020015\"").is_err());
}

proptest! {
    /// ISO 7064 MOD 11-2 finds every single wrong digit and every swap of neighbours.
    #[test]
    fn one_slip_of_the_pen_is_found(sequence in 0_u16..1000, at in 0_usize..17, digit in 0_u8..10) {
        let body = format!("11019919900102{sequence:03}");
        let whole = format!("{body}{}", check_character(&body).unwrap());
        prop_assert!(IdNumber::parse(&whole).is_ok());

        let mut wrong = whole.clone().into_bytes();
        wrong[at] = b'0' + digit;
        let wrong = String::from_utf8(wrong).unwrap();
        prop_assert!(wrong == whole || IdNumber::parse(&wrong).is_err());

        let mut swapped = whole.clone().into_bytes();
        swapped.swap(at, (at + 1).min(16));
        let swapped = String::from_utf8(swapped).unwrap();
        prop_assert!(swapped == whole || IdNumber::parse(&swapped).is_err());
    }

    #[test]
    fn no_text_panics(text in "\\PC*") {
        let _ = IdNumber::parse(&text);
    }
}
