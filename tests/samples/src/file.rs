//! Files as phones write them: JPEG with EXIF.

use crate::SampleError;
use exif::experimental::Writer;
use exif::{Field, In, Tag, Value};
use image::{ImageBuffer, Pixel, RgbImage, imageops};
use jpeg_encoder::{ColorType, Encoder, EncodingError};
use std::io::Cursor;

/// What a phone says of a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tags {
    /// How to turn the stored rows upright, 1 to 8.
    pub orientation: u16,
    /// Maker and model.
    pub camera: (&'static str, &'static str),
    /// Lens model: tells the front lens from the rear one.
    pub lens: Option<&'static str>,
    /// Program that wrote the file last.
    pub software: Option<&'static str>,
}

impl Default for Tags {
    fn default() -> Self {
        Self { orientation: 1, camera: ("Yunxi", "Q7"), lens: None, software: None }
    }
}

impl Tags {
    /// A rear lens, as phones name it.
    pub const REAR_LENS: &str = "Q7 back camera 5.6mm f/1.8";
    /// A front lens.
    pub const FRONT_LENS: &str = "Q7 front camera 2.7mm f/2.2";

    /// The payload of EXIF: a TIFF header and its directories.
    pub(crate) fn tiff(&self) -> Result<Vec<u8>, SampleError> {
        let text = |tag, s: &str| Field { tag, ifd_num: In::PRIMARY, value: Value::Ascii(vec![s.into()]) };
        let mut fields = vec![
            Field { tag: Tag::Orientation, ifd_num: In::PRIMARY, value: Value::Short(vec![self.orientation]) },
            text(Tag::Make, self.camera.0),
            text(Tag::Model, self.camera.1),
        ];
        fields.extend(self.lens.map(|lens| text(Tag::LensModel, lens)));
        fields.extend(self.software.map(|software| text(Tag::Software, software)));
        let mut writer = Writer::new();
        fields.iter().for_each(|field| writer.push_field(field));
        let mut bytes = Cursor::new(Vec::new());
        writer.write(&mut bytes, false)?;
        Ok(bytes.into_inner())
    }
}

/// Encodes an upright photo as its tags say that the sensor lay: rows stored turned, for the reader to turn back.
pub(crate) fn encode(upright: RgbImage, tags: Option<Tags>, quality: u8) -> Result<Vec<u8>, SampleError> {
    let stored = match tags.map_or(1, |t| t.orientation) {
        2 => imageops::flip_horizontal(&upright),
        3 => imageops::rotate180(&upright),
        4 => imageops::flip_vertical(&upright),
        5 => imageops::flip_horizontal(&imageops::rotate90(&upright)),
        6 => imageops::rotate270(&upright),
        7 => imageops::flip_horizontal(&imageops::rotate270(&upright)),
        8 => imageops::rotate90(&upright),
        _ => upright,
    };
    let tiff = tags.map(|t| t.tiff()).transpose()?;
    jpeg(&stored, ColorType::Rgb, quality, |encoder| match &tiff {
        Some(tiff) => encoder.add_exif_metadata(tiff),
        None => Ok(()),
    })
}

/// Encodes rows of pixels as they are; `set` may change the encoder first.
pub(crate) fn jpeg(
    rows: &ImageBuffer<impl Pixel<Subpixel = u8>, Vec<u8>>,
    colour: ColorType,
    quality: u8,
    set: impl FnOnce(&mut Encoder<&mut Vec<u8>>) -> Result<(), EncodingError>,
) -> Result<Vec<u8>, SampleError> {
    let side = |n| u16::try_from(n).unwrap_or(u16::MAX);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    set(&mut encoder)?;
    encoder.encode(rows.as_raw(), side(rows.width()), side(rows.height()), colour)?;
    Ok(bytes)
}
