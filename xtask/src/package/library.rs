//! What is looked for in a library before it ships.

use object::elf::{FileHeader32, FileHeader64, PT_LOAD};
use object::read::archive::ArchiveFile;
use object::read::elf::{FileHeader, ProgramHeader};
use object::{Architecture, BinaryFormat, Endianness, FileKind, Object, ObjectSymbol};
use std::collections::BTreeSet;

/// Pages of phones with Android 15 and later, in bytes: a library that is aligned to less is not loaded there.
/// <https://developer.android.com/guide/practices/page-sizes>
const PAGE: u64 = 16 * 1024;

/// Every loaded segment of an ELF library starts a page of 16 KB. Other formats have no such rule.
pub(super) fn check_pages(library: &[u8]) -> Result<(), String> {
    let alignments = match FileKind::parse(library) {
        Ok(FileKind::Elf64) => alignments::<FileHeader64<Endianness>>(library),
        Ok(FileKind::Elf32) => alignments::<FileHeader32<Endianness>>(library),
        Ok(_) => return Ok(()),
        Err(e) => Err(e),
    };
    match alignments.map_err(|e| e.to_string())?.into_iter().min() {
        None => Err("nothing of it is loaded".into()),
        Some(least) if least < PAGE => Err(format!("aligned to {least} bytes, where phones have pages of {PAGE}")),
        Some(_) => Ok(()),
    }
}

fn alignments<H: FileHeader<Endian = Endianness>>(library: &[u8]) -> object::read::Result<Vec<u64>> {
    let header = H::parse(library)?;
    let endian = header.endian()?;
    let segments = header.program_headers(endian, library)?;
    let loaded = segments.iter().filter(|segment| segment.p_type(endian) == PT_LOAD);
    Ok(loaded.map(|segment| segment.p_align(endian).into()).collect())
}

/// The functions that a static library of Apple's kind wants from the system (and from its own other parts), by their names in C.
///
/// # Errors
/// Where it is no such library, or holds code for another processor.
pub(super) fn needs(archive: &[u8]) -> Result<BTreeSet<String>, String> {
    let told = |e: object::Error| e.to_string();
    let mut names = BTreeSet::new();
    for member in ArchiveFile::parse(archive).map_err(told)?.members() {
        let member = member.map_err(told)?;
        let file = object::File::parse(member.data(archive).map_err(told)?).map_err(told)?;
        if (file.format(), file.architecture()) != (BinaryFormat::MachO, Architecture::Aarch64) {
            let name = String::from_utf8_lossy(member.name());
            return Err(format!("{name} is for {:?} on {:?}", file.format(), file.architecture()));
        }
        let undefined = file.symbols().filter(ObjectSymbol::is_undefined);
        names.extend(undefined.filter_map(|symbol| Some(symbol.name().ok()?.strip_prefix('_')?.to_owned())));
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use object::write::{Object, Symbol, SymbolSection};
    use object::{SymbolFlags, SymbolKind, SymbolScope};

    /// An ELF file of 64 bits with nothing but a segment of each alignment.
    fn elf(alignments: &[u64]) -> Vec<u8> {
        let mut file = b"\x7fELF\x02\x01\x01".to_vec();
        file.resize(64, 0);
        file[16] = 3; // a shared library
        file[32] = 64; // where the segments are listed
        file[54] = 56; // how long an entry is
        file[56] = alignments.len().try_into().unwrap();
        for alignment in alignments {
            file.extend([1, 0, 0, 0]); // loaded
            file.extend([0; 44]);
            file.extend(alignment.to_le_bytes());
        }
        file
    }

    #[test]
    fn every_segment_must_start_a_page() {
        check_pages(&elf(&[0x4000, 0x1_0000])).unwrap();
        let why = check_pages(&elf(&[0x4000, 0x1000])).unwrap_err();
        assert!(why.contains("4096"), "{why}");
        assert!(check_pages(&elf(&[])).is_err());
        assert!(check_pages(b"no library at all").is_err());
    }

    fn member(format: BinaryFormat, architecture: Architecture, undefined: &str) -> Vec<u8> {
        let mut object = Object::new(format, architecture, object::Endianness::Little);
        object.add_symbol(Symbol {
            name: undefined.into(),
            value: 0,
            size: 0,
            kind: SymbolKind::Text,
            scope: SymbolScope::Unknown,
            weak: false,
            section: SymbolSection::Undefined,
            flags: SymbolFlags::None,
        });
        object.write().unwrap()
    }

    fn archive(members: &[Vec<u8>]) -> Vec<u8> {
        let mut archive = b"!<arch>\n".to_vec();
        for member in members {
            let header = format!("{:<16}{:<12}{:<6}{:<6}{:<8}{:<10}`\n", "a.o/", 0, 0, 0, 644, member.len());
            archive.extend(header.as_bytes());
            archive.extend(member);
            archive.resize(archive.len().next_multiple_of(2), b'\n');
        }
        archive
    }

    #[test]
    fn tells_what_a_static_library_wants_from_the_system() {
        let stat = member(BinaryFormat::MachO, Architecture::Aarch64, "stat");
        let fstatfs = member(BinaryFormat::MachO, Architecture::Aarch64, "fstatfs");
        assert_eq!(needs(&archive(&[stat, fstatfs])).unwrap(), ["fstatfs", "stat"].map(String::from).into());
    }

    #[test]
    fn a_static_library_for_other_machines_is_refused() {
        for (format, architecture) in
            [(BinaryFormat::Elf, Architecture::Aarch64), (BinaryFormat::MachO, Architecture::X86_64)]
        {
            let why = needs(&archive(&[member(format, architecture, "stat")])).unwrap_err();
            assert!(why.contains("a.o"), "{why}");
        }
        assert!(needs(b"no archive").is_err());
    }
}
