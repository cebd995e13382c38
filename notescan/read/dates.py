"""Dates and times as UK case notes write them: found in a line, day first, and given the year they leave out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..dates.forms import MONTH, MONTHS, WEEKDAY, WEEKDAYS
from ..dates.resolve import full_year

_YEAR = r"(?:\d{4}|['’]?\d{2})(?!\d|[:.]\d|\s?[ap]m\b|\s?h(?:ou)?rs?\b)"
_CLOCK = (
    r"(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\b\.?|\s?hrs?\b)?|\d{1,2}\s?[ap]\.?m\b\.?|\d{4}\s?h(?:ou)?rs?\b"
    r"|noon\b|midday\b|midnight\b)"
)
_DATE = re.compile(
    rf"""(?<![\w/.:])(?:(?P<weekday>{WEEKDAY})\b\.?,?[ ]{{0,2}}(?:the[ ])?)?
    (?:
      (?P<iy>(?:19|20)\d{{2}})(?P<isep>[-/.])(?P<im>\d{{1,2}})(?P=isep)(?P<id>\d{{1,2}})(?=\D|$)
    | (?P<nd>\d{{1,2}})[ ]?(?P<nsep>[-/.])[ ]?(?P<nm>\d{{1,2}})[ ]?(?P=nsep)[ ]?(?P<ny>\d{{4}}|\d{{2}})(?!\d|[:/]\d)
    | (?P<td>\d{{1,2}})(?:st|nd|rd|th)?(?:[ ]of)?[-/. ]?[ ]?(?P<tm>{MONTH})(?![a-z])
      (?:(?:[-/.,]|[ ]|,[ ]|\.[ ])?[ ]?(?P<ty>{_YEAR}))?
    | (?P<um>{MONTH})[ ](?P<ud>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?[ ](?P<uy>{_YEAR}))?
    | (?P<sd>\d{{1,2}})/(?P<sm>\d{{1,2}})(?![\d/])
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_TIME_AFTER = re.compile(
    rf"(?:T|[ ]?(?:[,@(]|[-–—]|at\b|\bfrom\b)?[ ]{{0,2}})(?P<clock>{_CLOCK})"
    rf"(?:[ ]?(?:[-–—]|to|till|until|til)[ ]?{_CLOCK})?(?!\d|[:]\d)\)?",
    re.IGNORECASE,
)
_TIME = re.compile(_CLOCK, re.IGNORECASE)
_YEAR_ONLY = re.compile(r"[\s#=*_-]*((?:19|20)\d\d)[\s=*_:-]*")


@dataclass(frozen=True)
class DateFound:
    """A date at [start, end) of a string, the time that stands with it included; `year` is None if not given."""

    start: int
    end: int
    day: int
    month: int
    year: int | None
    weekday: int | None
    time: str | None

    def with_year(self, year: int) -> dt.date | None:
        """The date in that year; None where there is none (29 February)."""
        try:
            return dt.date(year, self.month, self.day)
        except ValueError:
            return None


def find_dates(line: str) -> Iterator[DateFound]:
    """Every date in `line`, from left to right; 03/04/2024 is the third of April."""
    for m in _DATE.finditer(line):
        found = _read(m, line)
        if found:
            yield found


def _read(m: re.Match[str], line: str) -> DateFound | None:
    g = m.groupdict()
    day = int(g["id"] or g["nd"] or g["td"] or g["ud"] or g["sd"])
    name = g["tm"] or g["um"]
    month = MONTHS.index(name[:3].lower()) + 1 if name else int(g["im"] or g["nm"] or g["sm"])
    written = g["iy"] or g["ny"] or g["ty"] or g["uy"]
    year = full_year(written) if written else None
    if month > 12 >= day and g["nm"]:
        day, month = month, day
    # A leap year stands in for a year that is not given.
    try:
        dt.date(year or 2024, month, day)
    except ValueError:
        return None
    if year is not None and not 1900 <= year <= 2100:
        return None
    weekday = WEEKDAYS.index(g["weekday"][:3].lower()) if g["weekday"] else None
    end, time = m.end(), None
    after = _TIME_AFTER.match(line, end)
    if after and (time := clock(after["clock"])):
        end = after.end()
    return DateFound(m.start(), end, day, month, year, weekday, time)


@lru_cache(maxsize=4096)
def clock(text: str) -> str | None:
    """A time of day as HH:MM ("2.30pm" → "14:30"); None where `text` is none."""
    value = text.strip().strip("()").lower().replace(" ", "")
    if value in ("noon", "midday"):
        return "12:00"
    if value == "midnight":
        return "00:00"
    m = re.fullmatch(r"(\d{1,2}?)[:.]?(\d{2})?(?:[:.]\d{2})?((?:[ap]\.?m\.?)|h(?:ou)?rs?)?", value)
    if not m or not (m[2] or m[3]):
        return None
    hour, minute, half = int(m[1]), int(m[2] or 0), (m[3] or "")[:1]
    if half == "p" and hour < 12:
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def time_at_start(text: str) -> tuple[str, int] | None:
    """The time with which `text` begins, and where it ends there."""
    m = _TIME.match(text)
    time = clock(m[0]) if m else None
    return (time, m.end()) if m and time else None


def year_alone(line: str) -> int | None:
    """The year of a line that holds nothing else ("## 2024")."""
    m = _YEAR_ONLY.fullmatch(line)
    return int(m[1]) if m else None


# -------------------------------------------------------------------------------------------------- missing years


def complete(found: Sequence[DateFound], stated: Sequence[int | None], text: str) -> list[dt.date | None]:
    """The dates of notes in file order, those without a year given the one that their neighbours call for.

    `stated` is the year of a heading above each note, if any. Where no note and no heading gives a year, weekdays
    in the text must agree with one, else the dates stay None: a guessed year would make every interval wrong.
    """
    known: list[dt.date | None] = []
    for f, y in zip(found, stated, strict=True):
        year = f.year if f.year is not None else y
        known.append(f.with_year(year) if year is not None else None)
    if all(known):
        return known
    if not any(known):
        year = _year_by_weekdays(found, text)
        first = found[0].with_year(year) if year is not None else None
        if first is None:
            return known
        known[0] = first
    rising = _rising(known)
    _fill(found, known, range(len(known)), forward=rising)
    _fill(found, known, range(len(known) - 1, -1, -1), forward=not rising)
    return known


def _rising(known: Sequence[dt.date | None]) -> bool:
    dates = [d for d in known if d]
    return len(dates) < 2 or dates[0] <= dates[-1]


def _fill(found: Sequence[DateFound], known: list[dt.date | None], order: range, *, forward: bool) -> None:
    """Walk in `order`; each date without a year gets the one that lies nearest to the last, in its direction."""
    last: dt.date | None = None
    for i in order:
        if known[i] is None and last is not None:
            years = (last.year - 1, last.year, last.year + 1)
            options = [(_cost(d, last, found[i].weekday, forward), d) for y in years if (d := found[i].with_year(y))]
            known[i] = min(options)[1] if options else None
        last = known[i] or last


def _cost(date: dt.date, last: dt.date, weekday: int | None, forward: bool) -> int:
    step = (date - last).days if forward else (last - date).days
    wrong_day = weekday is not None and date.weekday() != weekday
    return (step if step >= 0 else -4 * step) + 400 * wrong_day


def _year_by_weekdays(found: Sequence[DateFound], text: str) -> int | None:
    pairs, years = [(f.day, f.month, f.weekday) for f in found if f.weekday is not None], set[int]()
    for line in text.splitlines():
        for f in find_dates(line[:2000]):
            if f.year is not None:
                years.add(f.year)
            elif f.weekday is not None:
                pairs.append((f.day, f.month, f.weekday))
    years.update(int(y) for y in re.findall(r"(?<!\d)(20\d\d)(?!\d)", text))
    if not years or not pairs:
        return None
    first = found[0].month

    def agree(year: int) -> float:
        hits = 0
        for day, month, weekday in pairs:
            try:
                hits += dt.date(year + (month < first), month, day).weekday() == weekday
            except ValueError:
                continue
        return hits / len(pairs)

    latest = max(years)
    best = max((latest, latest - 1, latest + 1), key=agree)
    return best if agree(best) > 0.6 else None
