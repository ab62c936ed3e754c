//! What survives on the phone: the session, the review with its chances and last outcome, and the photos it needs.
//!
//! A folder holds one SQLite file an account, under a random name. All that is personal is sealed (XChaCha20-Poly1305)
//! under the account's data key, which the phone's [`Vault`] wraps: whoever reads the folder learns how many students
//! logged in on this phone, how many photos each has and how large they are, and nothing else.
//!
//! Every change is one transaction that is on the disk when the call returns: a process killed or a battery dead at any
//! moment leaves the state before or the state after, never half of one; on a full disk the state before stands. What is
//! deleted is overwritten. What seals can't prevent: that someone puts an older whole file in place of today's.

mod account;
mod error;
mod folder;
mod migration;
mod seal;
mod store;
#[cfg(test)]
mod testing;
mod vault;

pub use error::StoreError;
pub use store::Store;
pub use vault::{KeyVault, Vault, VaultError};

pub(crate) use vault::VaultKey;
