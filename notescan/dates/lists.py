"""Dates that belong together: days listed before one month ("3, 10 and 17 April"), a day told twice over."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from notescan.dates.mention import DateMention, say
from notescan.dates.resolve import day

_TWO = re.compile(r"(?:on )?(?:the )?(\d{1,2})(?:st|nd|rd|th)?\s?(?:and|&|or)\s", re.IGNORECASE)
_BEFORE = re.compile(r"(?<![\d/.:£])((?:\d{1,2}(?:st|nd|rd|th)?(?:\s?,\s?|\s?[;&]\s?|\s?/\s?))+)$")
_NUMBER = re.compile(r"\d{1,2}")
_REACH = 40


_SAME = re.compile(
    r"(?:\s(?:before|after|of|in)\s\w+)?\s*[,(–-]?\s*(?:so |and )?"
    r"(?:that['’]?s|that is|that was|which was|which is|i\.?e\.?|being)\s+(?:on\s)?(?:the\s)?",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\s*,?\s*(?:on\s)?(?:the\s)?", re.IGNORECASE)
_WIDE = ("week", "month")


def told_once(text: str, mentions: Iterable[DateMention], *, offset: int = 0) -> list[DateMention]:
    """The same dates, one for a day that is told twice: "on the Thursday, so that's the 17th of April".

    The surer one stands for both; of a week and a day in it ("last week, on the Wednesday"), the day.
    """
    out: list[DateMention] = []
    for mention in mentions:
        if out and (joined := _joined(text, out[-1], mention, offset)):
            out[-1] = joined
        else:
            out.append(mention)
    return out


def _joined(text: str, a: DateMention, b: DateMention, offset: int) -> DateMention | None:
    if not (a.first and a.last and b.first and b.last) or b.precision != "day":
        return None
    between, words = text[a.end - offset : b.start - offset], text[b.start - offset : b.end - offset]
    if a.precision in _WIDE and _WITHIN.fullmatch(between):
        if a.first <= b.first <= a.last:
            return replace(b, start=a.start)
        if a.precision == "week" and not re.search(r"\d", words):
            # Of that week the day of that name.
            day_in = a.first + dt.timedelta(days=(b.first.weekday() - a.first.weekday()) % 7)
            return replace(b, start=a.start, first=day_in, last=day_in, sure=a.sure, how=f"{say(day_in)}, in that week")
    if a.precision == "day" and _SAME.fullmatch(between):
        written_out = re.search(r"\d|[a-z]{3,} of [a-z]{3,}", words, re.IGNORECASE)
        surer = b if a.sure != "sure" and (b.sure == "sure" or written_out) else a
        return replace(surer, start=a.start, end=b.end)
    return None


def listed_apart(text: str, mentions: Iterable[DateMention], *, offset: int = 0) -> Iterator[DateMention]:
    """The same dates, with each day of such a list by itself. `offset` is where `text` begins in the case."""
    for mention in mentions:
        yield from _apart(text, mention, offset)


def _apart(text: str, mention: DateMention, offset: int) -> Iterator[DateMention]:
    first, last = mention.first, mention.last
    if first is None or last is None or (first.year, first.month) != (last.year, last.month):
        yield mention
        return
    at = mention.start - offset
    two = _TWO.match(text, at, mention.end - offset) if first != last else None
    if (first != last and two is None) or (two is None and not text[at : at + 1].isdigit()):
        yield mention
        return
    before = _BEFORE.search(text, max(0, at - _REACH), at)
    places = [(before.start(1) + n.start(), n.group()) for n in _NUMBER.finditer(before[1])] if before else []
    if two is not None:
        places.append((two.start(1), two[1]))
    days = [d for _, number in places if (d := day(last.year, last.month, int(number)))]
    if not days or days != sorted(set(days)) or len(days) != len(places) or days[-1] >= last:
        yield mention
        return
    for (place, number), found in zip(places, days, strict=True):
        start, how = place + offset, f"{say(found)}, of a list of days"
        yield replace(mention, start=start, end=start + len(number), first=found, last=found, precision="day", how=how)
    yield replace(mention, start=two.end() + offset if two else mention.start, first=last, precision="day")
