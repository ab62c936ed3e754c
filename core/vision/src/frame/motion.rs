use crate::plane::Plane;

/// Share of the light that lies elsewhere than before, 0 to 1: half the sum of the differences of two grids, each of which
/// sums to 1. A change of exposure moves none. None where the grids differ in size.
pub(super) fn between(before: &Plane, now: &Plane) -> Option<f32> {
    let size = |plane: &Plane| (plane.width(), plane.height());
    let total = |plane: &Plane| plane.values().iter().sum::<f32>().max(1.0);
    let (was, is) = (total(before), total(now));
    let moved = before.values().iter().zip(now.values()).map(|(a, b)| (a / was - b / is).abs());
    (size(before) == size(now)).then(|| moved.sum::<f32>() / 2.0)
}
