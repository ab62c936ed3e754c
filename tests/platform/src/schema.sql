-- Times are Unix seconds; every token and photo digest is a SHA-256.

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
    password_hash  TEXT NOT NULL,
    name           TEXT NOT NULL,
    student_number TEXT NOT NULL UNIQUE,
    class          TEXT NOT NULL
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

-- What was read (JSON of the contract), never the photos.
CREATE TABLE cards (
    student   INTEGER PRIMARY KEY REFERENCES students,
    portrait  TEXT,
    emblem    TEXT,
    confirmed TEXT
) STRICT;

-- A chance is spent by a row that is judged: the chances left are counted, never stored.
CREATE TABLE attempts (
    id              TEXT PRIMARY KEY,
    student         INTEGER NOT NULL REFERENCES students,
    key             TEXT NOT NULL,
    portrait        BLOB NOT NULL,
    portrait_digest BLOB NOT NULL,
    submitted_at    INTEGER NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('pending', 'passed', 'failed', 'handed_over')),
    score           REAL,
    reasons         TEXT NOT NULL DEFAULT '[]',
    UNIQUE (student, key)
) STRICT;

-- One attempt at a time may wait for its judgement.
CREATE UNIQUE INDEX one_pending ON attempts (student) WHERE state = 'pending';
