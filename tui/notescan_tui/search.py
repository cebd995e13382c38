"""Searching in the case text: plain words, or a regular expression."""

from __future__ import annotations

import re
import time
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

MOST_HITS = 20_000
"""More places than anyone goes through; the search stops there."""
SECONDS = 2.0
"""How long a regular expression may take: some would take for ever."""


def hits_of(text: str, words: str) -> list[tuple[int, int]]:
    """Where the words stand, whatever their case and wherever a line breaks between them."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = re.finditer(pattern, text, re.IGNORECASE) if pattern else iter(())
    return [m.span() for m in islice(found, MOST_HITS)]


def expression_hits(text: str, expression: str, *, seconds: float = SECONDS) -> list[tuple[int, int]]:
    """Where a regular expression matches at least one character, whatever the case; ^ and $ stand for line ends.

    UserError, in one line, where it is no expression or takes longer than `seconds`.
    """
    import regex  # type: ignore[import-untyped]

    from notescan.errors import UserError

    begun = time.monotonic()
    hits: list[tuple[int, int]] = []
    try:
        pattern = regex.compile(expression, regex.IGNORECASE | regex.MULTILINE)
        # concurrent: other threads, the screen before all, go on meanwhile
        for match in pattern.finditer(text, concurrent=True, timeout=seconds):
            if match.end() > match.start():
                hits.append(match.span())
            if len(hits) >= MOST_HITS:
                break
            if time.monotonic() - begun > seconds:
                raise TimeoutError
    except TimeoutError:
        raise UserError("this expression takes too long; make it simpler") from None
    except regex.error as error:
        where = f" (character {error.pos + 1})" if error.pos is not None else ""
        raise UserError(f"not an expression yet: {error.msg}{where}") from None
    return hits


def hit_from(hits: Sequence[tuple[int, int]], offset: int) -> int:
    """The first hit at or after `offset`, round to the first."""
    at = bisect_left(hits, (offset, 0))
    return at if at < len(hits) else 0
