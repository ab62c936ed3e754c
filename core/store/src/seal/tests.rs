use super::*;
use proptest::prelude::*;
use uuid::Uuid;

fn row(id: u128) -> Row {
    Row::photo(PhotoId(Uuid::from_u128(id)))
}

proptest! {
    #[test]
    fn what_is_sealed_opens_in_its_row_alone(plain: Vec<u8>, key: [u8; KEY], other: [u8; KEY], id: u128, elsewhere: u128) {
        prop_assume!(key != other && id != elsewhere);
        let cipher = Cipher::new(&key);
        let sealed = row(id).seal(&cipher, &plain).unwrap();
        prop_assert_eq!(&*row(id).open(&cipher, &sealed).unwrap(), &plain);
        let moved = [
            row(elsewhere).open(&cipher, &sealed),
            Row { table: Table::Review, ..row(id) }.open(&cipher, &sealed),
            Row { version: 3, ..row(id) }.open(&cipher, &sealed),
            row(id).open(&Cipher::new(&other), &sealed),
        ];
        for moved in moved {
            prop_assert!(matches!(moved, Err(StoreError::Damaged)));
        }
    }

    #[test]
    fn no_changed_bit_and_no_cut_opens(plain: Vec<u8>, at: prop::sample::Index, bit in 0..8) {
        let cipher = Cipher::new(&[7; KEY]);
        let mut sealed = row(1).seal(&cipher, &plain).unwrap();
        let at = at.index(sealed.len());
        prop_assert!(row(1).open(&cipher, &sealed[..at]).is_err());
        sealed[at] ^= 1_u8 << bit;
        prop_assert!(row(1).open(&cipher, &sealed).is_err());
    }
}

#[test]
fn the_same_is_never_sealed_the_same_way_and_the_key_never_kept_in_clear() {
    let cipher = Cipher::new(&[7; KEY]);
    assert_ne!(row(1).seal(&cipher, b"photo").unwrap(), row(1).seal(&cipher, b"photo").unwrap());
    let vault = crate::KeyVault::new([9; KEY]);
    let key = VaultKey { vault: &vault, name: "a" };
    let data = DataKey::generate(key).unwrap();
    let sealed = row(1).seal(&data.cipher, b"photo").unwrap();
    let again = DataKey::unwrap(data.wrapped.clone(), key).unwrap();
    assert_eq!(&**row(1).open(&again.cipher, &sealed).unwrap(), b"photo");
    let elsewhere = VaultKey { vault: &vault, name: "b" };
    let lost = DataKey::unwrap(data.wrapped, elsewhere);
    assert!(matches!(lost, Err(StoreError::Vault(VaultError::KeyLost))));
}
