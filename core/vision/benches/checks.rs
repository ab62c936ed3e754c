//! How long the checks of a 12-megapixel photo take, one thread: `cargo bench -p ruxue-vision`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // helpers fail as tests do

use divan::Bencher;
use ruxue_rules::Side;
use ruxue_samples::{Assets, Portrait, Scene};
use ruxue_vision::{Models, Photo, card, portrait};
use std::path::PathBuf;
use std::sync::LazyLock;

fn main() {
    divan::main();
}

const SIZE: (u32, u32) = (4032, 3024);
const SEED: u64 = 41;

static WEIGHTS: LazyLock<PathBuf> = LazyLock::new(|| ruxue_models::weights().unwrap());
static MODELS: LazyLock<Models> = LazyLock::new(load);
static ASSETS: LazyLock<Assets> = LazyLock::new(|| Assets::load().unwrap());

fn load() -> Models {
    Models::load(|file| std::fs::read(WEIGHTS.join(file)), 1).unwrap()
}

#[divan::bench]
fn models_loaded() -> Models {
    load()
}

#[divan::bench(args = ["portrait", "emblem"])]
fn card_side(bencher: Bencher, side: &str) {
    let side = if side == "portrait" { Side::Portrait } else { Side::Emblem };
    let file = Scene { size: SIZE, ..Scene::good(SEED, side) }.draw(&ASSETS).unwrap().jpeg;
    bencher.bench_local(|| card::measure(&Photo::decode(&file).unwrap(), &MODELS).unwrap());
}

#[divan::bench]
fn portrait_photo(bencher: Bencher) {
    let file = Portrait { size: (SIZE.1, SIZE.0), ..Portrait::good(SEED) }.draw(&ASSETS).unwrap().jpeg;
    bencher.bench_local(|| portrait::measure(&Photo::decode(&file).unwrap(), &MODELS).unwrap());
}

#[divan::bench]
fn photo_decoded(bencher: Bencher) {
    let file = Scene { size: SIZE, ..Scene::good(SEED, Side::Portrait) }.draw(&ASSETS).unwrap().jpeg;
    bencher.bench_local(|| Photo::decode(&file).unwrap());
}

/// The peer in the same run: the image crate's own decoder, at full size.
#[divan::bench]
fn photo_decoded_by_image(bencher: Bencher) {
    let file = Scene { size: SIZE, ..Scene::good(SEED, Side::Portrait) }.draw(&ASSETS).unwrap().jpeg;
    bencher.bench_local(|| image::load_from_memory(&file).unwrap());
}
