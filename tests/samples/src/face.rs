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

/// White where the person is: what can't be reached from the upper edge and sides over the background's grey.
pub(crate) fn person_mask(picture: &RgbImage) -> GrayImage {
    let (width, height) = picture.dimensions();
    let grey = picture.get_pixel_checked(2, 2).map_or([128.0; 3], |p| p.0.map(f32::from));
    let is_background = |x: u32, y: u32| {
        let Some(pixel) = picture.get_pixel_checked(x, y) else { return false };
        // The studio's grey falls off towards the corners: compare colours, allow for lightness.
        let [r, g, b] = pixel.0.map(f32::from);
        let lightness = (r + g + b) / 3.0 - (grey.iter().sum::<f32>() / 3.0);
        let tint = (r - g).abs().max((g - b).abs());
        lightness.abs() < GREY_REACH && tint < 14.0
    };
    let mut mask = GrayImage::from_pixel(width, height, Luma([255]));
    let mut open: Vec<(u32, u32)> = (0..width).map(|x| (x, 0)).collect();
    open.extend((0..height / 2).flat_map(|y| [(0, y), (width - 1, y)]));
    while let Some((x, y)) = open.pop() {
        match mask.get_pixel_mut_checked(x, y) {
            Some(m) if m.0 != [0] && is_background(x, y) => *m = Luma([0]),
            _ => continue,
        }
        open.extend([(x + 1, y), (x, y + 1), (x.wrapping_sub(1), y), (x, y.wrapping_sub(1))]);
    }
    mask
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
