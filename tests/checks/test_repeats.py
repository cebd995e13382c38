"""Passages that stand in an earlier note, and evidence that was only carried forward."""

from __future__ import annotations

import time

import pytest

from notescan.checks.repeats import copied, find_repeats, in_time
from notescan.read import read_text
from tests.checks.asking import scan

STORY = (
    "Rowan lived with his grandfather until he was seven and saw his mother on Sundays. He was moved twice in one "
    "winter, and has found it hard since then to believe that a place will last."
)


def repeats(text: str):
    case = read_text(text)
    found = find_repeats(case)
    for repeat in found:
        for rest in (repeat.earlier, repeat.later):
            assert case.text[rest.start : rest.end] == rest.quote
            note = next(n for n in case.notes if n.id == rest.note)
            assert note.body <= rest.start < rest.end <= note.end
    return found


def test_a_passage_that_stands_again_is_found_with_both_places():
    (found,) = repeats(
        f"02/01/2025 Assessment - Jo Pike\nWe met at the library. {STORY}\n\n"
        f"05/05/2025 Report - Jo Pike\nHe is well. {STORY} He has a new bike.\n"
    )
    assert found.earlier.date.isoformat() == "2025-01-02"
    assert found.later.date.isoformat() == "2025-05-05"
    assert found.later.quote.startswith("Rowan lived")
    assert found.likeness == 1
    assert found.kind == "passage"


def test_a_few_changed_words_do_not_hide_a_passage():
    changed = STORY.replace("grandfather", "grandparents").replace("twice in one", "three times in the same")
    (found,) = repeats(f"02/01/2025 Plan - Jo Pike\n{STORY}\n\n05/05/2025 Plan - Jo Pike\n{changed}\n")
    assert 0.8 <= found.likeness < 1
    assert found.words > 30


def test_the_earlier_note_is_earlier_in_time_and_not_in_the_file():
    (found,) = repeats(f"05/05/2025 Plan - Jo Pike\n{STORY}\n\n02/01/2025 Plan - Jo Pike\n{STORY}\n")
    assert found.earlier.date < found.later.date


def test_the_same_note_for_each_child_of_a_family_is_one_find():
    minutes = (
        "{} joined by phone. The school said that all three come in on time, and that the twins read well. " + STORY
    )
    found = repeats(
        f"02/01/2025 Meeting - Jo Pike\n{minutes.format('Ada')}\n\n02/01/2025 Meeting - Jo Pike\n{minutes.format('Bea')}\n"
    )
    assert [repeat.kind for repeat in found] == ["note"]


@pytest.mark.parametrize(
    "same",
    [
        "Child seen: yes\nSeen alone: yes\nBedroom seen: no\nNext visit: two weeks\nManager told: yes\nPlan shared: no",
        "This email is confidential and is meant only for the person to whom it is sent; if it is not you, delete it.",
        "The visit went well and there were no new worries.",
    ],
)
def test_answers_on_a_form_small_print_and_habits_of_speech_are_no_repeats(same):
    assert not repeats(
        f"02/01/2025 Visit - Jo Pike\nTom drew.\n{same}\n\n05/05/2025 Visit - Jo Pike\nTom sang.\n{same}\n"
    )


def test_headers_do_not_count():
    header = "Service: Family support and protection east team   Type: Home Visit   Worker: Jo Pike (Social Worker)"
    assert not repeats(f"{header}   Date: 02/01/2025\nTom drew.\n\n{header}   Date: 05/05/2025\nTom sang.\n")


def test_notes_newest_first_keep_the_order_of_their_day():
    case = read_text("05/05/2025 Visit\nC.\n\n02/01/2025 Visit\nB.\n\n02/01/2025 Call\nA.\n")
    assert [case.text[n.body : n.end].strip() for n in in_time(case.notes)] == ["A.", "B.", "C."]


def test_evidence_that_was_copied_says_where_it_stood_before():
    words = (
        "Kyra was taken into care at nine because her mother was in prison and there was nobody else to look after "
        "her. She had five placements in three years and was out of school for most of them."
    )
    found = scan(
        "leavers",
        f"02/10/2024 Pathway plan - Jo Finch\n{words}\n\n03/04/2025 Pathway plan - Jo Finch\n{words} She works at a shop.\n",
    )
    later = [e for e in found.evidence if e.tip == "leavers.plan-not-repeat" and e.note == found.notes[1].id]
    copies = [e for e in later if e.copied_from]
    assert copies
    for item in copies:
        assert item.copied_from.note == found.notes[0].id
        assert item.copied_from.quote == item.quote
    assert not any(e.copied_from for e in found.evidence if e.note == found.notes[0].id)
    assert copied(found.evidence, []) == {}


def test_time_grows_with_the_notes_and_not_with_their_square():
    def seconds(count: int) -> float:
        note = "0{}/01/2025 Visit - Jo Pike\nCall {} of the day was about shoe size {} and the price of {} eggs.\n"
        case = read_text("\n".join(note.format(n % 9 + 1, n, n * 7, n * 3) for n in range(count)))
        start = time.process_time()
        find_repeats(case)
        return time.process_time() - start

    seconds(50)
    assert seconds(1600) < 14 * max(seconds(400), 0.004)
