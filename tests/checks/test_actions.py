"""Actions of supervision, plans and meetings: who, what, by when, and what later notes say."""

from __future__ import annotations

import datetime as dt

import pytest

from notescan.checks.actions import find_actions
from notescan.checks.agencies import Agencies
from notescan.over_time import Action
from notescan.pipeline.roster import read_roster
from notescan.read import read_text

AUDIT = dt.date(2025, 7, 31)


def actions(text: str) -> list[Action]:
    case = read_text(text.strip() + "\n")
    found = find_actions(case, (), read_roster(case), AUDIT)
    for action in found:
        for rest in (action.set_in, action.told_in):
            assert rest is None or case.text[rest.start : rest.end] == rest.quote
    return found


@pytest.mark.parametrize(
    ("words", "who", "by"),
    [
        ("Actions: Lena to ring the health visitor by 14 March.", "Lena", "2025-03-14"),
        ("Directions:\n- LO to complete the neglect tool with dad before 28/03/2025", "LO", "2025-03-28"),
        ("1. LO, chronology from school and police, by 20/03.", "LO", "2025-03-20"),
        ("Next steps\n- Housing application to be chased by Friday", None, "2025-03-07"),
        ("I will speak to the legal team this week.", "Rita Nolan", "2025-03-09"),
        ("We agreed that the school nurse will weigh Isla each month.", "the school nurse", None),
    ],
)
def test_who_is_to_do_it_and_by_when(words, who, by):
    (action,) = actions(f"04/03/2025 Supervision - Rita Nolan\nWe talked about the family for an hour.\n{words}\n")
    assert (action.who, action.by and action.by.isoformat()) == (who, by)


@pytest.mark.parametrize(
    "words",
    [
        "Discussed what it is like to be Isla. Mum has been to see the doctor and wants to stop drinking.",
        "Lena's annual leave is to be booked for August.",
        "If dad comes back then we go to strategy.",
        "Actions from February: chronology - done. Legal advice - done.",
        "Plan to continue.",
        "What is to be done about the school?",
    ],
)
def test_talk_and_old_actions_set_nothing(words):
    assert actions(f"04/03/2025 Supervision - Rita Nolan\n{words}\n") == []


def test_a_visit_sets_no_action():
    assert actions("04/03/2025 Home visit - Lena Okafor\nMum to buy a new cooker by Friday.\n") == []


LATER = {
    "done": "Completed the neglect tool with mum at the table; mostly twos.",
    "not_done": "The neglect tool has still not been started with mum.",
    "carried_over": "Neglect tool with mum carried over to May.",
    "nothing_said": "Mum had been to the market and bought plants.",
}


@pytest.mark.parametrize("state", LATER)
def test_what_a_later_note_says_of_it(state):
    (action,) = actions(
        "04/03/2025 Supervision - Rita Nolan\nActions: Lena to complete the neglect tool with mum by 28 March.\n\n"
        f"01/04/2025 Case note - Lena Okafor\n{LATER[state]}\n"
    )
    assert action.state == state
    assert (action.told_in is None) == (state == "nothing_said")
    assert action.overdue == (state != "done")


def test_a_plan_to_do_it_is_not_done():
    (action,) = actions(
        "04/03/2025 Supervision - Rita Nolan\nActions: Lena to complete the neglect tool with mum by 28 March.\n\n"
        "11/03/2025 Home visit - Lena Okafor\nI will complete the neglect tool with mum next week.\n"
    )
    assert action.state == "nothing_said"


def test_an_earlier_note_tells_nothing_of_a_later_action():
    (action,) = actions(
        "11/02/2025 Home visit - Lena Okafor\nCompleted the neglect tool with mum.\n\n"
        "04/03/2025 Supervision - Rita Nolan\nActions: Lena to complete the neglect tool with mum by 28 March.\n"
    )
    assert action.state == "nothing_said"


def test_overdue_ones_come_first():
    found = actions(
        "04/03/2025 Supervision - Rita Nolan\nActions:\n- Lena to write to the landlord by 30/09/2025\n"
        "- Lena to see Isla alone by 14/03/2025\n- Lena to refer dad to the drug service\n"
    )
    assert [action.overdue for action in found] == [True, False, False]
    assert "Isla" in found[0].text


def test_agencies_are_told_from_their_words():
    case = read_text(
        "04/03/2025 Call - Lena Okafor\nThe midwife rang. School say that she is well. Police had nothing.\n"
    )
    note = case.notes[0]
    found = Agencies(case, read_roster(case)).mentions(note.body, note.end)
    assert [mention.agency for mention in found] == ["health", "education", "police"]
