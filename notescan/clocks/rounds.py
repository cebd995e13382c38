"""A clock that runs again and again: from its start to the first end, from that to the next, and on to the audit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from notescan.clocks.data import ClockRule, Round
from notescan.clocks.limit import Limit
from notescan.clocks.spans import Span, verdict
from notescan.dates.working import Reckoning
from notescan.over_time import Event


@dataclass(frozen=True)
class Reading:
    """One round: what it began with, what ended it, and the limits that may hold for it."""

    round: Round
    start: Span
    end: Span | None
    limits: tuple[Limit, ...]
    which_round: bool = True
    """Whether the notes tell which round it is; else the first rounds may lie before them."""
    cut_by: Span | None = None
    """The new start by which the clock began anew before there was an end."""


def rounds(
    rule: ClockRule,
    starts: Sequence[Span],
    ends: Sequence[Span],
    events: Sequence[Event],
    *,
    rules: Reckoning,
    begins: dt.date | None,
) -> Iterator[Reading]:
    """Every round that these starts and ends make, the last one open. None where all may lie before the notes."""
    anchors = _anchors(rule, starts, ends, begins)
    longer_from = _longer_from(rule, events)
    before = [end for end in ends if not anchors or end.last < anchors[0].first]
    if before and (rule.before or not anchors):
        cut = anchors[0] if anchors else None
        yield from _Segment(rule, None, before, cut, longer_from, rules).readings()
    for number, anchor in enumerate(anchors):
        cut = anchors[number + 1] if number + 1 < len(anchors) else None
        own = [end for end in ends if end.last >= anchor.first and (cut is None or end.last < cut.first)]
        yield from _Segment(rule, anchor, own, cut, longer_from, rules).readings(begins)


def _anchors(rule: ClockRule, starts: Sequence[Span], ends: Sequence[Span], begins: dt.date | None) -> list[Span]:
    if rule.restarts or not starts:
        return list(starts)
    # One before which it was done already is not where it began.
    fresh = [start for start in starts if not ends or start.first <= ends[0].last]
    in_these_notes = [start for start in fresh if begins is None or start.last >= begins]
    return (in_these_notes or fresh[::-1])[:1]


@dataclass(frozen=True)
class _Segment:
    """The rounds from one start to the next."""

    rule: ClockRule
    anchor: Span | None
    ends: list[Span]
    cut: Span | None
    longer_from: Mapping[Round, dt.date]
    rules: Reckoning

    def readings(self, begins: dt.date | None = None) -> Iterator[Reading]:
        ends = list(self.ends)
        at: int | None = 0
        previous = self.anchor
        if previous is None or self._began_earlier(previous, begins):
            # Rounds may lie before the notes: reckon only between the ends that they tell.
            at = None
            if not ends:
                return
            previous = ends.pop(0)
        for end in ends:
            at, reading = self._reading(at, previous, end)
            yield reading
            previous = end
            at = None if at is None else at + 1
        _, running = self._reading(at, previous, None)
        # Cut short within its limit, a round tells nothing.
        if self.cut is None or max(limit.due(previous.last, self.rules) for limit in running.limits) < self.cut.first:
            yield running

    def _began_earlier(self, start: Span, begins: dt.date | None) -> bool:
        if begins is None or start.first >= begins:
            return False
        first = self.rule.limits[0].limit
        if first.due(start.last, self.rules) >= begins:
            return False
        return not self.ends or verdict(start, self.ends[0], (first,), self.rules) != "in_time"

    def _reading(self, at: int | None, previous: Span, end: Span | None) -> tuple[int | None, Reading]:
        cut = self.cut if end is None else None
        if at is None:
            later = self._later(previous)
            limits = tuple({limit: None for one in later for limit in self._limits(one, previous)})
            return None, Reading(later[-1], previous, end, limits, which_round=len(self.rule.limits) == 1, cut_by=cut)
        at = self._pointer(at, previous)
        one = self.rule.limits[at]
        limits = self._limits(one, previous)
        # A limit that holds for a time holds for each round in that time.
        return at - bool(one.within), Reading(one, previous, end, limits, cut_by=cut)

    def _later(self, previous: Span) -> Sequence[Round]:
        """The limits that may hold for a round that is not the first, where which one it is can't be told."""
        later = list(self.rule.limits[1:] or self.rule.limits)
        for one in [one for one in later if one.within and self.anchor and len(later) > 1]:
            assert one.within is not None
            assert self.anchor is not None
            if previous.last <= one.within.due(self.anchor.first, self.rules):
                return [one]
            if previous.first > one.within.due(self.anchor.last, self.rules):
                later.remove(one)
        return later

    def _pointer(self, at: int, previous: Span) -> int:
        at = min(at, len(self.rule.limits) - 1)
        while (within := self.rule.limits[at].within) and at + 1 < len(self.rule.limits):
            assert self.anchor is not None
            if previous.first <= within.due(self.anchor.last, self.rules):
                break
            at += 1
        return at

    def _limits(self, one: Round, previous: Span) -> tuple[Limit, ...]:
        if one.longer is None:
            return (one.limit,)
        shown = self.longer_from.get(one)
        return (one.longer,) if shown and shown <= previous.last else (one.limit, one.longer)


def _longer_from(rule: ClockRule, events: Sequence[Event]) -> dict[Round, dt.date]:
    """From which day the notes show that a longer limit applies, where they do."""
    days = {
        one: [
            event.first
            for event in events
            if event.state == "held" and event.first is not None and any(sort.fits(event) for sort in one.if_)
        ]
        for one in rule.limits
        if one.longer
    }
    return {one: min(found) for one, found in days.items() if found}
