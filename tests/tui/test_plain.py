"""The line-by-line review: every act of the app, in the app's words, with nothing but lines."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.binding import Binding

from notescan.review import ReviewSession, Store, open_review, resume
from notescan_tui.plain.loop import ON_A_SCREEN, WITHIN, PlainReview
from notescan_tui.screens.review_keys import REVIEW_KEYS
from tests.factory import HOME, TIME, VOICE, make_case, make_checklist, make_scan

Typist = Callable[..., str]


@pytest.fixture
def review(tmp_path: Path) -> ReviewSession:
    case = make_case()
    return open_review(Store(tmp_path / "reviews.sqlite"), case, make_scan(case), make_checklist(), who="Noor")


@pytest.fixture
def type_lines(review: ReviewSession) -> Typist:
    """Type these lines, then end the input; gives all that was said."""

    def typed(*lines: str) -> str:
        rest, said = list(lines), io.StringIO()

        def read(question: str) -> str:
            said.write(question)
            if not rest:
                raise EOFError
            said.write(f"{rest[0]}\n")
            return rest.pop(0)

        PlainReview(review, read, lambda line: said.write(f"{line}\n") and None).run()
        return said.getvalue()

    return typed


def test_the_first_item_is_told_with_its_words_marked(type_lines: Typist, review: ReviewSession) -> None:
    said = type_lines()
    first = review.items(VOICE)[0].evidence
    assert f">>> {first.quote} <<<" in said.replace("\n  ", " ")
    assert "Closed; 0 of 10 decided. Everything is saved." in said


def test_deciding_goes_on_and_is_kept(type_lines: Typist, review: ReviewSession) -> None:
    type_lines("a", "x", "f", "q")
    kept = resume(review.store, review.id)
    assert [i.state for i in kept.items(VOICE)][:3] == ["confirmed", "rejected", "skipped"]


def test_undo_and_redo(type_lines: Typist, review: ReviewSession) -> None:
    said = type_lines("a", "u", "r")
    assert "undone: ✓ confirmed" in said
    assert review.items(VOICE)[0].state == "confirmed"


def test_grade_comment_stance_move_and_reason(type_lines: Typist, review: ReviewSession) -> None:
    first = review.items(VOICE)[0].id
    type_lines("g", "2", "c", "her own words", "s", "3", "X", "1")
    item = review.item(first)
    assert review.grades()[VOICE] == "partly_met"
    assert (item.comment, item.stance, item.state, item.reason) == (
        "her own words",
        "planned",
        "rejected",
        "Not about this tip",
    )
    type_lines("t", "1", "m", "2")
    assert len(review.items(HOME)) == 4


def test_words_are_added_as_evidence_by_typing_them(type_lines: Typist, review: ReviewSession) -> None:
    said = type_lines("e", "food in the fridge", "", "1")
    assert "added to" in said
    assert any(i.evidence.quote == "food in the fridge" and i.state == "confirmed" for i in review.items(VOICE))
    assert "not in the notes" in type_lines("e", "these words are nowhere")


def test_find_filter_why_people_tips_and_help_only_look(type_lines: Typist, review: ReviewSession) -> None:
    said = type_lines("/", "kitchen", "", "v", "", "2", "", "", "w", "P", "", "i", "t", "", "?", "")
    assert "1 place" in said
    assert "only to decide: 10 items" in said
    assert "Confirm: it is evidence" in said
    assert not review.decisions


def test_what_is_no_letter_changes_nothing(type_lines: Typist, review: ReviewSession) -> None:
    said = type_lines("zz", "7", "g", "99")
    assert "There is no letter 'zz'" in said
    assert "There is no number 99" in said
    assert not review.decisions


def test_every_act_of_the_app_has_its_letter_here(review: ReviewSession) -> None:
    plain = PlainReview(review, lambda _: "", lambda _: None)
    letters: list[str] = []
    for binding in REVIEW_KEYS:
        assert isinstance(binding, Binding)
        assert binding.id
        if binding.id in ON_A_SCREEN or binding.id == "more.close":
            continue
        act = WITHIN.get(binding.id, binding.id)
        assert act in plain._acts, binding.id
        letters += plain.letters_of(act) if act == binding.id else []
    assert len(letters) == len(set(letters))


def test_the_summary_is_written(type_lines: Typist, tmp_path: Path) -> None:
    path = tmp_path / "out.html"
    assert "summary written to" in type_lines("E", "1", str(path), "")
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("command", ["review", "demo"])
def test_a_real_terminal_sees_no_escape_sequence(command: str, tmp_path: Path) -> None:
    case = tmp_path / "case.txt"
    case.write_text(make_case().text, encoding="utf-8")
    given = ["review", str(case), "--checklist", "assessment"] if command == "review" else ["demo"]
    done = subprocess.run(
        [sys.executable, "-m", "notescan", *given, "--plain"],
        input="a\nq\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "NOTESCAN_STORE": str(tmp_path / "r.sqlite"), "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout
    assert "✓ confirmed · u undo" in done.stdout
    assert "Closed; 1 of" in done.stdout


def test_several_items_at_once_by_their_numbers(type_lines: Typist, review: ReviewSession) -> None:
    said = type_lines("L", "1 3-4", "2")
    assert "3 items: rejected" in said
    assert [i.state for i in review.items(VOICE)] == ["rejected", "undecided", "rejected", "rejected"]
    type_lines("u")
    assert {i.state for i in review.items(VOICE)} == {"undecided"}
    for wrong in ("9", "1-99", "x", ""):
        assert "nothing was chosen" in type_lines("L", wrong)


def test_the_quote_is_other_words_of_its_note(type_lines: Typist, review: ReviewSession) -> None:
    first = review.items(VOICE)[0].id
    assert "not in this note" in type_lines("Q", "7", "Tobias pointed")
    type_lines("Q", "7", "was seen alone", "8")
    assert review.item(first).evidence.quote == "was seen alone"
    type_lines("Q", "1", "3", "8")
    assert review.item(first).evidence.quote == "Ebony was seen alone in"
    type_lines("Q", "2", "4", "2", "")
    assert review.item(first).evidence.quote == "Ebony was seen alone in"
    type_lines("Q", "6", "8")
    assert review.item(first).evidence.quote == "Ebony was seen alone in her bedroom."


def test_the_summary_is_written_line_by_line(type_lines: Typist, review: ReviewSession) -> None:
    said = type_lines("S", "1", "2", "kind work", "2", "They listened.", "7", "4471", "17")
    assert "Audit summary: Marlow" in said
    assert review.judgement() == ("good", "kind work")
    assert (review.strength(), review.detail("case_reference")) == ("They listened.", "4471")
    type_lines("S", "1", "5", "Exceeds our standard", "", "17")
    assert review.judgement() == ("Exceeds our standard", "kind work")
    type_lines("G", "Own words.", "I", "Father.", "A", "Ask the school", "Priya", "1 Sep 2025")
    assert (review.strength(VOICE), review.improvement(VOICE)) == ("Own words.", "Father.")
    (action,) = review.actions()
    assert (action.text, action.owner, str(action.due), action.tip) == ("Ask the school", "Priya", "2025-09-01", VOICE)


def test_signing_tells_what_is_open_and_reopening_is_the_same_letter(type_lines: Typist, review: ReviewSession) -> None:
    assert "still to be decided" in type_lines("O", "no")
    assert review.signed() is None
    type_lines("O", "yes")
    assert review.signed() is not None
    assert "signed off; reopen it" in type_lines("a")
    type_lines("O")
    assert review.signed() is None


def test_a_tip_without_evidence_is_looked_at(type_lines: Typist, review: ReviewSession) -> None:
    type_lines("t", "5", "z")
    assert review.seen(TIME) == "nothing_found"
    type_lines("t", "5", "Z")
    assert review.seen(TIME) == "come_back"
