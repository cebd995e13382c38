"""Notes are found in whatever layout an export has, as long as it is the same throughout."""

from __future__ import annotations

import pytest

from notescan.read import read_text
from tests.read.layouts import ENTRIES, LAYOUTS, Layout


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_every_note_is_found_with_date_type_and_worker(layout: Layout) -> None:
    case = read_text(layout.text)
    dated = [n for n in case.notes if n.date]
    got = [(n.date, n.type, n.author) for n in dated]
    assert got == [(e.date, layout.type(e), layout.author(e)) for e in ENTRIES]
    if layout.timed:
        assert [n.time for n in dated] == [e.time for e in ENTRIES]
    assert len(case.notes) - len(dated) == int(layout.preamble)
    for note, entry in zip(dated, ENTRIES, strict=True):
        body = case.text[note.body : note.end]
        first = entry.words.split("\n")[0]
        assert body.lstrip().startswith(first[:40]), body[:80]
