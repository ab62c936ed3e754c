//! What can be wrong with a photo of a card, each with how much.

use crate::chance::{Chance, RngExt, between, pick};
use crate::geometry::{CARD_HEIGHT, CARD_WIDTH};
use ruxue_rules::{Kind, Side};

/// A defect of a photo of a card.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Defect {
    /// The card runs out of the photo: `share` of its width (left, right) or height (top, bottom) is missing.
    BorderCut {
        /// The card's edge that is missing.
        edge: Edge,
        /// How much of the card, 0 to 1.
        share: f32,
    },
    /// Out of focus.
    Defocus {
        /// Standard deviation of the blur, millimetres of the card.
        sigma: f32,
    },
    /// The phone moved.
    Motion {
        /// Length of the smear, millimetres of the card.
        length: f32,
        /// Its direction in the photo, degrees clockwise from the right.
        degrees: f32,
    },
    /// A patch burnt out by a lamp's or window's reflection.
    Glare {
        /// Share of the card's area.
        share: f32,
        /// Its middle, as fractions of the card's width and height.
        at: [f32; 2],
    },
    /// Too little light: paper as bright as level `paper`.
    TooDark {
        /// Level of white paper, 0 to 255.
        paper: f32,
    },
    /// Too much light.
    TooBright {
        /// Light on the paper over what fills the sensor: 1 just burns out.
        over: f32,
    },
    /// Taken from far away.
    TooSmall {
        /// The card's share of the photo, as of a pose's `fill`.
        fill: f32,
    },
    /// Taken at a slant.
    Tilted {
        /// Angle between the lens's axis and the card's normal, degrees.
        degrees: f32,
    },
    /// A grey copy on paper.
    Photocopy,
    /// A card on a computer's screen.
    Screen,
    /// The other side than was asked for.
    WrongSide,
    /// Another thing in the card's place.
    NotACard(Impostor),
    /// A thumb over the card.
    Covered {
        /// Tip of the thumb, as fractions of the card's width and height.
        tip: [f32; 2],
        /// The edge that it comes over.
        from: Edge,
    },
    /// A thing of one colour lies over the card: a strap, a slip of paper, another card's corner.
    Overlaid {
        /// Its middle, as fractions of the card's width and height.
        at: [f32; 2],
        /// Its width and height, millimetres.
        size: [f32; 2],
        /// How far it is turned, degrees.
        degrees: f32,
    },
    /// The card's time has run out.
    Expired {
        /// Years ago.
        years: u16,
    },
}

/// How bad a defect is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Visible to who looks for it: the photo is still of use.
    Mild,
    /// Some would take it, some not.
    Middling,
    /// Nobody would take it.
    Gross,
}

/// An edge of the card, as one reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs)] // the names say it
pub enum Edge {
    Top,
    Right,
    #[default]
    Bottom,
    Left,
}

/// What might be taken for a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Impostor {
    /// A bank card.
    #[default]
    BankCard,
    /// White plastic.
    Blank,
    /// Nothing on the desk.
    Nothing,
}

impl Defect {
    /// The finding that it should lead to, when it is severe enough.
    pub fn kind(self) -> Kind {
        match self {
            Self::BorderCut { .. } => Kind::BorderCut,
            Self::Defocus { .. } | Self::Motion { .. } => Kind::Blur,
            Self::Glare { .. } => Kind::Glare,
            Self::TooDark { .. } => Kind::TooDark,
            Self::TooBright { .. } => Kind::TooBright,
            Self::TooSmall { .. } => Kind::TooSmall,
            Self::Tilted { .. } => Kind::Tilted,
            Self::Photocopy => Kind::Photocopy,
            Self::Screen => Kind::Screen,
            Self::WrongSide => Kind::WrongSide,
            Self::NotACard(_) => Kind::NotACard,
            Self::Covered { .. } | Self::Overlaid { .. } => Kind::Covered,
            Self::Expired { .. } => Kind::Expired,
        }
    }

    /// One defect of each kind, clear enough to be refused, on a photo of `side`.
    pub fn clear(side: Side) -> Vec<Self> {
        let mut all = vec![
            Self::BorderCut { edge: Edge::Left, share: 0.12 },
            Self::BorderCut { edge: Edge::Right, share: 0.08 },
            Self::BorderCut { edge: Edge::Top, share: 0.1 },
            Self::BorderCut { edge: Edge::Bottom, share: 0.1 },
            Self::Defocus { sigma: 0.35 },
            Self::Motion { length: 1.6, degrees: 20.0 },
            Self::Glare { share: 0.06, at: if side == Side::Portrait { [0.6, 0.85] } else { [0.55, 0.8] } },
            Self::Glare { share: 0.05, at: [0.3, 0.3] },
            Self::TooDark { paper: 50.0 },
            Self::TooBright { over: 1.7 },
            Self::TooSmall { fill: 0.22 },
            Self::Tilted { degrees: 42.0 },
            Self::Photocopy,
            Self::Screen,
            Self::WrongSide,
            Self::NotACard(Impostor::BankCard),
            Self::NotACard(Impostor::Blank),
            Self::NotACard(Impostor::Nothing),
            Self::Covered { tip: [0.5, 0.72], from: Edge::Bottom },
            Self::Covered { tip: [0.3, 0.5], from: Edge::Left },
        ];
        if side == Side::Emblem {
            all.push(Self::Expired { years: 2 });
        }
        all
    }
}

/// Defects of one grade, one of each kind, their places and sizes by chance; what has no grades is always gross.
pub(crate) fn graded(side: Side, grade: Grade, chance: &mut Chance) -> Vec<Defect> {
    let of = |chance: &mut Chance, [mild, middling, gross]: [[f32; 2]; 3]| {
        let [low, high] = match grade {
            Grade::Mild => mild,
            Grade::Middling => middling,
            Grade::Gross => gross,
        };
        between(chance, low, high)
    };
    let mut all = vec![
        Defect::BorderCut { edge: any_edge(chance), share: of(chance, [[0.015, 0.03], [0.04, 0.07], [0.09, 0.2]]) },
        Defect::Defocus { sigma: of(chance, [[0.1, 0.14], [0.18, 0.25], [0.35, 0.5]]) },
        Defect::Motion {
            length: of(chance, [[0.3, 0.5], [0.7, 1.1], [1.6, 2.4]]),
            degrees: between(chance, 0.0, 180.0),
        },
        Defect::Glare {
            share: of(chance, [[0.01, 0.03], [0.015, 0.025], [0.05, 0.08]]),
            // Mild glare hides nothing.
            at: if grade == Grade::Mild { blank_place(side, chance) } else { place_of_print(side, chance) },
        },
        Defect::TooDark { paper: of(chance, [[105.0, 120.0], [75.0, 95.0], [35.0, 55.0]]) },
        Defect::TooBright { over: of(chance, [[1.05, 1.15], [1.2, 1.4], [1.6, 2.0]]) },
        Defect::TooSmall { fill: of(chance, [[0.5, 0.6], [0.32, 0.42], [0.15, 0.22]]) },
        Defect::Tilted { degrees: of(chance, [[20.0, 26.0], [29.0, 35.0], [42.0, 48.0]]) },
        covered(of(chance, [[1.5, 3.0], [6.0, 9.0], [16.0, 30.0]]), chance),
    ];
    if grade == Grade::Gross {
        let (at, degrees) = (place_of_print(side, chance), between(chance, 0.0, 180.0));
        let size = [between(chance, 14.0, 40.0), between(chance, 9.0, 16.0)];
        all.extend([Defect::Overlaid { at, size, degrees }, Defect::Photocopy, Defect::Screen, Defect::WrongSide]);
        all.extend([Impostor::BankCard, Impostor::Blank, Impostor::Nothing].map(Defect::NotACard));
        if side == Side::Emblem {
            all.push(Defect::Expired { years: chance.random_range(1..6) });
        }
    }
    all
}

fn any_edge(chance: &mut Chance) -> Edge {
    pick(chance, &[Edge::Top, Edge::Right, Edge::Bottom, Edge::Left])
}

/// A thumb whose tip lies `inside` the card, millimetres from the edge that it comes over.
fn covered(inside: f32, chance: &mut Chance) -> Defect {
    let (from, along) = (any_edge(chance), between(chance, 0.2, 0.8));
    let (u, v) = (inside / CARD_WIDTH, inside / CARD_HEIGHT);
    let tip = match from {
        Edge::Top => [along, v],
        Edge::Right => [1.0 - u, along],
        Edge::Bottom => [along, 1.0 - v],
        Edge::Left => [u, along],
    };
    Defect::Covered { tip, from }
}

/// A place where a value or the face stands.
fn place_of_print(side: Side, chance: &mut Chance) -> [f32; 2] {
    match side {
        Side::Portrait => {
            pick(chance, &[[0.22, 0.207], [0.3, 0.438], [0.33, 0.552], [0.6, 0.857], [0.45, 0.857], [0.77, 0.4]])
        }
        Side::Emblem => pick(chance, &[[0.47, 0.739], [0.5, 0.860], [0.58, 0.8]]),
    }
}

/// A place where nothing stands.
fn blank_place(side: Side, chance: &mut Chance) -> [f32; 2] {
    match side {
        Side::Portrait => pick(chance, &[[0.45, 0.06], [0.52, 0.27], [0.96, 0.5]]),
        Side::Emblem => pick(chance, &[[0.5, 0.57], [0.12, 0.65], [0.9, 0.6]]),
    }
}
