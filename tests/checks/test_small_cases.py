"""Whole small cases in many voices, the outcome written before any check was run on them.

In small_cases.txt a case begins with "=== tip | audit date | outcome".
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from tests.checks.asking import ask

_CASES = re.split(r"(?m)^=== ", Path(__file__).with_name("small_cases.txt").read_text(encoding="utf-8"))[1:]


@pytest.mark.parametrize("case", _CASES, ids=[c.partition("\n")[0] for c in _CASES])
def test_outcome(case: str) -> None:
    head, _, text = case.partition("\n")
    tip, audit, outcome = (part.strip() for part in head.split("|"))
    result = ask(tip, text, audit=dt.date.fromisoformat(audit))
    assert result.outcome == outcome, result.reckoning
