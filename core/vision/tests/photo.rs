//! Files that phones and people really send, and some that only the ill-disposed do.

use ruxue_samples::hostile::{self, Outcome};
use ruxue_vision::Photo;

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
