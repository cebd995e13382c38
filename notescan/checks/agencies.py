"""Which agency words speak of: health, education, police ... told from its people, its places and what it reports.

The names of professionals and bodies are those of `patterns/people.yaml`; more of them, and the things that one agency
alone tells of (attendance, a centile), for sentences in which nobody is named, stand in `patterns/telling.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from notescan.checks.index import Places, index_of
from notescan.checks.word_lists import expression, word_lists
from notescan.model import CaseFile, Evidence, Note, Person, Roster
from notescan.pipeline.who_words import load_words
from notescan.sieve import PROFESSIONAL, SIEVE, Cue
from notescan.sieve.tries import one_of

NAMES = {
    "health": "health",
    "school": "education",
    "police": "police",
    "probation": "probation",
    "housing": "housing",
    "court": "court",
    "jobcentre": "jobcentre",
    "review": "reviewing officer",
    "home": "residential or family centre",
    "services": "other services",
}
"""How each agency of the word lists is called on screen and in the facts."""
_JOBS = {"doctor": "health", "nurse": "health", "health visitor": "health", "midwife": "health", "therapist": "health"}
_WEAK = re.compile(
    r"\b(?:at|in|to|from|off|after|before|missed|attends?|attending|into|for|of)\s(?:the\s|her\s|his\s|their\s)?$",
    re.IGNORECASE,
)
_MINOR = frozenset(NAMES[name] for name in ("services", "home", "court", "review"))
"""Agencies that give way where another one is named too."""


_WORD = re.compile(r"[\w.'’/&-]*[\w&]")

_FROM = re.compile(
    r"^\W{0,3}(?:from|received from|information from|source|agency)\s?:\s*"
    r"(?P<sender>[^.\n|;]{2,80}?)(?=[,\s]+(?:to|cc|sent|date|subject)\s?:|[.\n|;]|\Z)",
    re.IGNORECASE | re.MULTILINE,
)
_SHORT_NAME = 3
_BEFORE = 14
"""Characters before a word in which it can be said that it is only a place."""
_TO = re.compile(r"(?P<sender>.{3,60}?) to [A-Z]")


class Mention(NamedTuple):
    """An agency named at `start` to `end` of the case text. `weak`: only as a place ("at school")."""

    start: int
    end: int
    agency: str
    weak: bool


class _Lexicon(NamedTuple):
    """What agencies and their people are called, and what they tell of."""

    words: Cue
    agency_of: dict[str, str]
    """The agency of each wording of people.yaml; those of telling.yaml are a group of `words` for each agency."""
    first: frozenset[str]
    """What the wordings begin with."""
    begins: tuple[str, ...]
    """The same for words that may have any ending."""
    nots: Cue
    clues: Cue


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    agency_of: dict[str, str] = {}
    for group in load_words().groups:
        if group.agency in NAMES:
            for word in (*group.words, *(w for w in group.exact if len(w) > 2 or w in ("HV", "GP"))):
                agency_of.setdefault(word.lower().removeprefix("the "), NAMES[group.agency])
    for word in _NOT_ALONE:
        agency_of.pop(word, None)
    lists = word_lists()
    named = "|".join(f"(?P<{name}>{expression(phrases)})" for name, phrases in lists.names.items())
    clues = "|".join(rf"(?P<{name}>\b{expression(phrases)}(?!\w))" for name, phrases in lists.clues.items())
    first = {found.group() for phrases in lists.names.values() for phrase in phrases if (found := _WORD.match(phrase))}
    return _Lexicon(
        words=SIEVE.cue(rf"(?<![\w-])(?:(?P<listed>{one_of(agency_of)})|{named})(?![\w-])", re.IGNORECASE),
        agency_of=agency_of,
        first=frozenset(first | {word.split()[0] for word in agency_of}),
        begins=tuple(phrase.rstrip("*") for some in lists.names.values() for phrase in some if _OPEN.match(phrase)),
        nots=SIEVE.cue(rf"\b{expression(lists.no_agency)}(?!\w)", re.IGNORECASE),
        clues=SIEVE.cue(clues, re.IGNORECASE),
    )


_OPEN = re.compile(r"[^ *]+\*$")
_NOT_ALONE = (
    "staff; assessor; professionals; agencies; other professionals; all professionals; professional; officer; head; "
    "chair; practitioner; legal; council; the home; the unit; home; unit; education; health; transport; mentor; "
    "volunteer; interpreter; translator; family centre; family centre staff"
).split("; ")
"""Wordings of people.yaml that any agency may mean."""


class Agencies:
    """Finds the agency that words of a case speak of, with the professionals of its roster."""

    def __init__(self, case: CaseFile, roster: Roster) -> None:
        self.case = case
        self._senders: dict[str, str | None] = {}
        self._people: dict[str, str] = {}
        for person in roster.people:
            agency = agency_of(person)
            if agency:
                self._people.update((name.lower(), agency) for name in person.names if len(name) > 2)
        self._lexicon = _lexicon()
        self.index = index_of(case, roster)
        self.sign = self._lexicon.words.sign | PROFESSIONAL
        """The signs of words that may name an agency or one of its people: without them, no mention."""
        self._named = re.compile(rf"(?<!\w)(?:{one_of(self._people)})(?!\w)", re.IGNORECASE)
        self._mentions: Places[Mention] = self.index.found.setdefault(
            self._named.pattern, Places(self.index, self.sign, self._find)
        )

    def mentions(self, start: int, end: int) -> list[Mention]:
        """The agencies and their people named between two places of the text, in order."""
        text = self.case.text
        # Whether it is weak depends on what is looked at before it.
        return [
            m._replace(weak=_is_weak(text, m.start, start)) if m.weak and m.start - start < _BEFORE else m
            for m in self._mentions.between(start, end)
        ]

    def _find(self, start: int, end: int, signs: int) -> Iterator[Mention]:
        return self._in(self.case.text[start:end], signs, start)

    def _in(self, words: str, signs: int, offset: int = 0) -> Iterator[Mention]:
        """Agencies and their people in words that stand at `offset`, in order, none overlapping.

        A name wins over a word inside it.
        """
        if not signs & self.sign:
            return
        found: list[tuple[int, int, str, bool]] = []
        if signs & PROFESSIONAL:
            found = [(m.start(), m.end(), self._people[m.group().lower()], False) for m in self._named.finditer(words)]
        if signs & self._lexicon.words.sign:
            found += _by_word(words, signs, [(start, end) for start, end, _, _ in found])
        for start, end, agency, weak in sorted(found):
            yield Mention(offset + start, offset + end, agency, weak)

    def of_evidence(self, item: Evidence, note: Note) -> str | None:
        """The agency an evidence item comes from: by its own words, by what it follows, by the note's name."""
        text = self.case.text
        inside = self.mentions(item.start, item.end)
        sentence = self.mentions(item.sentence.start, item.sentence.end)
        before_quote = [m for m in sentence if m.end <= item.start]
        for some in (inside, before_quote[::-1], sentence):
            if strong := next((m for m in some if not m.weak and m.agency not in _MINOR), None):
                return strong.agency
        if label := self._line_label(item):
            return label
        told = _clue(text[item.start : item.end])
        if told:
            return told
        line = text.rfind("\n", note.body, item.start) + 1
        near = self.mentions(max(line, note.body, item.start - 320), item.start)
        if strong := next((m for m in reversed(near) if not m.weak), None):
            return strong.agency
        if named := self.of_header(note):
            return named
        if sentence:
            return next((m for m in sentence if not m.weak), sentence[0]).agency
        if told := _clue(text[item.sentence.start : item.sentence.end]):
            return told
        whole = self.mentions(note.body, item.start)
        return whole[-1].agency if whole else None

    def of_header(self, note: Note) -> str | None:
        """The agency that the note's own type, title or author names: "Call to HV", "Email - school"."""
        header = ". ".join(part for part in (note.type, note.title, note.role) if part)
        found = next(self._in(header, self.index.known.of(header)), None)
        return found.agency if found else None

    def of_sender(self, note: Note) -> str | None:
        """The agency of whoever sent the note's words: "From: Elm School", or the author of "Ms Ade to Jo Lim".

        Where the line does not say it, the place told beside the same name elsewhere does: "Ms Ade, Elm School".
        """
        text = self.case.text
        label = _FROM.search(text, note.start, min(note.end, note.body + 120))
        author = _TO.match(note.author or "")
        if label is None and author is None:
            return None
        sender = (label or author)["sender"].strip()  # type: ignore[index]
        if sender not in self._senders:
            self._senders[sender] = self._of_sender(sender)
        return self._senders[sender]

    def _of_sender(self, sender: str) -> str | None:
        found = next(self._in(sender, self.index.known.of(sender)), None)
        if found:
            return found.agency
        name = re.escape(re.split(r"[,(<]", sender)[0].strip())
        if len(name) <= _SHORT_NAME:
            return None
        beside = re.search(rf"(?<!\w){name}\s?[,(]\s?(?P<place>[^.\n|;)]{{3,40}})", self.case.text)
        found = next(self._in(beside["place"], self.index.known.of(beside["place"])), None) if beside else None
        return found.agency if found else None

    def _line_label(self, item: Evidence) -> str | None:
        """The label of the line or list that the words stand in: "Health: up to date"."""
        text = self.case.text
        start = text.rfind("\n", 0, item.start) + 1
        label, colon, _ = text[start : item.end].partition(":")
        if not colon or start + len(label) > item.start + 40 or len(label) > 60:
            return None
        bare = label.strip(" -*•\t").lower()
        if bare in ("health", "education"):
            return bare
        found = self.mentions(start, start + len(label))
        return found[0].agency if found else None


def agency_of(person: Person) -> str | None:
    """The agency of someone on the roster, in our names; None for the family and the team itself."""
    if person.role != "professional":
        return None
    return NAMES.get(person.agency or "") or _JOBS.get(person.relation or "")


def _by_word(text: str, signs: int, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str, bool]]:
    """Where words for agencies stand in `text` outside of what is taken: start, end, agency, whether weak."""
    lexicon = _lexicon()
    if not any(map(_begins, _WORD.findall(text.lower()))):
        return
    nots: list[tuple[int, int]] | None = None
    at = 0
    for word in _WORD.finditer(text):
        if word.start() < at or not _begins(word.group().lower()):
            continue
        found = lexicon.words.pattern.match(text, word.start())
        if not found:
            continue
        if nots is None:
            nots = [m.span() for m in lexicon.nots.pattern.finditer(text)] if signs & lexicon.nots.sign else []
        if not any(start < found.end() and found.start() < end for start, end in (*taken, *nots)):
            yield found.start(), found.end(), _agency(found, lexicon.agency_of), _is_weak(text, found.start())
            at = found.end()


def _is_weak(text: str, at: int, start: int = 0) -> bool:
    """Whether the words before `at`, from `start` on, make of what is named there only a place."""
    return bool(_WEAK.search(text, max(start, at - _BEFORE), at))


@lru_cache(maxsize=50_000)
def _begins(word: str) -> bool:
    """Whether a word in small letters, be it with an 's, begins what an agency is called."""
    lexicon = _lexicon()
    word = word[:-2] if word[-2:] in ("'s", "’s") else word
    return word in lexicon.first or word.startswith(lexicon.begins)


def _agency(found: re.Match[str], agency_of_word: dict[str, str]) -> str:
    return agency_of_word[found.group().lower()] if found.lastgroup == "listed" else str(found.lastgroup)


def _clue(words: str) -> str | None:
    """The agency that alone tells of such things; None where several may."""
    clues = _lexicon().clues
    if not SIEVE.signs.of(words) & clues.sign:
        return None
    kinds = {found.lastgroup for found in clues.pattern.finditer(words)}
    return kinds.pop() if len(kinds) == 1 else None
