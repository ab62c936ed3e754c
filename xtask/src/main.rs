//! What developers and CI run: models.

use clap::{Parser, Subcommand};
use ruxue_models::FetchError;
use std::io::{self, Write};
use std::process::ExitCode;

/// The chores of Ruxue's developers.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Fetch the networks' weights, check and convert them.
    Models,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Models => models(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            let _ = writeln!(io::stderr(), "{e}");
            ExitCode::FAILURE
        }
    }
}

fn models() -> Result<(), FetchError> {
    let folder = ruxue_models::weights()?;
    let _ = writeln!(io::stdout(), "{}", folder.display());
    Ok(())
}
