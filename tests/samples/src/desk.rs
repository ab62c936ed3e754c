//! What cards lie on: surfaces a few hand-breadths wide, repeated.

use crate::assets::Assets;
use crate::cast::{byte, float};
use crate::chance::{Chance, RngExt, between, chance, pick};
use crate::light::Light;
use crate::noise::{layered, smooth};
use crate::sample::bilinear;
use crate::text::Line;
use image::{Rgb, RgbImage};

/// A kind of surface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs)] // the names say it
pub enum Desk {
    #[default]
    White,
    Dark,
    Wood,
    Cloth,
    Plaid,
    Marble,
    /// A cutting mat or tiles: straight lines and right angles everywhere.
    Grid,
    /// A printed page, full of lines of text.
    Page,
}

impl Desk {
    /// All kinds.
    pub const ALL: [Self; 8] =
        [Self::White, Self::Dark, Self::Wood, Self::Cloth, Self::Plaid, Self::Marble, Self::Grid, Self::Page];
}

/// Pixels of a surface's tile, each way.
const TILE: u32 = 1024;

/// A tile of a surface.
pub(crate) struct Surface {
    tile: RgbImage,
    /// Pixels a millimetre.
    scale: f32,
}

impl Surface {
    pub(crate) fn new(desk: Desk, seed: u64, assets: &Assets) -> Self {
        let chance = &mut chance(seed, 4);
        let scale = match desk {
            Desk::Page => 7.0,
            Desk::Wood | Desk::Marble => 4.0,
            _ => 6.0,
        };
        let picture = match desk {
            Desk::Page => page(chance, assets),
            _ => painted(painter(desk, chance)),
        };
        Self { tile: picture, scale }
    }

    /// The colour at a place of the desk, millimetres.
    pub(crate) fn at(&self, x: f32, y: f32) -> Light {
        bilinear(&self.tile, x * self.scale, y * self.scale, true)
    }
}

fn painted(paint: impl Fn(f32, f32) -> [f32; 3]) -> RgbImage {
    RgbImage::from_fn(TILE, TILE, |x, y| {
        let at = |i: u32| float(i) / float(TILE);
        Rgb(paint(at(x), at(y)).map(byte))
    })
}

/// The colour over a tile of 0 to 1 each way; seamless.
fn painter(desk: Desk, chance: &mut Chance) -> Box<dyn Fn(f32, f32) -> [f32; 3]> {
    let seed: u32 = chance.random();
    let shade = move |colour: [f32; 3], by: f32| colour.map(|c| c * by);
    match desk {
        Desk::White | Desk::Page => {
            let level = between(chance, 205.0, 246.0);
            let warm = between(chance, 0.96, 1.0);
            Box::new(move |u, v| {
                shade(
                    [level, level * (1.0 + warm) / 2.0, level * warm],
                    0.97 + 0.05 * layered(seed, u * 8.0, v * 8.0, 8, 5),
                )
            })
        }
        Desk::Dark => {
            let colour =
                pick(chance, &[[34.0, 34.0, 36.0], [52.0, 44.0, 38.0], [28.0, 36.0, 52.0], [70.0, 72.0, 74.0]]);
            Box::new(move |u, v| shade(colour, 0.75 + 0.5 * layered(seed, u * 64.0, v * 64.0, 64, 3)))
        }
        Desk::Wood => {
            let colour =
                pick(chance, &[[186.0, 140.0, 92.0], [128.0, 84.0, 50.0], [214.0, 184.0, 142.0], [92.0, 58.0, 38.0]]);
            let planks = pick(chance, &[1.0, 2.0, 4.0, 4.0]);
            Box::new(move |u, v| {
                let plank = (v * planks).floor();
                let gap = if planks > 1.0 { ((v * planks).rem_euclid(1.0) * 120.0).clamp(0.45, 1.0) } else { 1.0 };
                let u2 = u + plank * 0.37;
                let warp = layered(seed, u2 * 4.0, v * 16.0, 16, 3) * 3.0;
                let rings = ((v * 36.0 + warp * 3.0) * std::f32::consts::TAU / 2.0).sin() * 0.5 + 0.5;
                let fibre = smooth(seed ^ 7, u2 * 24.0, v * 512.0, 512);
                shade(
                    colour,
                    gap * (0.76 + 0.16 * rings + 0.18 * fibre + 0.04 * smooth(seed ^ 9, plank * 3.3, 0.0, 64)),
                )
            })
        }
        Desk::Cloth => {
            let colour = pick(
                chance,
                &[
                    [96.0, 112.0, 140.0],
                    [178.0, 164.0, 140.0],
                    [140.0, 60.0, 62.0],
                    [88.0, 110.0, 84.0],
                    [204.0, 204.0, 208.0],
                ],
            );
            Box::new(move |u, v| {
                let thread = |t: f32| (t * 256.0 * std::f32::consts::TAU).sin();
                let weave = thread(u) * thread(v);
                let fold = layered(seed, u * 4.0, v * 4.0, 4, 2);
                shade(colour, 0.72 + 0.14 * weave + 0.3 * fold + 0.14 * layered(seed ^ 5, u * 128.0, v * 128.0, 128, 2))
            })
        }
        Desk::Plaid => {
            let base = pick(chance, &[[232.0, 228.0, 216.0], [216.0, 222.0, 232.0]]);
            let stripe = pick(chance, &[[176.0, 52.0, 56.0], [48.0, 84.0, 140.0], [60.0, 120.0, 84.0]]);
            let count = pick(chance, &[4.0, 6.0, 10.0]);
            Box::new(move |u, v| {
                let band = |t: f32| f32::from((t * count).rem_euclid(1.0) < 0.45) * 0.5;
                let cover = band(u) + band(v);
                let weave = 0.9 + 0.2 * layered(seed, u * 256.0, v * 256.0, 256, 1);
                std::array::from_fn(|c| {
                    let (b, s): (f32, f32) =
                        (base.get(c).copied().unwrap_or(0.0), stripe.get(c).copied().unwrap_or(0.0));
                    (b + (s - b) * cover) * weave
                })
            })
        }
        Desk::Marble => {
            let colour = pick(chance, &[[226.0, 224.0, 220.0], [74.0, 76.0, 80.0], [196.0, 178.0, 156.0]]);
            Box::new(move |u, v| {
                let warp = layered(seed, u * 4.0, v * 4.0, 4, 5);
                let vein =
                    1.0 - ((layered(seed ^ 3, u * 4.0 + warp, v * 4.0 + warp, 4, 4) - 0.5).abs() * 14.0).min(1.0);
                shade(colour, 0.86 + 0.2 * warp - 0.3 * vein * vein)
            })
        }
        Desk::Grid => {
            let (ground, line) = pick(
                chance,
                &[
                    ([40.0, 104.0, 92.0], [190.0, 214.0, 190.0]),
                    ([214.0, 206.0, 194.0], [150.0, 144.0, 136.0]),
                    ([226.0, 230.0, 234.0], [90.0, 130.0, 190.0]),
                ],
            );
            let count = pick(chance, &[3.0, 17.0, 34.0]);
            Box::new(move |u, v| {
                let width = if count < 4.0 { 0.012 } else { 0.04 };
                let rule = |t: f32| f32::from((t * count).rem_euclid(1.0) < width);
                let cover = rule(u).max(rule(v)) * 0.8;
                let speckle = 0.92 + 0.12 * layered(seed, u * 128.0, v * 128.0, 128, 2);
                std::array::from_fn(|c| {
                    let (g, l): (f32, f32) =
                        (ground.get(c).copied().unwrap_or(0.0), line.get(c).copied().unwrap_or(0.0));
                    (g + (l - g) * cover) * speckle
                })
            })
        }
    }
}

/// Lines of text on paper.
fn page(chance: &mut Chance, assets: &Assets) -> RgbImage {
    let mut page = painted(painter(Desk::Page, chance));
    let [first, ..] = &assets.chinese;
    let face = assets.chinese.get(chance.random_range(0..3)).unwrap_or(first);
    let em = between(chance, 22.0, 34.0);
    let level = chance.random_range(20..80);
    let mut y = 40.0;
    while y < float(TILE) - 30.0 {
        let text: String = (0..60).map(|_| pick(chance, &PROSE)).collect();
        let fits = (float(TILE - 60) / em).floor();
        let text: String = text.chars().take(crate::cast::pixels(fits) as usize).collect();
        let short = chance.random_ratio(1, 6);
        let text: String = if short { text.chars().take(chance.random_range(4..20)).collect() } else { text };
        face.draw(&mut page, Line { text: &text, x: 30.0, y, em, until: None, weight: 0.0, ink: Rgb([level; 3]) });
        y += em * if short { 2.6 } else { 1.7 };
    }
    page
}

const PROSE: [char; 60] = [
    '的', '一', '是', '在', '不', '了', '有', '和', '人', '这', '中', '大', '为', '上', '个', '国', '我', '以', '要',
    '他', '时', '来', '用', '们', '生', '到', '作', '地', '于', '出', '就', '分', '对', '成', '会', '可', '主', '发',
    '年', '动', '同', '工', '也', '能', '下', '过', '子', '说', '产', '种', '面', '而', '方', '后', '多', '定', '行',
    '学', '，', '。',
];
