"""Token patterns in spaCy's form, run by a small automaton around the word that must be there.

spaCy's Matcher tries every pattern at every word, in time linear in the number of patterns. Here a pattern is tried
only where its anchor stands: the rarest of its words that must be there. The spans are those that spaCy's Matcher
finds (tests/pipeline/test_differential.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from notescan.pipeline.doc_words import lower_keys
from notescan.pipeline.words import TokenPattern, anchor_at, how_often, words_that_must_be

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc


_MOST_OPTIONS = 3


class Columns(dict[str, list[int]]):
    """The attributes of a Doc's tokens as lists: LOWER, and the `others` when one of them is first asked for."""

    def __init__(self, doc: Doc, others: Sequence[str]) -> None:
        super().__init__(LOWER=lower_keys(doc))
        self._doc = doc
        self._others: list[int | str] = list(others)

    def __missing__(self, attribute: str) -> list[int]:
        table = self._doc.to_array(self._others)
        columns = table.T.tolist() if table.ndim > 1 else [table.tolist()]
        self.update(zip(map(str, self._others), columns, strict=True))
        return self[attribute]


_Check = tuple[str, Container[int], bool]
"""An attribute, some values, and whether it must be one of them or none."""


class _Step(NamedTuple):
    """One token of a pattern: what it asks of the attributes, and whether it may be left out or come again."""

    checks: tuple[_Check, ...]
    skips: bool
    repeats: bool
    denies: bool

    @property
    def is_plain(self) -> bool:
        """Whether one word that meets the checks must stand here."""
        return not (self.skips or self.denies)


class TokenProgram:
    """One token pattern, ready to run. `anchor` holds the words in small letters of which one must be there."""

    def __init__(self, pattern: TokenPattern, strings: StringStore) -> None:
        anchor = anchor_at(pattern)
        self.anchor = tuple(words_that_must_be(pattern[anchor]))
        self.asks: set[str] = set()
        """The attributes that it looks at."""
        steps: list[_Step] = []
        at = 0
        for number, token in enumerate(pattern):
            at = len(steps) if number == anchor else at
            checks = tuple(_checks(token, strings))
            self.asks.update(name for name, _, _ in checks)
            least, most = how_often(token)
            steps += [_Step(checks, skips=False, repeats=False, denies=token.get("OP") == "!")] * least
            if most is None:
                steps.append(_Step(checks, skips=True, repeats=True, denies=False))
            else:
                steps += [_Step(checks, skips=True, repeats=False, denies=False)] * (most - least)
        self._ways = [_Way(some, place) for some, place in _without_options(steps, at)]

    def spans(self, columns: Columns, at: int, first: int, last: int) -> list[tuple[int, int]]:
        """All matches with their anchor at token `at`, in the sentence from `first` to `last`; some may come twice."""
        found: list[tuple[int, int]] = []
        for way in self._ways:
            if at + way.low < first or at + way.high > last:
                continue
            for offset, name, wanted, holds in way.near:
                if (columns[name][at + offset] in wanted) is not holds:
                    break
            else:
                found += [(at + way.low, at + way.high)] if way.is_whole else way.spread(columns, at, first, last)
        return found


def _without_options(steps: list[_Step], anchor: int) -> list[tuple[list[_Step], int]]:
    """The ways to take a pattern, each with the place of its anchor: with and without each token that may be left out.

    A few of them run faster than states side by side. Many are left as they are.
    """
    options = [i for i, step in enumerate(steps) if step.skips and not step.repeats]
    if len(options) > _MOST_OPTIONS:
        return [(steps, anchor)]
    ways: list[tuple[list[_Step], int]] = []
    for taken in product((False, True), repeat=len(options)):
        out = {i for i, is_taken in zip(options, taken, strict=True) if not is_taken}
        some = [_Step(step.checks, skips=step.repeats, repeats=step.repeats, denies=step.denies) for step in steps]
        kept = [step for i, step in enumerate(some) if i not in out]
        ways.append((kept, anchor - sum(i < anchor for i in out)))
    return ways


class _Way:
    """A pattern with its anchor at step `at`."""

    def __init__(self, steps: list[_Step], at: int) -> None:
        self._steps = tuple(steps)
        low, high = at, at + 1
        while low and steps[low - 1].is_plain:
            low -= 1
        while high < len(steps) and steps[high].is_plain:
            high += 1
        self.low, self.high = low - at, high - at
        """How far before and behind the anchor the words stand in a fixed place."""
        near = [
            (i - at, check)
            for i in range(low, high)
            if i != at or len(steps[i].checks) > 1
            for check in steps[i].checks
        ]
        self.near = tuple((offset, *check) for offset, check in sorted(near, key=_order))
        """What is asked of the words in fixed places."""
        self.is_whole = high - low == len(steps)
        self._least_before = sum(not step.skips for step in steps[:at])
        self._most_before = None if any(step.repeats for step in steps[:at]) else at

    def spread(self, columns: Columns, at: int, first: int, last: int) -> list[tuple[int, int]]:
        """All matches around an anchor at token `at`, where not all words have a fixed place."""
        low = first if self._most_before is None else max(first, at - self._most_before)
        starts = range(low, at - self._least_before + 1)
        return [(start, end) for start in starts for end in self._ends(columns, start, last)]

    def _ends(self, columns: Columns, start: int, last: int) -> list[int]:
        """The ends of all matches that begin at `start`, with or without the anchor: all states side by side."""
        steps = self._steps
        done = len(steps)
        states = self._with_skips({0})
        found: list[int] = []
        for at in range(start, last):
            after: set[int] = set()
            for state in states:
                if state < done and _fits(steps[state], columns, at):
                    after.add(state if steps[state].repeats else state + 1)
            if not after:
                break
            states = self._with_skips(after)
            if done in states:
                found.append(at + 1)
        return found

    def _with_skips(self, states: set[int]) -> set[int]:
        steps = self._steps
        for state in tuple(states):
            at = state
            while at < len(steps) and steps[at].skips:
                at += 1
                states.add(at)
        return states


def _order(check: tuple[int, _Check]) -> tuple[bool, int]:
    """What is asked of the words themselves first, nearest to the anchor first: that fails most often."""
    offset, (name, _, holds) = check
    return not (name == "LOWER" and holds), abs(offset)


def _fits(step: _Step, columns: Columns, at: int) -> bool:
    for name, wanted, holds in step.checks:
        if (columns[name][at] in wanted) is not holds:
            return step.denies
    return not step.denies


class _Likeness:
    """The words that a regular expression is found in, remembered as they are met."""

    def __init__(self, expression: str, strings: StringStore) -> None:
        self._search = re.compile(expression).search
        self._strings = strings
        self._known: dict[int, bool] = {}

    def __contains__(self, key: object) -> bool:
        assert isinstance(key, int)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._search(self._strings[key]) is not None
        return known


def _checks(token: Mapping[str, Any], strings: StringStore) -> Iterator[_Check]:
    add: Callable[[str], int] = strings.add
    for name, value in token.items():
        if name == "OP":
            continue
        column = "ORTH" if name == "TEXT" else name
        if isinstance(value, dict):
            for how, what in value.items():
                if how == "REGEX":
                    yield column, _Likeness(what, strings), True
                else:
                    yield column, frozenset(add(word) for word in what), how == "IN"
        else:
            yield column, frozenset({add(value) if isinstance(value, str) else int(value)}), True
