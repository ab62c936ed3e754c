//! A frame: one raw picture of a live camera, and what is measured on it while the student still aims.
//!
//! Frames come several a second, so nothing here runs a network or copies a plane: the middle, where the subject belongs,
//! is reduced to a small grid of levels, and everything is measured on that.

mod fault;
mod light;
mod middle;
mod motion;
mod outline;
mod planes;
mod sharpness;
mod watch;

pub use fault::FrameFault;
pub use outline::outline;
pub use planes::{Chroma, Frame, Planes};
pub use watch::Watch;
