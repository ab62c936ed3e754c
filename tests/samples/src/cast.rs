//! Conversions between counts and lengths, which never get large enough to lose anything.

/// A count of pixels or characters as a length.
#[allow(clippy::cast_precision_loss)]
pub(crate) fn float(n: impl TryInto<u32>) -> f32 {
    n.try_into().unwrap_or(u32::MAX) as f32
}

/// A length as a count of pixels.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(crate) fn pixels(v: f32) -> u32 {
    v.round() as u32
}

/// A level as a byte.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(crate) fn byte(v: f32) -> u8 {
    (v + 0.5) as u8
}
