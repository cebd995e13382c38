"""Intervals: the visits under a child protection or child in need plan, the longest gap, and the days to the record.

Limits, in working days: `cp_working_days`, `cin_working_days` between visits, `record_working_days` to write one up.
Outcomes: timely, late, unknown. Facts: `visits`, `longest_gap_days`, and `days_to_record` of those written up late.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from notescan.checks.context import Context
from notescan.checks.words import days, held, one_a_day, working_days
from notescan.dates import say
from notescan.dates.working import working_days_between
from notescan.model import CheckResult, Tip
from notescan.over_time import Event

PLAN_VISITS = frozenset({"CP visit", "CIN visit", "statutory visit"})
_OTHER_VISITS = frozenset(
    {
        "school visit",
        "hospital visit",
        "prison visit",
        "visit to parent",
        "visit by another service",
        "short break visit",
    }
)


def check(ctx: Context, tip: Tip) -> CheckResult:
    """Whether no gap between visits is longer than the plan's limit."""
    assert tip.check is not None
    visits = _visits(ctx)
    if len(visits) < 2:
        reckoning = "Fewer than two visits that took place are dated in the notes, so no interval can be told."
        rests = tuple(ctx.rest_on_event("visit", e) for e in visits)
        none_told = {"visits": [_day(e) for e in visits], "longest_gap_days": None}
        return CheckResult(kind="intervals", outcome="unknown", facts=none_told, reckoning=reckoning, rests=rests)
    limits = tip.check.limits
    cp = _under_protection(ctx, visits)
    limit = limits.get("cp_working_days" if cp else "cin_working_days")
    gaps = [(a, b) for a, b in pairwise(visits) if a.first and b.first]
    longest = max(gaps, key=lambda pair: _apart(*pair))
    over = [pair for pair in gaps if isinstance(limit, int) and _working(ctx, *pair) > limit]
    late_records = _late_records(ctx, visits, limits.get("record_working_days"))
    facts: dict[str, Any] = {"visits": [_day(e) for e in visits], "longest_gap_days": _apart(*longest)}
    if late_records:
        facts["days_to_record"] = {_day(e): count for e, count in late_records}
    plan = "child protection" if cp else "child in need"
    told = [
        f"{len(visits)} {plan} visits; longest gap {days(_apart(*longest))}"
        f" ({working_days(_working(ctx, *longest))}), {say(_first(longest[0]))} to {say(_first(longest[1]))}"
    ]
    if isinstance(limit, int):
        told[0] += (
            f"; limit {working_days(limit)}, exceeded {_times(len(over))}"
            if over
            else (f"; limit {working_days(limit)}")
        )
    since = (ctx.audit_date - _first(visits[-1])).days
    told.append(f"The last was {days(since)} before the audit date")
    told += [f"The visit of {say(_first(e))} was recorded {days(count)} later" for e, count in late_records]
    late = {e.id: count for e, count in late_records}
    return CheckResult(
        kind="intervals",
        outcome="late" if over else "timely" if isinstance(limit, int) else "unknown",
        facts=facts,
        reckoning=". ".join(told) + ".",
        rests=tuple(
            ctx.rest_on_event(f"visit, recorded {days(late[e.id])} later" if e.id in late else "visit", e)
            for e in visits
        ),
    )


def _visits(ctx: Context) -> list[Event]:
    """The visits that the plan asks for; where no note names them so, the worker's visits to the home."""
    done = [e for e in held(ctx.events, until=ctx.audit_date) if e.kind == "visit" and e.precision == "day"]
    named = [e for e in done if e.what in PLAN_VISITS]
    if len(named) < 2:
        named = [e for e in done if e.what not in _OTHER_VISITS]
    return one_a_day(named)


def _under_protection(ctx: Context, visits: Sequence[Event]) -> bool:
    """Whether the visits are under a child protection plan: by their names, else by core groups and conferences."""
    cp = sum(e.what == "CP visit" for e in visits)
    cin = sum(e.what == "CIN visit" for e in visits)
    if cp or cin:
        return cp >= cin
    return any(e.kind in ("core-group", "conference") and e.state == "held" for e in ctx.events)


def _late_records(ctx: Context, visits: Sequence[Event], limit: int | str | None) -> list[tuple[Event, int]]:
    """The visits that were written up later than the limit, with the days that it took."""
    out = []
    for event in visits:
        if event.entered is None or event.first is None or event.entered < event.first:
            continue
        took = working_days_between(event.first, event.entered, ctx.reckoning)
        if isinstance(limit, int) and took > limit:
            out.append((event, (event.entered - event.first).days))
    return out


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _first(event: Event) -> dt.date:
    assert event.first is not None
    return event.first


def _day(event: Event) -> str:
    return _first(event).isoformat()


def _apart(a: Event, b: Event) -> int:
    return (_first(b) - _first(a)).days


def _working(ctx: Context, a: Event, b: Event) -> int:
    return working_days_between(_first(a), _first(b), ctx.reckoning)
