"""Events in the order of their days, and those of chosen kinds within a period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from notescan.over_time import Event, EventKind


def in_order(events: Iterable[Event]) -> list[Event]:
    """By day, then in reading order; those without a date come last."""
    return sorted(events, key=lambda e: (e.first is None, e.first or dt.date.max, e.last or dt.date.max, e.start, e.id))


def chosen(
    events: Iterable[Event],
    *,
    kinds: Collection[EventKind] = (),
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> list[Event]:
    """The events of these kinds (all where none is named) that may lie within the period, both days included.

    An event known only to the week, month or year is in where any of its days is. One without a date is in only
    where no period was asked for.
    """
    return [event for event in events if (not kinds or event.kind in kinds) and within(event, since, until)]


def within(event: Event, since: dt.date | None, until: dt.date | None) -> bool:
    """Whether the event may lie within these days."""
    if since is None and until is None:
        return True
    if event.first is None or event.last is None:
        return False
    return (since is None or event.last >= since) and (until is None or event.first <= until)
