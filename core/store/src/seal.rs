//! Sealing with XChaCha20-Poly1305: what was sealed can't be read, changed or moved without its key.

use crate::{StoreError, VaultError, VaultKey};
use chacha20poly1305::{AeadInOut, KeyInit, XChaCha20Poly1305};
use ruxue_rules::PhotoId;
use zeroize::Zeroizing;

/// Bytes of a key.
pub(crate) const KEY: usize = 32;

/// Bytes of a nonce: enough that random ones never meet.
const NONCE: usize = 24;

/// Bytes of the tag at the end.
const TAG: usize = 16;

/// A key at work. Wiped from memory when dropped.
pub(crate) struct Cipher(XChaCha20Poly1305);

/// No random numbers, or more than the 256 GiB that one nonce may seal.
pub(crate) struct CantSeal;

impl Cipher {
    pub(crate) fn new(key: &[u8; KEY]) -> Self {
        Self(XChaCha20Poly1305::new(key.into()))
    }

    /// A fresh random nonce, `plain` sealed under it, the tag. Opens only with the same `bound`, which is not part of it.
    pub(crate) fn seal(&self, bound: &[u8], plain: &[u8]) -> Result<Vec<u8>, CantSeal> {
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).map_err(|_| CantSeal)?;
        let mut sealed = Vec::with_capacity(NONCE + plain.len() + TAG);
        sealed.extend(nonce);
        sealed.extend(plain);
        let (_, body) = sealed.split_at_mut(NONCE);
        let tag = self.0.encrypt_inout_detached(&nonce.into(), bound, body.into()).map_err(|_| CantSeal)?;
        sealed.extend(tag);
        Ok(sealed)
    }

    /// What was sealed; none where the key or `bound` is another, or any bit was changed.
    pub(crate) fn open(&self, bound: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (nonce, rest) = sealed.split_first_chunk::<NONCE>()?;
        let (body, tag) = rest.split_last_chunk::<TAG>()?;
        let mut plain = Zeroizing::new(body.to_vec());
        let buffer = plain.as_mut_slice().into();
        self.0.decrypt_inout_detached(nonce.into(), bound, buffer, tag.into()).ok()?;
        Some(plain)
    }
}

/// What seals everything in one account's file, and the wrapped form in which the file keeps it.
pub(crate) struct DataKey {
    pub(crate) cipher: Cipher,
    pub(crate) wrapped: Vec<u8>,
}

impl DataKey {
    /// A new random one.
    pub(crate) fn generate(vault: VaultKey<'_>) -> Result<Self, StoreError> {
        let mut key = Zeroizing::new([0; KEY]);
        getrandom::fill(&mut *key).map_err(|_| StoreError::Unsealable)?;
        Ok(Self { cipher: Cipher::new(&key), wrapped: vault.wrap(&*key)? })
    }

    /// The one that `wrapped` holds.
    pub(crate) fn unwrap(wrapped: Vec<u8>, vault: VaultKey<'_>) -> Result<Self, StoreError> {
        let key = vault.unwrap(&wrapped)?;
        let key = key.as_slice().try_into().map_err(|_| VaultError::KeyLost)?;
        Ok(Self { cipher: Cipher::new(key), wrapped })
    }
}

/// The tables of sealed rows: an id of 16 bytes, in clear because it says nothing, and what is sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Table {
    /// Whose file it is: the student number.
    Student,
    Session,
    Review,
    Photo,
}

impl Table {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Student => "student",
            Self::Session => "session",
            Self::Review => "review",
            Self::Photo => "photo",
        }
    }

    /// The version of the file at which the table's records last changed: the migration to it sealed them anew.
    const fn version(self) -> u32 {
        match self {
            Self::Student | Self::Session | Self::Review | Self::Photo => 2,
        }
    }
}

/// Where a sealed value belongs. The data key says in which account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) table: Table,
    pub(crate) id: [u8; 16],
    pub(crate) version: u32,
}

impl Row {
    /// The one row of a table that has one.
    pub(crate) const fn only(table: Table) -> Self {
        Self { table, id: [0; 16], version: table.version() }
    }

    pub(crate) const fn photo(id: PhotoId) -> Self {
        Self { table: Table::Photo, id: id.0.into_bytes(), version: Table::Photo.version() }
    }

    /// What binds a sealed value to its row: id and version are of fixed length, so no two rows give the same bytes.
    fn bound(self) -> Vec<u8> {
        [&self.id, self.version.to_be_bytes().as_slice(), self.table.name().as_bytes()].concat()
    }

    pub(crate) fn seal(self, cipher: &Cipher, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        cipher.seal(&self.bound(), plain).map_err(|CantSeal| StoreError::Unsealable)
    }

    pub(crate) fn open(self, cipher: &Cipher, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        cipher.open(&self.bound(), sealed).ok_or(StoreError::Damaged)
    }
}

#[cfg(test)]
mod tests;
