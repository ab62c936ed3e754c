//! Specimen cards and computer-generated portraits with defects of known severity, drawn by code.

mod assets;
pub mod card;
mod cast;
mod chance;
pub mod defect;
pub mod desk;
mod error;
mod face;
mod file;
mod geometry;
pub mod hostile;
mod impostor;
mod light;
mod live;
mod noise;
mod overlay;
mod paper;
mod picture;
pub mod portrait;
mod prop;
mod sample;
pub mod scene;
pub mod set;
pub mod specimen;
mod text;
mod wear;

pub use assets::{ASSETS_VARIABLE, Assets, Person};
pub use defect::Defect;
pub use desk::Desk;
pub use error::SampleError;
pub use file::Tags;
pub use geometry::{CARD_HEIGHT, CARD_RADIUS, CARD_WIDTH, Pose};
pub use live::{LiveCamera, LiveFrame};
pub use portrait::{Portrait, PortraitDefect, PortraitPhoto};
pub use scene::{CardPhoto, Lighting, Scene};
pub use specimen::Specimen;
