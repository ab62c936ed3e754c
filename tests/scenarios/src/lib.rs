//! Whole reviews under every misfortune.
