"""Quotes of a pseudonymised summary found again in the case: their own words, with anything where a stand-in is."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LONGEST = 95
"""Characters that may stand where one stand-in is: a name, an address."""
_ENOUGH = 2
"""Words that have to be left of a quote for it to be known again by them."""


class VeiledQuotes:
    """A case text to look in, for quotes with `stand_ins` in them."""

    def __init__(self, text: str, stand_ins: Sequence[str]) -> None:
        self._text = text
        longest = sorted(stand_ins, key=len, reverse=True)
        self._parts = re.compile(rf"(?:{'|'.join(map(re.escape, longest))})(?!\w)") if longest else None

    def _pieces(self, quote: str) -> list[str]:
        return self._parts.split(quote) if self._parts else [quote]

    def is_told_by_its_words(self, quote: str) -> bool:
        """Are enough of its own words left to know it again?"""
        pieces = self._pieces(quote)
        own = [word for piece in pieces for word in piece.split() if any(c.isalnum() for c in word)]
        return len(pieces) == 1 or len(own) >= _ENOUGH

    def find(self, quote: str) -> list[tuple[int, int]]:
        """Every place where the quote's own words stand in their order, as near to one another as names allow.

        From words to words, each step from all places reached so far: no quote takes longer than its pieces times the
        text.
        """
        reached: dict[int, int] | None = None  # the end of what was found so far, and where that began
        gap = 0
        for piece in self._pieces(quote):
            if piece.strip():
                shape = re.compile(r"\s+".join(map(re.escape, piece.split())))
                room = gap + 2 * len(piece)
                reached = self._from_all(shape) if reached is None else self._onward(shape, reached, gap, room)
                gap = 0
            gap += _LONGEST
        return sorted((start, end) for end, start in (reached or {}).items())

    def _from_all(self, shape: re.Pattern[str]) -> dict[int, int]:
        return {match.end(): match.start() for match in shape.finditer(self._text)}

    def _onward(self, shape: re.Pattern[str], reached: dict[int, int], gap: int, room: int) -> dict[int, int]:
        onward: dict[int, int] = {}
        for end, start in reached.items():
            at = end + 1
            while (match := shape.search(self._text, at, end + room)) and match.start() <= end + gap:
                onward.setdefault(match.end(), start)
                at = match.start() + 1
        return onward
