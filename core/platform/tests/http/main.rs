//! The client against the real reference platform: over a good network, over every bad one, and over TLS.

mod bad_network;
mod review;
mod session;
mod support;
mod tls;
