//! The card: found, rectified, read and measured.

mod cover;
mod edges;
mod fit;
mod flood;
mod holder;
mod homography;
mod layout;
mod lens;
mod light;
mod locate;
mod outline;
mod pattern;
mod quality;
mod read;
mod recognise;
mod search;
mod sharpness;
mod strip;
mod text_map;
mod traditional;
mod window;

use crate::{Models, Photo, Times, VisionError};
use locate::Hand;
use ruxue_rules::{CardMeasures, CardText, Holder, LocatedCard, Patch, Point, Quad, Region, Side};
use search::Best;
use std::time::Instant;

pub(crate) use layout::{HEIGHT_MM, WIDTH_MM};

/// Measures a photo of a card, and tells how long finding, reading and judging took.
///
/// # Errors
/// [`VisionError::Network`] when the weights are not the ones that this code was written for.
pub fn measure(photo: &Photo, models: &Models) -> Result<(CardMeasures, Times), VisionError> {
    let start = Instant::now();
    let light = light::light(&photo.raster);
    let best = search::find(photo, models)?;
    let locate = start.elapsed();
    let Some(best) = best else {
        let sharpness = Some(sharpness::sharpness(&photo.raster));
        return Ok((CardMeasures { card: None, light, sharpness }, Times { locate, ..Times::default() }));
    };
    let start = Instant::now();
    let text = best.reader.text(best.found.side)?;
    let read = start.elapsed();
    let start = Instant::now();
    let card = describe(photo, &best, text);
    let temporary = best.reader.is_temporary(&card.text)?;
    let has_holder = best.is_proven() && best.found.side == Side::Portrait;
    let holder = has_holder.then(|| holder::holder(&photo.raster, &best.reader.card, models)).transpose()?;
    let holder = holder.map(|h| Holder { region: in_photo(h.region, photo.scale), ..h });
    let card = LocatedCard { temporary, holder, ..card };
    let sharpness = (!best.is_proven()).then(|| sharpness::sharpness(&photo.raster));
    Ok((CardMeasures { card: Some(card), light, sharpness }, Times { locate, read, judge: start.elapsed() }))
}

fn describe(photo: &Photo, best: &Best<'_>, text: CardText) -> LocatedCard {
    let found = &best.found;
    let look = quality::look(&photo.raster, &best.reader.card, found.side, &fields(found.side));
    let corners = Quad(found.quad.0.map(|p| whole(p, photo.scale)));
    let placed = |patches: Vec<Patch>| {
        patches.into_iter().map(|patch| Patch { region: in_photo(patch.region, photo.scale), ..patch }).collect()
    };
    let (margin, cut) = margin(&corners, photo.measures.width as f32, photo.measures.height as f32);
    let kept = 1.0 / photo.scale;
    let [across, down] = corners.sides();
    LocatedCard {
        corners,
        side: found.side,
        likeness: best.likeness(),
        outline: found.outline,
        margin,
        cut,
        pixels_per_mm: (kept * across / layout::WIDTH_MM).min(kept * down / layout::HEIGHT_MM),
        tilt: lens::tilt(&corners, (photo.measures.width as f32, photo.measures.height as f32)),
        sharpness: look.sharpness,
        grain: look.grain,
        moire: look.moire,
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
