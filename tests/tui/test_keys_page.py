"""The page of keys, and what holds for every key."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.binding import Binding

from notescan_tui.keys_page import page, parts

PAGE = Path(__file__).parents[2] / "docs" / "keys.md"
ALL = [(title, b) for title, bindings in parts() for b in bindings if isinstance(b, Binding)]

# What tmux, screen, flow control and the terminal itself keep for themselves.
KEPT = {f"ctrl+{letter}" for letter in "abcdijmqsvz"} | {"ctrl+space", "ctrl+backslash"}
# Where these stand on other keyboards they need AltGr, or are not there; they may only be second keys.
HARD_ELSEWHERE = {
    "right_square_bracket",
    "left_square_bracket",
    "backslash",
    "tilde",
    "grave_accent",
    "at",
    "number_sign",
}


def test_the_page_is_made_from_the_keys() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m notescan_tui.keys_page > docs/keys.md"


@pytest.mark.parametrize(("title", "binding"), ALL, ids=lambda b: getattr(b, "id", None))
def test_no_key_fights_with_the_terminal(title: str, binding: Binding) -> None:
    keys = binding.key.split(",")
    assert not KEPT & set(keys)
    assert not any(key.startswith(("alt+", "super+", "meta+")) for key in keys)
    assert set(keys) - HARD_ELSEWHERE, "no key for a keyboard without it"
    assert binding.id
    assert binding.tooltip


def test_every_name_is_one_keys_own() -> None:
    names = [binding.id for _, binding in ALL]
    assert len(names) == len(set(names))
