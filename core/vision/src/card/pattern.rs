//! Where print stands, told by its grey alone: what is left of it on a card too blurred or too small for its words.

use super::layout;
use crate::plane::Plane;
use ruxue_rules::Side;

/// Half the side of the square whose mean a place is held against, as a share of the card's width: it spans a line of print and
/// the gaps beside it, so that shadows and gradients of light drop out.
const AROUND: f32 = 0.09;

/// Correlation of darkness on the rectified card (its luminance) with the places where print always and never stands, −1 to 1.
pub(super) fn pattern(card: &Plane, side: Side) -> f32 {
    let around = card.blurred((AROUND * card.width() as f32) as usize);
    let light = |boxes: &[[f32; 4]]| {
        Spread::of(boxes.iter().flat_map(|b| places(card, *b)).map(|(x, y)| card.near(x, y) - around.near(x, y)))
    };
    let printed: Vec<[f32; 4]> = layout::printed(side).iter().map(|line| line.bounds()).collect();
    let (print, blank) = (light(&printed), light(&blank(side)));
    let all = print.joined(blank);
    let share = print.count / all.count.max(1.0);
    let spread = (all.squares / all.count - all.mean().powi(2)).max(1e-6).sqrt();
    (blank.mean() - print.mean()) / spread * (share * (1.0 - share)).sqrt()
}

/// Places of bare paper: those in the holder's photo or the emblem are dark without print.
fn blank(side: Side) -> Vec<[f32; 4]> {
    let [u0, v0, u1, v1] = layout::picture(side);
    let apart = |b: &&[f32; 4]| b[0] > u1 || b[2] < u0 || b[1] > v1 || b[3] < v0;
    layout::blank(side).iter().filter(apart).copied().collect()
}

/// Pixels of a box of the card; of one without height, a row.
fn places(card: &Plane, [u0, v0, u1, v1]: [f32; 4]) -> impl Iterator<Item = (isize, isize)> {
    let at = |share: f32, length: usize| (share * length as f32) as isize;
    let (x0, x1) = (at(u0, card.width()), at(u1, card.width()));
    (at(v0, card.height())..=at(v1, card.height())).flat_map(move |y| (x0..=x1).map(move |x| (x, y)))
}

/// What mean and variance are made of.
#[derive(Clone, Copy, Default)]
struct Spread {
    count: f32,
    sum: f32,
    squares: f32,
}

impl Spread {
    fn of(values: impl Iterator<Item = f32>) -> Self {
        values.fold(Self::default(), |s, v| Self { count: s.count + 1.0, sum: s.sum + v, squares: s.squares + v * v })
    }

    fn joined(self, other: Self) -> Self {
        Self { count: self.count + other.count, sum: self.sum + other.sum, squares: self.squares + other.squares }
    }

    fn mean(self) -> f32 {
        self.sum / self.count.max(1.0)
    }
}
