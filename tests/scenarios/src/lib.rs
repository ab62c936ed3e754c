//! Whole reviews under every misfortune: a simulated world by seed ([`world`]), real processes killed, many students at once.
//!
//! In a simulated world the real app and the real store run against the reference platform's own router, on a disk and over a
//! network that fail as the seed wants; time is simulated, so that a review of minutes takes milliseconds.
//!
//! Stories ([`story`]) are told in JSON, once for all languages, and played on a [`stage`]: a whole platform with real eyes.

pub mod act;
pub mod cast;
pub mod disk;
pub mod eyes;
pub mod ledger;
pub mod network;

pub mod stage;
pub mod story;
pub mod student;
pub mod weights;
pub mod world;
