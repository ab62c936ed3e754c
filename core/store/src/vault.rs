//! The vault: keys that never leave the phone's keystore.

use crate::seal::{CantSeal, Cipher, KEY};
use std::fmt;
use zeroize::Zeroizing;

/// The phone's keystore: named keys that wrap others (Android Keystore: an alias; iOS Keychain: an item). Names are random.
///
/// A call may block, for as long as the phone's secure hardware takes.
pub trait Vault: Send + Sync {
    /// `key`, encrypted and authenticated under the vault's key `name`, which is made where there is none.
    ///
    /// # Errors
    /// [`VaultError::Unavailable`].
    fn wrap(&self, name: &str, key: &[u8]) -> Result<Vec<u8>, VaultError>;

    /// The key that [`Vault::wrap`] wrapped under `name`.
    ///
    /// # Errors
    /// [`VaultError::KeyLost`] where the vault has no such key or it does not fit, else [`VaultError::Unavailable`].
    fn unwrap(&self, name: &str, wrapped: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError>;

    /// Destroys the key `name` for good. Where there is none, that is no error.
    ///
    /// # Errors
    /// [`VaultError::Unavailable`].
    fn forget(&self, name: &str) -> Result<(), VaultError>;
}

/// Why the vault can't help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// The vault can't be used now, as while the phone is locked: try again.
    #[error("the vault can't be used now")]
    Unavailable,
    /// The key is gone for good, or what it should unwrap comes from another phone.
    #[error("the key is lost")]
    KeyLost,
}

/// One of a vault's keys: the one that wraps an account's data key.
#[derive(Clone, Copy)]
pub(crate) struct VaultKey<'a> {
    pub(crate) vault: &'a dyn Vault,
    pub(crate) name: &'a str,
}

impl VaultKey<'_> {
    pub(crate) fn wrap(self, key: &[u8]) -> Result<Vec<u8>, VaultError> {
        self.vault.wrap(self.name, key)
    }

    pub(crate) fn unwrap(self, wrapped: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        self.vault.unwrap(self.name, wrapped)
    }

    pub(crate) fn forget(self) -> Result<(), VaultError> {
        self.vault.forget(self.name)
    }
}

/// A vault whose one key the caller gives, for headless use and tests. It protects as well as the caller keeps the key, and
/// it can't forget: whoever has the key can read what was not erased.
pub struct KeyVault(Cipher);

impl KeyVault {
    /// The vault of `key`, which should be random.
    pub fn new(key: [u8; KEY]) -> Self {
        Self(Cipher::new(&Zeroizing::new(key)))
    }
}

impl Vault for KeyVault {
    fn wrap(&self, name: &str, key: &[u8]) -> Result<Vec<u8>, VaultError> {
        self.0.seal(name.as_bytes(), key).map_err(|CantSeal| VaultError::Unavailable)
    }

    fn unwrap(&self, name: &str, wrapped: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        self.0.open(name.as_bytes(), wrapped).ok_or(VaultError::KeyLost)
    }

    fn forget(&self, _name: &str) -> Result<(), VaultError> {
        Ok(())
    }
}

impl fmt::Debug for KeyVault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyVault(…)")
    }
}
