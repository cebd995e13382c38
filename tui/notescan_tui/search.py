"""Searching in the case text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence


def hits_of(text: str, words: str) -> list[tuple[int, int]]:
    """Where the words stand, whatever their case and wherever a line breaks between them."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    return [m.span() for m in re.finditer(pattern, text, re.IGNORECASE)] if pattern else []


def hit_from(hits: Sequence[tuple[int, int]], offset: int) -> int:
    """The first hit at or after `offset`, round to the first."""
    at = bisect_left(hits, (offset, 0))
    return at if at < len(hits) else 0
