"""The values of spreadsheet cells as words and as dates."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from functools import lru_cache
from itertools import islice

from .dates import find_dates

Value = str | float | int | bool | dt.datetime | dt.date | dt.time | dt.timedelta | None
_MARKUP = re.compile(r"</?(?:p|br|div|span|ul|ol|li|b|strong|em|i|u|table|tr|td|font|h[1-6])(?:\s[^<>]*)?/?>", re.I)
_MIDNIGHT = "00:00"
"""What spreadsheets write where there is no time of day."""
_PLAIN = re.compile(
    r"(?:((?:19|20)\d\d)-(\d\d)-(\d\d)|(\d\d?)/(\d\d?)/((?:19|20)\d\d))"
    r"(?:[T ]((?:[01]\d|2[0-3]):[0-5]\d)(?::\d\d(?:\.\d+)?)?)?"
)
_FIRST_DAY = dt.datetime(1899, 12, 30)
"""The day from which spreadsheets count days."""


def cell_text(value: Value) -> str:
    """A cell as a person reads it: dates day first, whole numbers without a point, yes and no."""
    if type(value) is str:
        return _clean(value) if "\r" in value or "<" in value or "_x" in value else value
    if isinstance(value, dt.date):
        # Six times as fast as strftime, and there may be very many.
        iso = value.isoformat()
        time = iso[11:16]
        day = f"{iso[8:10]}/{iso[5:7]}/{iso[:4]}"
        return f"{day} {time}" if time and time != _MIDNIGHT else day
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.10g}"
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


def date_of(value: Value) -> tuple[dt.date | None, str | None]:
    """The date and the time of day in a cell that holds a date; a number counts as spreadsheets count days."""
    if isinstance(value, dt.datetime):
        time = value.isoformat(" ")[11:16]
        return value.date(), time if time != _MIDNIGHT else None
    if isinstance(value, dt.date):
        return value, None
    if isinstance(value, str):
        return _date_in(value.strip()) if len(value) <= 60 else (None, None)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 20_000 <= value < 80_000:
        return date_of(_FIRST_DAY + dt.timedelta(minutes=round(value * 1440)))
    return None, None


@lru_cache(maxsize=4096)
def _date_in(text: str) -> tuple[dt.date | None, str | None]:
    # What nearly all exports write is read eight times as fast as what people write.
    if m := _PLAIN.fullmatch(text):
        year, month, day = (m[1], m[2], m[3]) if m[1] else (m[6], m[5], m[4])
        with suppress(ValueError):
            return dt.date(int(year), int(month), int(day)), m[7] if m[7] != _MIDNIGHT else None
    found = next(islice(find_dates(text), 1), None)
    if found is None or found.start > 3 or found.year is None:
        return None, None
    return found.with_year(found.year), found.time
