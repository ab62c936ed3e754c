//! What EXIF tells: orientation, lens, software.

use exif::{Exif, In, Reader, Tag, Value};
use image::metadata::Orientation;
use ruxue_rules::Lens;
use std::io::Cursor;

/// The facts of a file's EXIF.
pub(super) struct Facts {
    pub(super) orientation: Orientation,
    pub(super) software: Option<String>,
    pub(super) lens: Option<Lens>,
}

/// Reads EXIF from a JPEG, PNG or WebP file; what is absent or broken counts as not told.
pub(super) fn read(file: &[u8]) -> Facts {
    let exif = Reader::new()
        .continue_on_error(true)
        .read_from_container(&mut Cursor::new(file))
        .or_else(|e| e.distill_partial_result(|_| {}))
        .ok();
    Facts {
        orientation: exif.as_ref().and_then(orientation).unwrap_or(Orientation::NoTransforms),
        software: exif.as_ref().and_then(|e| text(e, Tag::Software)),
        lens: exif.as_ref().and_then(lens),
    }
}

fn orientation(exif: &Exif) -> Option<Orientation> {
    let value = exif.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0)?;
    Orientation::from_exif(u8::try_from(value).ok()?)
}

/// Longest software tag that is kept: a hostile file may hold megabytes.
const LONGEST_TEXT: usize = 200;

fn text(exif: &Exif, tag: Tag) -> Option<String> {
    let Value::Ascii(parts) = &exif.get_field(tag, In::PRIMARY)?.value else { return None };
    let part = parts.first()?;
    let text = String::from_utf8_lossy(part.get(..LONGEST_TEXT).unwrap_or(part)).trim().to_owned();
    (!text.is_empty()).then_some(text)
}

/// EXIF has no tag for the way a lens faces, but makers name the lens («iPhone 13 front camera 2.71mm f/2.2»).
fn lens(exif: &Exif) -> Option<Lens> {
    let name = text(exif, Tag::LensModel)?.to_lowercase();
    if name.contains("front") {
        Some(Lens::Front)
    } else if name.contains("back") || name.contains("rear") {
        Some(Lens::Rear)
    } else {
        None
    }
}
