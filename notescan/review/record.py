"""How each pattern has fared in the reviews: how often it found something, and what the auditor made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from notescan.errors import UserError
from notescan.review.fold import Item
from notescan.review.session import ReviewSession, resume
from notescan.review.store import Store


@dataclass(slots=True)
class Record:
    """One pattern's record. An item that several patterns found counts for each of them."""

    tip: str
    pattern: str
    found: int = 0
    confirmed: int = 0
    rejected: int = 0
    moved: int = 0
    """Confirmed, but as evidence for another tip: for this pattern's tip it was wrong."""
    still_open: int = 0

    @property
    def precision(self) -> float | None:
        """Of what was decided, the share that was evidence for the pattern's tip; None where nothing was decided."""
        decided = self.confirmed + self.rejected + self.moved
        return self.confirmed / decided if decided else None

    def told(self) -> str:
        """In words: "found 12 times in your reviews: 8 confirmed, 2 rejected, 2 to decide"."""
        if not self.found:
            return "it has found nothing in your reviews yet"
        times = "once" if self.found == 1 else f"{self.found} times"
        parts = [
            f"{n} {word}"
            for n, word in (
                (self.confirmed, "confirmed"),
                (self.rejected, "rejected"),
                (self.moved, "moved to another tip"),
                (self.still_open, "to decide"),
            )
            if n
        ]
        return f"found {times} in your reviews: {', '.join(parts)}"


@dataclass(frozen=True, slots=True)
class Records:
    """The records of all patterns that found something, and the reviews that they were taken from."""

    by_pattern: dict[tuple[str, str], Record]
    reviews: int
    unreadable: tuple[str, ...] = ()
    """Reviews of the store that could not be read, with why."""

    def of(self, tip: str, pattern: str) -> Record:
        """The record of one pattern (its id is its own within its tip only)."""
        return self.by_pattern.get((tip, pattern)) or Record(tip, pattern)

    @property
    def ordered(self) -> list[Record]:
        """Tip by tip; within a tip, the ones that found most first."""
        return sorted(self.by_pattern.values(), key=lambda r: (r.tip, -r.found, r.pattern))


def records_of(store: Store, *, signed_only: bool = False) -> Records:
    """The record of every pattern over the reviews of a store; only over signed ones if asked for."""
    unreadable: list[str] = []
    sessions = list(sessions_of(store, signed_only=signed_only, unreadable=unreadable))
    return Records(count(item for session in sessions for item in session.items()), len(sessions), tuple(unreadable))


def sessions_of(store: Store, *, signed_only: bool = False, unreadable: list[str]) -> Iterator[ReviewSession]:
    """The reviews of a store, the last one first; what can't be read is put in `unreadable` and left out."""
    for info in store.list_reviews():
        try:
            session = resume(store, info.id)
        except UserError as error:
            unreadable.append(str(error))
            continue
        if session.signed() is not None or not signed_only:
            yield session


def count(items: Iterable[Item]) -> dict[tuple[str, str], Record]:
    """The records by tip and pattern; what was added by hand no pattern found."""
    records: dict[tuple[str, str], Record] = {}
    for item in items:
        if item.added_by_hand:
            continue
        for pattern in item.found.patterns or (item.found.pattern,):
            record = records.setdefault((item.found.tip, pattern), Record(item.found.tip, pattern))
            record.found += 1
            if item.state == "rejected":
                record.rejected += 1
            elif item.state != "confirmed":
                record.still_open += 1
            elif item.tip != item.found.tip:
                record.moved += 1
            else:
                record.confirmed += 1
    return records
