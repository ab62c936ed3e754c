//! The card: found, rectified, read and measured.

mod cover;
mod edges;
mod fit;
mod flood;
mod holder;
mod homography;
mod layout;
mod lens;
mod locate;
mod outline;
mod pattern;
mod quality;
mod read;
mod recognise;
mod scene;
mod strip;
mod text_map;
mod traditional;

use crate::{Models, Photo, Times, VisionError};
use homography::Homography;
use locate::{Found, Hand};
use ruxue_rules::{CardMeasures, CardText, Holder, LocatedCard, Patch, Point, Quad, Region, Side};
use std::time::Instant;

pub(crate) use layout::{HEIGHT_MM, WIDTH_MM};

/// Measures a photo of a card, and tells how long finding, reading and judging took.
///
/// # Errors
/// [`VisionError::Network`] when the weights are not the ones that this code was written for.
pub fn measure(photo: &Photo, models: &Models) -> Result<(CardMeasures, Times), VisionError> {
    let start = Instant::now();
    let found = find(photo, models)?;
    let locate = start.elapsed();
    let Some((found, proof, reader)) = found else {
        let measures = CardMeasures { card: None, scene: Some(scene::scene(&photo.raster)) };
        return Ok((measures, Times { locate, ..Times::default() }));
    };
    let start = Instant::now();
    let text = reader.text(found.side)?;
    let read = start.elapsed();
    let start = Instant::now();
    let card = describe(photo, &found, &reader.card, likeness(&found, proof), text);
    let temporary = reader.is_temporary(&card.text)?;
    let has_holder = proof >= PROVEN && found.side == Side::Portrait;
    let holder = has_holder.then(|| holder::holder(&photo.raster, &reader.card, models)).transpose()?;
    let holder = holder.map(|h| Holder { region: in_photo(h.region, photo.scale), ..h });
    let card = LocatedCard { temporary, holder, ..card };
    let scene = (card.likeness < SURE).then(|| scene::scene(&photo.raster));
    Ok((CardMeasures { card: Some(card), scene }, Times { locate, read, judge: start.elapsed() }))
}

/// Longest side of the picture that the card is looked for in, and which way round, one after the other until one is proven. Labels
/// of a card that fills two fifths of the picture are still 6 px high in the first, of one that fills a fifth in the second. A
/// look costs as its area.
const LOOKS: [(usize, Hand); 3] = [(512, Hand::True), (960, Hand::True), (512, Hand::Mirrored)];
/// Share of the proof's words from which a guess is taken without looking at the next.
const PROVEN: f32 = 0.6;

/// How much a guess is like a card, 0 to 1: its print stands where a card's does, and says what a card's says.
fn likeness(found: &Found, proof: f32) -> f32 {
    found.fit.clamp(0.0, 1.0) * 0.5 + proof * 0.5
}

/// What a strong outline is worth beside what was said and seen of print: of two proven guesses one may have missed a side.
const OUTLINE_WORTH: f32 = 0.5;
/// Agreement of print and layout from which a proven guess is taken at once: a label can be read though the card's far end was missed.
const SURE: f32 = 0.8;

/// A guess that the words printed on every card prove, with the share of them that was read; where none is, the one that is most
/// like a card: in what was said and seen of print, and where print is too blurred or too small for that, in where it is
/// dark.
fn find<'a>(photo: &'a Photo, models: &'a Models) -> Result<Option<(Found, f32, read::Reader<'a>)>, VisionError> {
    let raster = &photo.raster;
    let mut best: Option<(Found, f32, read::Reader<'a>)> = None;
    let mut most = 0.0;
    let is_proven = |best: &Option<(Found, f32, _)>| matches!(best, Some((_, proof, _)) if *proof >= PROVEN);
    for look in LOOKS {
        locate::locate(raster, models, look, |found| {
            let card = Homography::to(&found.quad).filter(|_| found.fit > 0.0);
            let Some(card) = card else { return Ok(false) };
            let reader = read::Reader { raster, card, models, scale: photo.scale };
            let proof = reader.proof(found.side, PROVEN)?;
            let proves = proof >= PROVEN;
            let beside = if proves {
                OUTLINE_WORTH * found.outline
            } else {
                quality::pattern_of(raster, &reader.card, found.side)
            };
            let worth = likeness(&found, proof) + beside;
            // What a mirror shows is nothing unless it is proven.
            let counts = proves || (found.hand == Hand::True && !is_proven(&best));
            if counts && (best.is_none() || worth > most || (proves && !is_proven(&best))) {
                best = Some((found, proof, reader));
                most = worth;
            }
            Ok(proves && found.fit >= SURE)
        })?;
        if is_proven(&best) {
            break;
        }
    }
    Ok(best)
}

fn describe(photo: &Photo, found: &Found, card: &Homography, likeness: f32, text: CardText) -> LocatedCard {
    let look = quality::look(&photo.raster, card, found.side, &fields(found.side));
    let corners = Quad(found.quad.0.map(|p| whole(p, photo.scale)));
    let [a, b, c, d] = corners.0;
    let placed = |patches: Vec<Patch>| {
        patches.into_iter().map(|patch| Patch { region: in_photo(patch.region, photo.scale), ..patch }).collect()
    };
    let (margin, cut) = margin(&corners, photo.measures.width as f32, photo.measures.height as f32);
    let kept = 1.0 / photo.scale;
    let across = kept * a.distance(b).min(d.distance(c)) / layout::WIDTH_MM;
    let down = kept * a.distance(d).min(b.distance(c)) / layout::HEIGHT_MM;
    LocatedCard {
        corners,
        side: found.side,
        likeness,
        margin,
        cut,
        pixels_per_mm: across.min(down),
        tilt: lens::tilt(&corners, (photo.measures.width as f32, photo.measures.height as f32)),
        sharpness: look.sharpness,
        grain: look.grain,
        paper: look.paper,
        burnt: look.burnt,
        contrast: look.contrast,
        pattern: look.pattern,
        glare: placed(look.glare),
        covers: placed(look.covers),
        colour: look.colour,
        mirrored: found.hand == Hand::Mirrored,
        temporary: false,
        holder: None,
        text,
    }
}

/// A region of the raster as one of the photo as taken.
fn in_photo(region: Region, scale: f32) -> Region {
    region.into_iter().map(|p| whole(p, scale)).collect()
}

/// A raster's place as a place of the photo as taken: pixel centres of the raster stand between those of the photo.
fn whole(p: Point, scale: f32) -> Point {
    Point::new((p.x + 0.5) * scale - 0.5, (p.y + 0.5) * scale - 0.5)
}

/// Boxes where print or the face must be seen.
fn fields(side: Side) -> Vec<[f32; 4]> {
    let values: &[layout::Line] = match side {
        Side::Portrait => {
            &[layout::NAME, layout::SEX, layout::ETHNICITY, layout::BIRTH, layout::ADDRESS, layout::NUMBER]
        }
        Side::Emblem => &[layout::AUTHORITY, layout::VALIDITY],
    };
    let faces = (side == Side::Portrait).then_some(layout::FACE);
    values.iter().map(|l| l.bounds()).chain(faces).collect()
}

/// The least distance of a corner from the photo's edges, as a share of the card's width, and the side nearest to them.
fn margin(corners: &Quad, width: f32, height: f32) -> (f32, Vec<Point>) {
    let [a, b, c, d] = corners.0;
    let card = a.distance(b).max(d.distance(c)).max(1.0);
    let inside = |p: Point| p.x.min(p.y).min(width - 1.0 - p.x).min(height - 1.0 - p.y) / card;
    let sides = [(a, b), (b, c), (c, d), (d, a)];
    let least = corners.0.iter().map(|p| inside(*p)).fold(f32::INFINITY, f32::min);
    let nearest = sides.iter().min_by(|s, t| (inside(s.0) + inside(s.1)).total_cmp(&(inside(t.0) + inside(t.1))));
    (least, nearest.map(|(p, q)| vec![*p, *q]).unwrap_or_default())
}
