"""Last: when the young person was last visited. Outcomes: found, missing. Facts: `last`, `days` before the audit."""

from __future__ import annotations

from collections.abc import Sequence

from notescan.checks.context import Context
from notescan.checks.words import day_of, days, held, rest_on_missed
from notescan.model import CheckResult, Tip
from notescan.over_time import Event
from notescan.values import Rest

NOT_TO_THEM = frozenset({"visit to parent", "prison visit", "visit by another service", "school visit"})
"""Visits that are not to the young person, unless the notes say so."""


def is_visit(event: Event) -> bool:
    """Whether the event is a visit to the young person, held or not."""
    return event.kind in ("visit", "direct-work") and event.what not in NOT_TO_THEM


def check(ctx: Context, tip: Tip) -> CheckResult:
    """The date of the last visit that took place."""
    visits = [e for e in ctx.events if is_visit(e)]
    done = held(visits, until=ctx.audit_date)
    if not done:
        rests = tuple(rest_on_missed(ctx, visits, "Visit", since=None))
        return CheckResult(
            kind="last",
            outcome="missing",
            reckoning=f"No visit that took place is dated in the notes.{_tried(rests)}",
            rests=rests,
        )
    last = done[-1]
    assert last.first is not None
    missed = rest_on_missed(ctx, visits, "Visit", since=last.first)
    count = (ctx.audit_date - last.first).days
    return CheckResult(
        kind="last",
        outcome="found",
        facts={"last": last.first.isoformat(), "days": count},
        reckoning=f"Last recorded visit {day_of(last)}, {days(count)} before the audit date.{_tried(missed)}",
        rests=(ctx.rest_on_event("last visit", last), *missed),
    )


def _tried(rests: Sequence[Rest]) -> str:
    tried = [r for r in rests if r.says != "Visit planned"]
    if not tried:
        return ""
    return f" {len(tried)} after it did not take place." if len(tried) > 1 else " One after it did not take place."
