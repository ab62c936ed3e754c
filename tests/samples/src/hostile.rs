//! Files that a decoder must survive, each with what it should say of them.

use crate::SampleError;
use crate::file::{Tags, jpeg};
use image::{ImageBuffer, ImageFormat, Luma, Rgb, RgbImage};
use jpeg_encoder::{ColorType, EncodingError};
use ruxue_rules::PhotoFault;
use std::io::{Cursor, Write};

/// A file and what should become of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostileFile {
    /// Its name, with an extension that need not be true.
    pub name: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// What should become of it.
    pub outcome: Outcome,
}

/// What should become of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It decodes to an upright picture of this width and height.
    Decodes(u32, u32),
    /// It is refused, for this.
    Refused(PhotoFault),
}

/// Size of the small picture that most files hold: not square, so that a wrong turn shows.
const SIZE: (u32, u32) = (96, 64);

/// All of them.
///
/// # Errors
/// When an encoder fails.
pub fn all() -> Result<Vec<HostileFile>, SampleError> {
    let mut files = broken()?;
    files.extend(huge()?);
    files.extend(unusual()?);
    files.extend(exif()?);
    Ok(files)
}

/// Empty, cut short, of no known format.
fn broken() -> Result<Vec<HostileFile>, SampleError> {
    let (jpeg, png) = (plain()?, encoded(ImageFormat::Png)?);
    let webp = encoded(ImageFormat::WebP)?;
    let cut = |bytes: &[u8], share: usize| bytes.iter().copied().take(bytes.len() * share / 100).collect();
    let damaged = |name, bytes| refused(name, bytes, PhotoFault::Damaged);
    let heic = [&24_u32.to_be_bytes(), b"ftypheic\0\0\0\0mif1heic".as_slice(), &[0; 64]].concat();
    let avif = [&24_u32.to_be_bytes(), b"ftypavif\0\0\0\0mif1avif".as_slice(), &[0; 64]].concat();
    let gif =
        [b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xFF\xFF\xFF,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;".as_slice()].concat();
    Ok(vec![
        refused("empty.jpg", Vec::new(), PhotoFault::Empty),
        damaged("header only.jpg", cut(&jpeg, 5)),
        damaged("half.png", cut(&png, 50)),
        damaged("half.webp", cut(&webp, 50)),
        damaged("start marker.jpg", vec![0xFF, 0xD8, 0xFF]),
        refused("text.jpg", b"<html><body>502 Bad Gateway</body></html>".to_vec(), PhotoFault::UnknownFormat),
        refused("zeros.jpg", vec![0; 4096], PhotoFault::UnknownFormat),
        refused("moving.gif", gif, PhotoFault::UnknownFormat),
        refused("bitmap.bmp", encoded_bmp(), PhotoFault::UnknownFormat),
        refused("phone.heic", heic.clone(), PhotoFault::Heic),
        refused("named jpeg.jpg", heic, PhotoFault::Heic),
        refused("picture.avif", avif, PhotoFault::Heic),
    ])
}

/// Small files that claim or hold very many pixels.
fn huge() -> Result<Vec<HostileFile>, SampleError> {
    let too_large = |name, bytes, (width, height)| refused(name, bytes, PhotoFault::TooLarge { width, height });
    let big = (30_000, 30_000);
    Ok(vec![
        too_large("30,000 by 30,000.jpg", resized_jpeg(&plain()?, 30_000, 30_000), big),
        too_large("65,535 wide.jpg", resized_jpeg(&plain()?, 65_535, 64), (65_535, 64)),
        too_large("30,000 by 30,000.png", png_header(30_000, 30_000)?, big),
        too_large("bomb.png", bomb(30_000)?, big),
    ])
}

/// Whole files of kinds that phones rarely write.
fn unusual() -> Result<Vec<HostileFile>, SampleError> {
    let (width, height) = SIZE;
    let decodes = |name, bytes| HostileFile { name, bytes, outcome: Outcome::Decodes(width, height) };
    let grey = image::imageops::grayscale(&small());
    let cmyk: Vec<u8> = small().pixels().flat_map(|Rgb([r, g, b])| [255 - r, 255 - g, 255 - b, 0]).collect();
    let deep: ImageBuffer<Rgb<u16>, Vec<u16>> = ImageBuffer::from_fn(width, height, |x, y| {
        Rgb([u16::try_from(x * 600).unwrap_or(0), u16::try_from(y * 900).unwrap_or(0), 40_000])
    });
    let deep_grey: ImageBuffer<Luma<u16>, Vec<u16>> =
        ImageBuffer::from_fn(width, height, |x, y| Luma([u16::try_from(x * y * 9).unwrap_or(0)]));
    let clear =
        image::RgbaImage::from_fn(width, height, |x, _| image::Rgba([200, 40, 40, u8::try_from(x).unwrap_or(255)]));
    Ok(vec![
        decodes("a png.jpg", encoded(ImageFormat::Png)?),
        decodes("a jpeg.png", plain()?),
        decodes(
            "progressive.jpg",
            jpeg(&small(), ColorType::Rgb, 90, |e| {
                e.set_progressive(true);
                Ok(())
            })?,
        ),
        decodes(
            "restarts.jpg",
            jpeg(&small(), ColorType::Rgb, 90, |e| {
                e.set_restart_interval(2);
                Ok(())
            })?,
        ),
        decodes("grey.jpg", jpeg(&grey, ColorType::Luma, 90, |_| Ok(()))?),
        decodes("cmyk.jpg", cmyk_jpeg(&cmyk)?),
        decodes("16 bits.png", written(&deep, ImageFormat::Png)?),
        decodes("16 bits grey.png", written(&deep_grey, ImageFormat::Png)?),
        decodes("transparent.png", written(&clear, ImageFormat::Png)?),
        decodes("moving.webp", moving_webp()?),
        decodes("rubbish behind.jpg", [plain()?, vec![0x5A; 5000]].concat()),
        HostileFile {
            name: "one pixel.png",
            bytes: written(&RgbImage::new(1, 1), ImageFormat::Png)?,
            outcome: Outcome::Decodes(1, 1),
        },
    ])
}

/// EXIF that lies, loops or ends early, and every orientation. None of it is a reason to refuse a photo.
fn exif() -> Result<Vec<HostileFile>, SampleError> {
    const NAMES: [&str; 10] = [
        "orientation 0.jpg",
        "orientation 1.jpg",
        "orientation 2.jpg",
        "orientation 3.jpg",
        "orientation 4.jpg",
        "orientation 5.jpg",
        "orientation 6.jpg",
        "orientation 7.jpg",
        "orientation 8.jpg",
        "orientation 9.jpg",
    ];
    let (width, height) = SIZE;
    let with = |name, tiff: &[u8], outcome| -> Result<HostileFile, SampleError> {
        let bytes = jpeg(&small(), ColorType::Rgb, 90, |e| e.add_exif_metadata(tiff))?;
        Ok(HostileFile { name, bytes, outcome })
    };
    let tags = Tags { orientation: 6, ..Tags::default() };
    let whole = tags.tiff()?;
    let upright = Outcome::Decodes(width, height);
    let mut files = NAMES
        .into_iter()
        .zip(0..)
        .map(|(name, orientation)| {
            let turned = (5..=8).contains(&orientation);
            let outcome = if turned { Outcome::Decodes(height, width) } else { upright };
            with(name, &Tags { orientation, ..Tags::default() }.tiff()?, outcome)
        })
        .collect::<Result<Vec<_>, SampleError>>()?;
    files.extend([
        with("looping exif.jpg", &looping(), upright)?,
        with("cut exif.jpg", whole.get(..12).unwrap_or_default(), upright)?,
        with("empty exif.jpg", &[], upright)?,
        with("far exif.jpg", b"MM\0*\xFF\xFF\xFF\xF0", upright)?,
        with("many tags.jpg", &[b"MM\0*\0\0\0\x08\xFF\xFF".as_slice(), &[0; 40]].concat(), upright)?,
    ]);
    Ok(files)
}

fn refused(name: &'static str, bytes: Vec<u8>, fault: PhotoFault) -> HostileFile {
    HostileFile { name, bytes, outcome: Outcome::Refused(fault) }
}

fn small() -> RgbImage {
    RgbImage::from_fn(SIZE.0, SIZE.1, |x, y| {
        let level = |v: u32| u8::try_from(v % 256).unwrap_or(0);
        Rgb([level(x * 2), level(y * 3), level(x + y)])
    })
}

fn plain() -> Result<Vec<u8>, SampleError> {
    jpeg(&small(), ColorType::Rgb, 90, |_| Ok::<(), EncodingError>(()))
}

fn encoded(format: ImageFormat) -> Result<Vec<u8>, SampleError> {
    written(&small(), format)
}

fn written<P>(picture: &ImageBuffer<P, Vec<P::Subpixel>>, format: ImageFormat) -> Result<Vec<u8>, SampleError>
where
    P: image::PixelWithColorType,
    [P::Subpixel]: image::EncodableLayout,
{
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format)?;
    Ok(bytes.into_inner())
}

/// One white pixel.
fn encoded_bmp() -> Vec<u8> {
    let header =
        [b"BM".as_slice(), &58_u32.to_le_bytes(), &[0; 4], &54_u32.to_le_bytes(), &40_u32.to_le_bytes()].concat();
    let sizes = [1_u32.to_le_bytes(), 1_u32.to_le_bytes(), [1, 0, 24, 0]].concat();
    [header, sizes, vec![0; 24], vec![255, 255, 255, 0]].concat()
}

fn cmyk_jpeg(cmyk: &[u8]) -> Result<Vec<u8>, SampleError> {
    let rows: ImageBuffer<image::Rgba<u8>, Vec<u8>> =
        ImageBuffer::from_raw(SIZE.0, SIZE.1, cmyk.to_vec()).unwrap_or_default();
    jpeg(&rows, ColorType::Cmyk, 90, |_| Ok(()))
}

/// `jpeg` with another size written into its frame header (SOF0: length, precision, height, width).
fn resized_jpeg(jpeg: &[u8], width: u16, height: u16) -> Vec<u8> {
    let mut bytes = jpeg.to_vec();
    let frame = bytes.windows(2).position(|w| w == [0xFF, 0xC0]).unwrap_or(0);
    let size = [height.to_be_bytes(), width.to_be_bytes()].concat();
    bytes.iter_mut().skip(frame + 5).zip(size).for_each(|(to, from)| *to = from);
    bytes
}

fn png_header(width: u32, height: u32) -> Result<Vec<u8>, SampleError> {
    let mut bytes = Vec::new();
    drop(png::Encoder::new(&mut bytes, width, height).write_header()?);
    Ok(bytes)
}

/// Black, one bit a pixel: a hundred kilobytes that hold `side` × `side` pixels.
fn bomb(side: u32) -> Result<Vec<u8>, SampleError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    let mut header = encoder.write_header()?;
    let mut rows = header.stream_writer()?;
    let row = vec![0; side.div_ceil(8) as usize];
    for _ in 0..side {
        rows.write_all(&row).map_err(png::EncodingError::from)?;
    }
    rows.finish()?;
    drop(header);
    Ok(bytes)
}

/// Two frames of the same picture (WebP container: VP8X, ANIM, ANMF).
fn moving_webp() -> Result<Vec<u8>, SampleError> {
    let still = encoded(ImageFormat::WebP)?;
    let frame_data = still.get(12..).unwrap_or_default();
    let small = |n: u32| n.to_le_bytes().into_iter().take(3).collect::<Vec<u8>>();
    let chunk = |name: &[u8; 4], data: &[u8]| {
        let length = u32::try_from(data.len()).unwrap_or(0).to_le_bytes();
        [name.as_slice(), &length, data, if data.len() % 2 == 1 { &[0] } else { &[] }].concat()
    };
    let size = [small(SIZE.0 - 1), small(SIZE.1 - 1)].concat();
    let frame = [small(0), small(0), size.clone(), small(100), vec![0], frame_data.to_vec()].concat();
    let frame = chunk(b"ANMF", &frame);
    let head = chunk(b"VP8X", &[vec![0b10, 0, 0, 0], size].concat());
    let body = [b"WEBP".to_vec(), head, chunk(b"ANIM", &[0; 6]), frame.clone(), frame].concat();
    Ok(chunk(b"RIFF", &body))
}

/// A directory without entries whose next directory is itself.
fn looping() -> Vec<u8> {
    b"MM\0*\0\0\0\x08\0\0\0\0\0\x08".to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_files_are_whole_for_another_decoder() {
        for file in unusual().unwrap().into_iter().filter(|f| f.name != "cmyk.jpg") {
            let picture = image::load_from_memory(&file.bytes).unwrap_or_else(|e| panic!("{}: {e}", file.name));
            assert_eq!(file.outcome, Outcome::Decodes(picture.width(), picture.height()), "{}", file.name);
        }
    }

    #[test]
    fn huge_files_are_small() {
        for file in huge().unwrap() {
            assert!(file.bytes.len() < 300_000, "{}: {} bytes", file.name, file.bytes.len());
        }
    }
}
