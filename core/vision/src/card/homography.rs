use ruxue_rules::{Point, Quad};

/// The projective map from the card's own plane, (0, 0) its top-left and (1, 1) its bottom-right corner, to a photo.
#[derive(Debug, Clone, Copy)]
pub(super) struct Homography {
    x: [f32; 3],
    y: [f32; 3],
    w: [f32; 3],
}

impl Homography {
    /// The map that takes the unit square's corners to those of `quad`; none when three of them are in line.
    ///
    /// Closed form of Heckbert, «Fundamentals of texture mapping and image warping», 1989.
    pub(super) fn to(quad: &Quad) -> Option<Self> {
        let [p0, p1, p2, p3] = quad.0;
        let (dx1, dx2, dx3) = (p1.x - p2.x, p3.x - p2.x, p0.x - p1.x + p2.x - p3.x);
        let (dy1, dy2, dy3) = (p1.y - p2.y, p3.y - p2.y, p0.y - p1.y + p2.y - p3.y);
        let det = dx1 * dy2 - dx2 * dy1;
        if !det.is_finite() || det.abs() < 1e-9 {
            return None;
        }
        let g = (dx3 * dy2 - dx2 * dy3) / det;
        let h = (dx1 * dy3 - dx3 * dy1) / det;
        Some(Self {
            x: [p1.x - p0.x + g * p1.x, p3.x - p0.x + h * p3.x, p0.x],
            y: [p1.y - p0.y + g * p1.y, p3.y - p0.y + h * p3.y, p0.y],
            w: [g, h, 1.0],
        })
    }

    /// Where the card's point (`u`, `v`) lies in the photo.
    pub(super) fn at(&self, u: f32, v: f32) -> Point {
        let dot = |[a, b, c]: [f32; 3]| a * u + b * v + c;
        let w = 1.0 / dot(self.w);
        Point::new(dot(self.x) * w, dot(self.y) * w)
    }

    /// The corners of the card's box (`u0`, `v0`)–(`u1`, `v1`) in the photo, the card's top-left first.
    pub(super) fn region(&self, [u0, v0, u1, v1]: [f32; 4]) -> Vec<Point> {
        [(u0, v0), (u1, v0), (u1, v1), (u0, v1)].map(|(u, v)| self.at(u, v)).to_vec()
    }

    /// The card's two axes, across and down, each as long as the card's side, up to a common factor, before a lens of focal length 1
    /// on the axis through (0, 0).
    pub(super) fn axes(&self) -> ([f32; 3], [f32; 3]) {
        let ([ax, bx, _], [ay, by, _], [aw, bw, _]) = (self.x, self.y, self.w);
        ([ax, ay, aw], [bx, by, bw])
    }

    /// The normal (not of length 1) of the card's plane before a lens of focal length 1 on the axis through (0, 0): the
    /// cross product of the card's two axes.
    pub(super) fn normal(&self) -> [f32; 3] {
        let ([ax, ay, aw], [bx, by, bw]) = self.axes();
        [ay * bw - aw * by, aw * bx - ax * bw, ax * by - ay * bx]
    }
}
