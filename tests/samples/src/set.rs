//! Sets of samples to measure against: each is drawn when asked for.

use crate::chance::chance;
use crate::defect::{Defect, Grade, graded};
use crate::portrait::{Portrait, PortraitDefect};
use crate::scene::Scene;
use crate::specimen::Specimen;
use ruxue_rules::{Kind, Side};

/// A photo of a card in a set.
#[derive(Debug, Clone, PartialEq)]
pub struct CardSample {
    /// Unlike any other's in the set.
    pub name: String,
    /// What to draw.
    pub scene: Scene,
    /// How bad its defect is; none for a good one.
    pub grade: Option<Grade>,
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

/// What one student needs for a review: both sides of one card and a portrait, all of one person and all good.
#[derive(Debug, Clone, PartialEq)]
pub struct Student {
    /// What the card says.
    pub specimen: Specimen,
    /// The portrait side.
    pub portrait_side: Scene,
    /// The emblem side.
    pub emblem_side: Scene,
    /// The portrait, of the person whose face the card bears.
    pub portrait: Portrait,
}

impl Student {
    /// The student of `seed`.
    pub fn new(seed: u64) -> Self {
        let portrait = Portrait::good(seed);
        let female = portrait.person.sex() == "女";
        let specimen = Specimen::of(seed, female);
        let side = |side| Scene { specimen: specimen.clone(), ..Scene::good(seed, side) };
        let mut portrait_side = side(Side::Portrait);
        portrait_side.print.face = Some(portrait.person);
        Self { portrait_side, emblem_side: side(Side::Emblem), portrait, specimen }
    }
}

/// `n` good cards, then `n` with one clear defect each; sides alternate.
pub fn card_set(seed: u64, n: u64) -> Vec<CardSample> {
    let side = |i: u64| if i.is_multiple_of(2) { Side::Portrait } else { Side::Emblem };
    let bad = (0..n).zip(cycle(|i| Defect::clear(side(i)))).map(|(i, defect)| {
        let scene = Scene::good(mix(seed, n + i), side(i)).with(defect);
        CardSample { name: format!("{}-{i:03}", kind_name(defect.kind())), scene, grade: Some(Grade::Gross) }
    });
    good_cards(seed, n).chain(bad).collect()
}

fn good_cards(seed: u64, n: u64) -> impl Iterator<Item = CardSample> {
    (0..n).map(move |i| {
        let side = if i.is_multiple_of(2) { Side::Portrait } else { Side::Emblem };
        CardSample { name: format!("good-{i:03}"), scene: Scene::good(mix(seed, i), side), grade: None }
    })
}

/// `n` cards, half of them good, the others with one defect each: half of these gross, a quarter middling, a quarter mild.
pub fn graded_set(seed: u64, n: u64) -> Vec<CardSample> {
    let half = n / 2;
    let rounds = [Grade::Gross, Grade::Middling, Grade::Gross, Grade::Mild];
    let of_side = |side: Side, stream| {
        let chance = &mut chance(seed, stream);
        let round = |grade| graded(side, grade, chance).into_iter().map(move |defect| (side, grade, defect));
        // Gross rounds are about twice as long as the others: most graded photos must be refused.
        rounds.into_iter().cycle().take(half as usize).flat_map(round).take(half as usize).collect::<Vec<_>>()
    };
    let sides = of_side(Side::Portrait, 20).into_iter().zip(of_side(Side::Emblem, 21));
    let bad = sides.flat_map(|(a, b)| [a, b]).zip(0..n - half).map(|((side, grade, defect), i)| {
        let name = format!("{}-{}-{i:03}", kind_name(defect.kind()), format!("{grade:?}").to_lowercase());
        CardSample { name, scene: Scene::good(mix(seed, half + i), side).with(defect), grade: Some(grade) }
    });
    good_cards(seed, half).chain(bad).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn a_student_is_one_person_throughout() {
        for seed in 0..50 {
            let student = Student::new(seed);
            assert_eq!(student.portrait_side.print.face, Some(student.portrait.person));
            assert_eq!(student.specimen.sex, student.portrait.person.sex());
            assert_eq!(student.portrait_side.specimen, student.emblem_side.specimen);
        }
    }

    #[test]
    fn a_graded_set_is_half_good_and_holds_every_kind_at_every_grade_it_has() {
        let set = graded_set(3, 300);
        let names: HashSet<_> = set.iter().map(|s| &s.name).collect();
        assert_eq!((set.len(), names.len()), (300, 300));
        assert_eq!(set.iter().filter(|s| s.grade.is_none()).count(), 150);
        let kinds = |grade| -> HashSet<_> {
            set.iter().filter(|s| s.grade == Some(grade)).flat_map(CardSample::expected).collect()
        };
        assert_eq!(kinds(Grade::Mild).len(), 8);
        assert_eq!(kinds(Grade::Middling), kinds(Grade::Mild));
        assert_eq!(kinds(Grade::Gross).len(), 13);
    }

    #[test]
    fn a_set_holds_every_clear_defect_of_both_sides_under_names_of_their_own() {
        let set = card_set(1, 42);
        let names: HashSet<_> = set.iter().map(|s| &s.name).collect();
        assert_eq!(names.len(), set.len());
        for side in [Side::Portrait, Side::Emblem] {
            for defect in Defect::clear(side) {
                assert!(set.iter().any(|s| s.scene.asked == side && s.scene.defects == [defect]), "{defect:?}");
            }
        }
    }
}
