//! Where and how large the head is, and who else is there.

use super::Subject;
use image::{Rgb, RgbImage, imageops};
use ruxue_rules::Rect;

/// A part of the picture; what reaches outside is left out.
fn part(picture: &RgbImage, left: f32, top: f32, right: f32, bottom: f32) -> RgbImage {
    let place = |v: f32, most: u32| (v.max(0.0) as u32).min(most);
    let (x0, x1) = (place(left, picture.width() - 1), place(right, picture.width()));
    let (y0, y1) = (place(top, picture.height() - 1), place(bottom, picture.height()));
    imageops::crop_imm(picture, x0, y0, x1.saturating_sub(x0).max(1), y1.saturating_sub(y0).max(1)).to_image()
}

/// What is left when `share` of the head is cut off above.
pub(super) fn cut_above(s: &Subject, share: f32) -> RgbImage {
    part(&s.picture, 0.0, s.head.y + share * s.head.height, f32::MAX, f32::MAX)
}

/// What is left when `share` of the head's width is cut off at the left.
pub(super) fn cut_left(s: &Subject, share: f32) -> RgbImage {
    part(&s.picture, s.head.x + share * s.head.width, 0.0, f32::MAX, f32::MAX)
}

/// What is left above the line that is `below` the chin, in heads.
pub(super) fn cut_below(s: &Subject, below: f32) -> RgbImage {
    part(&s.picture, 0.0, 0.0, f32::MAX, s.head.y + s.head.height * (1.0 + below))
}

/// A square around the head, `room` times its height.
pub(super) fn near(s: &Subject, room: f32) -> RgbImage {
    let (h, half) = (s.head, s.head.height * room / 2.0);
    let (x, y) = (h.x + h.width / 2.0, h.y + h.height / 2.0);
    part(&s.picture, x - half, y - half, x + half, y + half)
}

/// The picture small on a wall, its head `share` of the height.
pub(super) fn far(s: &Subject, share: f32) -> RgbImage {
    let (width, height) = s.picture.dimensions();
    let scale = (share * width.min(height) as f32 / s.head.height).min(1.0);
    let [w, h] = [width, height].map(|side| ((side as f32 * scale) as u32).max(1));
    let small = imageops::resize(&s.picture, w, h, imageops::FilterType::Lanczos3);
    let mut wall =
        RgbImage::from_fn(width, height, |x, y| Rgb([150 + (x / 24 % 2) as u8, 150, 146 + (y / 16 % 2) as u8]));
    imageops::overlay(&mut wall, &small, i64::from((width - w) / 2), i64::from((height - h) / 2));
    wall
}

/// The head moved to the right by a share of the width; what comes in at the left is mirrored.
pub(super) fn shifted(s: &Subject, share: f32) -> RgbImage {
    let (width, height) = s.picture.dimensions();
    let middle = s.head.x + s.head.width / 2.0;
    let shift = ((0.5 + share) * width as f32 - middle) as i64;
    // No face may come in beside the first.
    let edge = (s.head.x as i64).max(1);
    RgbImage::from_fn(width, height, |x, y| {
        let from = i64::from(x) - shift;
        let from = if from < 0 { (-from).rem_euclid(edge) } else { from };
        *s.picture.get_pixel((from as u32).min(width - 1), y)
    })
}

/// The picture and its mirror image beside it.
pub(super) fn beside(s: &Subject) -> RgbImage {
    let (width, height) = s.picture.dimensions();
    let mut both = RgbImage::new(width * 2, height);
    imageops::replace(&mut both, &s.picture, 0, 0);
    imageops::replace(&mut both, &imageops::flip_horizontal(&s.picture), i64::from(width), 0);
    imageops::resize(&both, width, height / 2, imageops::FilterType::Lanczos3)
}

/// A picture of the head, mirrored and framed, hung beside it at `scale` of its size: the head itself moves aside.
pub(super) fn hung(s: &Subject, scale: f32) -> RgbImage {
    let h = s.head;
    let room = 0.15 * h.height;
    let Rect { x, y, width, height } = h;
    let head = imageops::flip_horizontal(&part(&s.picture, x - room, y - room, x + width + room, y + height + room));
    let [w, t] = [head.width(), head.height()].map(|side| ((side as f32 * scale) as u32).max(1));
    let small = imageops::resize(&head, w, t, imageops::FilterType::Lanczos3);
    // A wide photo has room beside the head.
    let (wide, high) = (s.picture.width() + w + w / 2, s.picture.height());
    let at = w / 2 + w;
    let mut photo = RgbImage::from_fn(wide, high, |x, y| *s.picture.get_pixel(x.saturating_sub(at), y));
    let (left, top) = (i64::from(w / 4), i64::from(high / 8));
    let frame = RgbImage::from_pixel(w + w / 8, t + w / 8, Rgb([70, 50, 40]));
    imageops::overlay(&mut photo, &frame, left - i64::from(w / 16), top - i64::from(w / 16));
    imageops::overlay(&mut photo, &small, left, top);
    photo
}

/// Turned by a multiple of 90 degrees, clockwise.
pub(super) fn turned(s: &Subject, degrees: u32) -> RgbImage {
    match degrees {
        90 => imageops::rotate90(&s.picture),
        180 => imageops::rotate180(&s.picture),
        _ => imageops::rotate270(&s.picture),
    }
}

/// What is below the chin.
pub(super) fn body(s: &Subject) -> RgbImage {
    part(&s.picture, 0.0, s.head.y + 1.08 * s.head.height, f32::MAX, f32::MAX)
}

/// The holder's card, nine tenths of a head wide, before the chest: more of the body is drawn below where the picture ends.
pub(super) fn card(s: &Subject) -> RgbImage {
    let (width, height) = s.picture.dimensions();
    let wide = (0.9 * s.head.height) as u32;
    let high = wide * 54 / 86;
    let top = (s.head.y + 1.25 * s.head.height) as u32;
    let whole = height.max(top + high + high / 8);
    let mut photo = RgbImage::from_fn(width, whole, |x, y| *s.picture.get_pixel(x, y.min(height - 1)));
    let mut card = RgbImage::from_fn(wide, high, |x, y| {
        let written =
            y * 10 / high % 2 == 1 && (wide / 12..wide / 2).contains(&x) && !(x * 40 / wide).is_multiple_of(3);
        if written { Rgb([60, 60, 66]) } else { Rgb([206, 222, 228]) }
    });
    let Rect { x, y, width: w, height: h } = s.head;
    let face = part(&s.picture, x, y, x + w, y + h);
    let face_high = high * 56 / 100;
    let face_wide = (face.width() * face_high / face.height().max(1)).max(1);
    let small = imageops::resize(&face, face_wide, face_high, imageops::FilterType::Lanczos3);
    imageops::overlay(&mut card, &small, i64::from(wide * 66 / 100), i64::from(high / 6));
    let left = (s.head.x + s.head.width / 2.0 - wide as f32 / 2.0) as i64;
    imageops::overlay(&mut photo, &card, left, i64::from(top));
    photo
}
