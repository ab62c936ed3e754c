//! Bounded decode of a file to RGB, each format by its library.

use super::turn;
use crate::Raster;
use crate::raster::resize_rgb;
use fast_image_resize::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, RgbImage};
use jpeg_decoder::PixelFormat;
use ruxue_rules::PhotoFault;
use std::io::Cursor;

/// Longest side that is accepted. No phone's still is longer; a panorama is not a photo of a card.
const LONGEST_SIDE: u32 = 20_000;

/// Most bytes that a decoder may hold at once.
const MOST_BYTES: u64 = 96 << 20;

/// Measuring needs no more than this many pixels on the longest side: a card that fills two thirds of it has 14 pixels a
/// millimetre, and the recogniser's 48-pixel strips are read as well from 21 pixels up.
const ENOUGH: u32 = 1_800;

/// Pixels as stored in the file, and the size that the file has at full scale.
pub(super) struct Decoded {
    pixels: RgbImage,
    width: u32,
    height: u32,
}

impl Decoded {
    /// The upright raster, and the upright photo's full width and height.
    pub(super) fn upright(self, orientation: Orientation) -> Option<(Raster, u32, u32)> {
        let (width, height) = self.pixels.dimensions();
        let stored = Raster::new(width as usize, height as usize, self.pixels.into_raw())?;
        let raster = turn::upright(stored, orientation);
        let (width, height) =
            if turn::swaps_sides(orientation) { (self.height, self.width) } else { (self.width, self.height) };
        Some((raster, width, height))
    }
}

/// Decodes by what the first bytes say, not by the file's name.
pub(super) fn decode(file: &[u8]) -> Result<Decoded, PhotoFault> {
    let decoded = match file {
        [] => return Err(PhotoFault::Empty),
        [0xFF, 0xD8, 0xFF, ..] => jpeg(file)?,
        [0x89, b'P', b'N', b'G', ..] => {
            check_png(file)?;
            other(image::codecs::png::PngDecoder::new(Cursor::new(file)).map_err(fault)?)?
        }
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
            other(image::codecs::webp::WebPDecoder::new(Cursor::new(file)).map_err(fault)?)?
        }
        [_, _, _, _, b'f', b't', b'y', b'p', a, b, c, d, ..] if HEIF_BRANDS.contains(&&[*a, *b, *c, *d]) => {
            return Err(PhotoFault::Heic);
        }
        _ => return Err(PhotoFault::UnknownFormat),
    };
    reduce(decoded)
}

/// Major brands of the HEIF family (ISO/IEC 23008-12, and AVIF, whose decoder is not at hand either).
const HEIF_BRANDS: [&[u8; 4]; 10] =
    [b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"];

fn limits() -> image::Limits {
    let mut limits = image::Limits::no_limits();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_BYTES);
    limits
}

fn fault(_: ImageError) -> PhotoFault {
    PhotoFault::Damaged
}

/// Fails when the sizes that the file claims are beyond our bounds.
fn check(width: u32, height: u32, bytes: u64) -> Result<(), PhotoFault> {
    if width == 0 || height == 0 {
        return Err(PhotoFault::Damaged);
    }
    if width.max(height) > LONGEST_SIDE || bytes > MOST_BYTES {
        return Err(PhotoFault::TooLarge { width, height });
    }
    Ok(())
}

/// Holds a PNG's claimed size against our bounds: it stands at a fixed place (IHDR, ISO/IEC 15948 §11.2.1), and the decoder
/// gives up on a large one without telling it.
fn check_png(file: &[u8]) -> Result<(), PhotoFault> {
    let number = |at: usize| Some(u32::from_be_bytes(file.get(at..at + 4)?.try_into().ok()?));
    let (width, height) = number(16).zip(number(20)).ok_or(PhotoFault::Damaged)?;
    check(width, height, u64::from(width) * u64::from(height))
}

fn other(mut decoder: impl ImageDecoder) -> Result<Decoded, PhotoFault> {
    let (width, height) = decoder.dimensions();
    check(width, height, decoder.total_bytes())?;
    decoder.set_limits(limits()).map_err(fault)?;
    let pixels = DynamicImage::from_decoder(decoder).map_err(fault)?.into_rgb8();
    Ok(Decoded { pixels, width, height })
}

/// JPEG straight at 1, ½, ¼ or ⅛ of its size: the inverse DCT yields that for less work and a fraction of the memory.
fn jpeg(file: &[u8]) -> Result<Decoded, PhotoFault> {
    let mut decoder = jpeg_decoder::Decoder::new(Cursor::new(file));
    decoder.read_info().map_err(|_| PhotoFault::Damaged)?;
    let info = decoder.info().ok_or(PhotoFault::Damaged)?;
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    let area = u64::from(width) * u64::from(height);
    let divisor = jpeg_divisor(width.max(height));
    let output = area / u64::from(divisor * divisor) * info.pixel_format.pixel_bytes() as u64;
    // A progressive file keeps every coefficient (two bytes, at most all components at full size) until its last scan.
    let coefficients = match info.coding_process {
        jpeg_decoder::CodingProcess::DctProgressive => area * 3,
        _ => 0,
    };
    check(width, height, output + coefficients)?;
    let ask = |side: u32| u16::try_from(side.div_ceil(divisor)).map_err(|_| PhotoFault::Damaged);
    decoder.scale(ask(width)?, ask(height)?).map_err(|_| PhotoFault::Damaged)?;
    let bytes = decoder.decode().map_err(|_| PhotoFault::Damaged)?;
    let info = decoder.info().ok_or(PhotoFault::Damaged)?;
    let rgb = jpeg_rgb(bytes, info.pixel_format);
    let pixels = RgbImage::from_raw(info.width.into(), info.height.into(), rgb).ok_or(PhotoFault::Damaged)?;
    Ok(Decoded { pixels, width, height })
}

/// The largest of the decoder's divisors that leaves enough pixels.
fn jpeg_divisor(longest: u32) -> u32 {
    [8, 4, 2].into_iter().find(|d| longest / d >= ENOUGH).unwrap_or(1)
}

fn jpeg_rgb(bytes: Vec<u8>, format: PixelFormat) -> Vec<u8> {
    match format {
        PixelFormat::RGB24 => bytes,
        PixelFormat::L8 => bytes.into_iter().flat_map(|l| [l; 3]).collect(),
        PixelFormat::L16 => {
            bytes.as_chunks::<2>().0.iter().flat_map(|&l| [u16::from_ne_bytes(l).to_be_bytes()[0]; 3]).collect()
        }
        PixelFormat::CMYK32 => bytes.as_chunks::<4>().0.iter().flat_map(|&p| cmyk_to_rgb(p)).collect(),
    }
}

/// Plain ink mixing; a card's colours need no colour profile.
fn cmyk_to_rgb([c, m, y, k]: [u8; 4]) -> [u8; 3] {
    [c, m, y].map(|ink| (u32::from(255 - ink) * u32::from(255 - k) / 255) as u8)
}

/// Reduces pixels of a format that can't be decoded small, by area averaging.
fn reduce(decoded: Decoded) -> Result<Decoded, PhotoFault> {
    let Decoded { pixels, width, height } = decoded;
    let longest = pixels.width().max(pixels.height());
    if longest < 2 * ENOUGH {
        return Ok(Decoded { pixels, width, height });
    }
    let factor = f64::from(ENOUGH) / f64::from(longest);
    let side = |s: u32| ((f64::from(s) * factor).round() as u32).max(1);
    let (w, h) = (side(pixels.width()), side(pixels.height()));
    let reduced =
        resize_rgb(pixels.as_raw(), pixels.dimensions(), (w, h), FilterType::Box).ok_or(PhotoFault::Damaged)?;
    let pixels = RgbImage::from_raw(w, h, reduced).ok_or(PhotoFault::Damaged)?;
    Ok(Decoded { pixels, width, height })
}
