//! Finds the card: guesses from straight edges and from lines of print, judged by where print stands, then drawn to the outline.

use super::edges::{self, EdgeMap};
use super::fit::{self, Places, Template};
use super::layout;
use super::lens;
use super::outline;
use super::text_map::TextMap;
use crate::plane::Plane;
use crate::{Models, Raster, VisionError};
use ruxue_rules::{Quad, Side};

/// A card found in a raster.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    /// Corners in raster pixels.
    pub(super) quad: Quad,
    pub(super) side: Side,
    pub(super) hand: Hand,
    /// Agreement of print and layout, 1 when all print stands where it must and none where it must not.
    pub(super) fit: f32,
}

/// Quadrilaterals of edges that are tried.
const QUADS: usize = 60;
/// Long patches of print that are tried.
const PATCHES: usize = 160;
/// Guesses that are fitted to the print roughly, of those, closely, and of those, drawn to the outline and shown. Most cards are
/// the likeliest guess, so few are fitted at first.
const ROUNDS: [[usize; 3]; 2] = [[6, 3, 1], [24, 8, 5]];

/// Which way round a card is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hand {
    /// As it is.
    True,
    /// As a mirror shows it: its corners run the other way round.
    Mirrored,
}

/// Shows `accept` what could be the card, likeliest first, until it takes one. The picture is reduced to `longest` pixels on
/// its longer side.
pub(super) fn locate(
    raster: &Raster,
    models: &Models,
    (longest, hand): (usize, Hand),
    mut accept: impl FnMut(Found) -> Result<bool, VisionError>,
) -> Result<(), VisionError> {
    let scene = Scene::new(raster, models, longest)?;
    let templates = [Template::new(Side::Portrait), Template::new(Side::Emblem)];
    let mut guesses = scene.guesses_by_edges(&templates, hand);
    guesses.extend(scene.guesses_by_print(&templates, hand));
    let narrowest = NARROWEST * scene.picture.width().max(scene.picture.height()) as f32;
    guesses.retain(|g| matches!(g.quad.0, [a, b, ..] if a.distance(b) > narrowest));
    let [.., [most, _, _]] = ROUNDS;
    let guesses = distinct(guesses, most);
    for [many, few, finalists] in ROUNDS {
        let rough = guesses.iter().take(many);
        let rough = rough.map(|g| scene.climbed(*g, &g.template.rough, &scene.text.soft, &[0.04, 0.02, 0.01]));
        let close = distinct(rough.collect(), few).into_iter();
        let close = close.map(|g| scene.climbed(g, &g.template.close, &scene.text.sharp, &[0.01, 0.005]));
        for guess in distinct(close.collect(), finalists) {
            if accept(Found { hand, ..scene.finished(&guess, raster) })? {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// A guess of the card, in the text map's pixels.
#[derive(Clone, Copy)]
struct Guess<'a> {
    template: &'a Template,
    quad: Quad,
    worth: f32,
}

/// What a fully supported outline is worth beside fully agreeing print.
const OUTLINE_WORTH: f32 = 0.2;

/// What a quadrilateral loses for each unit of [`lens::misfit`] beyond what is allowed.
const MISFIT_WORTH: f32 = 2.0;
/// Misfit that unknown lenses and corners off by a pixel or two explain.
const ALLOWED_MISFIT: f32 = 0.03;

/// A picture reduced, with the print and the edges in it.
struct Scene {
    picture: Raster,
    text: TextMap,
    edges: EdgeMap,
    /// Of the raster, pixels.
    size: (f32, f32),
}

impl Scene {
    fn new(raster: &Raster, models: &Models, longest: usize) -> Result<Self, VisionError> {
        let (text, picture) = TextMap::new(raster, models, longest)?;
        let edges = EdgeMap::new(&picture);
        Ok(Self { picture, text, edges, size: (raster.width() as f32, raster.height() as f32) })
    }

    fn guess<'a>(&self, template: &'a Template, quad: Quad) -> Guess<'a> {
        let worth = template.rough.score(&self.text.soft, &quad) + self.worth(&quad);
        Guess { template, quad, worth }
    }

    /// What speaks for a quadrilateral (map pixels) beside the print.
    fn worth(&self, quad: &Quad) -> f32 {
        OUTLINE_WORTH * self.edges.outline(quad) - self.distorted(&self.in_raster(quad))
    }

    fn in_raster(&self, quad: &Quad) -> Quad {
        Quad(quad.0.map(|p| self.text.raster_place(p)))
    }

    /// What a quadrilateral of the raster loses for not being a card that a lens can show.
    fn distorted(&self, quad: &Quad) -> f32 {
        MISFIT_WORTH * (lens::misfit(quad, self.size) - ALLOWED_MISFIT).clamp(0.0, 0.5)
    }

    fn guesses_by_edges<'a>(&self, templates: &'a [Template], hand: Hand) -> Vec<Guess<'a>> {
        let print = |p| self.text.soft.nearest(p).unwrap_or(0.0);
        let quads = edges::quads(&self.edges, QUADS, print);
        let turned: Vec<Quad> = quads.into_iter().map(|quad| handed(quad, hand)).flat_map(turns).collect();
        templates.iter().flat_map(|t| turned.iter().map(move |quad| self.guess(t, *quad))).collect()
    }

    fn guesses_by_print<'a>(&self, templates: &'a [Template], hand: Hand) -> Vec<Guess<'a>> {
        let mut guesses = Vec::new();
        for patch in fit::patches(&self.text.sharp).into_iter().take(PATCHES) {
            for template in templates {
                for &line in layout::anchors(template.side) {
                    for (start, end) in [(patch.start, patch.end), (patch.end, patch.start)] {
                        let quad = fit::quad_by_line(line, start, end, hand);
                        guesses.push(self.guess(template, quad));
                    }
                }
            }
        }
        guesses
    }

    /// The guess moved by `steps` until print stands where it must in `map`; worth is told by the sharp map.
    fn climbed<'a>(&self, guess: Guess<'a>, places: &Places, map: &Plane, steps: &[f32]) -> Guess<'a> {
        let quad = places.climb(map, guess.quad, steps, |quad| self.distorted(&self.in_raster(quad)));
        let worth = guess.template.close.score(&self.text.sharp, &quad) + self.worth(&quad);
        Guess { quad, worth, ..guess }
    }

    /// The guess drawn to the outline, first widely in the reduced picture, then closely in the raster.
    fn finished(&self, guess: &Guess<'_>, raster: &Raster) -> Found {
        let template = guess.template;
        let fit = |quad: &Quad| template.close.score(&self.text.sharp, quad);
        let in_map = |quad: &Quad| Quad(quad.0.map(|p| self.text.place(p)));
        let wide =
            outline::drawn(&self.picture, &guess.quad, WIDE, |quad| fit(quad) - self.distorted(&self.in_raster(quad)));
        let worth = |quad: &Quad| fit(&in_map(quad)) - self.distorted(quad);
        let quad = outline::drawn(raster, &self.in_raster(&wide), CLOSE, worth);
        Found { quad, side: template.side, hand: Hand::True, fit: fit(&in_map(&quad)) }
    }
}

/// How far the outline may lie from a guess fitted to print, as a share of the card's width.
const WIDE: f32 = 0.07;
/// How far it may lie from the wide look's.
const CLOSE: f32 = 0.008;
/// Narrowest card that is looked for, as a share of the photo's longer side: a narrower one can't be read anyway.
const NARROWEST: f32 = 0.15;

/// The first `most` of `guesses`, by worth, that are not nearly the same card.
fn distinct(mut guesses: Vec<Guess<'_>>, most: usize) -> Vec<Guess<'_>> {
    guesses.sort_by(|a, b| b.worth.total_cmp(&a.worth));
    let mut kept: Vec<Guess<'_>> = Vec::with_capacity(most);
    for guess in guesses {
        let same = |other: &Guess<'_>| {
            let [a, b, ..] = guess.quad.0;
            let far = guess.quad.0.iter().zip(&other.quad.0).map(|(p, q)| p.distance(*q)).fold(0.0, f32::max);
            other.template.side == guess.template.side && far < 0.03 * a.distance(b)
        };
        if kept.len() < most && !kept.iter().any(same) {
            kept.push(guess);
        }
    }
    kept
}

/// A quadrilateral whose corners run clockwise, or for a mirror the other way round.
fn handed(quad: Quad, hand: Hand) -> Quad {
    let [a, b, c, d] = quad.0;
    if hand == Hand::True { quad } else { Quad([b, a, d, c]) }
}

/// The four ways in which a card's own corners can lie on the corners of a quadrilateral.
fn turns(quad: Quad) -> [Quad; 4] {
    let [a, b, c, d] = quad.0;
    [Quad([a, b, c, d]), Quad([b, c, d, a]), Quad([c, d, a, b]), Quad([d, a, b, c])]
}
