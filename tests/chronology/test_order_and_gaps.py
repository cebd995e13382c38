"""Order, choice by kind and period, and the time between visits."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notescan.chronology import chosen, gaps, in_order
from notescan.over_time import Event
from tests.chronology.made import AUDIT_DATE, day, event

MAY = event("visit", None, first=day("1 May 2024"), last=day("31 May 2024"), precision="month")


class TestOrder:
    def test_by_day_then_by_place_and_those_without_a_date_last(self) -> None:
        undated, late, early = event("move", None), event("visit", "2 Feb 2025"), event("review", "1 Feb 2025")
        same = event("visit", "1 Feb 2025", start=40)
        assert in_order([undated, late, same, early]) == [early, same, late, undated]


class TestChoice:
    EVENTS = (event("visit", "31 Jan 2025"), event("review", "1 Feb 2025"), event("visit", "28 Feb 2025"), MAY)

    def test_kinds(self) -> None:
        assert [e.kind for e in chosen(self.EVENTS, kinds=["review"])] == ["review"]
        assert len(chosen(self.EVENTS)) == 4

    def test_both_days_of_a_period_are_in_it(self) -> None:
        found = chosen(self.EVENTS, since=day("31 Jan 2025"), until=day("28 Feb 2025"))
        assert found == list(self.EVENTS[:3])

    def test_an_event_known_only_to_the_month_is_in_where_any_of_its_days_is(self) -> None:
        assert chosen([MAY], since=day("31 May 2024")) == [MAY]
        assert chosen([MAY], until=day("30 Apr 2024")) == []

    def test_one_without_a_date_is_left_out_of_a_period_only(self) -> None:
        undated = event("incident", None)
        assert chosen([undated]) == [undated]
        assert chosen([undated], since=day("1 Jan 2020")) == []


class TestGaps:
    def test_each_gap_ends_at_the_next_visit_held_and_the_last_at_the_audit(self) -> None:
        found = gaps([event("visit", "10 Jan 2025"), event("visit", "24 Jan 2025")], audit_date=AUDIT_DATE)
        assert [(g.days, g.long, g.after is None) for g in found] == [(14, False, False), (36, False, True)]

    def test_what_is_planned_attempted_or_cancelled_ends_no_gap_and_is_told(self) -> None:
        events = [
            event("visit", "1 Oct 2024"),
            event("visit", "20 Oct 2024", "attempted"),
            event("visit", "1 Nov 2024", "cancelled"),
            event("visit", "5 Nov 2024", "planned"),
            event("visit", "2 Dec 2024"),
        ]
        gap = gaps(events, audit_date=day("2 Dec 2024"))[0]
        assert gap.days == 62
        assert gap.long
        assert gap.says() == (
            "62 days without a visit: one on 1 Oct 2024, next on 2 Dec 2024;"
            " 1 attempted and 1 cancelled and 1 planned in between."
        )

    def test_a_limit_of_its_own(self) -> None:
        events = [event("visit", "1 Jan 2025"), event("visit", "12 Jan 2025")]
        assert [g.long for g in gaps(events, audit_date=day("12 Jan 2025"), long=10)] == [True]

    def test_other_kinds_and_vague_visits_bound_none(self) -> None:
        assert gaps([event("review", "1 Jan 2025"), MAY, event("visit", None)], audit_date=AUDIT_DATE) == []

    def test_a_visit_after_the_audit_date_is_no_end(self) -> None:
        events = [event("visit", "1 Feb 2025"), event("visit", "5 Mar 2025")]
        assert [(g.last, g.after) for g in gaps(events, audit_date=AUDIT_DATE)] == [(AUDIT_DATE, None)]


@given(st.lists(st.dates(dt.date(2024, 1, 1), dt.date(2025, 3, 1)), max_size=30))
def test_gaps_tile_the_time_from_the_first_visit_to_the_audit(days: list[dt.date]) -> None:
    visits = [
        Event(id=str(n), kind="visit", state="held", title="", first=d, last=d, start=n) for n, d in enumerate(days)
    ]
    found = gaps(visits, audit_date=AUDIT_DATE)
    assert sum(g.days for g in found) == ((AUDIT_DATE - min(days)).days if days else 0)
    assert all(g.days == (g.last - g.first).days > 0 for g in found)
    assert all(one.last == next_.first for one, next_ in pairwise(found))


@pytest.mark.parametrize("state", ["attempted", "cancelled", "planned", "due", "unknown"])
def test_only_a_visit_that_was_held_counts(state: str) -> None:
    assert gaps([event("visit", "1 Jan 2025", state)], audit_date=AUDIT_DATE) == []  # type: ignore[arg-type]
