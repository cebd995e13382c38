"""How working days are counted is a setting, kept in a file; what was used is printed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from notescan.checklists import load_checklist
from notescan.data import data_dir
from notescan.dates.settings import NAME, load_reckoning, usual_reckoning
from notescan.dates.working import DEFAULT, Reckoning
from notescan.errors import UserError
from notescan.scan import scan_case
from tests.factory import make_case


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NOTESCAN_PATTERNS", str(tmp_path))
    return tmp_path / NAME


def test_the_file_that_ships_says_what_is_usual(own: Path) -> None:
    assert load_reckoning(data_dir("patterns") / NAME) == DEFAULT
    assert usual_reckoning() == DEFAULT


def test_ones_own_file_takes_its_place_and_what_was_used_is_in_the_scan(own: Path) -> None:
    own.write_text("region: Scotland\nfirst-day: 1\nbank-holidays: counted\n", encoding="utf-8")
    rules = Reckoning(region="Scotland", first_day=1, bank_holidays="counted")
    assert usual_reckoning() == rules
    scan = scan_case(make_case(), load_checklist("mash"), audit_date=dt.date(2025, 3, 10), weigh=False)
    assert scan.over_time.settings == ("Working days are Monday to Friday, bank holidays counted; the start is day 1.",)


def test_what_it_leaves_out_is_as_usual(own: Path) -> None:
    own.write_text("first-day: 1\n", encoding="utf-8")
    assert usual_reckoning() == Reckoning(first_day=1)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("region: Wales", "region is England and Wales or Scotland or Northern Ireland, not 'Wales'"),
        ("first-day: 2", "first-day is 0 or 1, not 2"),
        ("first-day: yes", "first-day is 0 or 1, not True"),
        ("bank-holidays: some", "bank-holidays is left out or counted, not 'some'"),
        ("day: 1", "the settings are bank-holidays, first-day, region"),
        ("region: [", "line 1: this is not YAML"),
        ("- region", "the settings are"),
    ],
)
def test_what_is_wrong_in_it_is_told_in_one_line(text: str, says: str, own: Path) -> None:
    own.write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as told:
        usual_reckoning()
    assert says in str(told.value)
    assert str(own) in str(told.value)
    assert "\n" not in str(told.value)
