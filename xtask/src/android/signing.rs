//! A signature for debugging: phones install nothing without one. What students get is signed by whoever gives it to them.

use crate::phone::ANDROID_API;
use crate::step::succeed;
use std::path::Path;
use std::process::Command;

/// As everybody's for debugging.
const PASSWORD: &str = "android";

/// Signs with the key in `keystore`, which is made once: a phone takes the next APK only where the same key signed it.
pub(super) fn sign(unsigned: &Path, keystore: &Path, apk: &Path) -> Result<(), String> {
    if !keystore.exists() {
        let mut keytool = Command::new("keytool");
        keytool.args(["-genkeypair", "-alias", "debug", "-keyalg", "RSA", "-keysize", "2048", "-validity", "10000"]);
        keytool.args(["-dname", "CN=Ruxue for debugging", "-storepass", PASSWORD, "-keystore"]).arg(keystore);
        succeed(&mut keytool)?;
    }
    let level = ANDROID_API.to_string();
    let mut sign = Command::new("apksigner");
    sign.args(["sign", "--min-sdk-version", &level, "--v4-signing-enabled", "false"]);
    sign.arg("--ks").arg(keystore).args(["--ks-pass", &format!("pass:{PASSWORD}"), "--out"]).arg(apk).arg(unsigned);
    succeed(&mut sign)?;
    succeed(Command::new("apksigner").args(["verify", "--min-sdk-version", &level]).arg(apk)).map(drop)
}
