//! Ruxue for Kotlin and Swift: the only crate that knows UniFFI.
//!
//! [`Ruxue`] is the app: it takes actions and tells an [`Observer`] of the latest screen. What is shown and sent are the
//! core's own types ([`screens`]). Nothing here decides anything.
//!
//! No call panics into the foreign language: a mistake of ours becomes [`RuxueError::Panicked`].

mod config;
mod error;
mod eyes;
mod log;
mod observer;
mod ruxue;
pub mod screens;
mod shell;
mod vault;

pub use config::{Config, Language};
pub use error::RuxueError;
pub use log::{LogLevel, LogSink, set_log_sink};
pub use observer::Observer;
pub use ruxue::{Cancel, Ruxue};
pub use shell::ShellError;
pub use vault::{Vault, VaultFailure};

uniffi::setup_scaffolding!();

/// The version of the library.
#[uniffi::export]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").into()
}
