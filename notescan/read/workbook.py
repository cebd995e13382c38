"""Excel workbooks (xlsx, xlsm, xls): the rows of every sheet. Macros are never run; formulas give their last value."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from typing import cast

from ..errors import UserError
from ..places import named
from .cells import Value
from .headings import check_given
from .layout import Paragraph, Table, lay_out
from .packed import Archive
from .parts import Part, Task

_ODD = tuple(
    map(re.compile, (rb":(?:c|row)[\s/>]", rb'<row(?! r="\d{1,5}"|[A-Za-z])', rb'<c(?! r="[A-Z]\d{1,5}"|[A-Za-z])'))
)
"""A row or cell that is written otherwise than nearly all are, or is beyond row 99,999 or column Z."""
_FAR_ROW = re.compile(rb'r="[A-Za-z]*(\d{5,})"')
_FAR_COLUMN = re.compile(rb'r="([A-Za-z]{2,})\d')
_ANY_REFERENCE = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]*)(\d+)""")
_ANY_CELL = re.compile(rb"<(?:[^\s<>/]+:)?c[\s/>][^>]*")
_ANY_ROW = re.compile(rb"<(?:[^\s<>/]+:)?row[\s/>][^>]*")
_TRIAL = """
import io, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
except (ImportError, ValueError, OSError):
    pass
from python_calamine import CalamineWorkbook
book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
for name in book.sheet_names:
    book.get_sheet_by_name(name)
"""
_PATIENCE = 60
"""Seconds after which an older workbook is given up."""
_MOST_ROWS = 1_048_576
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)


def read(data: bytes, task: Task) -> Part:
    """The sheets of a workbook, one after the other. UserError where it is locked, damaged or too big."""
    if data.startswith(b"PK"):
        _measure(data, task)
    else:
        _try_out(data, task)
    sheets, remarks = _sheets(data, task)
    check_given([rows for _, rows, _ in sheets], task.columns, task.name)
    several = len(sheets) > 1
    blocks: list[Paragraph | Table] = []
    for name, rows, first in sheets:
        form = f'sheet "{named(name)}", row {{}}' if several else "row {}"
        blocks.append(Table(rows, form, range(first, first + len(rows))))
    return lay_out(blocks, task, remarks=remarks)


def _sheets(data: bytes, task: Task) -> tuple[list[tuple[str, list[list[Value]], int]], list[str]]:
    """Name, rows and number of the first row of every sheet that is not empty; and what there is to say of them."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    out: list[tuple[str, list[list[Value]], int]] = []
    remarks: list[str] = []
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for about in book.sheets_metadata:
            if about.typ is not SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            if sheet.height > task.limits.rows:
                what = f'has {sheet.height:,} rows in the sheet "{named(about.name)}"'
                raise task.limits.over(task.name, "rows", sheet.height, what)
            rows = cast("list[list[Value]]", sheet.to_python())
            if not rows or not any(v != "" for row in rows for v in row):
                continue
            out.append((about.name, rows, (sheet.start or (0, 0))[0] + 1))
            if about.visible is not SheetVisibleEnum.Visible:
                remarks.append(f'the sheet "{named(about.name)}", which is hidden in the workbook, was read too')
    except (UserError, KeyboardInterrupt, SystemExit):
        raise
    # The library's own errors, and what it raises where it gives up, share no base class but this.
    except BaseException as error:
        locked = "password" in str(error).casefold()
        what = "is locked with a password: save a copy without it" if locked else "is damaged: save it anew from Excel"
        raise UserError(f"{task.name} {what}") from error
    if not out:
        raise UserError(f"{task.name} is empty: there is no case note in it")
    return out, remarks


def _try_out(data: bytes, task: Task) -> None:
    """Refuse an older workbook (xls) that would bring the process down, by opening it in another one first.

    Its cells can't be looked through beforehand as those of an xlsx can, and the library ends the process where a
    damaged file asks for more memory than there is.
    """
    command = [sys.executable, "-c", _TRIAL]
    try:
        done = subprocess.run(command, input=data, capture_output=True, check=False, timeout=_PATIENCE)
        harmless = done.returncode in (0, 1)
    except subprocess.TimeoutExpired:
        harmless = False
    if not harmless:
        raise UserError(f"{task.name} is damaged: save it anew from Excel")


def _measure(data: bytes, task: Task) -> None:
    """Refuse a workbook that would unpack to more than is allowed, or whose far corners would take all memory."""
    archive = Archive(data, task)
    for part in archive.names:
        if not _SHEET.fullmatch(part):
            archive.size(part)
            continue
        sheet = archive.part(part)
        height, width = _extent(sheet, task)
        if height * width > task.limits.cells:
            what = f"has a sheet of {height:,} rows and {width:,} columns"
            raise task.limits.over(task.name, "cells", height * width, what)
        task.tell(0, 1)


def _extent(sheet: bytes, task: Task) -> tuple[int, int]:
    """The furthest row and column that a sheet's XML can be about, or a little more.

    The library takes memory for every cell up to the furthest one, and where there is none left the process ends.
    Nearly all sheets are written in one way, which takes little time to look through; the rest is looked at closely.
    """
    if not any(odd.search(sheet) for odd in _ODD) and task.limits.cells >= 26 * 99_999:
        return 99_999, 26
    cells = sheet.count(b"<c") - sheet.count(b"<col")
    as_usual = cells == sheet.count(b'<c r="') and sheet.count(b"<row") == sheet.count(b'<row r="')
    if as_usual and b":c" not in sheet and b":row" not in sheet:
        columns = 26 if _FAR_COLUMN.search(sheet) is None else max(map(_number, _distinct(_FAR_COLUMN, sheet)))
        if columns * _MOST_ROWS <= task.limits.cells or _FAR_ROW.search(sheet) is None:
            return 9_999, columns
        return max(_rows_in(_FAR_ROW, 1, sheet)), columns
    columns = max(map(_number, _distinct(_ANY_REFERENCE, sheet)), default=0)
    rows = max(_rows_in(_ANY_REFERENCE, 2, sheet), default=0)
    # What has no reference comes after what is before it.
    loose = [
        sum(_ANY_REFERENCE.search(tag[0]) is None for tag in pattern.finditer(sheet))
        for pattern in (_ANY_ROW, _ANY_CELL)
    ]
    return rows + loose[0], columns + loose[1]


def _distinct(pattern: re.Pattern[bytes], sheet: bytes) -> set[bytes]:
    return {m[1] for m in pattern.finditer(sheet)}


def _rows_in(pattern: re.Pattern[bytes], group: int, sheet: bytes) -> set[int]:
    return {int(m[group][:12]) for m in pattern.finditer(sheet)}


def _number(letters: bytes) -> int:
    """A column's letters as a number: AA is 27."""
    number = 0
    for letter in letters.upper()[:8]:
        number = 26 * number + letter - 64
    return number
