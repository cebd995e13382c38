"""From which service area a case file comes, guessed from its words."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

import yaml

from notescan.data import data_dir
from notescan.model import CaseFile

_ENOUGH_TEXT = 400_000


@lru_cache(maxsize=1)
def _telling() -> dict[str, re.Pattern[str]]:
    data = yaml.load((data_dir("patterns") / "areas.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {
        area: re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(str(w).lower()) for w in words)})(?!\w)")
        for area, words in data.items()
    }


def guess_area(case: CaseFile) -> str:
    """The area whose telling words (patterns/areas.yaml) stand in most notes; each word counts once a note."""
    score: Counter[str] = Counter()
    read = 0
    for note in case.notes:
        text = case.text[note.start : note.end].lower()
        for area, pattern in _telling().items():
            score[area] += len(set(pattern.findall(text)))
        read += len(text)
        if read > _ENOUGH_TEXT:
            break
    return max(_telling(), key=lambda area: score[area])
