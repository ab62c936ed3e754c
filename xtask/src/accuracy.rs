//! How well photos are judged, on sets drawn anew.

use crate::setup;
use crate::step::{Cargo, Ending, Steps, print, run};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The peer, as pip knows it, and the versions that its own requirements leave open.
const PEER: [&str; 3] = ["rapidocr-onnxruntime==1.4.4", "onnxruntime==1.22.1", "opencv-python==5.0.0.93"];

/// Judges `photos` drawn cards of `seed`; with `peer` RapidOCR reads them too. `drawn`: by the last run already.
pub(crate) fn card(steps: &mut Steps, photos: u32, seed: u64, peer: bool, drawn: bool) {
    steps.run("weights", setup::weights);
    let target = ruxue_models::target_folder().unwrap_or_else(|| "target".into()).join("accuracy");
    let folder = target.join(format!("card-{seed}-{photos}"));
    let program = |task: &'static str| {
        let run =
            ["run", "--quiet", "--release", "--package", "ruxue-vision", "--example", "accuracy_card", "--", task];
        Cargo::new(run).argument(&folder).argument(photos.to_string()).argument(seed.to_string())
    };
    if !drawn {
        steps.run("drawing", || program("draw").run());
    }
    let mut python = None;
    if peer {
        steps.run("peer", || prepared(&target.join("peer"), &mut python));
    }
    let judge = python.into_iter().fold(program("judge"), Cargo::argument);
    steps.run("judging", || judge.run());
}

/// Installs the peer into a virtual environment at `folder`, once, and tells its Python.
fn prepared(folder: &Path, python: &mut Option<PathBuf>) -> Ending {
    let program = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let ready = || {
        let mut import = Command::new(&program);
        matches!(run(import.args(["-c", "import cv2, rapidocr_onnxruntime"])), Ending::Done)
    };
    if !(program.exists() && ready()) {
        print("installing the peer");
        let made = run(Command::new("python3").args(["-m", "venv"]).arg(folder));
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary=:all:"];
        let installed = || run(Command::new(&program).args(pip).args(PEER));
        for ending in [made, installed()] {
            if let Ending::Failed(why) = ending {
                return Ending::Skipped(format!("the peer can't be installed ({why}): our own figures only"));
            }
        }
    }
    *python = Some(program);
    Ending::Done
}
