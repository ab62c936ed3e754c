//! The Kotlin package's tests, on a JVM and through the real library.

use crate::stage::{self, Stage};
use crate::step::{Ending, run};
use crate::{programs, setup};
use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::path::Path;
use std::process::{Command, Stdio};

/// The oldest JDK that the package is built with.
const OLDEST: u32 = 17;

/// Builds the library, what UniFFI says of it in Kotlin and the package, and runs its tests and the stories.
pub(crate) fn test() -> Ending {
    build(&["test", "--projects", "bindings"])
}

/// Builds the library and, by a run of Maven with `arguments`, what stands on it under `android/`, with a stage for its tests.
///
/// Maven asks the network only for what its own repository lacks, so that this works offline from the second time on.
pub(crate) fn build(arguments: &[&str]) -> Ending {
    let missing = || java().is_none_or(|version| version < OLDEST) || !runs("mvn");
    if missing() {
        setup::install(&["default-jdk-headless", "maven"]);
    }
    if missing() {
        return Ending::Skipped(format!("a JDK of version {OLDEST} or later and Maven (mvn) are needed"));
    }
    match programs::build(&["uniffi-bindgen", stage::PROGRAM]) {
        Ending::Done => {}
        other => return other,
    }
    let weights = match ruxue_models::weights() {
        Ok(folder) => folder,
        Err(e) => return Ending::Failed(e.to_string()),
    };
    match Stage::start() {
        Ok(stage) => maven(arguments, &stage, &weights),
        Err(ending) => ending,
    }
}

fn maven(arguments: &[&str], stage: &Stage, weights: &Path) -> Ending {
    let target = ruxue_models::target_folder().unwrap_or_else(|| "target".into());
    let mut command = Command::new("mvn");
    command.args(["--batch-mode", "--file", "android/pom.xml"]).args(arguments);
    command.arg(format!("-Drust.target={}", target.display()));
    command.arg(format!("-Drust.library={DLL_PREFIX}ruxue_bindings{DLL_SUFFIX}"));
    command.env(stage::VARIABLE, stage.line()).env("RUXUE_MODELS", weights);
    run(&mut command)
}

/// The version of the JDK that Maven would take, as far as its compiler says.
fn java() -> Option<u32> {
    let output = Command::new("javac").arg("-version").output().ok()?;
    let told = String::from_utf8(output.stdout).ok()?;
    told.strip_prefix("javac ")?.split(['.', '-', '\n']).next()?.parse().ok()
}

/// Whether there is such a program.
pub(crate) fn runs(program: &str) -> bool {
    let mut version = Command::new(program);
    version.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
    version.status().is_ok_and(|status| status.success())
}
