//! Other flat things on the desk.

use crate::chance::{RngExt, between, chance, pick};
use crate::geometry::{CARD_HEIGHT, CARD_RADIUS, CARD_WIDTH};
use crate::light::{Light, level};
use ruxue_rules::Point;

/// A rectangle with round corners, lying anywhere. Millimetres.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Slab {
    middle: Point,
    half: (f32, f32),
    radius: f32,
    sin: f32,
    cos: f32,
}

impl Slab {
    pub(crate) fn card(width: f32, height: f32, radius: f32) -> Self {
        Self { middle: Point::new(0.0, 0.0), half: (width / 2.0, height / 2.0), radius, sin: 0.0, cos: 1.0 }
    }

    pub(crate) fn new(middle: Point, size: (f32, f32), radius: f32, degrees: f32) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        Self { middle, half: (size.0 / 2.0, size.1 / 2.0), radius, sin, cos }
    }

    /// The place in the slab's own axes, from its middle.
    fn own(&self, p: Point) -> Point {
        let (x, y) = (p.x - self.middle.x, p.y - self.middle.y);
        Point::new(x * self.cos + y * self.sin, y * self.cos - x * self.sin)
    }

    /// Distance to the outline, negative inside.
    pub(crate) fn outside(&self, p: Point) -> f32 {
        let own = self.own(p);
        let (dx, dy) = (own.x.abs() - self.half.0 + self.radius, own.y.abs() - self.half.1 + self.radius);
        if dx <= 0.0 || dy <= 0.0 { dx.max(dy) - self.radius } else { dx.hypot(dy) - self.radius }
    }
}

/// A thing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Prop {
    slab: Slab,
    kind: Kind,
    colour: Light,
    /// How far its shadow reaches, millimetres.
    height: f32,
}

#[derive(Debug, Clone, Copy, Default)]
enum Kind {
    /// Plain all over: a card, a box.
    #[default]
    Plain,
    /// Dark glass in a rim.
    Phone,
    /// A cover with bands.
    Book,
    /// White paper, ruled.
    Sheet,
    Pen,
}

impl Prop {
    /// One to three things near the card. Sheets may lie under it, nothing lies over it.
    pub(crate) fn scatter(seed: u64) -> Vec<Self> {
        let chance = &mut chance(seed, 6);
        (0..chance.random_range(1..=3))
            .map(|_| {
                let kind = pick(chance, &[Kind::Plain, Kind::Phone, Kind::Book, Kind::Sheet, Kind::Pen]);
                let (size, radius, height) = match kind {
                    Kind::Plain => ((CARD_WIDTH, CARD_HEIGHT), CARD_RADIUS, 0.8),
                    Kind::Phone => ((73.0, 152.0), 9.0, 8.0),
                    Kind::Book => ((130.0, 185.0), 1.0, 14.0),
                    Kind::Sheet => ((148.0, 210.0), 0.1, 0.3),
                    Kind::Pen => ((9.0, 140.0), 4.5, 8.0),
                };
                let reach = match kind {
                    Kind::Sheet => between(chance, 0.0, 110.0),
                    _ => size.0.hypot(size.1) * 0.42 + between(chance, 46.0, 64.0),
                };
                let (sin, cos) = between(chance, 0.0, std::f32::consts::TAU).sin_cos();
                let colour = pick(
                    chance,
                    &[
                        [206.0, 208.0, 212.0],
                        [52.0, 92.0, 168.0],
                        [178.0, 44.0, 48.0],
                        [236.0, 232.0, 222.0],
                        [44.0, 120.0, 84.0],
                        [40.0, 40.0, 44.0],
                    ],
                );
                let colour = if matches!(kind, Kind::Sheet) { [240.0, 239.0, 234.0] } else { colour };
                Self {
                    slab: Slab::new(Point::new(cos * reach, sin * reach), size, radius, between(chance, 0.0, 180.0)),
                    kind,
                    colour: colour.map(level),
                    height,
                }
            })
            .collect()
    }

    /// Paints it, and its shadow away from the light, over `light`. `fine`: pixels of the photo a millimetre.
    pub(crate) fn paint(&self, at: Point, fine: f32, sun: (f32, f32), light: &mut Light) {
        let outside = self.slab.outside(at);
        let reach = 0.4 * self.height + 1.0;
        if outside > 2.0 * reach {
            return;
        }
        let shadow = self.slab.outside(Point::new(at.x + sun.0 * 0.4 * self.height, at.y + sun.1 * 0.4 * self.height));
        let shade = 1.0 - 0.5 * (1.0 - shadow / reach).clamp(0.0, 1.0).powi(2);
        let cover = (0.5 - outside * fine).clamp(0.0, 1.0);
        let colour = self.colour_at(self.slab.own(at), outside);
        for (l, c) in light.iter_mut().zip(colour) {
            *l *= shade;
            *l += (c - *l) * cover;
        }
    }

    fn colour_at(&self, own: Point, outside: f32) -> Light {
        let shade = |by: f32| self.colour.map(|c| c * by);
        match self.kind {
            Kind::Plain => self.colour,
            Kind::Phone if outside < -3.0 => [0.012 + 0.01 * (own.y / 60.0), 0.013, 0.016],
            Kind::Phone => shade(0.5),
            Kind::Book if own.y.abs() < 14.0 && own.x.abs() < 44.0 => shade(2.2).map(|c| c.min(0.85)),
            Kind::Book if own.x < -58.0 => shade(0.6),
            Kind::Book => self.colour,
            Kind::Sheet if (own.y / 8.0).rem_euclid(1.0) < 0.05 && own.x.abs() < 66.0 => shade(0.6),
            Kind::Sheet => self.colour,
            Kind::Pen => shade(0.7 + 0.5 * (1.0 - (own.x + 1.0).abs() / 4.5)),
        }
    }
}
