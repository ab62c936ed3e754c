//! What a package holds and lacks, for whoever opens the folder.

use std::fmt;

pub(super) struct Contents {
    with_weights: bool,
    /// Place and what it is.
    held: Vec<(String, String)>,
    /// What, and why it is missing.
    lacking: Vec<(String, String)>,
}

impl Contents {
    pub(super) fn new(with_weights: bool) -> Self {
        Self { with_weights, held: Vec::new(), lacking: Vec::new() }
    }

    pub(super) fn holds(&mut self, place: &str, what: &str) {
        self.held.push((place.into(), what.into()));
    }

    pub(super) fn lacks(&mut self, what: &str, why: &str) {
        self.lacking.push((what.into(), why.into()));
    }

    /// Whether something held lies at a place that starts with `prefix`.
    pub(super) fn has(&self, prefix: &str) -> bool {
        self.held.iter().any(|(place, _)| place.starts_with(prefix))
    }
}

impl fmt::Display for Contents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Ruxue {} for phones", env!("CARGO_PKG_VERSION"))?;
        writeln!(f, "\nIn this folder:")?;
        for (place, what) in &self.held {
            writeln!(f, "  {place}\n      {what}")?;
        }
        if !self.lacking.is_empty() {
            writeln!(f, "\nMissing:")?;
        }
        for (what, why) in &self.lacking {
            writeln!(f, "  {what}\n      {why}")?;
        }
        let weights = if self.with_weights {
            "The networks' weights are compiled in."
        } else {
            "The networks' weights are not in it: the app brings the folder that `cargo xtask models` names, or the package is\n\
             built with `cargo xtask package --with-weights`."
        };
        writeln!(f, "\n{weights}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_what_is_in_and_what_is_not_and_why() {
        let mut contents = Contents::new(false);
        contents.holds("android/jni/x86_64/lib.so", "the core");
        contents.lacks("the library for iOS", "no compiler");
        assert!(contents.has("android/jni/") && !contents.has("ios/"));
        let text = contents.to_string();
        assert!(text.contains("In this folder:\n  android/jni/x86_64/lib.so\n      the core\n"), "{text}");
        assert!(text.contains("Missing:\n  the library for iOS\n      no compiler\n"), "{text}");
        assert!(text.contains("not in it"), "{text}");
    }

    #[test]
    fn a_whole_package_lacks_nothing() {
        let text = Contents::new(true).to_string();
        assert!(!text.contains("Missing") && text.contains("compiled in"), "{text}");
    }
}
