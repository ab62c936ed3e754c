//! Both sides of a specimen card, drawn flat: the layout of the true card, but a background and an emblem of our own.

use crate::assets::{Assets, Person, Picture};
use crate::cast::{byte, float, pixels};
use crate::chance::{Chance, RngExt, between, chance, pick};
use crate::defect::Impostor;
use crate::geometry::{CARD_HEIGHT, CARD_WIDTH};
use crate::specimen::Specimen;
use crate::text::{Line, Typeface, blend};
use crate::{SampleError, face};
use image::{Rgb, RgbImage};
use ruxue_rules::Side;

/// Pixels a millimetre of a drawn card.
pub const PIXELS_PER_MM: f32 = 32.0;
const WIDTH: u32 = (CARD_WIDTH * PIXELS_PER_MM) as u32;
const HEIGHT: u32 = (CARD_HEIGHT * PIXELS_PER_MM) as u32;

/// How a card is printed: what differs from card to card beside its text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Print {
    /// Which of the Chinese faces.
    typeface: usize,
    /// Which of the digits' faces.
    digits: usize,
    /// Thickening of the values' strokes, millimetres.
    weight: f32,
    /// Darkness of the values' ink, 0 (none) to 1 (black).
    ink: f32,
    /// Whose face; none for a drawn silhouette.
    face: Option<Person>,
    background: u64,
}

impl Print {
    /// The printing of `seed`; `text` is what the face must be able to draw.
    pub(crate) fn new(seed: u64) -> Self {
        let chance = &mut chance(seed, 2);
        Self {
            typeface: pick(chance, &[0, 0, 0, 1, 1, 2]),
            digits: chance.random_range(0..2),
            weight: between(chance, 0.0, 0.06),
            ink: between(chance, 0.78, 0.95),
            face: chance.random_ratio(7, 8).then(|| pick(chance, &Person::ALL)),
            background: chance.random(),
        }
    }
}

/// Draws one side, [`PIXELS_PER_MM`] fine, corners not yet rounded.
///
/// # Errors
/// When a picture of the assets can't be read.
pub fn draw(specimen: &Specimen, print: Print, side: Side, assets: &Assets) -> Result<RgbImage, SampleError> {
    let mut card = background(print.background, side);
    let [first, .., last] = &assets.chinese;
    let wanted = assets.chinese.get(print.typeface).unwrap_or(first);
    let pen = Pen {
        // The name may hold characters that one of the faces lacks.
        typeface: if wanted.holds(&specimen.name) {
            wanted
        } else if first.holds(&specimen.name) {
            first
        } else {
            last
        },
        digits: assets.digits.get(print.digits).unwrap_or(first),
        weight: print.weight * PIXELS_PER_MM,
        ink: Rgb([byte((1.0 - print.ink) * 255.0); 3]),
    };
    match side {
        Side::Portrait => {
            portrait_side(&mut card, specimen, &pen);
            face_box(&mut card, print, assets)?;
        }
        Side::Emblem => emblem_side(&mut card, specimen, &pen),
    }
    Ok(card)
}

/// Draws what is no ID card.
pub(crate) fn impostor(kind: Impostor, print: Print, assets: &Assets) -> RgbImage {
    let chance = &mut chance(print.background, 9);
    let ground = match kind {
        Impostor::BankCard => {
            pick(chance, &[[36.0, 74.0, 140.0], [150.0, 34.0, 40.0], [34.0, 110.0, 84.0], [60.0, 60.0, 66.0]])
        }
        _ => [238.0, 238.0, 236.0],
    };
    let mut card = RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
        let fall = 1.12 - 0.3 * (float(x) / float(WIDTH) + float(y) / float(HEIGHT)) / 2.0;
        Rgb(ground.map(|c| byte((c * fall).min(250.0))))
    });
    if kind == Impostor::BankCard {
        let [face, ..] = &assets.chinese;
        let [digits, ..] = &assets.digits;
        let number: String =
            (0..19).map(|i| if i % 5 == 4 { ' ' } else { pick(chance, &['0', '2', '3', '6', '8', '9']) }).collect();
        let ink = Rgb([232, 226, 206]);
        let line = |text, x, y, em: f32| Line {
            text,
            x: across(x),
            y: down(y),
            em: em * PIXELS_PER_MM,
            until: None,
            weight: 1.0,
            ink,
        };
        face.draw(&mut card, line("云溪银行 储蓄卡", 0.07, 0.14, 5.0));
        digits.draw(&mut card, line(&number, 0.08, 0.6, 5.6));
        digits.draw(&mut card, line("VALID THRU 09/31", 0.4, 0.75, 2.6));
        for (x, y, pixel) in card.enumerate_pixels_mut() {
            let (u, v) = (float(x) / across(1.0), float(y) / down(1.0));
            if (0.09..0.22).contains(&u) && (0.3..0.48).contains(&v) {
                let groove = ((u - 0.155).abs() < 0.003) || ((v * 30.0).rem_euclid(1.8) < 0.12);
                *pixel = if groove { Rgb([120, 96, 50]) } else { Rgb([212, 178, 104]) };
            }
        }
    }
    card
}

/// Blue of the portrait side's labels.
const LABEL: Rgb<u8> = Rgb([44, 108, 170]);
const MARK: Rgb<u8> = Rgb([196, 92, 96]);

struct Pen<'a> {
    typeface: &'a Typeface,
    digits: &'a Typeface,
    weight: f32,
    ink: Rgb<u8>,
}

/// The layout's places are fractions of the card's width and height, sizes are millimetres.
impl Pen<'_> {
    fn label(&self, card: &mut RgbImage, text: &str, x: (f32, f32), y: f32, ink: Rgb<u8>) {
        let em = (x.1 - x.0) * CARD_WIDTH / float(text.chars().count());
        let line = Line {
            text,
            x: across(x.0),
            y: down(y),
            em: em.min(7.4) * 0.96 * PIXELS_PER_MM,
            until: Some(across(x.1)),
            weight: self.weight * 0.7,
            ink,
        };
        self.typeface.draw(card, line);
    }

    fn value(&self, card: &mut RgbImage, text: &str, x: f32, y: f32, em: f32) {
        let line = Line {
            text,
            x: across(x),
            y: down(y),
            em: em * PIXELS_PER_MM,
            until: None,
            weight: self.weight,
            ink: self.ink,
        };
        self.typeface.draw(card, line);
    }

    fn spread(&self, card: &mut RgbImage, text: &str, x: (f32, f32), y: f32, em: f32) {
        let line = Line {
            text,
            x: across(x.0),
            y: down(y),
            em: em * PIXELS_PER_MM,
            until: Some(across(x.1)),
            weight: self.weight,
            ink: self.ink,
        };
        self.digits.draw(card, line);
    }

    /// 样张, small, where nothing else stands.
    fn mark(&self, card: &mut RgbImage, x: f32, y: f32) {
        let line = Line {
            text: "样张",
            x: across(x),
            y: down(y),
            em: 2.2 * PIXELS_PER_MM,
            until: None,
            weight: 0.0,
            ink: MARK,
        };
        self.typeface.draw(card, line);
    }
}

fn across(x: f32) -> f32 {
    x * CARD_WIDTH * PIXELS_PER_MM
}

fn down(y: f32) -> f32 {
    y * CARD_HEIGHT * PIXELS_PER_MM
}

fn portrait_side(card: &mut RgbImage, specimen: &Specimen, pen: &Pen<'_>) {
    let start = (0.080, 0.157);
    pen.label(card, "姓名", start, 0.207, LABEL);
    pen.label(card, "性别", start, 0.322, LABEL);
    pen.label(card, "民族", (0.302, 0.379), 0.322, LABEL);
    pen.label(card, "出生", start, 0.438, LABEL);
    for (text, x) in [("年", 0.302), ("月", 0.405), ("日", 0.507)] {
        pen.label(card, text, (x, x + 0.036), 0.438, LABEL);
    }
    pen.label(card, "住址", start, 0.552, LABEL);
    pen.label(card, "公民身份号码", (0.080, 0.266), 0.857, LABEL);
    pen.value(card, &specimen.name, 0.182, 0.207, 3.8);
    pen.value(card, specimen.sex, 0.182, 0.322, 3.2);
    pen.value(card, specimen.ethnicity, 0.394, 0.322, 3.2);
    pen.value(card, &specimen.birth.year.to_string(), 0.190, 0.438, 3.2);
    for (number, middle) in [(specimen.birth.month, 0.374), (specimen.birth.day, 0.476)] {
        let text = number.to_string();
        let width = pen.typeface.width(&text, 3.2) / CARD_WIDTH;
        pen.value(card, &text, middle - width / 2.0, 0.438, 3.2);
    }
    for (line, i) in specimen.address.iter().zip(0_u8..) {
        pen.value(card, line, 0.182, 0.552 + 0.084 * f32::from(i), 3.35);
    }
    pen.spread(card, &specimen.id_number, (0.352, 0.91), 0.857, 4.1);
    pen.mark(card, 0.080, 0.085);
}

fn emblem_side(card: &mut RgbImage, specimen: &Specimen, pen: &Pen<'_>) {
    pen.label(card, "中华人民共和国", (0.349, 0.884), 0.168, pen.ink);
    pen.label(card, "居民身份证", (0.307, 0.923), 0.344, pen.ink);
    pen.label(card, "签发机关", (0.239, 0.371), 0.739, pen.ink);
    pen.label(card, "有效期限", (0.239, 0.371), 0.860, pen.ink);
    pen.value(card, &specimen.authority, 0.407, 0.739, 3.0);
    pen.value(card, &specimen.validity(), 0.407, 0.860, 3.0);
    pen.mark(card, 0.070, 0.930);
    emblem(card);
}

/// Stands where the state's emblem does and is about as red, but is none: a petalled wheel.
fn emblem(card: &mut RgbImage) {
    let middle = (across(0.1635), down(0.2515));
    let radius = across(0.0955);
    for (x, y, pixel) in card.enumerate_pixels_mut() {
        let (dx, dy) = (float(x) - middle.0, float(y) - middle.1);
        let r = dx.hypot(dy) / radius;
        if r > 1.05 {
            continue;
        }
        let petal = 0.9 + 0.09 * (dy.atan2(dx) * 12.0).cos();
        let ring = |inner: f32, outer: f32| ((r - inner) * 40.0).clamp(0.0, 1.0) * ((outer - r) * 40.0).clamp(0.0, 1.0);
        let gold = ring(0.74, 0.80)
            + ring(0.40, 0.46)
            + ring(-1.0, 0.12)
            + ring(0.48, 0.72) * f32::from((dy.atan2(dx) * 9.0).sin() > 0.55);
        blend(pixel, Rgb([190, 42, 40]), ring(-1.0, petal) * 0.92);
        blend(pixel, Rgb([226, 178, 92]), gold.min(1.0) * 0.85);
    }
}

fn face_box(card: &mut RgbImage, print: Print, assets: &Assets) -> Result<(), SampleError> {
    let [left, top, width, height] =
        [across(0.643), down(0.168), across(0.908 - 0.643), down(0.732 - 0.168)].map(pixels);
    let face = match print.face {
        Some(person) => face::cut_out(&*assets.picture(person, Picture::Head)?, width, height),
        None => face::silhouette(width, height),
    };
    for (x, y, pixel) in face.enumerate_pixels() {
        if let Some(under) = card.get_pixel_mut_checked(left + x, top + y) {
            let alpha = f32::from(pixel.0[3]) / 255.0;
            blend(under, Rgb([pixel.0[0], pixel.0[1], pixel.0[2]]), alpha * 0.94);
        }
    }
    Ok(())
}

/// Soft paper with fine waves.
fn background(seed: u64, side: Side) -> RgbImage {
    let chance = &mut chance(seed, 3);
    let tints = match side {
        Side::Portrait => [[222.0, 234.0, 240.0], [240.0, 228.0, 230.0], [226.0, 238.0, 230.0]],
        Side::Emblem => [[236.0, 226.0, 232.0], [222.0, 236.0, 238.0], [238.0, 236.0, 224.0]],
    };
    let waves: [Wave; 3] = std::array::from_fn(|_| Wave::new(chance));
    let inks = [[150.0, 186.0, 214.0], [222.0, 164.0, 178.0], [160.0, 204.0, 184.0]];
    let mut card = RgbImage::new(WIDTH, HEIGHT);
    let columns: Vec<[f32; 3]> = (0..WIDTH).map(|x| waves.map(|w| w.offset(float(x) / PIXELS_PER_MM))).collect();
    for (y, row) in card.enumerate_rows_mut() {
        let v = float(y) / float(HEIGHT);
        for ((x, _, pixel), offsets) in row.zip(&columns) {
            let u = float(x) / float(WIDTH);
            let weights = [1.0 - u, u * (1.0 - v), u * v];
            let mut colour: [f32; 3] =
                std::array::from_fn(|c| tints.iter().zip(weights).map(|(t, w)| t.get(c).unwrap_or(&0.0) * w).sum());
            for ((wave, offset), ink) in waves.iter().zip(offsets).zip(inks) {
                let cover = wave.cover(float(y) / PIXELS_PER_MM - offset);
                for (c, i) in colour.iter_mut().zip(ink) {
                    *c += (i - *c) * cover;
                }
            }
            *pixel = Rgb(colour.map(byte));
        }
    }
    card
}

/// A family of fine parallel waves, in millimetres.
#[derive(Clone, Copy)]
struct Wave {
    period: f32,
    amplitude: f32,
    length: f32,
    phase: f32,
    strength: f32,
}

impl Wave {
    fn new(chance: &mut Chance) -> Self {
        Self {
            period: between(chance, 0.5, 1.1),
            amplitude: between(chance, 0.8, 4.0),
            length: between(chance, 9.0, 40.0),
            phase: between(chance, 0.0, std::f32::consts::TAU),
            strength: between(chance, 0.18, 0.42),
        }
    }

    fn offset(self, x: f32) -> f32 {
        self.amplitude * (x / self.length * std::f32::consts::TAU + self.phase).sin() + 0.1 * x * self.phase.cos()
    }

    fn cover(self, y: f32) -> f32 {
        let line = (y / self.period).rem_euclid(1.0) - 0.5;
        (1.0 - line.abs() * 5.0).max(0.0) * self.strength
    }
}
