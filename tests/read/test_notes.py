"""Notes that have no header of the usual kind: daily logs, whole documents, years left out, dates in prose."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest

from notescan.read import kind_of, read_text


def test_a_daily_log_gives_an_entry_for_every_time() -> None:
    text = (
        "Monday 3 June 2024\n07:30 Rosa up and dressed, had toast. KM\n16:00 Told me about the trip. DA\n\n"
        "Tuesday 4 June 2024\n07:20 Rosa up late. DA\n20:45 In bed. KM\n"
    )
    got = [(str(n.date), n.time, n.author) for n in read_text(text).notes]
    assert got == [
        ("2024-06-03", "07:30", "KM"),
        ("2024-06-03", "16:00", "DA"),
        ("2024-06-04", "07:20", "DA"),
        ("2024-06-04", "20:45", "KM"),
    ]


def test_a_whole_document_is_one_note_with_its_own_date() -> None:
    minutes = (
        "Core group meeting\n12 March 2024, 10am, Hexby School\nPresent: Ann Lee\nUpdates\nMum is well.\n"
        "Next meeting: 12/04/2024\n"
    )
    (note,) = read_text(minutes).notes
    assert (str(note.date), note.time, note.type) == ("2024-03-12", "10:00", "Core group meeting")
    (talk,) = read_text(
        "Transcript of a panel held on 12 March 2024\n\nCHAIR: Welcome.\nWORKER: I saw Rosa on 10 March.\n"
    ).notes
    assert str(talk.date) == "2024-03-12"


def test_dates_in_prose_make_no_notes() -> None:
    text = "On 12/03/2024 we saw the boys.\n12/04/2024 is the date of the next meeting.\nDOB: 12/03/2012\n"
    (note,) = read_text(text).notes
    assert (note.date, note.type, note.author) == (None, None, None)


def test_years_go_on_over_new_year() -> None:
    text = "2023\n\n7/11 15:00 visit MR\nSaw him.\n\n18/12 12:00 phone MR\nRang.\n\n9/1 16:10 phone MR\nRang.\n"
    dates = [n.date for n in read_text(text).notes if n.date]
    assert dates == [dt.date(2023, 11, 7), dt.date(2023, 12, 18), dt.date(2024, 1, 9)]


def test_no_year_anywhere_is_no_date() -> None:
    text = "7/11 15:00 visit MR\nSaw him.\n\n18/12 12:00 phone MR\nRang.\n"
    assert [(n.date, n.type) for n in read_text(text).notes] == [(None, "visit"), (None, "phone")]


@pytest.mark.parametrize(
    ("note_type", "kind"),
    [
        ("HV", "visit"),
        ("T/C to school", "call"),
        ("Attempted CP visit", "failed-visit"),
        ("Record of Supervision Discussion", "supervision"),
        ("Supervised contact", "contact-family-time"),
        ("RCPC", "conference"),
        ("LAC review", "review"),
        ("Fostering supervision visit", "placement"),
        ("Case note", "other"),
        (None, "other"),
    ],
)
def test_types_map_to_kinds(note_type: str | None, kind: str) -> None:
    assert kind_of(note_type) == kind


def test_reading_needs_no_spacy() -> None:
    code = "import sys, notescan.read as r; r.read_text('12/03/2024 HV JP\\nSeen.'); sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
