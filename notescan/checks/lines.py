"""The sentences of each note, split once for all checks of a case."""

from __future__ import annotations

from collections import deque

from notescan.model import CaseFile, Note
from notescan.pipeline.sentences import Line, split

_last: deque[tuple[CaseFile, dict[str, list[Line]]]] = deque(maxlen=1)


def lines_of(case: CaseFile, note: Note) -> list[Line]:
    """The sentences of a note of `case`, headings among them, in order."""
    if not _last or _last[0][0] is not case:
        _last.append((case, {}))
    known = _last[0][1]
    if note.id not in known:
        known[note.id] = split(case.text, note.body, note.end)
    return known[note.id]
