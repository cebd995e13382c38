"""Window: whether there is evidence within so many months before the audit. Outcomes: recent, older_only, none."""

from __future__ import annotations

from notescan.checks.context import Context
from notescan.dates import say
from notescan.dates.working import add_months
from notescan.model import CheckResult, Evidence, Tip


def check(ctx: Context, tip: Tip) -> CheckResult:
    """Which evidence falls in the window; facts: `recent` and `older`, counts. Planned evidence is left out."""
    assert tip.check is not None
    months = tip.check.limits.get("months")
    since = add_months(ctx.audit_date, -months) if isinstance(months, int) else None
    items = ctx.evidence_of(tip.id, "for", "against")
    recent: list[Evidence] = []
    older: list[Evidence] = []
    for item in items:
        day = ctx.date_of(item.note)
        if day is not None and day <= ctx.audit_date:
            (recent if since is None or day >= since else older).append(item)
    undated = len(items) - len(recent) - len(older)
    facts = {"recent": len(recent), "older": len(older)}
    span = f"the {months} months before the audit date" if since else "the notes"
    left = f" {undated} in notes without a date or after the audit." if undated else ""
    if recent:
        told = f"{len(recent)} in {span} (since {say(since)}), {len(older)} older." if since else f"{len(recent)}."
        rests = tuple(ctx.rest_on_evidence("within the window", item) for item in recent)
        return CheckResult(kind="window", outcome="recent", facts=facts, reckoning=told + left, rests=rests)
    if older:
        last = max(older, key=lambda item: (ctx.date_of(item.note) or ctx.audit_date, item.start))
        day = ctx.date_of(last.note)
        assert day is not None
        return CheckResult(
            kind="window",
            outcome="older_only",
            facts=facts,
            reckoning=f"Nothing in {span}; the last is of {say(day)}.{left}",
            rests=(ctx.rest_on_evidence("last evidence, older than the window", last),),
        )
    return CheckResult(kind="window", outcome="none", facts=facts, reckoning=f"Nothing dated was found.{left}")
