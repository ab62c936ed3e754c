//! The use-cases of the entrance review over its ports.
