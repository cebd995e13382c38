"""Choosing words by steps: a word, a clause, a sentence. Only for selecting; evidence is found by the engine."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
# Where a clause may end: punctuation, or a joining word that begins the next one.
_CLAUSE_END = re.compile(
    r"[.!?;:,–—]+[\"'”’)]*(?=\s|$)|\n|\s(?=(?:and|but|because|although|though|so|while|whereas|which|who)\b)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(
    r"(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)[.!?]+[\"'”’)]*(?=\s|$)|\n\s*(?=\n|[-•*]|\d+[.)])|\n\s*\n"
)
_REACH = 2_000
"""How far a clause or sentence is looked for, in characters."""


def word_at(text: str, offset: int) -> tuple[int, int]:
    """The word at `offset`, or the next one; the last one where there is none after it."""
    low = max(0, offset - 60)
    last = None
    for match in _WORD.finditer(text, low):
        last = match.span()
        if match.end() > offset:
            return last
    if last is None:
        for match in _WORD.finditer(text, max(0, low - _REACH), low):
            last = match.span()
    return last or (0, min(1, len(text)))


def next_word(text: str, offset: int) -> tuple[int, int] | None:
    """The first word that begins at or after `offset`."""
    match = _WORD.search(text, offset)
    if match and match.start() == offset and offset and text[offset - 1].isalnum():  # in the midst of a word
        match = _WORD.search(text, match.end())
    return match.span() if match else None


def word_before(text: str, offset: int) -> tuple[int, int] | None:
    """The last word that ends at or before `offset`."""
    found = None
    for match in _WORD.finditer(text, max(0, offset - 200), offset):
        found = match.span()
    return found


def moved(text: str, start: int, end: int, *, edge: str, step: int) -> tuple[int, int]:
    """The stretch with one end ("start" or "end") moved by a word, on (1) or back (-1); at least a word is left."""
    if edge == "end":
        if step > 0:
            more = next_word(text, end)
            return (start, more[1]) if more else (start, end)
        last = word_before(text, end)
        before = word_before(text, last[0]) if last and last[0] > start else None
        return (start, before[1]) if before and before[0] >= start else (start, end)
    if step < 0:
        front = word_before(text, start)
        return (front[0], end) if front else (start, end)
    first = next_word(text, start)
    following = next_word(text, first[1]) if first else None
    return (following[0], end) if following and following[1] <= end else (start, end)


def clause_at(text: str, start: int, end: int, *, within: tuple[int, int]) -> tuple[int, int]:
    """The clause around [start, end), inside `within` (a note's own words)."""
    return _around(text, start, end, within, _CLAUSE_END)


def sentence_at(text: str, start: int, end: int, *, within: tuple[int, int]) -> tuple[int, int]:
    """The sentence around [start, end), inside `within` (a note's own words)."""
    return _around(text, start, end, within, _SENTENCE_END)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _around(text: str, start: int, end: int, within: tuple[int, int], border: re.Pattern[str]) -> tuple[int, int]:
    low, high = max(within[0], start - _REACH), min(within[1], end + _REACH)
    low, high = min(low, start), max(high, end)  # what is chosen already may reach beyond
    left = low
    for match in border.finditer(text, low, start):
        left = match.end()
    closing = border.search(text, max(end - 1, start), high)
    right = high if closing is None else closing.end() if closing.group().strip() else closing.start()
    return trimmed(text, left, right)
