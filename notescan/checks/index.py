"""The sentences of a case with their signs (see notescan/sieve), worked out once for all checks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Any, Generic, TypeVar

from notescan.checks.lines import lines_of
from notescan.checks.marks import cues
from notescan.model import CaseFile, Note, Roster
from notescan.pipeline.sentences import Line
from notescan.sieve import CHILD, GROWN_UP, PROFESSIONAL, SIEVE

Place = TypeVar("Place", bound=tuple[Any, ...])


class Index:
    """What the words of a case and the names of its people may tell, sentence by sentence."""

    def __init__(self, case: CaseFile, roster: Roster) -> None:
        self.case = case
        self.roster = roster
        self.version = SIEVE.version
        self.known = SIEVE.naming(
            (name, CHILD if p.role == "child" else GROWN_UP | PROFESSIONAL if p.role == "professional" else GROWN_UP)
            for p in roster.people
            for form in p.names
            for name in (form, form.partition(" ")[2])
        )
        self.lines: list[Line] = []
        """All sentences, in the order of the text."""
        self._of_note: dict[str, tuple[int, int]] = {}
        for note in case.notes:
            first = len(self.lines)
            self.lines.extend(lines_of(case, note))
            self._of_note[note.id] = (first, len(self.lines))
        self._starts = [line.start for line in self.lines]
        self._ends = [line.end for line in self.lines]
        self._signs = [self.known.of(case.text[line.start : line.end]) for line in self.lines]
        self._ends_of_name: dict[str, list[int]] = {}
        self.found: dict[str, Places[Any]] = {}
        """What was found of an expression, for all who look for the same."""

    def sentences(self, note: Note) -> Iterator[tuple[Line, int]]:
        """The sentences of a note with the signs of each."""
        first, last = self._of_note[note.id]
        return zip(self.lines[first:last], self._signs[first:last], strict=True)

    def signs(self, start: int, end: int) -> int:
        """The signs of the sentences in which the words between two places of the text stand."""
        first, last = self.between(start, end)
        found = reduce(or_, self._signs[first:last], 0)
        # What stands before the first sentence: a label or the head of a note.
        before = min(self._starts[first], end) if first < last else end
        return found if before <= start else found | self.known.of(self.case.text[start:before])

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The sentences that reach into that part of the text, as a range of `lines`."""
        first = bisect_right(self._ends, start)
        return first, max(first, bisect_left(self._starts, end))

    def sign(self, line: int) -> int:
        """The signs of one of `lines`."""
        return self._signs[line]

    def ends(self, name: str) -> list[int]:
        """Where each mention of a name ends in the text; names inside longer words are none."""
        if name not in self._ends_of_name:
            self._ends_of_name[name] = list(_ends(name, self.case.text))
        return self._ends_of_name[name]


def _ends(name: str, text: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            yield end
        at = text.find(name, end)


class Places(Generic[Place]):
    """What `find` finds in the sentences of a case that bear one of the signs in `sign`, each looked through once.

    `find` is given the start and end of a part of the text and its signs. A place is a tuple that begins with where it
    starts and ends.
    """

    def __init__(self, index: Index, sign: int, find: Callable[[int, int, int], Iterable[Place]]) -> None:
        self._index = index
        self._sign = sign
        self._find = find
        self._known: dict[int, list[Place]] = {}

    def between(self, start: int, end: int) -> list[Place]:
        """The places from `start` to `end`; those of sentences that lie across one of these are found anew."""
        index = self._index
        first, last = index.between(start, end)
        found: list[Place] = []
        if first < last and start < index.lines[first].start:
            found += self._anew(start, min(end, index.lines[first].start))
        for at in range(first, last):
            signs = index.sign(at)
            if not signs & self._sign:
                continue
            line = index.lines[at]
            some = self._known.get(at)
            if some is None:
                some = self._known[at] = list(self._find(line.start, line.end, signs))
            if some and (line.start < start or line.end > end):
                if any(place[0] < start < place[1] or place[0] < end < place[1] for place in some):
                    some = list(self._find(max(line.start, start), min(line.end, end), signs))
                else:
                    some = [place for place in some if start <= place[0] and place[1] <= end]
            found += some
        if first == last:
            found += self._anew(start, end)
        return found

    def _anew(self, start: int, end: int) -> Iterable[Place]:
        """What stands outside of any sentence: a label, the head of a note."""
        signs = self._index.signs(start, end)
        return self._find(start, end, signs) if signs & self._sign else ()


_last: deque[Index] = deque(maxlen=1)


def index_of(case: CaseFile, roster: Roster) -> Index:
    """The index of `case`, made once for all who ask in turn."""
    cues()  # a cue that is made later would not be among the signs
    last = _last[0] if _last else None
    if last is None or last.case is not case or last.roster is not roster or last.version != SIEVE.version:
        last = Index(case, roster)
        _last.append(last)
    return last
