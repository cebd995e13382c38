"""The names of one case that are known, with whose they are: from the roster, and as they are found."""

from __future__ import annotations

import re
from collections.abc import Mapping

from notescan.model import Roster
from notescan.pseudonymise import lexicon
from notescan.pseudonymise.lexicon import given_words, is_word
from notescan.pseudonymise.short_forms import ShortForms


class KnownNames:
    """`forms` maps each known name, in small letters, to its owner's key; `words` each word of one to its owners'."""

    def __init__(self, roster: Roster) -> None:
        self.forms: dict[str, str] = {}
        self.words: dict[str, set[str]] = {}
        self.short = ShortForms({})
        for number, person in enumerate(roster.people):
            for name in person.names:
                if " and " in name:
                    continue
                if name.isupper() or name.casefold() not in lexicon.kept_words() | lexicon.small_words():
                    self.add(name, f"person {number}")

    def add(self, name: str, key: str) -> None:
        """A name and its owner; one that is known already keeps its own."""
        self.forms.setdefault(name.casefold(), key)
        for word in name.split():
            self.words.setdefault(word.casefold(), set()).add(key)

    def settle(self) -> None:
        """Work out the short forms, after all names are added."""
        self.short = ShortForms(self.forms)

    def key(self, words: str) -> str:
        """Whose name these words are; what is nobody's yet is its own key."""
        low = words.casefold()
        if low in self.forms:
            return self.forms[low]
        owners = [self.words[part] for part in low.split() if part in self.words]
        if owners:
            same = set.intersection(*owners)
            if len(same) == 1:
                return next(iter(same))
            if len(low.split()) == 1:
                return f"family {low}"
        if len(low.split()) == 1:
            meant = self.short.meant(low, self.words)
            if meant and len(self.words[meant]) == 1:
                return next(iter(self.words[meant]))
            return self.short.owner(low) or low
        return low


def pattern_of(names: Mapping[str, str]) -> re.Pattern[str] | None:
    """All these names, the longest first; short ones and words of the language only with their capitals."""
    forms = sorted(names, key=len, reverse=True)
    if not forms:
        return None
    loose = [re.escape(f) for f in forms if len(f) >= 4 and not (is_word(f) or f in given_words())]
    exact = [re.escape(_as_written(f)) for f in forms]
    upper = [re.escape(f.upper()) for f in forms if len(f) >= 3]
    parts = [rf"(?i:{'|'.join(loose)})"] if loose else []
    return re.compile(rf"(?<![\w@])(?:{'|'.join([*exact, *upper, *parts])})(?![\w])")


def _as_written(name: str) -> str:
    return " ".join(re.sub(r"(^|[-'’.])(\w)", lambda m: m[1] + m[2].upper(), word) for word in name.split())
