"""A text cut at every border of every confirmed quote in it, so that all formats mark the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from notescan.read.decoding import normalise
from notescan.summary.model import Confirmed


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words on which the same quotes lie from end to end; none of them outside all quotes."""

    text: str
    over: tuple[Confirmed, ...] = ()


@dataclass(frozen=True, slots=True)
class Border:
    """Where a quote begins; or where one ends that lies over others, whose end would not be seen without a mark."""

    one: Confirmed
    begins: bool


class MarkedText:
    """The text with the quotes in it; they may overlap."""

    def __init__(self, text: str, evidence: Sequence[Confirmed]) -> None:
        self._text = text
        self._begin: dict[int, list[Confirmed]] = defaultdict(list)
        self._end: dict[int, list[Confirmed]] = defaultdict(list)
        for one in sorted(evidence, key=lambda e: (e.start, -e.end, e.number)):
            self._begin[one.start].append(one)
            self._end[one.end].append(one)
        self._cuts = sorted({*self._begin, *self._end})
        self._open: dict[int, Confirmed] = {}
        self._crowded: set[int] = set()
        self._next = 0

    def between(self, start: int, end: int) -> Iterator[Stretch | Border]:
        """The pieces of one part of the text; the parts must be asked for in reading order, and leave out no quote."""
        at = start
        while self._next < len(self._cuts) and self._cuts[self._next] < end:
            cut = self._cuts[self._next]
            yield from self._stretch(at, cut)
            yield from self._border(cut)
            at = cut
            self._next += 1
        yield from self._stretch(at, end)
        if self._next < len(self._cuts) and self._cuts[self._next] == end:
            yield from self._closed(end)

    def _stretch(self, start: int, end: int) -> Iterator[Stretch]:
        if start < end:
            yield Stretch(normalise(self._text[start:end]), tuple(self._open.values()))

    def _border(self, cut: int) -> Iterator[Border]:
        yield from self._closed(cut)
        begins = self._begin.get(cut, [])
        self._open |= {one.number: one for one in begins}
        if len(self._open) > 1:
            self._crowded |= self._open.keys()
        for one in begins:
            yield Border(one, begins=True)

    def _closed(self, cut: int) -> Iterator[Border]:
        ending = [self._open.pop(one.number) for one in self._end.get(cut, []) if one.number in self._open]
        for one in ending:
            if one.number in self._crowded:
                yield Border(one, begins=False)
