//! Pictures that lie on their side or stand on their head: the face detector knows upright faces only.

use super::detect::Face;
use crate::Raster;
use ruxue_rules::{Point, Rect};
use std::borrow::Cow;

/// A turn of the picture by quarters, clockwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    None,
    Quarter,
    Half,
    ThreeQuarters,
}

impl Turn {
    /// The likeliest first.
    pub(super) const ALL: [Self; 4] = [Self::None, Self::Quarter, Self::ThreeQuarters, Self::Half];

    /// The raster, turned.
    pub(super) fn of(self, raster: &Raster) -> Cow<'_, Raster> {
        let (width, height) = (raster.width(), raster.height());
        let (across, down) = match self {
            Self::None => return Cow::Borrowed(raster),
            Self::Half => (width, height),
            Self::Quarter | Self::ThreeQuarters => (height, width),
        };
        let last = [width as isize - 1, height as isize - 1];
        Cow::Owned(Raster::from_fn(across, down, |x, y| {
            let [x, y] = self.source([x as isize, y as isize], last);
            raster.pixel(x, y)
        }))
    }

    /// A face of the turned raster, as it lies in `raster`.
    pub(super) fn back(self, face: Face, raster: &Raster) -> Face {
        let last = [raster.width() as f32 - 1.0, raster.height() as f32 - 1.0];
        let point = |p: Point| Point::from(self.source([p.x, p.y], last));
        let Rect { x, y, width, height } = face.bounds;
        let (a, b) = (point(Point::new(x, y)), point(Point::new(x + width, y + height)));
        let bounds = Rect { x: a.x.min(b.x), y: a.y.min(b.y), width: (a.x - b.x).abs(), height: (a.y - b.y).abs() };
        Face { bounds, eyes: face.eyes.map(point), ..face }
    }

    /// Where the turned raster's place comes from; `last` are the raster's last column and row.
    fn source<T: Copy + std::ops::Sub<Output = T>>(self, [x, y]: [T; 2], [right, bottom]: [T; 2]) -> [T; 2] {
        match self {
            Self::None => [x, y],
            Self::Quarter => [y, bottom - x],
            Self::Half => [right - x, bottom - y],
            Self::ThreeQuarters => [right - y, x],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turned_face_comes_back_to_where_its_pixels_are() {
        let raster = Raster::from_fn(40, 30, |x, y| if (x, y) == (33, 4) { [255; 3] } else { [0; 3] });
        for turn in Turn::ALL {
            let turned = turn.of(&raster);
            let lit = |p: &[u8; 3]| *p == [255; 3];
            let at = turned.rgb().as_chunks::<3>().0.iter().position(lit).unwrap_or_default();
            let eye = Point::new((at % turned.width()) as f32, (at / turned.width()) as f32);
            let bounds = Rect { x: eye.x - 1.0, y: eye.y - 1.0, width: 2.0, height: 2.0 };
            let back = turn.back(Face { score: 1.0, bounds, eyes: [eye; 2] }, &raster);
            assert_eq!(back.eyes[0], Point::new(33.0, 4.0), "{turn:?}");
            assert_eq!(back.bounds, Rect { x: 32.0, y: 3.0, width: 2.0, height: 2.0 }, "{turn:?}");
        }
    }
}
