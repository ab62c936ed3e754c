//! The Android app: its tests on a JVM, with the Kotlin package's, and an APK.

mod apk;
mod signing;

use crate::step::{Ending, Steps, print};
use crate::{kotlin, setup};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

/// Builds and tests both packages in one run of Maven, then makes the APK, for the platform at this address.
pub(crate) fn run(steps: &mut Steps, platform: Option<&str>) {
    let mut built = false;
    steps.run("android", || {
        let ending = test(platform);
        built = matches!(ending, Ending::Done);
        ending
    });
    if built {
        steps.run("apk", || make().map_or_else(Ending::Failed, |()| Ending::Done));
    }
}

/// The app needs a compiler of resources, which the Kotlin package does without.
fn test(platform: Option<&str>) -> Ending {
    if has_resources().is_err() {
        setup::install(&["aapt", "android-framework-res", "apksigner"]);
    }
    match has_resources() {
        Ok(()) => {
            let platform = platform.map(|address| format!("-Druxue.platform={address}"));
            kotlin::build(&[&["package"], platform.as_deref().as_slice()].concat())
        }
        Err(lacking) => match kotlin::test() {
            Ending::Done => Ending::Skipped(format!("only the Kotlin package was tested: {lacking}")),
            other => other,
        },
    }
}

/// What android/app/resources.sh and the APK want, found as they find it.
fn has_resources() -> Result<(), String> {
    let or = |variable: &str, usual: &str| env::var_os(variable).unwrap_or_else(|| usual.into());
    let aapt2 = or("AAPT2", "aapt2");
    if Command::new(&aapt2).arg("version").output().is_err() {
        return Err(format!("{} is not there (Debian: aapt; else name it by AAPT2)", aapt2.display()));
    }
    let framework = or("FRAMEWORK_RES", "/usr/share/android-framework-res/framework-res.apk");
    if !Path::new(&framework).is_file() {
        return Err(format!(
            "{} is not there (Debian: android-framework-res; else name the SDK's android.jar by FRAMEWORK_RES)",
            framework.display()
        ));
    }
    if !kotlin::runs("apksigner") {
        return Err("apksigner is not there (Debian: apksigner; else the SDK's build-tools)".into());
    }
    Ok(())
}

fn make() -> Result<(), String> {
    let target = ruxue_models::target_folder().ok_or("cargo's target folder is not to be found")?;
    let app = target.join("android/ruxue-app");
    let apk = target.join("android/ruxue.apk");
    let libraries = apk::libraries(&target.join("package/android/jni"), &app.join("apk/jna.aar"))?;
    print(&told(&apk, &apk::abis(&libraries)));
    if libraries.iter().any(|(place, library)| apk::is_ours(place) && (library.len() as u64) < weights()) {
        print(
            "its library has no weights in it and will not open: `cargo xtask package --with-weights`, then this again",
        );
    }
    let unsigned = app.join("apk/unsigned.apk");
    let dex = apk::dex(&app)?;
    apk::assemble(&unsigned, &app.join("resources/resources.ap_"), &dex, &apk::services(&app)?, &libraries)?;
    signing::sign(&unsigned, &target.join("android/debug.keystore"), &apk)?;
    apk::check(&apk)?;
    let bytes = fs::metadata(&apk).map_err(io(&apk))?.len();
    print(&format!("{bytes} bytes, signed for debugging"));
    Ok(())
}

/// The first line about an APK.
fn told(apk: &Path, abis: &[String]) -> String {
    let apk = apk.display();
    if abis.is_empty() {
        return format!(
            "{apk} lacks the phone's native library, without which it ends at once: `cargo xtask package --with-weights` where \
             the NDK is, then this again"
        );
    }
    format!("{apk} runs on {}", abis.join(", "))
}

/// What the networks' weights weigh: a library that weighs less has none in it.
fn weights() -> u64 {
    let files = ruxue_models::weights().map(|folder| entries(&folder)).unwrap_or_default();
    files.iter().filter_map(|file| file.metadata().ok()).map(|file| file.len()).sum()
}

fn io(path: &Path) -> impl Fn(io::Error) -> String {
    let path = path.display().to_string();
    move |e| format!("{path}: {e}")
}

/// What is in `folder`, in a fixed order; none where there is no such folder.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<_> = folder.read_dir().into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_says_what_is_lacking() {
        let apk = Path::new("ruxue.apk");
        assert!(told(apk, &[]).starts_with("ruxue.apk lacks the phone's native library"));
        assert_eq!(told(apk, &["arm64-v8a".into(), "x86_64".into()]), "ruxue.apk runs on arm64-v8a, x86_64");
    }
}
