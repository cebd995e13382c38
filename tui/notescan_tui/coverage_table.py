"""The coverage matrix as a table: who was seen and heard, who was asked and answered, note by note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text

from notescan.chronology.coverage import Column, at, columns, standings
from notescan_tui.over_time import Place
from notescan_tui.wording import shown_line

if TYPE_CHECKING:
    from notescan.chronology.coverage import Standing
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


@dataclass(frozen=True, slots=True)
class Line:
    """One child or agency: how it stands over the whole case, and what each note says of it."""

    name: str
    stands: str
    stands_out: bool
    cells: dict[Column, tuple[Cell, ...]]
    """By the day and the note."""


@dataclass(frozen=True, slots=True)
class Table:
    """Children and agencies, and the notes that say something of them, in order."""

    children: tuple[Line, ...]
    agencies: tuple[Line, ...]
    columns: tuple[Column, ...]


def table_of(coverage: Coverage) -> Table:
    """The matrix as lines and columns."""
    lines = standings(coverage)
    return Table(
        tuple(_line(line) for line in lines if line.group == "child"),
        tuple(_line(line) for line in lines if line.group == "agency"),
        columns(lines),
    )


def head(column: Column) -> str:
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


def _line(standing: Standing) -> Line:
    return Line(
        shown_line(standing.name),
        standing.says,
        standing.stands_out,
        {column: at(standing, column) for column in columns([standing])},
    )
