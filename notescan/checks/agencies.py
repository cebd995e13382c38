"""Which agency words speak of: health, education, police ... told from its people, its places and what it reports.

The names of professionals and bodies are those of `patterns/people.yaml`; here stand only the things that one agency
alone tells of (attendance, a centile), for sentences in which nobody is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from notescan.checks.index import Places, index_of
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
_MORE: dict[str, str] = {
    "health": r"health|g\.?p\.?s?|doctor['’]s|doctors|surgery|practice (?:manager|nurse)|h/?v|health visitors?|"
    r"midwi(?:fe|ves)|"
    r"0[-–]19(?: team| service| duty line)?|paediatric\w*|consultant|health centre|clinic|hospital|a ?& ?e|"
    r"camhs|cahms|psychiatr\w+|speech and language|salt|infirmary|child development (?:centre|team)",
    "education": r"education|schools?|nurser(?:y|ies)|pre-?school|playgroup|college|academy|primary|secondary|"
    r"infants?['’]?|juniors|"
    r"teachers?|head ?teacher|head of year|form tutor|senco|dsl|key ?person|ed(?:ucation)? welfare|"
    r"(?:Y|yr|year) ?\d{1,2}(?! ?(?:old|months|weeks))|PRU|childminder|class teacher|attendance (?:lead|officer|"
    r"lady|team)",
    "police": r"polices?|pc \w+|officers|101|force control|dc \w+",
    "probation": r"probation|offender manager|youth justice|yot|prison|hmp",
}
_MORE_FIRST = (
    "health g.p gp gps g.p. doctor's doctors surgery practice hv h/v midwife midwives 0-19 paediatrician "
    "paediatric paediatricians consultant clinic hospital a&e camhs cahms psychiatrist psychiatric speech salt "
    "infirmary child education school schools nursery nurseries preschool pre-school playgroup college academy "
    "primary secondary infants infant juniors teacher teachers head senco dsl key keyperson ed year yr pru "
    "childminder class attendance police pc officers 101 force dc probation offender youth yot prison hmp"
)
"""The first words of the wordings above."""
_CLUES: dict[str, str] = {
    "education": r"attendance|attend[ea]nce|att \d|lates\b|lateness|lessons?|in class|the class|pupil|homework|"
    r"exclusions?|suspended|playground|reading (?:age|level|book)|sats|phonics|book corner|parents['’]? evening|"
    r"dinner money|club money|breakfast club|concern log|cpoms|safeguarding (?:log|folder|file)|on roll|detentions?|"
    r"water tray|free[- ]?play|circle time|pe kit",
    "health": r"centiles?|weigh(?:ed|s|t|ing)|imm(?:unisation)?s\b|jabs|injections|needles|vaccinat\w+|prescri\w+|"
    r"medication|sertraline|red book|developmental (?:check|review)s?|(?:six|eight|6|8)[- ]week check|inhaler|"
    r"registered with|last seen|appointments?|diagnos\w+|dental|asthma|mood score|phq|low mood|symptoms|gaining well",
    "police": r"call-?outs?|log \d+|arrest\w*|offences?|no further action|pnc|notifications?",
    "probation": r"licence|offending|rotl",
}  # fmt: skip
_WEAK = re.compile(
    r"\b(?:at|in|to|from|off|after|before|missed|attends?|attending|into|for|of)\s(?:the\s|her\s|his\s|their\s)?$",
    re.IGNORECASE,
)
_NOT_AGENCY = SIEVE.cue(
    r"\bschool (?:run|holidays?|uniform|shoes|bag|bus|gates?|age|years|trip|shirt|photo|clothes|days?)\b|"
    r"\b(?:home|after|driving) school(?:ing|ed|ing)?\b|\bpolice check|\bnursery rhyme|\bin primary care|"
    r"\bhealth check"
    r"|\bfirst aid|\b(?:mental|physical|emotional|sexual|dental|her|his|their|my|ill|good|poor|own|of|adult) health\b"
    r"|\bhealth (?:and safety|needs?|issues?|problems?|conditions?|assessment|plan|food)\b"
    r"|\b(?:her|his|their|own|sex|further|home|health) education\b|\beducation (?:plan|health)\b",
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


@lru_cache(maxsize=1)
def _words() -> tuple[Cue, dict[str, str]]:
    """One expression of everything that agencies and their people are called, and the agency of each wording."""
    agency_of: dict[str, str] = {}
    for group in load_words().groups:
        if group.agency in NAMES:
            for word in (*group.words, *(w for w in group.exact if len(w) > 2 or w in ("HV", "GP"))):
                agency_of.setdefault(word.lower().removeprefix("the "), NAMES[group.agency])
    for word in ("staff", "assessor", "professionals", "agencies", "other professionals", "all professionals",
                 "professional", "officer", "head", "chair", "practitioner", "legal", "council", "the home",
                 "the unit", "home", "unit", "education", "health", "transport", "mentor", "volunteer",
                 "interpreter", "translator", "family centre", "family centre staff"):  # fmt: skip
        agency_of.pop(word, None)
    listed = one_of(agency_of)
    named = "|".join(f"(?P<{name}>{more})" for name, more in _MORE.items())
    return SIEVE.cue(rf"(?<![\w-])(?:(?P<listed>{listed})|{named})(?![\w-])", re.IGNORECASE), agency_of


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    _, agency_of_word = _words()
    return frozenset(word.split()[0] for word in agency_of_word) | frozenset(_MORE_FIRST.split())


_CLUE = SIEVE.cue("|".join(rf"(?P<{name}>\b(?:{clue}))" for name, clue in _CLUES.items()), re.IGNORECASE)


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
        self._words, _ = _words()
        self.index = index_of(case, roster)
        self.sign = self._words.sign | PROFESSIONAL
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
        if signs & self._words.sign:
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
    words, agency_of_word = _words()
    first = _first_words()
    if not _has_any(first, text.lower()):
        return
    nots: list[tuple[int, int]] | None = None
    at = 0
    for word in _WORD.finditer(text):
        if word.start() < at or word.group().lower().removesuffix("'s").removesuffix("’s") not in first:
            continue
        found = words.pattern.match(text, word.start())
        if not found:
            continue
        if nots is None:
            nots = [m.span() for m in _NOT_AGENCY.pattern.finditer(text)] if signs & _NOT_AGENCY.sign else []
        if not any(start < found.end() and found.start() < end for start, end in (*taken, *nots)):
            yield found.start(), found.end(), _agency(found, agency_of_word), _is_weak(text, found.start())
            at = found.end()


def _is_weak(text: str, at: int, start: int = 0) -> bool:
    """Whether the words before `at`, from `start` on, make of what is named there only a place."""
    return bool(_WEAK.search(text, max(start, at - _BEFORE), at))


def _has_any(first: frozenset[str], text: str) -> bool:
    """Whether one of these words stands in a text in small letters, be it with an 's."""
    some = _WORD.findall(text)
    return not first.isdisjoint(some) or any(word[-2:] in ("'s", "’s") and word[:-2] in first for word in some)


def _agency(found: re.Match[str], agency_of_word: dict[str, str]) -> str:
    return agency_of_word[found.group().lower()] if found.lastgroup == "listed" else str(found.lastgroup)


def _clue(words: str) -> str | None:
    """The agency that alone tells of such things; None where several may."""
    if not SIEVE.signs.of(words) & _CLUE.sign:
        return None
    kinds = {found.lastgroup for found in _CLUE.pattern.finditer(words)}
    return kinds.pop() if len(kinds) == 1 else None
