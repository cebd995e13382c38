"""Every date in a text: one pass of forms.FORMS, each match read, ranges joined."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from . import counted, named
from . import written as written_out
from .forms import EXPLICIT, FORMS, JOIN, MONTH_ALONE
from .mention import DateMention, say, width
from .place import Place
from .resolve import NOTES_DATE

Reader = Callable[[Place], DateMention | None]

READERS: dict[str, Reader] = {
    "full": written_out.written_out,
    "nth": written_out.nth,
    "dotted": written_out.dotted,
    "month": named.month,
    "year": named.year,
    "years": named.years,
    "quart": named.quarter_year,
    "season": named.season,
    "wday": counted.weekday,
    "onwd": counted.weeks_on_weekday,
    "relday": counted.day_word,
    "dayn": counted.day_number,
    "ago": counted.ago,
    "short": counted.short,
    "hence": counted.hence,
    "inn": counted.in_or_within,
    "span": counted.window,
    "relunit": counted.unit,
    "weekoff": counted.two_weeks_off,
    "partunit": counted.part_of_unit,
    "weekend": counted.weekend,
}
"""The name of a form in forms.FORMS → what reads it; it gives None where the words are no date after all."""

_ASCII_LOWER = {c: c + 32 for c in range(ord("A"), ord("Z") + 1)}


def find_dates(text: str, *, written: dt.date | None, offset: int = 0) -> list[DateMention]:
    """Every date in `text`, in order and apart, told against `written`, the note's date.

    In a line of a chronology or a log ("12/03/19: Police called, mum had left last week") it is the date at the head of
    the line that the rest is told against. `offset` is where `text` begins in the case; it is added to every start and
    end. Never raises on any text.
    """
    low = _lowered(text)
    out: list[DateMention] = []
    at, line_end, reference = 0, -1, written
    while m := FORMS.search(low, at):
        form = m.lastgroup or ""
        if m.start() > line_end:
            reference = written
        whose = NOTES_DATE if reference == written else "the date of the line"
        place = Place(m, text, low, reference, offset, whose, out[-1].end - offset if out else 0)
        found = READERS[form](place)
        if found is not None and form in ("full", "month"):
            found = _with_end(found, place, form)
        if found is None:
            at = m.start() + 1
            continue
        out.append(found)
        at = found.end - offset
        if (
            form == "full"
            and found.first == found.last
            and found.first
            and _heads_line(low, m.start(), at, within=m.start() <= line_end)
        ):
            line_end = low.find("\n", at)
            line_end = line_end if line_end >= 0 else len(low)
            reference = found.first if found.sure != "ambiguous" else None
    return out


_LEAD = re.compile(r"(?:^|\n)[\s>*•|\-–]*(?:\d{1,3}[.)]\s)?(?:date:\s?)?$")
_AFTER_HEAD = re.compile(
    r"(?:,?\s?(?:at\s|@\s?)?\d{1,2}[.:]?\d\d(?:\s?[ap]m|\s?hrs?)?)?(?:\s?[:|\t–]|\s[-–]\s?|-\s|\.\s|\s{2,}|\s\()"
)


def _heads_line(low: str, start: int, end: int, *, within: bool) -> bool:
    """Whether a date at [start, end) begins a line as the date of an entry does, a mark between it and the words.

    `within` such a line a later one may begin a sentence.
    """
    if not _AFTER_HEAD.match(low, end):
        return False
    return _LEAD.search(low, max(0, start - 24), start) is not None or (within and low.endswith((". ", "; "), 0, start))


def _lowered(text: str) -> str:
    """The text in small letters, every character in its place."""
    low = text.lower()
    return low if len(low) == len(text) else text.translate(_ASCII_LOWER)


def _with_end(found: DateMention, place: Place, form: str) -> DateMention:
    """The range that begins with this date, if another of its kind is joined to it ("3 March to 5 April")."""
    join = JOIN.match(place.low, place.end)
    if not join or found.first is None or found.last is None or found.precision not in ("day", "month"):
        return found
    if "and" in join[0] and not place.low[max(0, place.start - 9) : place.start].rstrip().endswith("between"):
        return found
    second = (EXPLICIT if form == "full" else MONTH_ALONE).match(place.low, join.end())
    if not second:
        return found
    other = READERS[form](Place(second, place.text, place.low, place.written, place.offset, place.whose))
    if other is None or other.first is None or other.last is None:
        return found
    first = found.first
    if found.sure != "sure" and other.sure == "sure":
        # "3 March to 5 April 2024": the year is told once, at the end.
        try:
            first = first.replace(year=other.first.year - (first.month > other.first.month))
        except ValueError:
            return found
    if other.last < first:
        return found
    return replace(
        found,
        end=other.end,
        first=first,
        last=other.last,
        precision=width(first, other.last),
        sure=other.sure if found.sure == other.sure or other.sure == "sure" else "ambiguous",
        how=f"from {say(first)} to {say(other.last)}",
    )
