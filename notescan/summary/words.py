"""How the summary says things: dates, counts, stances and suggestions, one way in every format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from notescan.model import GRADES, CheckResult, Source, Stance, Suggested
from notescan.review.closing import DETAILS

# Not from typing: this module is below the model of the summary.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from notescan.summary.model import ActionSummary, Confirmed, SignedOff, Summary, TipSummary

STANCES: dict[Stance, str] = {"for": "For", "against": "Against", "planned": "Planned"}

STANCES_MEAN: dict[Stance, str] = {
    "for": "it was done, is there, is known",
    "against": "it was not done, is missing, late or refused",
    "planned": "it is still to be done",
}

SUGGESTIONS: dict[Suggested, str] = {
    "met": GRADES["met"],
    "partly_met": GRADES["partly_met"],
    "not_met": GRADES["not_met"],
    "no_evidence": "No evidence found",
}

CORRECTED = "Corrected by the auditor"

NOT_GRADED = "Not graded yet"


def date(day: dt.date) -> str:
    """3 Feb 2025."""
    return f"{day.day} {day:%b %Y}"


def moment(at: dt.datetime) -> str:
    """3 Feb 2025, 14:05, by the clock of this computer."""
    local = at.astimezone()
    return f"{date(local.date())}, {local:%H:%M}"


def count(n: int, one: str, many: str | None = None) -> str:
    """1 note, 2 notes."""
    return f"{n} {one if n == 1 else many or one + 's'}"


def listed(parts: Sequence[str]) -> str:
    """a, b and c."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def fact(value: Any) -> str:
    """A computed fact as a person reads it."""
    if value is None:
        return "not in the notes"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return listed([fact(v) for v in value]) or "none"
    if isinstance(value, dict):
        return listed([f"{label(str(k))}: {fact(v)}" for k, v in value.items()]) or "none"
    if isinstance(value, str):
        try:
            return date(dt.date.fromisoformat(value))
        except ValueError:
            return value
    return date(value) if isinstance(value, dt.date) else str(value)


def label(name: str) -> str:
    """A field's name as words: working_days, working days."""
    return name.replace("_", " ")


def grade(tip: TipSummary) -> str:
    """The grade in words."""
    return GRADES[tip.grade] if tip.grade else NOT_GRADED


def note_line(one: Confirmed) -> str:
    """The note that a quote stands in: its date, time, type, author and role, as far as it has them."""
    when = date(one.note_date) if one.note_date else "note without a date"
    return ", ".join(part for part in (when, one.note_time, one.note_type, one.note_author, one.note_role) if part)


def reckoned(check: CheckResult) -> str:
    """How a finding was reckoned, in a sentence; else its outcome with the facts."""
    if check.reckoning:
        return check.reckoning
    facts = "; ".join(f"{label(name)}: {fact(value)}" for name, value in check.facts.items())
    return f"{label(check.outcome)} ({facts})" if facts else label(check.outcome)


def history(one: Confirmed) -> list[str]:
    """How a piece of evidence came to stand where it does: why, by whom, from which tip, as what."""
    return [
        line
        for line in (
            f"Why: {'; '.join(one.why)}" if one.why else "",
            f"{'Added by hand' if one.added_by_hand else 'Confirmed'} by {one.decided_by}, {moment(one.decided_at)}",
            f"Found for the tip {one.found_for_tip}, moved here by the auditor" if one.found_for_tip else "",
            f"Found as {STANCES[one.found_as].lower()}, changed by the auditor" if one.found_as else "",
        )
        if line
    ]


def source_lines(source: Source) -> list[str]:
    """A file with its hash, or why it was left out; and what its reader had to say of it."""
    if source.left_out is not None:
        return [f"{source.path}: left out: {source.left_out}"]
    digest = f", SHA-256 {source.sha256}" if source.sha256 else ""
    return [f"{source.path} ({source.media_type}){digest}", *(f"{source.path}: {r}" for r in source.remarks)]


def facts(summary: Summary) -> list[tuple[str, str]]:
    """What stands at the head of every summary, as name and words."""
    details = dict(summary.details)
    reference = details.pop(DETAILS["case_reference"], "")
    return [
        *([(DETAILS["case_reference"], reference)] if reference else []),
        ("Area", summary.area),
        ("Audit date", date(summary.audit_date)),
        ("Auditor", listed(summary.auditors)),
        *details.items(),
        ("Notes read", summary.searched.says),
        ("Suggestions", decided(summary)),
        *([("Time spent", count(summary.minutes_spent, "minute"))] if summary.minutes_spent else []),
        *([("Signed off", signed(summary.signed_off))] if summary.signed_off else []),
    ]


def decided(summary: Summary) -> str:
    """How many suggestions met which decision."""
    counts = summary.counts
    return f"{counts.confirmed} confirmed, {counts.rejected} rejected, {counts.to_decide} still to be decided"


def signed(off: SignedOff) -> str:
    """Who ended the review, and when."""
    return f"{off.by}, {moment(off.at)}"


def action(one: ActionSummary) -> str:
    """An action with its owner, its day and the tip it is about."""
    owner = f"; {one.owner}" if one.owner else ""
    due = f"; by {date(one.due)}" if one.due else ""
    return f"{one.text}{owner}{due}{f' ({one.tip_title})' if one.tip_title else ''}"
