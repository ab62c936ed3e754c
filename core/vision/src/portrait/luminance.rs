use crate::Raster;
use crate::plane::Plane;

/// Luminance of a pixel by Rec. 709 on the coded values, 0 to 255.
pub(super) fn luminance([r, g, b]: [u8; 3]) -> f32 {
    0.2126 * f32::from(r) + 0.7152 * f32::from(g) + 0.0722 * f32::from(b)
}

/// `f` of the luminance of each pixel of a crop.
pub(super) fn plane(raster: &Raster, f: impl Fn(f32) -> f32) -> Plane {
    let values = raster.rgb().as_chunks::<3>().0.iter().map(|&p| f(luminance(p))).collect();
    Plane::from_values(raster.width(), raster.height(), values)
}
