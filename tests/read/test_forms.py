"""The same case in any form: the same notes and the same evidence. The files are LibreOffice's (files/make.py)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from notescan.checklists import load_checklist
from notescan.data import demo_case
from notescan.model import CaseFile
from notescan.read import read_case
from notescan.scan import scan_case

FILES = Path(__file__).parent / "files"
DOCUMENTS = ("case.docx", "case.odt", "case.rtf", "case.html", "case.pdf", "columns.pdf", "narrow.pdf")
TABLES = (
    "rows.csv",
    "rows.xlsx",
    "rows.xls",
    "rows.ods",
    "table.docx",
    "table.odt",
    "table.rtf",
    "table.html",
    "table.pdf",
)
MEDIA = {"docx": "wordprocessingml", "odt": "opendocument.text", "rtf": "rtf", "html": "html", "pdf": "pdf"}


@cache
def case_in(name: str) -> CaseFile:
    return read_case([demo_case() if name == "text" else FILES / name])


def evidence(name: str) -> Counter[tuple[str, str, str]]:
    scan = scan_case(case_in(name), load_checklist("assessment"), audit_date=dt.date(2025, 9, 1))
    return Counter((e.tip, e.stance, " ".join(e.quote.split())) for e in scan.evidence)


@pytest.mark.parametrize(
    "name", [*DOCUMENTS, "rows.csv", "rows.xlsx", "rows.ods", "table.docx", "table.html", "table.pdf"]
)
def test_the_same_case_in_any_form_gives_the_same_evidence(name: str) -> None:
    as_text, found = evidence("text"), evidence(name)
    assert as_text.total() > 50
    assert (as_text & found).total() >= 0.95 * (as_text | found).total()


@pytest.mark.parametrize("name", [*DOCUMENTS, *TABLES])
def test_the_same_notes_are_found_in_any_form(name: str) -> None:
    def dated(case: CaseFile) -> list[tuple[object, ...]]:
        return [(n.date, n.time, n.type, n.author, n.role, n.kind) for n in case.notes if n.date]

    assert dated(case_in(name)) == dated(case_in("text"))


@pytest.mark.parametrize("name", ["case.docx", "case.odt", "case.rtf", "case.html"])
def test_a_document_has_the_words_of_the_text_and_no_others(name: str) -> None:
    words = case_in(name).text.split()
    around = "Hexby Council, children's services: confidential Page".split()
    missing = Counter(case_in("text").text.split()) - Counter(words)
    more = Counter(words) - Counter(case_in("text").text.split())
    assert not missing
    assert [w for w in more if w not in around and not w.isdigit()] == []


@pytest.mark.parametrize("name", ["case.pdf", "columns.pdf", "narrow.pdf"])
def test_a_pdf_s_broken_and_hyphenated_words_are_whole_again(name: str) -> None:
    missing = Counter(case_in("text").text.split()) - Counter(case_in(name).text.split())
    assert missing.total() == 0
    assert "\u00ad" not in case_in(name).text


@pytest.mark.parametrize("name", [*DOCUMENTS, *TABLES])
def test_a_form_is_told_by_what_is_in_the_file(name: str, tmp_path: Path) -> None:
    disguised = tmp_path / "notes.txt"
    disguised.write_bytes((FILES / name).read_bytes())
    case = read_case([disguised])
    assert case.text == case_in(name).text
    ending = name.rpartition(".")[2]
    assert MEDIA.get(ending, "") in case.sources[0].media_type


@pytest.mark.parametrize("name", ["case.pdf", "columns.pdf", "case.docx"])
def test_what_stands_on_every_page_is_set_apart_from_the_notes(name: str) -> None:
    case = case_in(name)
    at = case.text.index("Hexby Council")
    assert case.text.count("Hexby Council") == 1
    assert case.note_at(at).date is None
    assert case.place(at).startswith("page header")
