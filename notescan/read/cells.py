"""The values of spreadsheet cells as words and as dates."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from itertools import islice

from .dates import find_dates

Value = str | float | int | bool | dt.datetime | dt.date | dt.time | dt.timedelta | None
_MARKUP = re.compile(r"</?(?:p|br|div|span|ul|ol|li|b|strong|em|i|u|table|tr|td|font|h[1-6])(?:\s[^<>]*)?/?>", re.I)
_FIRST_DAY = dt.datetime(1899, 12, 30)
"""The day from which spreadsheets count days."""


def cell_text(value: Value) -> str:
    """A cell as a person reads it: dates day first, whole numbers without a point, yes and no."""
    if type(value) is str:
        return _clean(value) if "\r" in value or "<" in value or "_x" in value else value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.10g}"
    if isinstance(value, dt.date):
        # Three times as fast as strftime, and there may be very many.
        day = f"{value.day:02}/{value.month:02}/{value.year:04}"
        return f"{day} {time}" if (time := _time_of(value)) else day
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if isinstance(value, dt.timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60:02}:{minutes % 60:02}"
    return str(value)


def _clean(text: str) -> str:
    text = text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    if _MARKUP.search(text):
        from .parts import Task
        from .web import words_of

        return words_of(text, Task("a cell"))
    return text


def _time_of(moment: dt.date) -> str | None:
    """The time of day, where there is one: midnight is what spreadsheets write where there is none."""
    if isinstance(moment, dt.datetime) and (moment.hour or moment.minute):
        return f"{moment.hour:02}:{moment.minute:02}"
    return None


def date_of(value: Value) -> tuple[dt.date | None, str | None]:
    """The date and the time of day in a cell that holds a date; a number counts as spreadsheets count days."""
    if isinstance(value, dt.datetime):
        return value.date(), _time_of(value)
    if isinstance(value, dt.date):
        return value, None
    if isinstance(value, str):
        return _date_in(value.strip()) if len(value) <= 60 else (None, None)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 20_000 <= value < 80_000:
        return date_of(_FIRST_DAY + dt.timedelta(minutes=round(value * 1440)))
    return None, None


@lru_cache(maxsize=4096)
def _date_in(text: str) -> tuple[dt.date | None, str | None]:
    found = next(islice(find_dates(text), 1), None)
    if found is None or found.start > 3 or found.year is None:
        return None, None
    return found.with_year(found.year), found.time
