//! Conversions between counts and lengths, which never get large enough to lose anything.

/// A count of pixels or characters as a length.
pub(crate) fn float(n: impl TryInto<u32>) -> f32 {
    n.try_into().unwrap_or(u32::MAX) as f32
}

/// A length as a count of pixels.
pub(crate) fn pixels(v: f32) -> u32 {
    v.round() as u32
}

/// A level as a byte.
pub(crate) fn byte(v: f32) -> u8 {
    (v + 0.5) as u8
}

/// The whole part of `v`, rounded down, and what is left. Faster than `floor`, which is a call on plain x86-64.
pub(crate) fn split(v: f32) -> (i32, f32) {
    let whole = v as i32 - i32::from(v < 0.0);
    (whole, v - whole as f32)
}
