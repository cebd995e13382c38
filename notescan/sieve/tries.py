"""Many words as one regular expression in which beginnings that they share are written once: several times faster."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any


def one_of(words: Iterable[str]) -> str:
    """An expression for any of these words, the longest that stands at a place first; for none, one that fails."""
    trie: dict[str, Any] = {}
    for word in words:
        at = trie
        for letter in word:
            at = at.setdefault(letter, {})
        at[""] = {}
    return _expression(trie) if trie else r"(?!)"


def _expression(trie: dict[str, Any]) -> str:
    branches = [re.escape(letter) + _expression(rest) for letter, rest in trie.items() if letter]
    if not branches:
        return ""
    one = branches[0] if len(branches) == 1 and "" not in trie else f"(?:{'|'.join(branches)})"
    return f"{one}?" if "" in trie else one
