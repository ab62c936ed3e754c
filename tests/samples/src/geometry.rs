//! Projection of a flat desk into a photo.

use ruxue_rules::Point;

/// A plane projective map, row by row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Homography(pub(crate) [f32; 9]);

impl Homography {
    pub(crate) fn map(&self, p: Point) -> Point {
        let [a, b, c, d, e, f, g, h, i] = self.0;
        let w = g * p.x + h * p.y + i;
        Point::new((a * p.x + b * p.y + c) / w, (d * p.x + e * p.y + f) / w)
    }

    /// The way back: the adjugate, as scale does not matter.
    pub(crate) fn inverse(&self) -> Self {
        let [a, b, c, d, e, f, g, h, i] = self.0.map(f64::from);
        let adjugate = [
            e * i - f * h,
            c * h - b * i,
            b * f - c * e,
            f * g - d * i,
            a * i - c * g,
            c * d - a * f,
            d * h - e * g,
            b * g - a * h,
            a * e - b * d,
        ];
        let scale = adjugate.iter().fold(0.0_f64, |most, v| most.max(v.abs())).max(f64::MIN_POSITIVE);
        Self(adjugate.map(|v| (v / scale) as f32))
    }
}

/// How a phone is held over the desk.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pose {
    /// Turn of the card in the picture, degrees clockwise.
    pub turn: f32,
    /// Angle between the lens's axis and the desk's normal, degrees.
    pub tilt: f32,
    /// Which way it tilts, degrees clockwise from the picture's right.
    pub towards: f32,
    /// Size of the card: the larger of its bounding box's width over the photo's and height over the photo's.
    pub fill: f32,
    /// Where the card's bounding box lies in the room that is left, 0 (left, top) to 1; 0.5 is the middle.
    pub place: [f32; 2],
}

/// Width of a card, millimetres (ISO/IEC 7810 ID-1).
pub const CARD_WIDTH: f32 = 85.60;
/// Height of a card, millimetres.
pub const CARD_HEIGHT: f32 = 53.98;
/// Radius of a card's corners, millimetres.
pub const CARD_RADIUS: f32 = 3.18;

/// The card's corners on the desk, millimetres from its middle, in the card's own order.
pub(crate) const CORNERS: [Point; 4] = [
    Point::new(-CARD_WIDTH / 2.0, -CARD_HEIGHT / 2.0),
    Point::new(CARD_WIDTH / 2.0, -CARD_HEIGHT / 2.0),
    Point::new(CARD_WIDTH / 2.0, CARD_HEIGHT / 2.0),
    Point::new(-CARD_WIDTH / 2.0, CARD_HEIGHT / 2.0),
];

/// Focal length over the photo's longer side: a phone's main lens, 26 mm against film of 36 mm.
const FOCAL: f32 = 26.0 / 36.0;

impl Pose {
    /// The map from the desk (millimetres, the card's middle at 0, its own right and down) to a photo of `width` × `height` pixels.
    pub(crate) fn homography(&self, width: f32, height: f32) -> Homography {
        let mut distance = FOCAL * width.max(height) * CARD_WIDTH / (self.fill * width);
        let mut middle = Point::new(width / 2.0, height / 2.0);
        // Size and place of the box depend on perspective: a few rounds settle them.
        for _ in 0..6 {
            let (low, high) = bounds(&self.project(width, height, distance, middle));
            let (w, h) = (high.x - low.x, high.y - low.y);
            distance *= (w / width).max(h / height) / self.fill;
            let [px, py] = self.place;
            middle.x += (width - w) * px - low.x;
            middle.y += (height - h) * py - low.y;
        }
        self.project(width, height, distance, middle)
    }

    fn project(&self, width: f32, height: f32, distance: f32, middle: Point) -> Homography {
        let (st, ct) = self.turn.to_radians().sin_cos();
        let (sa, ca) = self.towards.to_radians().sin_cos();
        let (sp, cp) = self.tilt.to_radians().sin_cos();
        // Turn in the plane, then tilt by `tilt` so that the side `towards` goes away from the lens.
        let tilt = |x: f32, y: f32| {
            let (along, across) = (x * ca + y * sa, -x * sa + y * ca);
            let (along, depth) = (along * cp, along * sp);
            [along * ca - across * sa, along * sa + across * ca, depth]
        };
        let ([ux, uy, uz], [vx, vy, vz]) = (tilt(ct, st), tilt(-st, ct));
        let f = FOCAL * width.max(height);
        let (cx, cy) = (width / 2.0, height / 2.0);
        let (tx, ty) = ((middle.x - cx) / f * distance, (middle.y - cy) / f * distance);
        Homography([
            f * ux + cx * uz,
            f * vx + cx * vz,
            f * tx + cx * distance,
            f * uy + cy * uz,
            f * vy + cy * vz,
            f * ty + cy * distance,
            uz,
            vz,
            distance,
        ])
    }
}

impl Homography {
    /// The same map with the picture moved by (`dx`, `dy`) pixels.
    pub(crate) fn moved(&self, dx: f32, dy: f32) -> Self {
        let [a, b, c, d, e, f, g, h, i] = self.0;
        Self([a + dx * g, b + dx * h, c + dx * i, d + dy * g, e + dy * h, f + dy * i, g, h, i])
    }
}

fn bounds(h: &Homography) -> (Point, Point) {
    let points = CORNERS.map(|c| h.map(c));
    let fold = |pick: fn(Point) -> f32, better: fn(f32, f32) -> f32, from| {
        points.iter().fold(from, |m, p| better(m, pick(*p)))
    };
    (
        Point::new(fold(|p| p.x, f32::min, f32::MAX), fold(|p| p.y, f32::min, f32::MAX)),
        Point::new(fold(|p| p.x, f32::max, f32::MIN), fold(|p| p.y, f32::max, f32::MIN)),
    )
}
