//! What defects lay under and over the card, and the light of the place.

use crate::chance::{between, chance, pick};
use crate::defect::{Defect, Edge};
use crate::geometry::{CARD_HEIGHT, CARD_WIDTH};
use crate::light::{Light, level};
use crate::prop::Slab;
use crate::scene::Lighting;
use crate::screen::lit_pixel;
use ruxue_rules::Point;

/// Defects that are painted.
pub(crate) struct Overlays {
    glare: Vec<Shine>,
    thumbs: Vec<Thumb>,
    things: Vec<(Slab, Light)>,
    paper: Option<Slab>,
    screen: bool,
}

impl Overlays {
    pub(crate) fn new(defects: &[Defect], seed: u64) -> Self {
        let mut all = Self { glare: Vec::new(), thumbs: Vec::new(), things: Vec::new(), paper: None, screen: false };
        let chance = &mut chance(seed, 7);
        for defect in defects {
            match *defect {
                Defect::Glare { share, at } => {
                    let long = pick(chance, &[1.0, 1.4, 2.5]);
                    all.glare.push(Shine::new(share, place(at), long, between(chance, 0.0, 180.0)));
                }
                Defect::Covered { tip, from } => {
                    let lean = between(chance, -25.0, 25.0);
                    all.thumbs.push(Thumb::new(place(tip), from, lean, pick(chance, &SKINS)));
                }
                Defect::Overlaid { at, size: [width, height], degrees } => {
                    let slab = Slab::new(place(at), (width, height), 1.0, degrees);
                    all.things.push((slab, pick(chance, &THINGS).map(level)));
                }
                Defect::Photocopy => {
                    let size = (210.0, 297.0);
                    all.paper = Some(Slab::new(Point::new(8.0, 60.0), size, 0.1, between(chance, -2.0, 2.0)));
                }
                Defect::Screen => all.screen = true,
                _ => {}
            }
        }
        all
    }

    /// Paints what lies under the card.
    pub(crate) fn under(&self, at: Point, fine: f32, light: &mut Light) {
        if let Some(paper) = &self.paper {
            let cover = (0.5 - paper.outside(at) * fine).clamp(0.0, 1.0);
            light.iter_mut().for_each(|l| *l += (0.84 - *l) * cover);
        }
        if self.screen {
            // The viewer's window: a grey ground with a lighter bar.
            let level = if at.y < -CARD_HEIGHT * 0.68 { 0.5 } else { 0.06 };
            *light = [level; 3];
        }
    }

    /// Paints what lies over the card.
    pub(crate) fn over(&self, at: Point, fine: f32, light: &mut Light) {
        if self.screen {
            *light = lit_pixel(at.x / SCREEN_PITCH, at.y / SCREEN_PITCH, *light);
        }
        for (slab, colour) in &self.things {
            let outside = slab.outside(at);
            let shadow = 1.0 - 0.4 * (1.0 - outside / 1.2).clamp(0.0, 1.0);
            let cover = (0.5 - outside * fine).clamp(0.0, 1.0);
            light.iter_mut().zip(colour).for_each(|(l, c)| *l = *l * shadow * (1.0 - cover) + c * cover);
        }
        for thumb in &self.thumbs {
            thumb.paint(at, fine, light);
        }
    }

    /// Light that a lamp adds by reflection.
    pub(crate) fn shine(&self, at: Point) -> f32 {
        self.glare.iter().map(|g| g.at(at)).sum()
    }
}

/// Pixels of a computer's screen, millimetres.
const SCREEN_PITCH: f32 = 0.27;

/// A place told in fractions of the card's width and height.
fn place([x, y]: [f32; 2]) -> Point {
    Point::new((x - 0.5) * CARD_WIDTH, (y - 0.5) * CARD_HEIGHT)
}

/// A reflected lamp: an ellipse with a soft edge that burns out inside and veils around.
struct Shine {
    middle: Point,
    radii: (f32, f32),
    sin: f32,
    cos: f32,
}

impl Shine {
    fn new(share: f32, middle: Point, long: f32, degrees: f32) -> Self {
        let area = share * CARD_WIDTH * CARD_HEIGHT / std::f32::consts::PI;
        let (sin, cos) = degrees.to_radians().sin_cos();
        Self { middle, radii: ((area * long).sqrt(), (area / long).sqrt()), sin, cos }
    }

    /// Added light: over 0.5, enough to burn paper out, within the ellipse.
    fn at(&self, p: Point) -> f32 {
        let (x, y) = (p.x - self.middle.x, p.y - self.middle.y);
        let (u, v) = ((x * self.cos + y * self.sin) / self.radii.0, (y * self.cos - x * self.sin) / self.radii.1);
        let r = u.hypot(v);
        if r > 4.0 {
            return 0.0;
        }
        2.0 / (1.0 + 3.0 * r.powi(8)) + 0.12 * (-r * r / 2.0).exp()
    }
}

/// A thumb, 19 mm wide, that holds the card.
struct Thumb {
    tip: Point,
    /// Towards the hand.
    along: (f32, f32),
    /// Of the skin; the nail is paler.
    colour: Light,
}

/// Light that skins send back, from pale to dark.
const SKINS: [Light; 4] = [[0.62, 0.40, 0.31], [0.50, 0.27, 0.19], [0.36, 0.18, 0.11], [0.16, 0.08, 0.05]];

/// Levels of things that may lie on a card.
const THINGS: [[f32; 3]; 5] =
    [[30.0, 30.0, 34.0], [46.0, 84.0, 150.0], [236.0, 234.0, 230.0], [176.0, 46.0, 50.0], [150.0, 140.0, 120.0]];

/// Half a thumb's width, millimetres.
const THUMB: f32 = 9.5;

impl Thumb {
    fn new(tip: Point, from: Edge, lean: f32, colour: Light) -> Self {
        let degrees: f32 = match from {
            Edge::Right => 0.0,
            Edge::Bottom => 90.0,
            Edge::Left => 180.0,
            Edge::Top => 270.0,
        };
        let (sin, cos) = (degrees + lean).to_radians().sin_cos();
        Self { tip: Point::new(tip.x + cos * THUMB, tip.y + sin * THUMB), along: (cos, sin), colour }
    }

    fn paint(&self, at: Point, fine: f32, light: &mut Light) {
        let (x, y) = (at.x - self.tip.x, at.y - self.tip.y);
        let along = x * self.along.0 + y * self.along.1;
        let across = y * self.along.0 - x * self.along.1;
        let from_middle = if along > 0.0 { across.abs() } else { along.hypot(across) };
        let width = THUMB + along.max(0.0) * 0.04;
        let shadow = 1.0 - 0.45 * (1.0 - (from_middle - width) / 3.0).clamp(0.0, 1.0);
        light.iter_mut().for_each(|l| *l *= shadow);
        let cover = (0.5 - (from_middle - width) * fine).clamp(0.0, 1.0);
        if cover == 0.0 {
            return;
        }
        let round = (1.0 - (from_middle / width).min(1.0).powi(2)).sqrt();
        let nail = across.hypot((along + 1.0) * 0.8) < 5.6 && along < 3.0;
        let crease = 1.0 - 0.12 * f32::from((along * 0.9).sin() > 0.9 && along > 12.0);
        let [r, g, b] = self.colour;
        let skin = if nail { [r * 0.8 + 0.2, g * 0.8 + 0.15, b * 0.8 + 0.15] } else { self.colour };
        for (l, s) in light.iter_mut().zip(skin) {
            *l += (s * (0.45 + 0.6 * round) * crease - *l) * cover;
        }
    }
}

/// The light of the place over the photo.
pub(crate) struct Lamp {
    gains: Light,
    slope: (f32, f32),
    middle: (f32, f32),
    /// Half the photo's diagonal.
    reach: f32,
    shadow: f32,
    /// The shadow's edge: a line's normal and its distance from the middle, both over `reach`.
    edge: (f32, f32, f32),
    sheen: f32,
    /// The reflection's middle.
    gloss: (f32, f32),
}

impl Lamp {
    pub(crate) fn new(light: Lighting, seed: u64, width: f32, height: f32) -> Self {
        let chance = &mut chance(seed, 8);
        let (sin, cos) = light.from.to_radians().sin_cos();
        let (edge_sin, edge_cos) = between(chance, 0.0, std::f32::consts::TAU).sin_cos();
        Self {
            gains: light.balance.map(|gain| gain * light.exposure),
            slope: (cos * light.gradient / 2.0, sin * light.gradient / 2.0),
            middle: (width / 2.0, height / 2.0),
            reach: width.hypot(height) / 2.0,
            shadow: light.shadow,
            edge: (edge_cos, edge_sin, between(chance, 0.0, 0.5)),
            sheen: light.sheen,
            gloss: (width * between(chance, 0.2, 0.8), height * between(chance, 0.2, 0.8)),
        }
    }

    pub(crate) fn at(&self, x: f32, y: f32) -> Light {
        let (u, v) = ((x - self.middle.0) / self.reach, (y - self.middle.1) / self.reach);
        let mut light = (1.0 + u * self.slope.0 + v * self.slope.1) * (1.0 - 0.14 * (u * u + v * v));
        if self.shadow > 0.0 {
            let t = ((u * self.edge.0 + v * self.edge.1 - self.edge.2) / 0.25 + 0.5).clamp(0.0, 1.0);
            light *= 1.0 - self.shadow * t * t * (3.0 - 2.0 * t);
        }
        self.gains.map(|gain| gain * light)
    }

    /// Light that a broad reflection adds on gloss.
    pub(crate) fn sheen(&self, x: f32, y: f32) -> f32 {
        if self.sheen == 0.0 {
            return 0.0;
        }
        let (u, v) = ((x - self.gloss.0) / self.reach, (y - self.gloss.1) / self.reach);
        self.sheen * (-(u * u + 2.0 * v * v) * 5.0).exp()
    }
}
