"""The checks: what a tip asks that no single sentence can answer, computed over the whole case.

A module per kind of check, each with `check(ctx: Context, tip: Tip) -> CheckResult`. Limits are data in the
checklist (`tip.check.limits`). Where the notes do not say, the outcome says so; nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from importlib import import_module

from notescan.checks import timeframe
from notescan.checks.actions import actions_of
from notescan.checks.context import Context
from notescan.checks.matrix import coverage_matrix
from notescan.checks.repeats import repeats_of
from notescan.clocks import Settled, run_clocks
from notescan.dates.working import DEFAULT, Reckoning
from notescan.model import CaseFile, Checklist, CheckResult, Evidence, Roster
from notescan.over_time import CaseOverTime, Event

__all__ = ["KINDS", "Context", "check_tips", "over_time", "run_checks"]

KINDS: dict[str, str] = {
    "coverage": "coverage",
    "follow-up": "follow_up",
    "form": "form",
    "intervals": "intervals",
    "last": "last",
    "recency": "recency",
    "repetition": "repetition",
    "schedule": "schedule",
    "settings": "settings",
    "timeframe": "timeframe",
    "window": "window",
}
"""The module of each kind of check."""


def run_checks(
    case: CaseFile,
    checklist: Checklist,
    evidence: Sequence[Evidence],
    roster: Roster,
    events: Sequence[Event],
    *,
    audit_date: dt.date,
    reckoning: Reckoning = DEFAULT,
) -> dict[str, CheckResult]:
    """What each check of the checklist comes to, by tip; a tip without a check has none."""
    ctx = Context(
        case=case,
        checklist=checklist,
        evidence=tuple(evidence),
        roster=roster,
        events=tuple(events),
        audit_date=audit_date,
        reckoning=reckoning,
    )
    return check_tips(ctx)


def check_tips(ctx: Context) -> dict[str, CheckResult]:
    """`run_checks` for a context that stands already."""
    results: dict[str, CheckResult] = {}
    for tip in ctx.checklist.tips:
        if tip.check and (name := KINDS.get(tip.check.kind)):
            results[tip.id] = import_module(f"{__name__}.{name}").check(ctx, tip)
    return results


def _assessment(ctx: Context) -> Settled | None:
    """When the assessment started and ended, by the check of its timeframe where the checklist has one."""
    tip = next((tip for tip in ctx.checklist.tips if tip.check and tip.check.kind == "timeframe"), None)
    return Settled.by(timeframe.check(ctx, tip), ctx.events) if tip else None


def over_time(ctx: Context) -> CaseOverTime:
    """What is computed over the whole case, whichever tips are asked."""
    clocks = run_clocks(
        ctx.events,
        audit_date=ctx.audit_date,
        reckoning=ctx.reckoning,
        area=ctx.checklist.tips[0].id.partition(".")[0],
        begins=min((note.date for note in ctx.case.notes if note.date), default=None),
        settled={"assessment": told} if (told := _assessment(ctx)) else {},
    )
    return CaseOverTime(
        events=ctx.events,
        clocks=tuple(clocks),
        coverage=coverage_matrix(ctx.case, ctx.evidence, ctx.roster),
        actions=tuple(actions_of(ctx)),
        repeats=tuple(repeats_of(ctx.case)),
        settings=(ctx.reckoning.describe(),),
    )
