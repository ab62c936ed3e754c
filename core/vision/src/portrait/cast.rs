//! A cast of colour over the face: light of a tungsten lamp, of neon or a screen, a camera's wrong white balance.

use super::light::GAMMA;
use super::luminance::luminance;
use super::parts::Parts;

/// The colour of some pixels in light, apart from how bright they are, in doublings.
#[derive(Debug, Clone, Copy)]
struct Tint {
    /// How much more red there is than blue, halved: positive by the light of a lamp, negative in that of the sky.
    warm: f32,
    /// How much more of red and blue, halved, there is than green.
    purple: f32,
}

/// Tints as they are in ordinary light: median and standard deviation of 98 good portraits.
struct Usual {
    warm: [f32; 2],
    purple: [f32; 2],
}

/// Skin differs little in tint, however dark it is.
const SKIN: Usual = Usual { warm: [0.73, 0.22], purple: [0.115, 0.13] };
const WHITES: Usual = Usual { warm: [0.45, 0.28], purple: [0.115, 0.137] };

/// The skin's share of the face by luminance: hair, beard, shadows are darker, shine is brighter.
const SKIN_SHARE: [f32; 2] = [0.3, 0.9];

/// The whites' share of what lies between the eyes' corners; glints are brighter.
const WHITES_SHARE: [f32; 2] = [0.85, 0.97];

/// From here on a colour may be burnt out: its tint is none.
const BURNT: u8 = 250;

/// How far the tints of skin and of the eyes' whites both are from those in ordinary light, in standard deviations. A face may be painted and eyes
/// may be red: what tints both is the light.
pub(super) fn measure(parts: &Parts) -> f32 {
    let far = |pixels, share, usual: Usual| Tint::of(pixels, share).map_or(0.0, |tint| usual.distance(tint));
    far(&parts.face, SKIN_SHARE, SKIN).min(far(&parts.eyes, WHITES_SHARE, WHITES))
}

impl Tint {
    /// The mean tint of the pixels whose luminance lies between two quantiles; none of no pixel.
    fn of(pixels: &[[u8; 3]], [from, to]: [f32; 2]) -> Option<Self> {
        let mut pixels = pixels.to_vec();
        pixels.sort_unstable_by(|&a, &b| luminance(a).total_cmp(&luminance(b)));
        let rank = |share: f32| (share * pixels.len() as f32) as usize;
        let between = pixels.get(rank(from)..rank(to))?.iter().filter(|pixel| pixel.iter().all(|&v| v < BURNT));
        let mut sum = [0.0f32; 3];
        for pixel in between {
            sum.iter_mut().zip(pixel).for_each(|(sum, &v)| *sum += (f32::from(v.max(1)) / 255.0).powf(GAMMA));
        }
        let [red, green, blue] = sum.map(f32::log2);
        let tint = Self { warm: (red - blue) / 2.0, purple: (red + blue) / 2.0 - green };
        tint.warm.is_finite().then_some(tint)
    }
}

impl Usual {
    fn distance(&self, tint: Tint) -> f32 {
        let far = |value: f32, [median, deviation]: [f32; 2]| (value - median) / deviation;
        far(tint.warm, self.warm).hypot(far(tint.purple, self.purple))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Skin and whites under light of this colour.
    fn lit([red, green, blue]: [f32; 3], skin: [f32; 3]) -> Parts {
        let coded =
            |[r, g, b]: [f32; 3]| [r * red, g * green, b * blue].map(|v| (255.0 * v.min(1.0).powf(1.0 / GAMMA)) as u8);
        Parts { face: vec![coded(skin); 100], eyes: vec![coded([0.5, 0.38, 0.3]); 100] }
    }

    #[test]
    fn coloured_light_is_far_on_any_skin_and_ordinary_light_is_not() {
        for skin in [[0.55, 0.32, 0.22], [0.06, 0.035, 0.022]] {
            assert!(measure(&lit([1.0; 3], skin)) < 1.0);
            for cast in [[1.6, 1.0, 0.25], [0.5, 1.2, 0.55], [0.4, 0.8, 1.8]] {
                assert!(measure(&lit(cast, skin)) > 2.8, "{cast:?} on {skin:?}");
            }
        }
    }

    #[test]
    fn a_painted_face_without_tinted_whites_is_no_cast() {
        assert!(measure(&lit([1.0; 3], [0.2, 0.5, 0.2])) < 1.0);
    }

    #[test]
    fn what_is_burnt_out_has_no_tint() {
        assert_eq!(measure(&lit([9.0; 3], [0.55, 0.32, 0.22])), 0.0);
    }
}
