"""The sentences of each note, split once for all checks of a case."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from notescan.model import CaseFile, Note
from notescan.pipeline.sentences import Line, split

_last: deque[tuple[CaseFile, dict[str, list[Line]]]] = deque(maxlen=1)


def _known(case: CaseFile) -> dict[str, list[Line]]:
    if not _last or _last[0][0] is not case:
        _last.append((case, {}))
    return _last[0][1]


def keep_lines(case: CaseFile, note: Note, lines: Sequence[Line]) -> None:
    """Remember the sentences of a note as they were found when it was read: `lines` count from the note's own words."""
    _known(case)[note.id] = [line.moved(note.body) for line in lines]


def lines_of(case: CaseFile, note: Note) -> list[Line]:
    """The sentences of a note of `case`, headings among them, in order."""
    known = _known(case)
    if note.id not in known:
        known[note.id] = [line.moved(note.body) for line in split(case.text[note.body : note.end])]
    return known[note.id]
