//! The stage of the scenarios: the process that the Kotlin and Swift tests play their stories against.

use crate::programs;
use crate::step::Ending;
use std::io::{self, BufRead, BufReader};
use std::process::{Child, Stdio};

/// The program, which [`programs::build`] must have built.
pub(crate) const PROGRAM: &str = "stage";

/// The environment variable in which the tests find the stage's line.
pub(crate) const VARIABLE: &str = "RUXUE_STAGE";

/// A stage that is up. It goes when this is dropped.
pub(crate) struct Stage {
    process: Child,
    line: String,
}

impl Stage {
    /// Starts it and waits until it says where it is.
    ///
    /// # Errors
    ///
    /// How the step ended that wanted it.
    pub(crate) fn start() -> Result<Self, Ending> {
        Self::spawn().map_err(|e| Ending::Failed(format!("the stage: {e}")))
    }

    /// What it said: one line of JSON with the addresses and folders that the tests need.
    pub(crate) fn line(&self) -> &str {
        &self.line
    }

    fn spawn() -> io::Result<Self> {
        let process = programs::command(PROGRAM).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
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
