"""One stand-in for each person, place and number of a case, the same wherever they are named: Child A, School 1."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, count
from string import ascii_uppercase

from notescan.model import Person, Roster
from notescan.pseudonymise.birth import now_of
from notescan.pseudonymise.identifiers import shapes
from notescan.pseudonymise.names import Doubtful, Named, NameFinder

_SORTS = {"school": "School", "health": "Health service", "place": "Place", "person": "Person"}
_BRACKETED = {
    "email": "e-mail",
    "web address": "web address",
    "telephone": "telephone",
    "number": "number",
    "postcode": "postcode",
    "birth": "date of birth",
    "handle": "account",
    "address": "address",
}
_STEPS = {"parent": "Parent", "carer": "Carer", "relative": "Relative", "worker": "Social worker", "manager": "Manager"}
_MANY = frozenset({"children", "parents", "siblings", "relatives", "professional", "social workers", "other", "child"})


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of the text as it was, and what stands there instead."""

    start: int
    end: int
    instead: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """A text with its stand-ins, and how places in the old text become places in the new one."""

    text: str
    edits: tuple[Edit, ...]
    shifts: tuple[int, ...]
    """By how much the text after each edit has moved."""

    def moved(self, offset: int, *, end: bool = False) -> int:
        """Where an offset of the old text is now; within a stand-in, its beginning (or with `end` its end)."""
        at = bisect_right(self.edits, offset, key=lambda edit: edit.start) - 1
        if at < 0:
            return offset
        edit, shift = self.edits[at], self.shifts[at - 1] if at else 0
        if offset >= edit.end:
            return offset + self.shifts[at]
        if offset == edit.start and not end:
            return offset + shift
        return edit.start + shift + (len(edit.instead) if end else 0)


class StandIns:
    """The stand-ins of one case; numbered in the order in which they are first met."""

    def __init__(self, roster: Roster, text: str) -> None:
        self._finder = NameFinder(roster, text)
        self._now = now_of(text)
        self._text, self._named = text, list(self._finder.find(text))
        self._labels = dict(_roster_labels(roster.people))
        self._sorts = _best_sorts(self._named)
        self._numbers: defaultdict[str, Iterator[int]] = defaultdict(lambda: count(1))
        for sort, last in _last_numbers(self._labels.values()).items():
            self._numbers[sort] = count(last + 1)
        self._given: dict[tuple[str, str], str] = {}
        self._forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.doubtful: list[Doubtful] = []
        self._whole: Replaced | None = None
        self._whole = self.replace(text)
        self.doubtful = self._finder.doubtful(text, {edit.start: edit.end for edit in self._whole.edits})

    def replace(self, text: str) -> Replaced:
        """`text` with every name and identifier replaced."""
        if self._whole is not None and text == self._text:
            return self._whole
        edits: list[Edit] = []
        parts: list[str] = []
        at = 0
        for start, end, instead in self._chosen(text):
            edits.append(Edit(start, end, instead))
            parts += [text[at:start], instead]
            at = end
        parts.append(text[at:])
        shifts = accumulate(len(edit.instead) - (edit.end - edit.start) for edit in edits)
        return Replaced("".join(parts), tuple(edits), tuple(shifts))

    def _chosen(self, text: str) -> Iterator[tuple[int, int, str]]:
        """What is replaced, in order; of two that overlap what its shape gives away, then the longer one.

        What is left of the other beside it ("Wexham" before a postcode) is replaced too.
        """
        found: list[tuple[int, int, int, str]] = [
            (s.start, s.end, 1 if s.kind in ("address", "handle") else 0, s.kind) for s in shapes(text, now=self._now)
        ]
        found += [(n.start, n.end, 1, f"name:{n.key}") for n in self._names(text)]
        found.sort(key=lambda f: (f[2], f[0] - f[1], f[3] == "number", f[3], f[0]))
        taken: list[tuple[int, int, str]] = []
        for start, end, _, kind in found:
            for begin, stop in self._free(taken, start, end):
                whole = (begin, stop) == (start, end)
                if whole or any(c.isalnum() for c in text[begin:stop]):
                    left, right = (begin, stop) if whole else _bare(text, begin, stop)
                    taken.insert(bisect_right(taken, left, key=_start), (left, right, kind))
        for start, end, kind in taken:
            yield start, end, self._stand_in(kind, text[start:end])

    def _names(self, text: str) -> Iterable[Named]:
        return self._named if text == self._text else self._finder.find(text)

    @staticmethod
    def _free(taken: list[tuple[int, int, str]], start: int, end: int) -> Iterator[tuple[int, int]]:
        """The parts of a stretch that nothing has taken yet."""
        at = start
        first = max(0, bisect_right(taken, start, key=_start) - 1)
        for begin, stop, _ in list(taken[first:]):
            if begin >= end:
                break
            if stop <= at:
                continue
            if begin > at:
                yield at, begin
            at = max(at, stop)
        if at < end:
            yield at, end

    def _stand_in(self, kind: str, words: str) -> str:
        if kind.startswith("name:"):
            key = kind.removeprefix("name:")
            label = self._labels.get(key) or self._numbered(("name", key), self._sort_of(key))
        else:
            label = f"[{self._numbered((kind, ''.join(words.casefold().split())), _BRACKETED[kind])}]"
        self._forms[label][words] += 1
        return label

    def _sort_of(self, key: str) -> str:
        return "Family" if key.startswith("family ") else _SORTS[self._sorts.get(key, "person")]

    def _numbered(self, key: tuple[str, str], sort: str) -> str:
        if key not in self._given:
            self._given[key] = f"{sort} {next(self._numbers[sort])}"
        return self._given[key]

    def key(self) -> dict[str, list[str]]:
        """What each stand-in stands for: the forms that were replaced, the most used first."""
        return {label: [form for form, _ in forms.most_common()] for label, forms in sorted(self._forms.items())}


def _last_numbers(labels: Iterable[str]) -> dict[str, int]:
    """How far each sort is numbered already, so that nobody else is given the same label."""
    last: dict[str, int] = {}
    for label in labels:
        sort, _, number = label.rpartition(" ")
        if number.isdecimal():
            last[sort] = max(last.get(sort, 0), int(number))
    return last


def _best_sorts(found: Iterable[Named]) -> dict[str, str]:
    """What each unknown name is: a school or place, if it is called so anywhere."""
    sorts: dict[str, str] = {}
    for named in found:
        if named.kind != "person" or named.key not in sorts:
            sorts[named.key] = named.kind
    return sorts


def _start(one: tuple[int, int, str]) -> int:
    return one[0]


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without what is no letter or digit at its ends."""
    while not text[start].isalnum():
        start += 1
    while not text[end - 1].isalnum():
        end -= 1
    return start, end


def _roster_labels(people: Sequence[Person]) -> Iterator[tuple[str, str]]:
    """Child A, Mother of Child A, Grandmother 1, Social worker 2, Teacher 1; numbered where there are several."""
    letters = _letters()
    wanted = [_sort(person) for person in people]
    several = Counter(sort for sort in wanted if sort != "Child")
    seen: Counter[str] = Counter()
    for number, (person, sort) in enumerate(zip(people, wanted, strict=True)):
        if sort == "Child":
            label = f"Child {next(letters)}"
        else:
            seen[sort] += 1
            label = sort if several[sort] == 1 and person.role == "parent" else f"{sort} {seen[sort]}"
            if person.role == "parent":
                label = f"{label} of Child A"
        yield f"person {number}", label


def _sort(person: Person) -> str:
    if person.role == "child":
        return "Child"
    relation = (person.relation or "").strip().lower()
    if relation and relation not in _MANY and person.role not in ("worker", "manager"):
        return relation.capitalize()
    return _STEPS.get(person.role, "Professional" if person.role == "professional" else "Person")


def _letters() -> Iterator[str]:
    """A, B ... Z, AA, AB ..."""
    yield from ascii_uppercase
    for first in ascii_uppercase:
        yield from (first + second for second in ascii_uppercase)
