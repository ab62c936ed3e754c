//! The Swift package's tests through the real library: with the system's Swift, or on Linux with one in a root of its own.

use crate::programs;
use crate::stage::{self, Stage};
use crate::step::Ending;
use std::ffi::OsStr;
use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

/// Runs a command where there is Swift; how it ends where none can be had.
const SCRIPT: &str = "ios/linux.sh";
/// Checks the app's types, against declarations of Apple's frameworks that lie beside it.
const TYPES: &str = "ios/Typecheck/check.sh";
const UNAVAILABLE: i32 = 69;

/// The library as a phone's app takes it in, and the generator that reads it.
const LIBRARY: &str = "libruxue_bindings.a";
const GENERATOR: &str = "uniffi-bindgen-swift";

/// What is generated into the package, and is in no one's hands but UniFFI's.
const GENERATED: &str = "ios/Sources/RuxueCore/Generated";
const HEADERS: &str = "ios/Sources/RuxueCoreFFI";

/// Apple's frameworks, declared as far as the app uses them.
const DECLARED: &str = "ios/Typecheck";

/// Builds the library and what UniFFI says of it in Swift, checks our sources' style, runs the package's tests and stories, and
/// checks the app's types.
pub(crate) fn test() -> Ending {
    run().err().unwrap_or(Ending::Done)
}

fn run() -> Result<(), Ending> {
    // First, so that nothing is built for nothing where there is no Swift.
    swift("swift", ["--version"], |_| ())?;
    let target = ruxue_models::target_folder().unwrap_or_else(|| "target".into());
    match programs::build(&[GENERATOR, stage::PROGRAM]) {
        Ending::Done => {}
        other => return Err(other),
    }
    let library = lone_library(&target).map_err(failed)?;
    generate(&library).map_err(failed)?;
    let sources = sources(Path::new("ios")).map_err(failed)?;
    swift("swift", ["format", "lint", "--strict"], |lint| _ = lint.args(sources))?;
    swift(TYPES, [], |check| _ = check.arg(target.join("swift/typecheck")))?;

    let weights = ruxue_models::weights().map_err(failed)?;
    let stage = Stage::start()?;
    // One test after another: they measure this process and share two cores with the stage's eyes.
    swift("swift", ["test", "--package-path", "ios", "--no-parallel", "--disable-xctest"], |test| {
        test.arg("--scratch-path").arg(target.join("swift/build"));
        test.arg("-Xlinker").arg(format!("-L{}", library.display()));
        test.env(stage::VARIABLE, stage.line()).env("RUXUE_MODELS", weights).env("RUXUE_BUILT_HERE", "1");
    })
}

/// The folder with the static library and nothing else: a linker that found the shared one beside it would take that.
fn lone_library(target: &Path) -> io::Result<PathBuf> {
    let folder = target.join("swift/library");
    fs::create_dir_all(&folder)?;
    fs::copy(programs::folder().join(LIBRARY), folder.join(LIBRARY))?;
    Ok(folder)
}

/// Generates the package's Swift and its module of C. Always anew: it is their age that makes Swift link the library again.
fn generate(library: &Path) -> io::Result<()> {
    for (folder, what) in [(GENERATED, &["--swift-sources"][..]), (HEADERS, &["--headers", "--modulemap"])] {
        if Path::new(folder).exists() {
            fs::remove_dir_all(folder)?;
        }
        let mut generate = programs::command(GENERATOR);
        generate.args(what).arg(library.join(LIBRARY)).arg(folder);
        generate.args(["--module-name", "RuxueCoreFFI", "--modulemap-filename", "module.modulemap"]);
        let status = generate.status()?;
        if !status.success() {
            return Err(io::Error::other(format!("{GENERATOR}: {status}")));
        }
    }
    Ok(())
}

/// Our own sources: all but what is generated, and but the declarations in Apple's words, which no one else calls.
fn sources(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() && ![GENERATED, DECLARED].map(Path::new).contains(&path.as_path()) && !name.starts_with('.') {
            found.extend(sources(&path)?);
        } else if path.extension() == Some(OsStr::new("swift")) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Runs `program` where there is Swift, with these arguments and what `more` adds.
fn swift<const N: usize>(program: &str, arguments: [&str; N], more: impl FnOnce(&mut Command)) -> Result<(), Ending> {
    let mut command = Command::new(SCRIPT);
    command.arg(program).args(arguments);
    more(&mut command);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) if status.code() == Some(UNAVAILABLE) => {
            Err(Ending::Skipped("NO SWIFT TEST WAS RUN: no Swift here, and none can be fetched (see above)".into()))
        }
        Ok(status) => Err(failed(format!("{program} {}: {status}", arguments.join(" ")))),
        Err(e) => Err(failed(format!("{SCRIPT}: {e}"))),
    }
}

fn failed(error: impl Display) -> Ending {
    Ending::Failed(error.to_string())
}
