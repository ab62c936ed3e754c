//! Finds the card: guesses from straight edges and from lines of print, judged by where print stands, then drawn to the outline.

use super::edges::{self, EdgeMap};
use super::fit::{self, Places, Template};
use super::homography::Homography;
use super::layout;
use super::lens;
use super::outline;
use super::quality;
use super::text_map::TextMap;
use super::window;
use crate::plane::Plane;
use crate::{Models, Raster, VisionError};
use ruxue_rules::{Quad, Rect, Side};

/// A card found in a raster.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    /// Corners in raster pixels.
    pub(super) quad: Quad,
    pub(super) side: Side,
    pub(super) hand: Hand,
    /// Agreement of print and layout, 1 when all print stands where it must and none where it must not.
    pub(super) fit: f32,
    /// How strongly the colours change along its four sides, 0 to 1.
    pub(super) outline: f32,
}

/// Quadrilaterals of edges that are tried.
const QUADS: usize = 300;
/// Long patches of print that are tried.
const PATCHES: usize = 160;

/// How many guesses are fitted, and how far they are moved for it.
struct Round {
    /// Fitted to the blurred print.
    rough: usize,
    /// Of those, fitted to the print.
    close: usize,
    /// Of those, drawn to the outline and shown.
    finalists: usize,
    /// Of the rough fit, as shares of the card's width.
    steps: &'static [f32],
}

/// Most cards are the likeliest guess, so few are fitted at first. A guess from one line of print knows nothing of the tilt: the
/// wide steps find it where no outline was seen.
const ROUNDS: [Round; 2] = [
    Round { rough: 6, close: 3, finalists: 1, steps: &[0.04, 0.02, 0.01] },
    Round { rough: 24, close: 8, finalists: 5, steps: &[0.08, 0.04, 0.02, 0.01] },
];

/// Which way round a card is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hand {
    /// As it is.
    True,
    /// As a mirror shows it: its corners run the other way round.
    Mirrored,
}

/// Shows `accept` what could be the card in a scene, likeliest first, until it takes one.
pub(super) fn locate(
    scene: &Scene<'_>,
    hand: Hand,
    mut accept: impl FnMut(Found) -> Result<bool, VisionError>,
) -> Result<(), VisionError> {
    let templates = [Template::new(Side::Portrait), Template::new(Side::Emblem)];
    let mut guesses = scene.guesses_by_edges(&templates, hand);
    guesses.extend(scene.guesses_by_print(&templates, hand));
    let narrowest = NARROWEST * scene.picture.width().max(scene.picture.height()) as f32;
    guesses.retain(|g| matches!(g.quad.0, [a, b, ..] if a.distance(b) > narrowest));
    let guesses = distinct(guesses, ROUNDS.iter().map(|round| round.rough).max().unwrap_or(0));
    for round in ROUNDS {
        let rough = guesses.iter().take(round.rough);
        let rough = rough.map(|g| scene.climbed(scene.told(*g), &g.template.rough, &scene.text.soft, round.steps));
        let close = distinct(rough.collect(), round.close).into_iter();
        let close = close.map(|g| scene.climbed(g, &g.template.close, &scene.text.sharp, &[0.01, 0.005]));
        for guess in distinct(close.collect(), round.finalists) {
            if accept(Found { hand, ..scene.finished(&guess) })? {
                return Ok(());
            }
        }
    }
    if let Some(guess) = scene.outlined(&guesses) {
        accept(Found { hand, ..scene.finished(&guess) })?;
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
const OUTLINE_WORTH: f32 = 0.4;

/// How strictly a quadrilateral is held to being a card that a lens can show.
struct Strictness {
    /// [`lens::misfit`] that is allowed.
    allowed: f32,
    /// What each unit beyond it costs.
    cost: f32,
}

/// Of a guess: its corners are off by some pixels.
const GUESSED: Strictness = Strictness { allowed: 0.03, cost: 2.0 };
/// Of an outline: lenses between those that are known, and what their distortion leaves, explain no more.
const DRAWN: Strictness = Strictness { allowed: 0.005, cost: 3.0 };
/// What fully agreeing print is worth when the outline is drawn. Printings differ by half a millimetre and more, so print tells
/// which side of a line the card is on, not where it ends.
const PRINT_WORTH: f32 = 0.15;

/// A raster, or a part of it, reduced to a picture, with the print and the edges in that.
pub(super) struct Scene<'a> {
    raster: &'a Raster,
    picture: Raster,
    text: TextMap,
    edges: EdgeMap,
}

impl<'a> Scene<'a> {
    /// `longest` is the longer side that is reduced to, pixels; `window` the part of the raster (whole pixels), where it is not all.
    pub(super) fn new(
        raster: &'a Raster,
        models: &Models,
        longest: usize,
        window: Option<Rect>,
    ) -> Result<Self, VisionError> {
        let (text, picture) = TextMap::new(raster, models, window, longest)?;
        let edges = EdgeMap::new(&picture);
        Ok(Self { raster, picture, text, edges })
    }

    /// The parts of the raster in which a card too small for this scene may be.
    pub(super) fn windows(&self) -> Vec<Rect> {
        window::windows(&self.text)
    }

    fn guess<'t>(&self, template: &'t Template, quad: Quad) -> Guess<'t> {
        let worth = template.rough.score(&self.text.soft, &quad) + self.worth(&quad);
        Guess { template, quad, worth }
    }

    /// What speaks for a quadrilateral (map pixels) beside the print.
    fn worth(&self, quad: &Quad) -> f32 {
        OUTLINE_WORTH * self.edges.outline(quad) - self.distorted(&self.in_raster(quad), &GUESSED)
    }

    fn in_raster(&self, quad: &Quad) -> Quad {
        Quad(quad.0.map(|p| self.text.raster_place(p)))
    }

    /// What a quadrilateral of the raster loses for not being a card that a lens can show.
    fn distorted(&self, quad: &Quad, strictness: &Strictness) -> f32 {
        let size = (self.raster.width() as f32, self.raster.height() as f32);
        strictness.cost * (lens::misfit(quad, size) - strictness.allowed).clamp(0.0, 0.5)
    }

    fn guesses_by_edges<'t>(&self, templates: &'t [Template], hand: Hand) -> Vec<Guess<'t>> {
        let print = |p| self.text.soft.nearest(p).unwrap_or(0.0);
        let quads = edges::quads(&self.edges, QUADS, print);
        let turned: Vec<Quad> = quads.into_iter().map(|quad| handed(quad, hand)).flat_map(turns).collect();
        templates.iter().flat_map(|t| turned.iter().map(move |quad| self.guess(t, *quad))).collect()
    }

    fn guesses_by_print<'t>(&self, templates: &'t [Template], hand: Hand) -> Vec<Guess<'t>> {
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

    /// The guess with its worth told by the sharp map.
    fn told<'t>(&self, guess: Guess<'t>) -> Guess<'t> {
        let worth = guess.template.close.score(&self.text.sharp, &guess.quad) + self.worth(&guess.quad);
        Guess { worth, ..guess }
    }

    /// The guess (told) moved by `steps` until print stands where it must in `map`; as it was where that tears it from an outline that
    /// is worth more.
    fn climbed<'t>(&self, guess: Guess<'t>, places: &Places, map: &Plane, steps: &[f32]) -> Guess<'t> {
        let moved = places.climb(map, guess.quad, steps, |quad| self.distorted(&self.in_raster(quad), &GUESSED));
        let moved = self.told(Guess { quad: moved, ..guess });
        if guess.worth > moved.worth { guess } else { moved }
    }

    /// Of the guesses with an outline all around the one that darkness makes likest a card, as it is: where the detector sees little
    /// print, fitting a guess to that tears it from its outline.
    fn outlined<'t>(&self, guesses: &[Guess<'t>]) -> Option<Guess<'t>> {
        let likeness = |guess: &Guess<'_>| {
            let card = Homography::to(&self.in_raster(&guess.quad))?;
            Some(quality::pattern_of(self.raster, &card, guess.template.side))
        };
        let whole = guesses.iter().filter(|guess| self.edges.outline(&guess.quad) >= WHOLE).take(OUTLINED);
        let ranked = whole.filter_map(|guess| Some((likeness(guess)?, *guess)));
        ranked.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, guess)| guess)
    }

    /// The guess drawn to the outline, first widely in the reduced picture, then closely in the raster.
    fn finished(&self, guess: &Guess<'_>) -> Found {
        let template = guess.template;
        let fit = |quad: &Quad| template.close.score(&self.text.sharp, quad);
        let worth = |in_map: &Quad, in_raster: &Quad| PRINT_WORTH * fit(in_map) - self.distorted(in_raster, &DRAWN);
        let in_map = |quad: &Quad| Quad(quad.0.map(|p| self.text.place(p)));
        let wide = outline::drawn(&self.picture, &guess.quad, WIDE, |quad| worth(quad, &self.in_raster(quad)));
        let close = outline::drawn(self.raster, &self.in_raster(&wide.quad), CLOSE, |quad| worth(&in_map(quad), quad));
        let fit = fit(&in_map(&close.quad));
        Found { quad: close.quad, side: template.side, hand: Hand::True, fit, outline: wide.strength }
    }
}

/// How far the outline may lie from a guess fitted to print, as a share of the card's width.
const WIDE: f32 = 0.07;
/// How far it may lie from the wide look's.
const CLOSE: f32 = 0.02;
/// Support of an outline that is seen all around but for its corners.
const WHOLE: f32 = 0.9;
/// Guesses with such an outline that are told apart by darkness: a card's four ways round and two sides.
const OUTLINED: usize = 8;
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
