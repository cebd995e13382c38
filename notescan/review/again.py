"""Finding words again in another text of the same case: by place, else by the words themselves and what is around them.

White space doesn't count: the same note from a PDF breaks its lines elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Fate = Literal["stands", "moved", "changed", "gone"]

AROUND = 60
"""Characters of context on each side by which equal quotes are told apart."""
_ALIKE = 75.0
"""How alike (0 to 100) the words between the same surroundings must be to count as the quote, changed."""
_ALIKE_ANYWHERE = 85.0
"""The same, where the surroundings have changed too."""
_NEAR = 200
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Again:
    """What became of a quote; `start` and `end` are its place in the new text, null where it is gone."""

    fate: Fate
    start: int | None = None
    end: int | None = None


class Words:
    """A text to find quotes in: without its white space, each character knowing where it came from."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._at: list[int] = [i for i, c in enumerate(text) if not c.isspace()]
        self._bare = "".join(text[i] for i in self._at)

    def again(self, quote: str, start: int, *, before: str = "", after: str = "") -> Again:
        """Where `quote`, which stood at `start` between the words `before` and `after`, is now."""
        wanted = bare(quote)
        if not wanted:
            return Again("gone")
        if self.text[start : start + len(quote)] == quote:
            return Again("stands", start, start + len(quote))
        places = self._places(wanted)
        if places:
            at = max(places, key=lambda place: self._fit(place, len(wanted), before, after, start))
            return Again("moved", *self._span(at, at + len(wanted)))
        return self._changed(wanted, bare(before)[-AROUND:], bare(after)[:AROUND])

    def _places(self, wanted: str) -> list[int]:
        found: list[int] = []
        at = self._bare.find(wanted)
        while at >= 0:
            found.append(at)
            at = self._bare.find(wanted, at + 1)
        return found

    def _fit(self, at: int, size: int, before: str, after: str, start: int) -> tuple[int, int]:
        """How many characters of the context agree; of equals, the one nearest to where it was."""
        left, right = bare(before)[-AROUND:], bare(after)[:AROUND]
        agree = _shared(left[::-1], self._bare[max(0, at - len(left)) : at][::-1])
        agree += _shared(right, self._bare[at + size : at + size + len(right)])
        return agree, -abs(self._at[at] - start)

    def _changed(self, wanted: str, before: str, after: str) -> Again:
        """The words that stand now where the quote stood, between its surroundings, if they are still like it."""
        from rapidfuzz import fuzz

        best: tuple[float, int, int] | None = None
        for begin in self._ends_of(before):
            for end in self._starts_of(after, begin, begin + len(wanted) + _NEAR):
                if (likeness := fuzz.ratio(wanted, self._bare[begin:end])) >= _ALIKE and (
                    not best or likeness > best[0]
                ):
                    best = (likeness, begin, end)
        if best is None and len(wanted) > 20:
            near = fuzz.partial_ratio_alignment(wanted, self._bare, score_cutoff=_ALIKE_ANYWHERE)
            if near is not None and near.dest_end > near.dest_start:
                best = (near.score, near.dest_start, near.dest_end)
        return Again("changed", *self._span(best[1], best[2])) if best else Again("gone")

    def _ends_of(self, before: str) -> list[int]:
        tail = before[-25:]
        return [at + len(tail) for at in self._places(tail)] if len(tail) >= 10 else []

    def _starts_of(self, after: str, begin: int, end: int) -> list[int]:
        head = after[:25]
        if len(head) < 10:
            return []
        at = self._bare.find(head, begin, end + len(head))
        return [at] if at >= 0 else []

    def _span(self, start: int, end: int) -> tuple[int, int]:
        return self._at[start], self._at[end - 1] + 1


def bare(text: str) -> str:
    """`text` without white space."""
    return _SPACE.sub("", text)


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words before and after a stretch, as far as they serve to find it again."""
    return text[max(0, start - AROUND) : start], text[end : end + AROUND]


def _shared(one: str, other: str) -> int:
    """How many characters two strings begin with alike."""
    count = min(len(one), len(other))
    return next((i for i in range(count) if one[i] != other[i]), count)
