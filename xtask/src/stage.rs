//! The stage of the scenarios: the process that the Kotlin and Swift tests play their stories against.

use crate::step::{Cargo, Ending};
use std::io::{self, BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// The environment variable in which the tests find the stage's line.
pub(crate) const VARIABLE: &str = "RUXUE_STAGE";

/// A stage that is up. It goes when this is dropped.
pub(crate) struct Stage {
    process: Child,
    line: String,
}

impl Stage {
    /// Builds and starts it, and waits until it says where it is.
    ///
    /// # Errors
    ///
    /// How the step ended that wanted it.
    pub(crate) fn start() -> Result<Self, Ending> {
        match Cargo::new(["build", "--package", "ruxue-scenarios", "--bin", "stage"]).run() {
            Ending::Done => {}
            other => return Err(other),
        }
        Self::spawn().map_err(|e| Ending::Failed(format!("the stage: {e}")))
    }

    /// What it said: one line of JSON with the addresses and folders that the tests need.
    pub(crate) fn line(&self) -> &str {
        &self.line
    }

    fn spawn() -> io::Result<Self> {
        let target = ruxue_models::target_folder().unwrap_or_else(|| "target".into());
        let mut command = Command::new(target.join("debug").join("stage"));
        let process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut stage = Self { process, line: String::new() };
        let output = stage.process.stdout.take().map(BufReader::new);
        output.ok_or(io::ErrorKind::BrokenPipe)?.read_line(&mut stage.line)?;
        stage.line = stage.line.trim().to_owned();
        if stage.line.is_empty() { Err(io::Error::other("it ended before it was up")) } else { Ok(stage) }
    }
}

impl Drop for Stage {
    /// Closes its input, upon which it ends by itself.
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}
