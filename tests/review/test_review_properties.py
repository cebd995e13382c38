"""What holds for any course of a review: undo goes all the way back, the fold is pure, kills lose nothing."""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notescan.errors import UserError
from notescan.model import Decision, Person, Roster, Scan
from notescan.review import ReviewSession, Store, fold, open_review, resume
from notescan.review.fold import as_found, step
from tests.factory import make_case, make_checklist, make_scan

CASE = make_case()
SCAN = make_scan(CASE)
CHECKLIST = make_checklist()
TIPS = [tip.id for tip in CHECKLIST.tips]

items = st.sampled_from([e.id for e in SCAN.evidence] + ["e2p", "e3p", "h1", "h2", "h3"])
tips = st.sampled_from(TIPS)
stances = st.sampled_from(["for", "against", "planned"])
grades = st.sampled_from(["met", "partly_met", "not_met", "not_applicable", "not_checkable", None])
places = st.integers(0, len(CASE.text))
acts = st.one_of(
    st.tuples(st.sampled_from(["confirm", "skip", "reopen"]), items),
    st.tuples(st.just("reject"), items, st.sampled_from([None, "", "someone else"])),
    st.tuples(st.just("move"), items, tips),
    st.tuples(st.just("restance"), items, stances),
    st.tuples(st.just("comment"), st.one_of(items, tips), st.text(max_size=5)),
    st.tuples(st.just("grade"), tips, grades),
    st.tuples(st.just("add"), tips, places, places, stances),
    st.tuples(st.just("bulk"), st.sampled_from(["confirm", "reject", "skip", "reopen"]), st.lists(items, max_size=4)),
    st.tuples(st.just("requote"), items, places, places),
    st.tuples(st.just("write_strength"), st.text(max_size=5)),
    st.tuples(st.just("judge"), st.sampled_from(["good", None])),
    st.tuples(st.sampled_from(["undo", "redo"])),
    st.tuples(st.just("mend_roster"), st.integers(0, 3)),
)
ROSTERS = [Roster(people=(Person(names=(f"Ebony {n}",), role="child"),)) for n in range(4)]


def scan_of(number: int) -> Scan:
    """A scan with another roster: one item is not found any more, the next has another stance and so another id."""
    evidence = [e for n, e in enumerate(SCAN.evidence) if n != number]
    other = evidence[number]
    evidence[number] = other.model_copy(update={"stance": "planned", "id": f"{other.id}p"})
    return SCAN.model_copy(update={"roster": ROSTERS[number], "evidence": tuple(evidence)})


def do(review: ReviewSession, act: tuple[object, ...]) -> None:
    name, *rest = act
    if name == "mend_roster":
        rest = [ROSTERS[rest[0]], scan_of(rest[0])]  # type: ignore[index]
    try:
        getattr(review, str(name))(*rest)
    except UserError:
        return  # an act that is refused must leave no trace, as the caller's comparison shows


def seen(review: ReviewSession) -> object:
    told = review.grades(), dict(review.state.remarks), review.progress(), review.strength(), review.roster()
    return review.items(), *told


@settings(max_examples=60, deadline=None)
@given(st.lists(acts, max_size=25))
def test_undoing_everything_gives_the_beginning_and_redoing_the_end(course: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "reviews.sqlite") as store:
        review = open_review(store, CASE, SCAN, CHECKLIST, who="Noor")
        begun = seen(review)
        for act in course:
            do(review, act)
        ended = seen(review)
        assert seen(resume(store, review.id)) == ended
        assert (info := store.list_reviews()[0]).items == review.progress()[1]
        assert info.decided == review.progress()[0]
        undone = 0
        while review.undo() is not None:
            undone += 1
        assert seen(review) == begun
        assert seen(resume(store, review.id)) == begun
        for _ in range(undone):
            assert review.redo() is not None
        assert seen(review) == ended


@st.composite
def any_decisions(draw: st.DrawFn) -> list[Decision]:
    """Decisions as no session would make them: on items that are not there, undone twice, out of turn."""
    made = []
    for seq in range(1, draw(st.integers(0, 20)) + 1):
        kind = draw(st.sampled_from(["confirm", "reject", "skip", "reopen", "undo", "redo", "comment", "sign_off"]))
        value = {"seq": draw(st.integers(0, seq))} if kind in ("undo", "redo") else {}
        item = draw(st.sampled_from(["e1", "e2", "gone", TIPS[0]]))
        at = dt.datetime(2025, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=seq)
        made.append(Decision(seq=seq, at=at, who="Noor", kind=kind, item=item, value=value))
    return made


@settings(max_examples=100, deadline=None)
@given(any_decisions())
def test_the_fold_is_pure_and_bears_any_decisions(decisions: list[Decision]) -> None:
    found = as_found(SCAN.evidence)
    before = dict(found)
    state = fold(found, decisions)
    assert fold(found, list(decisions)) == state
    assert found == before
    assert state.items.keys() == found.keys()
    assert {d.seq for d in state.standing}.isdisjoint(d.seq for d in state.undone)


@settings(max_examples=100, deadline=None)
@given(any_decisions())
def test_one_step_at_a_time_gives_what_the_fold_of_all_gives(decisions: list[Decision]) -> None:
    found = as_found(SCAN.evidence)
    state = fold(found, ())
    for n, decision in enumerate(decisions, 1):
        state = step(found, state, decision)
        assert state == fold(found, decisions[:n])


KILLED = """
import os, signal, sys
from pathlib import Path
from notescan.review import Store, resume

review = resume(Store(Path(sys.argv[1])), sys.argv[2], who="Noor")
for item in sys.argv[4:]:
    review.confirm(item)
    print(item, flush=True)
if sys.argv[3] == "exit":
    os._exit(1)
if sys.argv[3] == "kill":
    os.kill(os.getpid(), signal.SIGKILL)
sys.stdin.read()
"""


@pytest.mark.parametrize("end", ["exit", "kill"])
def test_a_process_that_dies_right_after_a_decision_loses_none(tmp_path: Path, end: str) -> None:
    path = tmp_path / "reviews.sqlite"
    with Store(path) as store:
        review = open_review(store, CASE, SCAN, CHECKLIST)
        args = [sys.executable, "-c", KILLED, str(path), review.id, end, "e1", "e3"]
        ended = subprocess.run(args, capture_output=True, text=True, timeout=60)
        assert ended.returncode == (1 if end == "exit" else -signal.SIGKILL), ended.stderr
        later = resume(store, review.id)
        assert [i.id for i in later.items() if i.state == "confirmed"] == ["e1", "e3"]
        assert later.item("e1").decided_by == "Noor"
        assert later.undo() is not None


def test_a_process_killed_at_any_moment_loses_nothing_that_it_had_told(tmp_path: Path) -> None:
    path = tmp_path / "reviews.sqlite"
    ids = [e.id for e in SCAN.evidence]
    with Store(path) as store:
        review = open_review(store, CASE, SCAN, CHECKLIST)
        args = [sys.executable, "-c", KILLED, str(path), review.id, "wait", *ids]
        with subprocess.Popen(args, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            told = [process.stdout.readline().strip() for _ in range(random.Random(7).randrange(2, len(ids)))]
            os.kill(process.pid, signal.SIGKILL)
            told += process.stdout.read().split()
        later = resume(store, review.id)
        kept = [d.item for d in later.decisions]
        assert kept[: len(told)] == told
        assert len(kept) <= len(told) + 1
