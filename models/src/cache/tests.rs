//! With real pip and wheels made here, so that nothing depends on the network.

use super::*;
use tempfile::TempDir;
use zip::write::{SimpleFileOptions, ZipWriter};

/// A folder of wheels with one package `kites` 1.2 in it, and a cache.
struct World {
    wheels: TempDir,
    cache: TempDir,
}

const RED: &[u8] = b"red kite";

impl World {
    fn new() -> Self {
        let world = Self { wheels: TempDir::new().unwrap(), cache: TempDir::new().unwrap() };
        let mut wheel = ZipWriter::new(File::create(world.wheel()).unwrap());
        let metadata = b"Metadata-Version: 2.1\nName: kites\nVersion: 1.2\nRequires-Python: <3\n".as_slice();
        let tags = b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n".as_slice();
        for (name, bytes) in [
            ("kites/red.bin", RED),
            ("kites/pictures/a.txt", b"a"),
            ("kites/pictures/more/b.txt", b"b"),
            ("kites/pictures/../../escaped.txt", b"outside"),
            ("kites-1.2.dist-info/METADATA", metadata),
            ("kites-1.2.dist-info/WHEEL", tags),
            ("kites-1.2.dist-info/RECORD", b""),
        ] {
            wheel.start_file(name, SimpleFileOptions::default()).unwrap();
            wheel.write_all(bytes).unwrap();
        }
        wheel.finish().unwrap();
        world
    }

    fn wheel(&self) -> PathBuf {
        self.wheels.path().join("kites-1.2-py3-none-any.whl")
    }

    fn ensure(&self, manifest: &Manifest) -> Result<PathBuf, FetchError> {
        manifest.ensure_in(self.cache.path(), "kites", || Ok(Python::find()?.offline(self.wheels.path())))
    }
}

fn file(version: &str, path: &str, sha256: &str) -> Manifest {
    let toml = format!(
        "[[file]]\nname = 'red'\npackage = 'kites'\nversion = '{version}'\npath = '{path}'\nsha256 = '{sha256}'\nlicence = 'MIT'"
    );
    Manifest::parse(&toml).unwrap()
}

fn red() -> Manifest {
    file("1.2", "kites/red.bin", &hex(&Sha256::digest(RED)))
}

fn folder(wheel_sha256: &str) -> Manifest {
    let toml = format!(
        "[[folder]]\nname = 'all'\npackage = 'kites'\nversion = '1.2'\npath = 'kites/pictures'\nwheel_sha256 = '{wheel_sha256}'\nlicence = 'MIT'"
    );
    Manifest::parse(&toml).unwrap()
}

#[test]
fn a_file_is_fetched_whatever_python_its_package_asks_for() {
    let world = World::new();
    let folder = world.ensure(&red()).unwrap();
    assert_eq!(fs::read(folder.join("red")).unwrap(), RED);
    assert_eq!(folder.read_dir().unwrap().count(), 1, "only what was pinned");
}

#[test]
fn a_folder_is_fetched_with_everything_below_and_nothing_beside_it() {
    let world = World::new();
    let sha256 = hex(&Sha256::digest(fs::read(world.wheel()).unwrap()));
    let all = world.ensure(&folder(&sha256)).unwrap().join("all");
    assert_eq!(fs::read(all.join("a.txt")).unwrap(), b"a");
    assert_eq!(fs::read(all.join("more/b.txt")).unwrap(), b"b");
    assert_eq!(all.read_dir().unwrap().count(), 2);
    assert!(!world.cache.path().join("escaped.txt").exists());
}

#[test]
fn what_was_fetched_once_needs_neither_network_nor_python() {
    let world = World::new();
    let first = world.ensure(&red()).unwrap();
    let again = red().ensure_in(world.cache.path(), "kites", || Err(FetchError::NoPython)).unwrap();
    assert_eq!(again, first);
}

#[test]
fn a_changed_file_is_refused_and_leaves_no_folder_behind() {
    let world = World::new();
    let error = world.ensure(&file("1.2", "kites/red.bin", &"0".repeat(64))).unwrap_err();
    assert!(
        matches!(&error, FetchError::HashMismatch { actual, .. } if *actual == hex(&Sha256::digest(RED))),
        "{error}"
    );
    let error = world.ensure(&folder(&"0".repeat(64))).unwrap_err();
    assert!(matches!(error, FetchError::HashMismatch { .. }), "{error}");
    world.ensure(&red()).unwrap();
}

#[test]
fn what_cannot_be_had_is_named() {
    let world = World::new();
    let zero = "0".repeat(64);
    let error = world.ensure(&file("9.9", "kites/red.bin", &zero)).unwrap_err();
    assert!(matches!(&error, FetchError::Download { package, .. } if package == "kites 9.9"), "{error}");
    let error = world.ensure(&file("1.2", "kites/blue.bin", &zero)).unwrap_err();
    assert!(matches!(&error, FetchError::Package { path, .. } if path == "kites/blue.bin"), "{error}");
}

#[test]
fn many_at_once_get_the_same_whole_folder() {
    let world = World::new();
    std::thread::scope(|scope| {
        let racers: Vec<_> = (0..4).map(|_| scope.spawn(|| world.ensure(&red()).unwrap())).collect();
        for racer in racers {
            assert_eq!(fs::read(racer.join().unwrap().join("red")).unwrap(), RED);
        }
    });
}

#[test]
fn a_changed_pin_is_fetched_anew() {
    let mut changed = red();
    changed.files[0].version = "1.3".into();
    assert_ne!(changed.fingerprint(), red().fingerprint());
}

#[test]
fn a_named_folder_is_used_only_when_it_holds_everything() {
    let named = TempDir::new().unwrap();
    let missing = red().all_in(named.path().into(), "KITES").unwrap_err();
    assert!(matches!(&missing, FetchError::NotInFolder { name, .. } if name == "red"), "{missing}");
    fs::write(named.path().join("red"), "another kite").unwrap();
    assert_eq!(red().all_in(named.path().into(), "KITES").unwrap(), named.path());
}
