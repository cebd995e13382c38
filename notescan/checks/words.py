"""How the checks say things: dates, spans and which event they rest on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from notescan.checks.context import Context
from notescan.dates import say
from notescan.over_time import Event
from notescan.values import Rest


def days(number: int) -> str:
    """1 day, 2 days."""
    return f"{number:,} day" + ("" if number == 1 else "s")


def working_days(number: int) -> str:
    """1 working day, 2 working days."""
    return f"{number:,} working day" + ("" if number == 1 else "s")


def day_of(event: Event) -> str:
    """The day of an event, as precisely as the notes give it."""
    assert event.first is not None
    match event.precision:
        case "day":
            return say(event.first)
        case "week":
            return f"the week of {say(event.first)}"
        case "month":
            return f"{event.first:%b %Y}"
        case _:
            return f"{event.first:%Y}"


def held(events: Iterable[Event], *, until: dt.date) -> list[Event]:
    """What took place on a known day up to `until`, in order."""
    return sorted(
        (e for e in events if e.state == "held" and e.first is not None and e.first <= until),
        key=lambda e: (e.first or until, e.precision == "day", e.start),
    )


def one_a_day(events: Sequence[Event]) -> list[Event]:
    """The events, one for each day: the first that tells of it."""
    return list({e.first: e for e in reversed(events)}.values())[::-1]


def rest_on_missed(ctx: Context, events: Iterable[Event], says: str, *, since: dt.date | None) -> list[Rest]:
    """Those that were called off, tried in vain or only planned after `since`: what an auditor asks for next."""
    states = {"cancelled": "called off", "attempted": "tried", "planned": "planned", "due": "due"}
    return [
        ctx.rest_on_event(f"{says} {states[e.state]}", e)
        for e in events
        if e.state in states
        and e.first is not None
        and (since is None or e.first > since)
        and e.first <= ctx.audit_date
    ]
