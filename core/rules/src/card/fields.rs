use super::Ethnicity;
use crate::{IdNumber, IdNumberError, Sex, Side};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A field of the card, by its contract name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names of the fields are the card's
pub enum Field {
    Name,
    Sex,
    Ethnicity,
    Birth,
    Address,
    IdNumber,
    Authority,
    ValidFrom,
    ValidTo,
}

/// Last day of a card's validity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum ValidTo {
    /// Valid up to and with this day.
    Day(Date),
    /// 长期: for those who were 46 or older when the card was made.
    LongTerm,
}

/// How the card and the contract write a validity without end.
pub(crate) const LONG_TERM: &str = "长期";

/// What was read from the portrait side, or confirmed of it; none where it could not be read. `Debug` hides the values.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // the names of the fields are the card's
pub struct PortraitFields {
    pub name: Option<String>,
    pub sex: Option<Sex>,
    pub ethnicity: Option<Ethnicity>,
    pub birth: Option<Date>,
    pub address: Option<String>,
    /// 17 digits and a digit or X, as read: [`PortraitFields::number`] says whether they make an ID number.
    pub id_number: Option<String>,
}

/// What was read from the emblem side, or confirmed of it; none where it could not be read. `Debug` hides the values.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)] // the names of the fields are the card's
pub struct EmblemFields {
    pub authority: Option<String>,
    pub valid_from: Option<Date>,
    pub valid_to: Option<ValidTo>,
}

/// The fields of a side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum CardFields {
    /// Of the portrait side.
    Portrait(PortraitFields),
    /// Of the emblem side.
    Emblem(EmblemFields),
}

impl PortraitFields {
    /// The ID number, if one was read at all.
    ///
    /// # Errors
    /// Why what was read is no ID number.
    pub fn number(&self) -> Option<Result<IdNumber, IdNumberError>> {
        self.id_number.as_deref().map(IdNumber::parse)
    }

    /// The fields that could not be read.
    pub fn missing(&self) -> Vec<Field> {
        missing([
            (Field::Name, self.name.is_some()),
            (Field::Sex, self.sex.is_some()),
            (Field::Ethnicity, self.ethnicity.is_some()),
            (Field::Birth, self.birth.is_some()),
            (Field::Address, self.address.is_some()),
            (Field::IdNumber, self.id_number.is_some()),
        ])
    }
}

impl EmblemFields {
    /// The fields that could not be read.
    pub fn missing(&self) -> Vec<Field> {
        missing([
            (Field::Authority, self.authority.is_some()),
            (Field::ValidFrom, self.valid_from.is_some()),
            (Field::ValidTo, self.valid_to.is_some()),
        ])
    }
}

impl CardFields {
    /// The side that has these fields.
    pub fn side(&self) -> Side {
        match self {
            Self::Portrait(_) => Side::Portrait,
            Self::Emblem(_) => Side::Emblem,
        }
    }

    /// The fields that could not be read.
    pub fn missing(&self) -> Vec<Field> {
        match self {
            Self::Portrait(fields) => fields.missing(),
            Self::Emblem(fields) => fields.missing(),
        }
    }
}

fn missing<const N: usize>(fields: [(Field, bool); N]) -> Vec<Field> {
    fields.into_iter().filter(|(_, read)| !read).map(|(field, _)| field).collect()
}

impl fmt::Debug for PortraitFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PortraitFields {{ missing: {:?} }}", self.missing())
    }
}

impl fmt::Debug for EmblemFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EmblemFields {{ missing: {:?} }}", self.missing())
    }
}

/// Neither a date nor 长期.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("neither a date nor 长期")]
pub struct NoValidTo;

impl TryFrom<String> for ValidTo {
    type Error = NoValidTo;

    fn try_from(text: String) -> Result<Self, NoValidTo> {
        if text == LONG_TERM { Ok(Self::LongTerm) } else { text.parse().map(Self::Day).map_err(|_| NoValidTo) }
    }
}

impl From<ValidTo> for String {
    fn from(valid_to: ValidTo) -> Self {
        valid_to.to_string()
    }
}

impl fmt::Display for ValidTo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(date) => date.fmt(f),
            Self::LongTerm => f.write_str(LONG_TERM),
        }
    }
}
