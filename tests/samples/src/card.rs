//! Both sides of a specimen card, drawn flat: the layout of the true card, but a background and an emblem of our own.

use crate::assets::{Assets, Person, Picture};
use crate::cast::{byte, float, pixels};
use crate::chance::{RngExt, between, chance, pick};
use crate::geometry::{CARD_HEIGHT, CARD_WIDTH};
use crate::specimen::Specimen;
use crate::text::{Line, Typeface, blend};
use crate::{SampleError, face, paper};
use image::{Rgb, RgbImage};
use ruxue_rules::Side;

/// A flat drawing of a card. Places on it are fractions of its width and height, lengths are millimetres.
pub(crate) struct Sheet {
    pub(crate) picture: RgbImage,
    /// Pixels a millimetre.
    pub(crate) fineness: f32,
}

impl Sheet {
    /// A sheet of `fineness` pixels a millimetre, each pixel painted by its place.
    pub(crate) fn paint(fineness: f32, paint: impl Fn(f32, f32) -> [f32; 3]) -> Self {
        let [width, height] = [CARD_WIDTH, CARD_HEIGHT].map(|side| pixels(side * fineness));
        let picture = RgbImage::from_fn(width, height, |x, y| {
            Rgb(paint((float(x) + 0.5) / float(width), (float(y) + 0.5) / float(height)).map(byte))
        });
        Self { picture, fineness }
    }

    pub(crate) fn across(&self, x: f32) -> f32 {
        x * CARD_WIDTH * self.fineness
    }

    pub(crate) fn down(&self, y: f32) -> f32 {
        y * CARD_HEIGHT * self.fineness
    }

    /// Writes from (`x`, `y`), the line's left end and middle, with characters of `em` millimetres.
    pub(crate) fn write(&mut self, ink: Ink<'_>, text: &str, (x, y): (f32, f32), em: f32, until: Option<f32>) {
        let line = Line {
            text,
            x: self.across(x),
            y: self.down(y),
            em: em * self.fineness,
            until: until.map(|end| self.across(end)),
            weight: ink.weight * self.fineness,
            ink: ink.colour,
        };
        ink.typeface.draw(&mut self.picture, line);
    }
}

/// What a text is written with.
#[derive(Clone, Copy)]
pub(crate) struct Ink<'a> {
    pub(crate) typeface: &'a Typeface,
    /// Thickening of strokes, millimetres.
    pub(crate) weight: f32,
    pub(crate) colour: Rgb<u8>,
}

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
    pub face: Option<Person>,
    /// Whether a second script stands above the Chinese, as on cards of autonomous areas.
    pub in_two_scripts: bool,
    /// Seed of the paper.
    pub(crate) background: u64,
}

impl Print {
    /// The printing of `seed`, with the face of somebody of `sex`.
    pub(crate) fn new(seed: u64, sex: &str) -> Self {
        let chance = &mut chance(seed, 2);
        let people: Vec<Person> = Person::ALL.into_iter().filter(|p| p.sex() == sex).collect();
        Self {
            typeface: pick(chance, &[0, 0, 0, 1, 1, 2]),
            digits: chance.random_range(0..2),
            weight: between(chance, 0.0, 0.06),
            ink: between(chance, 0.78, 0.95),
            face: chance.random_ratio(7, 8).then(|| pick(chance, &people)),
            in_two_scripts: false,
            background: chance.random(),
        }
    }
}

/// Draws one side, `fineness` pixels a millimetre, corners not yet rounded.
pub(crate) fn draw(
    specimen: &Specimen,
    print: Print,
    side: Side,
    fineness: f32,
    assets: &Assets,
) -> Result<Sheet, SampleError> {
    let mut sheet = paper::background(print.background, side, fineness);
    let pen = Pen::new(specimen, print, assets);
    match side {
        Side::Portrait => {
            portrait_side(&mut sheet, specimen, &pen);
            portrait(&mut sheet, print, assets)?;
        }
        Side::Emblem => {
            emblem_side(&mut sheet, specimen, &pen);
            emblem(&mut sheet);
        }
    }
    if print.in_two_scripts {
        second_script(&mut sheet, side, &pen);
    }
    Ok(sheet)
}

/// Blue of the portrait side's labels.
const LABEL: Rgb<u8> = Rgb([44, 108, 170]);
/// Red of 样张.
const MARK: Rgb<u8> = Rgb([196, 92, 96]);

/// The inks of one card.
struct Pen<'a> {
    value: Ink<'a>,
    number: Ink<'a>,
    blue: Ink<'a>,
    mark: Ink<'a>,
}

impl<'a> Pen<'a> {
    fn new(specimen: &Specimen, print: Print, assets: &'a Assets) -> Self {
        let [first, .., last] = &assets.chinese;
        let wanted = assets.chinese.get(print.typeface).unwrap_or(first);
        // The name may hold characters that a face lacks.
        let typeface = [wanted, first].into_iter().find(|face| face.holds(&specimen.name)).unwrap_or(last);
        let black = Rgb([byte((1.0 - print.ink) * 255.0); 3]);
        let value = Ink { typeface, weight: print.weight, colour: black };
        Self {
            value,
            number: Ink { typeface: assets.digits.get(print.digits).unwrap_or(first), ..value },
            blue: Ink { weight: print.weight * 0.7, colour: LABEL, ..value },
            mark: Ink { weight: 0.0, colour: MARK, ..value },
        }
    }
}

/// A label that fills `from` to `to`.
fn label(sheet: &mut Sheet, ink: Ink<'_>, text: &str, (from, to): (f32, f32), y: f32) {
    let pitch = (to - from) * CARD_WIDTH / float(text.chars().count());
    sheet.write(ink, text, (from, y), 0.96 * pitch.min(7.4), Some(to));
}

fn portrait_side(sheet: &mut Sheet, specimen: &Specimen, pen: &Pen<'_>) {
    let first = (0.080, 0.157);
    label(sheet, pen.blue, "姓名", first, 0.207);
    label(sheet, pen.blue, "性别", first, 0.322);
    label(sheet, pen.blue, "民族", (0.302, 0.379), 0.322);
    label(sheet, pen.blue, "出生", first, 0.438);
    for (text, x) in [("年", 0.302), ("月", 0.405), ("日", 0.507)] {
        label(sheet, pen.blue, text, (x, x + 0.036), 0.438);
    }
    label(sheet, pen.blue, "住址", first, 0.552);
    label(sheet, pen.blue, "公民身份号码", (0.080, 0.266), 0.857);

    sheet.write(pen.value, &specimen.name, (0.182, 0.207), 3.8, None);
    sheet.write(pen.value, specimen.sex, (0.182, 0.322), 3.2, None);
    sheet.write(pen.value, specimen.ethnicity, (0.394, 0.322), 3.2, None);
    sheet.write(pen.value, &specimen.birth.year.to_string(), (0.190, 0.438), 3.2, None);
    for (number, middle) in [(specimen.birth.month, 0.374), (specimen.birth.day, 0.476)] {
        let text = number.to_string();
        let width = pen.value.typeface.width(&text, 3.2) / CARD_WIDTH;
        sheet.write(pen.value, &text, (middle - width / 2.0, 0.438), 3.2, None);
    }
    for (line, i) in specimen.address.iter().zip(0_u8..) {
        sheet.write(pen.value, line, (0.182, 0.552 + 0.084 * f32::from(i)), 3.35, None);
    }
    sheet.write(pen.number, &specimen.id_number, (0.352, 0.857), 4.1, Some(0.91));
    sheet.write(pen.mark, "样张", (0.080, 0.085), 2.2, None);
}

fn emblem_side(sheet: &mut Sheet, specimen: &Specimen, pen: &Pen<'_>) {
    label(sheet, pen.value, "中华人民共和国", (0.349, 0.884), 0.168);
    label(sheet, pen.value, "居民身份证", (0.307, 0.923), 0.344);
    label(sheet, pen.value, "签发机关", (0.239, 0.371), 0.739);
    label(sheet, pen.value, "有效期限", (0.239, 0.371), 0.860);
    sheet.write(pen.value, &specimen.authority, (0.407, 0.739), 3.0, None);
    sheet.write(pen.value, &specimen.validity(), (0.407, 0.860), 3.0, None);
    sheet.write(pen.mark, "样张", (0.070, 0.930), 2.2, None);
}

/// Words as Zhuang has them, small above the Chinese. Where true cards have theirs is not known to us.
fn second_script(sheet: &mut Sheet, side: Side, pen: &Pen<'_>) {
    const PORTRAIT: [(&str, f32, f32); 10] = [
        ("Mingz", 0.080, 0.207),
        ("Cangh Yangciengh", 0.182, 0.207),
        ("Singqbied", 0.080, 0.322),
        ("Sai", 0.182, 0.322),
        ("Minzcuz", 0.302, 0.322),
        ("Bouxcuengh", 0.394, 0.322),
        ("Ndwenseng", 0.080, 0.438),
        ("Diegyouq", 0.080, 0.552),
        ("Yangciengh Si Yangciengh Loh", 0.182, 0.552),
        ("Gunghminz Sonhfwn", 0.080, 0.857),
    ];
    const EMBLEM: [(&str, f32, f32); 5] = [
        ("Cunghvaz Yinzminz Gunghozgoz", 0.349, 0.130),
        ("Gihminz Sonhfwncwng", 0.307, 0.290),
        ("Giqgvanh", 0.239, 0.739),
        ("Yangciengh Si Gunghanhgiz", 0.407, 0.739),
        ("Geizhanh", 0.239, 0.860),
    ];
    let words: &[(&str, f32, f32)] = match side {
        Side::Portrait => &PORTRAIT,
        Side::Emblem => &EMBLEM,
    };
    for (word, x, y) in words {
        sheet.write(pen.value, word, (*x, y - 0.052), 1.7, None);
    }
}

/// Stands where the state's emblem does and is about as red, but is none: a petalled wheel.
fn emblem(sheet: &mut Sheet) {
    let (x0, y0, radius) = (sheet.across(0.1635), sheet.down(0.2515), sheet.across(0.0955));
    for (x, y, pixel) in sheet.picture.enumerate_pixels_mut() {
        let (dx, dy) = (float(x) - x0, float(y) - y0);
        if dx.abs().max(dy.abs()) > 1.05 * radius {
            continue;
        }
        let (r, angle) = (dx.hypot(dy) / radius, dy.atan2(dx));
        let ring = |inner: f32, outer: f32| ((r - inner) * 40.0).clamp(0.0, 1.0) * ((outer - r) * 40.0).clamp(0.0, 1.0);
        let rays = ring(0.48, 0.72) * f32::from((angle * 9.0).sin() > 0.55);
        let gold = ring(0.74, 0.80) + ring(0.40, 0.46) + ring(-1.0, 0.12) + rays;
        blend(pixel, Rgb([190, 42, 40]), ring(-1.0, 0.9 + 0.09 * (angle * 12.0).cos()) * 0.92);
        blend(pixel, Rgb([226, 178, 92]), gold.min(1.0) * 0.85);
    }
}

fn portrait(sheet: &mut Sheet, print: Print, assets: &Assets) -> Result<(), SampleError> {
    let [left, width] = [0.643, 0.908 - 0.643].map(|x| pixels(sheet.across(x)));
    let [top, height] = [0.168, 0.732 - 0.168].map(|y| pixels(sheet.down(y)));
    let face = match print.face {
        Some(person) => face::cut_out(&*assets.picture(person, Picture::Head)?, width, height),
        None => face::silhouette(width, height),
    };
    for (x, y, pixel) in face.enumerate_pixels() {
        let [r, g, b, alpha] = pixel.0;
        if let Some(under) = sheet.picture.get_pixel_mut_checked(left + x, top + y) {
            blend(under, Rgb([r, g, b]), f32::from(alpha) / 255.0 * 0.94);
        }
    }
    Ok(())
}
