//! The use-cases of the entrance review: what the shells and the command line call.
//!
//! [`App`] leads one student through it over its ports: the [`Platform`](ruxue_platform::Platform), the
//! [`Store`](ruxue_store::Store), [`Vision`] and the [`Host`]. The rules decide what may happen; here it is done, in the
//! order that loses nothing: first the store, then the network.
//!
//! What is logged (target `ruxue`) names steps, stages and kinds of errors, and nothing of the student.

mod account;
mod app;
mod attempt;
mod card;
mod consent;
mod error;
mod host;
mod look;
mod portrait;
mod session;
mod step;
mod text;
pub mod view;
mod vision;

pub use app::App;
pub use error::Error;
pub(crate) use host::china;
pub use host::{Host, SystemHost, day_in_china};
pub use vision::{Unseen, Vision};
