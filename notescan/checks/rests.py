"""Words of the case that a finding rests on, and how findings are put into a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from notescan.dates import say
from notescan.model import CaseFile, Evidence, Note
from notescan.values import Rest


def rest_at(case: CaseFile, note: Note, start: int, end: int, says: str) -> Rest:
    """The words at [start, end) of the text, which stand in `note`, with the note's date."""
    return Rest(
        says=says,
        note=note.id,
        start=start,
        end=end,
        quote=case.text[start:end],
        date=note.date,
        place=case.place(start),
    )


def rest_on(case: CaseFile, note: Note, item: Evidence, says: str) -> Rest:
    """The words of an evidence item of `note`."""
    return rest_at(case, note, item.start, item.end, says)


def on(note: Note) -> str:
    """ " of 3 Mar 2024", to be put behind what a note is called; nothing for a note without a date."""
    return f" of {say(note.date)}" if note.date else ""


def listed(words: Sequence[str], *, last: str = "and") -> str:
    """ "Tia", "Tia and Jo", "Tia, Jo and Ellis"."""
    return f" {last} ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
