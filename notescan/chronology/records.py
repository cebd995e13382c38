"""Several records of one family: events that stand in one and are missing in another.

The audit guidance asks auditors to look: an event written on one child's record is not always copied to a sibling's.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from notescan.chronology.words import when
from notescan.model import CaseFile
from notescan.over_time import Event, EventKind
from notescan.values import Frozen

NEAR_DAYS = 1
"""Two records may date the same event a day apart: when it was, when it was heard of."""
ALIKE_NEAR = 60
"""Likeness of words (0 to 100) from which events of one kind a day apart are the same."""
ALIKE_OTHER_KIND = 80
"""Likeness from which events of one day are the same although they were filed under different kinds."""

OWN: frozenset[EventKind] = frozenset(
    {"contact", "direct-work", "family-time", "health", "education", "move", "plan", "review", "missing", "other"}
)
"""Kinds that may rightly be on one child's record alone."""


class Record(Frozen):
    """One file of the case: its place in the case text and the days that its notes cover."""

    name: str
    start: int
    end: int
    first: dt.date
    last: dt.date


class Absent(Frozen):
    """An event that took place by one record and is not in another whose notes cover that day."""

    event: Event
    stands_in: str
    missing_in: str
    one_child: bool
    """Whether an event of this kind may rightly be on one child's record alone."""
    instead: Event | None = None
    """What the other record has of that kind and time that is not the same: only planned, or cancelled."""

    def says(self) -> str:
        """The finding in a sentence."""
        other = f"; there it is only {self.instead.state} ({when(self.instead)})" if self.instead else ""
        return f"In {self.stands_in}, not found in {self.missing_in}{other}."


def records(case: CaseFile) -> list[Record]:
    """The files of the case that hold notes of several days, in order: a single letter or report is no record.

    Each is called by its file's name; those with the same name by their whole path, and then by a number.
    """
    files = Counter(PurePath(source.path).name for source in case.sources)
    seen: dict[str, int] = defaultdict(int)
    found = []
    for source in case.sources:
        days = {n.date for n in case.notes if n.date and source.start <= n.start < source.end}
        if source.left_out is not None or len(days) < 2:
            continue
        seen[source.path] += 1
        name = PurePath(source.path).name
        if files[name] > 1:
            name = source.path if seen[source.path] == 1 else f"{source.path} ({seen[source.path]})"
        found.append(Record(name=name, start=source.start, end=source.end, first=min(days), last=max(days)))
    return found


def record_of(event: Event, among: Sequence[Record]) -> Record | None:
    """The record that holds the event's words."""
    return next((r for r in among if r.start <= event.start < r.end), None)


def absent(case: CaseFile, events: Iterable[Event]) -> list[Absent]:
    """What stands as held in one record and not in another, by day; those that may be one child's alone come last.

    Only days that the other record's notes cover are compared, and only events known to the day.
    """
    among = records(case)
    if len(among) < 2:
        return []
    copied = _copied(case, among)
    by_record: dict[str, list[Event]] = {record.name: [] for record in among}
    for event in events:
        if (record := record_of(event, among)) and event.first is not None:
            by_record[record.name].append(event)
    found = [
        Absent(event=event, stands_in=here.name, missing_in=there.name, one_child=event.kind in OWN, instead=instead)
        for here in among
        for there in among
        if there is not here
        for event, instead in _not_in(_told_once(by_record[here.name]), by_record[there.name], there)
        if there.name not in copied.get(event.note, ())
    ]
    return sorted(found, key=lambda a: (a.one_child, a.event.first or dt.date.max, a.stands_in, a.missing_in))


def _copied(case: CaseFile, among: Sequence[Record]) -> dict[str, set[str]]:
    """In which other records each note stands again; its events are told once, where it stands first."""
    found: dict[str, set[str]] = defaultdict(set)
    for note in case.notes:
        if note.same_as and (record := next((r for r in among if r.start <= note.start < r.end), None)):
            found[note.same_as].add(record.name)
    return found


def _told_once(events: Iterable[Event]) -> Iterator[Event]:
    """Held and known to the day; where a record tells of one several times, the first telling."""
    seen = set()
    for event in events:
        key = (event.kind, event.first)
        if event.state == "held" and event.precision == "day" and key not in seen:
            seen.add(key)
            yield event


def _not_in(events: Iterable[Event], others: Sequence[Event], there: Record) -> Iterator[tuple[Event, Event | None]]:
    by_day: dict[dt.date, list[Event]] = defaultdict(list)
    for other in others:
        if other.first is not None and other.precision == "day":
            by_day[other.first].append(other)
    for event in events:
        assert event.first is not None
        if not there.first <= event.first <= there.last:
            continue
        near = [
            other
            for shift in range(-NEAR_DAYS, NEAR_DAYS + 1)
            for other in by_day.get(event.first + dt.timedelta(days=shift), ())
        ]
        if any(other.state == "held" and _same(event, other) for other in near):
            continue
        yield event, next((other for other in near if other.kind == event.kind), None)


def _same(one: Event, other: Event) -> bool:
    if one.kind == other.kind and one.first == other.first:
        return True
    alike = _alike(one, other)
    if one.kind == other.kind:
        return alike >= ALIKE_NEAR
    return one.first == other.first and alike >= ALIKE_OTHER_KIND


def _alike(one: Event, other: Event) -> float:
    from rapidfuzz import fuzz, utils

    return fuzz.token_set_ratio(
        f"{one.title} {one.quote}", f"{other.title} {other.quote}", processor=utils.default_process
    )
