"""The children of the household: who they are, by which names, and of which of them some words speak."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from notescan.checks.index import Index, Places, index_of
from notescan.model import CaseFile, Note, Person, Roster
from notescan.sieve import CHILD, GROWN_UP
from notescan.sieve.tries import one_of

TALKS = 2
"""Years: a younger child is told of by what was seen of it."""
ADULT = 18
"""Years: from then on a son or daughter is no child of the household for these checks."""
_ELSEWHERE = re.compile(
    r"(?:\s?\([^)\n]{0,30}\))?,?\s(?:who\s)?(?:is|was|now)?\s?"
    r"(?:an adult|grown up|(?:lives?|living|settled|resides?|placed|"
    r"looked after)"
    r"\s(?:permanently\s|full[- ]time\s|now\s)?(?:with (?:his|her|their|the|an?) (?:\w+ )?"
    r"(?:dad|father|nan\w*|gran\w*|grandad|grandparents?|aunt\w*|uncle|carers?|birth father|own family)"
    r"|elsewhere|away|abroad|in (?:foster|residential) care|in a residential)|in (?:foster|residential) care|"
    r"was adopted|has been adopted|moved out|has left home|left home|died|unborn|at university|away at uni|in prison|"
    r"not (?:in|part of) (?:the|this) household)"
    r"(?!,? (?:\w+ )?(?:this (?:week|weekend|month)|tonight|today|for (?:the|a|half|one|two)|at (?:the moment|"
    r"weekends?)|until|while))",
    re.IGNORECASE,
)
_NUMBERS = (
    "nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
_AGE = re.compile(
    rf"(?: \w+)?(?:\s?[\(,]\s?(?:aged?\s)?|,?\s(?:who(?:['’]s| is| was)|is now|is|was|aged?)\s)(?P<age>\d{{1,2}}|"
    rf"{'|'.join(_NUMBERS)})"
    r"(?:\s?(?P<unit>years?|yrs?|y/?o|months?|mths?|m/?o|weeks?|wks?))?(?=\s?[\),;.]|\s(?:old|and|in|last)\b)"
)
_ALL = re.compile(
    r"\b(?:(?:all|both|each)(?: (?:two|three|four|five|six|seven))?(?: of)?(?: the| my| her| their)?"
    r"(?: (?:two|three|four|five|six|seven))?"
    r"(?: (?P<which>children|kids|chn|boys|girls|siblings|twins|brothers|sisters)|(?<=of) (?P<which4>them))?"
    r"|(?:the|her|his|their) (?P<which2>children|kids|chn|boys|girls|siblings|twins)|the (?:two|three|four|five|"
    r"six) of them"
    r"|every(?:one|body)|(?P<which3>children|chn) (?=(?:were |was |are )?(?:all |both )?(?:seen|spoken|observed|"
    r"present|home)))",
    re.IGNORECASE,
)
_PAIR = re.compile(r"\s*(?:,|&|/|\+|and|,\s?and)\s*$")
_BUT = re.compile(r"\b(?:but|except(?: for)?|apart from|bar|not|without)\s$", re.IGNORECASE)
_HE = re.compile(r"\b(?:he|him|his|himself|lad|boy)\b", re.IGNORECASE)
_SHE = re.compile(r"\b(?:she|her|hers|herself|girl)\b", re.IGNORECASE)

Group = Literal["m", "f"] | None


_OWNED = re.compile(r"['’]s?\s(?:mum|mam|dad|mother|father|nan|gran|teacher|school|mate|friend|carer)")


class Named(NamedTuple):
    """A child named at `start` to `end` of the case text."""

    start: int
    end: int
    child: str


class GrownUp(NamedTuple):
    """A grown-up of the case named at `start` to `end` of its text."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Child:
    """A child as shown: the name that the notes call it most, its other names, and its gender where known."""

    name: str
    names: tuple[str, ...]
    gender: Literal["f", "m"] | None


class Household:
    """The children of a case who live in the household, and who of them is spoken of where."""

    def __init__(
        self, case: CaseFile, roster: Roster, *, audit_date: dt.date | None = None, adults: bool = False
    ) -> None:
        self.case = case
        self.index = index_of(case, roster)
        self._actors: dict[tuple[int, int, Group], list[str]] = {}
        self.left_out: dict[str, str] = {}
        """Children of the roster who are no children of the household, with the words that say so."""
        some = [(_child(person, self.index), person.born) for person in roster.people if person.role == "child"]
        children = [child for child, _ in some]
        born = {child.name: born for child, born in some}
        self.children: list[Child] = []
        for child in {child.name: child for child in reversed(children)}.values():
            if reason := _elsewhere(child, self.index, born[child.name], audit_date, adults=adults):
                self.left_out[child.name] = reason
        if len(self.left_out) == len({child.name for child in children}) and not any(
            _is_grown(reason) for reason in self.left_out.values()
        ):
            # All of them live with their father: his is the household.
            self.left_out.clear()
        for child in children:
            if child.name not in self.left_out and child.name not in {known.name for known in self.children}:
                self.children.append(child)
        self._owner = {name.lower(): child.name for child in reversed(self.children) for name in child.names}
        names = one_of(name for child in self.children for name in child.names)
        self._pattern = re.compile(rf"(?<![\w'’-])(?:{names})(?!\w)(?!-\w)")
        self._named: Places[Named] = self.index.found.setdefault(
            self._pattern.pattern, Places(self.index, CHILD, self._find)
        )
        self.gender = {child.name: child.gender for child in self.children}
        adults_named = {name: p.gender for p in roster.people if p.role != "child" for name in p.names if len(name) > 2}
        self._adults = {name: gender for name, gender in adults_named.items() if name.lower() not in self._owner}
        family = ("parent", "carer", "relative")
        self._family = {name for p in roster.people if p.role in family for name in p.names}
        self._adult = re.compile(rf"(?<![\w'’-])(?:{one_of(self._adults)})(?!\w)")
        self._grown_ups: Places[GrownUp] = self.index.found.setdefault(
            self._adult.pattern, Places(self.index, GROWN_UP, self._find_grown_ups)
        )
        self.ages = {child.name: _age(child, self.index, born.get(child.name), audit_date) for child in self.children}
        """Years, as the notes tell them or as born; None where neither does."""

    @property
    def names(self) -> list[str]:
        """The children as shown, in the order of the roster."""
        return [child.name for child in self.children]

    def named(self, start: int, end: int) -> Iterator[Named]:
        """The children named between two places of the text, in order; "Tia's mum" names no child."""
        return iter(self._named.between(start, end))

    def _find(self, start: int, end: int, _signs: int) -> Iterator[Named]:
        text = self.case.text
        for found in self._pattern.finditer(text, start, end):
            if not _OWNED.match(text, found.end(), found.end() + 12):
                yield Named(found.start(), found.end(), self._owner[found.group().lower()])

    def spoken_of(self, start: int, end: int, *, sentence: tuple[int, int], note: Note) -> list[str]:
        """The children of whom the words at `start` to `end` tell, who act in them or to whom things are done.

        Named ones first; then "both", "the girls"; then he or she, who is the child last named before; none where
        the words leave it open.
        """
        text = self.case.text
        line = max(text.rfind("\n", note.body, start) + 1, note.body, sentence[0] if start - sentence[0] > 90 else 0)
        if label := self._label(min(line, sentence[0]), start):
            return label
        within = [n for n in self.named(start, end) if not self.in_passing(n, start)]
        if several := self._group(start, end, within):
            return several
        if within and not _pronoun_first(text[start : within[0].start]):
            return _joined(within, text)
        if before := list(self.named(sentence[0], start)):
            return _last_joined(before, text)
        if several := self._group(sentence[0], start, within):
            return several
        if not within and self._adult_tells(sentence[0], start, end):
            return []
        by_pronoun = self._by_pronoun(text[start:end], note.body, sentence[0])
        if by_pronoun:
            return by_pronoun
        if within:
            return _joined(within, text)
        return self.names if len(self.children) == 1 else []

    def _label(self, line: int, start: int) -> list[str]:
        """The children whose names alone are the label of the line: "- Tia: drew the house"."""
        label, colon, _ = self.case.text[line : start + 1].partition(":")
        if not colon or len(label) > 60:
            return []
        some = list(self.named(line, line + len(label)))
        rest = _LABEL_WORDS.sub("", label)
        for named in some:
            rest = rest.replace(self.case.text[named.start : named.end], "")
        return [named.child for named in some] if not re.search(r"\w", rest) else []

    def in_passing(self, named: Named, start: int) -> bool:
        """Whether a name is only the owner of something, or is spoken of in words that are quoted."""
        text = self.case.text
        before, after = text[start : named.start], text[named.end : named.end + 3]
        quoted = (before.count('"') + before.count("“") + before.count("”")) % 2 == 1
        return quoted or bool(_POSSESSIVE.match(after))

    def group(self, start: int, end: int) -> list[str]:
        """The children whom words as "both boys" or "all the children" stand for; none where there are none."""
        return self._group(start, end, []) if _ALL.search(self.case.text, start, end) else []

    def _group(self, start: int, end: int, within: Sequence[Named]) -> list[str]:
        text = self.case.text
        found = _ALL.search(text, start, end)
        if not found or not self.children:
            return []
        # "Tia has both of her coats": a child named before it, and no group named, is the one who is meant.
        which = (found["which"] or found["which2"] or found["which3"] or found["which4"] or "").lower()
        if not which and within and within[0].start < found.start():
            return []
        if (
            not which
            and found.group().lower().split()[0] in ("all", "both", "each")
            and not _HOMELY.search(text, found.start(), min(len(text), found.end() + 30))
            and not _SEEN_BEFORE.search(text, max(0, found.start() - 40), found.start())
        ):
            return []
        # "Kim and Lee both at home" are the parents.
        if not which and _TWO_NAMED.search(text, max(0, found.start() - 40), found.start()):
            return []
        gender: Group = {"boys": "m", "girls": "f", "brothers": "m", "sisters": "f"}.get(which)  # type: ignore[assignment]
        left_out = {n.child for n in within if _BUT.search(text, start, n.start)}
        return [n for n in self.names if n not in left_out and (gender is None or self.gender[n] in (gender, None))]

    def _by_pronoun(self, words: str, note_start: int, start: int) -> list[str]:
        he, she = _HE.search(words), _SHE.search(words)
        gender: Group = None
        if he and (not she or he.start() < she.start()):
            gender = "m"
        elif she:
            gender = "f"
        if gender is None:
            return []
        key = (max(note_start, start - 700), start, gender)
        if key not in self._actors:
            self._actors[key] = self._last_actor(*key)
        return self._actors[key]

    def adult_named(self, start: int, end: int) -> bool:
        """Whether a grown-up of the case is named between two places of the text."""
        return self._grown_up(start, end) is not None

    def _grown_up(self, start: int, end: int) -> GrownUp | None:
        """The first grown-up of the case named between two places of the text."""
        return next(iter(self._grown_ups.between(start, end)), None)

    def _find_grown_ups(self, start: int, end: int, _signs: int) -> Iterator[GrownUp]:
        for found in self._adult.finditer(self.case.text, start, end):
            yield GrownUp(found.start(), found.end(), found.group())

    def _adult_tells(self, sentence: int, start: int, end: int) -> bool:
        """Whether an adult is named before any he or she: "Roz said that he hit her" tells of no child."""
        text = self.case.text
        adult = self._grown_up(sentence, end)
        if adult is None or not _TELLS.match(text, adult.end, end):
            return False
        pronoun = min(
            (m.start() for m in (_HE.search(text, start, end), _SHE.search(text, start, end)) if m), default=end
        )
        return adult.start < pronoun

    def _last_actor(self, start: int, end: int, gender: Group) -> list[str]:
        """The child whom the nearest sentence before `end` that names one of that gender begins with."""
        sentences = [start, *(found.end() for found in _SENTENCE.finditer(self.case.text, start, end)), end]
        for first, last in reversed(list(itertools.pairwise(sentences))):
            if not self.index.signs(first, last) & (CHILD | GROWN_UP):
                continue
            # "He asked for a third one for Bobby": he is someone named before.
            if _pronoun_first(self.case.text[first:last]):
                continue
            fit = [n for n in self.named(first, last) if self.gender[n.child] in (gender, None)]
            fit = [n for n in fit if (self.ages[n.child] or TALKS) >= TALKS] or fit
            adult = self._grown_up(first, last)
            whose = self._adults[adult.name] if adult else None
            # Who may be either is taken for the one meant where no child is named beside them.
            meant = adult and (whose == gender or (whose is None and not fit and adult.name in self._family))
            if adult and meant and all(adult.start < n.start for n in fit):
                return []
            if fit:
                return [next((n for n in fit if not self.in_passing(n, first)), fit[0]).child]
        return []


_TELLS = re.compile(
    r"[^.\n]{0,20}\b(?:said|says|told|tells|feels?|felt|thinks?|reports?|reported|believes?|accepts?)\b", re.I
)
_TWO_NAMED = re.compile(r"[A-Z]\w+ (?:and|&) [A-Z]\w+,? (?:were )?$")
_SENTENCE = re.compile(r"[.!?]+[\"”’)]*\s+|\n+")
_LABEL_WORDS = re.compile(
    r"\band\b|\([^)]*\)?|\d+|\b(?:child(?:ren)?(?:['’]?s)?|voices?|views?|wishes|feelings|seen|spoken|alone|about|"
    r"for|yes|name|the|of|to)\b",
    re.IGNORECASE,
)
_SEEN_BEFORE = re.compile(
    r"\b(?:seen|saw|spoke (?:to|with)|spoken to|met|present|children|home)\W+(?:\w+\s){0,2}$", re.IGNORECASE
)
_HOMELY = re.compile(
    r"\b(?:all|both|each)(?: (?:of them|two|three|four|five|six))?\s(?:\w+\s)?"
    r"(?:in|home|present|there|seen|spoke\w*|told|said|say|looked|appeared|were|well|at home|alone|together)\b",
    re.IGNORECASE,
)


_PRONOUN_FIRST = re.compile(r"\W*(?:and |but |then |when asked,? )?(?:s?he|they)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?\s")


def _pronoun_first(words: str) -> bool:
    return bool(_PRONOUN_FIRST.match(words))


def _joined(within: Sequence[Named], text: str) -> list[str]:
    """The first child named, with those joined to it: "Jade, Tom and Ellis told me"."""
    some = [within[0].child]
    for last, this in itertools.pairwise(within):
        if not _PAIR.fullmatch(text, last.end, this.start):
            break
        some.append(this.child)
    return list(dict.fromkeys(some))


def _last_joined(before: Sequence[Named], text: str) -> list[str]:
    some = [before[-1].child]
    for this, after in zip(reversed(before[:-1]), reversed(before), strict=False):
        if not _PAIR.fullmatch(text, this.end, after.start):
            break
        some.insert(0, this.child)
    return list(dict.fromkeys(some))


_NO_NAME = re.compile(r"(?:chn|child|children|baby|yp)", re.IGNORECASE)
_PREFIX = re.compile(r"^(?:chn|child|children|yp)\s(?=\w)", re.IGNORECASE)


def _child(person: Person, index: Index) -> Child:
    counts = {name: len(index.ends(name)) for name in person.names}
    usable = [name for name in person.names if len(name) > 2 and not _NO_NAME.fullmatch(name)] or list(person.names)
    # A longer form holds the shorter one, so the shorter is counted with it: "Tia Marsh" is also a "Tia".
    most = max(usable, key=lambda name: (counts[name], len(name)))
    return Child(_PREFIX.sub("", most), tuple(dict.fromkeys((*person.names, _PREFIX.sub("", most)))), person.gender)


def _elsewhere(
    child: Child, index: Index, born: dt.date | None, audit_date: dt.date | None, *, adults: bool
) -> str | None:
    """The words that say that this child is grown up, unborn or lives elsewhere; None where none do."""
    if not adults and born and audit_date and _years(born, audit_date) >= ADULT:
        return f"born {born.day} {born:%b %Y}"
    age = None if adults else _told_age(child, index)
    if not adults and age is not None and age >= ADULT:
        return f"aged {age}"
    text = index.case.text
    for end in index.ends(child.name):
        if said := _ELSEWHERE.match(text, end):
            return " ".join(text[end - len(child.name) : said.end()].split())
    return None


def _is_grown(reason: str) -> bool:
    return reason.startswith(("aged", "born"))


def _age(child: Child, index: Index, born: dt.date | None, audit_date: dt.date | None) -> int | None:
    return _years(born, audit_date) if born and audit_date else _told_age(child, index)


def _told_age(child: Child, index: Index) -> int | None:
    """The first age that stands beside the child's name: "Tia (8)", "Jo, 9 months", "Ellis who is twelve"."""
    for name in sorted(child.names, key=len):
        if len(name) < 2:
            continue
        found = next((m for end in index.ends(name) if (m := _AGE.match(index.case.text, end))), None)
        if found:
            number, unit = found["age"].lower(), (found["unit"] or "y")[0].lower()
            count = int(number) if number.isdigit() else _NUMBERS.index(number)
            return count if unit == "y" else count // 12 if unit == "m" else 0
    return None


def _years(born: dt.date, on: dt.date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
