//! The card's fields against each other, the account and the day: what judging a photo and confirming share.

use super::{EmblemFields, Field, PortraitFields, ValidTo};
use crate::{IdNumber, IdNumberError};
use jiff::ToSpan;
use jiff::civil::Date;

/// What speaks against a card's fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CardProblem {
    /// A field that must stand there does not.
    #[error("{0:?} is missing")]
    Missing(Field),
    /// The number is none.
    #[error(transparent)]
    Number(#[from] IdNumberError),
    /// The number is not the account's.
    #[error("the number is not the account's")]
    NumberMismatch,
    /// Birth or sex is not what the number says, or the validity ends before it begins.
    #[error("{0:?} contradicts another field")]
    Disagrees(Field),
    /// The validity begins after the day it was checked on.
    #[error("the card is not valid yet")]
    NotYetValid,
    /// The validity has ended.
    #[error("the card expired {days} days ago")]
    Expired {
        /// Days from its last day to the day it was checked on, ≥ 1.
        days: i32,
    },
}

/// All problems of the portrait side but missing fields.
pub(crate) fn check_portrait(fields: &PortraitFields, account: Option<&IdNumber>, today: Date) -> Vec<CardProblem> {
    let number = match fields.number().map(|number| number.and_then(|n| n.born_by(today))) {
        None => return vec![],
        Some(Err(error)) => return vec![CardProblem::Number(error)],
        Some(Ok(number)) => number,
    };
    let found = [
        account.is_some_and(|wanted| *wanted != number).then_some(CardProblem::NumberMismatch),
        fields.birth.is_some_and(|birth| birth != number.birth()).then_some(CardProblem::Disagrees(Field::Birth)),
        fields.sex.is_some_and(|sex| sex != number.sex()).then_some(CardProblem::Disagrees(Field::Sex)),
    ];
    found.into_iter().flatten().collect()
}

/// All problems of the emblem side but missing fields.
pub(crate) fn check_emblem(fields: &EmblemFields, today: Date) -> Vec<CardProblem> {
    let mut found = vec![];
    if fields.valid_from.is_some_and(|from| from > today) {
        found.push(CardProblem::NotYetValid);
    }
    if let Some(ValidTo::Day(to)) = fields.valid_to {
        if fields.valid_from.is_some_and(|from| from >= to) {
            found.push(CardProblem::Disagrees(Field::ValidTo));
        } else if to < today {
            found.push(CardProblem::Expired { days: to.until(today).map_or(1, |span| span.get_days()) });
        }
    }
    found
}

/// Whether a card can have this validity: 5, 10 or 20 years to the day (Law of the PRC on Resident Identity Cards, art. 5).
/// A day's difference is allowed for cards made on 29 February.
pub(crate) fn is_usual_term(from: Date, to: Date) -> bool {
    [5, 10, 20].into_iter().any(|years| {
        let end = from.checked_add(years.years());
        end.and_then(|end| end.until(to)).is_ok_and(|off| off.get_days().abs() <= 1)
    })
}
