//! The lens that a card was seen through: how far the card is tilted before it, and whether a quadrilateral can be a card at all.

use super::homography::Homography;
use super::layout::{HEIGHT_MM, WIDTH_MM};
use ruxue_rules::{Point, Quad};

/// A phone's main lens: focal length over the picture's long side (26 mm on 36 mm film).
const MAIN: f32 = 0.72;
/// The same of what else a phone takes a card with: the main lens zoomed in to get near enough, and the second lens (52 mm).
const LENSES: [f32; 3] = [MAIN, 1.0, 1.44];

/// How much better another lens than the main one must suit a card to be taken for it: corners off by a pixel or two make as much.
const CLEARLY: f32 = 0.03;

/// Angle between the lens's axis and the card's normal, degrees, taking the lens that suits the card and the picture's middle as its
/// axis.
pub(super) fn tilt(corners: &Quad, size: (f32, f32)) -> f32 {
    let against = |lens: f32| misfit_of(corners, size, lens) + if lens == MAIN { 0.0 } else { CLEARLY };
    let lens = LENSES.into_iter().min_by(|a, b| against(*a).total_cmp(&against(*b))).unwrap_or(MAIN);
    let Some(card) = Homography::to(&before(corners, size, lens)) else { return 90.0 };
    let normal = card.normal();
    let [x, y, z] = normal;
    let length = (x * x + y * y + z * z).sqrt();
    if length > 0.0 { (z.abs() / length).min(1.0).acos().to_degrees() } else { 90.0 }
}

/// How far a quadrilateral in a picture of `size` is from every card that a phone's lens can show: by how much its ratio of width
/// to height is wrong, as a share, and its angles, as the cosine, together; of the lens that suits best.
pub(super) fn misfit(corners: &Quad, size: (f32, f32)) -> f32 {
    LENSES.into_iter().map(|lens| misfit_of(corners, size, lens)).fold(f32::INFINITY, f32::min)
}

fn misfit_of(corners: &Quad, size: (f32, f32), lens: f32) -> f32 {
    Homography::to(&before(corners, size, lens)).map_or(f32::INFINITY, |card| unlike_card(&card))
}

/// The corners as a lens of focal length 1 shows them, the picture's middle at (0, 0).
fn before(corners: &Quad, (width, height): (f32, f32), lens: f32) -> Quad {
    let focal = lens * width.max(height);
    Quad(corners.0.map(|p| Point::new((p.x - width / 2.0) / focal, (p.y - height / 2.0) / focal)))
}

fn unlike_card(card: &Homography) -> f32 {
    let (across, down) = card.axes();
    let dot = |[a, b, c]: [f32; 3], [x, y, z]: [f32; 3]| a * x + b * y + c * z;
    let (width, height) = (dot(across, across).sqrt(), dot(down, down).sqrt());
    let ratio = (width / height / (WIDTH_MM / HEIGHT_MM)).ln().abs();
    let angle = (dot(across, down) / (width * height)).abs();
    if (ratio + angle).is_finite() { ratio + angle } else { f32::INFINITY }
}
