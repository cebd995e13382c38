"""Marked cases written line by line: a sentence a line, with what it is evidence for before it.

    @ 2025-03-12 | Home visit | Lena Ortiz
    +impact-on-child,~plan-link : She'll ring the school on Friday about the reading help he needs.
    : The house was warm and tidy.
    -consent : Mum has not been asked yet.

`@` begins a note (date, type, author). Before ` : ` stand the marks, none or many: `+` for, `-` against, `~` planned,
and the tip without its area. A line that begins with `/` begins a new line of the note. The area is the last part of
the file's name ("wa1-mash.txt").
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from notescan.errors import UserError

_STANCES = {"+": "for", "-": "against", "~": "planned"}
_MARKED = re.compile(r"(?P<marks>[+~-][a-z0-9-]+(?:\s*,\s*[+~-][a-z0-9-]+)*)?\s*: (?P<said>\S.*)")


class MarkedText(NamedTuple):
    """The notes as a case file holds them, and the marks: tip, stance, beginning and end in the text."""

    text: str
    marks: list[tuple[str, str, int, int]]


def read_lines(path: Path) -> MarkedText:
    """The case that such a file tells; UserError with the line where it can't be read."""
    area = path.stem.rpartition("-")[2]
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeError) as error:
        raise UserError(f"{path}: can't be read ({error})") from error
    text = ""
    marks: list[tuple[str, str, int, int]] = []
    for number, line in enumerate(lines, 1):
        if line.startswith("@"):
            text = f"{text.rstrip()}\n\n{line[1:].strip()}\n".lstrip()
            continue
        said = line.lstrip("/ ")
        if line.lstrip().startswith("/") and text and not text.endswith("\n"):
            text += "\n"
        if not said.strip():
            continue
        found = _MARKED.fullmatch(said.strip())
        if not found:
            raise UserError(f"{path}, line {number}: write '+tip : sentence', ': sentence' or '@ date | type | author'")
        if text and not text.endswith("\n"):
            text += " "
        start = len(text)
        text += found["said"]
        for mark in re.split(r"\s*,\s*", found["marks"] or ""):
            if mark:
                marks.append((f"{area}.{mark[1:]}", _STANCES[mark[0]], start, len(text)))
    return MarkedText(text + "\n", marks)
