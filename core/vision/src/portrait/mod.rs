//! The portrait: faces, mesh, head, pose, eyes, what is worn, sharpness, light.
//!
//! Faces are found on a thumbnail; everything else is measured on small crops around the main one, so that the cost does not
//! grow with the photo.

mod cast;
mod detect;
mod eyes;
mod gaze;
mod head;
mod light;
mod luminance;
mod mean_mesh;
mod mesh;
mod mouth;
mod others;
mod parts;
mod pose;
mod sharpness;
mod similarity;
mod turn;
mod worn;

use crate::moire::moire;
use crate::{Models, Photo, Raster, Times, VisionError};
pub(crate) use detect::face_score;
use detect::{Face, Seen};
use eyes::Eyes;
use head::View;
use light::Light;
use mean_mesh::MEAN_MESH;
use mesh::{Mesh, place};
use others::add_others;
use parts::Parts;
use pose::Pose;
use ruxue_rules::{Edge, FaceMeasures, HeadMeasures, Point, PortraitMeasures, Rect};
use similarity::Similarity;
use std::time::Instant;
use turn::Turn;
use worn::Worn;

/// Side of an aligned face, pixels.
pub const ALIGNED_FACE: usize = 192;

/// Pixels of an aligned face a face height: the face fills 80 % of it.
const ALIGNED_SCALE: f32 = ALIGNED_FACE as f32 / 1.25;

/// Brings the mean face onto an aligned one.
const UNIT_TO_ALIGNED: Similarity =
    Similarity::scale_shift(ALIGNED_SCALE, ALIGNED_FACE as f32 / 2.0, 0.1 * ALIGNED_FACE as f32);

/// Longest side of the thumbnail that faces are found on: twice what the networks see.
const THUMBNAIL: usize = 384;

/// Measures a portrait. Places are in pixels of the photo as taken.
///
/// # Errors
/// [`VisionError`] when a network does not run. A photo without a face is no error: its measures hold none.
pub fn measure(photo: &Photo, models: &Models) -> Result<(PortraitMeasures, Times), VisionError> {
    let start = Instant::now();
    let thumbnail = thumbnail(&photo.raster);
    let (faces, mesh) = find(&photo.raster, &thumbnail, models)?;
    let locate = start.elapsed();
    let head = mesh.map(|mesh| measure_head(photo, &thumbnail, &mesh, models)).transpose()?;
    let faces = faces.iter().map(|f| FaceMeasures { bounds: enlarge(f.bounds, photo.scale), score: f.score }).collect();
    Ok((PortraitMeasures { faces, head }, Times { locate, read: start.elapsed() - locate, ..Times::default() }))
}

/// The main face, cut upright at a fixed size: what a comparison of two faces needs.
#[derive(Debug, Clone)]
pub struct AlignedFace {
    /// [`ALIGNED_FACE`]² pixels; the forehead's top is at (½, 1/10), the chin at (½, 9/10) of it on average.
    pub pixels: Raster,
}

impl AlignedFace {
    /// Side of [`Self::texture`].
    pub const TEXTURE: usize = ALIGNED_FACE / 2;

    /// Features without the light on them: logarithm of the luminance, between the scales of σ 1 and σ 6, [`Self::TEXTURE`]²
    /// values row by row.
    pub fn texture(&self) -> Vec<f32> {
        let levels = luminance::plane(&self.pixels.reduced(2), |y| (y + 8.0).ln());
        let (fine, coarse) = (levels.gaussian(1.0), levels.gaussian(6.0));
        fine.values().iter().zip(coarse.values()).map(|(f, c)| f - c).collect()
    }
}

/// Finds and aligns the main face; none where there is no face.
///
/// # Errors
/// [`VisionError`] when a network does not run.
pub fn aligned_face(photo: &Photo, models: &Models) -> Result<Option<AlignedFace>, VisionError> {
    let (_, mesh) = find(&photo.raster, &thumbnail(&photo.raster), models)?;
    Ok(mesh.map(|mesh| AlignedFace { pixels: align(&photo.raster, mesh.to_unit()) }))
}

fn thumbnail(raster: &Raster) -> Raster {
    raster.reduced(raster.width().max(raster.height()) / THUMBNAIL)
}

/// Presence of a mesh from which on a face is sure to be where it was looked for.
const SURE: f32 = 0.95;

/// Faces of the raster, the main one first, and its mesh. Where none is sure to stand upright, the picture may be turned.
fn find(raster: &Raster, thumbnail: &Raster, models: &Models) -> Result<(Vec<Face>, Option<Mesh>), VisionError> {
    let mut unsure = None;
    for turn in Turn::ALL {
        let Seen { mut faces, doubtful } = look(raster, thumbnail, turn, models)?;
        let Some(main) = faces.first() else { continue };
        let mesh = Mesh::locate(raster, main, models)?;
        if mesh.presence >= SURE {
            add_others(&mut faces, &doubtful, &mesh, raster, models)?;
            return Ok((faces, Some(mesh)));
        }
        if turn == Turn::None {
            unsure = Some((faces, Some(mesh)));
        }
    }
    Ok(unsure.unwrap_or_default())
}

/// What stands upright in the raster when it is turned, seen on its thumbnail.
fn look(raster: &Raster, thumbnail: &Raster, turn: Turn, models: &Models) -> Result<Seen, VisionError> {
    let scale = (raster.width() / thumbnail.width()) as f32;
    let mut seen = detect::look(&turn.of(thumbnail), models)?;
    for face in seen.faces.iter_mut().chain(&mut seen.doubtful) {
        *face = turn.back(*face, thumbnail);
        face.bounds = enlarge(face.bounds, scale);
        face.eyes = face.eyes.map(|p| Point::new(p.x * scale, p.y * scale));
    }
    Ok(seen)
}

/// Windows along and across the photo's middle in which a screen's pixels are sought: where the lens is aslant, waves alter from one side
/// of the photo to the other.
const WINDOWS: [usize; 2] = [6, 6];

fn align(raster: &Raster, to_unit: Similarity) -> Raster {
    to_unit.then(UNIT_TO_ALIGNED).crop(raster, ALIGNED_FACE, ALIGNED_FACE)
}

fn measure_head(photo: &Photo, thumbnail: &Raster, mesh: &Mesh, models: &Models) -> Result<HeadMeasures, VisionError> {
    let raster = &photo.raster;
    let to_unit = mesh.to_unit();
    let face = align(raster, to_unit);
    let view = View::cut(raster, to_unit);
    let head = view.head();
    let (width, height) = (raster.width() as f32, raster.height() as f32);
    let pose = Pose::of(mesh);
    let parts = Parts::of(&face, mesh);
    let light = Light::measure(&face, mesh, &parts, &view);
    let worn = Worn::measure(raster, to_unit, models)?;
    let eyes = Eyes::measure(raster, to_unit, models)?;
    let [sharpness, sharpness_along] = sharpness::measure(&face);
    let middles = [mesh.middle(place::LEFT_EYE), mesh.middle(place::RIGHT_EYE)];
    let [left, right] = middles;
    let (gap, nearest) = nearest_edge(head, width, height);
    let enlarge_point = |p: Point| Point::new(p.x * photo.scale, p.y * photo.scale);
    Ok(HeadMeasures {
        head: enlarge(head, photo.scale),
        oval: mesh.oval().into_iter().map(enlarge_point).collect(),
        eyes: middles.map(enlarge_point),
        presence: mesh.presence,
        hat: worn.hat,
        eyes_covered: worn.eyes,
        face_covered: worn.face,
        share: head.height / width.min(height),
        offset: (head.x + head.width / 2.0) / width - 0.5,
        clearance: gap / head.height,
        nearest,
        below_chin: (height - mesh.point(place::CHIN).y) / head.height,
        eye_distance: left.distance(right) * photo.scale,
        yaw: pose.yaw,
        pitch: pose.pitch,
        roll: pose.roll,
        eyes_open: eyes.open,
        gaze: eyes.gaze,
        mouth_open: mouth::open(raster, to_unit, models)?,
        sharpness,
        sharpness_along,
        bright_level: light.bright_level,
        burnt: light.burnt,
        side_light: light.side_light,
        back_light: light.back_light,
        colour_cast: cast::measure(&parts),
        colour: light::colour(thumbnail),
        moire: moire(raster, |u, v| Point::new((0.25 + u / 2.0) * width, (0.25 + v / 2.0) * height), WINDOWS),
    })
}

/// The smallest gap between the head and the edges of a photo of this size, and that edge.
fn nearest_edge(head: Rect, width: f32, height: f32) -> (f32, Edge) {
    let others = [
        (head.x, Edge::Left),
        (width - head.x - head.width, Edge::Right),
        (height - head.y - head.height, Edge::Bottom),
    ];
    others.into_iter().fold((head.y, Edge::Top), |least, gap| if gap.0 < least.0 { gap } else { least })
}

fn enlarge(r: Rect, scale: f32) -> Rect {
    Rect { x: r.x * scale, y: r.y * scale, width: r.width * scale, height: r.height * scale }
}
