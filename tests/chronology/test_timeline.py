"""The drawn time line."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notescan.chronology import draw, gaps
from notescan.over_time import Event
from tests.chronology.made import AUDIT_DATE, day, event

FIRST = day("4 Jul 2024")
EVENTS = [
    event("visit", "4 Jul 2024"),
    event("visit", "1 Aug 2024"),
    event("visit", "20 Oct 2024", "attempted"),
    event("visit", "16 Dec 2024"),
    event("review", "9 Jul 2024"),
    event("review", "7 Apr 2025", "planned"),
    event("incident", "10 Dec 2024"),
    event("incident", "10 Dec 2024", start=9),
    event("move", "1 Mar 2019"),
    event("missing", None),
    event("assessment", None, first=day("1 Sep 2024"), last=day("30 Sep 2024"), precision="month"),
]
GAPS = gaps(EVENTS, audit_date=AUDIT_DATE)


def line(width: int = 100) -> list[str]:
    return draw(EVENTS, GAPS, width=width, first=FIRST, last=AUDIT_DATE)


def test_the_whole_drawing() -> None:
    assert line(76) == [
        "            2024                                            2025",
        "            Jul    Aug     Sep     Oct      Nov    Dec      Jan     Feb",
        "            ┬──────┬───────┬───────┬────────┬──────┬────────┬───────┬──────┬",
        "Visit       ●      ●╌╌╌╌╌╌╌╌╌╌ 137 days ×╌╌╌╌╌╌╌╌╌╌╌╌╌╌●╌╌╌╌╌ 75 days ╌╌╌╌╌╌",
        "Review       ●",
        "Assessment                 ~",
        "Incident                                              2",
        "● took place · × attempted or cancelled · ~ known only to the month or year",
        "2 that many at one place · ╌╌ a long gap between visits",
        "Not drawn: 2 before 4 Jul 2024 or after 1 Mar 2025.",
        "Not drawn: 1 without a date.",
    ]


def test_long_gaps_are_written_out_in_words() -> None:
    (visits,) = [row for row in line() if row.startswith("Visit")]
    assert " 137 days " in visits
    assert " 75 days " in visits
    assert visits.count("●") == 3
    assert visits.count("×") == 1
    assert "28" not in visits  # a short gap


def test_several_at_one_place_are_a_number() -> None:
    (incidents,) = [row for row in line() if row.startswith("Incident")]
    assert incidents.split() == ["Incident", "2"]


def test_what_is_known_only_to_the_month_has_its_own_mark() -> None:
    (row,) = [row for row in line() if row.startswith("Assessment")]
    assert row.split() == ["Assessment", "~"]


def test_what_is_not_drawn_is_told() -> None:
    assert "Not drawn: 2 before 4 Jul 2024 or after 1 Mar 2025." in line()
    assert "Not drawn: 1 without a date." in line()


def test_only_marks_that_were_drawn_are_explained() -> None:
    assert "○" not in "\n".join(line())
    later = draw(EVENTS, GAPS, width=100, first=FIRST, last=day("30 Apr 2025"))
    assert "○ planned or due" in "\n".join(later)


def test_nothing_to_draw() -> None:
    found = draw(EVENTS, width=80, first=day("1 Jan 2010"), last=day("2 Jan 2010"))
    assert found[0] == "Nothing with a date between 1 Jan 2010 and 2 Jan 2010."


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_no_line_is_wider_than_asked_for(width: int) -> None:
    assert max(map(len, line(width))) <= width
    assert any("75" in row for row in line(width))


@given(
    st.lists(st.tuples(st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1)), st.sampled_from(["held", "planned"]))),
    st.integers(40, 200),
)
def test_any_events_can_be_drawn(days: list[tuple[dt.date, str]], width: int) -> None:
    events = [
        Event(id=str(n), kind="visit", state=state, title="", first=d, last=d)  # type: ignore[arg-type]
        for n, (d, state) in enumerate(days)
    ]
    first = min((d for d, _ in days), default=AUDIT_DATE)
    drawn = draw(events, gaps(events, audit_date=AUDIT_DATE), width=width, first=first, last=AUDIT_DATE)
    assert max(map(len, drawn)) <= width
