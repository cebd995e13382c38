"""Timeframe: working days from the start of an assessment to its completion.

Limits: `target_working_days`, `limit_working_days`. Outcomes: on_target, within_limit, late, open, unknown.
Facts: `started`, `completed`, `working_days`. What the notes themselves say ("day 34") is never taken for it, but
where several days could be the completion, the one that such a count agrees with is taken.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from notescan.checks.context import Context
from notescan.checks.words import day_of, held, working_days
from notescan.dates.working import working_days_between
from notescan.model import CheckResult, Tip
from notescan.over_time import Event
from notescan.values import Rest

_UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " \
    "eighteen nineteen".split()  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
_COUNT = re.compile(
    rf"\bday\s+(\d{{1,3}})\b|\b(\d{{1,3}})\s+(?:working\s+)?days\b|"
    rf"\b({'|'.join(_TENS)})(?:[\s-]({'|'.join(_UNITS[:9])}))?\s+(?:working\s+)?days\b",
    re.IGNORECASE,
)


def check(ctx: Context, tip: Tip) -> CheckResult:
    """How long the assessment took, or has taken so far at the audit date."""
    assert tip.check is not None
    done = _completions(ctx)
    started = _start(ctx, before=done[0].first if done else None)
    done = [e for e in done if started is None or (e.first and started.first and e.first >= started.first)]
    if started is None:
        if not done:
            return _unknown("The notes give neither the day on which the assessment started nor its completion.")
        last = done[-1]
        return _unknown(
            f"Completed {day_of(last)}; the notes do not say when it started.",
            {"completed": last.first.isoformat() if last.first else None},
            (ctx.rest_on_event("completed", last),),
        )
    assert started.first is not None
    target, limit = tip.check.limits.get("target_working_days"), tip.check.limits.get("limit_working_days")
    wanted = " and ".join(
        part
        for part in (
            f"target {target}" if isinstance(target, int) else "",
            f"limit {limit}" if isinstance(limit, int) else "",
        )
        if part
    )
    begun = ctx.rest_on_event("started", started)
    if not done:
        count = working_days_between(started.first, ctx.audit_date, ctx.reckoning)
        past = " and past the limit" if isinstance(limit, int) and count > limit else ""
        return CheckResult(
            kind="timeframe",
            outcome="open",
            facts={"started": started.first.isoformat(), "completed": None, "working_days": count},
            reckoning=f"Started {day_of(started)}; the notes do not say that it was completed. {working_days(count)}"
            f" by the audit date{past} ({wanted}).",
            rests=(begun,),
        )
    finished = _which(ctx, started.first, done)
    assert finished.first is not None
    count = working_days_between(started.first, finished.first, ctx.reckoning)
    if isinstance(target, int) and count <= target:
        outcome = "on_target"
    elif isinstance(limit, int) and count > limit:
        outcome = "late"
    else:
        outcome = "within_limit"
    return CheckResult(
        kind="timeframe",
        outcome=outcome,
        facts={
            "started": started.first.isoformat(),
            "completed": finished.first.isoformat(),
            "working_days": count,
        },
        reckoning=f"Started {day_of(started)}, completed {day_of(finished)}: {working_days(count)} ({wanted}).",
        rests=(begun, ctx.rest_on_event("completed", finished)),
    )


def _unknown(reckoning: str, facts: dict[str, object] | None = None, rests: tuple[Rest, ...] = ()) -> CheckResult:
    return CheckResult(
        kind="timeframe",
        outcome="unknown",
        facts={"started": None, "completed": None, "working_days": None, **(facts or {})},
        reckoning=reckoning,
        rests=rests,
    )


def _is(event: Event, *verbs: str) -> bool:
    return event.kind == "assessment" and event.what.startswith("child and family") and event.what.endswith(verbs)


def _completions(ctx: Context) -> list[Event]:
    """What tells that it was completed or signed off, in order. Only days known to the day will do."""
    found = [e for e in ctx.events if _is(e, " completed", " authorised") and e.precision == "day"]
    titled = [e for e in ctx.events if e.what == "child and family assessment" and e.kind == "assessment"]
    return held([*found, *titled], until=ctx.audit_date)


def _start(ctx: Context, *, before: dt.date | None) -> Event | None:
    """When it started: as told; else its allocation; else the referral that the notes begin with."""
    until = before or ctx.audit_date
    told = [e for e in held((e for e in ctx.events if _is(e, " started")), until=until) if e.precision == "day"]
    if told:
        return told[-1] if before is None else _first_of_last_run(told)
    notes = ctx.notes
    for kinds in (("allocation",), ("referral",)):
        allocated = [e for e in ctx.events if e.note and notes[e.note].kind in kinds and e.state == "held"]
        allocated = [e for e in held(allocated, until=until) if e.first == notes[e.note].date]
        if allocated:
            return allocated[0]
    referred = held((e for e in ctx.events if e.kind == "referral"), until=until)
    return referred[0] if referred else None


def _first_of_last_run(told: Sequence[Event]) -> Event:
    """The first telling of the last start: the same start is often told again."""
    last = told[-1]
    for event in told:
        if event.first and last.first and (last.first - event.first).days <= 120:
            return event
    return last


def _which(ctx: Context, started: dt.date, done: Sequence[Event]) -> Event:
    """Of finished, completed and signed off: what the notes' own count agrees with, else the manager's signing off."""
    for event in done:
        assert event.first is not None
        count = working_days_between(started, event.first, ctx.reckoning)
        note = ctx.notes[event.note]
        told = {_number(m) for m in _COUNT.finditer(ctx.case.text, event.start, min(note.end, event.end + 160))}
        if told & {count - 1, count, count + 1}:
            return event
    by_title = [e for e in done if e.what == "child and family assessment"]
    signed = [e for e in done if e.what.endswith("authorised")]
    completed = [e for e in done if e.what.endswith(" completed")]
    return (by_title or signed[:1] or completed[-1:])[0]


def _number(match: re.Match[str]) -> int:
    if match[1] or match[2]:
        return int(match[1] or match[2])
    unit = _UNITS.index(match[4].lower()) + 1 if match[4] else 0
    return _TENS[match[3].lower()] + unit
