"""Tables with a note in every row: columns told by heading and content, and what becomes of their cells."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pytest

from notescan.errors import UserError
from notescan.model import CaseFile
from notescan.read import read_case
from notescan.read.cells import cell_text, date_of
from notescan.read.headings import heading_field, heading_words

WORDS = (
    "Mum opened the door and both children were dressed for school.",
    "Rang the nursery: Betsy has settled well and eats her lunch.",
    "Went over the plan with Nan, who can help on Fridays from now on.",
    "The school nurse wrote that the hearing test is booked for the spring.",
)


def read_rows(
    tmp_path: Path, *rows: list[str], columns: dict[str, str] | None = None, delimiter: str = ","
) -> CaseFile:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    path = tmp_path / "export.csv"
    path.write_text(out.getvalue(), encoding="utf-8")
    return read_case([path], columns=columns)


def told(case: CaseFile) -> list[tuple[object, ...]]:
    return [(n.date, n.time, n.type, n.author) for n in case.notes]


DAYS = (dt.date(2024, 3, 12), dt.date(2024, 3, 19), dt.date(2024, 4, 2), dt.date(2024, 4, 9))


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        (["Contact date", "Note type", "Title", "Details", "Created by"], "{d} {t}|Home visit|A title|{w}|Jo Marsh"),
        (["id", "person_id", "note_type", "title", "created_on", "created_by", "note"],
         "{i}|77|Home visit|A title|{iso} {t}:00|Jo Marsh|{w}"),
        (["FACT_CASENOTE_ID", "DIM_LOOKUP_CASNT_TYPE_ID_CODE", "EVENT_DTTM", "RECORDED_BY", "SEEN_ALONE_FLAG", "TEXT"],
         "{i}|Home visit|{d} {t}|Jo Marsh|Y|{w}"),
        (["Date", "Time", "People Present", "Case Note Summary", "Event Type", "Case Note Detail", "Worker"],
         "{d}|{t}|Mum, Nan|Short|Home visit|{w}|Jo Marsh"),
        (["VisitId", "VisitType", "PlannedDateTime", "ActualDateTime", "CreatedByName", "Comments"],
         "{i}|Home visit|01/02/2024 09:00|{d} {t}|Jo Marsh|{w}"),
        (["Date recorded", "Event date", "Type of contact", "Recorded by", "What happened?"],
         "20/04/2024|{d} {t}|Home visit|Jo Marsh (Social Worker)|{w}"),
    ],
    ids=["Mosaic", "Mosaic table", "LCS", "Capita", "visits", "recorder"],
)  # fmt: skip
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_headings_of_case_systems_are_known(tmp_path: Path, headings: list[str], row: str, delimiter: str) -> None:
    rows = [
        row.format(i=100 + i, d=f"{day:%d/%m/%Y}", iso=day.isoformat(), t="14:30", w=words).split("|")
        for i, (day, words) in enumerate(zip(DAYS, WORDS, strict=True))
    ]
    case = read_rows(tmp_path, headings, *rows, delimiter=delimiter)
    assert told(case) == [(day, "14:30", "Home visit", "Jo Marsh") for day in DAYS]
    for note, words in zip(case.notes, WORDS, strict=True):
        assert words in case.text[note.body : note.end]
    for value in (v for r in rows for v in r):
        day, _, _ = value.partition(" ")
        assert value in case.text or (day.count("-") == 2 and day in case.text)


def test_no_cell_is_lost_and_other_columns_are_among_the_words(tmp_path: Path) -> None:
    case = read_rows(
        tmp_path,
        ["Report of 1 May 2024", "", "", "", ""],
        ["Contact date", "Type", "Worker", "SEEN_ALONE_FLAG", "Details"],
        ["12/03/2024", "Home visit", "Jo Marsh", "Yes", WORDS[0] + "\nSecond line."],
        ["", "", "", "", "A row that goes on with the note above."],
        ["", "", "", "", ""],
        ["19/03/2024", "Call", "Al Reed", "", WORDS[1]],
    )
    assert [n.date for n in case.notes] == [None, DAYS[0], DAYS[1]]
    assert "Report of 1 May 2024" in case.text[: case.notes[0].end]
    body = case.text[case.notes[1].body : case.notes[1].end]
    assert body.startswith("Seen alone: Yes\n" + WORDS[0] + "\nSecond line.")
    assert "A row that goes on" in body
    assert case.place(case.text.index("Seen alone: Yes")) == 'row 3 "Seen alone"'
    assert case.place(case.text.index("A row that goes on")) == 'row 4 "Details"'
    assert case.place(case.text.index(WORDS[1])) == 'row 6 "Details"'


def test_the_user_can_say_what_columns_hold(tmp_path: Path) -> None:
    rows = [
        ["Wann", "Also when", "Wer", "Inhalt", "Anderes"],
        *([f"{d:%d/%m/%Y}", "01/01/2020", "Jo Marsh", w, "long words that are not the note itself " * 4]
          for d, w in zip(DAYS, WORDS, strict=True)),
    ]  # fmt: skip
    said = {"date": "Wann", "author": "C", "text": "inhalt"}
    case = read_rows(tmp_path, *rows, columns=said)
    assert told(case) == [(d, None, None, "Jo Marsh") for d in DAYS]
    assert case.place(case.text.index(WORDS[0])) == 'row 2 "Inhalt"'
    known = [["Date", "Type", "Details"], ["12/03/2024", "Call", WORDS[0]]]
    with pytest.raises(UserError, match=r'no such columns.*"Date", "Type", "Details"'):
        read_rows(tmp_path, *known, columns={"date": "When"})
    with pytest.raises(UserError, match='can\'t say what "colour" is'):
        read_rows(tmp_path, *known, columns={"colour": "A"})


def test_the_same_group_note_on_each_child_is_told(tmp_path: Path) -> None:
    case = read_rows(
        tmp_path,
        ["ID", "Child", "Date", "Worker", "Details"],
        ["1", "Ava", "12/03/2024", "Jo Marsh", WORDS[0]],
        ["2", "Ben", "12/03/2024", "Jo Marsh", WORDS[0].replace(" ", "  ")],
        ["3", "Ben", "12/03/2024", "Al Reed", WORDS[0]],
        ["4", "Ben", "13/03/2024", "Jo Marsh", WORDS[0]],
    )
    assert [n.same_as for n in case.notes] == [None, "n1", None, None]
    assert "Child: Ben" in case.text


def test_markup_in_a_cell_is_read_as_a_page_would_be(tmp_path: Path) -> None:
    words = "<p>Saw <b>both</b> children &amp; Nan.</p><ul><li>Ring school</li></ul><script>alert(1)</script>"
    case = read_rows(tmp_path, ["Date", "Worker", "Details"], *([f"{d:%d/%m/%Y}", "Jo Marsh", words] for d in DAYS))
    assert "Saw both children & Nan.\n- Ring school\n" in case.text
    assert "alert" not in case.text


def test_prose_with_commas_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "notes.csv"
    text = (
        "12/03/2024, Home visit, Jo Marsh\nMum, Nan and I talked, on the whole well, about school, home, and sleep.\n"
    )
    path.write_text(text, encoding="utf-8")
    case = read_case([path])
    assert (case.text, case.sources[0].media_type) == (text, "text/plain")


@pytest.mark.parametrize(
    ("heading", "words", "field"),
    [
        ("EVENT_DTTM", "Event date/time", "date"),
        ("CreatedByName", "Created by", "author"),
        ("DIM_LOOKUP_CASNT_TYPE_ID_CODE", "Case note type", "type"),
        ("created_on", "Created on", "entered"),
        ("Date of birth", "Date of birth", "other"),
        ("Case Note Detail", "Case Note Detail", "body"),
        ("FACT_CASENOTE_ID", "Case note id", "id"),
        ("Service Team", "Service Team", "team"),
    ],
)
def test_headings_are_read_as_people_would(heading: str, words: str, field: str) -> None:
    assert (heading_words(heading), heading_field(heading)) == (words, field)


@pytest.mark.parametrize(
    ("value", "text", "date"),
    [
        (45363.604166666664, "45363.60417", (dt.date(2024, 3, 12), "14:30")),
        (dt.datetime(2024, 3, 12, 14, 30), "12/03/2024 14:30", (dt.date(2024, 3, 12), "14:30")),
        (dt.datetime(2024, 3, 12), "12/03/2024", (dt.date(2024, 3, 12), None)),
        (dt.date(2024, 3, 12), "12/03/2024", (dt.date(2024, 3, 12), None)),
        ("12 March 2024 at 2.30pm", "12 March 2024 at 2.30pm", (dt.date(2024, 3, 12), "14:30")),
        ("see 12/03/2024", "see 12/03/2024", (None, None)),
        (7.0, "7", (None, None)),
        (True, "Yes", (None, None)),
        (dt.time(9, 5), "09:05", (None, None)),
        (dt.timedelta(minutes=95), "01:35", (None, None)),
        (None, "", (None, None)),
    ],
)
def test_cells_become_words_and_dates(value: object, text: str, date: object) -> None:
    assert (cell_text(value), date_of(value)) == (text, date)  # type: ignore[arg-type]
