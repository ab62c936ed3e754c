-- Times are Unix seconds; every token and code is stored as a SHA-256.

-- The register of persons, which the college only asks.
CREATE TABLE persons (
    number TEXT PRIMARY KEY,
    name   TEXT NOT NULL,
    sex    TEXT NOT NULL,
    face   BLOB NOT NULL
) STRICT;

CREATE TABLE students (
    id             INTEGER PRIMARY KEY,
    number         TEXT NOT NULL UNIQUE,
    mobile         TEXT UNIQUE,
    email          TEXT UNIQUE,
    wechat         BLOB UNIQUE, -- digest of the open id
    password_hash  TEXT NOT NULL,
    first_password INTEGER NOT NULL, -- still the last six characters of the number
    name           TEXT NOT NULL,
    student_number TEXT NOT NULL UNIQUE,
    class          TEXT NOT NULL,
    enrolment      TEXT NOT NULL, -- JSON of the contract
    postal_address TEXT           -- as well
) STRICT;

-- Wrong passwords in a row, by student or, for accounts that nobody has, by the account's digest.
CREATE TABLE tries (
    who          TEXT PRIMARY KEY,
    failures     INTEGER NOT NULL,
    locked_until INTEGER
) STRICT;

CREATE TABLE sessions (
    refresh_digest BLOB PRIMARY KEY,
    access_digest  BLOB NOT NULL UNIQUE,
    student        INTEGER NOT NULL REFERENCES students,
    access_until   INTEGER NOT NULL,
    refresh_until  INTEGER NOT NULL
) STRICT;

-- One-time codes, living or not, kept for a day so that they can be counted.
CREATE TABLE codes (
    id                 INTEGER PRIMARY KEY,
    destination_digest BLOB NOT NULL, -- of purpose and destination
    student            INTEGER REFERENCES students,
    purpose            TEXT NOT NULL,
    digest             BLOB NOT NULL,
    tries_left         INTEGER NOT NULL,
    sent_at            INTEGER NOT NULL
) STRICT;

CREATE INDEX codes_to ON codes (destination_digest, sent_at);
CREATE INDEX codes_by_time ON codes (sent_at);

CREATE TABLE consents (
    student  INTEGER NOT NULL REFERENCES students,
    kind     TEXT NOT NULL CHECK (kind IN ('card', 'face')),
    version  TEXT NOT NULL,
    given_at TEXT NOT NULL, -- RFC 3339, as the phone had it
    PRIMARY KEY (student, kind)
) STRICT;

-- Photos on their way. One that was used stays without its parts, so that the phone still learns that it arrived.
CREATE TABLE uploads (
    id         TEXT PRIMARY KEY,
    student    INTEGER NOT NULL REFERENCES students,
    purpose    TEXT NOT NULL CHECK (purpose IN ('portrait_side', 'emblem_side', 'portrait')),
    length     INTEGER NOT NULL,
    sha256     TEXT NOT NULL,
    received   INTEGER NOT NULL DEFAULT 0,
    used       INTEGER NOT NULL DEFAULT FALSE,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX uploads_of ON uploads (student);
CREATE INDEX uploads_by_time ON uploads (expires_at);

CREATE TABLE upload_parts (
    upload TEXT NOT NULL REFERENCES uploads ON DELETE CASCADE,
    start  INTEGER NOT NULL,
    bytes  BLOB NOT NULL,
    PRIMARY KEY (upload, start)
) STRICT;

-- What was read (JSON of the contract) and the upload it was read from, never the photos.
CREATE TABLE cards (
    student         INTEGER PRIMARY KEY REFERENCES students,
    portrait        TEXT,
    portrait_upload TEXT,
    emblem          TEXT,
    emblem_upload   TEXT,
    confirmed       TEXT
) STRICT;

-- A chance is spent by a row that is judged: the chances left are counted, never stored.
CREATE TABLE attempts (
    id           TEXT PRIMARY KEY,
    student      INTEGER NOT NULL REFERENCES students,
    key          TEXT NOT NULL,
    upload       TEXT NOT NULL,
    portrait     BLOB,
    overruled    TEXT NOT NULL DEFAULT '[]', -- JSON of the contract
    submitted_at INTEGER NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('pending', 'passed', 'failed', 'handed_over')),
    score        REAL,
    reasons      TEXT NOT NULL DEFAULT '[]',
    UNIQUE (student, key)
) STRICT;

-- One attempt at a time may wait for its judgement.
CREATE UNIQUE INDEX one_pending ON attempts (student) WHERE state = 'pending';

CREATE INDEX sessions_of ON sessions (student);
