//! A shell that nothing is asked of: nobody logs in.

use ruxue_bindings::screens::Screen;
use ruxue_bindings::{Config, Language, Observer, Ruxue, ShellError, Vault, VaultFailure};
use std::path::Path;
use std::sync::Arc;

struct Idle;

impl Observer for Idle {
    fn show(&self, _: Screen) -> Result<(), ShellError> {
        Ok(())
    }
}

impl Vault for Idle {
    fn wrap(&self, _: String, key: Vec<u8>) -> Result<Vec<u8>, VaultFailure> {
        Ok(key)
    }

    fn unwrap(&self, _: String, wrapped: Vec<u8>) -> Result<Vec<u8>, VaultFailure> {
        Ok(wrapped)
    }

    fn forget(&self, _: String) -> Result<(), VaultFailure> {
        Ok(())
    }
}

/// Opens the core on `folder`, with the weights in `weights` and no platform at the other end.
pub(crate) fn open(folder: &Path, weights: &Path) -> Arc<Ruxue> {
    let text = |path: &Path| path.to_string_lossy().into_owned();
    let config = Config {
        address: "http://127.0.0.1:9".into(),
        folder: text(folder),
        language: Language::ZhCn,
        weights: Some(text(weights)),
        roots: vec![],
        pins: vec![],
    };
    Ruxue::new(config, Arc::new(Idle), Arc::new(Idle)).unwrap()
}
