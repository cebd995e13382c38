"""Acts on many items as one, and quotes whose ends were moved."""

from __future__ import annotations

from pathlib import Path

import pytest

from notescan.errors import UserError
from notescan.review import ReviewSession, Store, open_review, resume
from tests.factory import make_case, make_checklist, make_scan


@pytest.fixture
def review(tmp_path: Path) -> ReviewSession:
    case = make_case()
    return open_review(Store(tmp_path / "reviews.sqlite"), case, make_scan(case), make_checklist(), who="Noor")


def states(review: ReviewSession) -> list[str]:
    return [review.item(f"e{n}").state for n in range(1, 5)]


def test_many_are_confirmed_as_one_step_and_come_back_as_one(review: ReviewSession) -> None:
    review.reject("e1")
    review.bulk("confirm", ["e1", "e2", "e3"])
    assert states(review) == ["confirmed", "confirmed", "confirmed", "undecided"]
    assert review.progress()[0] == 3
    assert resume(review.store, review.id).info.decided == 3
    review.undo()
    assert states(review) == ["rejected", "undecided", "undecided", "undecided"]
    review.redo()
    assert states(resume(review.store, review.id)) == ["confirmed", "confirmed", "confirmed", "undecided"]


def test_an_act_on_one_of_them_stands_over_the_bulk_before_it(review: ReviewSession) -> None:
    review.bulk("reject", ["e1", "e2"], "about the aunt")
    review.confirm("e1")
    assert states(review)[:2] == ["confirmed", "rejected"]
    assert review.item("e2").reason == "about the aunt"
    review.undo()
    assert states(review)[:2] == ["rejected", "rejected"]


def test_a_bulk_that_changes_nothing_is_no_decision(review: ReviewSession) -> None:
    review.bulk("confirm", ["e1", "e2"])
    assert review.bulk("confirm", ["e1", "e2"]) is None
    assert len(review.decisions) == 1


def test_a_quote_takes_other_words_in_and_gives_them_back(review: ReviewSession) -> None:
    before = review.item("e1").evidence
    review.confirm("e1")
    review.requote("e1", before.start, before.end + 1)
    now = review.item("e1").evidence
    assert now.quote == review.case.text[now.start : now.end]
    assert now.end == before.end + 1
    assert review.item("e1").state == "confirmed"
    assert resume(review.store, review.id).item("e1").evidence.quote == now.quote
    review.undo()
    assert review.item("e1").evidence == before


def test_a_quote_stays_in_its_note(review: ReviewSession) -> None:
    note = review.case.notes[-1]
    with pytest.raises(UserError):
        review.requote("e1", note.start, note.end)
