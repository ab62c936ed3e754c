//! How light the whole picture is: what tells why no card is seen in it.

use super::quality::is_burnt;
use crate::Raster;
use crate::plane::{luminance, percentile};
use ruxue_rules::PictureLight;

/// Every so many pixels of every so many rows are looked at.
const APART: usize = 8;
/// What is brighter than this share of the picture is a lamp or its reflection.
const BRIGHT: f32 = 0.98;

pub(super) fn light(raster: &Raster) -> PictureLight {
    let rows = raster.rgb().chunks_exact(raster.width() * 3).step_by(APART);
    let pixels: Vec<[u8; 3]> = rows.flat_map(|row| row.as_chunks::<3>().0.iter().step_by(APART).copied()).collect();
    let burnt = pixels.iter().filter(|p| is_burnt(**p)).count() as f32 / pixels.len().max(1) as f32;
    let mut levels: Vec<f32> = pixels.into_iter().map(luminance).collect();
    PictureLight { bright_level: percentile(&mut levels, BRIGHT), burnt }
}
