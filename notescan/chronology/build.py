"""The chronology as one value, which every format and screen shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Literal

from pydantic import ConfigDict, Field

from notescan.chronology.coverage import Standing, standings
from notescan.chronology.echoes import Echo, echoes
from notescan.chronology.gaps import LONG, Gap, gaps
from notescan.chronology.order import chosen, in_order
from notescan.chronology.records import Absent, absent, records
from notescan.chronology.timeline import draw, draw_small
from notescan.chronology.words import ACTIONS, date, fate
from notescan.model import CaseFile, Source
from notescan.over_time import Action, CaseOverTime, Clock, Event, EventKind, Repeat
from notescan.values import Frozen, Rest


class Chronology(Frozen):
    """The dated events of a case and what their order tells. The JSON contract `notescan.chronology/1`."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    schema_: Literal["notescan.chronology/1"] = Field("notescan.chronology/1", alias="schema")
    title: str
    audit_date: dt.date
    sources: tuple[Source, ...]
    records: tuple[str, ...] = ()
    """The files that were compared with each other: those that hold notes of several days."""
    kinds: tuple[EventKind, ...] = ()
    """The kinds that were asked for; all where none is named."""
    since: dt.date | None = None
    until: dt.date | None = None
    long_gap: int = LONG
    """Days; over which a gap between visits is called long."""
    events: tuple[Event, ...] = ()
    gaps: tuple[Gap, ...] = ()
    clocks: tuple[Clock, ...] = ()
    absent: tuple[Absent, ...] = ()
    echoes: tuple[Echo, ...] = ()
    actions: tuple[Action, ...] = ()
    """What supervision, plans and meetings asked for, overdue first."""
    repeats: tuple[Repeat, ...] = ()
    """Passages that stand in an earlier note already."""
    coverage: tuple[Standing, ...] = ()
    """Children and agencies: who was seen and heard, who was asked and answered."""
    settings: tuple[str, ...] = ()
    begins: dt.date | None = None
    """The first day of the record itself, from which the time line is drawn; older events are only told of."""

    @property
    def long_gaps(self) -> tuple[Gap, ...]:
        """The gaps that stand out."""
        return tuple(gap for gap in self.gaps if gap.long)

    def says(self) -> str:
        """What it holds, in a line."""
        count = f"{len(self.events):,} event" + ("" if len(self.events) == 1 else "s")
        days = [e.first for e in self.events if e.first]
        span = f", {date(min(days))} to {date(max(days))}" if days else ""
        return f"{self.title} · {count}{span} · audit {date(self.audit_date)}"

    def line(self, width: int, *, small: bool = False) -> list[str]:
        """The drawn time line, `width` characters wide at most; `small` in five lines, without its key."""
        days = [e.first for e in self.events if e.first]
        if not days:
            return ["No event has a date."]
        first = self.since or max(min(days), self.begins or min(days))
        last = self.until or max(self.audit_date, *(e.first for e in self.events if e.first and e.state == "held"))
        made = draw_small if small else draw
        return made(self.events, self.gaps, width=width, first=min(first, last), last=last)


def chronology(
    case: CaseFile,
    over_time: CaseOverTime,
    *,
    audit_date: dt.date,
    kinds: Collection[EventKind] = (),
    since: dt.date | None = None,
    until: dt.date | None = None,
    long_gap: int = LONG,
) -> Chronology:
    """The chronology of `case` from what was computed over the whole of it.

    `kinds`, `since` and `until` choose which events are shown. Gaps, clocks and repeats are reckoned from all
    events and then shown where they touch the period; a gap only where visits are shown.
    """
    everything = in_order(over_time.events)
    shown = chosen(everything, kinds=kinds, since=since, until=until)
    ids = {event.id for event in shown}
    visits = not kinds or "visit" in kinds
    dates = [note.date for note in case.notes if note.date]
    return Chronology(
        title=case.title,
        audit_date=audit_date,
        sources=case.sources,
        records=tuple(record.name for record in records(case)),
        kinds=tuple(sorted(kinds)),
        since=since,
        until=until,
        long_gap=long_gap,
        events=tuple(shown),
        gaps=tuple(
            gap
            for gap in (gaps(everything, audit_date=audit_date, long=long_gap) if visits else ())
            if (since is None or gap.last >= since) and (until is None or gap.first <= until)
        ),
        clocks=tuple(clock for clock in over_time.clocks if _touches(clock, since, until)),
        absent=tuple(one for one in absent(case, everything) if one.event.id in ids),
        echoes=tuple(echo for echo in echoes(case, everything) if any(e.event.id in ids for e in echo.episodes)),
        actions=tuple(
            sorted(
                (action for action in over_time.actions if _within(action.set_in, since, until)),
                key=lambda a: (list(ACTIONS).index(fate(a)), a.by or dt.date.max, a.set_in.start),
            )
        ),
        repeats=tuple(repeat for repeat in over_time.repeats if _within(repeat.later, since, until)),
        coverage=standings(over_time.coverage, since=since, until=until),
        settings=over_time.settings,
        begins=min(dates, default=None),
    )


def _within(rest: Rest, since: dt.date | None, until: dt.date | None) -> bool:
    if rest.date is None:
        return since is None and until is None
    return (since is None or rest.date >= since) and (until is None or rest.date <= until)


def _touches(clock: Clock, since: dt.date | None, until: dt.date | None) -> bool:
    days = [day for day in (clock.started, clock.done or clock.due) if day]
    if not days:
        return since is None and until is None
    return (since is None or max(days) >= since) and (until is None or min(days) <= until)
