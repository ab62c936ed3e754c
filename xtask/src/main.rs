//! What developers and CI run: demo, test, models, bench.

mod setup;
mod step;

use clap::{Parser, Subcommand};
use std::process::ExitCode;
use step::{Cargo, Steps};

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
    /// Fetch the networks' weights, check and convert them.
    Models,
    /// Measure speed and memory of the photo checks.
    Bench,
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
        }
        Task::Models => steps.run("weights", setup::weights),
        Task::Bench => {
            steps.run("weights", setup::weights);
            steps.run("bench", || Cargo::new(["bench", "--package", "ruxue-vision"]).run());
        }
    }
    steps.finish()
}
