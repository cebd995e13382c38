"""When a clock started, as surely as the notes tell it, and how an end stands against its limit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from notescan.clocks.data import Sort
from notescan.clocks.limit import Limit
from notescan.dates.working import Reckoning
from notescan.over_time import Event

_TOLD = ("held", "unknown")

Verdict = Literal["in_time", "late", "open"]


@dataclass(frozen=True, slots=True)
class Span:
    """A start or an end that lies between two days (the same where it is known to the day), and what tells it."""

    first: dt.date
    last: dt.date
    events: tuple[Event, ...]

    @property
    def sure(self) -> bool:
        return self.first == self.last

    @classmethod
    def of(cls, *events: Event) -> Span:
        """From the earliest day that any of these may be to the latest."""
        return cls(
            min(event.first for event in events if event.first),
            max(event.last for event in events if event.last),
            events,
        )


class Events:
    """The events of a case, found by their kind."""

    def __init__(self, events: Sequence[Event], audit_date: dt.date) -> None:
        self.held = [e for e in events if e.state == "held" and e.first is not None]
        self._until = audit_date
        self._held, self._ahead = _by_kind(self.held), _by_kind(e for e in events if e.state not in _TOLD)

    def that_fit(self, sorts: Sequence[Sort], *, ahead: bool = False, later: bool = False) -> list[Event]:
        """The events held by the audit date that are of one of these sorts, in the order of their days.

        `ahead` gives those that did not take place instead; with `later`, those after the audit date count too.
        """
        among = self._ahead if ahead else self._held
        found: dict[int, Event] = {}
        for sort in sorts:
            for event in among.get(sort.kind, ()):
                if sort.fits(event) and (ahead or later or (event.first and event.first <= self._until)):
                    found[id(event)] = event
        return sorted(found.values(), key=lambda e: (e.first or dt.date.max, e.start))


def _by_kind(events: Iterable[Event]) -> dict[str | None, list[Event]]:
    """The events of each kind; all of them under None."""
    by_kind: dict[str | None, list[Event]] = {None: []}
    for event in events:
        by_kind[None].append(event)
        by_kind.setdefault(event.kind, []).append(event)
    return by_kind


def spans(events: Iterable[Event]) -> list[Span]:
    """The events that have a date, by day; several tellings of one day are one span, resting on the first.

    One known only to the month or less is left out where one known better lies within it.
    """
    dated = sorted(
        (e for e in events if e.first is not None and e.last is not None),
        key=lambda e: (e.first, e.last, e.start),
    )
    found: list[Span] = []
    sharp = {e.first for e in dated if e.first == e.last}
    for event in dated:
        assert event.first is not None
        assert event.last is not None
        vague = event.first != event.last
        if vague and any(event.first <= day <= event.last for day in sharp if day):
            continue
        if not found or (found[-1].first, found[-1].last) != (event.first, event.last):
            found.append(Span.of(event))
    return found


def verdict(start: Span, end: Span, limits: Sequence[Limit], rules: Reckoning) -> Verdict:
    """In time or late where that is so by every reading of the days and by each limit that may hold; else open."""
    dues = [limit.due(day, rules) for limit in limits for day in (start.first, start.last)]
    if end.first > max(dues):
        return "late"
    return "in_time" if end.last <= min(dues) else "open"
