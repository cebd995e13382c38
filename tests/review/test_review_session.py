"""What an auditor does in a review, and that all of it is there again afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import cast

import pytest

from notescan.errors import UserError
from notescan.model import GradeValue, Stance
from notescan.review import ReviewSession, Store, open_review, resume
from notescan.review.session import auditor_name
from tests.factory import AGENCIES, HOME, PARENTS, TIME, VOICE, make_case, make_checklist, make_scan


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "reviews.sqlite") as made:
        yield made


@pytest.fixture
def review(store: Store) -> ReviewSession:
    case = make_case()
    return open_review(store, case, make_scan(case), make_checklist(), who="Noor")


def again(review: ReviewSession) -> ReviewSession:
    """The same review in a new process's eyes."""
    with Store(review.store.path) as store:
        return resume(store, review.id, who="Other")


def test_items_come_in_reading_order_and_undecided(review: ReviewSession) -> None:
    starts = [i.evidence.start for i in review.items()]
    assert starts == sorted(starts)
    assert {i.state for i in review.items()} == {"undecided"}
    assert [i.id for i in review.items(VOICE)] == ["e1", "e2", "e3", "e4"]
    assert review.items(TIME) == []
    assert review.progress() == (0, 10)


def test_confirm_reject_and_skip_are_kept_with_who_and_when(review: ReviewSession) -> None:
    review.confirm("e1")
    review.reject("e2", " about the aunt ")
    review.skip("e3")
    for seen in (review, again(review)):
        one, two, three, four = seen.items(VOICE)
        assert (one.state, two.state, three.state, four.state) == (
            "confirmed",
            "rejected",
            "skipped",
            "undecided",
        )
        assert two.reason == "about the aunt"
        assert one.decided_by == "Noor"
        assert one.decided_at is not None
        assert one.decided_at.utcoffset() == dt.timedelta(0)
        assert seen.progress(VOICE) == (2, 4)
        assert seen.counts(VOICE) == {"confirmed": 1, "rejected": 1, "skipped": 1, "undecided": 1}


def test_reopening_forgets_who_decided_but_not_the_history(review: ReviewSession) -> None:
    review.reject("e1", "no")
    review.reopen("e1")
    item = review.item("e1")
    assert (item.state, item.reason, item.decided_by) == ("undecided", "", None)
    review.undo()
    assert [d.kind for d in review.history("e1")] == ["reject", "reopen", "undo"]


def test_what_changes_nothing_is_not_recorded(review: ReviewSession) -> None:
    review.confirm("e1")
    same: list[Callable[[], object]] = [
        lambda: review.confirm("e1"),
        lambda: review.reopen("e2"),
        lambda: review.move("e1", VOICE),
        lambda: review.restance("e1", "for"),
        lambda: review.comment("e1", "  "),
        lambda: review.comment(VOICE, ""),
        lambda: review.grade(VOICE, None),
        review.redo,
    ]
    assert [act() for act in same] == [None] * len(same)
    assert len(review.decisions) == 1


def test_moving_and_restancing_keep_how_it_was_found(review: ReviewSession) -> None:
    review.move("e1", HOME)
    review.restance("e1", "planned")
    for seen in (review, again(review)):
        item = seen.item("e1")
        assert (item.tip, item.stance, item.state) == (HOME, "planned", "undecided")
        assert (item.found.tip, item.found.stance) == (VOICE, "for")
        assert "e1" in [i.id for i in seen.items(HOME)]
        assert seen.progress(VOICE) == (0, 3)


def test_words_added_by_hand_are_confirmed_evidence(review: ReviewSession) -> None:
    words = "a lock is on the outside of his door"
    start = review.case.text.index(words)
    added = review.add(HOME, start - 1, start + len(words) + 1, "against").item
    for seen in (review, again(review)):
        item = seen.item(added)
        assert item.evidence.quote == words == seen.case.text[item.evidence.start : item.evidence.end]
        assert (item.state, item.added_by_hand, item.tip, item.stance) == ("confirmed", True, HOME, "against")
        assert item.evidence.note == "n3"
        assert item.evidence.place == seen.case.place(start)
        assert seen.progress() == (1, 11)
    review.undo()
    assert review.progress() == (0, 10)
    with pytest.raises(UserError, match="There is no item"):
        review.item(added)


def test_a_selection_must_be_words_of_one_note(review: ReviewSession) -> None:
    text = review.case.text
    border = review.case.notes[1].end
    first = review.item("e1").evidence
    for start, end, says in [
        (border - 20, border + 5, "runs over into the next note"),
        (border - 1, border, "Only blank space"),
        (5, 5, "Select the words"),
        (-1, 5, "Select the words"),
        (0, len(text) + 1, "Select the words"),
        (first.start, first.end, "on this tip's list already"),
    ]:
        with pytest.raises(UserError, match=says):
            review.add(VOICE, start, end, "for")
    assert review.decisions == []


def test_comments_on_items_and_tips(review: ReviewSession) -> None:
    review.comment("e1", "check with the worker")
    review.comment(TIME, "dates are in Documents")
    for seen in (review, again(review)):
        assert seen.item("e1").comment == "check with the worker"
        remark = seen.remark(TIME)
        assert remark is not None
        assert (remark.text, remark.who) == ("dates are in Documents", "Noor")
    review.comment(TIME, " ")
    assert review.remark(TIME) is None
    review.comment(TIME, "half a character \ud83d")
    assert again(review).remark(TIME) == review.remark(TIME)


def test_grades_are_the_auditors_and_the_suggestion_stays_a_suggestion(review: ReviewSession) -> None:
    assert review.grades() == {}
    review.grade(VOICE, "partly_met")
    review.grade(HOME, "met")
    review.grade(HOME, None)
    for seen in (review, again(review)):
        assert seen.grades() == {VOICE: "partly_met"}
        assert (graded := seen.graded(VOICE)) is not None
        assert graded.who == "Noor"
    assert review.suggested(PARENTS).suggested == "met"
    assert review.suggested(TIME).reason.startswith("Looked for the dates")


def test_what_is_not_there_is_told(review: ReviewSession) -> None:
    wrong: list[tuple[Callable[[], object], str]] = [
        (lambda: review.confirm("e99"), "There is no item 'e99'"),
        (lambda: review.move("e1", "assessment.nothing"), "There is no tip"),
        (lambda: review.grade("mash.analysis", "met"), "There is no tip"),
        (lambda: review.grade(VOICE, cast(GradeValue, "good")), "'good' is not a grade; the grades are met,"),
        (lambda: review.restance("e1", cast(Stance, "maybe")), "'maybe' is not a stance"),
        (lambda: review.comment("e99", "x"), "There is no tip"),
        (lambda: review.suggested("x"), "There is no tip"),
    ]
    for act, says in wrong:
        with pytest.raises(UserError, match=says):
            act()
    assert review.decisions == []


def test_undo_goes_back_to_the_start_also_after_a_restart_and_redo_returns(review: ReviewSession) -> None:
    begun = review.items()
    review.confirm("e1")
    review.grade(VOICE, "met")
    review.move("e2", HOME)
    ended = review.items()
    with Store(review.store.path) as store:
        later = resume(store, review.id)
        assert [d.kind for d in iter(later.undo, None)] == ["move", "grade", "confirm"]
        assert later.items() == begun
        assert later.grades() == {}
        assert later.undo() is None
    with Store(review.store.path) as store:
        latest = resume(store, review.id)
        assert [d.kind for d in iter(latest.redo, None)] == ["confirm", "grade", "move"]
        assert latest.items() == ended
        assert [d.kind for d in latest.decisions] == ["confirm", "grade", "move"] + ["undo"] * 3 + ["redo"] * 3


def test_a_new_decision_ends_redo(review: ReviewSession) -> None:
    review.confirm("e1")
    review.undo()
    review.reject("e2")
    assert review.redo() is None


def test_the_next_undecided_goes_tip_by_tip_and_round(review: ReviewSession) -> None:
    def next_id(after: str | None, tip: str | None = None) -> str | None:
        found = review.next_undecided(after, tip=tip)
        return found.id if found else None

    assert next_id(None) == "e1"
    assert next_id("e4") == "e5"
    assert next_id("e10") == next_id("no longer here") == "e1"
    assert next_id("e4", VOICE) == "e1"
    assert next_id(None, TIME) is None
    review.skip("e1")
    assert next_id(None) == "e2"
    for item in review.items():
        if item.id != "e1":
            review.confirm(item.id)
    assert next_id("e5") == "e1"
    review.confirm("e1")
    assert next_id("e5") is None
    assert next_id("e2", AGENCIES) is None


def test_opening_the_same_text_again_goes_on_where_it_was(review: ReviewSession) -> None:
    review.confirm("e2")
    review.save_place(VOICE, "e3")
    case = make_case()
    with Store(review.store.path) as store:
        later = open_review(store, case, make_scan(case), make_checklist())
        assert (later.id, later.place) == (review.id, (VOICE, "e3"))
        assert later.item("e2").state == "confirmed"
        other = make_case(title="Other").model_copy(update={"text": case.text + " "})
        assert open_review(store, other, make_scan(other), make_checklist()).id != review.id
        with pytest.raises(UserError, match="made for the checklist 'fsp', not 'assessment'"):
            open_review(store, case, make_scan(case, checklist="fsp"), make_checklist())


def test_two_windows_on_one_review_lose_nothing_of_each_other(review: ReviewSession) -> None:
    with Store(review.store.path) as store:
        other = resume(store, review.id, who="Ravi")
        review.confirm("e1")
        other.confirm("e2")
        review.reject("e3")
        words = "The kitchen was clean"
        start = review.case.text.index(words)
        added = [w.add(VOICE, start, start + n, "for").item for w, n in ((other, 11), (review, 21))]
        undone = other.undo()
        assert undone is not None
        assert undone.item == added[1]
        assert review.refresh()
        assert not review.refresh()
        assert review.items() == other.items()
        assert [d.seq for d in review.decisions] == [1, 2, 3, 4, 5, 6]
        assert [i.decided_by for i in review.items(VOICE)][:2] == ["Noor", "Ravi"]
        assert added[0] in review.state.items
        assert added[1] not in review.state.items


def test_a_decision_that_could_not_be_kept_is_not_shown(review: ReviewSession) -> None:
    review.store.forget(review.id)
    with pytest.raises(UserError, match="forgotten in another window"):
        review.confirm("e1")
    assert review.item("e1").state == "undecided"
    assert review.decisions == []


def test_the_auditors_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTESCAN_AUDITOR", " Noor Haddad ")
    assert auditor_name() == "Noor Haddad"
    monkeypatch.delenv("NOTESCAN_AUDITOR")
    monkeypatch.setenv("LOGNAME", "noor")
    assert auditor_name() == "noor"

    def nobody() -> str:
        raise KeyError("no such user")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert auditor_name() == "auditor"


def test_several_threads_may_decide_through_one_store(review: ReviewSession) -> None:
    ids = [i.id for i in review.items()]
    sessions = [resume(review.store, review.id, who=f"T{n}") for n in range(4)]

    def decide(n: int) -> None:
        for item in ids[n::4]:
            sessions[n].confirm(item)
            sessions[n].save_place(None, item)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(decide, range(4)))
    review.refresh()
    assert review.progress() == (len(ids), len(ids))
    assert [d.seq for d in review.decisions] == list(range(1, len(ids) + 1))
    assert {d.item: d.who for d in review.decisions} == {i: f"T{n % 4}" for n, i in enumerate(ids)}
