//! Rust's standard library for a phone: as installed, or its source.

use crate::step::succeed;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Fetches Debian's package of the source.
const FETCH: &str = include_str!("rust_src.sh");

/// Whether the standard library is installed for `triple`.
pub(super) fn is_installed(triple: &str) -> bool {
    rustlib().is_ok_and(|rustlib| rustlib.join(triple).join("lib").is_dir())
}

/// The folder `library` of the source that equals the compiler: rustup's component, else Debian's package, kept in `cache`.
///
/// # Errors
/// Why neither is to be had.
pub(super) fn library(cache: &Path) -> Result<PathBuf, String> {
    let component = rustlib()?.join("src/rust/library");
    if component.join("Cargo.lock").is_file() {
        return Ok(component);
    }
    let verbose = rustc(&["--version", "--verbose"])?;
    let release = verbose.lines().find_map(|line| line.strip_prefix("release: ")).ok_or("rustc tells no release")?;
    let mut fetch = Command::new("bash");
    let library = succeed(fetch.args(["-c", FETCH, "rust_src.sh", release]).arg(cache)).map_err(|why| {
        format!("no source of Rust {release}: {why} (rustup component add rust-src, or rustup target add)")
    })?;
    Ok(PathBuf::from(library.trim()))
}

fn rustlib() -> Result<PathBuf, String> {
    Ok(Path::new(rustc(&["--print", "sysroot"])?.trim()).join("lib/rustlib"))
}

fn rustc(arguments: &[&str]) -> Result<String, String> {
    succeed(Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into())).args(arguments))
}
