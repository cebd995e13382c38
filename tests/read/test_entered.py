"""The day on which a note was typed up, kept beside the day that it is about."""

from __future__ import annotations

import datetime as dt

import pytest

from notescan.read import read_text

HEADER = "Date: 19 August 2024\nType: Home visit\nWorker: Ola Finch\n"


@pytest.mark.parametrize(
    ("opening", "entered"),
    [
        ("Late entry, typed up on 2 September. Sam was at home.", "2024-09-02"),
        ("(written up 22/08, I was on duty)\nSam was at home.", "2024-08-22"),
        ("I am writing this up on 27 August as I was off sick. Sam was at home.", "2024-08-27"),
        ("Recorded on 21.8.24. Sam was at home.", "2024-08-21"),
        ("Entered on to the system: 20/08/2024. Sam was at home.", "2024-08-20"),
        ("Retrospective entry 30/08/2024\nSam was at home.", "2024-08-30"),
        ("Added to Mosaic 23 August 2024 by Ola Finch.\nSam was at home.", "2024-08-23"),
        ("Written up the next day. Sam was at home.", "2024-08-20"),
        ("Typed up two weeks later. Sam was at home.", "2024-09-02"),
        ("Written up: same evening\nSam was at home.", "2024-08-19"),
        ("Sam was at home.\nNot written up until Friday.", "2024-08-23"),
    ],
)
def test_what_a_note_says_of_its_own_writing(opening: str, entered: str) -> None:
    (note,) = read_text(HEADER + opening + "\n").notes
    assert (str(note.date), str(note.entered)) == ("2024-08-19", entered)


@pytest.mark.parametrize(
    "opening",
    [
        "Sam was at home and said that he is well.",
        "The plan was written up on 22 August.",
        "Late entry. Sam's review is on 2 September.",
        "I am writing this for Sam because the meeting on 3 September is about him.",
        "Sam's birth was recorded on 12/03/2016 in Hexley.",
        "Recorded on 02/08/2024. Sam was at home.",  # before the visit: a slip, so nothing is said
        "Mum has written up a list, due on 30 August.",
    ],
)
def test_other_dates_are_not_taken_for_it(opening: str) -> None:
    (note,) = read_text(HEADER + opening + "\n").notes
    assert note.date == dt.date(2024, 8, 19)
    assert note.entered is None


def test_a_header_that_holds_both_dates() -> None:
    text = "".join(
        f"Date of visit: {visit}\nType: Home visit\nRecorded by: Ola Finch\nDate recorded: {typed}\n"
        f"Last updated: 30/11/2024\nSam was at home.\n\n"
        for visit, typed in (("14/10/2024", "15/10/2024 09:12"), ("25/10/2024", "12/11/2024"))
    )
    assert [(str(n.date), str(n.entered)) for n in read_text(text).notes] == [
        ("2024-10-14", "2024-10-15"),
        ("2024-10-25", "2024-11-12"),
    ]


def test_a_table_with_a_column_for_it() -> None:
    text = (
        "Date | Created on | Type | Worker | Details\n"
        "14/10/2024 | 15/10/2024 | Home visit | Ola Finch | Sam was at home.\n"
        "25/10/2024 | 12/11/2024 | Home visit | Ola Finch | Sam was out.\n"
    )
    assert [str(n.entered) for n in read_text(text).notes if n.date] == ["2024-10-15", "2024-11-12"]


def test_one_date_alone_is_the_day_of_the_note() -> None:
    text = "".join(
        f"Date recorded: {day}\nType: Home visit\nRecorded by: Ola Finch\nSam was at home.\n\n"
        for day in ("14/10/2024", "25/10/2024")
    )
    assert [(str(n.date), n.entered) for n in read_text(text).notes] == [("2024-10-14", None), ("2024-10-25", None)]
