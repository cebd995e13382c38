"""A table with a note in every row → its notes: a line of headings and values, then the note's own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from ..model import Note
from ..places import named
from .cells import Value, cell_text, date_of
from .dates import clock
from .headings import Columns, Holds, find_columns
from .kinds import default_kinds
from .parts import Task
from .people import split_author

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from .layout import Layout

_ABOVE = frozenset(("date", "entered", "time", "type", "author", "role", "title", "team", "id"))
"""What stands in the line above a note's words; all other columns are among the words, each with its heading."""


def notes_table(rows: Sequence[Sequence[Value]], task: Task) -> NotesTable | None:
    """The table of notes that `rows` are; None where they are another table."""
    columns = find_columns(rows, task.columns)
    return NotesTable(rows, columns, task) if columns else None


class NotesTable:
    """Rows of which each is a note. They may be very many: columns are made into words whole, not cell by cell."""

    def __init__(self, rows: Sequence[Sequence[Value]], columns: Columns, task: Task) -> None:
        self._rows, self._columns, self._task = rows, columns, task

    def write(self, layout: Layout, notes: list[Note], *, form: str, numbers: Sequence[int]) -> None:
        """Add the rows to the layout and their notes to `notes`; row i stands at place `form` with `numbers[i]`."""
        columns = self._columns
        marker = layout.marker
        place = marker.form(form)
        if columns.first > 1:
            self._write_title(layout, notes, place, numbers)
        labels = columns.labels
        by_column = list(zip(*self._full_rows(), strict=True))
        texts = [_texts(column) for column in by_column]
        above = [c for c, h in enumerate(columns.holds) if h in _ABOVE]
        below = [c for c, h in enumerate(columns.holds) if h not in _ABOVE and c != columns.body]
        for c in above:
            texts[c] = _on_one_line(texts[c])
        heads = _head_lines([texts[c] for c in above], [labels[c] for c in above], len(texts[0]))
        others = [
            (f"{labels[c]}: ", marker.form(f'{form} "{named(labels[c])}"'), texts[c]) for c in below if any(texts[c])
        ]
        body_form = marker.form(f'{form} "{named(labels[columns.body])}"')
        total = len(texts[0])
        pieces: list[str] = []
        marks: list[tuple[int, int, int]] = []
        made: list[dict[str, Any]] = []
        at = layout.length
        known = len(notes) + 1
        facts = self._facts(by_column, texts)
        for i, (head, words, fact) in enumerate(zip(heads, texts[columns.body], facts, strict=True)):
            number = numbers[columns.first + i]
            if i % 2000 == 0:
                self._task.tell(i, total)
            lines = [(label, text[i], f) for label, f, text in others if text[i]] if others else ()
            if not (head or words or lines):
                continue
            start = at
            if (made or notes) and not head and not lines:
                # A note that goes on in the next row: its other cells are empty.
                marks.append((start, body_form, number))
                pieces.append(f"{words}\n\n")
                at += len(words) + 2
                if made:
                    made[-1]["end"] = at
                else:
                    notes[-1] = notes[-1].model_copy(update={"end": at})
                continue
            marks.append((start, place, number))
            body = at = start + len(head)
            for label, text, line_form in lines:
                marks.append((at, line_form, number))
                head += (line := f"{label}{text}\n")
                at += len(line)
            marks.append((at, body_form, number))
            layout.words_at[start] = at
            pieces.append(f"{head}{words}\n\n" if words else f"{head}\n")
            at = start + len(pieces[-1])
            date, time, kind, author, role, title, sort, entered = fact
            made.append({
                "id": f"n{known + len(made)}", "start": start, "end": at, "body": body, "date": date, "time": time,
                "type": kind, "author": author, "role": role, "title": title, "kind": sort, "entered": entered,
            })  # fmt: skip
        layout.write_each(pieces)
        if marks:
            marker.mark_each(*zip(*marks, strict=True))
        notes.extend(_notes().validate_python(made))

    def _full_rows(self) -> Iterator[Sequence[Value]]:
        """The rows below the headings, all of the same length."""
        width = len(self._columns.holds)
        for row in self._rows[self._columns.first :]:
            yield row if len(row) == width else [*row, *[""] * (width - len(row))]

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

    def _facts(self, by_column: Sequence[Sequence[Value]], texts: Sequence[Sequence[str]]) -> Iterator[tuple[Any, ...]]:
        """What the rows say of their notes: date, time, type, worker, role, title, kind, and when it was entered."""
        at = self._columns.of
        blank = [""] * len(texts[0])

        def column(field: Holds) -> Sequence[str]:
            c = at(field)
            return blank if c is None else texts[c]

        dates = by_column[c] if (c := at("date")) is not None else blank
        entered = by_column[c] if (c := at("entered")) is not None else blank
        kinds = default_kinds()
        types = {v: (v or None, kinds.kind(v) if v else None) for v in set(column("type"))}
        authors = {v: split_author(v) for v in set(column("author"))}
        clocks = {v: clock(v) for v in set(column("time"))}
        for when, typed, time, kind, who, role, title in zip(
            dates,
            entered,
            column("time"),
            column("type"),
            column("author"),
            column("role"),
            column("title"),
            strict=True,
        ):
            date, hour = date_of(when)
            yield (
                date,
                clocks[time] or hour,
                types[kind][0],
                authors[who][0] or None,
                role or authors[who][1],
                title or None,
                types[kind][1],
                date_of(typed)[0] if typed else None,
            )


@cache
def _notes() -> TypeAdapter[list[Note]]:
    """Makes notes of facts, all of a table at once."""
    from pydantic import TypeAdapter

    return TypeAdapter(list[Note])


def _texts(column: Sequence[Value]) -> list[str]:
    """The words of a column's cells, without the space around them."""
    if set(map(type, column)) <= {str}:
        out = list(map(str.strip, cast("Sequence[str]", column)))
    else:
        out = [value.strip() if type(value) is str else cell_text(value) for value in column]
    whole = "\x00".join(out)
    return [cell_text(text).strip() for text in out] if any(sign in whole for sign in ("\r", "<", "_x")) else out


def _on_one_line(texts: list[str]) -> list[str]:
    """The same, each on one line."""
    whole = "\x00".join(texts)
    return [" ".join(t.split()) for t in texts] if any(sign in whole for sign in ("\n", "\t", "  ")) else texts


def _head_lines(columns: Sequence[Sequence[str]], labels: Sequence[str], count: int) -> list[str]:
    """The line above the words of each row; "" for a row that has nothing there."""
    if not columns:
        return [""] * count
    if all(map(all, columns)):
        line = " | ".join(f"{label.replace('%', '%%')}: %s" for label in labels) + "\n"
        return [line % row for row in zip(*columns, strict=True)]
    starts = [f"{label}: " for label in labels]
    return [
        f"{line}\n" if (line := " | ".join([s + v for s, v in zip(starts, row, strict=True) if v])) else ""
        for row in zip(*columns, strict=True)
    ]


def _in_line(value: Value) -> str:
    """A cell's words on one line."""
    text = value if type(value) is str else cell_text(value)
    return " ".join(text.split()) if "\n" in text or "  " in text or "\t" in text else text.strip()
