//! Portraits with the truth about them: labelled ones of a folder, or the specimens, drawn.

use crate::picture::{enlarged, raster_of, small};
use crate::{Outcome, labels};
use image::RgbImage;
use ruxue_rules::{Kind, PhotoMeasures};
use ruxue_samples::set::portrait_set;
use ruxue_samples::{Assets, Portrait};
use ruxue_vision::Photo;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

/// A portrait and what is true of it.
pub(crate) struct Sample {
    pub(crate) name: String,
    /// Whether the photo has to be accepted.
    pub(crate) must_pass: bool,
    /// What is wrong with it, and the findings that tell so.
    pub(crate) faults: Vec<(&'static str, &'static [Kind])>,
    /// Of four parts the one it belongs to; none where drawn.
    pub(crate) quarter: Option<u32>,
    /// As labelled; null where drawn.
    pub(crate) label: Value,
    source: Source,
}

enum Source {
    Tile(PathBuf),
    Drawn(Box<Portrait>, Arc<Assets>),
}

/// Which part of a set: networks learn on `Train`, limits are chosen on it and on `Tune`, `Report` is for reporting alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Split {
    Train,
    Tune,
    Report,
    All,
}

impl FromStr for Split {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let all = [("train", Self::Train), ("tune", Self::Tune), ("report", Self::Report), ("all", Self::All)];
        all.into_iter().find(|(n, _)| *n == name).map(|(_, split)| split).ok_or(format!("no such split: {name}"))
    }
}

impl Split {
    pub(crate) fn holds(self, quarter: u32) -> bool {
        let part = match quarter {
            3 => Self::Report,
            2 => Self::Tune,
            _ => Self::Train,
        };
        self == Self::All || self == part
    }
}

/// The part, 0 to 3, of the portrait of this number. Twelve neighbours are of one series and stay together; `faces.py` parts alike.
pub(crate) fn quarter(number: u32) -> u32 {
    (number / 12).wrapping_mul(2_654_435_761) >> 30
}

/// Drawn portraits: good ones, and of each clear defect.
const DRAWN: (u64, u64) = (60, 6);

/// Seed of the drawn ones.
const SEED: u64 = 60_001;

/// The portraits of `set`: a folder, or `drawn`, which has no parts.
pub(crate) fn read(set: &str, split: Split) -> Outcome<Vec<Sample>> {
    if set == "drawn" { drawn() } else { labels::read(Path::new(set), split) }
}

fn drawn() -> Outcome<Vec<Sample>> {
    let assets = Arc::new(Assets::load()?);
    let sample = |sample: ruxue_samples::set::PortraitSample| Sample {
        name: sample.name,
        must_pass: sample.portrait.defects.is_empty(),
        faults: sample.portrait.defects.iter().map(|defect| labels::drawn(defect.kind())).collect(),
        quarter: None,
        label: Value::Null,
        source: Source::Drawn(Box::new(sample.portrait), assets.clone()),
    };
    Ok(portrait_set(SEED, DRAWN.0, DRAWN.1).into_iter().map(sample).collect())
}

impl Sample {
    /// The labelled portrait whose tile lies at `path`.
    pub(crate) fn labelled(name: String, quarter: u32, label: Value, path: PathBuf) -> Self {
        Self {
            name,
            must_pass: labels::must_pass(&label),
            faults: labels::faults(&label),
            quarter: Some(quarter),
            label,
            source: Source::Tile(path),
        }
    }

    /// The tile's file; none where it is drawn.
    pub(crate) fn tile(&self) -> Option<&Path> {
        match &self.source {
            Source::Tile(path) => Some(path),
            Source::Drawn(..) => None,
        }
    }

    /// The portrait as a photo.
    pub(crate) fn photo(&self) -> Outcome<Photo> {
        match &self.source {
            Source::Tile(_) => photo(&self.small()?),
            Source::Drawn(portrait, assets) => {
                Photo::decode(&portrait.draw(assets)?.jpeg).map_err(|fault| format!("{fault}").into())
            }
        }
    }

    /// The portrait at the size at which defects are made.
    pub(crate) fn small(&self) -> Outcome<RgbImage> {
        match &self.source {
            Source::Tile(path) => Ok(image::open(path)?.into_rgb8()),
            Source::Drawn(..) => small(&self.photo()?.raster),
        }
    }
}

/// A small picture, enlarged to stand for a photo.
pub(crate) fn photo(picture: &RgbImage) -> Outcome<Photo> {
    let raster = raster_of(&enlarged(picture))?;
    let [width, height] = [raster.width() as u32, raster.height() as u32];
    Ok(Photo { raster, scale: 1.0, measures: PhotoMeasures { width, height, ..PhotoMeasures::default() } })
}
