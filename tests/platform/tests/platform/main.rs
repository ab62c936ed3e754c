//! The reference platform, spoken to as a client would: every answer of every test is held against the contract.

mod card;
mod contract;
mod review;
mod session;
mod support;
