//! A card on a desk, photographed.

use crate::assets::Assets;
use crate::card::{self, Print, Sheet};
use crate::cast::{byte, float};
use crate::chance::{RngExt, between, chance, pick};
use crate::defect::{Defect, Edge, Impostor};
use crate::desk::{Desk, Surface};
use crate::file::{Tags, encode};
use crate::geometry::{CARD_HEIGHT, CARD_RADIUS, CARD_WIDTH, CORNERS, Homography, Pose};
use crate::light::level;
use crate::overlay::{Lamp, Overlays};
use crate::picture::Picture;
use crate::prop::{Prop, Slab};
use crate::sample::bilinear;
use crate::{SampleError, Specimen, impostor};
use image::RgbImage;
use ruxue_rules::{Point, Quad, Side};

/// Everything that makes a photo of a card.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Seed of all that has no field of its own: textures, noise.
    pub seed: u64,
    /// What the card says.
    pub specimen: Specimen,
    /// How it is printed.
    pub print: Print,
    /// The side that the student was asked for: the one that lies up, unless the defect is a wrong side.
    pub asked: Side,
    /// What the card lies on.
    pub desk: Desk,
    /// Other things on the desk.
    pub props: bool,
    /// How the phone is held.
    pub pose: Pose,
    /// Width and height of the upright photo, pixels.
    pub size: (u32, u32),
    /// EXIF; none for a file without.
    pub tags: Option<Tags>,
    /// The light.
    pub light: Lighting,
    /// Standard deviation of the lens's own blur, pixels.
    pub softness: f32,
    /// Noise of white, relative.
    pub noise: f32,
    /// JPEG quality, 1 to 100.
    pub quality: u8,
    /// What is wrong with it.
    pub defects: Vec<Defect>,
}

/// Light over the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lighting {
    /// Light on the desk: white paper at 1 just fills the sensor.
    pub exposure: f32,
    /// Fall from one side of the photo to the other, 0 none, 1 to nothing.
    pub gradient: f32,
    /// Direction from which light comes, degrees clockwise from the right.
    pub from: f32,
    /// Darkness of a soft shadow that lies over part of the photo, 0 to 1.
    pub shadow: f32,
    /// Gains of red, green and blue: the lamp's colour.
    pub balance: [f32; 3],
    /// Light that the card's gloss adds at the brightest place of a broad reflection: a veil over print that stays
    /// readable. Paper burns out at about 0.3.
    pub sheen: f32,
}

/// A photo of a card and the truth about it.
#[derive(Debug, Clone, PartialEq)]
pub struct CardPhoto {
    /// The file.
    pub jpeg: Vec<u8>,
    /// The card's corners in pixels of the upright photo; none where no ID card is.
    pub corners: Option<Quad>,
    /// The side that lies up.
    pub side: Side,
    /// What is printed on it.
    pub specimen: Specimen,
}

impl Scene {
    /// A photo that should pass, of `side`: everything varies with `seed`, nothing is bad.
    pub fn good(seed: u64, side: Side) -> Self {
        let chance = &mut chance(seed, 5);
        let size = pick(
            chance,
            &[
                (4032, 3024),
                (4032, 3024),
                (3024, 4032),
                (3024, 4032),
                (4000, 2250),
                (2592, 1944),
                (1944, 2592),
                (1920, 1440),
            ],
        );
        let turn = match chance.random_range(0..12) {
            0 | 1 => pick(chance, &[90.0, 180.0, 270.0]),
            2 => between(chance, 0.0, 360.0),
            _ => 0.0,
        };
        let upright = size.0 < size.1;
        let specimen = Specimen::new(seed);
        Self {
            seed,
            print: Print::new(seed, specimen.sex),
            specimen,
            asked: side,
            desk: pick(chance, &Desk::ALL),
            props: chance.random_ratio(2, 5),
            pose: Pose {
                turn: turn + between(chance, -9.0, 9.0),
                tilt: between(chance, 0.0, 16.0),
                towards: between(chance, 0.0, 360.0),
                // A card that lies across takes less of the photo for the same box.
                fill: if turn == 0.0 { between(chance, 0.70, 0.93) } else { between(chance, 0.87, 0.95) },
                place: [between(chance, 0.25, 0.75), between(chance, 0.25, 0.75)],
            },
            size,
            tags: chance.random_ratio(7, 8).then(|| Tags {
                orientation: if upright { pick(chance, &[6, 6, 6, 8]) } else { pick(chance, &[1, 1, 1, 3]) },
                lens: Some(Tags::REAR_LENS),
                ..Tags::default()
            }),
            light: Lighting {
                exposure: between(chance, 0.72, 1.05),
                gradient: between(chance, 0.0, 0.35),
                from: between(chance, 0.0, 360.0),
                shadow: if chance.random_ratio(1, 3) { between(chance, 0.1, 0.4) } else { 0.0 },
                balance: [between(chance, 0.94, 1.06), 1.0, between(chance, 0.88, 1.06)],
                sheen: if chance.random_ratio(1, 3) { between(chance, 0.02, 0.14) } else { 0.0 },
            },
            softness: between(chance, 0.55, 0.95),
            noise: between(chance, 0.006, 0.03),
            quality: chance.random_range(80..=95),
            defects: Vec::new(),
        }
    }

    /// The same with a defect.
    #[must_use]
    pub fn with(mut self, defect: Defect) -> Self {
        match defect {
            Defect::TooSmall { fill } => self.pose.fill = fill,
            Defect::Tilted { degrees } => self.pose.tilt = degrees,
            Defect::TooDark { paper } => {
                self.light = Lighting { exposure: level(paper) / level(232.0), shadow: 0.0, sheen: 0.0, ..self.light };
                self.noise *= 1.5;
            }
            Defect::TooBright { over } => {
                self.light = Lighting { exposure: over / level(232.0), shadow: 0.0, sheen: 0.0, ..self.light }
            }
            Defect::Expired { years } => self.specimen = self.specimen.expired(years),
            Defect::BorderCut { .. } => {
                self.pose.turn = (self.pose.turn / 90.0).round() * 90.0 + self.pose.turn.rem_euclid(1.0) * 6.0 - 3.0
            }
            _ => {}
        }
        self.defects.push(defect);
        self
    }

    /// The side that lies up.
    pub fn side(&self) -> Side {
        match (self.asked, self.defects.contains(&Defect::WrongSide)) {
            (Side::Portrait, false) | (Side::Emblem, true) => Side::Portrait,
            _ => Side::Emblem,
        }
    }

    fn impostor(&self) -> Option<Impostor> {
        self.defects.iter().find_map(|d| if let Defect::NotACard(i) = d { Some(*i) } else { None })
    }

    /// Takes the photo.
    ///
    /// # Errors
    /// When a picture of the assets can't be read, or the encoder fails.
    pub fn draw(&self, assets: &Assets) -> Result<CardPhoto, SampleError> {
        let view = self.view();
        let mut picture = self.expose(&view, assets)?;
        let [left, right, ..] = CORNERS.map(|c| view.map(c));
        self.blur(&mut picture, left.distance(right) / CARD_WIDTH);
        let photo = picture.expose(self.noise, self.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        Ok(CardPhoto {
            jpeg: encode(photo, self.tags, self.quality)?,
            corners: self.corners(),
            side: self.side(),
            specimen: self.specimen.clone(),
        })
    }

    /// The card's corners in pixels of the upright photo; none where no ID card is.
    pub fn corners(&self) -> Option<Quad> {
        let view = self.view();
        self.impostor().is_none().then(|| Quad(CORNERS.map(|c| view.map(c))))
    }

    fn view(&self) -> Homography {
        let (width, height) = (float(self.size.0), float(self.size.1));
        self.cut(self.pose.homography(width, height), width, height)
    }

    /// Moves the view so that the edges that shall be cut lie outside.
    fn cut(&self, view: Homography, width: f32, height: f32) -> Homography {
        self.defects.iter().fold(view, |view, defect| {
            let Defect::BorderCut { edge, share } = *defect else { return view };
            let (x, y) = (CARD_WIDTH * (0.5 - share), CARD_HEIGHT * (0.5 - share));
            let inner = match edge {
                Edge::Top => Point::new(0.0, -y),
                Edge::Right => Point::new(x, 0.0),
                Edge::Bottom => Point::new(0.0, y),
                Edge::Left => Point::new(-x, 0.0),
            };
            let (middle, inner) = (view.map(Point::new(0.0, 0.0)), view.map(inner));
            let (dx, dy) = (inner.x - middle.x, inner.y - middle.y);
            match dx.abs() > dy.abs() {
                true => view.moved(if dx > 0.0 { width } else { 0.0 } - inner.x, 0.0),
                false => view.moved(0.0, if dy > 0.0 { height } else { 0.0 } - inner.y),
            }
        })
    }

    /// The light that comes from the desk, before the lens.
    fn expose(&self, view: &Homography, assets: &Assets) -> Result<Picture, SampleError> {
        let (width, height) = (float(self.size.0), float(self.size.1));
        let back = view.inverse();
        let [a, b, _, d, e, _, g, h, i] = back.0;
        let fine = pixels_per_mm(view);
        let desk = Surface::new(self.desk, self.seed, assets);
        // Fine enough that the photo's pixels neither blur nor skip its lines.
        let sheet = self.lying((fine * 1.2).clamp(4.0, 48.0), assets)?;
        let flat = self.defects.iter().any(|d| matches!(d, Defect::Photocopy | Defect::Screen));
        let slab = Slab::card(CARD_WIDTH, CARD_HEIGHT, CARD_RADIUS);
        let props = if self.props { Prop::scatter(self.seed) } else { Vec::new() };
        let overlays = Overlays::new(&self.defects, self.seed);
        let sun = self.light.from.to_radians().sin_cos();
        let (sx, sy) = (sun.1 * 0.9, sun.0 * 0.9);
        let lamp = Lamp::new(self.light, self.seed, width, height);
        let [c, f] = [back.0[2], back.0[5]];
        Ok(Picture::paint(self.size.0, self.size.1, |x, y| {
            let w = 1.0 / (g * x + h * y + i);
            let at = Point::new((a * x + b * y + c) * w, (d * x + e * y + f) * w);
            let cover = if sheet.is_some() { (0.5 - slab.outside(at) * fine).clamp(0.0, 1.0) } else { 0.0 };
            let mut light = [0.0; 3];
            if cover < 1.0 {
                light = desk.at(at.x, at.y);
                for prop in &props {
                    prop.paint(at, fine, (sx, sy), &mut light);
                }
                overlays.under(at, fine, &mut light);
                if sheet.is_some() && !flat {
                    let outside = slab.outside(Point::new(at.x + sx, at.y + sy));
                    let shade = 1.0 - 0.5 * (1.0 - outside / 1.6).clamp(0.0, 1.0).powi(2);
                    light = light.map(|v| v * shade);
                }
            }
            if let (true, Some(sheet)) = (cover > 0.0, &sheet) {
                let (x, y) = (at.x + CARD_WIDTH / 2.0, at.y + CARD_HEIGHT / 2.0);
                let card = bilinear(&sheet.picture, x * sheet.fineness, y * sheet.fineness, false);
                for (l, c) in light.iter_mut().zip(card) {
                    *l += (c - *l) * cover;
                }
            }
            overlays.over(at, fine, &mut light);
            let shine = (overlays.shine(at) + lamp.sheen(x, y)) * cover;
            let lit = lamp.at(x, y);
            let ([r, g, b], [lr, lg, lb]) = (light, lit);
            [r * lr + shine, g * lg + shine, b * lb + shine]
        }))
    }

    /// What lies there: the card, or another thing in its place.
    fn lying(&self, fineness: f32, assets: &Assets) -> Result<Option<Sheet>, SampleError> {
        Ok(match self.impostor() {
            Some(Impostor::Nothing) => None,
            Some(kind) => Some(impostor::draw(kind, self.seed, fineness, assets)),
            None => {
                let mut sheet = card::draw(&self.specimen, self.print, self.side(), fineness, assets)?;
                if self.defects.contains(&Defect::Photocopy) {
                    photocopy(&mut sheet.picture);
                }
                Some(sheet)
            }
        })
    }

    fn blur(&self, picture: &mut Picture, pixels_per_mm: f32) {
        let mut variance = self.softness.powi(2);
        for defect in &self.defects {
            match *defect {
                Defect::Defocus { sigma } => variance += (sigma * pixels_per_mm).powi(2),
                Defect::Motion { length, degrees } => picture.motion(length * pixels_per_mm, degrees),
                _ => {}
            }
        }
        picture.defocus(variance.sqrt());
    }
}

/// Pixels of the photo a millimetre at the middle of the card.
fn pixels_per_mm(view: &Homography) -> f32 {
    view.map(Point::new(-0.5, 0.0)).distance(view.map(Point::new(0.5, 0.0)))
}

/// Grey, contrasty, as a copier makes it.
fn photocopy(card: &mut RgbImage) {
    for pixel in card.pixels_mut() {
        let [r, g, b] = pixel.0.map(f32::from);
        let grey = 0.3 * r + 0.59 * g + 0.11 * b;
        pixel.0 = [byte(((grey - 128.0) * 1.25 + 150.0).clamp(20.0, 246.0)); 3];
    }
}
