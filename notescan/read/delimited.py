"""CSV and the like: a row a note, the columns set apart by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from ..errors import UserError
from .decoding import decoded
from .headings import check_given, find_columns
from .layout import Table, lay_out
from .parts import Part, Task

_DELIMITERS = ",;\t"
_LONGEST_CELL = 10_000_000
_TELLING = 200
"""How many rows are looked at to tell whether a text is a table."""


def is_table(head: str, given: Mapping[str, str]) -> bool:
    """Whether a text that begins so is a table of notes: headings that exports have, and rows of their number.

    `given` is what the user says that columns hold. A table without headings is left to the reader of texts, which
    sees a date and a worker on every line.
    """
    delimiter = _delimiter(head)
    if delimiter is None:
        return False
    rows = [row for row, _ in zip(_rows(head, delimiter), range(_TELLING), strict=False)]
    columns = find_columns(rows, given)
    if not columns or not columns.first or len(rows) <= columns.first:
        return False
    width = len(rows[columns.first - 1])
    notes = [row for row in rows[columns.first :] if row]
    # The last row may be cut off where the head ends.
    return sum(len(row) == width for row in notes) >= 0.9 * len(notes) - 1


def read(data: bytes, task: Task) -> Part:
    """The rows of `data` as notes. UserError where they are none, or more than are read."""
    text = decoded(data).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    delimiter = _delimiter(text[:65_536]) or ","
    rows: list[list[str]] = []
    try:
        for row in _rows(text, delimiter):
            rows.append(row)
            if len(rows) > task.limits.rows:
                count = text.count("\n") + 1
                raise task.limits.over(task.name, "rows", count, "has too many rows")
    except csv.Error as error:
        raise UserError(f"{task.name}, row {len(rows) + 1}: this can't be read as a table ({error})") from None
    check_given([rows], task.columns, task.name)
    return lay_out([Table(rows, "row {}", range(1, len(rows) + 1))], task)


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _delimiter(text: str) -> str | None:
    """The sign that most of the first lines have most of."""
    lines = [line for line in text[:65_536].split("\n")[:25] if line.strip()]
    best = max(_DELIMITERS, key=lambda d: max((line.count(d) for line in lines), default=0))
    return best if any(best in line for line in lines) else None
