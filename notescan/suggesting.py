"""What is suggested for a tip, and why: by what its check came to, else by the evidence for and against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from notescan.checks import Context
from notescan.checks.pointers import kept_elsewhere, only_elsewhere, pointers
from notescan.dates import say
from notescan.model import CaseFile, CheckResult, Evidence, Suggested, Tip
from notescan.values import Rest

BY_OUTCOME: dict[tuple[str, str], Suggested] = {
    ("timeframe", "on_target"): "met",
    ("timeframe", "within_limit"): "met",
    ("timeframe", "late"): "not_met",
    ("recency", "current"): "met",
    ("recency", "overdue"): "not_met",
    ("schedule", "on_schedule"): "met",
    ("schedule", "late"): "partly_met",
    ("coverage", "covered"): "met",
    ("coverage", "partly"): "partly_met",
    ("settings", "several"): "met",
    ("settings", "one"): "partly_met",
    ("intervals", "timely"): "met",
    ("intervals", "late"): "partly_met",
    ("last", "found"): "met",
    ("follow-up", "followed"): "met",
    ("follow-up", "partly"): "partly_met",
    ("follow-up", "not_followed"): "not_met",
    ("repetition", "repeated"): "not_met",
    ("repetition", "fresh"): "met",
    ("form", "letter"): "met",
    ("window", "older_only"): "partly_met",
}
"""What the outcome of a check suggests. Outcomes that are not here leave it to the evidence."""


def suggest(ctx: Context, tip: Tip, items: Sequence[Evidence], check: CheckResult | None) -> tuple[Suggested, str]:
    """The suggestion for a tip and its reason in plain words. Only the auditor decides."""
    by_evidence, told = _by_evidence(ctx, tip, items)
    if check is None:
        return by_evidence, told
    suggested = BY_OUTCOME.get((check.kind, check.outcome))
    if suggested is None and not items:
        return by_evidence, f"{check.reckoning} {told}".strip()
    if suggested is None and check.kind == "timeframe" and check.outcome == "open":
        limit = tip.check.limits.get("limit_working_days") if tip.check else None
        days = check.facts.get("working_days")
        past = isinstance(limit, int) and isinstance(days, int) and days > limit
        suggested = "not_met" if past else "partly_met"
    if suggested is None:
        return by_evidence, f"{told} {check.reckoning}".strip()
    return suggested, f"{check.reckoning} Evidence: {told}" if items else check.reckoning


def _by_evidence(ctx: Context, tip: Tip, items: Sequence[Evidence]) -> tuple[Suggested, str]:
    count = Counter(item.stance for item in items)
    if not items:
        return "no_evidence", _nothing(ctx, tip)
    told = f"{count['for']} for, {count['against']} against, {count['planned']} planned"
    if not count["for"]:
        only = "only planned" if not count["against"] else "nothing shows that it was done"
        return "not_met", f"{told}: {only}."
    return ("partly_met", f"{told}: the notes say both.") if count["against"] else ("met", f"{told}.")


def _nothing(ctx: Context, tip: Tip) -> str:
    """What was searched in vain; and where else to look, with what the notes say of it."""
    nothing = f"Nothing found in {searched(ctx.case)}."
    places = " or ".join("the " + (p[:1].lower() + p[1:]).removeprefix("the ") for p in kept_elsewhere(tip))
    if not places:
        return nothing
    told = "; ".join(_quoted(ctx, pointer) for pointer in pointers(ctx, tip))
    pointer = f" The notes point to it: {told}." if told else ""
    if only_elsewhere(tip):
        return f"Not checkable from this export: look in {places}. {nothing}{pointer}"
    return f"{nothing} It may be kept elsewhere, and is then not checkable from this export: look in {places}.{pointer}"


def _quoted(ctx: Context, pointer: Rest) -> str:
    day = ctx.date_of(pointer.note)
    return f'"{" ".join(pointer.quote.split())}"' + (f" ({say(day)})" if day else "")


def searched(case: CaseFile) -> str:
    """How many notes there are, and of which days."""
    dates = sorted(note.date for note in case.notes if note.date)
    notes = f"{len(case.notes)} notes" if len(case.notes) != 1 else "1 note"
    if not dates:
        return f"{notes} without a date"
    return f"{notes} of {dates[0]:%d %b %Y} to {dates[-1]:%d %b %Y}"
