//! What cards are printed on: soft paper with fine waves, none of them those of the true card.

use crate::card::Sheet;
use crate::cast::split;
use crate::chance::{Chance, between, chance};
use crate::geometry::{CARD_HEIGHT, CARD_WIDTH};
use ruxue_rules::Side;

/// Colours at the left, the upper right and the lower right.
const PORTRAIT_SIDE: [[f32; 3]; 3] = [[222.0, 234.0, 240.0], [240.0, 228.0, 230.0], [226.0, 238.0, 230.0]];
const EMBLEM_SIDE: [[f32; 3]; 3] = [[236.0, 226.0, 232.0], [222.0, 236.0, 238.0], [238.0, 236.0, 224.0]];

/// The paper of one side.
pub(crate) fn background(seed: u64, side: Side, fineness: f32) -> Sheet {
    let chance = &mut chance(seed, 3);
    let [left, upper, lower] = match side {
        Side::Portrait => PORTRAIT_SIDE,
        Side::Emblem => EMBLEM_SIDE,
    };
    let [blue, pink, green] =
        [[150.0, 186.0, 214.0], [222.0, 164.0, 178.0], [160.0, 204.0, 184.0]].map(|ink| Wave::new(chance, ink));
    Sheet::paint(fineness, |u, v| {
        let mut colour = mix(left, mix(upper, lower, v), u);
        for wave in [&blue, &pink, &green] {
            colour = mix(colour, wave.ink, wave.cover(u * CARD_WIDTH, v * CARD_HEIGHT));
        }
        colour
    })
}

fn mix([ar, ag, ab]: [f32; 3], [br, bg, bb]: [f32; 3], t: f32) -> [f32; 3] {
    [ar + (br - ar) * t, ag + (bg - ag) * t, ab + (bb - ab) * t]
}

/// A family of fine parallel waves. Lengths are millimetres.
struct Wave {
    ink: [f32; 3],
    period: f32,
    strength: f32,
    /// The waves' height at each tenth of a millimetre across the card.
    heights: Vec<f32>,
}

impl Wave {
    fn new(chance: &mut Chance, ink: [f32; 3]) -> Self {
        let (amplitude, length) = (between(chance, 0.8, 4.0), between(chance, 9.0, 40.0));
        let phase = between(chance, 0.0, std::f32::consts::TAU);
        let height = |x: f32| amplitude * (x / length * std::f32::consts::TAU + phase).sin() + 0.1 * x * phase.cos();
        Self {
            ink,
            period: between(chance, 0.5, 1.1),
            strength: between(chance, 0.18, 0.42),
            heights: (0_u16..900).map(|tenth| height(f32::from(tenth) / 10.0)).collect(),
        }
    }

    fn cover(&self, x: f32, y: f32) -> f32 {
        let (tenth, rest) = split(x * 10.0);
        let near = |i: i32| self.heights.get(i as usize).copied().unwrap_or(0.0);
        let (a, b) = (near(tenth), near(tenth + 1));
        let height = a + (b - a) * rest;
        let (_, line) = split((y - height) / self.period);
        (1.0 - (line - 0.5).abs() * 5.0).max(0.0) * self.strength
    }
}
