//! How long the store takes, beside plain SQLite: `cargo bench -p ruxue-store`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // helpers fail as tests do

use divan::Bencher;
use rusqlite::Connection;
use ruxue_rules::{Account, Chances, Event, PhotoId, Report, Review};
use ruxue_store::{KeyVault, Store};
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;
use uuid::Uuid;

fn main() {
    divan::main();
}

const DRAFTS: u128 = 50;
const DRAFT: usize = 300 << 10;
const PHOTO: usize = 3 << 20;

fn open(folder: &TempDir) -> Store {
    Store::open(folder.path(), Arc::new(KeyVault::new([7; 32]))).unwrap()
}

/// Bytes that look like a photo's: nothing about them is regular.
fn bytes(length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    getrandom::fill(&mut bytes).unwrap();
    bytes
}

fn id(n: u128) -> PhotoId {
    PhotoId(Uuid::from_u128(n))
}

fn review(photo: PhotoId) -> Review {
    let review = Review::new("S2022001", Account::parse("student@example.com").unwrap(), Chances::ALL);
    review.step(Event::PortraitTaken { photo, report: Report::new(vec![]) }).unwrap()
}

/// An account with fifty photos: no review names as many, so they are put there beneath it.
#[divan::bench]
fn opened_with_50_photos(bencher: Bencher) {
    let folder = TempDir::new().unwrap();
    let mut store = open(&folder);
    store.enter("S2022001").unwrap();
    store.save(&review(id(1)), &[(id(1), &bytes(DRAFT))]).unwrap();
    store.save_session("session").unwrap();
    drop(store);
    let file = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
    let db = Connection::open(file).unwrap();
    for n in 2..=DRAFTS {
        db.execute("INSERT INTO photo VALUES (?, ?)", (id(n).0.as_bytes(), bytes(DRAFT))).unwrap();
    }
    drop(db);
    bencher.bench_local(|| assert!(open(&folder).review().unwrap().is_some()));
}

#[divan::bench]
fn opened_with_50_accounts(bencher: Bencher) {
    let folder = TempDir::new().unwrap();
    let mut store = open(&folder);
    for n in 0..DRAFTS {
        store.enter(&format!("S{n}")).unwrap();
        store.save(&review(id(n)), &[(id(n), &bytes(DRAFT))]).unwrap();
        store.save_session("session").unwrap();
    }
    drop(store);
    bencher.bench_local(|| assert!(open(&folder).review().unwrap().is_some()));
}

#[divan::bench]
fn photo_of_3_mb_sealed_and_committed(bencher: Bencher) {
    let folder = TempDir::new().unwrap();
    let mut store = open(&folder);
    store.enter("S2022001").unwrap();
    let (photo, review) = (bytes(PHOTO), review(id(1)));
    bencher.bench_local(|| store.save(&review, &[(id(1), &photo)]).unwrap());
}

/// The peer in the same run: the same bytes into SQLite as they are, with the same pragmas.
#[divan::bench]
fn photo_of_3_mb_in_plain_sqlite(bencher: Bencher) {
    let folder = TempDir::new().unwrap();
    let db = plain(folder.path());
    let photo = bytes(PHOTO);
    bencher.bench_local(|| {
        db.execute("INSERT OR REPLACE INTO photo VALUES (?, ?)", (id(1).0.as_bytes(), &photo)).unwrap();
    });
}

fn plain(folder: &Path) -> Connection {
    let db = Connection::open(folder.join("plain.db")).unwrap();
    db.execute_batch(
        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA secure_delete = ON; PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL;
         CREATE TABLE photo (id BLOB PRIMARY KEY, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID;",
    )
    .unwrap();
    db
}
