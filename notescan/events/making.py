"""How an event is put together: its words made tidy, its id, its place."""

from __future__ import annotations

import datetime as dt
import hashlib

from notescan.model import CaseFile, Note
from notescan.over_time import Event, EventKind, EventState, Precision, Sureness

LONGEST = 240
"""The most characters that an event's quote has."""


def make(
    case: CaseFile,
    note: Note,
    span: tuple[int, int],
    *,
    kind: EventKind,
    state: EventState,
    what: str,
    title: str,
    days: tuple[dt.date | None, dt.date | None],
    precision: Precision = "day",
    sure: Sureness = "sure",
    entered: dt.date | None = None,
) -> Event:
    """The event that the words at `span` tell; `entered` where it was put on file later than the note says."""
    start, end = tidy(case.text, *span)
    return Event(
        id=event_id(kind, what, state, days[0], start, end),
        kind=kind,
        state=state,
        title=title,
        first=days[0],
        last=days[1],
        precision=precision,
        sure=sure,
        what=what,
        who=(note.author,) if note.author else (),
        entered=entered or note.entered,
        note=note.id,
        start=start,
        end=end,
        quote=case.text[start:end],
        place=case.place(start),
    )


def tidy(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends, and cut at a word where it is long."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        end = cut if cut > start else start + LONGEST
    return start, end


def event_id(kind: str, what: str, state: str, first: dt.date | None, start: int, end: int) -> str:
    """An id that stays the same when the same words are read again."""
    return "v" + hashlib.blake2b(f"{kind}|{what}|{state}|{first}|{start}|{end}".encode(), digest_size=5).hexdigest()
