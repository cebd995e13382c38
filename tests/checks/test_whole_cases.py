"""Whole cases in many genres, all the outcomes written before any check was run on them.

A file begins with "# checklist audit-date" and a line for each tip: "# tip outcome fact=value ...".
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

import pytest

from notescan.checklists import load_checklist
from notescan.model import CheckResult
from notescan.read import read_case
from notescan.scan import scan_case

_FILES = sorted(Path(__file__).with_name("whole_cases").glob("*.txt"))


def _heads(path: Path) -> list[list[str]]:
    return [line[2:].split() for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("# ")]


@cache
def _checks(path: Path, folder: Path) -> dict[str, CheckResult | None]:
    """The checks of a case, scanned once; the lines with the outcomes are no part of it."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    notes = folder / path.name
    notes.write_text("".join(line for line in lines if not line.startswith("# ")), encoding="utf-8")
    area, audit = _heads(path)[0]
    scan = scan_case(read_case([notes]), load_checklist(area), audit_date=dt.date.fromisoformat(audit))
    return {result.tip: result.check for result in scan.tips}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("whole")


@pytest.mark.parametrize(
    ("path", "wanted"),
    [(p, w) for p in _FILES for w in _heads(p)[1:]],
    ids=[f"{p.stem} {w[0]}" for p in _FILES for w in _heads(p)[1:]],
)
def test_outcome(path: Path, wanted: list[str], folder: Path) -> None:
    tip, outcome, *facts = wanted
    check = _checks(path, folder)[tip]
    assert check is not None
    assert check.outcome == outcome, check.reckoning
    for fact in facts:
        name, _, value = fact.partition("=")
        got = check.facts[name]
        told = ",".join(sorted(map(str, got))) if isinstance(got, list) else str(got)
        assert told == ",".join(sorted(value.split(","))), check.reckoning
