"""Spans over a text, found by bisection: which lie over a stretch, which at a place. They may overlap and nest."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text and what it is: an item of evidence, as it stands now."""

    start: int
    end: int
    id: str
    tip: str
    stance: str
    state: str
    possible: bool = False
    """Whether it is weaker than others."""


class SpanIndex:
    """Spans sorted by start, with the furthest end up to each, so that a look-up touches only its neighbourhood."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans: list[Span] = sorted(spans, key=lambda s: (s.start, -s.end, s.id))
        self._starts = [s.start for s in self.spans]
        self._reach = list(accumulate((s.end for s in self.spans), max))

    def put(self, span: Span) -> bool:
        """Put this span in place of the one of that id at the same place; False where there is none."""
        for at in range(bisect_left(self._starts, span.start), bisect_right(self._starts, span.start)):
            if self.spans[at].id == span.id and self.spans[at].end == span.end:
                self.spans[at] = span
                return True
        return False

    def over(self, start: int, end: int) -> list[Span]:
        """Spans that share at least one character with [start, end), in order of start."""
        first = bisect_right(self._reach, start)
        last = bisect_left(self._starts, end)
        return [s for s in self.spans[first:last] if s.end > start]

    def at(self, offset: int) -> list[Span]:
        """Spans over the character at `offset`, the shortest first."""
        return sorted(self.over(offset, offset + 1), key=lambda s: s.end - s.start)

    def starting(self, start: int, end: int) -> list[Span]:
        """Spans that begin in [start, end)."""
        return list(self.spans[bisect_left(self._starts, start) : bisect_left(self._starts, end)])
