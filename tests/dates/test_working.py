"""Working days and months: bank holidays that moved, month ends, leap years, and the properties that always hold."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notescan.dates.working import (
    Reckoning,
    add_months,
    add_working_days,
    bank_holidays,
    is_working_day,
    working_days_between,
)

DAYS = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2060, 12, 31))
COUNTS = st.integers(min_value=0, max_value=400)
RULES = st.builds(
    Reckoning,
    region=st.sampled_from(["England and Wales", "Scotland", "Northern Ireland"]),
    first_day=st.sampled_from([0, 1]),
    bank_holidays=st.sampled_from(["left_out", "counted"]),
)


def date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2024-01-22", "2024-03-21", 43),
        ("2024-01-15", "2024-03-12", 41),
        ("2025-03-17", "2025-05-07", 34),
        ("2024-02-05", "2024-04-16", 49),
        ("2024-09-09", "2024-11-05", 41),
        ("2024-01-10", "2024-02-26", 33),
    ],
)
def test_the_defaults_count_as_careful_readers_of_six_cases_did(start: str, end: str, days: int) -> None:
    assert working_days_between(date(start), date(end)) == days
    assert add_working_days(date(start), days) == date(end)


@pytest.mark.parametrize(
    ("day", "off"),
    [
        ("2020-05-08", True),  # the early May holiday, moved to Friday for VE Day
        ("2020-05-04", False),
        ("2022-06-02", True),  # the spring holiday, moved, and the Platinum Jubilee
        ("2022-06-03", True),
        ("2022-05-30", False),
        ("2022-09-19", True),  # the State Funeral
        ("2023-05-08", True),  # the Coronation
        ("2021-12-27", True),  # substitutes for a Christmas Day and a Boxing Day at a weekend
        ("2021-12-28", True),
        ("2022-01-03", True),
        ("2024-12-26", True),
        ("2024-12-27", False),
    ],
)
def test_moved_extra_and_substitute_bank_holidays(day: str, off: bool) -> None:
    assert (date(day) in bank_holidays(int(day[:4]))) is off
    assert is_working_day(date(day)) is not off


def test_regions_have_their_own_holidays() -> None:
    patrick, second = date("2025-03-17"), date("2025-01-02")
    assert patrick in bank_holidays(2025, "Northern Ireland")
    assert second in bank_holidays(2025, "Scotland")
    assert not {patrick, second} & bank_holidays(2025, "England and Wales")
    good_friday_week = (date("2025-04-14"), date("2025-04-22"))
    assert working_days_between(*good_friday_week) == 4
    assert working_days_between(*good_friday_week, Reckoning(region="Scotland")) == 5
    assert working_days_between(*good_friday_week, Reckoning(bank_holidays="counted")) == 6


def test_the_start_is_day_nought_or_day_one() -> None:
    monday, friday = date("2024-03-04"), date("2024-03-08")
    one = Reckoning(first_day=1)
    assert (working_days_between(monday, friday), working_days_between(monday, friday, one)) == (4, 5)
    assert add_working_days(monday, 1) == date("2024-03-05")
    assert add_working_days(monday, 1, one) == monday
    # From a Saturday, Monday is day 1 either way.
    saturday = date("2024-03-02")
    assert add_working_days(saturday, 1) == add_working_days(saturday, 1, one) == monday


def test_settings_say_what_they_are() -> None:
    assert Reckoning().describe() == (
        "Working days are Monday to Friday without the bank holidays of England and Wales; the start is day 0."
    )
    assert "bank holidays counted; the start is day 1." in Reckoning(first_day=1, bank_holidays="counted").describe()


@given(DAYS, COUNTS, RULES)
def test_adding_and_counting_agree(start: dt.date, days: int, rules: Reckoning) -> None:
    end = add_working_days(start, days, rules)
    assert end >= start
    if days > rules.first_day:
        assert working_days_between(start, end, rules) == days
        assert is_working_day(end, rules)
    if days:
        assert add_working_days(start, days + 1, rules) > end


@given(DAYS, st.integers(min_value=0, max_value=500), st.integers(min_value=0, max_value=500), RULES)
def test_counts_add_up_and_turn_round(start: dt.date, first: int, second: int, rules: Reckoning) -> None:
    middle = start + dt.timedelta(days=first)
    end = middle + dt.timedelta(days=second)
    apart = working_days_between(start, middle, rules) + working_days_between(middle, end, rules)
    # With the start as day 1 the day in the middle is counted on both sides.
    twice = rules.first_day * is_working_day(middle, rules)
    assert working_days_between(start, end, rules) == apart - twice
    if end > start:
        assert working_days_between(end, start, rules) == -working_days_between(start, end, rules)


@given(DAYS, RULES)
def test_counting_is_what_going_day_by_day_gives(start: dt.date, rules: Reckoning) -> None:
    end = start + dt.timedelta(days=75)
    days = (start + dt.timedelta(days=n) for n in range(1 - rules.first_day, 76))
    assert working_days_between(start, end, rules) == sum(is_working_day(d, rules) for d in days)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="added"):
        add_working_days(date("2024-03-04"), -1)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2024-08-31", 6, "2025-02-28"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-12-15", 1, "2025-01-15"),
        ("2024-01-15", -1, "2023-12-15"),
        ("2024-05-14", 0, "2024-05-14"),
    ],
)
def test_months_end_where_the_month_does(day: str, months: int, then: str) -> None:
    assert add_months(date(day), months) == date(then)


@given(DAYS, st.integers(min_value=-240, max_value=240))
def test_months_keep_the_day_or_clip_it(day: dt.date, months: int) -> None:
    then = add_months(day, months)
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == months
    assert then.day == day.day or (then.day < day.day and (then + dt.timedelta(days=1)).day == 1)


def test_months_beyond_the_calendar_are_refused() -> None:
    with pytest.raises(ValueError, match="year"):
        add_months(dt.date.max, 1)


def test_bank_holidays_are_read_only_when_they_are_asked_for() -> None:
    code = "import sys, notescan.dates, notescan.dates.working; print('holidays' in sys.modules)"
    got = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert got.stdout.strip() == "False"
