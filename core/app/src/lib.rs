//! The use-cases of the entrance review: what the shells and the command line call.
//!
//! [`App`] leads one student through it over its ports: the [`Platform`](ruxue_platform::Platform), the
//! [`Store`](ruxue_store::Store), [`Vision`] and the day it is. The rules decide what may happen; here it is done, in the
//! order that loses nothing: first the store, then the network.

mod app;
mod attempt;
mod card;
mod error;
mod portrait;
mod session;
mod text;
mod vision;

pub use app::{App, today_in_china};
pub use error::Error;
pub use vision::{Unseen, Vision};
