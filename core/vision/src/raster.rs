use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::U8x3;
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use ruxue_rules::Rect;

/// Decoded upright pixels: 8-bit sRGB, rows from the top, three bytes a pixel.
#[derive(Debug, Clone, PartialEq)]
pub struct Raster {
    width: usize,
    height: usize,
    rgb: Vec<u8>,
}

impl Raster {
    /// A raster of `width` × `height`; none when a side is 0 or `rgb` does not hold three bytes for every pixel.
    pub fn new(width: usize, height: usize, rgb: Vec<u8>) -> Option<Self> {
        let fits = width.checked_mul(height)?.checked_mul(3)? == rgb.len();
        (fits && !rgb.is_empty()).then_some(Self { width, height, rgb })
    }

    /// A raster of `width` × `height` (at least 1 × 1), each pixel given by `f(column, row)`.
    pub fn from_fn(width: usize, height: usize, mut f: impl FnMut(usize, usize) -> [u8; 3]) -> Self {
        let (width, height) = (width.max(1), height.max(1));
        let mut rgb = Vec::with_capacity(width * height * 3);
        for y in 0..height {
            for x in 0..width {
                rgb.extend(f(x, y));
            }
        }
        Self { width, height, rgb }
    }

    /// Pixels a row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Rows.
    pub fn height(&self) -> usize {
        self.height
    }

    /// All pixels, three bytes each.
    pub fn rgb(&self) -> &[u8] {
        &self.rgb
    }

    /// The pixel at column `x`, row `y`, the nearest one of the edge where that is outside.
    pub fn pixel(&self, x: isize, y: isize) -> [u8; 3] {
        let clamp = |v: isize, len: usize| v.max(0).unsigned_abs().min(len - 1);
        let at = (clamp(y, self.height) * self.width + clamp(x, self.width)) * 3;
        self.rgb.get(at..at + 3).and_then(|p| p.try_into().ok()).unwrap_or([0; 3])
    }

    /// The raster reduced to a `factor`-th of its sides, each pixel the mean of a block; what is left over at the right and
    /// lower edge is dropped.
    pub fn reduced(&self, factor: usize) -> Self {
        let factor = factor.clamp(1, self.width.min(self.height));
        let count = (factor * factor) as u32;
        let row_bytes = self.width * 3;
        let mut sums = vec![0u32; self.width / factor * 3];
        let mut rgb = Vec::with_capacity(sums.len() * (self.height / factor));
        for rows in self.rgb.chunks_exact(row_bytes * factor) {
            sums.fill(0);
            for row in rows.chunks_exact(row_bytes) {
                for (sum, block) in sums.as_chunks_mut::<3>().0.iter_mut().zip(row.chunks_exact(factor * 3)) {
                    for pixel in block.as_chunks::<3>().0 {
                        sum.iter_mut().zip(pixel).for_each(|(sum, &value)| *sum += u32::from(value));
                    }
                }
            }
            rgb.extend(sums.iter().map(|sum| (sum / count) as u8));
        }
        Self { width: self.width / factor, height: self.height / factor, rgb }
    }

    /// Bilinear sample at (`x`, `y`), pixel centres at whole numbers; outside, the edge goes on.
    pub fn sample(&self, x: f32, y: f32) -> [f32; 3] {
        let (x, y) = (x.clamp(0.0, (self.width - 1) as f32), y.clamp(0.0, (self.height - 1) as f32));
        let (xi, yi) = (x as usize, y as usize);
        let (fx, fy) = (x - xi as f32, y - yi as f32);
        let ([a0, a1, a2], [b0, b1, b2]) = self.pair(xi, yi);
        let ([c0, c1, c2], [d0, d1, d2]) = self.pair(xi, (yi + 1).min(self.height - 1));
        let mix = |a: u8, b: u8, c: u8, d: u8| {
            let top = f32::from(a) * (1.0 - fx) + f32::from(b) * fx;
            let bottom = f32::from(c) * (1.0 - fx) + f32::from(d) * fx;
            top * (1.0 - fy) + bottom * fy
        };
        [mix(a0, b0, c0, d0), mix(a1, b1, c1, d1), mix(a2, b2, c2, d2)]
    }

    /// The pixel at column `x`, row `y`, both inside, and its neighbour to the right; of the last column, twice that.
    fn pair(&self, x: usize, y: usize) -> ([u8; 3], [u8; 3]) {
        let at = (y * self.width + x) * 3;
        let pixel = |at: usize| self.rgb.get(at..).and_then(|rest| rest.first_chunk()).copied().unwrap_or([0; 3]);
        let left = pixel(at);
        (left, if x + 1 < self.width { pixel(at + 3) } else { left })
    }

    /// A copy of the part within `bounds` (whole pixels), as far as it lies inside; of what lies outside altogether, the nearest pixel.
    pub fn part(&self, bounds: Rect) -> Self {
        let (left, top) = ((bounds.x as usize).min(self.width - 1), (bounds.y as usize).min(self.height - 1));
        let width = (bounds.width as usize).clamp(1, self.width - left);
        let height = (bounds.height as usize).clamp(1, self.height - top);
        let rows = self.rgb.chunks_exact(self.width * 3).skip(top).take(height);
        let rgb = rows.flat_map(|row| row.iter().skip(left * 3).take(width * 3)).copied().collect();
        Self { width, height, rgb }
    }

    /// The whole raster at `width` × `height` (each at least 1), by area-true bilinear convolution.
    pub fn resized(&self, width: usize, height: usize) -> Self {
        let (width, height) = (width.max(1), height.max(1));
        let (from, to) = ((self.width as u32, self.height as u32), (width as u32, height as u32));
        // Both sizes match their buffers by construction, so there is nothing to refuse; were it so, black pixels show it.
        let rgb = resize_rgb(&self.rgb, from, to, FilterType::Bilinear);
        Self { width, height, rgb: rgb.unwrap_or_else(|| vec![0; width * height * 3]) }
    }
}

/// RGB pixels (3 bytes each) of one size, (width, height), at another; none where `rgb` is not of the size `from`. It names the
/// kind of pixel: the library's other entry brings its code for every kind along, two megabytes.
pub(crate) fn resize_rgb(rgb: &[u8], from: (u32, u32), to: (u32, u32), filter: FilterType) -> Option<Vec<u8>> {
    let mut resized = vec![0; to.0 as usize * to.1 as usize * 3];
    let source = TypedImageRef::<U8x3>::from_buffer(from.0, from.1, rgb).ok()?;
    let mut target = TypedImage::<U8x3>::from_buffer(to.0, to.1, &mut resized).ok()?;
    let how = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(filter));
    Resizer::new().resize_typed(&source, &mut target, &how).ok()?;
    Some(resized)
}
