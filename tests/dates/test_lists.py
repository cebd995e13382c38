"""Days listed before one month, days told twice, days in words."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notescan.dates import find_dates
from notescan.dates.lists import listed_apart, told_once

NOTE = dt.date(2025, 4, 24)


def apart(text: str) -> list[str]:
    found = told_once(text, find_dates(text, written=NOTE))
    return [str(date.first) for date in listed_apart(text, found)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Visits on 3, 10 and 17 April.", ["2025-04-03", "2025-04-10", "2025-04-17"]),
        ("Seen on the 3rd and 10th April.", ["2025-04-03", "2025-04-10"]),
        ("Visits on 3 April, 10 April and 17 April.", ["2025-04-03", "2025-04-10", "2025-04-17"]),
        ("Held 3rd April, 10th April.", ["2025-04-03", "2025-04-10"]),
        ("Away 3-10 April.", ["2025-04-03"]),
        ("Rooms 30, 10 and 17 April.", ["2025-04-10"]),
        ("We met on Thursday, that was the 17th of April.", ["2025-04-17"]),
        ("Finished last week, on the Wednesday, and typed.", ["2025-04-16"]),
        ("I went on Wednesday, the sixteenth, for an hour.", ["2025-04-16"]),
        ("I had visited on the sixth, a Sunday.", ["2025-04-06"]),
        ("The second review and the third visit, on the first floor.", []),
    ],
)
def test_each_day_by_itself(text: str, days: list[str]) -> None:
    assert apart(text) == days


@given(st.text(alphabet="0123456789 ,&andrilApMy/.thst", max_size=60))
def test_no_text_breaks_it_and_each_day_stands_where_it_says(text: str) -> None:
    for date in listed_apart(text, told_once(text, find_dates(text, written=NOTE))):
        assert 0 <= date.start < date.end <= len(text)
