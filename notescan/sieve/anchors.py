"""The words of which a match of a regular expression must hold one, worked out from the expression itself.

The way is that of the filters in front of large sets of expressions (RE2's FilteredRE2): the texts that a part of the
expression can stand for are written out while they are few; where they end, they are one candidate; of all candidates
that every match passes through, the one with the rarest words is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

_EDGE = "\0"
"""Stands in a written-out text for a place where no word goes on."""
_OPEN = "\1"
"""Stands in a written-out text for anything, or nothing."""
_MARKS = frozenset(_EDGE + "'’-–—/:;,.()&+")
_MOST = 250
"""So many texts are made by putting parts together; where they would be more, the text is cut."""
_MOST_LISTED = 3000
"""So many texts may stand beside each other in a list."""
_COMMON = frozenset(
    "a all am and any are as at be been before but by can did do does for from get got had has have he her him his i "
    "in is it its me my no not now of off on one or our out she so some that the their them then there they this to "
    "up us was we were what when who will with would you n t s d ll re ve".split()
)


class Anchor(NamedTuple):
    """A piece of a word, in small letters; whether a word begins with it, and whether one ends with it."""

    text: str
    begins: bool
    ends: bool

    @property
    def tells(self) -> float:
        """How rare it is taken to be: long ones are rarer, common words are not; 0 for a mere letter."""
        if not self.text.isalnum():
            return 0.4
        whole = self.begins and self.ends
        if whole and self.text in _COMMON:
            return 0.5
        if len(self.text) == 1 and not whole:
            return 0.3 if self.text.isdigit() else 0.0
        return len(self.text) + 2 * whole + 0.5 * self.begins


def anchors_of(pattern: re.Pattern[str]) -> frozenset[Anchor] | None:
    """The pieces of words of which every match of `pattern` holds one; None where there is no such set."""
    return _sequence(list(parser.parse(pattern.pattern, pattern.flags))).needs()


class _Part(NamedTuple):
    """What a part of an expression can stand for: texts; where they are too many, pieces of which each holds one."""

    texts: frozenset[str] | None
    required: frozenset[Anchor] | None = None

    def needs(self) -> frozenset[Anchor] | None:
        """The pieces of which every match of the part holds one; None where there is no such set."""
        return self.required or (_required(self.texts) if self.texts is not None else None)


_NOTHING = frozenset({""})
_AN_EDGE = frozenset({_EDGE})
_ANYTHING = frozenset({_OPEN})


def _sequence(nodes: Sequence[Any], before: bool = False, after: bool = False) -> _Part:
    """One part after the other; `before` and `after` tell whether there is an edge on that side of them."""
    texts = _AN_EDGE if before else _NOTHING
    best: frozenset[Anchor] | None = None
    whole = True
    for at, (kind, value) in enumerate(nodes):
        edge = all(text.endswith(_EDGE) for text in texts)
        ahead = _is_edge(*nodes[at + 1]) if at + 1 < len(nodes) else after
        part = _part(kind, value, edge, ahead)
        if part.texts is not None and len(texts) * len(part.texts) <= (_MOST if len(texts) > 1 else _MOST_LISTED):
            texts = frozenset(a + b for a in texts for b in part.texts)
            continue
        whole = False
        best = _better(_better(best, _required(texts)), part.required)
        texts = part.texts or (_AN_EDGE if ahead else _ANYTHING)
    if after:
        texts = frozenset(text + _EDGE for text in texts)
    return _Part(texts) if whole else _Part(None, _better(best, _required(texts)))


def _part(kind: Any, value: Any, before: bool, after: bool) -> _Part:
    if kind is code.LITERAL:
        return _Part(frozenset({_letter(value)}))
    if kind is code.IN:
        return _Part(_letters(value))
    if kind is code.SUBPATTERN:
        return _sequence(value[3], before, after)
    if kind is code.BRANCH:
        return _branches([_sequence(branch, before, after) for branch in value[1]])
    if kind in (code.MAX_REPEAT, code.MIN_REPEAT):
        least, most, nodes = value
        return _repeat(least, most, nodes, before, after)
    if kind in (code.AT, code.ASSERT, code.ASSERT_NOT):
        return _Part(_AN_EDGE if _is_edge(kind, value) else _NOTHING)
    return _Part(_ANYTHING)


def _branches(parts: Sequence[_Part]) -> _Part:
    if all(part.texts is not None for part in parts):
        texts = frozenset(text for part in parts for text in part.texts or ())
        if len(texts) <= _MOST_LISTED:
            return _Part(texts)
    required: set[Anchor] = set()
    for part in parts:
        some = part.needs()
        if some is None:
            return _Part(_ANYTHING)
        required |= some
    return _Part(None, frozenset(required))


def _repeat(least: int, most: int, nodes: Any, before: bool, after: bool) -> _Part:
    if least == 0 and most > 1:
        return _Part(_ANYTHING)
    part = _sequence(nodes, before, after and most == 1)
    if part.texts is None:
        return part if least else _Part(_ANYTHING)
    if least == 0:
        return _Part(part.texts | _NOTHING)
    if most == 1:
        return part
    if all(set(text) <= _MARKS for text in part.texts):
        # However many marks and blanks: no word goes on across them.
        return _Part(_AN_EDGE)
    return _Part(frozenset(text + _OPEN for text in part.texts))


def _letter(number: int) -> str:
    """A letter as it is written out: a mark is a word of its own, white space only an edge."""
    letter = chr(number).lower()
    if letter.isalnum() or letter == "_":
        return letter
    return _EDGE if letter.isspace() else f"{_EDGE}{letter}{_EDGE}"


def _letters(members: Iterable[Any]) -> frozenset[str]:
    """The letters of a set; anything where they are many."""
    found: set[str] = set()
    for kind, value in members:
        if kind is code.LITERAL:
            found.add(_letter(value))
        elif kind is code.RANGE:
            found |= {_letter(number) for number in range(value[0], value[1] + 1)}
        elif kind is code.CATEGORY and value is code.CATEGORY_SPACE:
            found.add(_EDGE)
        elif kind is code.CATEGORY and value is code.CATEGORY_DIGIT:
            found |= set("0123456789")
        else:
            return _ANYTHING
    return frozenset(found) if len(found) <= 12 else _ANYTHING


def _is_edge(kind: Any, value: Any) -> bool:
    """Whether no word goes on from the one side of this part to the other, or into it."""
    if kind is code.AT:
        return value is code.AT_BOUNDARY
    if kind is code.LITERAL:
        return _EDGE in _letter(value)
    if kind is code.IN:
        return all(_EDGE in letter for letter in _letters(value))
    if kind is code.ASSERT_NOT:
        return (
            any(node is code.IN and (code.CATEGORY, code.CATEGORY_WORD) in members for node, members in value[1][:1])
            and len(value[1]) == 1
        )
    return False


def _required(texts: Iterable[str]) -> frozenset[Anchor] | None:
    """The most telling piece of each text; None where one of them has none."""
    found: set[Anchor] = set()
    for text in texts:
        some = [
            Anchor(piece, begins, ends)
            for part in text.split(_OPEN)
            for piece, begins, ends in _pieces(part.split(_EDGE))
        ]
        anchor = max(some, key=lambda anchor: anchor.tells, default=None)
        if anchor is None or anchor.tells <= 0:
            return None
        found.add(anchor)
    return frozenset(found)


def _pieces(words: list[str]) -> Iterator[tuple[str, bool, bool]]:
    """Words between edges, with whether there is an edge before and after each."""
    last = len(words) - 1
    return ((word, at > 0, at < last) for at, word in enumerate(words) if word)


def _better(one: frozenset[Anchor] | None, other: frozenset[Anchor] | None) -> frozenset[Anchor] | None:
    if not one or not other:
        return one or other
    return max(one, other, key=lambda some: (min(a.tells for a in some), -len(some)))
