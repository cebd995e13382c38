"""Cases in which every identifier is marked ⟦so⟧, and how many of them are put out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from notescan.pipeline.roster import read_roster
from notescan.pseudonymise.standins import StandIns
from notescan.read import read_text

CASES = sorted((Path(__file__).parent / "marked").glob("*.txt"))
FRESH = sorted((Path(__file__).parent.parent / "identifiers").glob("*.txt"))
"""Cases by a writer who doesn't know the rules: only measured, see tests/identifiers/README.md."""


@dataclass(frozen=True)
class Recall:
    """How many identifiers are marked, which stayed in the text, and what was put out that is none."""

    marked: int
    missed: list[str]
    replaced: int
    needless: list[str]


def load(path: Path) -> tuple[str, list[tuple[int, int]]]:
    """The text without its marks, and where they were."""
    parts: list[str] = []
    marks: list[tuple[int, int]] = []
    at = 0
    for piece in re.split(r"(⟦[^⟧]*⟧)", path.read_text(encoding="utf-8")):
        if piece.startswith("⟦"):
            marks.append((at, at + len(piece) - 2))
            piece = piece[1:-1]
        parts.append(piece)
        at += len(piece)
    return "".join(parts), marks


def recall_of(path: Path) -> Recall:
    """An identifier is put out where no letter or digit of it is left standing."""
    text, marks = load(path)
    case = read_text(text)
    assert case.text == text
    said = StandIns(read_roster(case), text).replace(text)
    covered = set()
    for edit in said.edits:
        covered |= set(range(edit.start, edit.end))
    missed = [
        text[start:end]
        for start, end in marks
        if any(text[i].isalnum() and i not in covered for i in range(start, end))
        and not _title_alone(text, start, end, covered)
    ]
    needless = [text[e.start : e.end] for e in said.edits if not any(a < e.end and e.start < b for a, b in marks)]
    return Recall(len(marks), missed, len(said.edits), needless)


def _title_alone(text: str, start: int, end: int, covered: set[int]) -> bool:
    """Only "Mr", "Dr", "Auntie", a possessive's s or joining words of the mark are left."""
    left = "".join(text[i] if i not in covered else " " for i in range(start, end)).split()
    if len(left) == len(text[start:end].split()) and not covered & set(range(start, end)):
        return False
    return all(
        word in {"Mr", "Mrs", "Ms", "Dr", "Uncle", "Auntie", "the", "The", "HMP", "and", "LCS", ",", "'s", "’s", "'"}
        for word in left
    )
