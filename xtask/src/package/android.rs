//! The AAR: Android's archive of a library.
//! <https://developer.android.com/studio/projects/android-library#aar-contents>

use super::contents::Contents;
use super::{Outcome, files, io, target, write};
use crate::phone::ANDROID_API;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Where the Kotlin part's classes lie once it was built, below the target folder.
const CLASSES: &str = "android/ruxue-bindings/classes";

/// What the app's shrinker must leave alone.
const PROGUARD: &str = include_str!("proguard.txt");

/// Lays out everything but the libraries, which are there already, and zips it all beside `folder`.
pub(super) fn lay_out(folder: &Path, contents: &mut Contents) -> Outcome {
    write(&folder.join("AndroidManifest.xml"), manifest())?;
    contents.holds("android/AndroidManifest.xml", "asks for the network; the camera is the app's to ask for");
    write(&folder.join("proguard.txt"), PROGUARD)?;
    contents.holds("android/proguard.txt", "what the app's shrinker must keep, and why");
    // An AAR must have it; it lists resources, and there are none.
    write(&folder.join("R.txt"), "")?;
    contents.holds("android/R.txt", "empty: no resources");
    classes(folder, contents)?;
    let name = format!("ruxue-{}.aar", env!("CARGO_PKG_VERSION"));
    zip(folder, &folder.with_file_name(&name))?;
    let needs = "its user adds net.java.dev.jna:jna (as @aar) and org.jetbrains.kotlinx:kotlinx-coroutines-core";
    if contents.has("android/jni/") && contents.has("android/classes.jar") {
        contents.holds(&name, &format!("android/ as one file; {needs}"));
    } else {
        contents.holds(&name, &format!("android/ as one file: not to be used as it is, see below; {needs}"));
    }
    Ok(())
}

fn manifest() -> String {
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="org.ruxue">
    <uses-sdk android:minSdkVersion="{ANDROID_API}" />
    <!-- The core speaks to the platform itself. -->
    <uses-permission android:name="android.permission.INTERNET" />
</manifest>
"#
    )
}

fn classes(folder: &Path, contents: &mut Contents) -> Outcome {
    let built = target()?.join(CLASSES);
    if files(&built).iter().any(|file| file.extension().is_some_and(|e| e == "class")) {
        zip(&built, &folder.join("classes.jar"))?;
        contents.holds("android/classes.jar", "the Kotlin part as `cargo xtask kotlin` last built it");
    } else {
        contents.lacks("android/classes.jar", "the Kotlin part is not built: cargo xtask kotlin, then this again");
    }
    Ok(())
}

/// Zips what is in `folder`; the same files always make the same archive.
fn zip(folder: &Path, archive: &Path) -> Outcome {
    let told = |e: zip::result::ZipError| format!("{}: {e}", archive.display());
    let mut zip = ZipWriter::new(File::create(archive).map_err(io(archive))?);
    for file in files(folder) {
        let path = folder.join(&file);
        let name = file.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        zip.start_file(name, SimpleFileOptions::DEFAULT).map_err(told)?;
        zip.write_all(&fs::read(&path).map_err(io(&path))?).map_err(io(archive))?;
    }
    zip.finish().map(|_| ()).map_err(told)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn an_archive_holds_the_folder_and_is_the_same_every_time() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("in");
        write(&inner.join("R.txt"), "").unwrap();
        write(&inner.join("jni/x86_64/lib.so"), "a library").unwrap();
        let [one, two] = ["one.aar", "two.aar"].map(|name| folder.path().join(name));
        zip(&inner, &one).unwrap();
        zip(&inner, &two).unwrap();
        assert_eq!(fs::read(&one).unwrap(), fs::read(&two).unwrap());
        let mut archive = zip::ZipArchive::new(File::open(&one).unwrap()).unwrap();
        let mut text = String::new();
        archive.by_name("jni/x86_64/lib.so").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!((text.as_str(), archive.len()), ("a library", 2));
    }

    #[test]
    fn the_shrinker_keeps_what_is_found_by_name_only() {
        for kept in ["-keep class com.sun.jna.** { *; }", "-keep class org.ruxue.core.** { *; }"] {
            assert!(PROGUARD.lines().any(|line| line == kept), "{kept}");
        }
    }
}
