"""A text that is one document (a report, a letter, minutes, a transcript): its date from its first lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .anchors import Line
from .dates import find_dates
from .headers import Header
from .kinds import default_kinds
from .labels import NOT_EVENT, cells
from .people import name_score

_OPENING = 8
"""How many lines with words in them may stand before a document's own date has been given."""


def whole_document(text: str, lines: Sequence[Line], headers: Sequence[Header]) -> Header | None:
    """The header of the text as one note, from its only header or a date in its first lines; None where neither is."""
    opening = [line for line in lines[:60] if not (line.blank or line.rule)][:_OPENING]
    if headers:
        only = headers[0]
        before = [line for line in opening if line.end <= only.start]
        if len(text[: only.start].split()) > 40 or len(before) == _OPENING:
            return None
        return replace(only, start=0, type=only.type or _kind(before), title=only.title or _title(before))
    for k, line in enumerate(opening):
        found = next(find_dates(line.text), None)
        if found and found.year is not None and _states_date(line, found.start):
            upto = opening[: k + 1]
            return Header(0, 0, found, type=_kind(upto), title=_title(upto[:k]), time=found.time)
    return None


def _states_date(line: Line, at: int) -> bool:
    words = line.text.strip()
    if line.end - line.start > 120 or words.endswith((".", "?", "!")):
        return False
    label = next((c for c in cells(line.text) if c.start <= at), None)
    before = line.text[:at].casefold()
    return not NOT_EVENT.search(before) and (
        label is None or label.field in ("date", "entered", "mail", "type", "title")
    )


def _kind(opening: Sequence[Line]) -> str | None:
    """The first line that is the name of a kind of note, without anything else."""
    for line in opening[:3]:
        words = line.text.strip(" #*_=")
        if (
            len(words) <= 60
            and len(words.split()) <= 7
            and default_kinds().knows(words)
            and not any(map(str.isdigit, words))
        ):
            return None if cells(line.text) or words.endswith((".", ",")) else words
    return None


def _title(opening: Sequence[Line]) -> str | None:
    words = opening[0].text.strip(" #*_=") if opening else ""
    return words if 0 < len(words) <= 100 and not cells(words) and name_score(words) < 1 else None
