"""Forms with labels that no list has: their notes are found by how the labels repeat, in whatever way they are set."""

from __future__ import annotations

import time

import pytest

from notescan.read import read_text
from tests.read.layouts import ENTRIES, Entry

LINE = "a: " * 80 + "12/03/2024 " + "a: " * 10
FORMS = {
    "labels of its own": "Happening date: {d}\nReporting officer: {who}\nSort of contact: {type}\nNarrative: {words}",
    "dotted leaders": "Occurred at ........: {d} {t}\n"
    "Recorder ...........: {who}\nClass ..............: {type}\n{words}",
    "questions": "CONTACT RECORD\nWhen did this take place? {d} {t}\nWho recorded this? {who}\nWhat was it? {type}\n"
    "What happened?\n{words}",
    "a sentence": "Entry ({type})\nLogged by {who} on {long} at {t}\n{words}",
    "one line with tabs": "Activity: {type}\tActivity start: {d} {t}\tActivity end: {d} 17:00\t"
    "Lead worker: {who}\n{words}",
    "arrows": "Practitioner » {who} | Interaction » {type} | Dated » {d}\n{words}",
    "fences": "------ Start of entry ------\nDate and time of interaction: {d} {t}\nPractitioner completing: {who}\n"
    "Interaction type: {type}\nDetail of interaction\n{words}\n------ End of entry ------",
    "table rows": "| Date of intervention | {d} |\n| Intervention | {type} |\n| Intervened by | {who} |\n{words}",
    "values below": "Date it happened\n{d} {t}\nKind of work\n{type}\nWritten up by\n{who}\nAccount\n{words}",
    "known labels, values below": "Date of activity\n{d} {t}\nActivity\n{type}\nCompleted by\n{who}\nNotes\n{words}",
    "short forms": "Dt: {d} Tm: {t} Wkr: {who} Typ: {type}\n{words}",
    "entered first": "Date of input: 20/06/2024\nDate of happening: {d}\n"
    "Inputter: {who}\nEvent category: {type}\nText\n{words}",
    "two lines of pairs": "Section: Case notes; Subsection: {type}\nOwner: {who}; Effective: {d}\n{words}",
    "equals signs": "date={d}\nwho={who}\nkind={type}\nnote={words}",
    "other people's labels": "Service user: Oskar Brandt\nContact made with: Mum\nContact made on: {d}\n"
    "Contact made by: {who}\nMeans of contact: {type}\nSummary of contact: {words}\nFollow up needed: No",
    "no separators": "DATE OF ENTRY {d}\nENTERED BY {who}\nENTRY TYPE {type}\n{words}",
    "two dates in a sentence": "Contact: {type} ({d} {t}) — recorded by {who} on 20/06/2024\n{words}",
    "a number above": "Visit sheet No. {n}\nSeen by: {who}\nOn: {d}\nAt: {t}\n"
    "Reason for visit: {type}\nFindings: {words}",
    "the same word above": "Chronology item\n{d}\nSource: {type}\nAuthor: {who}\n{words}",
    "all in one label": "Diary: {d} – {type} ({who})\n{words}",
    "stars": "*** CASE NOTE *** User: {who}  Stamp: {d} {t}:05 Cat: {type} ***\n{words}",
    "angles": "<<{d} {t}>> <<{who}>> <<{type}>>\n{words}",
    "below the words": "{words}\n-- {type}, {who}, {d} {t}",
}  # fmt: skip


def filled(form: str, e: Entry) -> str:
    values = {"d": f"{e.date:%d/%m/%Y}", "t": e.time, "who": e.author, "type": e.type, "words": e.words}
    values["n"] = str(ENTRIES.index(e) + 1)
    return form.format(long=f"{e.date:%A} {e.date.day} {e.date:%B %Y}", **values) + "\n\n"


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_a_form_that_repeats_is_learned(form: str) -> None:
    parts = [filled(form, e) for e in ENTRIES]
    case = read_text("".join(parts))
    starts = [sum(map(len, parts[:i])) for i in range(len(parts))]
    assert [(n.start, n.date, n.type, n.author) for n in case.notes] == [
        (start, e.date, e.type, e.author) for start, e in zip(starts, ENTRIES, strict=True)
    ]
    for note, entry in zip(case.notes, ENTRIES, strict=True):
        assert case.text[note.body : note.end].startswith(entry.words[:20])
    if "{t}" in form:
        assert [n.time for n in case.notes] == [e.time for e in ENTRIES]


def test_the_day_it_was_entered_is_told_apart_from_the_day_it_happened() -> None:
    notes = read_text("".join(filled(FORMS["entered first"], e) for e in ENTRIES)).notes
    assert {str(n.entered) for n in notes} == {"2024-06-20"}


def test_a_name_to_sign_in_with_and_one_who_wrote_are_workers() -> None:
    signed = "".join(
        f"{e.date}T{e.time} / {e.author.casefold().replace(' ', '.')} / {e.type}\n{e.words}\n\n" for e in ENTRIES
    )
    assert [(n.author, n.type) for n in read_text(signed).notes][:2] == [
        ("nadia.corrigan", "Allocation"),
        ("piers.lavelle", "Home visit"),
    ]
    wrote = "".join(f"{e.author} ({e.role}) wrote on {e.date:%d/%m/%Y} at {e.time}:\n{e.words}\n\n" for e in ENTRIES)
    first = read_text(wrote).notes[0]
    assert (first.author, first.role, first.time) == ("Nadia Corrigan", "Team Manager", "10:15")


def test_words_that_repeat_in_a_note_are_no_form() -> None:
    text = "".join(
        f"- Jo Marsh to ring school by {day}/03/2024\n- Al Reed to see the nursery by {day}/04/2024\n"
        for day in range(10, 20)
    )
    assert len(read_text(f"Plan of 01/03/2024\n{text}").notes) == 1


@pytest.mark.parametrize(
    "row",
    [
        "Action: ring the school about lunches; Owner: {who}; By when: {d}\n",
        "Owner: {who}\nBy: {d}\nAction: ring the school about the lunches and trips\n\n",
        "Name: {who}\nDate of birth: {d}\nSchool: St Bede's, in the second year there now\n\n",
        "Review due: {d}\nChair: {who}\nThe plan is looked at with everyone there.\n\n",
    ],
)
def test_actions_and_people_in_a_report_are_no_notes(row: str) -> None:
    rows = "".join(row.format(who=e.author, d=f"{e.date:%d/%m/%Y}") for e in ENTRIES)
    assert len(read_text(f"Report of the meeting\nHeld on 1 March 2024\n\nMum and Dad came.\n\n{rows}").notes) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"{LINE}\n{LINE[::-1]}\n" * 3000,
        "12/03/2024 x\n" * 9000,
        ("on 12/03/2024 " * 20 + "\n") * 4000,
        "".join(f"a{i % 7} by 12/03/2024: the visit by jo marsh {i}\n" for i in range(9000)),
    ],
    ids=["labels", "dates alone", "dates in a row", "sentences"],
)
def test_lines_made_to_take_long_do_not(text: str) -> None:
    began = time.process_time()
    read_text(text)
    assert time.process_time() - began < 10
