"""Which day is meant where the words leave it open: candidates, the note's date, and which way the words lean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from ..over_time import Sureness
from .mention import say
from .seasons import Span

Relation = Literal["last", "next", "this"] | None

NOTES_DATE = "the note's date"
_RELATIONS: dict[str, Relation] = {
    "last": "last", "past": "last", "previous": "last", "next": "next", "coming": "next", "following": "next",
    "this": "this", "same": "this", "the": "this",
}  # fmt: skip


class Choice(NamedTuple):
    """The span that was chosen, how surely, and in words which one it is."""

    span: Span
    sure: Sureness
    which: str


def day(year: int, month: int, number: int) -> dt.date | None:
    """That date, or None where there is none."""
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None


def shift(date: dt.date, days: int) -> dt.date | None:
    """`days` later; None beyond the calendar's ends."""
    try:
        return date + dt.timedelta(days=days)
    except OverflowError:
        return None


def full_year(digits: str) -> int:
    """A year of two or four digits; two stand for 1970 to 2069."""
    year = int(digits.lstrip("'’"))
    return year if year > 99 else year + (2000 if year < 70 else 1900)


def yearly(span: Callable[[int], Span | None], written: dt.date) -> list[Span]:
    """The spans of the years around the note's date, in order; those that a year lacks (29 February) left out."""
    if not 1903 <= written.year <= 2096:
        return []
    near = [s for y in (-1, 0, 1) if (s := span(written.year + y)) is not None]
    return near or [s for y in range(-4, 5) if (s := span(written.year + y)) is not None]


def choose(
    spans: Iterable[Span],
    written: dt.date,
    *,
    relation: Relation = None,
    lean: int = 0,
    whose: str = NOTES_DATE,
) -> Choice | None:
    """The span that is meant, of those in order of time; None where there is none.

    "last" and "next" are strictly before and after the note's date. Else the way the words lean (see cues.leaning)
    decides, unless that way lies very much further off; where they lean no way, the nearest: ambiguous unless it is
    much nearer than the nearest on the other side. `whose` says what `written` is, where it is not the note's own date.
    """
    spans = list(spans)
    past = next((s for s in reversed(spans) if s[1] < written), None)
    now = next((s for s in spans if s[0] <= written <= s[1]), None)
    future = next((s for s in spans if s[0] > written), None)
    date = f"{say(written)}, {whose}"
    if relation == "last" and past:
        return Choice(past, "likely", f"before {date}")
    if relation == "next" and future:
        return Choice(future, "likely", f"after {date}")
    if now:
        return _same(now, past, future, (written, date), relation, lean)
    if not past or not future:
        only = past or future
        return Choice(only, "likely", f"nearest {date}") if only else None
    back, ahead = (written - past[1]).days, (future[0] - written).days
    near, far = (past, future) if back <= ahead else (future, past)
    gap, other = min(back, ahead), max(back, ahead)
    if lean:
        meant = past if lean < 0 else future
        way = back if lean < 0 else ahead
        other_way = ahead if lean < 0 else back
        if way <= (290 if abs(lean) > 1 else 7 + 2.5 * other_way):
            return Choice(meant, "likely", f"{'before' if lean < 0 else 'after'} {date}")
    clear = 8 if abs(lean) > 1 else 2.5
    if gap * clear <= other:
        return Choice(near, "likely", f"nearest {date}")
    return Choice(near, "ambiguous", f"nearest {date}; it may be {_of(far)}")


def _same(
    now: Span, past: Span | None, future: Span | None, told: tuple[dt.date, str], relation: Relation, lean: int
) -> Choice:
    """The choice where one of the spans holds the note's own date: that one, unless it is one day of many near it."""
    written, date = told
    if now[0] < now[1]:
        return Choice(now, "likely", f"in which {date}, falls")
    if relation == "this" or not future or (future[0] - written).days > 31:
        return Choice(now, "likely", f"on {date}")
    # Of today people say "today": a weekday to come is a week off, one that has been may be either.
    if lean > 0:
        return Choice(future, "ambiguous", f"after {date}, or that day itself")
    return Choice(now, "ambiguous", f"on {date}{f', or {say(past[0])}' if past else ''}")


def _of(span: Span) -> str:
    return say(span[0]) if span[0] == span[1] else f"the one from {say(span[0])}"


def weeks_of(weekday: int, written: dt.date) -> list[Span]:
    """That day of the week, two weeks either side of the note's date."""
    start = weekday - written.weekday() - 14
    days = (shift(written, start + 7 * week) for week in range(5))
    return [(d, d) for d in days if d]


def unit_span(unit: str, written: dt.date, steps: int) -> Span | None:
    """The calendar week (Monday to Sunday), weekend, month, quarter or year so many steps from the note's own."""
    try:
        if unit in ("week", "weekend", "fortnight"):
            monday = written - dt.timedelta(days=written.weekday() - 7 * steps)
            first = monday + dt.timedelta(days=5) if unit == "weekend" else monday
            return first, monday + dt.timedelta(days=6)
        months = {"month": 1, "quarter": 3, "year": 12}[unit]
        index = (written.year * 12 + written.month - 1) // months + steps
        first, after = (dt.date(i // 12, i % 12 + 1, 1) for i in (index * months, (index + 1) * months))
        return first, after - dt.timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def relation_of(words: str) -> Relation:
    """Which way a word before a weekday, a month or a season points; None without one."""
    return _RELATIONS[words.removeprefix("the").split()[0]] if words else None


def part_of(span: Span, part: str) -> Span:
    """The early, middle or late third of a span; all of it where no part is named."""
    if not part:
        return span
    part = " ".join(part.split()).removeprefix("the ").removeprefix("very ")
    first, last = span
    third = dt.timedelta(days=(last - first).days // 3)
    if part.startswith(("early", "start", "begin")):
        return first, first + third
    if part.startswith("mid"):
        return first + third, last - third
    return last - third, last
