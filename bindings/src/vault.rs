//! The phone's keystore, which a shell lends to the store.

use ruxue_store::VaultError;
use std::sync::Arc;
use zeroize::Zeroizing;

/// The phone's keystore: named keys that wrap others (Android Keystore: an alias; iOS Keychain: an item). Names are random.
///
/// Called from the core's own threads, never from the main one; it may block for as long as the secure hardware takes. It
/// must not call back into [`Ruxue`](crate::Ruxue), which waits for it.
#[uniffi::export(with_foreign)]
pub trait Vault: Send + Sync {
    /// `key`, encrypted and authenticated under the vault's key `name`, which is made where there is none.
    fn wrap(&self, name: String, key: Vec<u8>) -> Result<Vec<u8>, VaultFailure>;

    /// The key that `wrap` wrapped under `name`.
    fn unwrap(&self, name: String, wrapped: Vec<u8>) -> Result<Vec<u8>, VaultFailure>;

    /// Destroys the key `name` for good. Where there is none, that is no error.
    fn forget(&self, name: String) -> Result<(), VaultFailure>;
}

/// Why the vault can't help. Whatever else it throws counts as `Unavailable`.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum VaultFailure {
    /// The vault can't be used now, as while the phone is locked: the student tries again.
    #[error("the vault can't be used now")]
    Unavailable {
        /// Why, for the shell's own developers; not logged.
        reason: String,
    },
    /// The key is gone for good, or what it should unwrap comes from another phone.
    #[error("the key is lost")]
    KeyLost {
        /// Why, for the shell's own developers; not logged.
        reason: String,
    },
}

impl From<uniffi::UnexpectedUniFFICallbackError> for VaultFailure {
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Unavailable { reason: error.reason }
    }
}

impl From<VaultFailure> for VaultError {
    fn from(failure: VaultFailure) -> Self {
        match failure {
            VaultFailure::Unavailable { .. } => Self::Unavailable,
            VaultFailure::KeyLost { .. } => Self::KeyLost,
        }
    }
}

/// A shell's vault, as the store takes it.
pub(crate) struct ShellVault(pub(crate) Arc<dyn Vault>);

impl ruxue_store::Vault for ShellVault {
    fn wrap(&self, name: &str, key: &[u8]) -> Result<Vec<u8>, VaultError> {
        Ok(self.0.wrap(name.to_owned(), key.to_vec())?)
    }

    fn unwrap(&self, name: &str, wrapped: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        Ok(Zeroizing::new(self.0.unwrap(name.to_owned(), wrapped.to_vec())?))
    }

    fn forget(&self, name: &str) -> Result<(), VaultError> {
        Ok(self.0.forget(name.to_owned())?)
    }
}
