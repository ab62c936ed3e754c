use ruxue_rules::{IdNumber, PasswordProblem, check_character, check_password, is_first_password};

fn number() -> IdNumber {
    let digits = "11019920000102001";
    IdNumber::parse(&format!("{digits}{}", check_character(digits).unwrap())).unwrap()
}

#[test]
fn passwords_are_held_against_the_rules() {
    use PasswordProblem::*;
    let number = number();
    let (whole, part) = (number.as_str().to_owned(), number.as_str()[2..12].to_owned());
    for (password, expected) in [
        ("", Err(TooShort)),
        ("a1b2c3d", Err(TooShort)),
        ("a1b2c3d4", Ok(())),
        ("入学审查一二三四", Ok(())),
        (&"ab1c".repeat(16), Ok(())),
        (&"ab1c".repeat(17), Err(TooLong)),
        ("11111111", Err(TooSimple)),
        ("12121212", Err(TooSimple)),
        ("12345678", Err(TooSimple)),
        ("hgfedcba", Err(TooSimple)),
        (&part, Err(IdNumber)),
        (&format!("x{whole}y"), Err(IdNumber)),
        (&whole.to_lowercase(), Err(IdNumber)),
    ] {
        assert_eq!(check_password(password, Some(&number)), expected, "{password}");
    }
    assert_eq!(check_password(&part, None), Ok(()));
}

#[test]
fn the_first_password_is_known() {
    let number = number();
    assert!(is_first_password(number.last_six(), &number));
    assert!(is_first_password(&number.last_six().to_lowercase(), &number));
    assert!(!is_first_password("000000", &number));
}
