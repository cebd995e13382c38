"""The likelihood that the auditor is shown: a measured probability."""

from __future__ import annotations

import math
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notescan.learn.calibrating import calibration_of, error, honest, reliability
from notescan.learn.fitting import fit
from notescan.learn.marked import load_marked
from notescan.learn.measure import Told, leave_one_writer_out
from notescan.learn.rows import rows_of
from notescan.learn.saving import save
from notescan.pipeline.calibration import Calibration, Curve, fitted
from notescan.pipeline.worth import Thresholds, load_worth

GOLD = Path(__file__).parent.parent / "gold"


def draws(curve: Curve, n: int, seed: int = 1) -> list[tuple[float, bool]]:
    """Chances, and marks that come true as the curve says."""
    rng = random.Random(seed)
    chances = [rng.uniform(0.01, 0.99) for _ in range(n)]
    return [(p, rng.random() < curve(p)) for p in chances]


@pytest.mark.parametrize("curve", [Curve(0.4, 1.0), Curve(1.0, 0.0), Curve(1.6, -0.8)])
def test_the_curve_is_found_again(curve: Curve) -> None:
    found = fitted(draws(curve, 6000))
    assert found.slope == pytest.approx(curve.slope, abs=0.12)
    assert found.shift == pytest.approx(curve.shift, abs=0.12)


def test_nothing_measured_changes_nothing() -> None:
    assert fitted([]) == Curve()
    assert Curve()(0.3) == pytest.approx(0.3)
    assert Calibration.from_data(None) == Calibration()


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.05, 3), st.floats(-3, 3))
def test_more_likely_stays_more_likely_and_a_probability(a: float, b: float, slope: float, shift: float) -> None:
    curve = Curve(slope, shift)
    low, high = sorted((a, b))
    assert 0 <= curve(low) <= curve(high) <= 1


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=40))
def test_any_figures_give_a_curve(told: list[tuple[float, bool]]) -> None:
    curve = fitted(told)
    assert curve.slope > 0
    assert math.isfinite(curve.shift)


def items(n: int = 400) -> list[Told]:
    """Patterns' items are marked far oftener than reckoned, likeness's less often, whoever writes."""
    told = []
    for writer in ("w1", "w2", "w3"):
        for by_pattern, curve in ((True, Curve(0.4, 1.0)), (False, Curve(0.8, -1.0))):
            for p, marked in draws(curve, n, seed=hash((writer, by_pattern)) % 1000):
                told.append(Told("mash", writer, "c", "mash.analysis", p, marked, by_pattern))
    return told


def test_each_kind_has_a_curve_of_its_own_and_told_comes_true() -> None:
    told = items()
    calibration = calibration_of(told)
    assert calibration.found.shift > 0.5 > -0.5 > calibration.like.shift
    assert calibration.items == len(told)
    raw = error([(t.chance, t.is_marked) for t in told])
    assert error(honest(told)) < 0.05 < raw


def test_the_reliability_table_counts_every_item_once() -> None:
    pairs = [(0.0, False), (0.05, True), (0.1, False), (0.99, True), (1.0, True)]
    bins = list(reliability(pairs))
    assert [(b.low, b.items, b.marked) for b in bins] == [(0.0, 2, 0.5), (0.1, 1, 0.0), (0.9, 2, 1.0)]


def test_predictions_are_for_writers_left_out(tmp_path: Path) -> None:
    rows = [row for name in ("dev1-mash", "dev2-mash", "own1-mash") for row in rows_of(load_marked(GOLD / name))]
    told: list[Told] = []
    leave_one_writer_out({"mash": rows}, Thresholds(), ("both",), told=told)
    assert {t.writer for t in told} == {"dev1", "dev2", "own1"}
    assert {t.by_pattern for t in told} == {True, False}
    worth = fit(rows)
    worth.calibration = calibration_of(told)
    (tmp_path / "worth").mkdir()
    save(worth, tmp_path / "worth" / "mash.npz")
    again = load_worth("mash", tmp_path)
    assert again is not None
    assert again.calibration == worth.calibration
