//! What the tests run beside themselves: the stage, the simulation, the generators and the library for other languages.

use crate::step::{Cargo, Ending};
use std::path::PathBuf;
use std::process::Command;

/// Builds the workspace's libraries and `programs`.
///
/// A dependency is compiled anew wherever other features are wanted of it, and those depend on all that is built together: the
/// whole workspace and, for what tests alone depend on, one test. So nothing is compiled here that the workspace's tests have
/// compiled before.
pub(crate) fn build(programs: &[&'static str]) -> Ending {
    let cargo = Cargo::new(["build", "--workspace", "--lib", "--test", "lives"]);
    programs.iter().fold(cargo, |cargo, program| cargo.argument("--bin").argument(*program)).run()
}

/// The command that runs a program as built.
pub(crate) fn command(program: &str) -> Command {
    Command::new(folder().join(program))
}

/// Where programs and libraries end.
pub(crate) fn folder() -> PathBuf {
    ruxue_models::target_folder().unwrap_or_else(|| "target".into()).join("debug")
}
