//! The true layout of the card, as shares of its width and height, as measured on a blank (85.60 × 53.98 mm).

use ruxue_rules::Side;

/// Width of the card, millimetres (ISO/IEC 7810 ID-1).
pub(crate) const WIDTH_MM: f32 = 85.60;
/// Height of the card, millimetres.
pub(crate) const HEIGHT_MM: f32 = 53.98;

/// A line of print or a place for one: from `u0` to `u1` across, its middle at `v`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) u0: f32,
    pub(super) u1: f32,
    pub(super) v: f32,
}

const fn line(u0: f32, u1: f32, v: f32) -> Line {
    Line { u0, u1, v }
}

/// Half the height of the box that a line of values is read from: the tallest print is 0.08 of the card's height.
pub(super) const HALF_LINE: f32 = 0.052;

impl Line {
    /// The line's box (`u0`, `v0`, `u1`, `v1`).
    pub(super) fn bounds(self) -> [f32; 4] {
        [self.u0, self.v - HALF_LINE, self.u1, self.v + HALF_LINE]
    }
}

pub(super) const NAME: Line = line(0.172, 0.62, 0.207);
pub(super) const SEX: Line = line(0.172, 0.285, 0.322);
pub(super) const ETHNICITY: Line = line(0.384, 0.62, 0.322);
pub(super) const BIRTH: Line = line(0.172, 0.57, 0.438);
/// First line of the address; the others follow at [`ADDRESS_STEP`].
pub(super) const ADDRESS: Line = line(0.172, 0.635, 0.552);
pub(super) const ADDRESS_STEP: f32 = 0.084;
/// Most lines of the usual height that it has room for.
pub(super) const ADDRESS_LINES: usize = 3;
/// Below this no line of the usual height has its middle: the number follows.
pub(super) const ADDRESS_END: f32 = 0.785;
/// Where its lines stand, however many and far apart: long addresses have four.
pub(super) const ADDRESS_BLOCK: [f32; 4] = [0.172, 0.505, 0.635, 0.820];
/// Where the emblem side says first what card it is: 居民身份证 on a true one, 临时居民身份证 on a temporary one.
pub(super) const TITLE_BEGINS: [f32; 4] = [0.270, 0.250, 0.520, 0.440];
/// Where a temporary card's portrait side has its title, and a true one nothing.
pub(super) const TITLE: [f32; 4] = [0.150, 0.030, 0.900, 0.155];
pub(super) const NUMBER: Line = line(0.33, 0.935, 0.857);
pub(super) const AUTHORITY: Line = line(0.395, 0.935, 0.739);
pub(super) const VALIDITY: Line = line(0.395, 0.935, 0.860);

/// The labels by which a side is known for sure, and their words: the first, and where something hides that, the others together.
pub(super) fn proofs(side: Side) -> [&'static [(Line, &'static str)]; 2] {
    match side {
        Side::Portrait => {
            const {
                [
                    &[(line(0.065, 0.285, 0.857), "公民身份号码")],
                    &[(line(0.065, 0.165, 0.322), "性别"), (line(0.290, 0.385, 0.322), "民族")],
                ]
            }
        }
        Side::Emblem => {
            const { [&[(line(0.225, 0.385, 0.739), "签发机关")], &[(line(0.225, 0.385, 0.860), "有效期限")]] }
        }
    }
}

/// The emblem side's two titles.
pub(super) const TITLES: [Line; 2] = [line(0.349, 0.884, 0.168), line(0.307, 0.923, 0.344)];

/// The box of the holder's photo on the portrait side.
pub(super) const FACE: [f32; 4] = [0.643, 0.168, 0.908, 0.732];

/// The box of what has colours of its own, with a margin: the holder's photo, the emblem.
pub(super) fn picture(side: Side) -> [f32; 4] {
    match side {
        Side::Portrait => [0.62, 0.13, 0.93, 0.77],
        Side::Emblem => [0.04, 0.05, 0.29, 0.46],
    }
}

/// Places where print always stands, as the text detector marks it: it draws lines shorter than they are, by about 0.4 of
/// their height at each end.
pub(super) fn printed(side: Side) -> &'static [Line] {
    match side {
        Side::Portrait => {
            const {
                &[
                    line(0.100, 0.235, 0.207),
                    line(0.095, 0.145, 0.322),
                    line(0.317, 0.365, 0.322),
                    line(0.095, 0.145, 0.438),
                    line(0.200, 0.500, 0.438),
                    line(0.095, 0.145, 0.552),
                    line(0.200, 0.480, 0.552),
                    line(0.100, 0.245, 0.857),
                    line(0.375, 0.885, 0.857),
                ]
            }
        }
        Side::Emblem => {
            const {
                &[
                    line(0.385, 0.850, 0.168),
                    line(0.345, 0.885, 0.344),
                    line(0.250, 0.360, 0.739),
                    line(0.430, 0.570, 0.739),
                    line(0.250, 0.360, 0.860),
                    line(0.430, 0.640, 0.860),
                ]
            }
        }
    }
}

/// The ends of the longest of these lines: they are what tells how wide the card is, and little of the lines.
pub(super) fn ends(side: Side) -> &'static [Line] {
    match side {
        Side::Portrait => const { &[line(0.375, 0.390, 0.857), line(0.870, 0.885, 0.857)] },
        Side::Emblem => {
            const {
                &[
                    line(0.385, 0.400, 0.168),
                    line(0.835, 0.850, 0.168),
                    line(0.345, 0.360, 0.344),
                    line(0.870, 0.885, 0.344),
                ]
            }
        }
    }
}

/// Boxes (`u0`, `v0`, `u1`, `v1`) where no print ever stands: margins, gaps between lines, the holder's photo, the emblem.
pub(super) fn blank(side: Side) -> &'static [[f32; 4]] {
    match side {
        Side::Portrait => &[
            [0.04, 0.02, 0.96, 0.05],
            [0.06, 0.09, 0.60, 0.12],
            [0.08, 0.264, 0.60, 0.264],
            [0.08, 0.380, 0.60, 0.380],
            [0.08, 0.495, 0.60, 0.495],
            [0.08, 0.785, 0.60, 0.795],
            [0.04, 0.94, 0.96, 0.98],
            [0.01, 0.18, 0.075, 0.23],
            [0.01, 0.30, 0.075, 0.34],
            [0.01, 0.42, 0.075, 0.46],
            [0.01, 0.53, 0.075, 0.76],
            [0.01, 0.83, 0.075, 0.88],
            [0.91, 0.83, 0.99, 0.88],
            [0.915, 0.18, 0.99, 0.44],
            [0.915, 0.48, 0.99, 0.78],
            [0.66, 0.18, 0.90, 0.30],
            [0.66, 0.32, 0.90, 0.44],
            [0.66, 0.46, 0.90, 0.58],
            [0.66, 0.60, 0.90, 0.72],
            [0.555, 0.42, 0.625, 0.455],
            [0.48, 0.19, 0.625, 0.225],
        ],
        Side::Emblem => &[
            [0.04, 0.02, 0.96, 0.07],
            [0.33, 0.250, 0.90, 0.262],
            [0.06, 0.46, 0.94, 0.52],
            [0.06, 0.54, 0.94, 0.60],
            [0.06, 0.62, 0.94, 0.66],
            [0.24, 0.80, 0.70, 0.80],
            [0.04, 0.94, 0.96, 0.98],
            [0.02, 0.70, 0.225, 0.78],
            [0.02, 0.82, 0.225, 0.90],
            [0.905, 0.14, 0.99, 0.20],
            [0.94, 0.30, 0.99, 0.39],
            [0.82, 0.83, 0.99, 0.89],
            [0.27, 0.14, 0.335, 0.20],
            [0.255, 0.31, 0.292, 0.38],
            [0.06, 0.10, 0.26, 0.19],
            [0.06, 0.22, 0.26, 0.30],
            [0.06, 0.32, 0.26, 0.40],
        ],
    }
}

/// Long lines by which text boxes are matched to a side: the detector may join a label to its value or not.
pub(super) fn anchors(side: Side) -> &'static [Line] {
    match side {
        Side::Portrait => {
            const {
                &[
                    line(0.375, 0.885, 0.857),
                    line(0.100, 0.885, 0.857),
                    line(0.200, 0.600, 0.552),
                    line(0.100, 0.600, 0.552),
                ]
            }
        }
        Side::Emblem => {
            const {
                &[
                    line(0.385, 0.850, 0.168),
                    line(0.345, 0.885, 0.344),
                    line(0.250, 0.740, 0.860),
                    line(0.430, 0.740, 0.860),
                ]
            }
        }
    }
}

/// Boxes of bare paper, for what noise and the background's lines look like.
pub(super) fn paper(side: Side) -> &'static [[f32; 4]] {
    match side {
        Side::Portrait => &[[0.08, 0.06, 0.60, 0.13], [0.08, 0.92, 0.92, 0.96]],
        Side::Emblem => &[[0.08, 0.47, 0.92, 0.66], [0.08, 0.92, 0.92, 0.96]],
    }
}
