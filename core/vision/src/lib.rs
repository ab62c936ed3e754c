//! Pixels to measurements: photo (bounded decode), card (locate, rectify, read), portrait (face, mesh, pose, light).
//! It knows no limit and does no IO: bytes come in, measurements go out.

mod error;
mod model;
mod photo;
pub mod portrait;
mod raster;

pub use error::VisionError;
pub use model::{Models, Network};
pub use photo::Photo;
pub use raster::Raster;
