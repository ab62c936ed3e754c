//! Steps of a task: each announced, timed and summed up at the end.

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// How a step ended.
pub(crate) enum Ending {
    Done,
    /// Not run, and why.
    Skipped(String),
    /// What went wrong, where the step's own output doesn't say.
    Failed(String),
}

/// The steps run so far. A failed step does not stop the next: one run shows all that is wrong.
#[derive(Default)]
pub(crate) struct Steps(Vec<(&'static str, Ending, Duration)>);

impl Steps {
    /// Announces and runs one step.
    pub(crate) fn run(&mut self, name: &'static str, step: impl FnOnce() -> Ending) {
        print(&format!("── {name}"));
        let start = Instant::now();
        let ending = step();
        self.0.push((name, ending, start.elapsed()));
    }

    /// Prints every step's ending and time, and what they come to. In CI nothing may be skipped.
    pub(crate) fn finish(self) -> ExitCode {
        let strict = std::env::var_os("CI").is_some();
        let mut good = true;
        print("");
        for (name, ending, time) in &self.0 {
            let (mark, note) = match ending {
                Ending::Done => ("✓", ""),
                Ending::Skipped(why) => ("–", why.as_str()),
                Ending::Failed(why) => ("✗", why.as_str()),
            };
            good &= matches!(ending, Ending::Done) || (matches!(ending, Ending::Skipped(_)) && !strict);
            print(format!("{mark} {name:<10} {:>7.1} s  {note}", time.as_secs_f32()).trim_end());
        }
        if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// A run of the cargo that runs us.
pub(crate) struct Cargo {
    arguments: Vec<OsString>,
    component: Option<&'static str>,
}

impl Cargo {
    pub(crate) fn new(arguments: impl IntoIterator<Item = &'static str>) -> Self {
        Self { arguments: arguments.into_iter().map(OsString::from).collect(), component: None }
    }

    /// One more argument.
    pub(crate) fn argument(mut self, argument: impl Into<OsString>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// The step is skipped where the toolchain lacks `component`.
    pub(crate) fn needs(self, component: &'static str) -> Self {
        Self { component: Some(component), ..self }
    }

    pub(crate) fn run(self) -> Ending {
        let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        if let (Some(component), Some(subcommand)) = (self.component, self.arguments.first()) {
            let mut version = Command::new(&program);
            version.arg(subcommand).arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
            if !version.status().is_ok_and(|status| status.success()) {
                return Ending::Skipped(format!("{component} is not installed: rustup component add {component}"));
            }
        }
        match Command::new(&program).args(&self.arguments).status() {
            Ok(status) if status.success() => Ending::Done,
            Ok(status) => Ending::Failed(status.to_string()),
            Err(e) => Ending::Failed(format!("{}: {e}", program.display())),
        }
    }
}

/// Standard output; whoever closed it wants no more of it.
pub(crate) fn print(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}
