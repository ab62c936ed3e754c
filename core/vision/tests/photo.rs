//! Files that phones and people really send, and some that only the ill-disposed do.

use ruxue_rules::limits::{SENT_BYTES, SENT_LONGEST_SIDE};
use ruxue_samples::hostile::{self, Outcome};
use ruxue_vision::{Photo, sendable};

#[test]
fn every_hostile_file_decodes_upright_or_is_refused_for_its_reason() {
    for file in hostile::all().unwrap() {
        let decoded = Photo::decode(&file.bytes).map(|p| (p.measures.width, p.measures.height));
        let expected = match file.outcome {
            Outcome::Decodes(width, height) => Ok((width, height)),
            Outcome::Refused(fault) => Err(fault),
        };
        assert_eq!(decoded, expected, "{}", file.name);
    }
}

#[test]
fn a_large_photo_is_decoded_small_and_keeps_its_true_size() {
    let pixels = image::RgbImage::from_fn(4000, 3000, |x, y| image::Rgb([(x / 16) as u8, (y / 12) as u8, 90]));
    let mut file = Vec::new();
    pixels.write_to(&mut std::io::Cursor::new(&mut file), image::ImageFormat::Jpeg).unwrap();
    let photo = Photo::decode(&file).unwrap();
    assert_eq!((photo.measures.width, photo.measures.height), (4000, 3000));
    assert_eq!((photo.raster.width(), photo.raster.height(), photo.scale), (2000, 1500, 2.0));
    let [r, g, b] = photo.raster.pixel(1000, 750);
    for (seen, true_level) in [(r, 125), (g, 125), (b, 90)] {
        assert!(seen.abs_diff(true_level) <= 3, "{seen} for {true_level}");
    }
}

#[test]
fn no_cut_of_a_photo_panics() {
    let whole = hostile::all().unwrap().into_iter().find(|f| f.name.contains("progressive")).unwrap().bytes;
    for length in 0..whole.len() {
        let _ = Photo::decode(&whole[..length]);
    }
}

/// Faults are the same as for checking; what can be checked can be sent, upright and without anything that the file tells.
#[test]
fn what_is_sent_of_any_file_is_its_upright_picture_and_nothing_else() {
    for file in hostile::all().unwrap() {
        let checked = Photo::decode(&file.bytes);
        let sent = sendable(&file.bytes);
        let (checked, sent) = match (checked, sent) {
            (Ok(checked), Ok(sent)) => (checked, sent),
            (checked, sent) => {
                assert_eq!(checked.err(), sent.err(), "{}", file.name);
                continue;
            }
        };
        assert_eq!(sendable(&file.bytes).as_ref(), Ok(&sent), "{}", file.name);
        assert!(!sent.windows(4).any(|bytes| bytes == b"Exif"), "{}", file.name);
        let again = Photo::decode(&sent).unwrap();
        let size = |photo: &Photo| (photo.raster.width(), photo.raster.height());
        assert_eq!(size(&again), size(&checked), "{}", file.name);
        assert_eq!((again.measures.software, again.measures.lens), (None, None), "{}", file.name);
    }
}

#[test]
fn what_is_sent_of_the_noisiest_photo_stays_within_the_contract() {
    let mut state = 1_u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    let pixels = image::RgbImage::from_fn(3500, 3400, |_, _| image::Rgb([noise(), noise(), noise()]));
    let mut file = Vec::new();
    pixels.write_to(&mut std::io::Cursor::new(&mut file), image::ImageFormat::Jpeg).unwrap();
    let sent = sendable(&file).unwrap();
    let photo = Photo::decode(&sent).unwrap();
    assert!(sent.len() <= SENT_BYTES);
    assert!(photo.measures.width.max(photo.measures.height) <= SENT_LONGEST_SIDE);
}
