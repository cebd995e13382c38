"""The tables of the review store, and opening them safely.

One file in rollback-journal mode, not WAL: the home folder of an office laptop is often a network drive,
where WAL is not safe. `synchronous=FULL` with a truncated journal means that a commit that returned is on
the disk.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

from notescan.errors import UserError

VERSION = 3

BUSY_SECONDS = 10.0

# Made with a roster that the auditor mended, in the decision `seq` (since version 2).
SCANS = """
CREATE TABLE scans (
    review TEXT NOT NULL REFERENCES reviews (id) DEFERRABLE INITIALLY DEFERRED,
    seq INTEGER NOT NULL,
    scan BLOB NOT NULL,
    PRIMARY KEY (review, seq)
);
"""

# How long each auditor worked on a review on each day (since version 3).
TIMES = """
CREATE TABLE times (
    review TEXT NOT NULL REFERENCES reviews (id) DEFERRABLE INITIALLY DEFERRED,
    who TEXT NOT NULL,
    day TEXT NOT NULL,
    seconds REAL NOT NULL,
    PRIMARY KEY (review, who, day)
) WITHOUT ROWID;
"""

# The big papers stand apart from `reviews`: SQLite rewrites a whole row when one of its columns changes.
# Decisions can't be changed, nor deleted while their review is there.
TABLES = """
CREATE TABLE reviews (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    checklist TEXT NOT NULL,
    audit_date TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    created TEXT NOT NULL,
    updated TEXT NOT NULL,
    items INTEGER NOT NULL,
    decided INTEGER NOT NULL,
    place_tip TEXT,
    place_item TEXT,
    UNIQUE (text_sha256, checklist)
);
CREATE TABLE papers (
    review TEXT PRIMARY KEY REFERENCES reviews (id) DEFERRABLE INITIALLY DEFERRED,
    case_file BLOB NOT NULL,
    scan BLOB NOT NULL,
    checklist BLOB NOT NULL
);
CREATE TABLE decisions (
    review TEXT NOT NULL REFERENCES reviews (id) DEFERRABLE INITIALLY DEFERRED,
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    kind TEXT NOT NULL,
    item TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (review, seq)
) WITHOUT ROWID;
CREATE TRIGGER decisions_stay_as_made BEFORE UPDATE ON decisions
BEGIN SELECT RAISE (ABORT, 'decisions are only ever appended'); END;
CREATE TRIGGER decisions_stay_while_review BEFORE DELETE ON decisions
WHEN EXISTS (SELECT 1 FROM reviews WHERE id = OLD.review)
BEGIN SELECT RAISE (ABORT, 'decisions are only ever appended'); END;
"""


def open_database(path: Path) -> sqlite3.Connection:
    """Open the store at `path`, making folder, file and tables where missing; UserError where it can't be."""
    _make_private(path)
    try:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as error:
        raise UserError(what_is_wrong(error, path)) from error
    try:
        _prepare(connection, path)
    except sqlite3.Error as error:
        connection.close()
        raise UserError(what_is_wrong(error, path)) from error
    except BaseException:
        connection.close()
        raise
    return connection


def what_is_wrong(error: sqlite3.Error, path: Path) -> str:
    """SQLite's error as one plain line for the auditor."""
    text = str(error)
    if "readonly" in text:
        return f"The review store {path} is read-only; give another with --store or NOTESCAN_STORE."
    if "locked" in text:
        return f"The review store {path} is in use by another program; close that and try again."
    if "unable to open" in text:
        return f"The review store {path} can't be opened; check the folder, or give another with --store."
    if "not a database" in text or "malformed" in text:
        return f"{path} is not a review store, or is damaged; move it away, or give another with --store."
    if "full" in text:
        return f"The disk with the review store {path} is full; make room and try again."
    return f"The review store {path} can't be used ({text}); give another with --store."


def _make_private(path: Path) -> None:
    """Make the folder and an empty file that only this user may read: they hold children's records."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"The folder {path.parent} for the review store can't be made ({error.strerror}); "
            "give another place with --store."
        ) from error
    if path.is_dir():
        raise UserError(f"The review store {path} is a folder; give a file with --store.")
    with contextlib.suppress(OSError):  # there already, or not allowed: SQLite's own error tells it better
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    # SQLite opens a read-only file without a word, and would only complain at the first decision.
    # The folder counts too: the journal is written beside the store.
    if not (os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))):
        raise UserError(f"The review store {path} is read-only; give another with --store or NOTESCAN_STORE.")


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    # Forgetting a review leaves none of its words in the file.
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise UserError(f"The review store {path} was made by a newer notescan; update notescan to use it.")
        if version == 0:
            if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise UserError(f"{path} is a database of another program; give another store with --store.")
            for statement in _statements(TABLES):
                connection.execute(statement)
        if version < VERSION:
            for since, tables in ((2, SCANS), (3, TIMES)):
                for statement in _statements(tables) if version < since else ():
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> list[str]:
    """The script's statements one by one: `executescript` would commit before it runs."""
    found: list[str] = []
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending)
            pending = ""
    return found
