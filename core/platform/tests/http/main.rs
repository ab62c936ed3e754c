//! The client against the real reference platform: over a good network, over every bad one, and over TLS; and against an
//! invented network, where time is the test's and every answer can be.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // helpers of tests are tests

mod account;
mod answers;
mod bad_network;
mod clock;
mod fake;

mod retries;
mod review;
mod session;
mod support;
mod tls;
mod uploads;
