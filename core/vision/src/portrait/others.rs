//! People beside the main face whom the detector doubts: dark or old faces, small ones.

use super::detect::Face;
use super::mesh::Mesh;
use crate::{Models, Raster, VisionError};
use ruxue_rules::{Point, Rect};

/// So many boxes are looked at: with one more person the photo is told from a portrait, a tenth changes nothing.
const MOST: usize = 3;

/// Presence of a mesh from which on there is a face. On single portraits walls and clothes reach 0.94, second faces have 0.99.
const PRESENCE: f32 = 0.99;

/// Adds those of `doubtful`, the largest first, in which the mesh is sure of a face. `faces` are known, and `mesh` is the first's.
pub(super) fn add_others(
    faces: &mut Vec<Face>,
    doubtful: &[Face],
    mesh: &Mesh,
    raster: &Raster,
    models: &Models,
) -> Result<(), VisionError> {
    let Some(main) = faces.first().copied() else { return Ok(()) };
    for face in doubtful.iter().take(MOST) {
        let other = Mesh::locate(raster, face, models)?;
        let ((middle, side), (_, main_side)) = (other.extent(), mesh.extent());
        // A doubtful box may be twice as large as its face, and the mesh may reach beyond a small one.
        let width = (side / main_side * main.bounds.width).min(face.bounds.width);
        let found = Face { bounds: square(middle, width), ..*face };
        // A box beside a face may lead the mesh to it.
        if other.presence >= PRESENCE && !faces.iter().any(|known| holds(known.bounds, middle)) {
            faces.push(found);
        }
    }
    Ok(())
}

fn square(middle: Point, side: f32) -> Rect {
    Rect { x: middle.x - side / 2.0, y: middle.y - side / 2.0, width: side, height: side }
}

fn holds(bounds: Rect, at: Point) -> bool {
    (bounds.x..bounds.x + bounds.width).contains(&at.x) && (bounds.y..bounds.y + bounds.height).contains(&at.y)
}
