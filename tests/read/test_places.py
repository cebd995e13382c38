"""Every character knows where a person finds it in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from notescan.data import demo_case
from notescan.model import CaseFile
from notescan.places import Marker, named
from notescan.read import read_case, read_text

FILES = Path(__file__).parent / "files"


def place_of(case: CaseFile, words: str) -> str:
    return case.place(case.text.index(words))


@pytest.mark.parametrize(
    ("name", "words", "place"),
    [
        ("case.pdf", "CASE NOTES EXPORT", "page 1, line 2"),
        ("case.odt", "CASE NOTES EXPORT", "page 1, paragraph 1"),
        ("case.docx", "Invented for trying out", "paragraph 2"),
        ("case.rtf", "Invented for trying out", "paragraph 2"),
        ("rows.csv", "Child and family assessment opened", 'row 3 "Case note"'),
        ("rows.xlsx", "Child and family assessment opened", 'row 3 "Case note"'),
        ("table.docx", "Child and family assessment opened", 'table 1, row 3 "Case note"'),
        ("table.html", "Contact date: 12/05/2025", "table 1, row 3"),
        ("parts.docx", "[Comment by Nadia Corrigan", "comment 1"),
        ("parts.odt", "[Footnote: Bought by Nan", "footnote"),
    ],
)
def test_a_place_is_where_a_person_looks(name: str, words: str, place: str) -> None:
    assert place_of(read_case([FILES / name]), words) == place


def test_a_text_s_places_are_its_lines_and_several_files_are_named(tmp_path: Path) -> None:
    case = read_case([demo_case()])
    assert place_of(case, "Children: Fern") == "line 3"
    other = tmp_path / "more.txt"
    other.write_text("12/03/2024 Call - Jo Marsh\nRang the nursery.\n", encoding="utf-8")
    two = read_case([FILES / "rows.csv", other])
    assert place_of(two, "Rang the nursery") == f"{other}, line 2"
    assert place_of(two, "Child and family assessment opened") == f'{FILES / "rows.csv"}, row 3 "Case note"'


@pytest.mark.parametrize("name", ["case.pdf", "case.docx", "case.odt", "rows.xlsx", "table.rtf", "parts.docx"])
def test_places_go_back_to_their_offsets(name: str) -> None:
    case = read_case([FILES / name])
    places = case.sources[0].places
    assert places is not None
    assert places.starts[0] == 0
    assert list(places.starts) == sorted(places.starts)
    for offset in range(0, len(case.text), 501):
        start = places.start_of(places.at(offset))
        assert start is not None
        assert start <= offset
        assert places.at(start) == places.at(offset)


def test_a_page_is_found_by_its_number_alone() -> None:
    case = read_case([FILES / "case.pdf"])
    places = case.sources[0].places
    assert places is not None
    start = places.start_of("page 2")
    assert start is not None
    assert places.at(start).startswith("page 2, line")
    assert places.start_of("page 99") is None


def test_marks_are_told_in_words_and_headings_can_t_break_them() -> None:
    marker = Marker()
    marker.mark(0, marker.form(f'row {{}} "{named("A {} of   braces" + chr(34))}"'), 7)
    marker.mark(5, marker.form("footer"))
    places = marker.places()
    assert [places.at(o) for o in (0, 4, 5, 99)] == ['row 7 "A () of braces\'"', 'row 7 "A () of braces\'"'] + [
        "footer"
    ] * 2
    assert read_text("a\nb").place(2) == "line 2"
