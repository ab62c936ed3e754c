//! 公民身份号码, GB 11643-1999: region 6, birth date 8, sequence 3 (odd for men), check character.

use crate::Sex;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use unicode_normalization::UnicodeNormalization;

/// Length of an ID number, characters.
pub const ID_NUMBER_LENGTH: usize = 18;

/// Provinces and their like by the first two digits: GB/T 2260, and 83 for Taiwan residents' permits (State Council
/// order of 2018).
const PROVINCES: [(&str, &str); 35] = [
    ("11", "北京市"),
    ("12", "天津市"),
    ("13", "河北省"),
    ("14", "山西省"),
    ("15", "内蒙古自治区"),
    ("21", "辽宁省"),
    ("22", "吉林省"),
    ("23", "黑龙江省"),
    ("31", "上海市"),
    ("32", "江苏省"),
    ("33", "浙江省"),
    ("34", "安徽省"),
    ("35", "福建省"),
    ("36", "江西省"),
    ("37", "山东省"),
    ("41", "河南省"),
    ("42", "湖北省"),
    ("43", "湖南省"),
    ("44", "广东省"),
    ("45", "广西壮族自治区"),
    ("46", "海南省"),
    ("50", "重庆市"),
    ("51", "四川省"),
    ("52", "贵州省"),
    ("53", "云南省"),
    ("54", "西藏自治区"),
    ("61", "陕西省"),
    ("62", "甘肃省"),
    ("63", "青海省"),
    ("64", "宁夏回族自治区"),
    ("65", "新疆维吾尔自治区"),
    ("71", "台湾省"),
    ("81", "香港特别行政区"),
    ("82", "澳门特别行政区"),
    ("83", "台湾省"),
];

/// Nobody born earlier is alive, so an earlier year is a misread or mistyped one.
const FIRST_BIRTH_YEAR: i16 = 1900;

/// A valid ID number. `Display` and `Debug` show only its ends; [`IdNumber::as_str`] and serde give all of it.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IdNumber {
    digits: String,
    birth: Date,
    sex: Sex,
}

/// Why a text is no ID number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdNumberError {
    /// Nothing but blanks.
    #[error("the ID number is empty")]
    Empty,
    /// A number of the first generation of cards, invalid since 2013.
    #[error("an ID number of 15 digits is no longer valid")]
    FifteenDigits,
    /// Neither 18 nor 15 characters.
    #[error("an ID number has 18 characters")]
    Length,
    /// Something else than digits, or than a digit or X at the end.
    #[error("an ID number has digits only, and a digit or X at its end")]
    Character,
    /// The first two digits name no province.
    #[error("the first two digits name no province")]
    Province,
    /// Digits 7 to 14 are no date, or one before 1900.
    #[error("digits 7 to 14 are no birth date")]
    BirthDate,
    /// The birth date is later than the day it was checked on.
    #[error("the birth date lies in the future")]
    Future,
    /// The last character does not follow from the others.
    #[error("the check character is wrong")]
    CheckCharacter,
}

impl IdNumber {
    /// Reads an ID number. Blanks, full-width forms and a lower-case x are brought to the standard's form first.
    ///
    /// # Errors
    /// The first [`IdNumberError`] that applies, in the order of that list, but never [`IdNumberError::Future`]:
    /// what day it is only the caller knows, see [`IdNumber::born_by`].
    pub fn parse(text: &str) -> Result<Self, IdNumberError> {
        let digits: String = text.nfkc().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
        check_form(&digits)?;
        province(&digits).ok_or(IdNumberError::Province)?;
        let birth = birth(&digits).ok_or(IdNumberError::BirthDate)?;
        if check_character(&digits) != digits.chars().last() {
            return Err(IdNumberError::CheckCharacter);
        }
        let odd = digits.chars().nth(16).and_then(|c| c.to_digit(10)).is_some_and(|d| d % 2 == 1);
        Ok(Self { digits, birth, sex: if odd { Sex::Male } else { Sex::Female } })
    }

    /// The same number, if its holder is born on `today` or earlier.
    ///
    /// # Errors
    /// [`IdNumberError::Future`].
    pub fn born_by(self, today: Date) -> Result<Self, IdNumberError> {
        if self.birth > today { Err(IdNumberError::Future) } else { Ok(self) }
    }

    /// All 18 characters.
    pub fn as_str(&self) -> &str {
        &self.digits
    }

    /// The holder's birth date.
    pub fn birth(&self) -> Date {
        self.birth
    }

    /// The holder's sex.
    pub fn sex(&self) -> Sex {
        self.sex
    }

    /// Where the number was first given out.
    pub fn province(&self) -> &'static str {
        province(&self.digits).unwrap_or_default()
    }

    /// The last six characters: the first password of an account.
    pub fn last_six(&self) -> &str {
        self.digits.get(ID_NUMBER_LENGTH - 6..).unwrap_or_default()
    }
}

impl FromStr for IdNumber {
    type Err = IdNumberError;

    fn from_str(text: &str) -> Result<Self, IdNumberError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for IdNumber {
    type Error = IdNumberError;

    fn try_from(text: String) -> Result<Self, IdNumberError> {
        Self::parse(&text)
    }
}

impl From<IdNumber> for String {
    fn from(number: IdNumber) -> Self {
        number.digits
    }
}

/// First and last character, as Chinese apps mask it: the last six would give the first password away.
impl fmt::Display for IdNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |at: usize| self.digits.get(at..=at).unwrap_or_default();
        write!(f, "{}****************{}", end(0), end(ID_NUMBER_LENGTH - 1))
    }
}

impl fmt::Debug for IdNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IdNumber({self})")
    }
}

/// The check character of the first 17 digits by ISO 7064 MOD 11-2; none unless `digits` begins with 17 digits.
pub fn check_character(digits: &str) -> Option<char> {
    let mut sum = 0;
    for at in 0..ID_NUMBER_LENGTH - 1 {
        // ISO 7064 weighs the place i from the right with 2^i mod 11.
        let weight = (0..ID_NUMBER_LENGTH - 1 - at).fold(1, |w, _| w * 2 % 11);
        sum += digits.chars().nth(at)?.to_digit(10)? * weight;
    }
    match (12 - sum % 11) % 11 {
        10 => Some('X'),
        digit => char::from_digit(digit, 10),
    }
}

fn check_form(text: &str) -> Result<(), IdNumberError> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    match text.chars().count() {
        0 => Err(IdNumberError::Empty),
        15 if digits == 15 => Err(IdNumberError::FifteenDigits),
        ID_NUMBER_LENGTH if digits == 18 || (digits == 17 && text.ends_with('X')) => Ok(()),
        ID_NUMBER_LENGTH => Err(IdNumberError::Character),
        _ => Err(IdNumberError::Length),
    }
}

fn province(digits: &str) -> Option<&'static str> {
    let code = digits.get(..2)?;
    PROVINCES.iter().find(|(known, _)| *known == code).map(|(_, name)| *name)
}

fn birth(digits: &str) -> Option<Date> {
    let date = Date::new(
        digits.get(6..10)?.parse().ok()?,
        digits.get(10..12)?.parse().ok()?,
        digits.get(12..14)?.parse().ok()?,
    )
    .ok()?;
    (date.year() >= FIRST_BIRTH_YEAR).then_some(date)
}
