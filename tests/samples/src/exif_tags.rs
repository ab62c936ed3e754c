//! EXIF as phones write it.

use crate::SampleError;
use exif::experimental::Writer;
use exif::{Field, In, Tag, Value};
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

/// `jpeg` with an EXIF segment right after its start.
pub(crate) fn embed(jpeg: &[u8], tiff: &[u8]) -> Vec<u8> {
    let (start, rest) = jpeg.split_at(2.min(jpeg.len()));
    let length = u16::try_from(tiff.len() + 8).unwrap_or(u16::MAX).to_be_bytes();
    [start, &[0xFF, 0xE1], &length, b"Exif\0\0", tiff, rest].concat()
}
