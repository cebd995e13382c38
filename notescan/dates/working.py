"""Reckoning with working days and calendar months; bank holidays by the maintained `holidays` package."""

from __future__ import annotations

import calendar
import datetime as dt
from functools import lru_cache
from typing import Literal

from ..values import Frozen

Region = Literal["England and Wales", "Scotland", "Northern Ireland"]

_SUBDIVISIONS: dict[Region, str] = {"England and Wales": "ENG", "Scotland": "SCT", "Northern Ireland": "NIR"}


class Reckoning(Frozen):
    """How working days are counted. The defaults are the usual reading of statutory timescales in England:

    the day after the start is working day 1, and bank holidays are not working days.
    """

    region: Region = "England and Wales"
    first_day: Literal[0, 1] = 0
    """The number of the start day itself: 0, or 1 where a local authority counts the start as the first day."""
    bank_holidays: Literal["left_out", "counted"] = "left_out"

    def describe(self) -> str:
        """These settings in a sentence, for print beside every figure that rests on them."""
        days = (
            f"Monday to Friday without the bank holidays of {self.region}"
            if self.bank_holidays == "left_out"
            else "Monday to Friday, bank holidays counted"
        )
        return f"Working days are {days}; the start is day {self.first_day}."


DEFAULT = Reckoning()


def working_days_between(start: dt.date, end: dt.date, rules: Reckoning = DEFAULT) -> int:
    """The number of the working day that `end` is, counted from `start`; negative where `end` comes first.

    A start on a day off is before day 1 by either setting: the next working day is day 1.
    """
    if end < start:
        return -working_days_between(end, start, rules)
    first = start.toordinal() + (1 - rules.first_day)
    last = end.toordinal()
    return _weekdays_to(last) - _weekdays_to(first - 1) - _holidays_in(first, last, rules)


def add_working_days(start: dt.date, days: int, rules: Reckoning = DEFAULT) -> dt.date:
    """The date of working day `days` counted from `start`: a limit of 10 working days ends on it.

    `start` itself where `days` is no more than the start's own number. ValueError for a negative count.
    """
    if days < 0:
        raise ValueError("working days are added, not taken away")
    if days == 0:
        return start
    # Five working days a week at most, so the answer is never before this.
    day = start + dt.timedelta(days=max(0, days - 1 - rules.first_day) // 5 * 7)
    while (short := days - working_days_between(start, day, rules)) > 0:
        day += dt.timedelta(days=short)
    # Too far by no more than a few days off: step back to the working day itself.
    while working_days_between(start, day, rules) > days or not is_working_day(day, rules):
        day -= dt.timedelta(days=1)
    return day


def is_working_day(day: dt.date, rules: Reckoning = DEFAULT) -> bool:
    """Monday to Friday, and no bank holiday unless those are counted."""
    return day.weekday() < 5 and not (
        rules.bank_holidays == "left_out" and day in bank_holidays(day.year, rules.region)
    )


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of the month so many months on (or back); the month's last day where it has no such day.

    ValueError outside the years 1 to 9999.
    """
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(years, month + 1, min(day.day, _month_length(years, month + 1)))


def _month_length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1] if 1 <= year <= 9999 else 28


@lru_cache(maxsize=1024)
def bank_holidays(year: int, region: Region = "England and Wales") -> frozenset[dt.date]:
    """The bank holidays of a year, moved, extra and substitute days included."""
    # Imported here: it takes as long as everything else that starts up.
    import holidays

    return frozenset(holidays.country_holidays("GB", subdiv=_SUBDIVISIONS[region], years=year))


def _weekdays_to(ordinal: int) -> int:
    """How many days from Monday to Friday lie in 1..ordinal; day 1 was a Monday."""
    weeks, rest = divmod(ordinal, 7)
    return weeks * 5 + min(rest, 5)


def _holidays_in(first: int, last: int, rules: Reckoning) -> int:
    """Bank holidays from Monday to Friday within these ordinals."""
    if rules.bank_holidays == "counted" or last < first:
        return 0
    years = range(dt.date.fromordinal(max(first, 1)).year, dt.date.fromordinal(last).year + 1)
    return sum(
        first <= day.toordinal() <= last and day.weekday() < 5
        for year in years
        for day in bank_holidays(year, rules.region)
    )
