//! The reference platform, spoken to as a client would: every answer of every test is held against the contract.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // helpers of tests are tests

mod account;
mod card;
mod consent;
mod contract;
mod crowd;
mod exchange;
mod fuzz;
mod quiet;
mod review;
mod session;
mod support;
mod upload;
