//! `cargo xtask package`: what ships, laid out under `target/package`, as far as this machine can build it.

mod android;
mod apple;
mod contents;
mod growth;
mod library;
mod parts;

use crate::phone::{self, PAGE_ALIGNMENT, PHONES, Phone, System, Toolchain};
use crate::step::{Cargo, Ending, Steps, print, succeed};
use contents::Contents;
use parts::Parts;
use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a task's part comes to: done, or why not.
type Outcome = Result<(), String>;

/// Builds and lays out everything; a README in the folder says what is in, what is missing, and why.
pub(crate) fn run(steps: &mut Steps, with_weights: bool) {
    let mut package = match Package::begin(with_weights) {
        Ok(package) => package,
        Err(why) => return steps.run("package", || Ending::Failed(why)),
    };
    steps.run("host", || ending(package.host()));
    for phone in &PHONES {
        steps.run(phone.triple, || package.phone(phone));
    }
    steps.run("android", || ending(android::lay_out(&package.root.join("android"), &mut package.contents)));
    steps.run("ios", || ending(apple::lay_out(&package.root.join("ios"), &mut package.contents)));
    steps.run("readme", || ending(package.finish()));
}

fn ending(outcome: Outcome) -> Ending {
    outcome.map_or_else(Ending::Failed, |()| Ending::Done)
}

/// The package being laid out.
struct Package {
    root: PathBuf,
    with_weights: bool,
    contents: Contents,
}

impl Package {
    /// Starts with an empty folder.
    fn begin(with_weights: bool) -> Result<Self, String> {
        let root = target()?.join("package");
        if root.exists() {
            fs::remove_dir_all(&root).map_err(io(&root))?;
        }
        fs::create_dir_all(&root).map_err(io(&root))?;
        Ok(Self { root, with_weights, contents: Contents::new(with_weights) })
    }

    /// This machine's library: no phone's, but there to be looked into.
    ///
    /// On Linux its names are kept until it was told what weighs how much.
    fn host(&mut self) -> Outcome {
        let linux = cfg!(target_os = "linux");
        let (cargo, packing) = (phone::cargo_here("rustc")?, linux.then_some(phone::PACKED_FOR_LINUX));
        let cargo = if linux { cargo.environment("CARGO_PROFILE_PHONE_STRIP", "none") } else { cargo };
        self.build(cargo, "cdylib", packing)?;
        let name = format!("{DLL_PREFIX}ruxue_bindings{DLL_SUFFIX}");
        let (built, place) = (phone::library_here(&name)?, format!("host/{name}"));
        copy(&built, &self.root.join(&place))?;
        if linux {
            succeed(Command::new("strip").arg(self.root.join(&place)))?;
        }
        let stripped =
            self.check_shared(&place, "this machine's library, for a look and for tests: no phone loads it")?;
        if linux {
            let library = fs::read(&built).map_err(io(&built))?;
            print(&Parts::of(&library, stripped).map_err(|e| format!("{place}: {e}"))?.to_string());
        }
        if !self.with_weights {
            print(&growth::tell(stripped));
        }
        Ok(())
    }

    fn phone(&mut self, phone: &'static Phone) -> Ending {
        let toolchain = match Toolchain::find(phone) {
            Ok(toolchain) => toolchain,
            Err(why) => return self.missing(phone, &why),
        };
        if let Some(why) = toolchain.cannot_link() {
            return self.missing(phone, why);
        }
        print(&toolchain.description());
        let outcome = match phone.system {
            System::Android { abi, .. } => self.android(&toolchain, abi),
            System::Apple { simulator } => self.apple(&toolchain, simulator),
        };
        if let Err(why) = &outcome {
            self.contents.lacks(&library_for(phone), why);
        }
        ending(outcome)
    }

    fn missing(&mut self, phone: &Phone, why: &str) -> Ending {
        self.contents.lacks(&library_for(phone), why);
        Ending::Skipped(format!("missing: {why}"))
    }

    fn android(&mut self, toolchain: &Toolchain, abi: &str) -> Outcome {
        self.build(toolchain.cargo("rustc")?, "cdylib", Some(phone::PACKED_FOR_ANDROID))?;
        let place = format!("android/jni/{abi}/libruxue_bindings.so");
        copy(&toolchain.library("so")?, &self.root.join(&place))?;
        self.check_shared(&place, "the core, stripped").map(drop)
    }

    fn apple(&mut self, toolchain: &Toolchain, simulator: bool) -> Outcome {
        self.build(toolchain.cargo("rustc")?, "staticlib", None)?;
        let place = format!("ios/{}/{}/{}", apple::FRAMEWORK, apple::identifier(simulator), apple::LIBRARY);
        let target = self.root.join(&place);
        copy(&toolchain.library("a")?, &target)?;
        let data = fs::read(&target).map_err(io(&target))?;
        let functions = library::needs(&data).map_err(|why| format!("{place}: {why}"))?;
        apple::check_reasons(&functions)?;
        self.contents
            .holds(&place, &format!("the core, {} MB before the app's linker takes what it needs", mb(data.len())));
        Ok(())
    }

    /// Runs cargo for one kind of library alone: only then is it optimised as a whole.
    /// `packing` is the linker's for a shared library of ELF.
    fn build(&self, cargo: Cargo, kind: &'static str, packing: Option<&'static str>) -> Outcome {
        let mut cargo = cargo.argument("--crate-type").argument(kind);
        if self.with_weights {
            cargo = cargo.argument("--features").argument("embedded-weights");
        }
        if let Some(packing) = packing {
            cargo = cargo.argument("--").argument("-C").argument(PAGE_ALIGNMENT).argument("-C").argument(packing);
        }
        match cargo.run() {
            Ending::Done => Ok(()),
            Ending::Skipped(why) | Ending::Failed(why) => Err(why),
        }
    }

    /// Holds a shared library to the size of phones' pages and to the budget; returns its bytes.
    fn check_shared(&mut self, place: &str, what: &str) -> Result<u64, String> {
        let path = self.root.join(place);
        let data = fs::read(&path).map_err(io(&path))?;
        library::check_pages(&data).map_err(|why| format!("{place}: {why}"))?;
        print(&format!("{place}: {} MB", mb(data.len())));
        if !self.with_weights {
            growth::check(data.len() as u64).map_err(|why| format!("{place}: {why}"))?;
        }
        self.contents.holds(place, &format!("{what}; {} MB", mb(data.len())));
        Ok(data.len() as u64)
    }

    fn finish(&self) -> Outcome {
        let text = self.contents.to_string();
        print(&text);
        write(&self.root.join("README.txt"), text)
    }
}

fn library_for(phone: &Phone) -> String {
    format!("the library for {}", phone.triple)
}

/// Millions of bytes, as people compare them.
fn mb(bytes: usize) -> String {
    format!("{}.{:02}", bytes / 1_000_000, bytes % 1_000_000 / 10_000)
}

/// A number with commas between its thousands.
fn grouped(number: u64) -> String {
    let (rest, last) = (number / 1_000, number % 1_000);
    if rest == 0 { last.to_string() } else { format!("{},{last:03}", grouped(rest)) }
}

fn target() -> Result<PathBuf, String> {
    ruxue_models::target_folder().ok_or_else(|| "cargo's target folder is not to be found".into())
}

/// The project's folder.
fn project() -> Result<&'static Path, String> {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or_else(|| "the project's folder is not to be found".into())
}

fn io(path: &Path) -> impl Fn(std::io::Error) -> String {
    let path = path.display().to_string();
    move |e| format!("{path}: {e}")
}

/// Writes a file, making its folder.
fn write(path: &Path, content: impl AsRef<[u8]>) -> Outcome {
    path.parent().map_or(Ok(()), |folder| fs::create_dir_all(folder).map_err(io(folder)))?;
    fs::write(path, content).map_err(io(path))
}

/// Copies a file, making its folder.
fn copy(from: &Path, to: &Path) -> Outcome {
    to.parent().map_or(Ok(()), |folder| fs::create_dir_all(folder).map_err(io(folder)))?;
    fs::copy(from, to).map(|_| ()).map_err(io(from))
}

/// Every file below `folder`, by its path there, in a fixed order; none where there is no such folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for path in next.read_dir().into_iter().flatten().flatten().map(|entry| entry.path()) {
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found.into_iter().filter_map(|path| path.strip_prefix(folder).map(Path::to_path_buf).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_in_millions() {
        assert_eq!([0, 9_999, 8_765_432, 12_000_000].map(mb), ["0.00", "0.00", "8.76", "12.00"]);
        assert_eq!([0, 999, 1_000, 12_003_004].map(grouped), ["0", "999", "1,000", "12,003,004"]);
    }

    #[test]
    fn files_come_in_order_and_a_missing_folder_has_none() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b", "a/c", "a/b"] {
            write(&folder.path().join(name), "").unwrap();
        }
        assert_eq!(files(folder.path()), ["a/b", "a/c", "b"].map(PathBuf::from));
        assert!(files(&folder.path().join("none")).is_empty());
    }
}
