"""How the summary says things: dates, counts, stances and suggestions, one way in every format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from notescan.model import GRADES, Stance, Suggested

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
