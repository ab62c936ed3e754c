//! What the boundary costs: an action to its screen without IO, and a live frame.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a benchmark may fail as tests do

use divan::{Bencher, black_box};
use ruxue_bindings::screens::{Action, Page, Screen, Slot};
use ruxue_bindings::{Config, FrameCheck, FrameLayout, Language, Observer, Ruxue, ShellError, Vault, VaultFailure};
use std::sync::Arc;
use tempfile::TempDir;

fn main() {
    divan::main();
}

struct Nothing;

impl Observer for Nothing {
    fn show(&self, _: Screen) -> Result<(), ShellError> {
        Ok(())
    }
}

impl Vault for Nothing {
    fn wrap(&self, _: String, key: Vec<u8>) -> Result<Vec<u8>, VaultFailure> {
        Ok(key)
    }

    fn unwrap(&self, _: String, wrapped: Vec<u8>) -> Result<Vec<u8>, VaultFailure> {
        Ok(wrapped)
    }

    fn forget(&self, _: String) -> Result<(), VaultFailure> {
        Ok(())
    }
}

fn open(folder: &TempDir) -> Arc<Ruxue> {
    let text = |path: &std::path::Path| path.to_string_lossy().into_owned();
    let config = Config {
        address: "http://127.0.0.1:9".into(),
        folder: text(folder.path()),
        language: Language::ZhCn,
        weights: ruxue_models::weights().ok().map(|folder| text(&folder)),
        roots: vec![],
        pins: vec![],
    };
    Ruxue::new(config, Arc::new(Nothing), Arc::new(Nothing)).unwrap()
}

/// Target: below 1 ms.
#[divan::bench]
fn an_action_and_its_screen(bencher: Bencher) {
    let folder = TempDir::new().unwrap();
    let app = open(&folder);
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
    bencher.bench_local(|| open(&folder).stop().unwrap());
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
