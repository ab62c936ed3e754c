//! What developers and CI run: demo, test, kotlin, android, swift, sim, load, models, accuracy, bench, and what phones need: targets,
//! package.

mod accuracy;
mod android;
mod kotlin;
mod package;
mod phone;
mod programs;
mod setup;
mod stage;
mod step;
mod swift;
mod targets;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;
use step::{Cargo, Ending, Steps, run};

/// The chores of Ruxue's developers.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Show the whole review: one that passes, one refused on the phone, one that fails the comparison.
    Demo,
    /// Check format and lints and run every test, as CI does.
    Test,
    /// Build the Kotlin package and run its tests and the stories on a JVM, through the real library.
    Kotlin,
    /// Build the Kotlin package and the Android app, run the tests of both, and make an APK.
    Android {
        /// The platform that the APK speaks to; else what runs at port 8080 of the phone itself, as `adb reverse` can make it.
        #[arg(long)]
        platform: Option<String>,
    },
    /// Build the Swift package and run its tests and the stories, through the real library.
    Swift,
    /// Simulate reviews under every misfortune: one seed with its story, or many.
    Sim {
        /// Replay this seed and tell its story.
        #[arg(long, conflicts_with = "seeds")]
        seed: Option<u64>,
        /// Play so many seeds.
        #[arg(long, default_value_t = SEEDS)]
        seeds: u64,
        /// The first of them.
        #[arg(long, default_value_t = 0)]
        first: u64,
    },
    /// Let a thousand students go through the review within a minute, and measure the platform's answers.
    Load,
    /// Fetch the networks' weights, check and convert them.
    Models,
    /// Measure how well photos are judged, on a set drawn by seed.
    Accuracy {
        #[command(subcommand)]
        of: Accuracy,
    },
    /// Measure speed and memory of the photo checks, the store and the bindings.
    Bench,
    /// Type-check the core for phones.
    Targets {
        /// Also for simulators and old phones.
        #[arg(long)]
        all: bool,
    },
    /// Lay out what ships under target/package: an AAR, an XCFramework, and this machine's library.
    Package {
        /// Compile the networks' weights in.
        #[arg(long)]
        with_weights: bool,
    },
}

#[derive(Subcommand)]
enum Accuracy {
    /// Of ID cards: found, read and judged.
    Card {
        /// How many, half of them good.
        #[arg(long, default_value_t = 300)]
        photos: u32,
        /// Which: seeds below 50000 are for tuning, from there on for reporting.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Let RapidOCR read the good portrait sides too.
        #[arg(long)]
        peer: bool,
        /// Judge what the last run with this seed drew.
        #[arg(long)]
        drawn: bool,
    },
    /// Of portraits: measured and judged.
    Portrait {
        /// Folder of labelled portraits; without it ../shared/portraits where that is, else the drawn samples.
        #[arg(long)]
        set: Option<PathBuf>,
        /// Which part: train, tune, report or all.
        #[arg(long, default_value = "report")]
        split: String,
        /// Ask a Python pipeline of the same face models too.
        #[arg(long)]
        peer: bool,
    },
}

/// Seeds that every change must pass.
const SEEDS: u64 = 10_000;

fn simulate(arguments: &[String]) -> Ending {
    match programs::build(&["sim"]) {
        Ending::Done => run(programs::command("sim").args(arguments)),
        other => other,
    }
}

fn main() -> ExitCode {
    let mut steps = Steps::default();
    match Arguments::parse().task {
        Task::Demo => {
            steps.run("weights", setup::weights);
            let folder = ruxue_models::target_folder().unwrap_or_else(|| "target".into()).join("demo");
            let demo = Cargo::new(["run", "--quiet", "--package", "ruxue-headless", "--", "demo"]);
            steps.run("demo", || demo.argument(folder).run());
        }
        Task::Test => {
            steps.run("format", || Cargo::new(["fmt", "--all", "--check"]).needs("rustfmt").run());
            let lints = ["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"];
            steps.run("lints", || Cargo::new(lints).needs("clippy").run());
            steps.run("weights", setup::weights);
            steps.run("tests", || Cargo::new(["test", "--workspace", "--no-fail-fast"]).run());
            steps.run("simulation", || simulate(&["--seeds".into(), SEEDS.to_string()]));
            android::run(&mut steps, None);
            steps.run("swift", swift::test);
        }
        Task::Android { platform } => {
            steps.run("weights", setup::weights);
            android::run(&mut steps, platform.as_deref());
        }
        Task::Kotlin => {
            steps.run("weights", setup::weights);
            steps.run("kotlin", kotlin::test);
        }
        Task::Swift => {
            steps.run("weights", setup::weights);
            steps.run("swift", swift::test);
        }
        Task::Sim { seed: Some(seed), .. } => {
            steps.run("simulation", || simulate(&["--seed".into(), seed.to_string()]));
        }
        Task::Sim { seed: None, seeds, first } => {
            let arguments = ["--seeds".into(), seeds.to_string(), "--first".into(), first.to_string()];
            steps.run("simulation", || simulate(&arguments));
        }
        Task::Targets { all } => targets::run(&mut steps, all),
        Task::Package { with_weights } => package::run(&mut steps, with_weights),
        Task::Load => {
            let load = ["run", "--quiet", "--package", "ruxue-scenarios", "--bin", "load"];
            steps.run("load", || Cargo::new(load).run());
        }
        Task::Models => steps.run("weights", setup::weights),
        Task::Accuracy { of: Accuracy::Card { photos, seed, peer, drawn } } => {
            accuracy::card(&mut steps, photos, seed, peer, drawn);
        }
        Task::Accuracy { of: Accuracy::Portrait { set, split, peer } } => {
            accuracy::portrait(&mut steps, set, &split, peer);
        }
        Task::Bench => {
            steps.run("weights", setup::weights);
            let packages = ["ruxue-vision", "ruxue-store", "ruxue-bindings"].map(|name| ["--package", name]);
            let benches = ["bench", "--benches"].into_iter().chain(packages.into_iter().flatten());
            steps.run("bench", || Cargo::new(benches).run());
        }
    }
    steps.finish()
}
