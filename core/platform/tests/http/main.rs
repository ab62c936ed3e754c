//! The client against the real reference platform: over a good network, over every bad one, and over TLS.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // helpers of tests are tests

mod bad_network;
mod review;
mod session;
mod support;
mod tls;
