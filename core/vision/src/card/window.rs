//! Parts of a picture that are worth a closer look: the print of a small card is a clump in a map that is empty else.

use super::text_map::TextMap;
use ruxue_rules::{Point, Quad, Rect};

/// Side of a part, as a share of the picture's longer side: a card of a seventh of it is seen there as one of two fifths.
const SIDE: f32 = 0.36;
/// How many of them.
const MOST: usize = 2;
/// Every so many places are looked at.
const APART: usize = 5;

/// Parts of the raster around the places with the most print, the most first.
pub(super) fn windows(map: &TextMap) -> Vec<Rect> {
    let reach = SIDE / 2.0 * map.sharp.width().max(map.sharp.height()) as f32;
    // Blurred twice, a clump of print is most where its middle is.
    let half = (reach / 2.0) as usize;
    let print = map.sharp.blurred(half).blurred(half);
    let place = |at: usize| Point::new((at % print.width()) as f32, (at / print.width()) as f32);
    let values = print.values().iter().enumerate().step_by(APART);
    let mut places: Vec<(f32, Point)> = values.map(|(at, print)| (*print, place(at))).collect();
    places.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut peaks: Vec<Point> = Vec::with_capacity(MOST);
    for (_, place) in places {
        let apart = |p: &Point| (p.x - place.x).abs().max((p.y - place.y).abs()) > reach;
        if peaks.len() < MOST && peaks.iter().all(apart) {
            peaks.push(place);
        }
    }
    peaks.into_iter().map(|peak| around(map, peak, reach)).collect()
}

/// The part of the raster within `reach` of a place of the map.
fn around(map: &TextMap, at: Point, reach: f32) -> Rect {
    let low = map.raster_place(Point::new(at.x - reach, at.y - reach));
    let high = map.raster_place(Point::new(at.x + reach, at.y + reach));
    whole(low, high)
}

/// What is seen beyond a card that was found too roughly, as a share of its width.
const ROOM: f32 = 0.2;

/// The part of the raster around such a card.
pub(super) fn about(card: &Quad) -> Rect {
    let [a, b, ..] = card.0;
    let room = ROOM * a.distance(b);
    let low = |of: fn(&Point) -> f32| card.0.iter().map(of).fold(f32::INFINITY, f32::min) - room;
    let high = |of: fn(&Point) -> f32| card.0.iter().map(of).fold(f32::NEG_INFINITY, f32::max) + room;
    whole(Point::new(low(|p| p.x), low(|p| p.y)), Point::new(high(|p| p.x), high(|p| p.y)))
}

/// A part of the raster in whole pixels, as far as it lies inside to the left and above.
fn whole(low: Point, high: Point) -> Rect {
    let span = |low: f32, high: f32| (low.max(0.0).floor(), (high - low.max(0.0)).floor());
    let ((x, width), (y, height)) = (span(low.x, high.x), span(low.y, high.y));
    Rect { x, y, width, height }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_looked_at_with_room_around_it_and_none_outside() {
        let card = Quad([(10.0, 50.0), (110.0, 50.0), (110.0, 110.0), (10.0, 110.0)].map(|(x, y)| Point::new(x, y)));
        assert_eq!(about(&card), Rect { x: 0.0, y: 30.0, width: 130.0, height: 100.0 });
    }
}
