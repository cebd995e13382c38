"""The time between visits that took place. Only a visit that was held ends a gap."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from notescan.chronology.order import in_order
from notescan.chronology.words import date, days
from notescan.over_time import Event
from notescan.values import Frozen

LONG = 42
"""Days. Six weeks is the longest that the law lets between visits to a child looked after in the first year of a
placement (Care Planning, Placement and Case Review (England) Regulations 2010, regulation 28); other plans set their
own, so it is a setting wherever gaps are shown."""


class Gap(Frozen):
    """The days from one visit held to the next, or to the audit date where there is none after (`after` is null)."""

    before: Event
    after: Event | None
    first: dt.date
    last: dt.date
    days: int
    long: bool
    tried: tuple[Event, ...] = ()
    """Visits within it that did not take place: attempted, cancelled or only planned."""

    def says(self) -> str:
        """The gap in a sentence."""
        end = f"next on {date(self.last)}" if self.after else f"none by the audit date, {date(self.last)}"
        tried = f"; {_counted(self.tried)} in between" if self.tried else ""
        return f"{days(self.days)} without a visit: one on {date(self.first)}, {end}{tried}."


def gaps(events: Iterable[Event], *, audit_date: dt.date, long: int = LONG) -> list[Gap]:
    """The gaps between visits, in order. `long` is the number of days over which a gap is called long.

    Visits without a date, and those known only to the month or less, bound no gap; one known to the week counts on
    the week's first day. Two visits on one day are no gap.
    """
    visits = [e for e in in_order(events) if e.kind == "visit" and e.first is not None]
    held = [e for e in visits if e.state == "held" and e.precision in ("day", "week") and _day(e) <= audit_date]
    found: list[Gap] = []
    for number, before in enumerate(held):
        after = held[number + 1] if number + 1 < len(held) else None
        first, last = _day(before), _day(after) if after else audit_date
        if first == last:
            continue
        tried = tuple(e for e in visits if e.state != "held" and e.state != "unknown" and first < _day(e) < last)
        apart = (last - first).days
        found.append(
            Gap(before=before, after=after, first=first, last=last, days=apart, long=apart > long, tried=tried)
        )
    return found


def _day(event: Event) -> dt.date:
    assert event.first is not None
    return event.first


def _counted(events: tuple[Event, ...]) -> str:
    names = {"attempted": "attempted", "cancelled": "cancelled", "planned": "planned", "due": "planned"}
    counts: dict[str, int] = {}
    for event in events:
        counts[names[event.state]] = counts.get(names[event.state], 0) + 1
    return " and ".join(f"{count} {state}" for state, count in counts.items())
