"""Small files in many hands, some with a header or two unlike the others: every note begins where it should.

In mixed_layouts.txt a file begins with "=== name"; where a note begins stands its date, type and worker between "§".
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from notescan.read import read_text

_FILES = re.split(r"(?m)^=== ", Path(__file__).with_name("mixed_layouts.txt").read_text(encoding="utf-8"))[1:]
_MARK = re.compile(r"§([^§\n]*)§")


def _wanted(marked: str) -> tuple[str, list[tuple[int, str]]]:
    text, wanted, at = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        wanted.append((len(text), mark[1].split("|")[0]))
        at = mark.end()
    return text + marked[at:], wanted


@pytest.mark.parametrize("marked", _FILES, ids=[f.partition("\n")[0] for f in _FILES])
def test_notes_begin_where_they_should(marked: str) -> None:
    text, wanted = _wanted(marked.partition("\n")[2])
    assert [(note.start, str(note.date)) for note in read_text(text).notes if note.date] == wanted


def test_a_header_unlike_the_others_has_its_type_and_worker() -> None:
    text = (
        "3 March 2025 | Visit | Gil Penhale\nSeen.\n\n10 March 2025 | Call | Gil Penhale\nMum rang.\n\n"
        "Note 12 March 2025, Mabel Orr\nAgreed.\n\n17 March 2025 | Visit | Gil Penhale\nSeen.\n"
    )
    odd = read_text(text).notes[2]
    assert (str(odd.date), odd.type, odd.author) == ("2025-03-12", "Note", "Mabel Orr")
