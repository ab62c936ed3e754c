//! Fetches pinned files (weights, fonts, sample pictures) by package, checks and caches them.
