"""The time that is kept of a review: it stops when the auditor is away, and is there after a restart."""

from __future__ import annotations

from pathlib import Path

from notescan.review import Store, open_review
from notescan.review.timing import Stopwatch
from notescan.summary.model import summarise
from tests.factory import make_case, make_checklist, make_scan


def test_a_long_pause_counts_for_nothing() -> None:
    now = [0.0]
    watch = Stopwatch(clock=lambda: now[0], away_after=60)
    for at in (10.0, 50.0, 1000.0, 1020.0):
        now[0] = at
        watch.touch()
    assert watch.take() == 10 + 40 + 20
    assert watch.take() == 0


def test_a_clock_that_goes_back_takes_nothing_away() -> None:
    now = [100.0]
    watch = Stopwatch(clock=lambda: now[0])
    now[0] = 50.0
    watch.touch()
    assert watch.take() == 0


def test_time_is_added_up_by_auditor_and_told_in_the_summary(tmp_path: Path) -> None:
    case = make_case()
    with Store(tmp_path / "r.sqlite") as store:
        review = open_review(store, case, make_scan(case), make_checklist())
        assert summarise(review).minutes_spent is None
        store.add_time(review.id, "Noor", 100)
        store.add_time(review.id, "Noor", 50)
        store.add_time(review.id, "Ravi", 90)
        assert store.time_spent(review.id) == {"Noor": 150, "Ravi": 90}
        assert summarise(review).minutes_spent == 4
        store.forget(review.id)
    with Store(tmp_path / "r.sqlite") as store:
        assert store.time_spent(review.id) == {}
