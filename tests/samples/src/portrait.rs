//! Half-length portraits of computer-generated people, and what can be wrong with them.

use crate::assets::{Assets, Person, Picture};
use crate::cast::float;
use crate::chance::{Chance, RngExt, between, chance, pick};
use crate::face::person_mask;
use crate::file::{Tags, encode};
use crate::light::{Light, level};
use crate::picture::Picture as Exposure;
use crate::sample::bilinear;
use crate::screen::lit_pixel;
use crate::wear;
use crate::{SampleError, cast};
use image::{GrayImage, RgbImage, imageops};
use ruxue_rules::{Kind, Point};

/// Everything that makes a portrait.
#[derive(Debug, Clone, PartialEq)]
pub struct Portrait {
    /// Seed of noise and colours.
    pub seed: u64,
    /// Who stands there.
    pub person: Person,
    /// Where.
    pub setting: Setting,
    /// Width and height of the upright photo, pixels.
    pub size: (u32, u32),
    /// The head's height (crown to chin) over the photo's.
    pub head: f32,
    /// Gap above the crown over the photo's height.
    pub above: f32,
    /// Distance of the face from the middle line over the photo's width, right positive.
    pub offset: f32,
    /// Lean of the whole picture, degrees clockwise.
    pub roll: f32,
    /// Light on the person, 1 as in the source.
    pub exposure: f32,
    /// Colour that white shirts are dyed with, as gains of linear light.
    pub shirt: [f32; 3],
    /// EXIF.
    pub tags: Option<Tags>,
    /// Noise of white, relative.
    pub noise: f32,
    /// JPEG quality, 1 to 100.
    pub quality: u8,
    /// What is wrong.
    pub defects: Vec<PortraitDefect>,
}

/// Where a portrait is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Setting {
    /// Before a plain grey wall.
    #[default]
    Studio,
    /// Before a plain wall of some other colour.
    Wall,
    /// Outdoors.
    Outdoors,
}

/// A defect of a portrait. Lengths of blur are shares of the distance between the eyes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PortraitDefect {
    /// The head takes this share of the photo's height.
    TooNear(f32),
    /// The head takes only this share of the photo's height.
    TooFar(f32),
    /// This share of the head's height is cut off above.
    Cut(f32),
    /// The face is this far from the middle, as a share of the photo's width.
    OffCentre(f32),
    /// Out of focus: standard deviation of the blur.
    Defocus(f32),
    /// Moved: length of the smear.
    Motion(f32),
    /// Light on the face over that of the source.
    Dark(f32),
    /// Light on the face over that of the source: over 1.
    Bright(f32),
    /// Light behind the person over that on the person.
    BackLight(f32),
    /// Light on the darker half of the face over that on the brighter one.
    SideLight(f32),
    /// The picture leans by these degrees.
    Rolled(f32),
    /// Another person stands beside.
    TwoPeople,
    /// Nobody is there.
    NoFace,
    /// Without colour.
    Greyscale,
    /// The photo is this many pixels high.
    Small(u32),
    /// Written by a program that edits pictures.
    Edited,
    /// Taken with the front lens.
    FrontLens,
    /// A mask over mouth and nose.
    Mask,
    /// A hat.
    Hat,
    /// Dark glasses.
    DarkGlasses,
    /// Lids closed.
    EyesClosed,
    /// A portrait on a computer's screen, of which the photo shows so many pixels across.
    Screen(f32),
}

impl PortraitDefect {
    /// The finding that it should lead to, when it is severe enough.
    pub fn kind(self) -> Kind {
        match self {
            Self::TooNear(_) => Kind::HeadTooLarge,
            Self::TooFar(_) => Kind::HeadTooSmall,
            Self::Cut(_) => Kind::HeadCut,
            Self::OffCentre(_) => Kind::OffCentre,
            Self::Defocus(_) | Self::Motion(_) => Kind::Blur,
            Self::Dark(_) => Kind::TooDark,
            Self::Bright(_) => Kind::TooBright,
            Self::BackLight(_) => Kind::BackLight,
            Self::SideLight(_) => Kind::UnevenLight,
            Self::Rolled(_) => Kind::Tilted,
            Self::TwoPeople => Kind::SeveralFaces,
            Self::NoFace => Kind::NoFace,
            Self::Greyscale => Kind::Greyscale,
            Self::Small(_) => Kind::TooFewPixels,
            Self::Edited => Kind::Edited,
            Self::FrontLens => Kind::FrontCamera,
            Self::Mask => Kind::FaceCovered,
            Self::Hat => Kind::Hat,
            Self::DarkGlasses => Kind::EyesCovered,
            Self::EyesClosed => Kind::EyesClosed,
            Self::Screen(_) => Kind::Screen,
        }
    }

    /// One of each kind, clear enough to be found.
    pub const CLEAR: [Self; 22] = [
        Self::TooNear(0.75),
        Self::TooFar(0.15),
        Self::Cut(0.25),
        Self::OffCentre(0.27),
        Self::Defocus(0.09),
        Self::Motion(0.28),
        Self::Dark(0.05),
        Self::Bright(3.2),
        Self::BackLight(9.0),
        Self::SideLight(0.12),
        Self::Rolled(24.0),
        Self::TwoPeople,
        Self::NoFace,
        Self::Greyscale,
        Self::Small(200),
        Self::Edited,
        Self::FrontLens,
        Self::Mask,
        Self::Hat,
        Self::DarkGlasses,
        Self::EyesClosed,
        Self::Screen(720.0),
    ];
}

/// A portrait's file and the truth about it.
#[derive(Debug, Clone, PartialEq)]
pub struct PortraitPhoto {
    /// The file.
    pub jpeg: Vec<u8>,
    /// Middles of the eyes, the one on the photo's left first, and the tip of the chin, in pixels of the upright
    /// photo; none where nobody is.
    pub face: Option<[Point; 3]>,
}

/// Where a face is in one of the source pictures: both eyes and the chin, in its pixels.
#[derive(Clone, Copy)]
struct Landmarks {
    eyes: [Point; 2],
    chin: Point,
}

/// Measured on the sources with a face mesh.
fn landmarks(person: Person, picture: Picture) -> Landmarks {
    let p = Point::new;
    let [left, right, chin] = match (picture, person.0) {
        (Picture::Outdoors, 5) => [p(731.0, 266.0), p(830.0, 266.0), p(784.0, 448.0)],
        (Picture::Outdoors, 6) => [p(801.0, 318.0), p(900.0, 316.0), p(853.0, 480.0)],
        (Picture::Outdoors, 8) => [p(754.0, 273.0), p(847.0, 266.0), p(815.0, 446.0)],
        (Picture::Outdoors, 9) => [p(765.0, 278.0), p(868.0, 277.0), p(821.0, 444.0)],
        (Picture::Outdoors, 10) => [p(803.0, 420.0), p(893.0, 416.0), p(854.0, 565.0)],
        (Picture::Selfie, 1) => [p(735.0, 779.0), p(961.0, 768.0), p(867.0, 1159.0)],
        (Picture::Selfie, 4) => [p(561.0, 789.0), p(775.0, 819.0), p(625.0, 1189.0)],
        (Picture::Selfie, 5) => [p(747.0, 1031.0), p(1105.0, 1028.0), p(934.0, 1608.0)],
        (Picture::Selfie, 6) => [p(708.0, 796.0), p(1011.0, 779.0), p(890.0, 1268.0)],
        (Picture::Selfie, 7) => [p(842.0, 672.0), p(1057.0, 683.0), p(939.0, 1056.0)],
        (Picture::Selfie, 8) => [p(671.0, 760.0), p(900.0, 747.0), p(815.0, 1162.0)],
        (Picture::Selfie, 9) => [p(710.0, 812.0), p(1024.0, 761.0), p(954.0, 1272.0)],
        (Picture::Selfie, _) => [p(691.0, 910.0), p(993.0, 902.0), p(858.0, 1401.0)],
        (_, 1) => [p(716.0, 362.0), p(815.0, 359.0), p(770.0, 530.0)],
        (_, 4) => [p(719.0, 480.0), p(815.0, 479.0), p(771.0, 650.0)],
        (_, 5) => [p(725.0, 344.0), p(822.0, 344.0), p(776.0, 526.0)],
        (_, 6) => [p(720.0, 344.0), p(816.0, 342.0), p(769.0, 508.0)],
        (_, 7) => [p(716.0, 357.0), p(814.0, 354.0), p(767.0, 535.0)],
        (_, 8) => [p(726.0, 305.0), p(820.0, 306.0), p(775.0, 481.0)],
        (_, 9) => [p(718.0, 332.0), p(820.0, 330.0), p(773.0, 497.0)],
        (_, _) => [p(715.0, 333.0), p(819.0, 330.0), p(770.0, 505.0)],
    };
    Landmarks { eyes: [left, right], chin }
}

/// People whose outdoor picture is frontal and near enough.
const OUTDOORS: [Person; 5] = [Person(5), Person(6), Person(8), Person(9), Person(10)];

/// Plain walls, levels.
const WALLS: [[f32; 3]; 5] =
    [[196.0, 206.0, 214.0], [222.0, 214.0, 198.0], [150.0, 178.0, 206.0], [204.0, 218.0, 200.0], [232.0, 232.0, 230.0]];

/// How far a screen leans, as a slope.
const SCREEN_LEAN: f32 = 0.04;

/// White, and what people wear besides.
const SHIRTS: [[f32; 3]; 7] = [
    [1.0, 1.0, 1.0],
    [0.9, 0.9, 0.94],
    [0.16, 0.24, 0.5],
    [0.5, 0.08, 0.1],
    [0.08, 0.09, 0.1],
    [0.2, 0.42, 0.3],
    [0.55, 0.68, 0.9],
];

impl Landmarks {
    fn middle(&self) -> Point {
        let [a, b] = self.eyes;
        Point::new((a.x + b.x) / 2.0, (a.y + b.y) / 2.0)
    }

    /// The eyes are half-way between crown and chin; hair adds a little.
    fn head(&self) -> f32 {
        2.1 * self.middle().distance(self.chin)
    }
}

/// How the source lies in the photo.
#[derive(Clone, Copy)]
struct Placing {
    /// Middle of the eyes in the photo.
    at: Point,
    /// The same in the source.
    from: Point,
    /// Pixels of the photo a pixel of the source.
    scale: f32,
    sin: f32,
    cos: f32,
}

impl Placing {
    fn source(&self, x: f32, y: f32) -> Point {
        let (dx, dy) = ((x - self.at.x) / self.scale, (y - self.at.y) / self.scale);
        Point::new(self.from.x + dx * self.cos + dy * self.sin, self.from.y + dy * self.cos - dx * self.sin)
    }

    fn photo(&self, p: Point) -> Point {
        let (dx, dy) = ((p.x - self.from.x) * self.scale, (p.y - self.from.y) * self.scale);
        Point::new(self.at.x + dx * self.cos - dy * self.sin, self.at.y + dy * self.cos + dx * self.sin)
    }
}

impl Portrait {
    /// A portrait that should pass: all varies with `seed`, nothing is bad.
    pub fn good(seed: u64) -> Self {
        let chance = &mut chance(seed, 11);
        let setting = pick(chance, &[Setting::Studio, Setting::Wall, Setting::Outdoors, Setting::Outdoors]);
        let person = match setting {
            Setting::Outdoors => pick(chance, &OUTDOORS),
            _ => pick(chance, &Person::ALL),
        };
        Self {
            seed,
            person,
            setting,
            size: pick(chance, &[(3024, 4032), (1440, 1920), (1500, 2000), (2250, 3000), (1080, 1440)]),
            head: between(chance, 0.29, 0.37),
            above: between(chance, 0.07, 0.13),
            offset: between(chance, -0.03, 0.03),
            roll: between(chance, -2.5, 2.5),
            exposure: between(chance, 0.85, 1.15),
            shirt: pick(chance, &SHIRTS),
            tags: Some(Tags {
                orientation: pick(chance, &[6, 6, 6, 1, 8]),
                lens: Some(Tags::REAR_LENS),
                ..Tags::default()
            }),
            noise: between(chance, 0.004, 0.02),
            quality: chance.random_range(82..=95),
            defects: Vec::new(),
        }
    }

    /// The same with a defect.
    #[must_use]
    pub fn with(mut self, defect: PortraitDefect) -> Self {
        match defect {
            PortraitDefect::TooNear(head) | PortraitDefect::TooFar(head) => self.head = head,
            PortraitDefect::Cut(share) => self.above = -share * self.head,
            PortraitDefect::OffCentre(offset) => self.offset = offset,
            PortraitDefect::Dark(exposure) | PortraitDefect::Bright(exposure) => self.exposure = exposure,
            PortraitDefect::Rolled(degrees) => self.roll = degrees,
            PortraitDefect::Small(height) => self.size = (height * 3 / 4, height),
            // These need a person cut out of the background, or one like the other's.
            PortraitDefect::BackLight(_) => self.setting = Setting::Studio,
            PortraitDefect::TwoPeople => {
                self.setting = Setting::Studio;
                self.head = self.head.min(0.29);
            }
            PortraitDefect::Edited => {
                self.tags = Some(Tags { software: Some("Adobe Photoshop 25.1"), ..self.tags.unwrap_or_default() })
            }
            PortraitDefect::FrontLens => {
                // At arm's length less of the body is seen.
                self.head = 0.46;
                self.tags = Some(Tags { lens: Some(Tags::FRONT_LENS), ..self.tags.unwrap_or_default() })
            }
            _ => {}
        }
        self.defects.push(defect);
        self
    }

    fn picture(&self) -> Picture {
        match self.setting {
            _ if self.defects.contains(&PortraitDefect::FrontLens) => Picture::Selfie,
            Setting::Outdoors => Picture::Outdoors,
            _ => Picture::Studio,
        }
    }

    /// Takes the portrait.
    ///
    /// # Errors
    /// When a picture of the assets can't be read, or the encoder fails.
    pub fn draw(&self, assets: &Assets) -> Result<PortraitPhoto, SampleError> {
        let marks = landmarks(self.person, self.picture());
        let placing = self.placing(&marks);
        let nobody = self.defects.contains(&PortraitDefect::NoFace);
        let mut picture = if nobody { self.empty(assets)? } else { self.expose(assets, &placing, &marks)? };
        let [left, right] = marks.eyes.map(|eye| placing.photo(eye));
        let eye_distance = left.distance(right);
        for defect in &self.defects {
            match *defect {
                PortraitDefect::Motion(length) => picture.motion(length * eye_distance, 15.0),
                PortraitDefect::Defocus(sigma) => picture.defocus(sigma * eye_distance),
                _ => {}
            }
        }
        picture.defocus(0.6);
        let mut photo = picture.expose(self.noise, self.seed.wrapping_add(0x51_7C_C1));
        if self.defects.contains(&PortraitDefect::Greyscale) {
            photo.pixels_mut().for_each(|p| {
                let [r, g, b] = p.0.map(f32::from);
                p.0 = [cast::byte(0.299 * r + 0.587 * g + 0.114 * b); 3];
            });
        }
        Ok(PortraitPhoto {
            jpeg: encode(photo, self.tags, self.quality)?,
            face: (!nobody).then(|| [left, right, placing.photo(marks.chin)]),
        })
    }

    fn placing(&self, marks: &Landmarks) -> Placing {
        let (width, height) = (float(self.size.0), float(self.size.1));
        let (sin, cos) = self.roll.to_radians().sin_cos();
        let middle = if self.defects.contains(&PortraitDefect::TwoPeople) { 0.27 } else { 0.5 + self.offset };
        Placing {
            at: Point::new(middle * width, (self.above + self.head / 2.0) * height),
            from: marks.middle(),
            scale: self.head * height / marks.head(),
            sin,
            cos,
        }
    }

    fn empty(&self, assets: &Assets) -> Result<Exposure, SampleError> {
        // The trees and fences to the left or right of somebody.
        let chance = &mut chance(self.seed, 13);
        let source = assets.picture(pick(chance, &OUTDOORS), Picture::Outdoors)?;
        let scale = float(self.size.0) / 480.0;
        let left = pick(chance, &[0.0, float(source.width()) - 480.0]);
        Ok(Exposure::paint(self.size.0, self.size.1, |x, y| bilinear(&source, left + x / scale, y / scale, false)))
    }

    fn expose(&self, assets: &Assets, placing: &Placing, marks: &Landmarks) -> Result<Exposure, SampleError> {
        let source = assets.picture(self.person, self.picture())?;
        let beside = self.beside(assets, placing)?;
        let chance = &mut chance(self.seed, 12);
        let ground = (self.picture() == Picture::Studio).then(|| self.ground(&source, chance));
        let side_light =
            self.defects.iter().find_map(|d| if let PortraitDefect::SideLight(by) = d { Some(*by) } else { None });
        let screen =
            self.defects.iter().find_map(|d| if let PortraitDefect::Screen(across) = d { Some(*across) } else { None });
        let worn = wear::Wear::new(&self.defects, marks.eyes, marks.chin, &source, chance);
        let width = float(self.size.0);
        Ok(Exposure::paint(self.size.0, self.size.1, |x, y| {
            let at = placing.source(x, y);
            let mut light = lookup(&source, at);
            if let Some(ground) = &ground {
                let cover = covered(&ground.mask, at);
                dye(&mut light, self.shirt, (at.y - marks.chin.y) / marks.head(), cover);
                ground.lay(&mut light, cover, x / width);
            }
            if let Some((other, second)) = &beside {
                let part = ((x / width - 0.5) * 24.0 + 0.5).clamp(0.0, 1.0);
                let theirs = lookup(other, second.source(x, y));
                for (l, t) in light.iter_mut().zip(theirs) {
                    *l += (t - *l) * part;
                }
            }
            worn.paint(at, &mut light);
            let side = side_light.map_or(1.0, |by| {
                // The shadow begins at the nose, so that the halves differ by what is wanted.
                let t = ((at.x - placing.from.x) / marks.head() * 4.0 + 0.5).clamp(0.0, 1.0);
                by + (1.25 - by) * t * t * (3.0 - 2.0 * t)
            });
            let light = light.map(|v| v * self.exposure * side);
            match screen {
                Some(across) => {
                    lit_pixel((x + SCREEN_LEAN * y) / width * across, (y - SCREEN_LEAN * x) / width * across, light)
                }
                None => light,
            }
        }))
    }

    /// What stands behind a person of the studio.
    fn ground(&self, source: &RgbImage, chance: &mut Chance) -> Ground {
        let back_light =
            self.defects.iter().find_map(|d| if let PortraitDefect::BackLight(by) = d { Some(*by) } else { None });
        let behind = match back_light {
            Some(by) => Some([0.34 * by, 0.36 * by, 0.4 * by]),
            None if self.setting == Setting::Wall => Some(pick(chance, &WALLS).map(level)),
            None => None,
        };
        Ground { mask: person(source), behind, front: if back_light.is_some() { 0.35 } else { 1.0 } }
    }

    /// The second person of two, and how they lie in the photo.
    fn beside(
        &self,
        assets: &Assets,
        placing: &Placing,
    ) -> Result<Option<(std::sync::Arc<RgbImage>, Placing)>, SampleError> {
        if !self.defects.contains(&PortraitDefect::TwoPeople) {
            return Ok(None);
        }
        let other = Person::ALL.into_iter().cycle().skip_while(|p| *p != self.person).nth(3).unwrap_or(self.person);
        let marks = landmarks(other, Picture::Studio);
        let at = Point::new(0.75 * float(self.size.0), placing.at.y * 1.06);
        Ok(Some((assets.picture(other, Picture::Studio)?, Placing { at, from: marks.middle(), ..*placing })))
    }
}

/// What stands behind a person.
struct Ground {
    /// The person, white on black, at half the source's size.
    mask: GrayImage,
    /// The wall's light; none for the source's own.
    behind: Option<Light>,
    /// Light on the person.
    front: f32,
}

impl Ground {
    /// Puts the wall behind a person that covers it by `cover`, at `across` (0 to 1) of the photo's width.
    fn lay(&self, light: &mut Light, cover: f32, across: f32) {
        let Some(behind) = self.behind else { return };
        for (l, b) in light.iter_mut().zip(behind) {
            let wall = b * (1.05 - 0.15 * across);
            *l = wall + (*l * self.front - wall) * cover;
        }
    }
}

/// Dyes what is white on a person, `below` the chin (in heads): of all that is seen there only clothes are.
fn dye(light: &mut Light, colour: [f32; 3], below: f32, person: f32) {
    let [r, _, b] = *light;
    let white = ((0.2 - (r - b) / (r + b).max(0.01)) * 12.0).clamp(0.0, 1.0) * ((b - 0.05) * 16.0).clamp(0.0, 1.0);
    let cover = white * person * ((below - 0.03) * 40.0).clamp(0.0, 1.0);
    for (l, c) in light.iter_mut().zip(colour) {
        *l *= 1.0 + (c - 1.0) * cover;
    }
}

/// The source's light; above its upper edge and beside it, its mirror image.
fn lookup(source: &RgbImage, at: Point) -> Light {
    let mirror = |v: f32, size: u32| {
        let size = float(size);
        let v = v.abs();
        if v > size { 2.0 * size - v } else { v }
    };
    bilinear(source, mirror(at.x, source.width()), mirror(at.y, source.height()), false)
}

/// The person of a full-length studio picture, white on black, at half its size.
fn person(source: &RgbImage) -> GrayImage {
    let half = imageops::thumbnail(source, source.width() / 2, source.height() / 2);
    imageops::blur(&person_mask(&half), 0.8)
}

fn covered(mask: &GrayImage, at: Point) -> f32 {
    let clamp = |v: f32, size: u32| cast::pixels((v / 2.0).abs().floor()).min(size - 1);
    mask.get_pixel_checked(clamp(at.x, mask.width()), clamp(at.y, mask.height()))
        .map_or(0.0, |m| f32::from(m.0[0]) / 255.0)
}
