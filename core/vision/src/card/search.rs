//! Looks for the card in one way after the other, until what is printed on it proves it.

use super::homography::Homography;
use super::locate::{self, Found, Hand, Scene};
use super::quality;
use super::read::Reader;
use super::window;
use crate::{Models, Photo, VisionError};
use ruxue_rules::Rect;

/// Longest side of the picture that the card is looked for in first, pixels: labels of a card that fills two fifths of it are still 6
/// high. A look costs as its area.
const SMALL: usize = 512;
/// The same of the next: there the labels of a card that fills a fifth are as high.
const LARGE: usize = 960;
/// Longest side of the parts that are looked at when neither has proven a card.
const CLOSER: usize = 800;

/// Share of the proof's words from which a guess is proven.
pub(super) const PROVEN: f32 = 0.6;
/// Agreement of print and layout from which a proven guess is taken at once: a label can be read though the card's far end was missed.
const SURE: f32 = 0.8;
/// Agreement below which another look is taken though a guess is proven: a small card's labels can be read though the rest was missed.
const LOOSE: f32 = 0.4;
/// Strength of an outline from which words are looked for though the detector sees no print at all, as on a pale card on bright checks.
const CLEAR_OUTLINE: f32 = 0.9;
/// What a strong outline is worth beside what was said and seen of print: of two proven guesses one may have missed a side.
const OUTLINE_WORTH: f32 = 0.5;

/// The guess that is taken for the card.
pub(super) struct Best<'a> {
    pub(super) found: Found,
    /// Share of the words printed on every card that was read.
    pub(super) proof: f32,
    pub(super) reader: Reader<'a>,
}

impl Best<'_> {
    pub(super) fn is_proven(&self) -> bool {
        self.proof >= PROVEN
    }

    /// How much it is like a card, 0 to 1: its print stands where a card's does, and says what a card's says.
    pub(super) fn likeness(&self) -> f32 {
        self.found.fit.clamp(0.0, 1.0) * 0.5 + self.proof * 0.5
    }

    /// What speaks for it beside other guesses that are proven as well or neither: where print is too blurred or too small for
    /// words, where it is dark.
    fn worth(&self) -> f32 {
        let Reader { raster, card, .. } = &self.reader;
        let beside = if self.is_proven() {
            OUTLINE_WORTH * self.found.outline
        } else {
            quality::pattern_of(raster, card, self.found.side)
        };
        self.likeness() + beside
    }
}

/// The card, or where the words printed on every card prove none, what is most like one.
///
/// # Errors
/// [`VisionError::Network`] as [`super::measure`].
pub(super) fn find<'a>(photo: &'a Photo, models: &'a Models) -> Result<Option<Best<'a>>, VisionError> {
    let mut search = Search { photo, models, best: None, most: 0.0 };
    search.run()?;
    Ok(search.best)
}

struct Search<'a> {
    photo: &'a Photo,
    models: &'a Models,
    best: Option<Best<'a>>,
    /// Worth of the best.
    most: f32,
}

impl<'a> Search<'a> {
    /// Looks in one way after the other until a card is proven.
    fn run(&mut self) -> Result<(), VisionError> {
        let small = self.scene(SMALL, None)?;
        if self.proves(&small, Hand::True, true)? {
            return Ok(());
        }
        let large = self.scene(LARGE, None)?;
        if self.proves(&large, Hand::True, true)? {
            return Ok(());
        }
        let windows = large.windows();
        drop(large);
        if let Some(window) = self.loose().map(|best| window::about(&best.found.quad))
            && self.proves(&self.scene(CLOSER, Some(window))?, Hand::True, false)?
        {
            return Ok(());
        }
        if self.proves(&small, Hand::Mirrored, false)? {
            return Ok(());
        }
        for window in windows {
            if self.proves(&self.scene(CLOSER, Some(window))?, Hand::True, false)? {
                break;
            }
        }
        Ok(())
    }

    fn scene(&self, longest: usize, window: Option<Rect>) -> Result<Scene<'a>, VisionError> {
        Scene::new(&self.photo.raster, self.models, longest, window)
    }

    /// The best, where words prove it but its print is hardly seen.
    fn loose(&self) -> Option<&Best<'a>> {
        self.best.as_ref().filter(|best| best.is_proven() && best.found.fit < LOOSE)
    }

    fn is_over(&self) -> bool {
        self.best.as_ref().is_some_and(|best| best.is_proven() && best.found.fit >= LOOSE)
    }

    /// Looks once; tells whether a card is proven. What is `plain` counts unproven too; what a mirror or a closer look shows does not.
    fn proves(&mut self, scene: &Scene<'_>, hand: Hand, plain: bool) -> Result<bool, VisionError> {
        locate::locate(scene, hand, |found| self.consider(found, plain))?;
        Ok(self.is_over())
    }

    /// Keeps a guess that is better than the best so far; tells whether it is the card for sure.
    fn consider(&mut self, found: Found, plain: bool) -> Result<bool, VisionError> {
        let is_likely = found.fit > 0.0 || found.outline >= CLEAR_OUTLINE;
        let Some(card) = Homography::to(&found.quad).filter(|_| is_likely) else { return Ok(false) };
        let reader = Reader { raster: &self.photo.raster, card, models: self.models, scale: self.photo.scale };
        let proof = reader.proof(found.side, PROVEN)?;
        let guess = Best { found, proof, reader };
        let (proves, was_proven) = (guess.is_proven(), self.best.as_ref().is_some_and(Best::is_proven));
        let worth = guess.worth();
        let counts = proves || (plain && !was_proven);
        if counts && (self.best.is_none() || worth > self.most || (proves && !was_proven)) {
            (self.best, self.most) = (Some(guess), worth);
        }
        Ok(proves && found.fit >= SURE)
    }
}
