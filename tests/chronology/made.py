"""Hand-made cases and events. All people are invented."""

from __future__ import annotations

import datetime as dt
from typing import Any

from notescan.model import CaseFile
from notescan.over_time import Event, EventKind, EventState
from notescan.read import read_case

AUDIT_DATE = dt.date(2025, 3, 1)


def day(text: str) -> dt.date:
    """4 Jul 2024."""
    return dt.datetime.strptime(text, "%d %b %Y").date()


def event(kind: EventKind, on: str | None, state: EventState = "held", **more: Any) -> Event:
    """An event on a day (or with no date), named after its kind unless a title is given."""
    first = day(on) if on else None
    at = more.get("start", 0)
    fields = {"title": kind, "first": first, "last": first, "place": "line 1", "quote": f"{kind} words", **more}
    return Event(id=f"{kind}-{on}-{state}-{at}", kind=kind, state=state, **fields)


def case_of(*texts: str, tmp_path: Any) -> CaseFile:
    """A case of one file per text, called a.txt, b.txt ..."""
    files = []
    for number, text in enumerate(texts):
        file = tmp_path / f"{'abcdef'[number]}.txt"
        file.write_text(text, encoding="utf-8")
        files.append(str(file))
    return read_case(files)


def at(case: CaseFile, words: str, kind: EventKind, on: str, state: EventState = "held", nth: int = 0) -> Event:
    """An event told by these words of the case (their first place, or a later one)."""
    start = -1
    for _ in range(nth + 1):
        start = case.text.index(words, start + 1)
    note = case.note_at(start)
    place = case.place(start)
    return event(kind, on, state, start=start, end=start + len(words), quote=words, note=note.id, place=place)
