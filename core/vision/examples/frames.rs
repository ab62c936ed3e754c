//! What is measured on live frames, and what they say: `cargo run --release -p ruxue-vision --example frames [COUNT]` prints the
//! tables of `docs/frames.md`, over COUNT scenes a row (8 unless told). Each is seen twice, by a hand that holds still.
#![allow(clippy::print_stdout, clippy::indexing_slicing)]

use ruxue_rules::{FrameMeasures, Guidance, Side, Subject};
use ruxue_samples::defect::Impostor;
use ruxue_samples::{Assets, Defect, LiveCamera, Portrait, PortraitDefect, Pose, Scene};
use ruxue_vision::frame::{Frame, Planes, Watch};
use std::error::Error;

type Outcome<T> = Result<T, Box<dyn Error>>;

const UPRIGHT: (u32, u32) = (1080, 1920);
/// Pixels by which the picture moves between two frames.
const TREMOR: [i32; 2] = [2, 1];
const SHAKE: [i32; 2] = [60, 30];

fn main() -> Outcome<()> {
    let count = std::env::args().nth(1).map_or(Ok(8), |count| count.parse())?;
    let assets = Assets::load()?;
    println!("| card | level | burnt | contrast | sharpness | motion | says |\n|---|---|---|---|---|---|---|");
    for (name, size, defect, shift) in card_rows() {
        let files = (0..count).map(|seed| Ok(scene(seed, size, defect).draw(&assets)?.jpeg));
        print_row(name, Subject::Card, files, shift)?;
    }
    println!("\n| portrait | level | burnt | contrast | sharpness | motion | says |\n|---|---|---|---|---|---|---|");
    for (name, defect, shift) in portrait_rows() {
        let files = (0..count).map(|seed| Ok(portrait(seed, defect).draw(&assets)?.jpeg));
        print_row(name, Subject::Portrait, files, shift)?;
    }
    Ok(())
}

type CardRow = (&'static str, (u32, u32), Option<Defect>, [i32; 2]);

fn card_rows() -> Vec<CardRow> {
    let row = |name, defect| (name, UPRIGHT, Some(defect), TREMOR);
    vec![
        ("good", UPRIGHT, None, TREMOR),
        ("good, 1920 × 1080", (1920, 1080), None, TREMOR),
        ("good, 720 × 1280", (720, 1280), None, TREMOR),
        ("good, shaken by 60 pixels", UPRIGHT, None, SHAKE),
        row("paper at level 80", Defect::TooDark { paper: 80.0 }),
        row("paper at level 50", Defect::TooDark { paper: 50.0 }),
        row("1.7 times too much light", Defect::TooBright { over: 1.7 }),
        row("glare on 2 %", Defect::Glare { share: 0.02, at: [0.6, 0.8] }),
        row("glare on 5 %", Defect::Glare { share: 0.05, at: [0.3, 0.3] }),
        row("defocus, σ 0.2 mm", Defect::Defocus { sigma: 0.2 }),
        row("defocus, σ 0.35 mm", Defect::Defocus { sigma: 0.35 }),
        row("defocus, σ 0.7 mm", Defect::Defocus { sigma: 0.7 }),
        row("motion blur, 1.6 mm", Defect::Motion { length: 1.6, degrees: 20.0 }),
        row("no card on the desk", Defect::NotACard(Impostor::Nothing)),
    ]
}

fn portrait_rows() -> Vec<(&'static str, Option<PortraitDefect>, [i32; 2])> {
    let row = |name, defect| (name, Some(defect), TREMOR);
    vec![
        ("good", None, TREMOR),
        ("good, shaken by 60 pixels", None, SHAKE),
        row("a fifth of the light", PortraitDefect::Dark(0.2)),
        row("a tenth of the light", PortraitDefect::Dark(0.1)),
        row("3.5 times the light", PortraitDefect::Bright(3.5)),
        row("defocus, σ 5 % of the eyes' distance", PortraitDefect::Defocus(0.05)),
        row("defocus, σ 9 %", PortraitDefect::Defocus(0.09)),
        row("motion blur, 28 %", PortraitDefect::Motion(0.28)),
    ]
}

/// A card that fills the outline, either side, on any desk.
fn scene(seed: u64, size: (u32, u32), defect: Option<Defect>) -> Scene {
    let scene = Scene::good(seed, if seed.is_multiple_of(2) { Side::Portrait } else { Side::Emblem });
    let pose = Pose { turn: 1.5, fill: 0.86, place: [0.5; 2], ..scene.pose };
    let scene = Scene { size, tags: None, pose, ..scene };
    defect.into_iter().fold(scene, Scene::with)
}

fn portrait(seed: u64, defect: Option<PortraitDefect>) -> Portrait {
    defect.into_iter().fold(Portrait { size: UPRIGHT, tags: None, ..Portrait::good(seed) }, Portrait::with)
}

fn print_row(
    name: &str,
    subject: Subject,
    files: impl Iterator<Item = Outcome<Vec<u8>>>,
    shift: [i32; 2],
) -> Outcome<()> {
    let measured = files.map(|file| measure(subject, &file?, shift)).collect::<Outcome<Vec<_>>>()?;
    let range = |of: fn(&FrameMeasures) -> f32, digits: usize| {
        let (low, high) = measured.iter().map(of).fold((f32::MAX, f32::MIN), |(l, h), v| (l.min(v), h.max(v)));
        format!("{low:.digits$}–{high:.digits$}")
    };
    let said = |guidance| measured.iter().filter(|frame| Guidance::of(subject, frame) == guidance).count();
    let says = Guidance::ALL.map(|guidance| (said(guidance), format!("{guidance:?}")));
    let says: Vec<_> = says.iter().filter(|(n, _)| *n > 0).map(|(n, name)| format!("{name} {n}")).collect();
    println!(
        "| {name} | {} | {} | {} | {} | {} | {} |",
        range(|m| m.level, 0),
        range(|m| m.burnt, 3),
        range(|m| m.contrast, 2),
        range(|m| m.sharpness, 3),
        range(|m| m.motion.unwrap_or(f32::NAN), 3),
        says.join(", ")
    );
    Ok(())
}

/// The second of two frames.
fn measure(subject: Subject, file: &[u8], shift: [i32; 2]) -> Outcome<FrameMeasures> {
    let camera = LiveCamera::before(file, 90)?;
    let mut watch = Watch::new(subject);
    let mut next = |shift, seed| {
        let taken = camera.frame(shift, seed);
        let (width, height, rotation, y_row_stride) = (taken.width, taken.height, taken.rotation, taken.y_row_stride);
        let planes = Planes { width, height, rotation, y: &taken.y, y_row_stride, chroma: None };
        Ok(watch.measure(&Frame::new(planes)?))
    };
    let _first: Outcome<FrameMeasures> = next([0, 0], 1);
    next(shift, 2)
}
