//! What the boundary costs: an action to its screen without IO, and a live frame.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a benchmark may fail as tests do

#[path = "../tests/idle/mod.rs"]
mod idle;

use divan::{Bencher, black_box};
use ruxue_bindings::screens::{Action, Page, Slot};
use ruxue_bindings::{FrameCheck, FrameLayout, Language};
use tempfile::TempDir;

fn main() {
    divan::main();
}

/// Target: below 1 ms.
#[divan::bench]
fn an_action_and_its_screen(bencher: Bencher) {
    let folder = TempDir::new().unwrap();
    let app = idle::open(folder.path(), &ruxue_models::weights().unwrap());
    bencher.bench_local(|| {
        app.dispatch(Action::Open { page: Page::Register }).unwrap();
        app.dispatch(Action::Back).unwrap();
        black_box(app.screen().unwrap())
    });
    app.stop().unwrap();
}

#[divan::bench]
fn opening_and_stopping(bencher: Bencher) {
    let folder = TempDir::new().unwrap();
    let weights = ruxue_models::weights().unwrap();
    bencher.bench_local(|| idle::open(folder.path(), &weights).stop().unwrap());
}

/// 1080p, NV12.
#[divan::bench]
fn a_frame(bencher: Bencher) {
    let (width, height) = (1920_u32, 1080_u32);
    let y: Vec<u8> = (0..width * height).map(|n| (n * 31 % 251) as u8).collect();
    let uv = vec![128; (width * height / 2) as usize];
    let check = FrameCheck::new(Slot::PortraitSide, Language::ZhCn);
    let mut at_millis = 0;
    bencher.bench_local(|| {
        at_millis += 100;
        let layout = FrameLayout {
            width,
            height,
            rotation: 90,
            y_row_stride: width,
            uv_row_stride: width,
            uv_pixel_stride: 2,
            at_millis,
        };
        check.check(layout, &y, &uv, &uv[1..]).unwrap()
    });
}
