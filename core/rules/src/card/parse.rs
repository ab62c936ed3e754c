//! Texts as read, place by place, to typed fields. It forgives only what can stand for one thing: an O in a line of digits
//! is a nought. What does not parse is none: nothing is guessed.

use super::fields::LONG_TERM;
use super::repair::number as read_number;
use super::{CardFields, EmblemFields, Ethnicity, PortraitFields, ValidTo};
use crate::{CardText, EmblemText, ID_NUMBER_LENGTH, PortraitText, Sex};
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

impl From<&CardText> for CardFields {
    fn from(text: &CardText) -> Self {
        match text {
            CardText::Portrait(text) => Self::Portrait(text.into()),
            CardText::Emblem(text) => Self::Emblem(text.into()),
        }
    }
}

impl From<&PortraitText> for PortraitFields {
    fn from(text: &PortraitText) -> Self {
        Self {
            name: name(&clean(&text.name.text, "姓名")),
            sex: Sex::parse(&clean(&text.sex.text, "性别")),
            ethnicity: Ethnicity::parse(&clean(&text.ethnicity.text, "民族")).ok(),
            birth: birth(text),
            address: prose(clean(&text.address.text, "住址")),
            id_number: read_number(text).map(|(number, _)| number),
        }
    }
}

impl From<&EmblemText> for EmblemFields {
    fn from(text: &EmblemText) -> Self {
        let (valid_from, valid_to) = validity(&clean(&text.validity.text, "有效期限"));
        Self { authority: authority(clean(&text.authority.text, "签发机关")), valid_from, valid_to }
    }
}

pub(super) fn birth(text: &PortraitText) -> Option<Date> {
    spelt_date(&clean(&text.birth.text, "出生"))
}

/// Compatibility forms and blanks gone, and the printed label where the strip began too early.
fn clean(text: &str, label: &str) -> String {
    let text: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    text.strip_prefix(label).map(str::to_owned).unwrap_or(text)
}

/// A name: Chinese characters, and one shape of the dot that parts the names of minorities. A name holds no dash: what looks
/// like one is 一.
fn name(text: &str) -> Option<String> {
    let meant = |c| match c {
        '•' | '・' | '∙' | '‧' | '⋅' | '.' | '。' => '·',
        '—' | '－' | '―' | '–' | '-' | 'ー' => '一',
        c => c,
    };
    let name: String = text.chars().map(meant).collect();
    let parts_fit = name.split('·').all(|part| !part.is_empty() && part.chars().all(is_han));
    (parts_fit && name.chars().count() >= 2).then_some(name)
}

/// Anything that holds some Chinese.
fn prose(text: String) -> Option<String> {
    (text.chars().filter(|c| is_han(*c)).count() >= 3).then_some(text)
}

/// An authority: each is a police bureau (公安局, 分局), so what stands behind that word is a pattern of the paper.
fn authority(mut text: String) -> Option<String> {
    if let Some((end, bureau)) = text.rmatch_indices('局').next() {
        text.truncate(end + bureau.len());
    }
    prose(text)
}

/// 17 digits and a digit or X.
pub(super) fn number(text: &str) -> Option<String> {
    let plain: String = clean(text, "公民身份号码").chars().filter(|c| !".,-_·:'".contains(*c)).map(digit).collect();
    let number = plain.to_uppercase().replace(['×', 'Х', '✕'], "X");
    let (head, tail) = number.split_at_checked(ID_NUMBER_LENGTH - 1)?;
    let fits = head.bytes().all(|b| b.is_ascii_digit()) && matches!(tail.as_bytes(), [b'0'..=b'9' | b'X']);
    fits.then_some(number)
}

/// `1990年1月2日`: three groups of digits, whatever parts them.
fn spelt_date(text: &str) -> Option<Date> {
    let text: String = text.chars().map(digit).collect();
    let mut groups = text.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty());
    let (year, month, day) = (groups.next()?, groups.next()?, groups.next()?);
    if groups.next().is_some() || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// `2016.01.02-2036.01.02` or `2016.01.02-长期`, whatever parts the digits.
fn validity(text: &str) -> (Option<Date>, Option<ValidTo>) {
    let text: String = text.chars().map(digit).collect();
    let groups: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let digits = groups.concat();
    // Either character suffices: no other Chinese can stand there.
    let long_term = text.chars().any(|c| LONG_TERM.contains(c));
    match (digits.split_at_checked(8), long_term) {
        (Some((from, "")), true) => (compact_date(from), Some(ValidTo::LongTerm)),
        (Some((from, to)), false) if to.len() == 8 => (compact_date(from), compact_date(to).map(ValidTo::Day)),
        (_, true) => (None, Some(ValidTo::LongTerm)),
        // A digit was lost or seen twice: of two dates one may still stand whole.
        _ => match (groups.first_chunk::<3>(), groups.last_chunk::<3>()) {
            (Some(from), Some(to)) if groups.len() == 6 => (whole_date(from), whole_date(to).map(ValidTo::Day)),
            _ => (None, None),
        },
    }
}

/// A date of groups of 4, 2 and 2 digits.
fn whole_date(groups: &[&str; 3]) -> Option<Date> {
    let fits = groups.map(str::len) == [4, 2, 2];
    if fits { compact_date(&groups.concat()) } else { None }
}

/// A date of eight digits.
fn compact_date(digits: &str) -> Option<Date> {
    let (year, rest) = digits.split_at_checked(4)?;
    let (month, day) = rest.split_at_checked(2)?;
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// In a line of digits these letters can only be the digits they look like.
fn digit(c: char) -> char {
    match c {
        'O' | 'o' | '〇' | 'D' | 'Q' => '0',
        'I' | 'l' | '|' => '1',
        other => other,
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
