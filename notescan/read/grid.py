"""Notes in a table: a row of column names ("Type | Date | Worker | Details"), then a row for each note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .anchors import Line
from .dates import clock, find_dates
from .headers import Header
from .labels import Field, field_of
from .people import split_author

_DIGIT = re.compile(r"\d")
_DELIMITERS = ("|", "\t", ",", ";")
_BODY = frozenset(
    """details detail notes note text narrative description summary content contents case comments comment
    body entry what happened
    information record recording observations""".split()
)
_MAX_CELLS = 40
_LONGEST = 200_000
"""How far the closing quote of a cell is looked for."""


@dataclass(frozen=True)
class _Value:
    """A cell of a row: its words and where they are in the text."""

    start: int
    end: int
    text: str


def find_rows(text: str, lines: Sequence[Line]) -> list[Header]:
    """The rows of the first table of notes that runs through the text; empty where there is none."""
    for i, line in enumerate(lines[:200]):
        for delimiter in _DELIMITERS:
            names = _names(line.text, delimiter)
            if names:
                rows = list(_rows(text, lines, i + 1, delimiter, names))
                if rows:
                    return rows
    return []


def _names(line: str, delimiter: str) -> list[Field | str] | None:
    """What the columns hold, if `line` is a row of column names: a date and at least one more, no values."""
    if line.count(delimiter) < 2 or _DIGIT.search(line):
        return None
    cells = [c.strip(' "*_\ufeff') for c in _outer(line, delimiter).split(delimiter)]
    if any(len(c) > 40 for c in cells):
        return None
    names: list[Field | str] = [
        "body" if set(c.casefold().split()) & _BODY and field_of(c) in ("other", "id") else field_of(c) for c in cells
    ]
    if "date" not in names and "entered" in names:
        names[names.index("entered")] = "date"
    known = sum(n not in ("other", "mail", "flag") for n in names)
    return names if "date" in names and known >= 2 and known >= 0.5 * len(names) else None


def _outer(line: str, delimiter: str) -> str:
    stripped = line.strip() if delimiter == "|" else line
    return stripped.removeprefix("|").removesuffix("|") if delimiter == "|" else stripped


def _rows(
    text: str, lines: Sequence[Line], first: int, delimiter: str, names: Sequence[Field | str]
) -> Iterator[Header]:
    at = {n: k for k, n in reversed(list(enumerate(names)))}
    quoted_until = 0
    for line in lines[first:]:
        if line.start < quoted_until or delimiter not in line.text or not _DIGIT.search(line.text):
            continue
        values, end = _cells(text, line, delimiter, len(names))
        date = values[at["date"]] if len(values) > at["date"] else None
        found = next(find_dates(date.text), None) if date else None
        if not found or date is None or len(date.text) > 40 or found.start > 3:
            continue
        quoted_until = end

        def value(name: str, values: Sequence[_Value] = values) -> str | None:
            k = at.get(name)
            return (values[k].text or None) if k is not None and k < len(values) else None

        author, role = split_author(value("author") or "")
        time = clock(value("time") or "") or found.time
        body = at.get("body", len(names) - 1)
        yield Header(
            start=line.start,
            body=values[body].start if body < len(values) else line.end,
            found=found,
            type=value("type"),
            author=author or None,
            role=value("role") or role,
            time=time,
            title=value("title"),
            entered=value("entered"),
            slots=frozenset(n for n in ("type", "author") if n in at and at[n] < len(values)),
        )


def _cells(text: str, line: Line, delimiter: str, most: int) -> tuple[list[_Value], int]:
    """The first `most` cells of the row that begins on `line`, and where it ends; a quoted cell may go over lines."""
    out: list[_Value] = []
    at = line.start
    if delimiter == "|":
        at += len(m[0]) if (m := re.match(r"\s*\|", line.text)) else 0
    while len(out) < min(most, _MAX_CELLS) and at <= line.end:
        start = at
        if delimiter in ",;\t" and text.startswith('"', at):
            close = at + 1
            while (close := text.find('"', close, at + _LONGEST)) != -1 and text.startswith('""', close):
                close += 2
            if close == -1:
                close = line.end
            out.append(_Value(start + 1, close, text[start + 1 : close].strip()))
            nxt = text.find(delimiter, close, close + 3)
            if close > line.end:
                return out, close
            at = nxt + 1 if nxt != -1 else line.end + 1
            continue
        nxt = text.find(delimiter, at, line.end)
        end = line.end if nxt == -1 or len(out) == most - 1 else nxt
        raw = text[start:end]
        lead = len(raw) - len(raw.lstrip())
        out.append(_Value(start + lead, end, raw.strip(" \t|") if delimiter == "|" else raw.strip()))
        at = end + 1
        if nxt == -1:
            break
    return out, line.end
