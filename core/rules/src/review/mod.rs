//! The entrance review of one student as a pure state machine: [`Review::step`] takes a state and an event and gives the next
//! state or a refusal. The caller keeps the state; ids and days are passed in.

mod event;
mod missing;
mod next;
mod overrule;
mod state;
mod step;

pub use event::{Attempt, AttemptKey, Event, PhotoId, Refusal};
pub use next::Next;
pub use overrule::Overruled;
pub use state::{Review, Stage, TakenCard, TakenPortrait};
