from __future__ import annotations

from pathlib import Path

from notescan_tui.screens.review_keys import REVIEW_KEYS

PAGE = (Path(__file__).parents[2] / "docs" / "keys.md").read_text(encoding="utf-8")


def test_every_key_of_the_review_is_on_the_page_with_its_name():
    missing = [binding.id for binding in REVIEW_KEYS if f"| `{binding.id}` |" not in PAGE]
    assert missing == []
