"""A limit of time in words, and the day on which it ends."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from notescan.dates.working import Reckoning, add_months, add_working_days, working_days_between
from notescan.values import Frozen

Unit = Literal["working day", "day", "week", "month", "year"]

_WRITTEN = re.compile(r"(\d{1,4}) (working day|day|week|month|year)s?")


class Limit(Frozen):
    """So many working days, days, weeks, months or years."""

    number: int
    unit: Unit

    @classmethod
    def read(cls, text: str) -> Limit:
        """The limit that "15 working days" or "6 months" tells; ValueError where it tells none."""
        found = _WRITTEN.fullmatch(" ".join(text.lower().split()))
        if not found or int(found[1]) == 0:
            raise ValueError(f'"{text}" is no length of time; write it as 15 working days, 6 weeks or 3 months')
        return cls(number=int(found[1]), unit=found[2])

    def __str__(self) -> str:
        return f"{self.number} {self.unit}{'' if self.number == 1 else 's'}"

    def due(self, start: dt.date, rules: Reckoning) -> dt.date:
        """The last day within the limit; the last day there is where the calendar ends before it."""
        try:
            match self.unit:
                case "working day":
                    return add_working_days(start, self.number, rules)
                case "day":
                    return start + dt.timedelta(days=self.number)
                case "week":
                    return start + dt.timedelta(weeks=self.number)
                case "month":
                    return add_months(start, self.number)
                case "year":
                    return add_months(start, 12 * self.number)
        except (ValueError, OverflowError):
            return dt.date.max

    def took(self, start: dt.date, end: dt.date, rules: Reckoning) -> str:
        """How long from `start` to `end`, in the unit that this limit is counted in: "17 working days"."""
        working = self.unit == "working day"
        number = working_days_between(start, end, rules) if working else (end - start).days
        return f"{number:,} {'working ' if working else ''}day{'' if number == 1 else 's'}"
