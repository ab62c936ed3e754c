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
        let width = self.0.iter().map(|(name, ..)| name.len()).max().unwrap_or_default().max(10);
        print("");
        for (name, ending, time) in &self.0 {
            let (mark, note) = match ending {
                Ending::Done => ("✓", ""),
                Ending::Skipped(why) => ("–", why.as_str()),
                Ending::Failed(why) => ("✗", why.as_str()),
            };
            good &= matches!(ending, Ending::Done) || (matches!(ending, Ending::Skipped(_)) && !strict);
            print(format!("{mark} {name:<width$} {:>7.1} s  {note}", time.as_secs_f32()).trim_end());
        }
        if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// A run of the cargo that runs us.
pub(crate) struct Cargo {
    arguments: Vec<OsString>,
    environment: Vec<(OsString, OsString)>,
    component: Option<&'static str>,
}

impl Cargo {
    pub(crate) fn new(arguments: impl IntoIterator<Item = &'static str>) -> Self {
        let arguments = arguments.into_iter().map(OsString::from).collect();
        Self { arguments, environment: Vec::new(), component: None }
    }

    /// One more argument.
    pub(crate) fn argument(mut self, argument: impl Into<OsString>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// Runs with `variable` set to `value`.
    pub(crate) fn environment(mut self, variable: impl Into<OsString>, value: impl Into<OsString>) -> Self {
        self.environment.push((variable.into(), value.into()));
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
        run(Command::new(&program).args(&self.arguments).envs(self.environment))
    }
}

/// Runs `command` to its end; it prints where we print.
pub(crate) fn run(command: &mut Command) -> Ending {
    match command.status() {
        Ok(status) if status.success() => Ending::Done,
        Ok(status) => Ending::Failed(status.to_string()),
        Err(e) => Ending::Failed(format!("{}: {e}", command.get_program().display())),
    }
}

/// Runs `command` to its end and returns what it printed; where it fails, the last line of its complaint.
pub(crate) fn succeed(command: &mut Command) -> Result<String, String> {
    let program = command.get_program().display().to_string();
    let output = command.stdin(Stdio::null()).output().map_err(|e| format!("{program}: {e}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    Err(complaint.trim().lines().last().map_or_else(|| format!("{program}: {}", output.status), str::to_owned))
}

/// Standard output; whoever closed it wants no more of it.
pub(crate) fn print(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}
