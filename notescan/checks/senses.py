"""The sense of words, for telling whether two sentences speak of the same thing: stems, and classes of like words."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain

from notescan.checks.word_lists import word_lists

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9'’\-]*")


class _Known(dict[str, tuple[str, ...]]):
    """The senses of each piece of text between blanks that was met so far."""

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        words = [word.lower().replace("’", "'") for word in _WORD.findall(chunk)]
        # Mostly one; "home", "home," and "Home" are one word.
        found = _sense(words[0]) if len(words) == 1 else tuple(sense for word in words for sense in _sense(word))
        if len(self) < _REMEMBERED:
            self[chunk] = found
        return found


_known = _Known()
_REMEMBERED = 50_000


def senses(words: str) -> list[str]:
    """The words that carry the sense, each cut to a stem or to the name of its class, without repeats."""
    return list(dict.fromkeys(chain.from_iterable(map(_known.__getitem__, words.split()))))


def sense_of(words: str) -> frozenset[str]:
    """The senses of words, where their order does not matter."""
    return frozenset(chain.from_iterable(map(_known.__getitem__, words.split())))


@lru_cache(maxsize=50_000)
def _sense(word: str) -> tuple[str, ...]:
    word = word.strip("'-")
    word = word[:-2] if word.endswith("'s") else word
    lists = word_lists()
    if len(word) < 2 or word in lists.empty or "'" in word:
        return ()
    if word in lists.alike:
        return (lists.alike[word],)
    if "-" in word:
        return tuple(sense for part in word.split("-") for sense in _sense(part))
    return (_stem(word),)


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ings", "ing", "ments", "ment", "ies", "ied", "ed", "es", "ly", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= (5 if ending in ("e", "y") else 3):
            return word[: -len(ending)]
    return word
