"""What a date in a text comes to: the days it may mean, how precisely, how surely, and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from ..over_time import Precision, Sureness

Bound = Literal["by", "since", "until", "from", "before", "after"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words that tell a date, at [start, end) of the case text, and the days from `first` to `last` they stand for.

    Both are None where no day can be told (no note's date, or "day 25" with no start). `precision` is how wide it is:
    a range of a few days is a "week". An `ambiguous` one holds the better guess, and `how` says what else it may be.
    """

    start: int
    end: int
    first: dt.date | None
    last: dt.date | None
    precision: Precision
    sure: Sureness
    how: str
    """In plain English: "Tuesday before 14 Mar 2024, the note's date"."""
    day_count: int | None = None
    """For "day 25" and "within 10 working days of ...": the count, from a start that these words don't give."""
    bound: Bound | None = None
    """What the word before it makes of it: a deadline ("by 3 March"), a beginning ("since Easter") ..."""


def say(day: dt.date) -> str:
    """A date as it is shown: 14 Mar 2024."""
    return f"{day.day} {day:%b} {day.year}"


def width(first: dt.date, last: dt.date) -> Precision:
    """How precise a date is that may be any day from `first` to `last`."""
    days = (last - first).days
    return "day" if not days else "week" if days < 8 else "month" if days < 32 else "season" if days < 125 else "year"
