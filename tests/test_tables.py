"""Spreadsheets: what a note says is never more than text in them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile

import pytest

from notescan.tables import Sheet, as_csv, as_xlsx
from tests.factory import HOSTILE


def sheet_xml(data: bytes, name: str = "xl/worksheets/sheet1.xml") -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


@pytest.mark.parametrize("text", [*HOSTILE, "+44 1632 960000", "-5", "@SUM(A1)", "\t=1+1", "\r=1", "\n=1"])
def test_no_csv_cell_begins_as_a_formula(text: str) -> None:
    _, row = csv.reader(io.StringIO(as_csv(["a"], [[text]]), newline=""))
    assert row[0].removeprefix("'") == text.replace("\r", "\n")
    assert not row[0].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_an_xlsx_holds_texts_and_dates_and_no_formula_or_link() -> None:
    rows = [[dt.date(2024, 2, 29), text, n] for n, text in enumerate(HOSTILE)]
    data = as_xlsx([Sheet("Days [1]", ["Date", "Words", "N"], [12, 60, 6], rows)], title="=A1")
    xml = sheet_xml(data)
    assert xml.count('t="s"') == len(HOSTILE) + 3
    assert "<f>" not in xml
    assert "hyperlink" not in xml
    # 29 February 2024 as days since 1900, by Excel's reckoning.
    assert re.search(r'<c r="A2" s="\d"><v>45351</v>', xml)
    assert not [n for n in zipfile.ZipFile(io.BytesIO(data)).namelist() if "external" in n or "rels/sheet" in n]


def test_what_xml_or_excel_cannot_hold_does_not_break_the_workbook() -> None:
    data = as_xlsx([Sheet("a", ["x"], [9], [["\x00\x1b[31m\ud800"], ["y" * 40_000]])], title="t")
    words = sheet_xml(data, "xl/sharedStrings.xml")
    assert "\x1b" not in words
    assert "\ufffd[31m" in words
    assert max(map(len, re.findall(r"<t[^>]*>([^<]*)</t>", words))) == 32_767
    assert "the cell can hold no more" in words
