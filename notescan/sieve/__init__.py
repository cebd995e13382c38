"""Which sentences a regular expression can match at all, told from their words before it is run.

Every match of an expression such as `\\bno (?:reply|answer)\\b` holds one of a few words ("reply", "answer"). A sieve
works these out from the expressions themselves, asks once for each different word of a case which expressions it may
belong to, and so tells of a sentence, word by word, which of them are worth running. It never rules out a match of an
expression that begins and ends at the edges of words in a text that does so too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import reduce
from operator import or_

from notescan.sieve.anchors import Anchor, anchors_of

__all__ = ["CHILD", "GROWN_UP", "PROFESSIONAL", "SIEVE", "Cue", "Signs", "anchors_of"]

CHILD, GROWN_UP, PROFESSIONAL = 1, 2, 4
"""The signs of the names of a case's people: see `Sieve.naming`."""
_FIRST_BIT = 8
_TOKEN = re.compile(r"\w+|[^\w\s]")
_CAPITAL = re.compile(r"(?<!\\)[A-Z]")
_REMEMBERED = 100_000


class Signs(dict[str, int]):
    """The signs of each piece of text between blanks that was met so far."""

    def __init__(self, of_chunk: Callable[[str], int]) -> None:
        super().__init__()
        self._of_chunk = of_chunk

    def __missing__(self, chunk: str) -> int:
        signs = self._of_chunk(chunk)
        if len(self) < _REMEMBERED:
            self[chunk] = signs
        return signs

    def of(self, words: str) -> int:
        """The signs of all words of a text together."""
        return reduce(or_, map(self.__getitem__, words.split()), 0)


class Cue:
    """A regular expression with its sign, which every text bears that it may match."""

    __slots__ = ("_fast", "_lower", "pattern", "sign")

    def __init__(self, pattern: re.Pattern[str], sign: int) -> None:
        self.pattern = pattern
        self.sign = sign
        # Small letters in a text of small letters: several times faster than to look for both at every place.
        self._lower = bool(pattern.flags & re.IGNORECASE) and not _CAPITAL.search(pattern.pattern)
        self._fast = None if self._lower else pattern

    def within(self, words: str, signs: int) -> bool:
        """Whether it matches somewhere in `words`, whose signs are `signs`."""
        if not signs & self.sign:
            return False
        if self._fast is None:
            self._fast = re.compile(self.pattern.pattern, self.pattern.flags & ~re.IGNORECASE)
        return self._fast.search(words.lower() if self._lower else words) is not None

    def opens(self, words: str, signs: int) -> re.Match[str] | None:
        """Its match at the beginning of `words`, whose signs are `signs`."""
        return self.pattern.match(words) if signs & self.sign else None


class Sieve:
    """Expressions, and for each word of any text the signs of those whose matches may hold it."""

    def __init__(self) -> None:
        self._next = _FIRST_BIT
        self._always = 0
        self._whole: dict[str, int] = {}
        self._begins: dict[str, int] = {}
        self._ends: dict[str, int] = {}
        self._within: dict[str, int] = {}
        self._heads: list[int] = []
        self._tails: list[int] = []
        self._words = Signs(self._of_word)
        self.signs = Signs(self._of_chunk)
        self.version = 0
        """Grows with each cue: signs that were told before it lack it."""

    def cue(self, expression: str | re.Pattern[str], flags: int = 0) -> Cue:
        """The expression, with flags as for `re.compile`, as a cue of this sieve."""
        pattern = re.compile(expression, flags)
        cue = Cue(pattern, self._next)
        self._next <<= 1
        for anchor in anchors_of(pattern) or [Anchor("", begins=True, ends=False)]:
            table = self._table(anchor)
            table[anchor.text] = table.get(anchor.text, 0) | cue.sign
        # How long the beginnings and ends of words are that are looked up; "" is of every word.
        self._heads = sorted({len(text) for text in self._begins} - {0})
        self._tails = sorted({len(text) for text in self._ends} - {0})
        self._words.clear()
        self.signs.clear()
        self.version += 1
        return cue

    def _table(self, anchor: Anchor) -> dict[str, int]:
        if anchor.begins:
            return self._whole if anchor.ends else self._begins
        return self._ends if anchor.ends else self._within

    def naming(self, names: Iterable[tuple[str, int]]) -> Signs:
        """The signs of words where people have names, each with a sign of its own (`CHILD` ...)."""
        of_word: dict[str, int] = {}
        for name, sign in names:
            # The longest word of a name: "Mrs Oduya" is nobody else.
            word = max(_TOKEN.findall(name.lower()), key=len, default="")
            of_word[word] = of_word.get(word, 0) | sign

        def of_chunk(chunk: str) -> int:
            signs = self.signs[chunk]
            for token in _TOKEN.findall(chunk.lower()):
                signs |= of_word.get(token, 0)
            return signs

        return Signs(of_chunk)

    def _of_chunk(self, chunk: str) -> int:
        words = _TOKEN.findall(chunk.lower())
        return reduce(or_, map(self._words.__getitem__, words), self._begins.get("", 0))

    def _of_word(self, word: str) -> int:
        found = self._whole.get(word, 0)
        for length in self._heads:
            if length > len(word):
                break
            found |= self._begins.get(word[:length], 0)
        for length in self._tails:
            if length > len(word):
                break
            found |= self._ends.get(word[-length:], 0)
        for text, signs in self._within.items():
            if text in word:
                found |= signs
        return found


SIEVE = Sieve()
"""The one sieve of all checks, so that each word is asked once for all of them."""
