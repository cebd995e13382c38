"""Sentences that the sieve lets go hold no date."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from notescan.dates import find_dates
from notescan.dates.forms import FORMS
from notescan.dates.sieved import date_sign, dates_of
from notescan.sieve import SIEVE

WRITTEN = dt.date(2025, 3, 12)
GOLD = Path(__file__).parents[1] / "gold"


@pytest.mark.parametrize(
    "words",
    "seen 3/4; due midmarch; in the second week; lastly, Tues; by midsummer; on Boxing Day; since half-term; "
    "the twenty-first; at the weekend; three yrs ago; in early_May_ 2024; a fortnight back; tmrw; Q3 2024".split("; "),
)
def test_as_many_dates_as_without_the_sieve(words: str) -> None:
    assert dates_of(words, written=WRITTEN, offset=7) == find_dates(words, written=WRITTEN, offset=7)


def test_no_form_of_a_date_is_let_go() -> None:
    sign = date_sign()
    texts = [path.read_text(encoding="utf-8").lower() for path in sorted(GOLD.glob("*/notes.txt"))]
    found = {match.group() for text in texts for match in FORMS.finditer(text)}
    assert len(found) > 500
    assert [words for words in found if not SIEVE.signs.of(words) & sign] == []


def test_sentences_without_a_date_are_let_go() -> None:
    assert not SIEVE.signs.of("Marie said the lad was newly happy and good company.") & date_sign()
