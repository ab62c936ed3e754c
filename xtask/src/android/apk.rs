//! Android's archive of an app: resources, code and libraries in one zip.

use super::{entries, io};
use crate::phone::ANDROID_API;
use crate::step::succeed;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// What the core's library is called, and JNA's.
const OURS: &str = "libruxue_bindings.so";
const JNA: &str = "libjnidispatch.so";

/// Libraries are loaded from where they lie in the APK, whose pages must be the phone's then: 16 KB at most.
const PAGE: u16 = 16 * 1024;

/// The zip field in which Android's tools tell each other how an entry is aligned.
const ALIGNMENT: u16 = 0xd935;

/// A file of the APK: its place there and its content.
type Entry = (String, Vec<u8>);

/// The libraries for every processor that `cargo xtask package` made the core for, with JNA's from its archive.
pub(super) fn libraries(jni: &Path, jna: &Path) -> Result<Vec<Entry>, String> {
    let mut jna_archive = open(jna)?;
    let mut libraries = Vec::new();
    for folder in entries(jni).into_iter().filter(|folder| folder.join(OURS).is_file()) {
        let abi = folder.file_name().unwrap_or_default().to_string_lossy();
        let ours = folder.join(OURS);
        libraries.push((format!("lib/{abi}/{OURS}"), fs::read(&ours).map_err(io(&ours))?));
        libraries.push((format!("lib/{abi}/{JNA}"), read(&mut jna_archive, &format!("jni/{abi}/{JNA}"))?));
    }
    Ok(libraries)
}

/// Whether the library at this place is the core's.
pub(super) fn is_ours(place: &str) -> bool {
    place.ends_with(&format!("/{OURS}"))
}

/// The processors of `libraries`, by Android's names.
pub(super) fn abis(libraries: &[Entry]) -> Vec<String> {
    let abi = |(place, _): &Entry| place.split('/').nth(1).map(str::to_owned);
    libraries.iter().filter_map(abi).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Compiles the classes of the app and of all that it stands on for phones.
pub(super) fn dex(app: &Path) -> Result<Vec<Entry>, String> {
    let folder = app.join("apk/dex");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(io(&folder))?;
    }
    fs::create_dir_all(&folder).map_err(io(&folder))?;
    let mut d8 = Command::new("java");
    d8.arg("-cp").arg(app.join("apk/r8.jar")).args(["com.android.tools.r8.D8", "--release", "--min-api"]);
    d8.arg(ANDROID_API.to_string()).arg("--output").arg(&folder);
    // The system's jar has no java.lang: that comes from the JDK.
    d8.arg("--lib").arg(java_home()?);
    for jar in classpath(app)? {
        if is_system(&jar) {
            d8.arg("--lib");
        }
        d8.arg(jar);
    }
    succeed(&mut d8)?;
    let content = |path: PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok((name, fs::read(&path).map_err(io(&path))?))
    };
    entries(&folder).into_iter().map(content).collect()
}

/// What is found by name at run time, as the main thread's dispatcher is.
pub(super) fn services(app: &Path) -> Result<Vec<Entry>, String> {
    let mut services = Vec::new();
    for jar in classpath(app)?.into_iter().filter(|jar| !is_system(jar)) {
        let mut archive = open(&jar)?;
        for name in names(&archive)?.into_iter().filter(|name| is_service(name)) {
            let content = read(&mut archive, &name)?;
            services.push((name, content));
        }
    }
    Ok(services)
}

fn is_service(name: &str) -> bool {
    name.starts_with("META-INF/services/") && !name.ends_with('/')
}

/// The app's jar and all that Maven says it stands on.
fn classpath(app: &Path) -> Result<Vec<PathBuf>, String> {
    let list = app.join("apk/classpath");
    let jars = fs::read_to_string(&list).map_err(io(&list))?;
    let own = entries(app).into_iter().filter(|path| path.extension().is_some_and(|e| e == "jar"));
    Ok(own.chain(jars.trim().split(';').map(PathBuf::from)).collect())
}

/// What every phone has.
fn is_system(jar: &Path) -> bool {
    jar.file_name().is_some_and(|name| name.to_string_lossy().starts_with("android-all-"))
}

fn java_home() -> Result<String, String> {
    let output = Command::new("java").args(["-XshowSettings:properties", "-version"]).output();
    let told = output.map_err(|e| format!("java: {e}"))?.stderr;
    let told = String::from_utf8_lossy(&told);
    let home = told.lines().find_map(|line| line.trim().strip_prefix("java.home = "));
    home.map(str::to_owned).ok_or_else(|| "java does not say where it is".into())
}

/// Writes the APK: what is compressed in the resources' archive stays so, code is, libraries are not.
pub(super) fn assemble(
    apk: &Path,
    resources: &Path,
    dex: &[Entry],
    services: &[Entry],
    libraries: &[Entry],
) -> Result<(), String> {
    let mut zip = ZipWriter::new(File::create(apk).map_err(io(apk))?);
    let mut add = |name: &str, content: &[u8], options: SimpleFileOptions| {
        zip.start_file(name, options).map_err(|e| format!("{name}: {e}"))?;
        zip.write_all(content).map_err(io(apk))
    };
    let mut archive = open(resources)?;
    for name in names(&archive)? {
        let stored = archive.by_name(&name).is_ok_and(|file| file.compression() == CompressionMethod::Stored);
        let content = read(&mut archive, &name)?;
        add(&name, &content, if stored { aligned(4) } else { SimpleFileOptions::DEFAULT })?;
    }
    for (name, content) in dex.iter().chain(services) {
        add(name, content, SimpleFileOptions::DEFAULT)?;
    }
    for (name, content) in libraries {
        add(name, content, aligned(PAGE))?;
    }
    zip.finish().map(drop).map_err(|e| format!("{}: {e}", apk.display()))
}

fn aligned(to: u16) -> SimpleFileOptions {
    let stored = SimpleFileOptions::DEFAULT.compression_method(CompressionMethod::Stored);
    stored.with_alignment_and_header_id(to, ALIGNMENT)
}

/// Holds a finished APK to what phones ask of it: signing moves things about.
pub(super) fn check(apk: &Path) -> Result<(), String> {
    let mut archive = open(apk)?;
    let names = names(&archive)?;
    for name in &names {
        let page = match name.as_str() {
            "resources.arsc" => 4,
            library if library.ends_with(".so") => PAGE.into(),
            _ => continue,
        };
        let file = archive.by_name(name).map_err(|e| format!("{name}: {e}"))?;
        let stored = file.compression() == CompressionMethod::Stored;
        let start = file.data_start().ok_or_else(|| format!("{name}: where it starts is not said"))?;
        if !stored || start % page != 0 {
            return Err(format!("{name} must lie in the APK as it is, at a multiple of {page} bytes"));
        }
    }
    for needed in ["AndroidManifest.xml", "classes.dex", "resources.arsc"] {
        if !names.iter().any(|name| name == needed) {
            return Err(format!("{} has no {needed}", apk.display()));
        }
    }
    Ok(())
}

fn open(archive: &Path) -> Result<ZipArchive<File>, String> {
    let file = File::open(archive).map_err(io(archive))?;
    ZipArchive::new(file).map_err(|e| format!("{}: {e}", archive.display()))
}

fn names(archive: &ZipArchive<File>) -> Result<Vec<String>, String> {
    archive.file_names().map(|name| name.map(Cow::into_owned).map_err(|e| e.to_string())).collect()
}

fn read(archive: &mut ZipArchive<File>, name: &str) -> Result<Vec<u8>, String> {
    let mut content = Vec::new();
    let mut file = archive.by_name(name).map_err(|e| format!("{name}: {e}"))?;
    file.read_to_end(&mut content).map_err(|e| format!("{name}: {e}"))?;
    Ok(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archive(path: &Path, files: &[(&str, SimpleFileOptions)]) -> PathBuf {
        let mut zip = ZipWriter::new(File::create(path).unwrap());
        for (name, options) in files {
            zip.start_file(*name, *options).unwrap();
            zip.write_all(name.as_bytes()).unwrap();
        }
        zip.finish().unwrap();
        path.to_owned()
    }

    const DEFLATED: SimpleFileOptions = SimpleFileOptions::DEFAULT;

    fn stored() -> SimpleFileOptions {
        DEFLATED.compression_method(CompressionMethod::Stored)
    }

    #[test]
    fn an_apk_has_its_libraries_at_pages_of_their_own_and_passes_its_own_check() {
        let folder = tempfile::tempdir().unwrap();
        let jni = folder.path().join("jni");
        for abi in ["x86_64", "arm64-v8a"] {
            fs::create_dir_all(jni.join(abi)).unwrap();
            fs::write(jni.join(abi).join(OURS), abi).unwrap();
        }
        fs::create_dir_all(jni.join("armeabi-v7a")).unwrap();
        let jna = archive(
            &folder.path().join("jna.aar"),
            &["arm64-v8a", "armeabi-v7a", "x86_64"].map(|abi| (&*format!("jni/{abi}/{JNA}").leak(), DEFLATED)),
        );
        let libraries = libraries(&jni, &jna).unwrap();
        assert_eq!(abis(&libraries), ["arm64-v8a", "x86_64"]);
        assert_eq!(libraries.iter().map(|(place, _)| is_ours(place)).collect::<Vec<_>>(), [true, false, true, false]);

        let resources = archive(
            &folder.path().join("resources"),
            &[("AndroidManifest.xml", DEFLATED), ("odd", stored()), ("resources.arsc", stored())],
        );
        let apk = folder.path().join("apk");
        let dex = [("classes.dex".to_owned(), b"code".to_vec())];
        let services = [("META-INF/services/a".to_owned(), b"b".to_vec())];
        assemble(&apk, &resources, &dex, &services, &libraries).unwrap();
        check(&apk).unwrap();
        let mut zip = open(&apk).unwrap();
        assert_eq!(read(&mut zip, "lib/arm64-v8a/libruxue_bindings.so").unwrap(), b"arm64-v8a");
        assert_eq!(read(&mut zip, "lib/x86_64/libjnidispatch.so").unwrap(), b"jni/x86_64/libjnidispatch.so");
        assert_eq!(zip.len(), 4 + 1 + 4);
    }

    #[test]
    fn an_apk_that_a_phone_would_refuse_does_not_pass() {
        let folder = tempfile::tempdir().unwrap();
        let whole = [("AndroidManifest.xml", DEFLATED), ("classes.dex", DEFLATED), ("resources.arsc", aligned(4))];
        let check = |files: &[(&str, SimpleFileOptions)]| check(&archive(&folder.path().join("apk"), files));
        check(&whole).unwrap();
        for lacking in 0..whole.len() {
            let files: Vec<_> =
                whole.into_iter().enumerate().filter(|(at, _)| *at != lacking).map(|(_, f)| f).collect();
            assert!(check(&files).unwrap_err().contains(whole[lacking].0));
        }
        for (name, options) in
            [("lib/x86_64/a.so", stored()), ("lib/x86_64/a.so", DEFLATED), ("resources.arsc", DEFLATED)]
        {
            let files: Vec<_> =
                whole.into_iter().filter(|(other, _)| *other != name).chain([(name, options)]).collect();
            assert!(check(&files).unwrap_err().starts_with(name));
        }
    }

    #[test]
    fn a_phone_without_the_core_is_not_given_jna_alone() {
        let folder = tempfile::tempdir().unwrap();
        let jna = archive(&folder.path().join("jna.aar"), &[("jni/x86_64/libjnidispatch.so", DEFLATED)]);
        assert!(libraries(&folder.path().join("no"), &jna).unwrap().is_empty());
    }

    #[test]
    fn only_what_names_a_service_is_one() {
        let names = ["META-INF/services/a.B", "META-INF/services/", "META-INF/MANIFEST.MF", "a/META-INF/services/b"];
        assert_eq!(names.map(is_service), [true, false, false, false]);
    }
}
