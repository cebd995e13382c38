"""Rows as csv and xlsx in which no spreadsheet takes a note's words for a formula, a link or a number."""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""The wide signs are read as their plain forms by some spreadsheets."""
_LONGEST_CELL = 32_767
"""Characters; what Excel can hold in one cell."""
_TALLEST_ROW = 409.0
_LINE = 15.0
"""Points; what Excel can show of one row at most, and a line of it."""
_CUT = " ... (cut: the cell can hold no more)"
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")

Cell = str | int | float | dt.date | None


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook: its columns' headings, their widths in characters, and the rows under them."""

    name: str
    columns: Sequence[str]
    widths: Sequence[int]
    rows: Iterable[Sequence[Cell]]
    printed: int | None = None
    """How many columns from the left are printed, where not all fit a page to be read; null is all."""


def harmless_cell(value: object) -> object:
    """A cell that a spreadsheet shows as it stands: a leading ' where it would be read as a formula."""
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The rows under their headings; dates as 2024-07-31."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([harmless_cell(_lone_ends(value)) for value in row] for row in rows)
    return out.getvalue()


def _lone_ends(value: object) -> object:
    # The csv module leaves a lone carriage return unquoted, and its readers begin a new row there.
    return re.sub("\r\n?", "\n", value) if isinstance(value, str) else value


def as_xlsx(sheets: Iterable[Sheet], *, title: str) -> bytes:
    """A workbook of these sheets: every text is a text cell, dates are dates, headings stay in view and filter."""
    import xlsxwriter

    out = io.BytesIO()
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, {"in_memory": True, **safe}) as book:
        book.set_properties({"title": _cell_text(title)[:255], "application": "notescan"})
        heading = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
        text = book.add_format({"valign": "top", "text_wrap": True})
        day = book.add_format({"valign": "top", "num_format": "d mmm yyyy", "align": "left"})
        for sheet in sheets:
            page = book.add_worksheet(_SHEET_NAME.sub(" ", sheet.name)[:31])
            page.set_landscape()
            page.set_paper(9)
            page.fit_to_pages(1, 0)
            page.repeat_rows(0)
            page.freeze_panes(1, 0)
            for column, (name, width) in enumerate(zip(sheet.columns, sheet.widths, strict=True)):
                page.set_column(column, column, width)
                page.write_string(0, column, name, heading)
            last = 0
            for last, row in enumerate(sheet.rows, start=1):
                for column, value in enumerate(row):
                    if isinstance(value, dt.date):
                        page.write_datetime(last, column, value, day)
                    elif isinstance(value, str):
                        page.write_string(last, column, _cell_text(value), text)
                    elif value is not None:
                        page.write_number(last, column, value, text)
                page.set_row(last, _height(row, sheet.widths))
            if sheet.printed:
                page.print_area(0, 0, last, sheet.printed - 1)
            page.autofilter(0, 0, last, len(sheet.columns) - 1)
    return out.getvalue()


def _height(row: Sequence[Cell], widths: Sequence[int]) -> float:
    """Points for the longest cell, wrapped; for programs that don't work it out themselves when they open a file."""
    lines = [
        sum(max(1, math.ceil(len(line) / max(1, width - 1))) for line in value.split("\n"))
        if isinstance(value, str)
        else 1
        for value, width in zip(row, widths, strict=True)
    ]
    return min(_TALLEST_ROW, _LINE * max(lines, default=1))


def _cell_text(value: str) -> str:
    value = _NO_XML.sub("\ufffd", value)
    return value if len(value) <= _LONGEST_CELL else value[: _LONGEST_CELL - len(_CUT)] + _CUT
