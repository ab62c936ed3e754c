//! Plays simulated worlds by seed: one with its whole story, or many and what came of them.

use clap::Parser;
use ruxue_scenarios::world::{Summary, play};
use std::io::{self, Write};
use std::num::NonZero;
use std::process::{Command, ExitCode, Stdio};
use std::thread::available_parallelism;
use std::time::Instant;

/// Simulates reviews under every misfortune.
#[derive(Parser)]
struct Arguments {
    /// Replay this seed and tell its story.
    #[arg(long, conflicts_with = "seeds")]
    seed: Option<u64>,
    /// Play so many seeds.
    #[arg(long, default_value_t = 1_000)]
    seeds: u64,
    /// The first of them.
    #[arg(long, default_value_t = 0)]
    first: u64,
    /// Play every N-th seed only, and end with one line of JSON: what the processes of a larger run do.
    #[arg(long, hide = true)]
    step: Option<usize>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match (arguments.seed, arguments.step) {
        (Some(seed), _) => Ok(tell(seed)),
        (None, Some(step)) => work(&arguments, step),
        (None, None) => share_out(&arguments),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            say(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

/// Plays one seed aloud. Whether all held.
fn tell(seed: u64) -> bool {
    match play(seed, &mut |line| say(&line)) {
        Ok(summary) => say(&format!("seed {seed}: {summary:?}")),
        Err(broken) => {
            say(&format!("seed {seed}: {broken}"));
            return false;
        }
    }
    true
}

/// Plays every `step`-th seed. Whether all held.
fn work(arguments: &Arguments, step: usize) -> io::Result<bool> {
    let mut sum = Summary::default();
    for seed in (arguments.first..arguments.seeds).step_by(step.max(1)) {
        match play(seed, &mut |_| {}) {
            Ok(summary) => sum.add(&summary),
            Err(broken) => {
                say(&format!("seed {seed}: {broken}"));
                say(&format!("replay it: cargo xtask sim --seed {seed}"));
                return Ok(false);
            }
        }
    }
    writeln!(io::stdout(), "{}", serde_json::to_string(&sum)?)?;
    Ok(true)
}

/// Shares the seeds out to one process a core: SQLite's disk is one to a process.
fn share_out(arguments: &Arguments) -> io::Result<bool> {
    let (start, cores) = (Instant::now(), available_parallelism().map_or(1, NonZero::get) as u64);
    let end = arguments.first + arguments.seeds;
    let workers = (0..cores).map(|core| {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("--first").arg((arguments.first + core).to_string());
        command.arg("--seeds").arg(end.to_string()).arg("--step").arg(cores.to_string());
        command.stdout(Stdio::piped()).spawn()
    });
    let workers: Vec<_> = workers.collect::<Result<_, _>>()?;
    let (mut sum, mut good) = (Summary::default(), true);
    for worker in workers {
        let done = worker.wait_with_output()?;
        good &= done.status.success();
        match String::from_utf8_lossy(&done.stdout).lines().last().map(serde_json::from_str::<Summary>) {
            Some(Ok(summary)) => sum.add(&summary),
            _ => good = false,
        }
    }
    let seconds = start.elapsed().as_secs_f32();
    say(&format!("{seconds:.0} s: {sum:?}"));
    Ok(good)
}

/// Standard error; nobody listening is no error.
fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}
