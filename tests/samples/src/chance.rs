//! Small helpers over the seeded generator that everything is drawn with.

pub(crate) use rand::RngExt;
use rand::SeedableRng;
use rand::seq::IndexedRandom;
pub(crate) use rand_chacha::ChaCha8Rng as Chance;

/// The generator of `seed`; `stream` keeps independent parts of one sample from shifting one another.
pub(crate) fn chance(seed: u64, stream: u64) -> Chance {
    let mut chance = Chance::seed_from_u64(seed);
    chance.set_stream(stream);
    chance
}

/// One of `items`.
pub(crate) fn pick<T: Copy + Default>(chance: &mut Chance, items: &[T]) -> T {
    items.choose(chance).copied().unwrap_or_default()
}

/// A number of `low` to `high`.
pub(crate) fn between(chance: &mut Chance, low: f32, high: f32) -> f32 {
    low + (high - low) * chance.random::<f32>()
}
