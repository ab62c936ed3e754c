use super::FrameFault;

/// Longest side of a frame, pixels: more than any phone's camera gives live.
pub(super) const LONGEST_SIDE: u32 = 8192;

/// A frame's planes as a camera lends them: YUV 4:2:0 of **full range** (black 0, white 255), as Android's `YUV_420_888` and
/// iOS's `420YpCbCr8BiPlanarFullRange` are. The last row of a plane may lack the padding up to its stride.
#[derive(Clone, Copy)]
pub struct Planes<'a> {
    /// Pixels a row, as stored: even, 2 to 8192.
    pub width: u32,
    /// Rows, as stored: even, 2 to 8192.
    pub height: u32,
    /// Degrees by which to turn the picture clockwise to see it upright: 0, 90, 180 or 270.
    pub rotation: u32,
    /// Luma, one byte a pixel.
    pub y: &'a [u8],
    /// Bytes from one row of luma to the next.
    pub y_row_stride: u32,
    /// Chroma, where the camera gives any.
    pub chroma: Option<Chroma<'a>>,
}

/// The planes of chroma, half as wide and high as luma.
#[derive(Clone, Copy)]
pub struct Chroma<'a> {
    /// Cb; where interleaved, from its first byte on.
    pub u: &'a [u8],
    /// Cr; where interleaved, from its first byte on.
    pub v: &'a [u8],
    /// Bytes from one row to the next, of either plane.
    pub row_stride: u32,
    /// Bytes from one pixel of a row to the next: 1 where each plane stands by itself, 2 where they alternate (NV12, NV21).
    pub pixel_stride: u32,
}

/// Planes that were checked: every pixel of them is there. Chroma is checked with them, so that a shell's mistake shows at
/// the first frame, but nothing reads it yet.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    width: usize,
    height: usize,
    rotation: Rotation,
    luma: &'a [u8],
    stride: usize,
}

/// How a frame is turned to be seen upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rotation {
    None,
    Right,
    Half,
    Left,
}

/// Whole pixels of a frame: columns from `x`, rows from `y`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) x: usize,
    pub(super) y: usize,
    pub(super) width: usize,
    pub(super) height: usize,
}

impl<'a> Frame<'a> {
    /// Checks the planes; none is copied.
    ///
    /// # Errors
    /// A [`FrameFault`] that says what does not fit.
    pub fn new(planes: Planes<'a>) -> Result<Self, FrameFault> {
        let Planes { width, height, rotation, y, y_row_stride, chroma } = planes;
        let is_side = |side: u32| (2..=LONGEST_SIDE).contains(&side) && side.is_multiple_of(2);
        if !is_side(width) || !is_side(height) {
            return Err(FrameFault::Size { width, height });
        }
        let rotation = Rotation::from_degrees(rotation).ok_or(FrameFault::Rotation { degrees: rotation })?;
        check_plane('y', y, [width, height], y_row_stride, 1)?;
        if let Some(Chroma { u, v, row_stride, pixel_stride }) = chroma {
            if !(1..=2).contains(&pixel_stride) {
                return Err(FrameFault::PixelStride { stride: pixel_stride });
            }
            check_plane('u', u, [width / 2, height / 2], row_stride, pixel_stride)?;
            check_plane('v', v, [width / 2, height / 2], row_stride, pixel_stride)?;
        }
        let [width, height, stride] = [width, height, y_row_stride].map(|n| n as usize);
        Ok(Self { width, height, rotation, luma: y, stride })
    }

    /// Width and height seen upright.
    pub(super) fn upright_size(&self) -> [usize; 2] {
        match self.rotation {
            Rotation::None | Rotation::Half => [self.width, self.height],
            Rotation::Right | Rotation::Left => [self.height, self.width],
        }
    }

    /// Where an area of the upright frame lies in the planes.
    pub(super) fn stored(&self, Area { x, y, width, height }: Area) -> Area {
        let [across, down] = self.upright_size();
        let (from_right, from_bottom) = (across.saturating_sub(x + width), down.saturating_sub(y + height));
        match self.rotation {
            Rotation::None => Area { x, y, width, height },
            Rotation::Right => Area { x: y, y: from_right, width: height, height: width },
            Rotation::Half => Area { x: from_right, y: from_bottom, width, height },
            Rotation::Left => Area { x: from_bottom, y: x, width: height, height: width },
        }
    }

    /// Luma of an area of the planes, row by row.
    pub(super) fn rows(&self, area: Area) -> impl Iterator<Item = &'a [u8]> {
        let columns = area.x..area.x + area.width;
        let rows = self.luma.chunks(self.stride).skip(area.y).take(area.height);
        rows.filter_map(move |row| row.get(columns.clone()))
    }
}

impl Rotation {
    fn from_degrees(degrees: u32) -> Option<Self> {
        Some(match degrees {
            0 => Self::None,
            90 => Self::Right,
            180 => Self::Half,
            270 => Self::Left,
            _ => return None,
        })
    }
}

/// Whether a plane of `size` (both at least 1) lies within its bytes; the last row ends with its last pixel.
fn check_plane(plane: char, bytes: &[u8], size: [u32; 2], stride: u32, pixel_stride: u32) -> Result<(), FrameFault> {
    let [width, height] = size;
    let row = (width - 1) * pixel_stride + 1;
    if stride < row {
        return Err(FrameFault::RowStride { plane, stride, least: row });
    }
    let least = u64::from(height - 1) * u64::from(stride) + u64::from(row);
    if (bytes.len() as u64) < least {
        return Err(FrameFault::TooShort { plane, length: bytes.len(), least });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An upright frame of 4 × 6 whose levels are 10 · row + column, stored turned.
    fn stored(rotation: u32) -> (Vec<u8>, [u32; 2]) {
        let at = |x: u32, y: u32| (10 * y + x) as u8;
        let size = if rotation.is_multiple_of(180) { [4, 6] } else { [6, 4] };
        let places = (0..size[1]).flat_map(|y| (0..size[0]).map(move |x| (x, y)));
        let level = |(x, y)| match rotation {
            0 => at(x, y),
            90 => at(3 - y, x),
            180 => at(3 - x, 5 - y),
            _ => at(y, 5 - x),
        };
        (places.map(level).collect(), size)
    }

    #[test]
    fn an_area_is_the_same_however_the_frame_is_turned() {
        let area = Area { x: 1, y: 3, width: 2, height: 2 };
        for rotation in [0, 90, 180, 270] {
            let (y, [width, height]) = stored(rotation);
            let frame =
                Frame::new(Planes { width, height, rotation, y: &y, y_row_stride: width, chroma: None }).unwrap();
            assert_eq!(frame.upright_size(), [4, 6]);
            let mut levels: Vec<u8> = frame.rows(frame.stored(area)).flatten().copied().collect();
            levels.sort_unstable();
            assert_eq!(levels, [31, 32, 41, 42], "{rotation}");
        }
    }
}
