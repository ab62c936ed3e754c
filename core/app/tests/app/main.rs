//! The use-cases against the reference platform on a free port, over a network that can fail, with stores in real files.
//! Photos are notes of what is to be seen in them; `real_photos.rs` has pictures.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // helpers of tests may fail as tests do

mod account;
mod consents;
mod desk;
mod faults;
mod kills;
mod phone;
mod photos;
mod real_photos;
mod stories;
mod students;
