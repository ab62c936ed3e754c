//! clang for every phone where there is neither Xcode nor an NDK: the one in Zig's package, which brings headers too.

use super::{Phone, System};
use ruxue_models::Manifest;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Environment variable that names a folder with Zig to use instead of the fetched one.
const VARIABLE: &str = "RUXUE_ZIG";

/// Compiler and archiver for one phone.
pub(super) struct Zig {
    pub(super) cc: PathBuf,
    pub(super) ar: PathBuf,
    /// Stands where Apple's own tools would be asked for; none for other phones.
    pub(super) apple: Option<NoXcode>,
}

/// What keeps rustc and cc from asking for Xcode.
pub(super) struct NoXcode {
    /// Given as the SDK; its headers are the compiler's already.
    pub(super) sdk: PathBuf,
    /// Given as the linker. A static library needs none, but a dependency (rten) says that it is a dynamic library too, which
    /// cargo then makes although nothing uses it: this makes an empty file of it.
    pub(super) linker: PathBuf,
}

/// The shell's lines that are [`NoXcode::linker`].
const NO_LINKER: &str = r#"while [ $# -gt 1 ]; do
    if [ "$1" = -o ]; then : >"$2"; fi
    shift
done"#;

impl Zig {
    /// Fetches Zig's package, once, and writes the programs into `tools`.
    ///
    /// # Errors
    /// Why it is not to be had.
    pub(super) fn find(phone: &Phone, tools: &Path) -> Result<Self, String> {
        let manifest = Manifest::parse(include_str!("zig.toml")).map_err(|e| e.to_string())?;
        let zig = manifest.ensure("zig", VARIABLE).map_err(|e| e.to_string())?;
        let program = zig.join("zig");
        Command::new("chmod").arg("+x").arg(&program).status().map_err(|e| format!("chmod: {e}"))?;
        fs::create_dir_all(tools).map_err(|e| format!("{}: {e}", tools.display()))?;
        let (cc, ar) = (tools.join(format!("cc-{}", phone.triple)), tools.join("ar"));
        let headers: Vec<PathBuf> = header_folders(phone).iter().map(|name| zig.join("headers").join(name)).collect();
        write_program(&cc, &clang(&program, &zig, &headers))?;
        write_program(&ar, &format!("exec {} ar \"$@\"", quoted(&program)))?;
        let apple = match (&phone.system, headers.into_iter().next()) {
            (System::Apple { .. }, Some(sdk)) => {
                let linker = tools.join("no-linker");
                write_program(&linker, NO_LINKER)?;
                Some(NoXcode { sdk, linker })
            }
            _ => None,
        };
        Ok(Self { cc, ar, apple })
    }
}

/// The folders of headers, the most special first.
fn header_folders(phone: &Phone) -> Vec<String> {
    if matches!(phone.system, System::Apple { .. }) {
        return vec!["any-darwin-any".into()];
    }
    let processor = phone.triple.split('-').next().unwrap_or_default();
    let (libc, kernel) = match processor {
        "armv7" => ("arm", "arm"),
        "x86_64" => ("x86_64", "x86"),
        same => (same, same),
    };
    vec![format!("{libc}-linux-musl"), "generic-musl".into(), format!("{kernel}-linux-any"), "any-linux-any".into()]
}

/// The shell's line that is clang with `headers`. Its own headers lie in `zig` too.
fn clang(program: &Path, zig: &Path, headers: &[PathBuf]) -> String {
    let headers: String = headers.iter().map(|folder| format!(" -isystem {}", quoted(folder))).collect();
    format!("exec {} clang -resource-dir {}{headers} \"$@\"", quoted(program), quoted(&zig.join("clang")))
}

fn quoted(path: &Path) -> String {
    format!("'{}'", path.display().to_string().replace('\'', r"'\''"))
}

fn write_program(path: &Path, lines: &str) -> Result<(), String> {
    fs::write(path, format!("#!/bin/sh\n{lines}\n")).map_err(|e| format!("{}: {e}", path.display()))?;
    Command::new("chmod").arg("+x").arg(path).status().map_err(|e| format!("chmod: {e}"))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::PHONES;
    use super::*;

    #[test]
    fn every_phones_headers_are_fetched() {
        let manifest = Manifest::parse(include_str!("zig.toml")).unwrap();
        let fetched: Vec<&str> = manifest.names().collect();
        for folder in PHONES.iter().flat_map(header_folders) {
            assert!(fetched.contains(&format!("headers/{folder}").as_str()), "{folder}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn the_missing_linker_makes_an_empty_file() {
        let folder = tempfile::tempdir().unwrap();
        let (program, made) = (folder.path().join("no-linker"), folder.path().join("made"));
        write_program(&program, NO_LINKER).unwrap();
        let status = Command::new(&program).args(["-target", "a", "-o"]).arg(&made).arg("b.o").status().unwrap();
        assert!(status.success());
        assert_eq!(fs::read(&made).unwrap(), b"");
    }

    #[test]
    fn a_folder_with_a_quote_is_no_end_of_the_word() {
        let line = clang(Path::new("/it's/zig"), Path::new("/it's"), &[PathBuf::from("/a b")]);
        assert_eq!(line, r#"exec '/it'\''s/zig' clang -resource-dir '/it'\''s/clang' -isystem '/a b' "$@""#);
    }
}
