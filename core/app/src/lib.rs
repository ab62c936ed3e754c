//! The use-cases of the entrance review: what the shells and the command line call.
//!
//! [`App`] leads one student through it over its ports: the [`Platform`](ruxue_platform::Platform), the
//! [`Store`](ruxue_store::Store), [`Vision`] and the [`Host`]. The rules decide what may happen; here it is done, in the
//! order that loses nothing: first the store, then the network.

mod account;
mod app;
mod attempt;
mod card;
mod consent;
mod error;
mod host;
mod portrait;
mod session;
mod text;
mod vision;

pub use app::{App, day_in_china};
pub use error::Error;
pub use host::{Host, SystemHost};
pub use session::LoggedIn;
pub use vision::{Unseen, Vision};
