//! What survives on the phone: the session, the review with its chances and last outcome, and the photos it needs, in one
//! SQLite file.
//!
//! Every change is one transaction that is on the disk when the call returns: a process killed or a battery dead at any
//! moment leaves the state before or the state after, never half of one. The file is **not encrypted yet**: whoever can
//! read the app's private folder can read it. What is deleted is overwritten.

mod error;
mod migration;
mod store;

pub use error::StoreError;
pub use store::Store;
