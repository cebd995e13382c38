"""How each child and each agency stands over the whole case: last heard, never heard, asked with no answer ..."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Literal

from notescan.dates.mention import say as date
from notescan.over_time import Cell, Coverage
from notescan.values import Frozen

Column = tuple[dt.date | None, str]
"""A note that says something of a child or an agency: its day and its id."""


class Standing(Frozen):
    """A line of the coverage matrix: a child or an agency, how it stands in all, and what each note says of it."""

    name: str
    group: Literal["child", "agency"]
    says: str
    """In words: "last heard 4 Mar 2024", "never heard; last seen 4 Mar 2024", "asked 4 Mar 2024, no answer" ..."""
    stands_out: bool
    """Whether it needs a look: never heard, never asked, or asked with no answer."""
    cells: tuple[Cell, ...] = ()
    """In the order of time; those of the period that was asked for."""


def standings(
    coverage: Coverage, *, since: dt.date | None = None, until: dt.date | None = None
) -> tuple[Standing, ...]:
    """The children, then the agencies: how they stand, told from all cells, and the cells of `since` to `until`."""
    of_row: dict[str, list[Cell]] = defaultdict(list)
    for cell in coverage.cells:
        of_row[cell.row].append(cell)
    lines = []
    for name in coverage.children:
        says, stands_out = _child(of_row[name])
        lines.append(Standing(name=name, group="child", says=says, stands_out=stands_out, cells=tuple(of_row[name])))
    for name in coverage.agencies:
        says, stands_out = _agency(of_row[name])
        lines.append(Standing(name=name, group="agency", says=says, stands_out=stands_out, cells=tuple(of_row[name])))
    if since is None and until is None:
        return tuple(lines)
    return tuple(
        line.model_copy(update={"cells": tuple(c for c in line.cells if _within(c.date, since, until))})
        for line in lines
    )


def columns(lines: Iterable[Standing]) -> tuple[Column, ...]:
    """The notes that say something of any of `lines`, in the order of time, undated ones last."""
    found = {(cell.date, cell.rest.note) for line in lines for cell in line.cells}
    return tuple(sorted(found, key=lambda c: (c[0] is None, c[0] or dt.date.max, c[1])))


def at(line: Standing, column: Column) -> tuple[Cell, ...]:
    """What one note says of one child or agency."""
    return tuple(cell for cell in line.cells if (cell.date, cell.rest.note) == column)


def in_words(cells: Sequence[Cell]) -> str:
    """The marks of a cell: "seen alone, heard"."""
    return ", ".join(dict.fromkeys(cell.mark for cell in cells))


def day_by_day(line: Standing) -> str:
    """All that the notes say of a child or an agency: "4 Mar 2024 seen, heard; 9 Apr 2024 not seen"."""
    days: dict[dt.date | None, list[Cell]] = {}
    for column in columns([line]):
        days.setdefault(column[0], []).extend(at(line, column))
    return "; ".join(f"{date(day) if day else 'no date'} {in_words(cells)}" for day, cells in days.items())


def _within(day: dt.date | None, since: dt.date | None, until: dt.date | None) -> bool:
    return day is not None and (since is None or day >= since) and (until is None or day <= until)


def _child(cells: list[Cell]) -> tuple[str, bool]:
    if heard := _last(cells, ("heard",)):
        return f"last heard {heard}", False
    # A baby is watched and not heard (checks/matrix.py), so that this alone is no alarm.
    if observed := _last(cells, ("observed",)):
        return f"observed, not heard; last {observed}", False
    seen = _last(cells, ("seen", "seen alone"))
    return (f"never heard; last seen {seen}" if seen else "never seen or heard"), True


def _agency(cells: list[Cell]) -> tuple[str, bool]:
    if last := _last(cells, ("answered", "shared")):
        return f"answered {last}", False
    if asked := _last(cells, ("asked", "no reply")):
        return f"asked {asked}, no answer", True
    if missing := _last(cells, ("missing",)):
        return f"missing {missing}; never asked", True
    return "never asked", True


def _last(cells: list[Cell], marks: Collection[str]) -> str:
    """The day of the last of these marks in words; empty where there is none."""
    of_marks = [cell.date for cell in cells if cell.mark in marks]
    days = [day for day in of_marks if day]
    return date(max(days)) if days else "on an unknown day" if of_marks else ""
