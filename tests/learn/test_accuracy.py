"""The table of scores: what its ranges say."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import pytest

from notescan.learn.measure import Tally

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def accuracy() -> dict:
    return runpy.run_path(str(ROOT / "benchmarks" / "accuracy.py"))


def good(n: int) -> Tally:
    return Tally(marks=n, recalled=n, recalled_strict=0, items=n, right=n, right_strict=0)


def bad(n: int) -> Tally:
    return Tally(marks=n, items=n)


def test_cases_that_are_all_alike_leave_no_doubt(accuracy: dict) -> None:
    draws = accuracy["Draws"](20)
    assert accuracy["between"](draws.f1([good(5)] * 20)) == "1.00-1.00"
    assert accuracy["between"](draws.f1([good(5)] * 20, strict=True)) == "0.00-0.00"


def test_the_more_cases_the_narrower(accuracy: dict) -> None:
    def width(cases: int) -> float:
        told = accuracy["Draws"](cases).f1([good(5), bad(5)] * (cases // 2))
        assert abs(float(np.mean(told)) - 0.5) < 0.05
        low, high = np.percentile(told, [2.5, 97.5])
        return float(high - low)

    assert width(10) > 1.5 * width(60)


def test_a_row_without_marks_has_no_range(accuracy: dict) -> None:
    assert accuracy["between"](accuracy["Draws"](5).f1([Tally(items=3)] * 5)) == ""


def test_one_command_prints_all_tables(
    accuracy: dict, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [str(ROOT / "tests" / "gold" / name) for name in ("dev5-mash", "own1-mash")]
    monkeypatch.setattr("sys.argv", ["accuracy.py", *cases, "--patterns-only"])
    accuracy["main"]()
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith("by ")] == ["by tip:", "by stance:", "by case:"]
    assert any(line.startswith("  planned ") for line in lines)
    assert any(line.startswith("  own1-mash ") for line in lines)
    assert lines[-1].startswith("cases 2  gold ")
    marks = dict.fromkeys(("tip", "stance", "case"), 0)
    kind = ""
    for line in lines[:-1]:
        if line.startswith("by "):
            kind = line[3:-1]
        elif line.strip():
            marks[kind] += int(line.split("gold")[1].split()[0])
    assert len(set(marks.values())) == 1, "each table counts every mark once"
