"""One note each, dated 12 May 2025, in many ways of saying: what took place, what was called off, what is only planned.

In ways_of_saying.txt a line is "area | header | words | kind:state:day; ...": each is found, but what begins with "!".
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.checks.asking import scan

_LINES = Path(__file__).with_name("ways_of_saying.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", _LINES)
def test_what_one_note_tells(line: str) -> None:
    area, head, words, wanted = (part.strip() for part in line.split(" | "))
    found = scan(area, f"12/05/2025 {head}\n{words}\n", audit=dt.date(2025, 7, 31)).over_time
    assert found is not None
    told = {f"{event.kind}:{event.state}:{event.first}" for event in found.events}
    for want in wanted.split("; "):
        if want.startswith("!"):
            assert not [one for one in told if one.startswith(want[1:])], told
        else:
            assert want in told
