"""Daily logs: a heading gives the day, and entries below it begin with the time alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from . import columns
from .anchors import Line
from .columns import Row
from .dates import time_at_start
from .headers import Header
from .people import INITIALS, name_score

_LEAD = re.compile(r"[\s>*_•\-|\[(]{0,6}")
_GAP = re.compile(r"\s*(?:[-–—]\s?\d{1,2}[:.]\d\d)?[\s\])|:\-–—,*_]*")
_SIGNED = re.compile(rf"[\s(\[–—\-/]+(?P<who>{INITIALS.pattern})[)\].\s]*$")


def split_days(text: str, lines: Sequence[Line], days: Sequence[Header]) -> list[Header]:
    """The headers, those of days replaced by their timed entries where the file is a log of that kind.

    Only where the headings hold a date and nothing else, and most of them are followed by an entry with a time at once.
    """
    if not days or any(h.slots for h in days):
        return list(days)
    entries = [
        _entries(text, lines, h, days[i + 1].start if i + 1 < len(days) else len(text)) for i, h in enumerate(days)
    ]
    if sum(bool(e) and not text[d.body : e[0][0]].strip() for d, e in zip(days, entries, strict=True)) < 0.6 * len(
        days
    ):
        return list(days)
    out: list[Header] = []
    rows: list[Row] = []
    for day, timed in zip(days, entries, strict=True):
        if not timed:
            out.append(day)
            rows.append(Row([]))
        for k, (start, body, end, time) in enumerate(timed):
            # The heading belongs to the first entry, unless words of its own stand between.
            own = k == 0 and not text[day.body : start].strip()
            if k == 0 and not own:
                out.append(day)
                rows.append(Row([]))
            out.append(
                replace(
                    day,
                    start=day.start if own else start,
                    body=body,
                    time=time,
                    stated=day.stated,
                    roomy=True,
                )
            )
            rows.append(_row(text, body, end))
    columns.learn(rows, text)
    filled = [_filled(h, r) for h, r in zip(out, rows, strict=True)]
    return filled if any(h.author for h in filled) else _signed(text, filled)


def _entries(text: str, lines: Sequence[Line], day: Header, end: int) -> list[tuple[int, int, int, str]]:
    """Start, start of words, end of line and time of every timed line of a day."""
    from bisect import bisect_left

    out = []
    for j in range(bisect_left(lines, day.body, key=_start), len(lines)):
        line = lines[j]
        if line.start >= end:
            break
        lead = _LEAD.match(line.text)
        at = lead.end() if lead else 0
        got = time_at_start(line.text[at : at + 20])
        if not got or line.text[at + got[1] : at + got[1] + 1].isalnum():
            continue
        gap = _GAP.match(line.text, at + got[1])
        out.append((line.start, line.start + (gap.end() if gap else at + got[1]), line.end, got[0]))
    return out


def _start(line: Line) -> int:
    return line.start


def _row(text: str, body: int, end: int) -> Row:
    """The parts of an entry's first line, if they are a header's: short, with a separator, nothing of a sentence."""
    words = text[body : min(end, body + 90)]
    if end - body > 80 or not words.strip() or words.rstrip()[-1:] in ".!?":
        return Row([])
    parts = columns.split(words, body, ["pipe", "tab", "dash", "slash"])
    return Row(parts) if len(parts) > 1 and any(name_score(p.text) >= 0.6 for p in parts) else Row([])


def _filled(header: Header, row: Row) -> Header:
    """The header with what its first line says; its words begin after the worker and the type."""
    if not (row.author or row.type):
        return header
    said = [s for s in row.segments if row.title != s.text]
    after = [s.start for s in row.segments if s.start >= said[-1].end]
    return replace(header, type=row.type, author=row.author, role=row.role, body=min(after, default=said[-1].end))


def _signed(text: str, headers: Sequence[Header]) -> list[Header]:
    """The headers with the initials that close each entry ("... settled by ten. KM"), where most entries have them."""
    ends = [h.start for h in headers[1:]] + [len(text)]
    found = [
        _SIGNED.search(text[max(h.body, end - 80) : end].rstrip()[-40:]) for h, end in zip(headers, ends, strict=True)
    ]
    if sum(m is not None for m in found) < 0.6 * len(headers):
        return list(headers)
    return [replace(h, author=h.author or (m["who"] if m else None)) for h, m in zip(headers, found, strict=True)]
