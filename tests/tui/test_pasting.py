"""A paste is read as a whole, however what the terminal sends is cut up on its way."""

from __future__ import annotations

import sys
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Key, Paste

from notescan_tui.pasting import PasteParser, take_pastes_whole

BEGIN, END = "\x1b[200~", "\x1b[201~"


def fed(*parts: str) -> list[str]:
    """What came of these: pastes in brackets, keys by their names."""
    parser = PasteParser()
    came = [event for part in parts for event in parser.feed(part)]
    return [f"[{e.text}]" if isinstance(e, Paste) else e.key for e in came if isinstance(e, Paste | Key)]


@given(st.text(st.characters(exclude_characters="\x1b\x00", exclude_categories=["Cs"])), st.integers(1, 9))
def test_all_of_it_arrives_as_one_wherever_it_is_cut(words: str, size: int) -> None:
    sent = words + END
    parts = [sent[at : at + size] for at in range(0, len(sent), size)]
    assert fed(BEGIN, *parts, "a") == [f"[{words}]", "a"]


def test_keys_before_between_and_after_stay_keys() -> None:
    assert fed(f"a{BEGIN}one{END}b{BEGIN}two{END}c") == ["a", "[one]", "b", "[two]", "c"]


@pytest.mark.parametrize("cut", range(1, 6))
def test_a_beginning_that_is_cut_in_two_is_still_a_paste(cut: int) -> None:
    assert fed(BEGIN[:cut], f"{BEGIN[cut:]}one{END}") == ["[one]"]


def test_half_an_end_within_the_words_is_no_end() -> None:
    assert fed(BEGIN, "one\x1b[20", "0 two", END) == ["[one\x1b[200 two]"]


def test_it_is_put_in_its_place_of_textual(monkeypatch: pytest.MonkeyPatch) -> None:
    driver = import_module(f"textual.drivers.{'win32' if sys.platform == 'win32' else 'linux_driver'}")
    monkeypatch.setattr(driver, "XTermParser", PasteParser.__mro__[1])
    take_pastes_whole()
    assert driver.XTermParser is PasteParser  # type: ignore[attr-defined]
