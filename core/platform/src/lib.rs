//! The client of the platform's contract.
