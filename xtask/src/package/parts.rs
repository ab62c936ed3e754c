//! What of a shared library weighs how much, by the names that its linker left in it.

use super::grouped;
use object::{Object, ObjectSection, ObjectSymbol, Section, SymbolKind};
use std::collections::{BTreeMap, HashSet};
use std::fmt;

/// Parts by the crates that make them, the first that fits: a name fits that starts so.
const PARTS: [(&str, &[&str]); 9] = [
    ("UniFFI's scaffolding", &["uniffi", "ffi_ruxue", "async_compat", "anyhow"]),
    ("our crates", &["ruxue"]),
    ("the networks' runtime", &["rten", "rayon", "crossbeam", "num_cpus"]),
    ("pictures", PICTURES),
    ("TLS", &["rustls", "webpki", "ring", "untrusted", "tokio_rustls", "hyper_rustls", "subtle"]),
    ("HTTP and tasks", HTTP),
    ("JSON, dates, text", &["serde", "jiff", "uuid", "unicode", "tinyvec", "itoa", "zmij"]),
    ("SQLite", &["rusqlite", "hashlink", "sqlite3"]),
    ("the standard library", STANDARD),
];

#[rustfmt::skip]
const PICTURES: &[&str] = &[
    "image", "png", "fdeflate", "flate2", "miniz_oxide", "simd_adler32", "crc32fast", "moxcms", "jpeg", "fast_image_resize", "exif",
];

#[rustfmt::skip]
const HTTP: &[&str] = &[
    "reqwest", "hyper", "http", "tokio", "tower", "futures", "mio", "socket2", "url", "idna", "percent_encoding", "want", "bytes",
];

/// With what it does for all the others, where the name does not tell for whom.
const STANDARD: &[&str] =
    &["core", "alloc", "std", "hashbrown", "compiler_builtins", "rustc_demangle", "gimli", "addr2line", "memchr"];

const OTHERS: &str = "smaller crates";

/// C's functions say nothing of where they belong, their files do. Files that are not SQLite's are ring's.
const SQLITE: &str = "sqlite3.c";

/// What is said of sections that stand for themselves.
const SECTIONS: [(&str, &[&str]); 2] = [
    ("tables for unwinding", &[".eh_frame", ".eh_frame_hdr", ".gcc_except_table"]),
    ("addresses to be set on loading", &[".rela.dyn", ".relr.dyn", ".rela.plt"]),
];

/// A library's bytes, part by part.
pub(super) struct Parts(Vec<(&'static str, u64)>);

impl Parts {
    /// Takes apart a library that is not stripped and weighs so many bytes once it is.
    pub(super) fn of(library: &[u8], stripped: u64) -> object::Result<Self> {
        let file = object::File::parse(library)?;
        let mut named: BTreeMap<&'static str, u64> = BTreeMap::new();
        let mut seen = HashSet::new();
        let mut source = "";
        for symbol in file.symbols() {
            let name = symbol.name().unwrap_or_default();
            if symbol.kind() == SymbolKind::File {
                source = name;
            }
            let fills = matches!(symbol.kind(), SymbolKind::Text | SymbolKind::Data) && symbol.is_definition();
            // One piece of code may have several names.
            if fills && seen.insert(symbol.address()) {
                *named.entry(part(name, symbol.is_local().then_some(source))).or_default() += symbol.size();
            }
        }
        let size_of = |names: &[&str]| {
            let sections = file.sections().filter(|section| section.name().is_ok_and(|name| names.contains(&name)));
            sections.map(|section: Section<'_, '_>| section.size()).sum::<u64>()
        };
        let mut parts: Vec<_> = named.into_iter().collect();
        parts.extend(SECTIONS.map(|(what, names)| (what, size_of(names))));
        let told: u64 = parts.iter().map(|(_, bytes)| bytes).sum();
        parts.push(("texts and tables without a name, gaps", stripped.saturating_sub(told)));
        parts.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
        Ok(Self(parts))
    }
}

impl fmt::Display for Parts {
    /// As a table in Markdown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| part | bytes |\n|---|---:|")?;
        for (what, bytes) in &self.0 {
            writeln!(f, "| {what} | {} |", grouped(*bytes))?;
        }
        Ok(())
    }
}

/// The part that a symbol belongs to; `source` is the file of one that only its file knows.
fn part(symbol: &str, source: Option<&str>) -> &'static str {
    let name = format!("{:#}", rustc_demangle::demangle(symbol));
    let is_rust = name != symbol;
    let owner = match source {
        _ if is_rust => owner(&name),
        Some(SQLITE) => "sqlite3",
        Some(file) if file.ends_with(".c") => "ring",
        _ => symbol.trim_start_matches('_'),
    };
    let fits = |names: &[&str]| names.iter().any(|start| owner.starts_with(start));
    PARTS.into_iter().find(|(_, names)| fits(names)).map_or(OTHERS, |(part, _)| part)
}

/// The crate for which a function of this name was made: UniFFI's where it has to do with it, else the first that is not the
/// standard library.
fn owner(name: &str) -> &str {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let paths = name.split(|c| !is_word(c)).filter_map(|path| path.split_once("::")).map(|(root, _)| root);
    let crates: Vec<&str> = paths.filter(|root| !root.is_empty()).collect();
    let ours = crates.iter().find(|name| name.starts_with("uniffi"));
    let foreign = crates.iter().find(|name| !STANDARD.contains(name));
    ours.or(foreign).or(crates.first()).copied().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use object::write::{self, StandardSection, Symbol, SymbolSection};
    use object::{Architecture, BinaryFormat, Endianness, SymbolFlags, SymbolScope};

    #[test]
    fn a_function_belongs_to_whom_it_was_made_for() {
        for (name, crate_) in [
            ("rten::ops::pad::pad", "rten"),
            ("<ruxue::view::State as core::fmt::Debug>::fmt", "ruxue"),
            ("core::ptr::drop_in_place<alloc::vec::Vec<png::Chunk>>", "png"),
            ("core::slice::sort::quicksort", "core"),
            ("<impl uniffi_core::Lift<ruxue_bindings::Tag> for ruxue::Screen>::lift", "uniffi_core"),
        ] {
            assert_eq!(owner(name), crate_, "{name}");
        }
    }

    #[test]
    fn c_belongs_to_where_its_file_does() {
        assert_eq!(part("moveToRoot", Some("sqlite3.c")), "SQLite");
        assert_eq!(part("sqlite3_open", None), "SQLite");
        assert_eq!(part("fe_mul", Some("curve25519.c")), "TLS");
        assert_eq!(part("ring_core_0_17_14__x25519", None), "TLS");
        assert_eq!(part("uniffi_ruxue_bindings_fn_method_ruxue_stop", None), "UniFFI's scaffolding");
        assert_eq!(part("memory", None), OTHERS);
    }

    #[test]
    fn all_of_a_library_is_told() {
        let mut library = write::Object::new(BinaryFormat::Elf, Architecture::X86_64, Endianness::Little);
        let text = library.section_id(StandardSection::Text);
        for (name, value, size) in
            [("_ZN4rten3run17h0123456789abcdefE", 0, 60), ("sqlite3_open", 60, 40), ("sqlite3_same", 60, 40)]
        {
            library.add_symbol(Symbol {
                name: name.into(),
                value,
                size,
                kind: SymbolKind::Text,
                scope: SymbolScope::Linkage,
                weak: false,
                section: SymbolSection::Section(text),
                flags: SymbolFlags::None,
            });
        }
        library.append_section_data(text, &[0; 100], 1);
        let told = Parts::of(&library.write().unwrap(), 1234).unwrap().to_string();
        for row in ["| the networks' runtime | 60 |", "| SQLite | 40 |", "without a name, gaps | 1,134 |"] {
            assert!(told.contains(row), "{told}");
        }
    }
}
