use crate::make::{NUMBER, number};
use AccountError::{Email, Empty, Mobile, Unknown};
use proptest::prelude::*;
use ruxue_rules::{Account, AccountError, IdNumberError};

#[test]
fn each_form_is_known() {
    for (text, account) in [
        (NUMBER, Account::IdNumber(number(NUMBER))),
        (" 110199 19900102 0016 ", Account::IdNumber(number(NUMBER))),
        ("13800000000", Account::Mobile("13800000000".into())),
        ("１３８ ００００ ００００", Account::Mobile("13800000000".into())),
        ("+86 138-0000-0000", Account::Mobile("13800000000".into())),
        ("008619900000000", Account::Mobile("19900000000".into())),
        ("Student.One@Example.COM", Account::Email("student.one@example.com".into())),
        ("a+b@mail.example.edu.cn", Account::Email("a+b@mail.example.edu.cn".into())),
    ] {
        assert_eq!(Account::parse(text), Ok(account), "{text}");
    }
}

#[test]
fn a_fault_is_told_in_terms_of_the_form_it_looks_like() {
    for (text, error) in [
        ("", Empty),
        ("  ", Empty),
        ("12800000000", Mobile),
        ("1380000000", Mobile),
        ("138000000000", Mobile),
        ("1380000000x", Mobile),
        ("110199199001020015", IdNumberError::CheckCharacter.into()),
        ("110199900102001", IdNumberError::FifteenDigits.into()),
        ("student@", Email),
        ("@example.com", Email),
        ("a@b@example.com", Email),
        ("a..b@example.com", Email),
        ("a@example", Email),
        ("a@-example.com", Email),
        ("样张", Unknown),
        ("S2022010001", Unknown),
    ] {
        assert_eq!(Account::parse(text), Err(error), "{text}");
    }
}

#[test]
fn debug_hides_who_it_is() {
    for text in [NUMBER, "13800000000", "student@example.com"] {
        let shown = format!("{:?}", Account::parse(text).unwrap());
        assert!(shown.ends_with("(…)") && !shown.contains(char::is_numeric), "{shown}");
    }
}

#[test]
fn json_gives_the_account_back() {
    for text in [NUMBER, "13800000000", "student@example.com"] {
        let account = Account::parse(text).unwrap();
        let json = serde_json::to_string(&account).unwrap();
        assert_eq!(serde_json::from_str::<Account>(&json).unwrap(), account);
    }
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC*") {
        let _ = Account::parse(&text);
    }
}
