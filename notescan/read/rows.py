"""A table with a note in every row → its notes: a line of headings and values, then the note's own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..model import Note
from ..places import named
from .cells import Value, cell_text, date_of
from .dates import clock
from .headings import Columns, find_columns
from .kinds import default_kinds
from .parts import Task
from .people import split_author

if TYPE_CHECKING:
    from .layout import Layout

_ABOVE = frozenset(("date", "entered", "time", "type", "author", "role", "title", "team", "id"))
"""What stands in the line above a note's words; all other columns are among the words, each with its heading."""


def notes_table(rows: Sequence[Sequence[Value]], task: Task) -> NotesTable | None:
    """The table of notes that `rows` are; None where they are another table."""
    columns = find_columns(rows, task.columns)
    return NotesTable(rows, columns, task) if columns else None


class NotesTable:
    """Rows of which each is a note."""

    def __init__(self, rows: Sequence[Sequence[Value]], columns: Columns, task: Task) -> None:
        self._rows, self._columns, self._task = rows, columns, task

    def write(self, layout: Layout, notes: list[Note], *, form: str, numbers: Sequence[int]) -> None:
        """Add the rows to the layout and their notes to `notes`; row i stands at place `form` with `numbers[i]`."""
        columns = self._columns
        place = layout.marker.form(form)
        mark = layout.marker.mark
        if columns.first > 1:
            self._write_title(layout, notes, place, numbers)
        head = [(c, columns.labels[c]) for c, h in enumerate(columns.holds) if h in _ABOVE]
        others = [
            (c, columns.labels[c], layout.marker.form(f'{form} "{named(columns.labels[c])}"'))
            for c, h in enumerate(columns.holds)
            if h not in _ABOVE and c != columns.body
        ]
        body_form = layout.marker.form(f'{form} "{named(columns.labels[columns.body])}"')
        total, width = len(self._rows), len(columns.holds)
        for i in range(columns.first, total):
            row = self._rows[i]
            if len(row) < width:
                row = [*row, *[""] * (width - len(row))]
            if i % 2000 == 0:
                self._task.tell(i, total)
            words = cell_text(row[columns.body]).strip()
            above = " | ".join(f"{label}: {text}" for c, label in head if (text := _in_line(row[c])))
            lines = [(label, text, f) for c, label, f in others if (text := cell_text(row[c]).strip())]
            if not (above or words or lines):
                continue
            start = layout.length
            mark(start, place, numbers[i])
            if notes and not above and not lines:
                # A note that goes on in the next row: its other cells are empty.
                mark(start, body_form, numbers[i])
                layout.write(f"{words}\n\n")
                notes[-1] = notes[-1].model_copy(update={"end": layout.length})
                continue
            if above:
                layout.write(f"{above}\n")
            body = layout.length
            for label, text, line_form in lines:
                mark(layout.length, line_form, numbers[i])
                layout.write(f"{label}: {text}\n")
            mark(layout.length, body_form, numbers[i])
            layout.words_at[start] = layout.length
            layout.write(f"{words}\n\n" if words else "\n")
            notes.append(self._note(row, len(notes) + 1, start, body, layout.length))

    def _write_title(self, layout: Layout, notes: list[Note], place: int, numbers: Sequence[int]) -> None:
        """What stands above the headings: a note of its own, with no date."""
        start = layout.length
        for i, row in enumerate(self._rows[: self._columns.first - 1]):
            line = " | ".join(text for v in row if (text := _in_line(v)))
            if line:
                layout.marker.mark(layout.length, place, numbers[i])
                layout.write(f"{line}\n")
        if layout.length > start:
            layout.write("\n")
            notes.append(Note(id="n1", start=start, end=layout.length, body=start))

    def _note(self, row: Sequence[Value], number: int, start: int, body: int, end: int) -> Note:
        at = self._columns.of
        date, time = date_of(_cell(row, at("date")))
        own_time = clock(cell_text(_cell(row, at("time"))))
        author, role = split_author(_in_line(_cell(row, at("author"))))
        kind = _in_line(_cell(row, at("type"))) or None
        return Note(
            id=f"n{number}",
            start=start,
            end=end,
            body=body,
            date=date,
            time=own_time or time,
            type=kind,
            author=author or None,
            role=_in_line(_cell(row, at("role"))) or role,
            title=_in_line(_cell(row, at("title"))) or None,
            kind=default_kinds().kind(kind) if kind else None,
            entered=date_of(_cell(row, at("entered")))[0],
        )


def _cell(row: Sequence[Value], column: int | None) -> Value:
    return row[column] if column is not None and column < len(row) else ""


def _in_line(value: Value) -> str:
    """A cell's words on one line."""
    text = cell_text(value)
    return " ".join(text.split()) if "\n" in text or "  " in text or "\t" in text else text.strip()
