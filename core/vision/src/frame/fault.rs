use super::planes::LONGEST_SIDE;
use thiserror::Error;

/// Why planes are no frame: a mistake of the shell that lent them, which no student can mend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum FrameFault {
    /// A side is 0, odd or too long.
    #[error("frame of {width} x {height}: sides must be even, 2 to {LONGEST_SIDE} pixels")]
    Size {
        /// Pixels a row, as told.
        width: u32,
        /// Rows, as told.
        height: u32,
    },
    /// The rotation is no quarter turn.
    #[error("rotation by {degrees} degrees: must be 0, 90, 180 or 270")]
    Rotation {
        /// As told.
        degrees: u32,
    },
    /// A row would reach into the next.
    #[error("row stride of plane {plane} is {stride} bytes: a row has {least}")]
    RowStride {
        /// Which plane: `y`, `u` or `v`.
        plane: char,
        /// As told.
        stride: u32,
        /// Bytes that a row takes.
        least: u32,
    },
    /// Chroma is neither planar nor interleaved.
    #[error("pixel stride of chroma is {stride} bytes: must be 1 (planar) or 2 (interleaved)")]
    PixelStride {
        /// As told.
        stride: u32,
    },
    /// A plane ends before its last pixel.
    #[error("plane {plane} has {length} bytes: its size and stride need {least}")]
    TooShort {
        /// Which plane: `y`, `u` or `v`.
        plane: char,
        /// Bytes that were lent.
        length: usize,
        /// Bytes up to the last pixel.
        least: u64,
    },
}
