"""Every pattern's own examples, and that none was learned by heart."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from notescan.model import AREAS
from notescan.pipeline.library import load_library
from notescan.pipeline.pattern_tests import test_patterns as run_examples

GOLD = Path(__file__).parent.parent / "gold"
LONGEST_SHARED = 6


@pytest.mark.parametrize("area", AREAS)
def test_every_pattern_finds_and_ignores_its_examples(area):
    failures = run_examples(load_library(), [area])
    assert not failures, "\n".join(str(f) for f in failures)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))
    return {tuple(words[i : i + LONGEST_SHARED]) for i in range(len(words) - LONGEST_SHARED + 1)}


def test_no_pattern_holds_six_words_of_a_marked_case():
    known = set().union(*(_runs(path.read_text(encoding="utf-8")) for path in GOLD.glob("dev*/notes.txt")))
    assert known
    library = load_library()
    shared = []
    for entry in [*library.patterns, *library.concepts.values()]:
        for text in _strings(json.loads(entry.model_dump_json(exclude={"means", "file"}))):
            if hit := _runs(text) & known:
                shared.append(f"{entry.id}: {' '.join(min(hit))}")
    assert not shared, "\n".join(shared)


def _strings(value):
    if isinstance(value, str):
        yield value.replace("[[", "").replace("]]", "")
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
