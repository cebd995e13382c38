"""The clocks of one case: which apply, each of their rounds, and how each stands at the audit date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from notescan.clocks.data import ClockRule, clocks_in_force
from notescan.clocks.rounds import Reading, rounds
from notescan.clocks.spans import Events, Span, spans
from notescan.clocks.telling import Teller
from notescan.dates.working import DEFAULT, Reckoning
from notescan.model import CheckResult
from notescan.over_time import Clock, Event

_ORDER = ("overdue", "late", "unknown", "due", "in_time")


@dataclass(frozen=True)
class _Found:
    """The events of a case that one clock looks at."""

    starts: list[Span]
    ends: list[Span]
    ahead: list[Event]
    """Ends that are planned, due, attempted or cancelled: told of, never counted."""


@dataclass(frozen=True)
class Settled:
    """The start of a clock and its end, or no end where there is none yet."""

    start: Event
    end: Event | None

    @classmethod
    def by(cls, check: CheckResult, events: Sequence[Event]) -> Settled | None:
        """As a check of a timeframe told them, or None where it told no start that is an event."""
        at = {(event.start, event.end, event.first): event for event in events}
        told = {rest.says: at.get((rest.start, rest.end, rest.date)) for rest in check.rests}
        start, end = told.get("started"), told.get("completed")
        if start is None or ("completed" in told and end is None):
            return None
        return cls(start, end)


def run_clocks(
    events: Sequence[Event],
    *,
    audit_date: dt.date,
    reckoning: Reckoning = DEFAULT,
    area: str | None = None,
    begins: dt.date | None = None,
    clocks: Sequence[ClockRule] | None = None,
    settled: Mapping[str, Settled] | None = None,
) -> list[Clock]:
    """How the case stands against each limit that applies to it; what needs a look first.

    `area` is the checklist's: a clock of that area that can't be reckoned is told as unknown, others are left out.
    `settled` gives, by the clock's id, the start and the end where they were told already with more to go by.
    `begins` is the day of the first note: what an older start should have been followed by may not be in these notes.
    """
    found: list[Clock] = []
    by_kind = Events(events, audit_date)
    for rule in clocks_in_force() if clocks is None else clocks:
        teller = Teller(rule, audit_date, reckoning)
        told = (settled or {}).get(rule.id)
        found += _named(rule, _run(rule, by_kind, teller, area, begins) if told is None else _tell(rule, told, teller))
    return sorted(found, key=lambda c: _ORDER.index(c.outcome))


def _tell(rule: ClockRule, settled: Settled, teller: Teller) -> Iterator[Clock]:
    limit = rule.limits[0]
    end = Span.of(settled.end) if settled.end else None
    yield teller.round(Reading(limit, Span.of(settled.start), end, (limit.limit,)))


def _run(rule: ClockRule, events: Events, teller: Teller, area: str | None, begins: dt.date | None) -> Iterator[Clock]:
    here = area in rule.areas
    if rule.only_there and not here:
        return
    starts = _starts(rule, events, here=here)
    if not here and (not starts or (begins and starts[-1].last < begins)):
        return
    found = _Found(starts, spans(events.that_fit(rule.until)), events.that_fit(rule.until, ahead=True))
    if rule.shown_by and not events.that_fit(rule.shown_by, later=True):
        if found.starts:
            yield teller.unknown(f"Needed only if {rule.needed}; these notes don't show it.", found.starts[-1:])
        return
    if not found.ends and not found.starts:
        if rule.needed and not found.ahead:
            return
        yield teller.unknown("The notes tell of none, with or without a date.", ahead=found.ahead)
    elif rule.again:
        yield from _again(rule, found, events, teller, begins)
    else:
        yield from _once(rule, found, teller, here)


def _starts(rule: ClockRule, events: Events, *, here: bool) -> list[Span]:
    starts = events.that_fit(rule.from_)
    if not rule.restarts:
        starts = next((found for sort in rule.from_ if (found := events.that_fit([sort]))), [])
    sure = [e for e in starts if e.sure == "sure"]
    # Where the case is of another area, only a start that is sure shows that the clock applies.
    return spans(sure or (starts if here else ()))


def _once(rule: ClockRule, found: _Found, teller: Teller, here: bool) -> Iterator[Clock]:
    """Each start with the first end after it. Where several starts may be meant, all of them are reckoned."""
    (limit,) = rule.limits[:1]
    waiting = list(found.starts)
    told = False
    for end in found.ends:
        before = [s for s in waiting if s.first <= end.last and _recent(rule, s, end.last, teller)]
        if before:
            told = True
            waiting = [s for s in waiting if s.first > end.last]
            start = Span.of(*(event for span in before for event in span.events))
            yield teller.round(Reading(limit, start, end, (limit.limit,)))
    if waiting:
        last = [s for s in waiting if _recent(rule, s, waiting[-1].last, teller)]
        start = Span.of(*(event for span in last for event in span.events))
        yield teller.round(Reading(limit, start, None, (limit.limit,)), ahead=found.ahead)
    elif found.ends and not told and here:
        yield teller.unknown("The notes don't say when it started.", found.ends[-1:])


def _recent(rule: ClockRule, start: Span, day: dt.date, teller: Teller) -> bool:
    return rule.within is None or rule.within.due(start.last, teller.rules) >= day


def _again(rule: ClockRule, found: _Found, events: Events, teller: Teller, begins: dt.date | None) -> Iterator[Clock]:
    read = list(rounds(rule, found.starts, found.ends, events.held, rules=teller.rules, begins=begins))
    if not read:
        yield teller.unknown("It started before these notes begin, and they tell of none since.", found.starts[-1:])
    told = [teller.round(reading, ahead=found.ahead) for reading in read]
    if not rule.worst:
        yield from told
        return
    kept = [clock for clock in told if clock.outcome == "in_time"]
    yield from (clock for clock in told if clock.outcome != "in_time")
    if kept:
        longest = max(kept, key=lambda c: ((c.done or dt.date.min) - (c.started or dt.date.min)).days)
        yield teller.longest(longest, len(kept))


def _named(rule: ClockRule, clocks: Iterator[Clock]) -> list[Clock]:
    """With ids that stay the same as long as the start does, so that what an auditor said of one still fits."""
    told: dict[str, int] = {}
    named = []
    for clock in clocks:
        name = f"{rule.id}-{clock.started.isoformat() if clock.started else 'unknown'}"
        told[name] = told.get(name, 0) + 1
        named.append(clock.model_copy(update={"id": name if told[name] == 1 else f"{name}-{told[name]}"}))
    return named
