//! Sets of samples to measure against: each is drawn when asked for.

use crate::defect::Defect;
use crate::portrait::{Portrait, PortraitDefect};
use crate::scene::Scene;
use ruxue_rules::{Kind, Side};

/// A photo of a card in a set.
#[derive(Debug, Clone, PartialEq)]
pub struct CardSample {
    /// Unlike any other's in the set.
    pub name: String,
    /// What to draw.
    pub scene: Scene,
}

impl CardSample {
    /// The findings that should refuse it; empty for a good one.
    pub fn expected(&self) -> Vec<Kind> {
        self.scene.defects.iter().map(|d| d.kind()).collect()
    }
}

/// A portrait in a set.
#[derive(Debug, Clone, PartialEq)]
pub struct PortraitSample {
    /// Unlike any other's in the set.
    pub name: String,
    /// What to draw.
    pub portrait: Portrait,
}

impl PortraitSample {
    /// The findings that it should lead to; empty for a good one.
    pub fn expected(&self) -> Vec<Kind> {
        self.portrait.defects.iter().map(|d| d.kind()).collect()
    }
}

/// `n` good cards, then `n` with one clear defect each; sides alternate.
pub fn card_set(seed: u64, n: u64) -> Vec<CardSample> {
    let side = |i: u64| if i.is_multiple_of(2) { Side::Portrait } else { Side::Emblem };
    let good = (0..n).map(|i| CardSample { name: format!("good-{i:03}"), scene: Scene::good(mix(seed, i), side(i)) });
    let bad = (0..n).zip(cycle(|i| Defect::clear(side(i)))).map(|(i, defect)| {
        let scene = Scene::good(mix(seed, n + i), side(i)).with(defect);
        CardSample { name: format!("{}-{i:03}", kind_name(defect.kind())), scene }
    });
    good.chain(bad).collect()
}

/// `n` good portraits, then each clear defect on `each` people.
pub fn portrait_set(seed: u64, n: u64, each: u64) -> Vec<PortraitSample> {
    let good = (0..n).map(|i| PortraitSample { name: format!("good-{i:03}"), portrait: Portrait::good(mix(seed, i)) });
    let defects = PortraitDefect::CLEAR.into_iter().flat_map(|defect| (0..each).map(move |i| (defect, i)));
    let bad = defects.zip(n..).map(|((defect, i), stream)| PortraitSample {
        name: format!("{}-{}-{i}", kind_name(defect.kind()), stream),
        portrait: Portrait::good(mix(seed, stream)).with(defect),
    });
    good.chain(bad).collect()
}

/// The defects of both sides in turn, over and over: one for the portrait side, one for the emblem side.
fn cycle(clear: impl Fn(u64) -> Vec<Defect>) -> impl Iterator<Item = Defect> {
    let [portrait, emblem] = [clear(0), clear(1)];
    portrait.into_iter().cycle().zip(emblem.into_iter().cycle()).flat_map(|(a, b)| [a, b])
}

fn kind_name(kind: Kind) -> String {
    let words = format!("{kind:?}");
    let name: String =
        words.chars().flat_map(|c| [c.is_uppercase().then_some('_'), Some(c.to_ascii_lowercase())]).flatten().collect();
    name.trim_start_matches('_').to_owned()
}

/// The seed of the `i`-th sample: neighbouring sets share nothing.
fn mix(seed: u64, i: u64) -> u64 {
    seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(i)
}
