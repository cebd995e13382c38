"""The subject that a header gives in a sentence of its own: "Dictation of 3 May. Voice: ... Subject: supervision"."""

from __future__ import annotations

import re

from notescan.model import CaseFile, Note

_SUBJECT = re.compile(r"\b(?:subject|title|re|heading|about)\s?:\s*([^\n]{2,80})", re.IGNORECASE)


def subject_of(case: CaseFile, note: Note) -> str | None:
    """The words after such a label in the note's header lines; None where it has none."""
    found = _SUBJECT.search(case.text, note.start, note.body)
    return found[1].strip() if found else None
