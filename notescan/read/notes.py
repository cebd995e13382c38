"""A text → its notes: dated, tiling the text, each with the type, worker and time that its header gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, pairwise

from ..model import Note
from .anchors import REACH, Line, lines_of
from .dates import complete
from .document import whole_document
from .entered import entry_date
from .grid import find_rows
from .headers import Header, find_headers
from .kinds import default_kinds
from .labels import cells, field_of
from .parts import Task
from .people import looks_like_role, name_score, split_author
from .records import find_records
from .strays import without_strays
from .timed import split_days

_SAME = 4
"""How many notes with the same kind tell nothing by it."""
_NAME = 0.8
_CLOSINGS = 3
"""How many notes must end with what others begin with."""
_DATE = re.compile(r"\d[/.-]\d{1,2}[/.-]\d|\d ?(?:st|nd|rd|th)? ?[A-Za-z]{3,9} \d|\d{1,2}/\d")
_SIGNED = re.compile(r"\s*(?:[-–—~*]{1,3}\s*)(?P<who>[A-Z][^.:;!?]{2,60})\s*")
_RECORDED = re.compile(
    r"\s*[*_(\[]*(?:note |case note |entry )?(?:recorded|written|entered|completed|signed|logged|created|noted)"
    r"(?: up)?(?: by)?"
    r"\s*[:\-–—]?\s+(?P<who>[A-Z][^.;!?]{1,60}?)[\s*_)\].]*",
    re.IGNORECASE,
)


def split_notes(text: str) -> list[Note]:
    """The notes of `text`, in order, ids n1, n2, ...; they tile it. One note where there are no headers."""
    lines = lines_of(text)
    headers = find_rows(text, lines) or split_days(text, lines, find_headers(text, lines))
    notes = _noted(text, lines, headers)
    if _tell_little(headers, notes) and (records := find_records(text, lines)):
        learned = _noted(text, lines, records)
        if len(records) >= len(headers) and sum(_told(learned)) >= sum(_told(notes)):
            return learned
    return notes


def _noted(text: str, lines: Sequence[Line], headers: list[Header]) -> list[Note]:
    """The notes that these headers begin, without those that turn out to be dates inside a note."""
    if headers:
        dates = complete([h.found for h in headers], [h.stated for h in headers], text)
        headers = without_strays(headers, [d.toordinal() if d else None for d in dates])
    headers = _closing(text, headers)
    if len(headers) <= 1 and (whole := whole_document(text, lines, headers)):
        headers = [whole]
    return [_with_signature(text, n) for n in _tiled(text, headers)]


def _told(notes: Sequence[Note]) -> tuple[int, int]:
    """How many workers and kinds of note are told. What all notes have may be a label that was taken for one."""
    workers = [n.author for n in notes if n.author]
    kinds = [n.type for n in notes if n.type and not _DATE.search(n.type)]
    same_worker = len(workers) >= _SAME and len(set(workers)) == 1 and name_score(workers[0]) < _NAME
    same_kind = len(kinds) >= _SAME and len(set(kinds)) == 1
    return 0 if same_worker else len(workers), 0 if same_kind else len(kinds)


def _closing(text: str, headers: list[Header]) -> list[Header]:
    """The headers of a file in which they stand below their notes: nothing is below the last one, and words are above
    the first.

    Each then begins where the one before it ends.
    """
    if len(headers) < _CLOSINGS or text[headers[-1].body :].strip() or not text[: headers[0].start].strip():
        return headers
    if any(not text[a.body : b.start].strip() for a, b in pairwise(headers)):
        return headers
    starts = [0, *(h.body + len(text[h.body :]) - len(text[h.body :].lstrip()) for h in headers[:-1])]
    return [replace(h, start=start, body=start) for h, start in zip(headers, starts, strict=True)]


def _tell_little(headers: Sequence[Header], notes: Sequence[Note]) -> bool:
    """Whether hardly any note names a worker, or tells its kind; or labels were taken for what they are labels of."""
    if len(headers) < 2:
        return True
    title = headers[0].title or ""
    labels = field_of(title) in ("date", "entered") and all(h.title == title for h in headers)
    return labels or min(_told(notes)) < 0.5 * len(headers)


def find_notes(text: str, task: Task) -> list[Note]:
    """The same within the limits of `task`: UserError for a text that would take minutes to look through."""
    lines = text.count("\n")
    if lines > task.limits.lines:
        raise task.limits.over(task.name, "lines", lines, f"has {lines:,} lines")
    most = task.limits.dates
    # Fewer lines than that can't have more dates: most texts need not be looked through for it.
    if lines >= most and sum(1 for _ in islice(_DATE.finditer(text), most + 1)) > most:
        dates = sum(_DATE.search(line, 0, REACH) is not None for line in text.split("\n"))
        if dates > most:
            raise task.limits.over(task.name, "dates", dates, f"has {dates:,} lines with dates")
    return split_notes(text)


def _tiled(text: str, headers: Sequence[Header]) -> list[Note]:
    if not headers:
        return [Note(id="n1", start=0, end=len(text), body=0)]
    dates = complete([h.found for h in headers], [h.stated for h in headers], text)
    kinds = default_kinds()
    notes: list[Note] = []
    first = headers[0].start
    if first and not text[:first].strip():
        headers = [replace(headers[0], start=0), *headers[1:]]
    elif first:
        notes.append(Note(id="n1", start=0, end=first, body=0))
    for i, (h, date) in enumerate(zip(headers, dates, strict=True)):
        end = headers[i + 1].start if i + 1 < len(headers) else len(text)
        body = min(max(h.body, h.start), end)
        notes.append(
            Note(
                id=f"n{len(notes) + 1}",
                start=h.start,
                end=end,
                body=body,
                date=date,
                time=h.time,
                type=h.type,
                author=h.author,
                role=h.role,
                title=h.title,
                kind=kinds.kind(h.type) if h.type else None,
                entered=entry_date(h.entered, text[h.start : body], text[body:end], date) if date else None,
            )
        )
    return notes


def _with_signature(text: str, note: Note) -> Note:
    """The note with the worker who signs below it, where its header names none."""
    if note.author is not None or note.date is None:
        return note
    tail = text[note.body : note.end].rstrip()
    closing = tail[-400:].split("\n")[-3:]
    for line, below in zip(closing, [*closing[1:], ""], strict=True):
        named = looks_like_role(below) and name_score(line) >= 0.9
        who = f"{line.strip()}, {below.strip()}" if named else _signature(line)
        if who:
            name, role = split_author(who)
            return note.model_copy(update={"author": name, "role": note.role or role})
    return note


def _signature(line: str) -> str | None:
    labelled = next((c for c in cells(line) if c.field == "author"), None)
    if labelled and name_score(labelled.value(line)) >= 0.6:
        return labelled.value(line)
    for pattern in (_RECORDED, _SIGNED):
        m = pattern.fullmatch(line)
        if m and name_score(m["who"]) >= 0.6:
            return m["who"].strip()
    name, role = split_author(line)
    return line.strip() if role and looks_like_role(role) and name_score(name) >= 0.9 else None
