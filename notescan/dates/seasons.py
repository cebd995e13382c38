"""The seasons, holidays and school terms by which people in England date things.

Schools set their own holidays, so terms and half terms are the usual weeks and never sure to the day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

Span = tuple[dt.date, dt.date]


def easter(year: int) -> dt.date:
    """Easter Sunday of the Western church, by the Gregorian computus (anonymous algorithm, 1876)."""
    century, rest = divmod(year, 100)
    skipped, leap = divmod(century, 4)
    moon = (century - (century - (century + 8) // 25 + 1) // 3 + 15 + 19 * (year % 19) - skipped) % 30
    weekday = (32 + 2 * leap + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def _monday_of(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _week(day: dt.date) -> Span:
    monday = _monday_of(day)
    return monday, monday + dt.timedelta(days=6)


def _days(year: int, month: int, day: int, to_month: int, to_day: int) -> Span:
    later = year + (to_month < month)
    return dt.date(year, month, day), dt.date(later, to_month, to_day)


def _around_easter(year: int, before: int, after: int) -> Span:
    sunday = easter(year)
    return sunday - dt.timedelta(days=before), sunday + dt.timedelta(days=after)


def _one(day: dt.date) -> Span:
    return day, day


def _last_monday(year: int, month: int) -> dt.date:
    return _monday_of(dt.date(year, month, 31))


def first_monday_of_may(year: int) -> dt.date:
    """The early May bank holiday, before it is moved."""
    return _monday_of(dt.date(year, 5, 7))


SEASONS: dict[str, Callable[[int], Span]] = {
    "spring": lambda y: _days(y, 3, 1, 5, 31),
    "summer": lambda y: _days(y, 6, 1, 8, 31),
    "autumn": lambda y: _days(y, 9, 1, 11, 30),
    "winter": lambda y: (dt.date(y, 12, 1), dt.date(y + 1, 3, 1) - dt.timedelta(days=1)),
    "autumn term": lambda y: _days(y, 9, 1, 12, 20),
    "spring term": lambda y: (dt.date(y, 1, 3), easter(y)),
    "summer term": lambda y: (easter(y), dt.date(y, 7, 23)),
    "february half term": lambda y: _week(dt.date(y, 2, 17)),
    "may half term": lambda y: _week(_last_monday(y, 5)),
    "october half term": lambda y: _week(dt.date(y, 10, 28)),
    "summer holidays": lambda y: _days(y, 7, 20, 9, 4),
    "easter holidays": lambda y: _around_easter(y, 14, 14),
    "christmas holidays": lambda y: _days(y, 12, 19, 1, 5),
    "easter": lambda y: _around_easter(y, 2, 1),
    "good friday": lambda y: _one(easter(y) - dt.timedelta(days=2)),
    "easter saturday": lambda y: _one(easter(y) - dt.timedelta(days=1)),
    "easter sunday": lambda y: _one(easter(y)),
    "easter monday": lambda y: _one(easter(y) + dt.timedelta(days=1)),
    "christmas": lambda y: _days(y, 12, 24, 12, 26),
    "christmas eve": lambda y: _one(dt.date(y, 12, 24)),
    "christmas day": lambda y: _one(dt.date(y, 12, 25)),
    "boxing day": lambda y: _one(dt.date(y, 12, 26)),
    "new year": lambda y: _days(y, 1, 1, 1, 2),
    "the new year": lambda y: _days(y, 1, 1, 1, 31),
    "new year's eve": lambda y: _one(dt.date(y, 12, 31)),
    "new year's day": lambda y: _one(dt.date(y, 1, 1)),
    "bonfire night": lambda y: _one(dt.date(y, 11, 5)),
    "halloween": lambda y: _one(dt.date(y, 10, 31)),
    "august bank holiday": lambda y: _one(_last_monday(y, 8)),
    "early may bank holiday": lambda y: _one(first_monday_of_may(y)),
    "spring bank holiday": lambda y: _one(_last_monday(y, 5)),
}
"""Name → the first and last day of it in a year. A winter and a Christmas holiday belong to the year they begin in."""

HALF_TERMS = ("february half term", "may half term", "october half term")
TERMS = ("spring term", "summer term", "autumn term")
BANK_HOLIDAYS = ("easter monday", "early may bank holiday", "spring bank holiday", "august bank holiday")
SET_BY_SCHOOLS = frozenset(name for name in SEASONS if name.endswith(("term", "holidays")))


def quarter(year: int, number: int) -> Span:
    """Quarter 1 to 4 of the calendar year."""
    month = 3 * number - 2
    after = dt.date(year + (number == 4), month % 12 + 3 if number < 4 else 1, 1)
    return dt.date(year, month, 1), after - dt.timedelta(days=1)


def half_term_of(day: dt.date) -> Span | None:
    """ "This half term": the weeks of school between two holidays that hold `day`, or the holiday itself if it does."""
    if not 1903 <= day.year <= 2096:
        return None
    names = (*HALF_TERMS, "summer holidays", "easter holidays", "christmas holidays")
    off = sorted(SEASONS[name](year) for year in (day.year - 1, day.year, day.year + 1) for name in names)
    inside = next((span for span in off if span[0] <= day <= span[1]), None)
    if inside:
        return inside
    before = max(last for _, last in off if last < day)
    after = min(first for first, _ in off if first > day)
    return before + dt.timedelta(days=1), after - dt.timedelta(days=1)
