use serde::{Deserialize, Serialize};

/// A place in a photo, in pixels of the upright photo: x to the right, y down, (0, 0) the top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(from = "[f32; 2]", into = "[f32; 2]")]
pub struct Point {
    /// Pixels from the left edge.
    pub x: f32,
    /// Pixels from the top edge.
    pub y: f32,
}

impl Point {
    /// The point (`x`, `y`).
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    /// Distance to `other`, in pixels.
    pub fn distance(self, other: Self) -> f32 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

impl From<[f32; 2]> for Point {
    fn from([x, y]: [f32; 2]) -> Self {
        Self { x, y }
    }
}

/// The form of JSON: rounded to a tenth of a pixel, finer than anything is located.
impl From<Point> for [f32; 2] {
    fn from(p: Point) -> Self {
        [p.x, p.y].map(|v| (v * 10.0).round() / 10.0)
    }
}

/// An edge of the upright photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the names say it
pub enum Edge {
    Left,
    #[default]
    Top,
    Right,
    Bottom,
}

/// A polygon of a photo; empty means the whole photo.
pub type Region = Vec<Point>;

/// The four corners of a card in **its own** order: top-left, top-right, bottom-right, bottom-left of the card as
/// one reads it, whichever way it lies in the photo. Corners may be outside the photo when the card is cut.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Quad(pub [Point; 4]);

/// An upright rectangle, in pixels of the upright photo. May reach outside the photo.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width, ≥ 0.
    pub width: f32,
    /// Height, ≥ 0.
    pub height: f32,
}

impl Quad {
    /// Lengths of the shorter of its two sides across (first corner to second) and of its two sides down.
    pub fn sides(&self) -> [f32; 2] {
        let [a, b, c, d] = self.0;
        [a.distance(b).min(d.distance(c)), a.distance(d).min(b.distance(c))]
    }
}

impl Rect {
    /// The four corners, clockwise from the top left.
    pub fn region(self) -> Region {
        let (r, b) = (self.x + self.width, self.y + self.height);
        vec![Point::new(self.x, self.y), Point::new(r, self.y), Point::new(r, b), Point::new(self.x, b)]
    }
}
