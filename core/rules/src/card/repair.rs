//! The number as read, or with its one doubtful character put right.

use super::parse;
use crate::limits::REPAIR_SHARE;
use crate::{FieldText, IdNumber, PortraitText};

/// The number of the portrait side in its standard form, and whether a character of it was repaired: that is where what was
/// read is no ID number, but exactly one of its doubtful characters, changed to what it might be instead, makes it one that agrees
/// with the birth date beside it. Several such changes are a guess, and none is made.
pub(crate) fn number(text: &PortraitText) -> Option<(String, bool)> {
    let read = parse::number(&text.id_number.text)?;
    if IdNumber::parse(&read).is_ok() {
        return Some((read, false));
    }
    let birth = parse::birth(text);
    let agrees = |number: &IdNumber| birth.is_none_or(|birth| birth == number.birth());
    let repairs: Vec<IdNumber> = changed(&text.id_number).filter(agrees).collect();
    match &*repairs {
        [repair] => Some((repair.as_str().to_owned(), true)),
        _ => Some((read, false)),
    }
}

/// The ID numbers that one doubt makes of the text.
fn changed(text: &FieldText) -> impl Iterator<Item = IdNumber> {
    text.doubts.iter().filter(|doubt| doubt.share >= REPAIR_SHARE).filter_map(|doubt| {
        let number: String =
            text.text.chars().enumerate().map(|(at, c)| if at == doubt.at { doubt.instead } else { c }).collect();
        IdNumber::parse(&parse::number(&number)?).ok()
    })
}
