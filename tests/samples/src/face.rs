//! The small portrait that is printed on a card.

use crate::cast::{byte, float};
use image::imageops::{self, FilterType};
use image::{GrayImage, Luma, RgbImage, Rgba, RgbaImage};

/// How far a colour may be from the studio's grey to count as background, levels.
const GREY_REACH: f32 = 26.0;

/// The person of a studio portrait, cut out of its even background and scaled to `width` × `height`.
pub(crate) fn cut_out(studio: &RgbImage, width: u32, height: u32) -> RgbaImage {
    let strip = studio.height() * width / height;
    let middle = imageops::crop_imm(studio, (studio.width() - strip) / 2, 0, strip, studio.height()).to_image();
    let small = imageops::resize(&middle, width, height, FilterType::Triangle);
    let mask = imageops::blur(&person_mask(&small), 1.6);
    let mut out = RgbaImage::new(width, height);
    for ((to, from), mask) in out.pixels_mut().zip(small.pixels()).zip(mask.pixels()) {
        let [r, g, b] = from.0;
        *to = Rgba([r, g, b, mask.0[0]]);
    }
    out
}

/// White where the person is: what can't be reached from the upper edge and sides over the studio's even grey.
pub(crate) fn person_mask(picture: &RgbImage) -> GrayImage {
    let (width, height) = picture.dimensions();
    let wall = Wall::of(picture);
    let mut mask = GrayImage::from_pixel(width, height, Luma([255]));
    let mut open: Vec<(u32, u32)> = (0..width).map(|x| (x, 0)).collect();
    open.extend((0..height / 2).flat_map(|y| [(0, y), (width - 1, y)]));
    while let Some((x, y)) = open.pop() {
        match (mask.get_pixel_mut_checked(x, y), picture.get_pixel_checked(x, y)) {
            (Some(m), Some(pixel)) if m.0 != [0] && wall.holds(x, y, pixel.0) => *m = Luma([0]),
            _ => continue,
        }
        open.extend([(x + 1, y), (x, y + 1), (x.wrapping_sub(1), y), (x, y.wrapping_sub(1))]);
    }
    mask
}

/// The studio's wall: grey, its lightness falling off from row to row and from side to side.
struct Wall {
    width: f32,
    /// Lightness at the left and right edge of each row.
    ends: Vec<[f32; 2]>,
}

impl Wall {
    fn of(picture: &RgbImage) -> Self {
        let width = picture.width();
        let lightness = |x: u32, y: u32| {
            let near = (0..6).map(|i| picture.get_pixel_checked((x + i).min(width - 1), y));
            near.flatten().map(|p| mean(p.0)).sum::<f32>() / 6.0
        };
        let mut last = [lightness(0, 0), lightness(width - 6, 0)];
        let ends = (0..picture.height())
            .map(|y| {
                for (end, x) in last.iter_mut().zip([0, width - 6]) {
                    let now = lightness(x, y);
                    // A shoulder at the edge is no wall.
                    if (now - *end).abs() < 5.0 {
                        *end = now;
                    }
                }
                last
            })
            .collect();
        Self { width: float(width), ends }
    }

    fn holds(&self, x: u32, y: u32, pixel: [u8; 3]) -> bool {
        let [left, right] = self.ends.get(y as usize).copied().unwrap_or_default();
        let [r, g, b] = pixel.map(f32::from);
        let expected = left + (right - left) * float(x) / self.width;
        // The lamp brightens the wall towards the middle.
        let off = mean(pixel) - expected;
        (-GREY_REACH..GREY_REACH + 22.0).contains(&off) && (r - g).abs().max((g - b).abs()) < 14.0
    }
}

fn mean(pixel: [u8; 3]) -> f32 {
    pixel.into_iter().map(f32::from).sum::<f32>() / 3.0
}

/// A drawn head and shoulders.
pub(crate) fn silhouette(width: u32, height: u32) -> RgbaImage {
    let (w, h) = (float(width), float(height));
    RgbaImage::from_fn(width, height, |x, y| {
        let (u, v) = (float(x) / w - 0.5, float(y) / h);
        let inside = |cx: f32, cy: f32, rx: f32, ry: f32| {
            ((1.0 - (((u - cx) / rx).powi(2) + ((v - cy) / ry).powi(2)).sqrt()) * 60.0).clamp(0.0, 1.0)
        };
        let (hair, face) = (inside(0.0, 0.36, 0.25, 0.25), inside(0.0, 0.42, 0.2, 0.23));
        let (neck, body) = (inside(0.0, 0.66, 0.1, 0.16), inside(0.0, 1.02, 0.48, 0.32));
        let eyes = inside(-0.08, 0.4, 0.035, 0.016) + inside(0.08, 0.4, 0.035, 0.016) + inside(0.0, 0.54, 0.06, 0.012);
        let mut colour = [0.0_f32, 0.0, 0.0];
        let mut alpha = 0.0_f32;
        for (cover, ink) in [
            (hair, [40.0, 34.0, 32.0]),
            (neck, [206.0, 166.0, 142.0]),
            (body, [62.0, 70.0, 96.0]),
            (face, [222.0, 184.0, 160.0]),
            (eyes, [60.0, 40.0, 40.0]),
        ] {
            let cover = cover.min(1.0);
            for (c, i) in colour.iter_mut().zip(ink) {
                *c += (i - *c) * cover;
            }
            alpha = alpha.max(cover);
        }
        let [r, g, b] = colour.map(byte);
        Rgba([r, g, b, byte(alpha * 255.0)])
    })
}
