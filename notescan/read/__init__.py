"""Files, standard input or pasted text → a CaseFile: one normalised text, its sources, its dated notes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from ..errors import UserError
from ..model import CaseFile, Note, Source
from .decoding import decode, normalise
from .files import read_bytes
from .kinds import kind_of
from .notes import split_notes

__all__ = ["kind_of", "read_case", "read_text"]


def read_case(paths: Sequence[str | Path], *, stdin: BinaryIO | None = None) -> CaseFile:
    """One case out of these files, in the order given; "-" is standard input (`stdin`, else the process's own).

    Each file is split into notes by its own form; a blank line joins it to the next. UserError where one can't be read.
    """
    if not paths:
        raise UserError("No file was given: name the case file to read, or - for standard input")
    names = [str(p) for p in paths]
    twice = next((n for n in names if names.count(n) > 1), None)
    if twice:
        raise UserError(f"{twice} was given twice: give each file once")
    parts: list[tuple[str, str, str]] = []
    for name in names:
        data = read_bytes(name, stdin=stdin)
        shown = "Standard input" if name == "-" else name
        parts.append((name, hashlib.sha256(data).hexdigest(), decode(data, name=shown)))
    titles = ["Standard input" if n == "-" else Path(n).stem for n in names]
    return _joined(_title(titles), parts)


def read_text(text: str, *, title: str = "Pasted text") -> CaseFile:
    """A case out of pasted text. UserError when there are no words in it."""
    clean = normalise(text)
    if not clean.strip():
        raise UserError(f"{title} is empty: there is no case note in it")
    digest = hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest()
    return _joined(title, [(title, digest, clean)])


def _title(titles: Sequence[str]) -> str:
    return ", ".join(titles) if len(titles) <= 3 else f"{titles[0]} and {len(titles) - 1} more files"


def _joined(title: str, parts: Sequence[tuple[str, str, str]]) -> CaseFile:
    text = ""
    sources: list[Source] = []
    notes: list[Note] = []
    for i, (path, digest, part) in enumerate(parts):
        start = len(text)
        for n in split_notes(part):
            moved = {
                "id": f"n{len(notes) + 1}",
                "start": start + n.start,
                "end": start + n.end,
                "body": start + n.body,
            }
            notes.append(n.model_copy(update=moved))
        sources.append(Source(path=path, sha256=digest, start=start, end=start + len(part)))
        text += part
        if i + 1 < len(parts):
            text += "\n" if part.endswith("\n") else "\n\n"
            # The joint belongs to the note above it, so that notes go on tiling the text.
            notes[-1] = notes[-1].model_copy(update={"end": len(text)})
    return CaseFile(title=title, text=text, sources=tuple(sources), notes=tuple(notes))
