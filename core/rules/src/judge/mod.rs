//! Measurements held against the limits.

mod card;
mod fault;
mod photo;
mod portrait;

pub use card::{CardContext, CardReport, Reading, judge_card};
pub use fault::judge_fault;
pub use portrait::judge_portrait;
