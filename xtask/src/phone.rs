//! The phones that Ruxue is built for, and how this machine compiles for them.

mod rust_src;
mod zig;

use crate::step::Cargo;
use ruxue_models::target_folder;
use std::path::{Path, PathBuf};
use zig::Zig;

/// The crate that phones are given; it brings the whole core.
pub(crate) const PACKAGE: &str = "ruxue-bindings";

/// What is passed to the linker of an ELF library, for phones whose kernel has pages of 16 KB (Android 15 and later).
pub(crate) const PAGE_ALIGNMENT: &str = "link-arg=-Wl,-z,max-page-size=16384";

/// What is passed to the linker to pack the places where addresses are to be set on loading, a quarter of a megabyte else: as
/// every Android of ours reads them, and as Linux does.
pub(crate) const PACKED_FOR_ANDROID: &str = "link-arg=-Wl,--pack-dyn-relocs=android";
pub(crate) const PACKED_FOR_LINUX: &str = "link-arg=-Wl,-z,pack-relative-relocs";

/// The oldest Android (8.0) and iOS that the shells support.
pub(crate) const ANDROID_API: u32 = 26;
const IOS: &str = "16.0";

/// A kind of phone, or its stand-in on a desk.
pub(crate) struct Phone {
    /// Rust's name for it.
    pub(crate) triple: &'static str,
    pub(crate) system: System,
    /// Whether it is the phone that nearly every student has: its check stands for its system.
    pub(crate) usual: bool,
}

pub(crate) enum System {
    /// `abi` is Android's name for the processor, `clang` the NDK's.
    Android {
        abi: &'static str,
        clang: &'static str,
    },
    Apple {
        simulator: bool,
    },
}

/// Every kind. Simulators are those of Macs with Apple's own processor.
pub(crate) const PHONES: [Phone; 5] = [
    Phone::android("aarch64-linux-android", "arm64-v8a", "aarch64-linux-android", true),
    Phone::android("armv7-linux-androideabi", "armeabi-v7a", "armv7a-linux-androideabi", false),
    Phone::android("x86_64-linux-android", "x86_64", "x86_64-linux-android", false),
    Phone::apple("aarch64-apple-ios", false),
    Phone::apple("aarch64-apple-ios-sim", true),
];

impl Phone {
    const fn android(triple: &'static str, abi: &'static str, clang: &'static str, usual: bool) -> Self {
        Self { triple, system: System::Android { abi, clang }, usual }
    }

    const fn apple(triple: &'static str, simulator: bool) -> Self {
        Self { triple, system: System::Apple { simulator }, usual: !simulator }
    }

    /// Its name in the variables that cc reads.
    fn underscored(&self) -> String {
        self.triple.replace('-', "_")
    }
}

/// How the core is compiled for a phone here.
pub(crate) struct Toolchain {
    phone: &'static Phone,
    /// Rust's standard library: its source, where it is not installed for the phone.
    std_source: Option<PathBuf>,
    c: Compiler,
}

/// What compiles the C in the core's dependencies: SQLite and ring.
enum Compiler {
    /// Xcode's, which cc finds.
    Xcode,
    /// The NDK's, in this folder.
    Ndk(PathBuf),
    Zig(Zig),
}

impl Toolchain {
    /// # Errors
    /// Why there is none here.
    pub(crate) fn find(phone: &'static Phone) -> Result<Self, String> {
        let std_source = match rust_src::is_installed(phone.triple) {
            true => None,
            false => Some(rust_src::library(&folder()?.join("rust-src"))?),
        };
        let c = match (&phone.system, ndk()) {
            (System::Android { .. }, Some(ndk)) => Compiler::Ndk(ndk),
            (System::Apple { .. }, _) if cfg!(target_os = "macos") => Compiler::Xcode,
            _ => Compiler::Zig(Zig::find(phone, &folder()?.join("tools"))?),
        };
        Ok(Self { phone, std_source, c })
    }

    /// Why no library for this phone can be made here, where that is so.
    pub(crate) fn cannot_link(&self) -> Option<&'static str> {
        match (&self.phone.system, &self.c) {
            (System::Android { .. }, Compiler::Zig(_)) => {
                Some("Android's own headers and libraries to link with come with the NDK: ANDROID_NDK_HOME names none")
            }
            _ => None,
        }
    }

    /// What is compiled by what, for people.
    pub(crate) fn description(&self) -> String {
        let std = if self.std_source.is_some() { "compiled from its source" } else { "as installed" };
        let c = match (&self.c, &self.phone.system) {
            (Compiler::Xcode, _) => "Xcode",
            (Compiler::Ndk(_), _) => "the NDK",
            (Compiler::Zig(_), System::Apple { .. }) => "clang with Apple's public headers",
            (Compiler::Zig(_), System::Android { .. }) => {
                "clang with musl's headers in place of Android's (good for a check, not for a phone)"
            }
        };
        format!("{}: Rust's standard library {std}; C (SQLite, ring) by {c}", self.phone.triple)
    }

    /// `cargo <subcommand> --package ruxue-bindings --lib` for the phone, as it ships.
    pub(crate) fn cargo(&self, subcommand: &'static str) -> Result<Cargo, String> {
        let triple = self.phone.underscored();
        let mut cargo = cargo(subcommand, folder()?).argument("--target").argument(self.phone.triple);
        if let Some(source) = &self.std_source {
            // To build the standard library is not stable yet; where its source lies can be said in no other way.
            cargo = cargo.argument("-Zbuild-std=std").environment("RUSTC_BOOTSTRAP", "1");
            cargo = cargo.environment("__CARGO_TESTS_ONLY_SRC_ROOT", source);
        }
        let (cc, ar) = (format!("CC_{triple}"), format!("AR_{triple}"));
        let linker = format!("CARGO_TARGET_{}_LINKER", triple.to_uppercase());
        cargo = match (&self.c, &self.phone.system) {
            (Compiler::Zig(zig), _) => {
                let cargo = cargo.environment(cc, &zig.cc).environment(ar, &zig.ar);
                zig.apple.iter().fold(cargo, |cargo, none| {
                    cargo.environment("SDKROOT", &none.sdk).environment(&linker, &none.linker)
                })
            }
            (Compiler::Ndk(bin), System::Android { clang, .. }) => {
                let clang = bin.join(format!("{clang}{ANDROID_API}-clang"));
                cargo.environment(cc, &clang).environment(ar, bin.join("llvm-ar")).environment(linker, clang)
            }
            _ => cargo,
        };
        Ok(cargo.environment("IPHONEOS_DEPLOYMENT_TARGET", IOS))
    }

    /// Where the library of `kind` (`a`, `so`) ends.
    pub(crate) fn library(&self, kind: &str) -> Result<PathBuf, String> {
        Ok(folder()?.join(self.phone.triple).join("phone").join(format!("libruxue_bindings.{kind}")))
    }
}

/// `cargo <subcommand>` of what ships, into a target folder that is not everyday's: the profile and, for phones, the standard
/// library are others.
fn cargo(subcommand: &'static str, folder: PathBuf) -> Cargo {
    let cargo = Cargo::new([subcommand, "--package", PACKAGE, "--lib", "--profile", "phone"]);
    cargo.argument("--target-dir").argument(folder)
}

/// `cargo <subcommand>` of what ships, for this machine.
pub(crate) fn cargo_here(subcommand: &'static str) -> Result<Cargo, String> {
    Ok(cargo(subcommand, folder_here()?))
}

/// The library for this machine, by its name.
pub(crate) fn library_here(name: &str) -> Result<PathBuf, String> {
    Ok(folder_here()?.join("phone").join(name))
}

/// Apart from phones' builds, whose compiler is allowed what is not stable yet: where that changes, macros are built anew.
fn folder_here() -> Result<PathBuf, String> {
    Ok(folder()?.join("host"))
}

/// Where everything for phones is built and cached.
fn folder() -> Result<PathBuf, String> {
    Ok(target_folder().ok_or("cargo's target folder is not to be found: set CARGO_TARGET_DIR")?.join("phones"))
}

/// The folder of the NDK's compilers, where there is an NDK.
fn ndk() -> Option<PathBuf> {
    let home = std::env::var_os("ANDROID_NDK_HOME")?;
    let hosts = Path::new(&home).join("toolchains/llvm/prebuilt").read_dir().ok()?;
    hosts.flatten().map(|host| host.path().join("bin")).find(|bin| bin.is_dir())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_system_has_one_usual_phone() {
        let usual =
            |android| PHONES.iter().filter(move |p| p.usual && matches!(p.system, System::Android { .. }) == android);
        assert_eq!(usual(true).map(|p| p.triple).collect::<Vec<_>>(), ["aarch64-linux-android"]);
        assert_eq!(usual(false).map(|p| p.triple).collect::<Vec<_>>(), ["aarch64-apple-ios"]);
    }
}
