"""What the auditor writes for the summary beside the evidence, and signing off."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from notescan.errors import UserError
from notescan.review import ReviewSession, Store, open_review, resume
from notescan.summary import export
from tests.factory import TIME, make_case, make_checklist, make_scan


@pytest.fixture
def review(tmp_path: Path) -> ReviewSession:
    case = make_case()
    return open_review(Store(tmp_path / "reviews.sqlite"), case, make_scan(case), make_checklist(), who="Noor")


def reopened(review: ReviewSession) -> ReviewSession:
    return resume(Store(review.store.path), review.id)


def test_what_is_written_is_there_after_a_restart(review: ReviewSession) -> None:
    tip = review.checklist.tips[0].id
    review.write_strength("The children were seen alone each time.")
    review.write_improvement("Father was never asked.", tip)
    review.write_detail("case_reference", " 4471 ")
    review.judge("requires_improvement", "Father's voice is missing.")
    review.write_action("Speak with father", owner="Ruth Okafor", due=dt.date(2025, 4, 1), tip=tip)
    later = reopened(review)
    assert later.strength() == "The children were seen alone each time."
    assert later.improvement(tip) == "Father was never asked."
    assert later.detail("case_reference") == "4471"
    assert later.judgement() == ("requires_improvement", "Father's voice is missing.")
    assert [(a.text, a.owner, a.due, a.tip) for a in later.actions()] == [
        ("Speak with father", "Ruth Okafor", dt.date(2025, 4, 1), tip)
    ]


def test_undo_and_redo_reach_what_was_written(review: ReviewSession) -> None:
    review.write_strength("Warm direct work.")
    review.write_strength("Warm direct work, well recorded.")
    review.undo()
    assert review.strength() == "Warm direct work."
    review.undo()
    assert review.strength() == ""
    review.redo()
    assert review.strength() == "Warm direct work."


def test_an_action_is_changed_and_taken_away_under_its_own_name(review: ReviewSession) -> None:
    review.write_action("Ask the school")
    review.write_action("Ask the health visitor")
    first, second = review.actions()
    review.write_action("Ask the nursery", action=first.id)
    assert [a.text for a in review.actions()] == ["Ask the nursery", "Ask the health visitor"]
    review.write_action("", action=second.id)
    assert [a.text for a in reopened(review).actions()] == ["Ask the nursery"]


def test_two_windows_writing_actions_keep_both(review: ReviewSession) -> None:
    other = reopened(review)
    review.write_action("From this window")
    other.write_action("From the other window")
    review.refresh()
    assert [a.text for a in review.actions()] == ["From this window", "From the other window"]


def test_a_signed_review_changes_only_by_reopening_it(review: ReviewSession) -> None:
    item = review.items()[0].id
    review.sign_off()
    assert review.signed() is not None
    for act in (lambda: review.confirm(item), lambda: review.write_strength("x"), review.undo):
        with pytest.raises(UserError, match="signed off; reopen it"):
            act()
    assert reopened(review).signed() is not None
    review.reopen_review()
    assert review.signed() is None
    assert review.confirm(item) is not None
    assert reopened(review).items()[0].state == "confirmed"


def test_undo_goes_back_past_a_signing_that_was_reopened(review: ReviewSession) -> None:
    item = review.items()[0].id
    review.confirm(item)
    review.sign_off()
    review.reopen_review()
    undone = review.undo()
    assert undone is not None
    assert undone.kind == "confirm"
    assert (review.item(item).state, review.signed()) == ("undecided", None)
    assert review.redo() is not None
    assert reopened(review).item(item).state == "confirmed"
    assert review.undo() is not None
    assert review.undo() is None


def test_mistakes_are_told(review: ReviewSession) -> None:
    with pytest.raises(UserError, match="no field"):
        review.write_detail("shoe_size", "7")
    with pytest.raises(UserError, match="few words of your scale"):
        review.judge(" ")
    with pytest.raises(UserError, match="few words of your scale"):
        review.judge("x" * 61)
    with pytest.raises(UserError, match="Write what"):
        review.write_action("  ")
    with pytest.raises(UserError, match="no action"):
        review.write_action("x", action="a99")


def test_a_judgement_may_be_of_a_local_scale(review: ReviewSession) -> None:
    review.judge("Requires Improvement")
    assert review.judgement() == ("requires_improvement", "")
    review.judge("Exceeds our  standard", "Every visit is in time.")
    assert reopened(review).judgement() == ("Exceeds our standard", "Every visit is in time.")
    assert "**Exceeds our standard**" in str(export(review, "md"))


def test_a_tip_can_be_seen_with_nothing_found_or_to_come_back_to(review: ReviewSession) -> None:
    assert review.seen(TIME) is None
    review.mark_seen(TIME, "come_back")
    assert review.mark_seen(TIME, "come_back") is None
    review.mark_seen(TIME, "nothing_found")
    assert reopened(review).seen(TIME) == "nothing_found"
    review.undo()
    assert reopened(review).seen(TIME) == "come_back"
    review.mark_seen(TIME, None)
    assert review.seen(TIME) is None
    with pytest.raises(UserError, match="no tip"):
        review.mark_seen("nowhere", "come_back")
    with pytest.raises(UserError, match="can't be said"):
        review.mark_seen(TIME, "perhaps")  # type: ignore[arg-type]


def test_what_was_seen_is_in_the_summary(review: ReviewSession) -> None:
    from notescan.summary.model import summarise

    review.mark_seen(TIME, "nothing_found")
    tip = next(t for t in summarise(review).tips if t.tip == TIME)
    assert tip.seen == "nothing_found"
    assert tip.gap is not None
    assert tip.gap.says.endswith("The auditor looked and found nothing.")
    review.mark_seen(TIME, "come_back")
    assert "1 tip is to be looked at again." in summarise(review).still_open
