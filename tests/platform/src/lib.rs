//! The reference platform: our own implementation of the platform's contract.
