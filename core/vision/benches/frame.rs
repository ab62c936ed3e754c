//! How long one live frame takes, one thread, and how much of that is checking its planes: `cargo bench -p ruxue-vision`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // helpers fail as tests do

use divan::Bencher;
use ruxue_rules::{Side, Subject};
use ruxue_samples::{Assets, LiveCamera, LiveFrame, Portrait, Scene};
use ruxue_vision::frame::{Chroma, Frame, Planes, Watch};

fn main() {
    divan::main();
}

const SEED: u64 = 41;
const UPRIGHT: (u32, u32) = (1080, 1920);

fn taken(subject: Subject, size: (u32, u32)) -> LiveFrame {
    let assets = Assets::load().unwrap();
    let file = match subject {
        Subject::Card => Scene { size, tags: None, ..Scene::good(SEED, Side::Portrait) }.draw(&assets).unwrap().jpeg,
        Subject::Portrait => Portrait { size, tags: None, ..Portrait::good(SEED) }.draw(&assets).unwrap().jpeg,
    };
    LiveCamera::before(&file, if size.0 < size.1 { 90 } else { 0 }).unwrap().frame([0, 0], SEED)
}

fn frame(taken: &LiveFrame) -> Frame<'_> {
    let LiveFrame { width, height, rotation, y, y_row_stride, uv, uv_row_stride } = taken;
    let chroma = Chroma { u: uv, v: &uv[1..], row_stride: *uv_row_stride, pixel_stride: 2 };
    let [width, height, rotation, y_row_stride] = [*width, *height, *rotation, *y_row_stride];
    Frame::new(Planes { width, height, rotation, y, y_row_stride, chroma: Some(chroma) }).unwrap()
}

fn measure(bencher: Bencher, subject: Subject, size: (u32, u32)) {
    let taken = taken(subject, size);
    let mut watch = Watch::new(subject);
    bencher.bench_local(|| watch.measure(&frame(&taken)));
}

#[divan::bench]
fn card_upright_1080p(bencher: Bencher) {
    measure(bencher, Subject::Card, UPRIGHT);
}

/// The largest outline that a frame of 1080p has.
#[divan::bench]
fn card_across_1080p(bencher: Bencher) {
    measure(bencher, Subject::Card, (UPRIGHT.1, UPRIGHT.0));
}

#[divan::bench]
fn portrait_1080p(bencher: Bencher) {
    measure(bencher, Subject::Portrait, UPRIGHT);
}

#[divan::bench]
fn planes_checked(bencher: Bencher) {
    let taken = taken(Subject::Portrait, UPRIGHT);
    bencher.bench_local(|| frame(&taken));
}
