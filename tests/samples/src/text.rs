//! Text drawn into pictures.

use crate::cast::byte;
use ab_glyph::{Font, FontVec, GlyphId, Point, PxScale, ScaleFont};
use image::{Rgb, RgbImage};

/// A font, measured so that text can be placed by the middle of its line.
pub(crate) struct Typeface {
    font: FontVec,
    /// Scale of ab_glyph (ascent to descent) for an em of one pixel.
    scale: f32,
}

/// A line of text and how it is set. Lengths in pixels.
#[derive(Clone, Copy)]
pub(crate) struct Line<'a> {
    pub(crate) text: &'a str,
    /// Left end.
    pub(crate) x: f32,
    /// Middle of the characters' height.
    pub(crate) y: f32,
    /// Size of a full-width character.
    pub(crate) em: f32,
    /// Where the right end shall be; none for natural spacing.
    pub(crate) until: Option<f32>,
    /// How much strokes are thickened, in pixels.
    pub(crate) weight: f32,
    pub(crate) ink: Rgb<u8>,
}

impl Typeface {
    pub(crate) fn new(bytes: Vec<u8>, index: u32) -> Option<Self> {
        let font = FontVec::try_from_vec_and_index(bytes, index).ok()?;
        let scale = font.height_unscaled() / font.units_per_em()?;
        Some(Self { font, scale })
    }

    /// Whether it can draw all of `text`.
    pub(crate) fn holds(&self, text: &str) -> bool {
        text.chars().all(|c| self.font.glyph_id(c) != GlyphId(0))
    }

    pub(crate) fn width(&self, text: &str, em: f32) -> f32 {
        let font = self.font.as_scaled(PxScale::from(em * self.scale));
        text.chars().map(|c| font.h_advance(font.glyph_id(c))).sum()
    }

    /// Draws `line`; returns its right end.
    pub(crate) fn draw(&self, picture: &mut RgbImage, line: Line<'_>) -> f32 {
        let scale = PxScale::from(line.em * self.scale);
        let font = self.font.as_scaled(scale);
        let gaps = line.text.chars().count().saturating_sub(1).max(1);
        let spacing = line.until.map_or(0.0, |end| (end - line.x - self.width(line.text, line.em)) / gaps as f32);
        // Full-width characters fill −0.12 to 0.88 em, digits and letters 0 to about 0.72: lines are set by the former.
        let middle = if line.text.is_ascii() { 0.355 } else { 0.38 };
        let mut x = line.x;
        for c in line.text.chars() {
            let id = font.glyph_id(c);
            let at = Point { x, y: line.y + middle * line.em };
            if let Some(outline) = self.font.outline_glyph(id.with_scale_and_position(scale, at)) {
                stamp(picture, &outline, line.ink, line.weight);
            }
            x += font.h_advance(id) + spacing;
        }
        x - spacing
    }
}

/// Draws one character; thickened strokes come from drawing it twice, side by side.
fn stamp(picture: &mut RgbImage, outline: &ab_glyph::OutlinedGlyph, ink: Rgb<u8>, weight: f32) {
    let bounds = outline.px_bounds();
    let (left, top) = (bounds.min.x as i64, bounds.min.y as i64);
    let shift = weight.round() as i64;
    let steps = if shift > 0 { vec![0, shift] } else { vec![0] };
    for step in steps {
        outline.draw(|x, y, coverage| {
            let at = (left + i64::from(x) + step, top + i64::from(y));
            let Ok((x, y)) = u32::try_from(at.0).and_then(|x| Ok((x, u32::try_from(at.1)?))) else { return };
            if let Some(pixel) = picture.get_pixel_mut_checked(x, y) {
                blend(pixel, ink, coverage);
            }
        });
    }
}

/// Lays `ink` over `pixel`.
pub(crate) fn blend(pixel: &mut Rgb<u8>, ink: Rgb<u8>, coverage: f32) {
    for (p, i) in pixel.0.iter_mut().zip(ink.0) {
        let mixed = f32::from(*p) + (f32::from(i) - f32::from(*p)) * coverage.clamp(0.0, 1.0);
        {
            *p = byte(mixed);
        }
    }
}
