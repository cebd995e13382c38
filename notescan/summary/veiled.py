"""Quotes of a pseudonymised summary found again in the case: their own words, with anything where a stand-in is."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ANYTHING = r"\S(?:[^\n]{0,90}?\S)??"
"""What may stand where a stand-in is: a name, an address, some lines' worth at most."""
_ENOUGH = 2
"""Words that have to be left of a quote for it to be known again by them."""


class VeiledQuotes:
    """A case text to look in, for quotes with `stand_ins` in them."""

    def __init__(self, text: str, stand_ins: Sequence[str]) -> None:
        self._text = text
        longest = sorted(stand_ins, key=len, reverse=True)
        self._parts = re.compile(rf"({'|'.join(map(re.escape, longest))})(?!\w)") if longest else None

    def left_of(self, quote: str) -> list[str]:
        """The words of a quote that are no stand-in."""
        return (self._parts.sub(" ", quote) if self._parts else quote).split()

    def is_told_by_its_words(self, quote: str) -> bool:
        """Are enough of its own words left to know it again?"""
        if self._parts is None or not self._parts.search(quote):
            return True
        return sum(any(c.isalnum() for c in word) for word in self.left_of(quote)) >= _ENOUGH

    def find(self, quote: str) -> list[tuple[int, int]]:
        """Every place where the quote's own words stand in their order."""
        pieces = self._parts.split(quote) if self._parts else [quote]
        shape = "".join(_ANYTHING if n % 2 else _spaced(piece) for n, piece in enumerate(pieces))
        return [match.span() for match in re.finditer(shape, self._text)]


def _spaced(words: str) -> str:
    """The words for a regular expression; white space of any kind and length between them."""
    lead, tail = words[:1].isspace(), words[-1:].isspace()
    inner = r"\s+".join(map(re.escape, words.split()))
    if not inner:
        return r"\s+" if lead else ""
    gap = r"\s*"
    return f"{gap if lead else ''}{inner}{gap if tail else ''}"
