//! What can be wrong with a photo of a card, each with how much.

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
    /// The card's time has run out.
    Expired {
        /// Years ago.
        years: u16,
    },
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
            Self::Covered { .. } => Kind::Covered,
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
