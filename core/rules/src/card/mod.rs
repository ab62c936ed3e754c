//! The card's fields: from what was read to what the student confirms.

mod check;
mod confirm;
mod ethnicity;
mod fields;
mod parse;
mod repair;

pub use check::CardProblem;
pub(crate) use check::{check_emblem, check_portrait, is_usual_term};
pub use confirm::{CardDraft, ConfirmedCard};
pub use ethnicity::{Ethnicity, UnknownEthnicity};
pub use fields::{CardFields, EmblemFields, Field, NoValidTo, PortraitFields, ValidTo};
pub(crate) use repair::number as read_number;
