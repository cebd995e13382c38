"""Marked cases, and what a careful reader marked in them: folders with notes.txt and gold.json, or files of lines."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from pathlib import Path

from notescan.errors import UserError
from notescan.learn.lines import read_lines
from notescan.model import AREAS, CaseFile
from notescan.read import read_case, read_text

_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+|\n+")
_FAR = 2000


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: the tip, its stance, the quote's place and that of the sentence around it."""

    tip: str
    stance: str
    quote: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int


@dataclass(frozen=True, slots=True)
class MarkedCase:
    name: str
    writer: str
    area: str
    audit_date: dt.date
    case: CaseFile
    marks: tuple[Mark, ...]


def load_marked(folder: Path) -> MarkedCase:
    """A marked case: a folder, or a file as `lines` describes it. The writer is its name before the first hyphen;
    for files of lines without the number at its end, since one hand wrote them in several voices.

    UserError where it can't be used.
    """
    if folder.suffix == ".txt":
        return _from_lines(folder)
    try:
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UserError(f"{folder}: gold.json can't be read ({error}); give folders of marked cases") from error
    case = read_case([folder / "notes.txt"])
    marks = []
    for entry in gold["evidence"]:
        start = -1
        for _ in range(entry.get("occurrence", 1)):
            start = case.text.find(entry["quote"], start + 1)
            if start < 0:
                raise UserError(f"{folder}: the quote {entry['quote']!r} does not stand in notes.txt")
        end = start + len(entry["quote"])
        marks.append(Mark(entry["tip"], entry["stance"], entry["quote"], start, end, *_sentence(case.text, start, end)))
    return MarkedCase(
        name=folder.name,
        writer=folder.name.partition("-")[0],
        area=gold["checklist"],
        audit_date=dt.date.fromisoformat(gold["audit_date"]),
        case=case,
        marks=tuple(marks),
    )


def _from_lines(path: Path) -> MarkedCase:
    area = path.stem.rpartition("-")[2]
    if area not in AREAS:
        raise UserError(f"{path}: end its name with the service area ({', '.join(AREAS)}), as in wa1-mash.txt")
    text, marks = read_lines(path)
    case = read_text(text, title=path.stem)
    return MarkedCase(
        name=path.stem,
        writer=path.stem.partition("-")[0].rstrip("0123456789"),
        area=area,
        audit_date=max((note.date for note in case.notes if note.date), default=dt.date.today()),
        case=case,
        marks=tuple(Mark(tip, stance, text[a:b], a, b, *_sentence(text, a, b)) for tip, stance, a, b in marks),
    )


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    low = max(0, start - _FAR)
    first = max((m.end() for m in _END.finditer(text, low, start)), default=low)
    after = _END.search(text, end)
    return first, after.start() if after else len(text)
