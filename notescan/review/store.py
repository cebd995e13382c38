"""The store of reviews: one SQLite file. A decision is on the disk before `append` returns.

Several processes may hold one store open: each write is one short transaction, and a decision whose number
was taken meanwhile raises `OutOfDate`, so that the session reads what came in between and goes on from there.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import secrets
import sqlite3
import threading
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from notescan.errors import UserError
from notescan.model import CaseFile, Checklist, Decision, Scan
from notescan.review.fold import as_found, fold
from notescan.review.schema import open_database, what_is_wrong
from notescan.values import Frozen

# No vowels and nothing that looks like another: an id can be read out, and spells no word.
ID_LETTERS = "23456789bcdfghjkmnpqrstvwxz"

M = TypeVar("M", CaseFile, Scan, Checklist)


class ReviewInfo(Frozen):
    """A review as it is listed."""

    id: str
    title: str
    checklist: str
    audit_date: dt.date
    created: dt.datetime
    updated: dt.datetime
    items: int
    decided: int


class StoredReview(Frozen):
    """All that is kept of a review but its decisions; `place` is the tip and item last looked at."""

    info: ReviewInfo
    case: CaseFile
    scan: Scan
    checklist: Checklist
    place: tuple[str | None, str | None]


class OutOfDate(Exception):
    """Another process decided something in this review since its decisions were last read."""


def text_sha256(text: str) -> str:
    """The SHA-256 of a case text, by which it is known again."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def default_path() -> Path:
    """NOTESCAN_STORE, or reviews.sqlite in the user's own data folder."""
    if named := os.environ.get("NOTESCAN_STORE"):
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("notescan", appauthor=False) / "reviews.sqlite"


class Store:
    """Reviews in one SQLite file; made where there is none. UserError where it can't be used.

    May be used from several threads, and by several processes at once.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path if path is not None else default_path()
        self._connection = open_database(self.path)
        self._lock = threading.RLock()

    def close(self) -> None:
        """Close the file; nothing has to be saved."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ------------------------------------------------------------------------------------------ reviews

    def list_reviews(self) -> list[ReviewInfo]:
        """Every review, the one last worked on first."""
        with self._reading() as db:
            rows = db.execute(f"SELECT {_INFO} FROM reviews ORDER BY updated DESC, id").fetchall()
        return [_info(row) for row in rows]

    def find(self, text_sha: str, checklist: str) -> str | None:
        """The id of the review of that case text (`text_sha256`) with that checklist, or None."""
        with self._reading() as db:
            row = db.execute(
                "SELECT id FROM reviews WHERE text_sha256 = ? AND checklist = ?", (text_sha, checklist)
            ).fetchone()
        return str(row[0]) if row else None

    def create(self, case: CaseFile, scan: Scan, checklist: Checklist, *, decisions: Sequence[Decision] = ()) -> str:
        """Keep a new review and give its id; where there is one of this text and checklist, its id.

        `decisions` are what it begins with, in their order: all are kept with it, or nothing is.
        """
        sha, now = text_sha256(case.text), _now()
        papers = tuple(_packed(paper) for paper in (case, scan, checklist))
        items = fold(as_found(scan.evidence), decisions).items
        with self._writing() as db:
            row = db.execute(
                "SELECT id FROM reviews WHERE text_sha256 = ? AND checklist = ?", (sha, checklist.id)
            ).fetchone()
            if row:
                return str(row[0])
            review = _new_id(db, checklist.id)
            db.execute(
                "INSERT INTO reviews VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
                (
                    review,
                    case.title,
                    checklist.id,
                    scan.audit_date.isoformat(),
                    sha,
                    now,
                    now,
                    len(items),
                    sum(item.is_decided for item in items.values()),
                ),
            )
            db.execute("INSERT INTO papers VALUES (?, ?, ?, ?)", (review, *papers))
            for decision in decisions:
                _insert(db, review, decision)
        return review

    def resolve(self, given: str) -> str:
        """The id that is, or alone begins with, what was given; UserError where none or several do."""
        wanted = given.strip().lower()
        with self._reading() as db:
            ids = [str(row[0]) for row in db.execute("SELECT id FROM reviews ORDER BY id")]
        if wanted in ids:
            return wanted
        found = [i for i in ids if wanted and i.startswith(wanted)]
        if not found:
            raise UserError(f"There is no review {given!r}; `notescan reviews` lists those there are.")
        if len(found) > 1:
            some = ", ".join(found[:5]) + (" ..." if len(found) > 5 else "")
            raise UserError(f"{given!r} stands for {len(found)} reviews ({some}); give more of its letters.")
        return found[0]

    def load(self, review: str) -> StoredReview:
        """The review of that id or unambiguous beginning; UserError where there is none."""
        review = self.resolve(review)
        with self._reading() as db:
            row = db.execute(
                f"SELECT {_INFO}, place_tip, place_item, case_file, scan, papers.checklist "
                "FROM reviews JOIN papers ON papers.review = reviews.id WHERE id = ?",
                (review,),
            ).fetchone()
        if row is None:
            raise UserError(f"The review {review} was forgotten meanwhile.")
        try:
            return StoredReview(
                info=_info(row[:8]),
                place=(row[8], row[9]),
                case=_unpacked(CaseFile, row[10]),
                scan=_unpacked(Scan, row[11]),
                checklist=_unpacked(Checklist, row[12]),
            )
        except (zlib.error, ValueError) as error:
            raise UserError(f"The review {review} in {self.path} is damaged and can't be read.") from error

    def case_of(self, review: str) -> CaseFile:
        """The case of a review alone: its scan, which may be large, is not unpacked."""
        with self._reading() as db:
            row = db.execute("SELECT case_file FROM papers WHERE review = ?", (review,)).fetchone()
        if row is None:
            raise UserError(f"The review {review} was forgotten meanwhile.")
        try:
            return _unpacked(CaseFile, row[0])
        except (zlib.error, ValueError) as error:
            raise UserError(f"The review {review} in {self.path} is damaged and can't be read.") from error

    def forget(self, review: str) -> None:
        """Take away a review with its case text and all its decisions, for good."""
        review = self.resolve(review)
        with self._writing() as db:
            # The review goes first: as long as it is there, the store keeps its decisions.
            db.execute("DELETE FROM reviews WHERE id = ?", (review,))
            db.execute("DELETE FROM papers WHERE review = ?", (review,))
            db.execute("DELETE FROM scans WHERE review = ?", (review,))
            db.execute("DELETE FROM times WHERE review = ?", (review,))
            db.execute("DELETE FROM decisions WHERE review = ?", (review,))

    def save_place(self, review: str, tip: str | None, item: str | None) -> None:
        """Keep where the auditor is, so that opening again goes on there."""
        with self._writing() as db:
            db.execute("UPDATE reviews SET place_tip = ?, place_item = ? WHERE id = ?", (tip, item, review))

    def add_time(self, review: str, who: str, seconds: float) -> None:
        """Add to the time that someone has worked on a review today."""
        with self._writing() as db:
            db.execute(
                "INSERT INTO times VALUES (?, ?, ?, ?) "
                "ON CONFLICT (review, who, day) DO UPDATE SET seconds = seconds + excluded.seconds",
                (review, who, dt.date.today().isoformat(), seconds),
            )

    def time_spent(self, review: str) -> dict[str, float]:
        """Seconds worked on a review, by auditor."""
        with self._reading() as db:
            rows = db.execute(
                "SELECT who, sum(seconds) FROM times WHERE review = ? GROUP BY who ORDER BY who", (review,)
            )
            return {str(who): float(seconds) for who, seconds in rows.fetchall()}

    # ---------------------------------------------------------------------------------------- decisions

    def append(self, review: str, decision: Decision, *, items: int, decided: int, scan: Scan | None = None) -> None:
        """Keep one decision, and the review's progress with it; it is on the disk when this returns.

        `scan` is the one made with the roster that the decision mends.

        OutOfDate where `decision.seq` is not the next number; UserError where the review is gone.
        """
        with self._writing() as db:
            last = db.execute("SELECT max(seq) FROM decisions WHERE review = ?", (review,)).fetchone()[0] or 0
            if decision.seq != last + 1:
                raise OutOfDate
            at = decision.at.isoformat()
            there = db.execute(
                "UPDATE reviews SET updated = ?, items = ?, decided = ? WHERE id = ?",
                (at, items, decided, review),
            ).rowcount
            if not there:
                raise UserError(f"The review {review} was forgotten in another window; open the case again.")
            _insert(db, review, decision)
            if scan is not None:
                db.execute("INSERT INTO scans VALUES (?, ?, ?)", (review, decision.seq, _packed(scan)))

    def scans(self, review: str) -> dict[int, Scan]:
        """The scans made with a mended roster, by the number of the decision that mended it."""
        with self._reading() as db:
            rows = db.execute("SELECT seq, scan FROM scans WHERE review = ?", (review,)).fetchall()
        try:
            return {seq: _unpacked(Scan, packed) for seq, packed in rows}
        except (zlib.error, ValueError) as error:
            raise UserError(f"The review {review} in {self.path} is damaged and can't be read.") from error

    def decisions(self, review: str, *, after: int = 0) -> list[Decision]:
        """The decisions of a review with numbers above `after`, in the order in which they were made."""
        with self._reading() as db:
            rows = db.execute(
                "SELECT seq, at, who, kind, item, value FROM decisions WHERE review = ? AND seq > ? ORDER BY seq",
                (review, after),
            ).fetchall()
        return [
            Decision(seq=seq, at=at, who=who, kind=kind, item=item, value=json.loads(value))
            for seq, at, who, kind, item, value in rows
        ]

    # ---------------------------------------------------------------------------------------- plumbing

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                yield self._connection
            except sqlite3.Error as error:
                raise UserError(what_is_wrong(error, self.path)) from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is on the disk afterwards, or none."""
        with self._reading() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise


_INFO = "id, title, reviews.checklist, audit_date, created, updated, items, decided"


def _info(row: tuple[str, str, str, str, str, str, int, int]) -> ReviewInfo:
    return ReviewInfo.model_validate(dict(zip(ReviewInfo.model_fields, row, strict=True)))


def _insert(db: sqlite3.Connection, review: str, decision: Decision) -> None:
    made = (decision.at.isoformat(), decision.who, decision.kind, decision.item, json.dumps(decision.value))
    db.execute("INSERT INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?)", (review, decision.seq, *made))


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat()


def _new_id(db: sqlite3.Connection, checklist: str) -> str:
    """A short id that is free; the letters come first, so that they alone name the review."""
    tail = re.sub(r"[^a-z0-9]+", "-", checklist.lower()).strip("-")[:20]
    while True:
        review = "".join(secrets.choice(ID_LETTERS) for _ in range(4)) + (f"-{tail}" if tail else "")
        if db.execute("SELECT 1 FROM reviews WHERE id = ?", (review,)).fetchone() is None:
            return review


def _packed(paper: CaseFile | Scan | Checklist) -> bytes:
    return zlib.compress(paper.model_dump_json().encode())


def _unpacked(kind: type[M], packed: bytes) -> M:
    return kind.model_validate_json(zlib.decompress(packed))
