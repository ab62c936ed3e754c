//! Passwords: hashed slowly, a few at a time, and wrong ones counted.

use crate::app::{App, Policy};
use crate::problem::Problem;
use crate::sessions::seconds;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use rusqlite::{OptionalExtension, Transaction, params};
use std::sync::{Arc, OnceLock};
use tokio::sync::Semaphore;

/// What it costs to look at a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hashing {
    /// As the OWASP cheat sheet wants it: argon2id with 19 MiB and two passes, some 20 ms.
    Proper,
    /// Next to nothing, for tests that log in thousands of times.
    Cheap,
}

/// Hashes and verifies passwords, no more at once than there are processors.
#[derive(Clone)]
pub(crate) struct Passwords {
    hasher: Argon2<'static>,
    nobodys: Arc<OnceLock<String>>,
    turns: Arc<Semaphore>,
}

impl Passwords {
    pub(crate) fn new(hashing: Hashing) -> Self {
        let params = match hashing {
            Hashing::Proper => Params::DEFAULT,
            Hashing::Cheap => Params::new(Params::MIN_M_COST, 1, 1, None).unwrap_or(Params::DEFAULT),
        };
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            hasher: Argon2::new(Algorithm::Argon2id, Version::V0x13, params),
            nobodys: Arc::default(),
            turns: Arc::new(Semaphore::new(processors)),
        }
    }

    fn hash(&self, password: &str) -> Result<String, Problem> {
        let hash: PasswordHash = self.hasher.hash_password(password.as_bytes()).map_err(|_| Problem::Internal)?;
        Ok(hash.to_string())
    }

    /// Takes as long for an account that nobody has (`hash` none) as for a wrong password.
    fn verify(&self, password: &str, hash: Option<&str>) -> bool {
        let nobodys = || self.nobodys.get_or_init(|| self.hash("").unwrap_or_default()).as_str();
        let right = PasswordHash::new(hash.unwrap_or_else(nobodys))
            .is_ok_and(|hash| self.hasher.verify_password(password.as_bytes(), &hash).is_ok());
        right && hash.is_some()
    }
}

impl App {
    /// The hash of a password, as it is stored.
    pub(crate) async fn hash_password(&self, password: String) -> Result<String, Problem> {
        let passwords = self.passwords.clone();
        self.in_turn(&self.passwords.turns, move || passwords.hash(&password)).await
    }

    /// Whether `password` is the one of `hash`; none is nobody's.
    pub(crate) async fn is_password(&self, password: String, hash: Option<String>) -> Result<bool, Problem> {
        let passwords = self.passwords.clone();
        self.in_turn(&self.passwords.turns, move || Ok(passwords.verify(&password, hash.as_deref()))).await
    }
}

/// Under which name a student's tries are counted, whichever account is used.
pub(crate) fn student(id: i64) -> String {
    format!("student {id}")
}

/// Takes one of the tries before the password is looked at, so that guesses sent at once gain nothing: the last one
/// locks the account, and the right password undoes it. Answers the tries left.
pub(crate) fn take_try(db: &Transaction<'_>, who: &str, now: i64, policy: &Policy) -> Result<u32, Problem> {
    let (failures, locked_until): (u32, Option<i64>) = db
        .query_row("SELECT failures, locked_until FROM tries WHERE who = ?1", [who], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?
        .unwrap_or_default();
    let failures = match locked_until {
        Some(until) if until > now => return Err(Problem::Locked { seconds: until - now }),
        Some(_) => 1,
        None => failures + 1,
    };
    let tries_left = policy.tries.saturating_sub(failures);
    let locked_until = (tries_left == 0).then(|| now + seconds(policy.lock));
    db.execute("REPLACE INTO tries VALUES (?1, ?2, ?3)", params![who, failures, locked_until])?;
    Ok(tries_left)
}

/// Undoes the wrong passwords, and the lock.
pub(crate) fn clear_tries(db: &Transaction<'_>, who: &str) -> Result<(), Problem> {
    db.execute("DELETE FROM tries WHERE who = ?", [who])?;
    Ok(())
}

/// Gives the student a password of their own.
pub(crate) fn set(db: &Transaction<'_>, id: i64, hash: &str) -> Result<(), Problem> {
    db.execute("UPDATE students SET password_hash = ?, first_password = FALSE WHERE id = ?", params![hash, id])?;
    clear_tries(db, &student(id))
}
