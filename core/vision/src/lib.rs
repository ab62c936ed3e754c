//! Pixels to measurements: photo (bounded decode), card (locate, rectify, read), portrait (face, mesh, pose, light), frame (the
//! live camera's light, sharpness, motion).
//! It knows no limit and does no IO: bytes come in, measurements go out.

pub mod card;
mod depthwise;
mod error;
pub mod frame;
mod model;
mod moire;
mod photo;
mod plane;
pub mod portrait;
mod raster;
mod times;

pub use error::VisionError;
pub use model::{Models, Network};
pub use photo::{Photo, sendable};
pub use raster::Raster;
pub use times::Times;
