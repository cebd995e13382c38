"""How a clock stands, in words, with the words of the case that it rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from notescan.chronology.words import KINDS, when
from notescan.clocks.data import ClockRule
from notescan.clocks.rounds import Reading
from notescan.clocks.spans import Span, verdict
from notescan.dates.mention import say
from notescan.dates.working import Reckoning
from notescan.over_time import Clock, Event, EventState
from notescan.values import Rest

_AHEAD: dict[EventState, str] = {
    "planned": "planned for",
    "due": "said to be due",
    "attempted": "attempted",
    "cancelled": "cancelled",
}


class Teller:
    """Turns the rounds of one clock into what is shown."""

    def __init__(self, rule: ClockRule, audit_date: dt.date, rules: Reckoning) -> None:
        self.rule = rule
        self.audit_date = audit_date
        self.rules = rules

    def round(self, reading: Reading, *, ahead: Sequence[Event] = ()) -> Clock:
        """One round, by its verdict; `ahead` are ends that are planned, attempted or cancelled."""
        if reading.end is not None:
            return self._ended(reading, reading.end)
        return self._running(reading, ahead)

    def unknown(self, why: str, rests: Sequence[Span] = (), ahead: Sequence[Event] = ()) -> Clock:
        """A clock that can't be reckoned, and why."""
        told = tuple(_rest(_name(event), event) for span in rests for event in span.events)
        return self._clock(
            "unknown",
            reckoning=f"{why} Limit {self.rule.limits[0].limit}.",
            rests=(*told, *(_rest(_AHEAD[event.state], event) for event in ahead[:1])),
        )

    def longest(self, clock: Clock, kept: int) -> Clock:
        """The longest of the rounds that were kept, for all of them."""
        if kept == 1:
            return clock
        return clock.model_copy(
            update={"name": self.rule.name, "reckoning": f"{kept} in time; the longest: {clock.reckoning}"}
        )

    def _ended(self, reading: Reading, end: Span) -> Clock:
        stands = verdict(reading.start, end, reading.limits, self.rules)
        took = self._took(reading, reading.start, end)
        told = f"{_done(end)}, {took} after {_starts(reading.start)}"
        due = reading.limits[0].due(reading.start.first, self.rules)
        if stands == "in_time":
            return self._clock(stands, reading, due=due, reckoning=f"{told}; limit {reading.limits[0]}.")
        if stands == "late":
            due = max(limit.due(reading.start.last, self.rules) for limit in reading.limits)
            return self._clock(
                "late", reading, due=due, reckoning=f"{told}; it was due by {say(due)} (limit {_or(reading)})."
            )
        return self._clock("unknown", reading, reckoning=f"{told}; {self._why_open(reading)}")

    def _running(self, reading: Reading, ahead: Sequence[Event]) -> Clock:
        start = reading.start
        stop = reading.cut_by.first if reading.cut_by else self.audit_date
        early = min(limit.due(start.first, self.rules) for limit in reading.limits)
        late = max(limit.due(start.last, self.rules) for limit in reading.limits)
        coming = self._coming(start, ahead)
        after = f"{_or(reading)} after {_starts(start)}"
        until = f"{_starts(reading.cut_by)}, which began it anew" if reading.cut_by else f"the audit date, {say(stop)}"
        if stop > late:
            said = f"None recorded by {until}; it was due by {say(late)}, {after}"
            if self.rule.needed and not self.rule.shown_by:
                said = f"{said}, if {self.rule.needed}; the notes don't say"
                return self._clock("unknown", reading, reckoning=f"{said}{_planned(coming)}.", ahead=coming)
            outcome = "late" if reading.cut_by else "overdue"
            return self._clock(outcome, reading, due=late, reckoning=f"{said}{_planned(coming)}.", ahead=coming)
        if stop <= early:
            said = f"Due by {say(early)}, {after}; none recorded by {until}"
            return self._clock("due", reading, due=early, reckoning=f"{said}{_planned(coming)}.", ahead=coming)
        said = f"None recorded by {until}, counted from {_starts(start)}{_planned(coming)}"
        return self._clock("unknown", reading, reckoning=f"{said}; {self._why_open(reading)}", ahead=coming)

    def _clock(
        self,
        outcome: str,
        reading: Reading | None = None,
        *,
        due: dt.date | None = None,
        reckoning: str,
        rests: tuple[Rest, ...] = (),
        ahead: Sequence[Event] = (),
    ) -> Clock:
        one = reading.round if reading else self.rule.limits[0]
        end = reading.end if reading else None
        if reading:
            told = [_rest("start: " + _name(event), event) for event in reading.start.events]
            told += [_rest("done: " + _name(event), event) for event in (end.events if end else ())]
            told += [_rest(_AHEAD[event.state], event) for event in ahead]
            rests = tuple(told)
        return Clock(
            id=self.rule.id,
            name=(one.name if reading and reading.which_round else None) or self.rule.name,
            standing=one.standing or self.rule.standing,
            source=one.source or self.rule.source,
            limit=_or(reading) if reading else str(one.limit),
            outcome=outcome,
            started=reading.start.first if reading and reading.start.sure else None,
            due=due,
            done=end.first if end and end.sure else None,
            reckoning=reckoning[:1].upper() + reckoning[1:],
            rests=rests,
            tips=self.rule.tips,
        )

    def _coming(self, start: Span, ahead: Sequence[Event]) -> list[Event]:
        """The last thing said after the start of an end that did not take place yet, if any."""
        later = [e for e in ahead if e.first is not None and e.first > start.last]
        return later[-1:]

    def _took(self, reading: Reading, start: Span, end: Span) -> str:
        limit = reading.limits[0]
        shortest, longest = limit.took(start.last, end.first, self.rules), limit.took(start.first, end.last, self.rules)
        return shortest if shortest == longest else f"{shortest.split()[0]} to {longest}"

    def _why_open(self, reading: Reading) -> str:
        if not reading.start.sure and len(reading.start.events) > 1:
            return f"whether that is within {reading.limits[0]} depends on which of them started it."
        if not reading.start.sure or (reading.end and not reading.end.sure):
            return f"the notes don't give the days closely enough to say whether that is within {reading.limits[0]}."
        if reading.round.longer:
            return f"that is in time only where the limit is {reading.round.longer}; the notes don't say so."
        return f"whether the limit is {_or(reading)} depends on how many came before these notes."


def _or(reading: Reading) -> str:
    return " or ".join(str(limit) for limit in reading.limits)


def _name(event: Event) -> str:
    """What it is called in a sentence: "initial child protection conference", "assessment completed"."""
    kind, sort = KINDS[event.kind].lower(), event.what
    if not sort or sort.lower() == kind:
        return kind
    if kind in sort.lower() or " " in sort:
        return sort
    return f"{kind} {sort}" if sort.endswith("ed") else f"{sort} {kind}"


def _starts(span: Span) -> str:
    if len(span.events) == 1:
        return f"{_name(span.events[0])} on {when(span.events[0])}"
    return " or ".join(f"{_name(event)} on {when(event)}" for event in span.events)


def _done(span: Span) -> str:
    return f"{_name(span.events[0])} on {when(span.events[0])}"


def _planned(coming: Sequence[Event]) -> str:
    return "".join(f"; {_AHEAD[event.state]} {when(event)}" for event in coming)


def _rest(says: str, event: Event) -> Rest:
    return Rest(
        says=says,
        note=event.note,
        start=event.start,
        end=event.end,
        quote=event.quote,
        date=event.first,
        place=event.place,
    )
