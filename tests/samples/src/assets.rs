use crate::SampleError;
use crate::text::Typeface;
use image::RgbImage;
use ruxue_models::Manifest;
use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::{collections::HashMap, sync::Arc};

/// Environment variable that names a folder of fonts and pictures to use instead of fetched ones.
pub const ASSETS_VARIABLE: &str = "RUXUE_SAMPLES";

/// The fonts and pictures of people that samples are drawn with (`assets.toml`).
pub struct Assets {
    folder: PathBuf,
    /// Chinese faces: two sans-serif, one serif.
    pub(crate) chinese: [Typeface; 3],
    /// Faces for the number, with a plain zero as the true card has.
    pub(crate) digits: [Typeface; 2],
    pictures: Mutex<HashMap<PathBuf, Arc<RgbImage>>>,
}

impl Assets {
    /// Fetches what is not there yet, and loads the fonts.
    ///
    /// # Errors
    /// When a file can't be had or is no font.
    pub fn load() -> Result<Self, SampleError> {
        let folder = Manifest::parse(include_str!("../assets.toml"))?.ensure("samples", ASSETS_VARIABLE)?;
        let face = |name: &str, index| {
            let path = folder.join(name);
            let bytes = fs::read(&path).map_err(SampleError::io(&path))?;
            Typeface::new(bytes, index).ok_or(SampleError::Font { path })
        };
        Ok(Self {
            chinese: [face("sans.otf", 0)?, face("hei.ttc", 0)?, face("serif.otf", 0)?],
            digits: [face("hei.ttc", 1)?, face("sans.otf", 0)?],
            pictures: Mutex::default(),
            folder,
        })
    }

    /// A picture of `person`, decoded once.
    pub(crate) fn picture(&self, person: Person, kind: Picture) -> Result<Arc<RgbImage>, SampleError> {
        let path = self.folder.join(format!("people/P{:03}/assets/{}.jpg", person.0, kind.file()));
        let mut pictures = self.pictures.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(picture) = pictures.get(&path) {
            return Ok(Arc::clone(picture));
        }
        let picture = Arc::new(image::open(&path)?.into_rgb8());
        pictures.insert(path, Arc::clone(&picture));
        Ok(picture)
    }
}

/// One of the computer-generated people, by its number in the package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Person(pub(crate) u8);

impl Person {
    /// The people we use. P002 and P003 are left out.
    pub const ALL: [Self; 8] = [Self(1), Self(4), Self(5), Self(6), Self(7), Self(8), Self(9), Self(10)];

    /// 男 or 女, as a card would say.
    pub fn sex(self) -> &'static str {
        if [5, 7, 8].contains(&self.0) { "男" } else { "女" }
    }
}

/// A kind of picture that there is of each person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Picture {
    /// Head and shoulders before grey, 2048 × 2048.
    Head,
    /// Full length before grey, 1536 × 2752.
    #[default]
    Studio,
    /// Full length outdoors, 1696 × 2528.
    Outdoors,
    /// Taken of oneself with the front lens, smiling, 1696 × 2528.
    Selfie,
}

impl Picture {
    fn file(self) -> &'static str {
        match self {
            Self::Head => "studio_portrait",
            Self::Studio => "studio_posture",
            Self::Outdoors => "amateur_posture",
            Self::Selfie => "amateur_selfie",
        }
    }
}
