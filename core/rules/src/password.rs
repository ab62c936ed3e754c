//! What a password of the student's own must be.

use crate::IdNumber;
use serde::{Deserialize, Serialize};

/// Fewest characters: NIST SP 800-63B §5.1.1.2.
const SHORTEST: usize = 8;
/// Most characters: the same wants at least 64 to be allowed.
const LONGEST: usize = 64;
/// Fewest different characters, so that 11111111 and 12121212 are none.
const FEWEST_DIFFERENT: usize = 4;

/// Why a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PasswordProblem {
    /// Fewer than 8 characters.
    #[error("a password has at least 8 characters")]
    TooShort,
    /// More than 64 characters.
    #[error("a password has at most 64 characters")]
    TooLong,
    /// Hardly any different characters, or digits that only count up or down.
    #[error("the password is too simple")]
    TooSimple,
    /// Part of the ID number, which others may know; or the ID number in it.
    #[error("the password is part of the ID number")]
    IdNumber,
}

/// Holds a password that a student chooses against the rules; `number` is theirs, where it is known.
///
/// # Errors
/// The first [`PasswordProblem`] that applies.
pub fn check_password(password: &str, number: Option<&IdNumber>) -> Result<(), PasswordProblem> {
    match password.chars().count() {
        ..SHORTEST => return Err(PasswordProblem::TooShort),
        SHORTEST..=LONGEST => {}
        _ => return Err(PasswordProblem::TooLong),
    }
    if number.is_some_and(|number| shares(password, number)) {
        return Err(PasswordProblem::IdNumber);
    }
    if different(password) < FEWEST_DIFFERENT || is_run(password) {
        return Err(PasswordProblem::TooSimple);
    }
    Ok(())
}

/// Whether `password` is still the one that every account begins with: the last six characters of the ID number.
pub fn is_first_password(password: &str, number: &IdNumber) -> bool {
    password.eq_ignore_ascii_case(number.last_six())
}

fn shares(password: &str, number: &IdNumber) -> bool {
    let password = password.to_uppercase();
    number.as_str().contains(&password) || password.contains(number.as_str())
}

fn different(password: &str) -> usize {
    let mut characters: Vec<char> = password.chars().collect();
    characters.sort_unstable();
    characters.dedup();
    characters.len()
}

/// Whether every character follows the one before it, up or down: 12345678, hgfedcba.
fn is_run(password: &str) -> bool {
    let codes: Vec<i64> = password.chars().map(|c| i64::from(u32::from(c))).collect();
    let runs_by = |step: i64| codes.iter().zip(codes.iter().skip(1)).all(|(a, b)| b - a == step);
    runs_by(1) || runs_by(-1)
}
