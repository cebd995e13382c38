"""Recency: when it was last done, and whether that is within the limit at the audit date.

Limits: `months` or `weeks`. Outcomes: current, overdue, missing. Facts: `last` (a date), `days` before the audit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from notescan.checks.context import Context
from notescan.checks.words import day_of, days, held, rest_on_missed
from notescan.dates import say
from notescan.dates.working import add_months
from notescan.model import CheckResult, Tip
from notescan.over_time import Event
from notescan.values import Rest

_EPISODE = 60
"""Days within which finishing and signing off an assessment are one."""


@dataclass(frozen=True)
class Subject:
    """What a tip asks the last date of, and how to know it among the events."""

    name: str
    fits: Callable[[Event], bool]
    of_several: Callable[[Sequence[Event]], Event] = lambda events: events[-1]
    or_else: Callable[[Event], bool] | None = None
    """What counts where the notes tell of none: a review of the plan for the plan itself."""


def _supervision(event: Event) -> bool:
    return event.kind == "supervision"


def _core_group(event: Event) -> bool:
    return event.kind == "core-group" or event.what == "CIN meeting" or _cin_review(event)


def _assessment(event: Event) -> bool:
    return (
        event.kind == "assessment"
        and event.what.startswith("child and family assessment")
        and not (event.what.endswith(" started"))
    )


def _done_plan(*kinds: str) -> Callable[[Event], bool]:
    wanted = {f"{kind} {verb}" for kind in kinds for verb in ("updated", "dated")} | set(kinds) - {"plan"}

    def fits(event: Event) -> bool:
        return event.kind == "plan" and event.what in wanted

    return fits


def _pathway_plan(event: Event) -> bool:
    return _done_plan("pathway plan", "plan")(event) or (event.kind == "review" and event.what == "pathway plan review")


def _cin_review(event: Event) -> bool:
    return event.kind == "review" and event.what == "CIN review"


def _finished(events: Sequence[Event]) -> Event:
    """The day on which the last one was finished; its signing off some days later is the same one."""
    last = events[-1]
    assert last.first is not None
    return next(
        e for e in events if e.first is not None and last.first is not None and (last.first - e.first).days <= _EPISODE
    )


def _to_the_day(events: Sequence[Event]) -> list[Event]:
    """Without those told by their month alone where one told to the day falls in that month."""
    days = [e.first for e in events if e.precision == "day" and e.first]
    return [
        e
        for e in events
        if e.precision == "day" or not any(e.first and e.last and e.first <= day <= e.last for day in days)
    ]


SUBJECTS: dict[str, Subject] = {
    "cla.supervision": Subject("Supervision", _supervision),
    "leavers.supervision-3-months": Subject("Supervision", _supervision),
    "fsp.core-group": Subject("Core group or child in need meeting", _core_group),
    "disability.assessment-current": Subject("Assessment", _assessment, _finished),
    "disability.plan-current": Subject(
        "Child in need plan", _done_plan("CIN plan", "CP plan", "plan", "care plan"), or_else=_cin_review
    ),
    "leavers.pathway-plan-current": Subject("Pathway plan", _pathway_plan),
}


def check(ctx: Context, tip: Tip) -> CheckResult:
    """When it was last done, against the limit."""
    assert tip.check is not None
    subject = SUBJECTS.get(tip.id)
    if subject is None:
        return _by_evidence(ctx, tip)
    events = [e for e in ctx.events if subject.fits(e)]
    done = _to_the_day(held(events, until=ctx.audit_date))
    if not done and subject.or_else is not None:
        done = held(filter(subject.or_else, ctx.events), until=ctx.audit_date)
    if not done:
        rests = tuple(rest_on_missed(ctx, events, subject.name, since=None))
        told = f" {len(rests)} that did not take place or were only planned." if rests else ""
        return CheckResult(
            kind="recency", outcome="missing", reckoning=f"{subject.name}: no date in the notes.{told}", rests=rests
        )
    last = subject.of_several(done)
    assert last.first is not None
    rests = (
        ctx.rest_on_event(f"last: {subject.name[:1].lower()}{subject.name[1:]}", last),
        *rest_on_missed(ctx, events, subject.name, since=last.first),
    )
    return _result(ctx, tip, subject.name, last.first, day_of(last), rests)


def _result(ctx: Context, tip: Tip, name: str, last: dt.date, day: str, rests: tuple[Rest, ...]) -> CheckResult:
    assert tip.check is not None
    until, limit = _limit(tip.check.limits, last)
    count = (ctx.audit_date - last).days
    outcome = "current" if until is None or ctx.audit_date <= until else "overdue"
    said = f"{name} last recorded {day}, {days(count)} before the audit date"
    reckoning = f"{said}; limit {limit}." if until else f"{said}."
    if until and outcome == "overdue":
        reckoning = f"{reckoning[:-1]}, so due by {say(until)}."
    return CheckResult(
        kind="recency",
        outcome=outcome,
        facts={"last": last.isoformat(), "days": count},
        reckoning=reckoning,
        rests=rests,
    )


def _limit(limits: dict[str, int | str], last: dt.date) -> tuple[dt.date | None, str]:
    """The last day of the limit, counted from `last`, and the limit in words."""
    months, weeks = limits.get("months"), limits.get("weeks")
    if isinstance(months, int):
        return add_months(last, months), f"{months} month" + ("" if months == 1 else "s")
    if isinstance(weeks, int):
        return last + dt.timedelta(weeks=weeks), f"{weeks} week" + ("" if weeks == 1 else "s")
    return None, ""


def _by_evidence(ctx: Context, tip: Tip) -> CheckResult:
    """For a tip of one's own: the last note with evidence for it."""
    dated = [(ctx.date_of(e.note), e) for e in ctx.evidence_of(tip.id, "for")]
    known = [(day, e) for day, e in dated if day is not None and day <= ctx.audit_date]
    if not known:
        return CheckResult(kind="recency", outcome="missing", reckoning=f"{tip.title}: no date in the notes.")
    day, item = max(known, key=lambda pair: (pair[0], pair[1].start))
    return _result(ctx, tip, tip.title, day, say(day), (ctx.rest_on_evidence("last evidence", item),))
