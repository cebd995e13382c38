"""The short forms of a case's full names: initials, first syllables, slips of spelling."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz.distance import DamerauLevenshtein

_SIGNED = re.compile(
    r"(?m)^[ \t]*(?P<it>[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*)?)[ \t]*[,.]?[ \t]*(?:[xX]+[ \t]*)?$",
)


class ShortForms:
    """What stands for whom: `names` are the words of full names, each with the key of its owner."""

    def __init__(self, names: Mapping[str, str]) -> None:
        firsts: dict[str, set[str]] = defaultdict(set)
        self._initials: dict[str, set[str]] = defaultdict(set)
        for name, key in names.items():
            words = [w for w in name.casefold().split() if w[:1].isalpha()]
            if not words:
                continue
            firsts[words[0]].add(key)
            if "-" in words[0]:  # Jamie-Lee is Jamie, and jamielee
                firsts[words[0].split("-")[0]].add(key)
                firsts[words[0].replace("-", "")].add(key)
            for letters in _letters(words):
                self._initials[letters].add(key)
        self.firsts = frozenset(firsts)
        self._firsts = {name: next(iter(keys)) for name, keys in firsts.items() if len(keys) == 1}
        self._letters = {name[0] for name in firsts}

    def initials(self, word: str) -> str | None:
        """Whose initials these capitals are; of two people's, the letters themselves."""
        owners = self._initials.get(word.casefold().replace(".", ""), set())
        return next(iter(owners)) if len(owners) == 1 else f"initials {word.casefold()}" if owners else None

    def is_first_letter(self, letter: str) -> bool:
        """Does anybody's first name begin with it?"""
        return letter.casefold() in self._letters

    def owner(self, word: str) -> str | None:
        """Whose first name `word` is the beginning of ("Ib"), or a slip of the pen for ("Catlin")."""
        low = word.casefold()
        if low in self._firsts:
            return self._firsts[low]
        stem = low.rstrip("s") if len(low) > 3 else low  # "Pops" is Poppy
        begun = {key for name, key in self._firsts.items() if len(stem) >= 2 and name.startswith(stem)}
        if len(begun) == 1:
            return next(iter(begun))
        return None

    def meant(self, word: str, known: Iterable[str]) -> str | None:
        """The one of the known names that `word` is a slip of spelling for: one letter wrong in five or more."""
        low = word.casefold()
        if len(low) < 4:
            return None
        near = [n for n in known if n[0] == low[0] and DamerauLevenshtein.distance(n, low, score_cutoff=1) <= 1]
        if len(low) == 4:  # only letters that changed places: "mihn"
            near = [n for n in near if sorted(n) == sorted(low)]
        return near[0] if len(near) == 1 else None

    def signed(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a line is nothing but a first name, its beginning or its first letter: how people sign."""
        for match in _SIGNED.finditer(text):
            word = match["it"].split()[0].casefold()
            if len(word) == 1:
                fits = match["it"].isupper() and word in self._letters
            else:
                fits = any(name.startswith(word) for name in self.firsts)
            if fits:
                yield match.span("it")


def _letters(words: list[str]) -> set[str]:
    """The initials by which somebody of these names may go: all, with the halves of double names, first and last."""
    halves = [part for word in words for part in re.split(r"[-'’]", word) if part]
    found = {"".join(w[0] for w in words), "".join(w[0] for w in halves), words[0][0] + words[-1][0]}
    if len(words) > 2:
        found.add(words[1][0] + words[-1][0])
    first = [part for part in words[0].split("-") if part]
    if len(first) > 1:
        found.add("".join(part[0] for part in first))
    return {letters for letters in found if 2 <= len(letters) <= 4}
