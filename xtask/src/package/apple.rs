//! The XCFramework, and Apple's privacy manifest held against it.

use super::contents::Contents;
use super::{Outcome, copy, files, project, write};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

pub(super) const FRAMEWORK: &str = "RuxueCore.xcframework";
pub(super) const LIBRARY: &str = "libruxue_bindings.a";

/// Where the Swift part generates the C header and its module map, in the project.
const HEADERS: &str = "ios/Sources/RuxueCoreFFI";
/// What else of the folder `ios` ships.
const SOURCES: [&str; 6] = ["Package.swift", "Sources/RuxueCore", "Sources/RuxueShell", "App", "Tests", "project.yml"];

/// Apple's privacy manifest, which the Swift part carries: a static library can't.
const PRIVACY: &str = include_str!("../../../ios/Sources/RuxueCore/PrivacyInfo.xcprivacy");

/// Functions that tell one phone from another if misused, by Apple's categories: their callers say why.
/// <https://developer.apple.com/documentation/bundleresources/describing-use-of-required-reason-api>
const FUNCTIONS: [(&str, &[&str]); 3] = [
    (
        "NSPrivacyAccessedAPICategoryFileTimestamp",
        &["fgetattrlist", "fstat", "fstatat", "getattrlist", "getattrlistat", "getattrlistbulk", "lstat", "stat"],
    ),
    ("NSPrivacyAccessedAPICategoryDiskSpace", &["fstatfs", "fstatvfs", "statfs", "statvfs"]),
    ("NSPrivacyAccessedAPICategorySystemBootTime", &["mach_absolute_time"]),
];

/// The folder of one library in the framework.
pub(super) fn identifier(simulator: bool) -> &'static str {
    if simulator { "ios-arm64-simulator" } else { "ios-arm64" }
}

/// Holds the privacy manifest against the functions that a library wants: it gives a reason for each category called, and none
/// for another.
pub(super) fn check_reasons(wanted: &BTreeSet<String>) -> Outcome {
    for (category, functions) in FUNCTIONS {
        let called: Vec<&str> = functions.iter().copied().filter(|function| wanted.contains(*function)).collect();
        match (PRIVACY.contains(category), called.is_empty()) {
            (false, false) => {
                return Err(format!("PrivacyInfo.xcprivacy lacks {category}: {} is called", called.join(", ")));
            }
            (true, true) => return Err(format!("PrivacyInfo.xcprivacy gives a reason that nothing needs: {category}")),
            _ => {}
        }
    }
    Ok(())
}

/// Lays out everything but the libraries, which are there already.
pub(super) fn lay_out(folder: &Path, contents: &mut Contents) -> Outcome {
    let framework = folder.join(FRAMEWORK);
    let held = |simulator: &bool| framework.join(identifier(*simulator)).is_dir();
    let simulators: Vec<bool> = [false, true].into_iter().filter(held).collect();
    if simulators.is_empty() {
        contents.lacks(&format!("ios/{FRAMEWORK}"), "there is no library to put in, see above");
        return sources(folder, contents);
    }
    write(&framework.join("Info.plist"), info(&simulators))?;
    contents.holds(&format!("ios/{FRAMEWORK}/Info.plist"), "which library is for what");
    for simulator in simulators {
        headers(&framework.join(identifier(simulator)).join("Headers"), identifier(simulator), contents)?;
    }
    sources(folder, contents)
}

fn headers(target: &Path, identifier: &str, contents: &mut Contents) -> Outcome {
    let source = project()?.join(HEADERS);
    let generated = files(&source);
    let is = |name: &str| generated.iter().any(|file| file.extension().is_some_and(|extension| extension == name));
    let place = format!("ios/{FRAMEWORK}/{identifier}/Headers");
    if !(is("h") && is("modulemap")) {
        contents.lacks(&place, "the header is not generated: cargo xtask swift, then this again");
        return Ok(());
    }
    for file in &generated {
        copy(&source.join(file), &target.join(file))?;
    }
    contents.holds(&place, "the C header and its module map, as `cargo xtask swift` last generated them");
    Ok(())
}

/// The Swift part: beside the framework, it is a whole Swift package.
fn sources(folder: &Path, contents: &mut Contents) -> Outcome {
    let source = project()?.join("ios");
    let belongs = |file: &PathBuf| SOURCES.iter().any(|start| file.starts_with(start));
    for file in files(&source).iter().filter(|file| belongs(file)) {
        copy(&source.join(file), &folder.join(file))?;
    }
    if folder.join("Package.swift").is_file() {
        contents.holds(
            "ios/Package.swift, Sources, Tests, App, project.yml",
            "the Swift package around the framework, with Apple's privacy manifest, and the app on it",
        );
    } else {
        contents.lacks("ios/Package.swift", "the Swift part is not in this checkout");
    }
    Ok(())
}

/// The framework's table of contents.
fn info(simulators: &[bool]) -> String {
    let mut libraries = String::new();
    for simulator in simulators {
        let variant = if *simulator {
            "\n\t\t\t<key>SupportedPlatformVariant</key>\n\t\t\t<string>simulator</string>"
        } else {
            ""
        };
        let identifier = identifier(*simulator);
        let _ = write!(
            libraries,
            "
\t\t<dict>
\t\t\t<key>BinaryPath</key>
\t\t\t<string>{LIBRARY}</string>
\t\t\t<key>HeadersPath</key>
\t\t\t<string>Headers</string>
\t\t\t<key>LibraryIdentifier</key>
\t\t\t<string>{identifier}</string>
\t\t\t<key>LibraryPath</key>
\t\t\t<string>{LIBRARY}</string>
\t\t\t<key>SupportedArchitectures</key>
\t\t\t<array>
\t\t\t\t<string>arm64</string>
\t\t\t</array>
\t\t\t<key>SupportedPlatform</key>
\t\t\t<string>ios</string>{variant}
\t\t</dict>"
        );
    }
    plist(&format!(
        "\t<key>AvailableLibraries</key>
\t<array>{libraries}
\t</array>
\t<key>CFBundlePackageType</key>
\t<string>XFWK</string>
\t<key>XCFrameworkFormatVersion</key>
\t<string>1.0</string>"
    ))
}

fn plist(entries: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
{entries}
</dict>
</plist>
"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every element is closed, in the right order.
    fn assert_well_formed(xml: &str) {
        let mut open = Vec::new();
        for tag in xml.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
            match tag.strip_prefix('/') {
                Some(name) => assert_eq!(open.pop(), Some(name), "{xml}"),
                None if tag.starts_with(['?', '!']) || tag.ends_with('/') => {}
                None => open.push(tag.split(' ').next().unwrap()),
            }
        }
        assert!(open.is_empty(), "{open:?}");
    }

    #[test]
    fn the_framework_lists_the_libraries_that_are_there() {
        let both = info(&[false, true]);
        assert_well_formed(&both);
        for text in ["<string>ios-arm64</string>", "<string>ios-arm64-simulator</string>", "<string>simulator</string>"]
        {
            assert_eq!(both.matches(text).count(), 1, "{text}");
        }
        assert_eq!(both.matches("<string>libruxue_bindings.a</string>").count(), 4);
        assert!(!info(&[false]).contains("simulator"));
        assert_well_formed(&info(&[]));
    }

    #[test]
    fn the_privacy_manifest_is_held_against_what_is_called() {
        assert_well_formed(PRIVACY);
        let functions = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        check_reasons(&functions(&["fstat", "fstatfs", "malloc"])).unwrap();
        let why = check_reasons(&functions(&["fstat"])).unwrap_err();
        assert!(why.contains("nothing needs: NSPrivacyAccessedAPICategoryDiskSpace"), "{why}");
        let why = check_reasons(&functions(&["fstat", "fstatfs", "mach_absolute_time"])).unwrap_err();
        assert!(why.contains("lacks NSPrivacyAccessedAPICategorySystemBootTime: mach_absolute_time"), "{why}");
    }
}
