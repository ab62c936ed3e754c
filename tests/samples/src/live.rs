//! A phone's live camera before a photo: frames of raw YUV, each taken anew by a hand that is not quite still.

use crate::SampleError;
use crate::cast::byte;
use crate::noise::Sensor;
use image::{RgbImage, imageops};

/// Deviation of a live sensor's noise, levels.
const NOISE: f32 = 2.5;

/// Bytes after each row that belong to no pixel. They are white: who reads them sees light that is not there.
const PADDING: u32 = 32;

/// A camera that sees an upright photo.
#[derive(Debug, Clone)]
pub struct LiveCamera {
    photo: RgbImage,
    rotation: u32,
}

/// A frame: full-range YUV 4:2:0 (JFIF's colours), chroma interleaved as in NV12, rows padded but for the last ones.
#[derive(Debug, Clone, PartialEq)]
pub struct LiveFrame {
    /// Pixels a row, as stored.
    pub width: u32,
    /// Rows, as stored.
    pub height: u32,
    /// Degrees by which to turn it clockwise to see it upright.
    pub rotation: u32,
    /// Luma.
    pub y: Vec<u8>,
    /// Bytes from one row of luma to the next.
    pub y_row_stride: u32,
    /// Cb and Cr in turn.
    pub uv: Vec<u8>,
    /// Bytes from one row of chroma to the next.
    pub uv_row_stride: u32,
}

impl LiveCamera {
    /// A camera before an upright photo with even sides, whose sensor lies so that its frames are to be turned by `rotation`
    /// degrees clockwise (0, 90, 180 or 270).
    pub fn new(photo: RgbImage, rotation: u32) -> Self {
        Self { photo, rotation }
    }

    /// The same before the photo in a file without EXIF.
    ///
    /// # Errors
    /// When the file can't be decoded.
    pub fn before(file: &[u8], rotation: u32) -> Result<Self, SampleError> {
        Ok(Self::new(image::load_from_memory(file)?.into_rgb8(), rotation))
    }

    /// The next frame: the picture moved by `shift` pixels right and down, with the noise of `seed`. Edges go on outside.
    pub fn frame(&self, shift: [i32; 2], seed: u64) -> LiveFrame {
        let (width, height) = self.photo.dimensions();
        let moved = RgbImage::from_fn(width, height, |x, y| {
            let at = |v: u32, by: i32, side: u32| v.saturating_add_signed(-by).min(side - 1);
            let [dx, dy] = shift;
            *self.photo.get_pixel(at(x, dx, width), at(y, dy, height))
        });
        let stored = match self.rotation {
            90 => imageops::rotate270(&moved),
            180 => imageops::rotate180(&moved),
            270 => imageops::rotate90(&moved),
            _ => moved,
        };
        LiveFrame::of(&stored, self.rotation, &mut Sensor::new(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15)))
    }
}

impl LiveFrame {
    fn of(stored: &RgbImage, rotation: u32, sensor: &mut Sensor) -> Self {
        let (width, height) = stored.dimensions();
        let stride = width + PADDING;
        let (mut y, mut uv) = (Vec::new(), Vec::new());
        for (row, at) in stored.rows().zip(0_u32..) {
            pad(&mut y, stride);
            y.extend(row.map(|p| level(luma(p.0) + NOISE * sensor.next())));
            if at.is_multiple_of(2) {
                pad(&mut uv, stride);
                (0..width / 2).for_each(|x| uv.extend(chroma(stored.get_pixel(2 * x, at).0)));
            }
        }
        Self { width, height, rotation, y, y_row_stride: stride, uv, uv_row_stride: stride }
    }
}

/// Fills the row before up to its stride.
fn pad(plane: &mut Vec<u8>, stride: u32) {
    plane.resize(plane.len().next_multiple_of(stride as usize), 255);
}

fn level(v: f32) -> u8 {
    byte(v.clamp(0.0, 255.0))
}

fn luma(rgb: [u8; 3]) -> f32 {
    let [r, g, b] = rgb.map(f32::from);
    0.299 * r + 0.587 * g + 0.114 * b
}

/// Cb and Cr.
fn chroma(rgb: [u8; 3]) -> [u8; 2] {
    let ([r, _, b], y) = (rgb.map(f32::from), luma(rgb));
    [128.0 + (b - y) / 1.772, 128.0 + (r - y) / 1.402].map(level)
}
