"""The coverage matrix as a table: who was seen and heard, who was asked and answered, note by note."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text

from notescan_tui.over_time import Place
from notescan_tui.wording import day, shown_line

if TYPE_CHECKING:
    from notescan.over_time import Cell, Coverage

MARKS = {
    "seen": "● seen",
    "seen alone": "● alone",
    "heard": "“ heard",
    "observed": "◌ observed",
    "not seen": "✗ not seen",
    "asked": "○ asked",
    "answered": "● answered",
    "shared": "● shared",
    "no reply": "✗ no reply",
    "missing": "✗ missing",
}
"""Each mark by a sign and by its word."""
_HEARD = ("heard", "observed")
_ANSWERED = ("answered", "shared")


@dataclass(frozen=True, slots=True)
class Line:
    """One child or agency: how it stands over the whole case, and what each note says of it."""

    name: str
    stands: str
    stands_out: bool
    cells: dict[tuple[dt.date | None, str], tuple[Cell, ...]]
    """By the day and the note."""


@dataclass(frozen=True, slots=True)
class Table:
    """Children and agencies, and the notes that say something of them, in order."""

    children: tuple[Line, ...]
    agencies: tuple[Line, ...]
    columns: tuple[tuple[dt.date | None, str], ...]


def table_of(coverage: Coverage) -> Table:
    """The matrix as lines and columns."""
    of_row: dict[str, list[Cell]] = defaultdict(list)
    for cell in coverage.cells:
        of_row[cell.row].append(cell)
    columns = sorted(
        {(cell.date, cell.rest.note) for cell in coverage.cells},
        key=lambda c: (c[0] is None, c[0] or dt.date.max, c[1]),
    )
    return Table(
        tuple(_line(child, of_row[child], *_child(of_row[child])) for child in coverage.children),
        tuple(_line(agency, of_row[agency], *_agency(of_row[agency])) for agency in coverage.agencies),
        tuple(columns),
    )


def head(column: tuple[dt.date | None, str]) -> str:
    """A column's heading: its day, or that there is none."""
    return f"{column[0].day} {column[0]:%b %y}" if column[0] else "no date"


def shown_cell(cells: tuple[Cell, ...]) -> Text:
    """The marks of a cell, one under the other."""
    marks = list(dict.fromkeys(MARKS.get(cell.mark, cell.mark) for cell in cells))
    return Text("\n").join(Text(mark, "bold" if mark.startswith("✗") else "") for mark in marks)


def places_of(cells: tuple[Cell, ...]) -> tuple[Place, ...]:
    """The words that a cell rests on."""
    return tuple(
        Place(f"{cell.row}, {cell.mark}", cell.rest.quote, cell.rest.start, cell.rest.end, cell.rest.place)
        for cell in cells
    )


def _line(name: str, cells: list[Cell], stands: str, stands_out: bool) -> Line:
    by_column: dict[tuple[dt.date | None, str], list[Cell]] = defaultdict(list)
    for cell in cells:
        by_column[(cell.date, cell.rest.note)].append(cell)
    return Line(shown_line(name), stands, stands_out, {column: tuple(here) for column, here in by_column.items()})


def _child(cells: list[Cell]) -> tuple[str, bool]:
    if last := _last(cells, _HEARD):
        return f"last heard {last}", False
    seen = _last(cells, ("seen", "seen alone"))
    return (f"never heard; last seen {seen}" if seen else "never seen or heard"), True


def _agency(cells: list[Cell]) -> tuple[str, bool]:
    if last := _last(cells, _ANSWERED):
        return f"answered {last}", False
    if asked := _last(cells, ("asked",)):
        return f"asked {asked}, no answer", True
    return "never asked", True


def _last(cells: list[Cell], marks: tuple[str, ...]) -> str:
    """The day of the last of these marks in words; empty where there is none."""
    of_marks = [cell.date for cell in cells if cell.mark in marks]
    days = [date for date in of_marks if date]
    return day(max(days)) if days else "on an unknown day" if of_marks else ""
