"""What a word tells by its letters: pieces of three to five, so that forms and slips of a word speak as the word does.

"supervison" shares most pieces with "supervision", "placements" with "placement"; a word that no marked case holds is
not lost altogether.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

SHORTEST, LONGEST = 3, 5
_EDGE = " "


@lru_cache(maxsize=1 << 16)
def plain(word: str) -> str | None:
    """A word as it is learnt: figures all alike, and None for what has neither letter nor figure."""
    if word.isalpha():
        return word
    if not any(map(str.isalnum, word)):
        return None
    return "".join("0" if mark.isdigit() else mark for mark in word)


def pieces(word: str) -> list[str]:
    """The runs of three to five letters of a word, its edges counted as letters."""
    edged = f"{_EDGE}{word}{_EDGE}"
    return [
        edged[start : start + size]
        for size in range(SHORTEST, min(LONGEST, len(edged)) + 1)
        for start in range(len(edged) - size + 1)
    ]


def spelt(word: str, index: Mapping[str, int]) -> tuple[list[int], float]:
    """The pieces of a word that `index` numbers, and how much each counts: one over the root of how many they are, so
    that a long word speaks no louder than a short one.
    """
    known = [index[piece] for piece in pieces(word) if piece in index]
    return known, 1 / max(1, len(known)) ** 0.5


class Spelling:
    """Weights of pieces of words: pieces x columns. A word has the sum over its pieces, as `spelt` counts them."""

    def __init__(self, known: Sequence[str], weights: Any) -> None:
        self.known = list(known)
        self.weights = weights
        self._index = {piece: row for row, piece in enumerate(self.known)}

    def of(self, word: str) -> Any:
        """The weights of a word by its letters, one for each column; None where no piece is known."""
        rows, share = spelt(word, self._index)
        return self.weights[rows].sum(axis=0) * share if rows else None
