"""A table of notes that goes over the pages of a PDF: its columns told by where on the page the words begin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from .headings import heading_field
from .layout import Paragraph, Table
from .reflow import Line, Page, joined

_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}([/.-]|$)|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2}|\d{4}-\d\d-")
_FULL_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?![\d:])")
_LEAST = 3
"""How many rows and columns make a table."""
_BIN = 3.0
"""Points within which words begin at the same place."""
_ABOVE = 300
"""How many cells may stand above a table."""
_HEADINGS = 20.0
"""Points by which the headings of a row may stand above or below each other."""
_EDGE = 8.0
"""Points that are left free between columns."""


@dataclass(slots=True)
class _Cell:
    column: int
    page: int
    line: Line


def find_table(pages: Sequence[Page]) -> list[Paragraph | Table] | None:
    """What stands above the table, and the table; None where the pages hold none.

    The lines of `pages` are parted wherever words stand apart. A row's place is its page.
    """
    everything = [(number, line) for number, page in enumerate(pages, 1) for line in page.lines]
    starts = Counter(round(line.left / _BIN) for _, line in everything)
    dates = Counter(round(line.left / _BIN) for _, line in everything if _DATE.match(line.text))
    if not dates:
        return None
    rows = dates.most_common(1)[0][1]
    edges = _edges(starts, rows)
    if rows < _LEAST or len(edges) < _LEAST:
        return None
    cells = [_Cell(_column(edges, line), number, line) for number, line in everything]
    when = _column(edges, next(line for _, line in everything if round(line.left / _BIN) == dates.most_common(1)[0][0]))
    first = next(i for i, cell in enumerate(cells) if cell.column == when and _DATE.match(cell.line.text))
    headings = _headings(cells[: min(first, _ABOVE)])
    if not headings:
        return None
    head = [" ".join(c.line.text for c in headings if _middle(edges, c.line) == k) for k in range(len(edges))]
    table, places = [head], [headings[0].page]
    last = cells.index(headings[-1]) + 1
    for row in _whole_rows(_without_headings(cells[last:], headings), when):
        table.append(
            [_words([c.line for c in row if c.column == k], edges, k, pages[0].width) for k in range(len(edges))]
        )
        places.append(row[0].page)
    title = [c for c in cells[:last] if c not in headings]
    blocks: list[Paragraph | Table] = [
        Paragraph(c.line.text, f"page {c.page}, line {{}}", c.line.number) for c in title
    ]
    return [*blocks, Table(table, "page {}", places)]


def _headings(above: Sequence[_Cell]) -> list[_Cell]:
    """The cells of the row of headings: those that stand at one height with at least three that read like headings."""
    for cell in above:
        near = [c for c in above if c.page == cell.page and abs(c.line.bottom - cell.line.bottom) < _HEADINGS]
        if len({heading_field(c.line.text) for c in near} - {"other", "mail"}) >= _LEAST:
            return near
    return []


def _edges(starts: Counter[int], rows: int) -> list[float]:
    """Where the columns begin: at least in every second row words begin there."""
    found: list[int] = []
    for at in sorted(starts):
        if starts[at] + starts[at + 1] >= 0.5 * rows and (not found or at - found[-1] > 2):
            found.append(at)
    return [_BIN * at - _BIN for at in found]


def _column(edges: Sequence[float], line: Line) -> int:
    return max(0, sum(edge <= line.left for edge in edges) - 1)


def _middle(edges: Sequence[float], line: Line) -> int:
    """The column of a heading, which may stand in the middle of it."""
    return max(0, sum(edge <= (line.left + line.right) / 2 for edge in edges) - 1)


def _without_headings(cells: Sequence[_Cell], headings: Sequence[_Cell]) -> list[_Cell]:
    """The cells without the headings that stand again at the top of further pages."""
    words = [c.line.text for c in headings]
    out: list[_Cell] = []
    for page, group in groupby(cells, key=lambda c: c.page):
        own = list(group)
        top = own[: 2 * len(words)]
        again = {i for i, c in enumerate(top) if c.line.text in words}
        if page != headings[0].page and len({top[i].line.text for i in again}) >= 0.5 * len(set(words)):
            own = [c for i, c in enumerate(own) if i not in again]
        out.extend(own)
    return out


def _whole_rows(cells: Sequence[_Cell], when: int) -> Iterator[list[_Cell]]:
    """The rows; one that goes on at the top of the next page is whole."""
    whole: list[_Cell] = []
    page = 0
    for row in _rows(cells, when):
        dated = any(c.column == when and _DATE.match(c.line.text) for c in row)
        if whole and not dated and row[0].page != page:
            whole += row
        else:
            if whole:
                yield whole
            whole = row
        page = row[-1].page
    if whole:
        yield whole


def _rows(cells: Sequence[_Cell], when: int) -> Iterator[list[_Cell]]:
    """The cells row by row: a row ends where the next cell stands further left."""
    row: list[_Cell] = []
    for cell in cells:
        again = cell.column == when and _DATE.match(cell.line.text) and any(c.column > when for c in row)
        if row and (again or cell.column < row[-1].column) and not _same_line(row, cell):
            yield row
            row = []
        row.append(cell)
    if row:
        yield row


def _same_line(row: Sequence[_Cell], cell: _Cell) -> bool:
    """Whether a cell goes on that began higher up: some programs write a row line by line, not cell by cell."""
    own = [c for c in row if c.column == cell.column]
    return bool(own) and cell.page == own[-1].page and 0 < own[-1].line.bottom - cell.line.bottom < 16


def _words(lines: Sequence[Line], edges: Sequence[float], column: int, width: float) -> str:
    """The words of a cell; what only its width broke is joined, also a date that was broken within."""
    edge = edges[column + 1] - _EDGE if column + 1 < len(edges) else max((x.right for x in lines), default=width)
    return _whole_date(joined(lines, edge))


def _whole_date(text: str) -> str:
    """The text, a date at its beginning that its column broke made whole: "12/05/2" / "025"."""
    at = next((i for i, c in enumerate(text[:11]) if c in " \n"), None)
    if at is None or _FULL_DATE.match(text):
        return text
    whole = text[:at] + text[at + 1 :]
    return whole if _FULL_DATE.match(whole) else text
