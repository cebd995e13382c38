"""Every date in a text: one pass of forms.FORMS, each match read, ranges joined."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from .forms import EXPLICIT, FORMS, JOIN
from .mention import DateMention, say, width
from .reading import READERS, Place

_ASCII_LOWER = {c: c + 32 for c in range(ord("A"), ord("Z") + 1)}
_JOINED = frozenset(("full", "dotted", "monthy"))


def find_dates(text: str, *, written: dt.date | None, offset: int = 0) -> list[DateMention]:
    """Every date in `text`, in order and apart, resolved against `written`, the note's date.

    `offset` is where `text` begins in the case; it is added to every start and end. Never raises on any text.
    """
    low = _lowered(text)
    out: list[DateMention] = []
    at = 0
    while m := FORMS.search(low, at):
        form = m.lastgroup or ""
        found = READERS[form](Place(m, text, low, written))
        if found is None:
            at = m.start() + 1
            continue
        if form in _JOINED:
            found = _with_end(found, text, low, written)
        out.append(found)
        at = max(found.end, m.start() + 1)
    return [replace(f, start=f.start + offset, end=f.end + offset) for f in out] if offset else out


def _lowered(text: str) -> str:
    """The text in small letters, every character in its place."""
    low = text.lower()
    return low if len(low) == len(text) else text.translate(_ASCII_LOWER)


def _with_end(found: DateMention, text: str, low: str, written: dt.date | None) -> DateMention:
    """The range that begins with this date, if another written-out date is joined to it ("3 March to 5 April")."""
    join = JOIN.match(low, found.end)
    if not join or found.first is None or found.last is None or found.precision not in ("day", "month"):
        return found
    word = join[0].strip()
    if word.startswith("and") and not low[max(0, found.start - 9) : found.start].rstrip().endswith("between"):
        return found
    second = EXPLICIT.match(low, join.end())
    if not second:
        return found
    other = READERS[second.lastgroup or ""](Place(second, text, low, written))
    if other is None or other.first is None or other.last is None or other.last < found.first:
        return found
    sure = "ambiguous" if "ambiguous" in (found.sure, other.sure) else found.sure
    return replace(
        found,
        end=other.end,
        last=other.last,
        precision=width(found.first, other.last),
        sure=sure,
        how=f"from {say(found.first)} to {say(other.last)}",
    )
