"""Token patterns in spaCy's form, run by a small automaton around the word that must be there.

spaCy's Matcher tries every pattern at every word, in time linear in the number of patterns. Here a pattern is tried
only where its anchor stands: the rarest of its words that must be there. The spans are those that spaCy's Matcher
finds (tests/pipeline/test_differential.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from notescan.pipeline.words import TokenPattern, anchor_at, how_often, words_that_must_be

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc


class Columns(dict[str, list[int]]):
    """The attributes of a Doc's tokens as lists, each made when it is first asked for."""

    def __init__(self, doc: Doc) -> None:
        super().__init__()
        self._doc = doc

    def __missing__(self, attribute: str) -> list[int]:
        column: list[int] = self._doc.to_array(attribute).tolist()
        self[attribute] = column
        return column


class _Step(NamedTuple):
    """One token of a pattern: what it asks of the attributes, and whether it may be left out or come again."""

    checks: tuple[tuple[str, Container[int], bool], ...]
    skips: bool
    repeats: bool
    denies: bool


class TokenProgram:
    """One token pattern, ready to run. `anchor` holds the words in small letters of which one must be there."""

    def __init__(self, pattern: TokenPattern, strings: StringStore) -> None:
        at = anchor_at(pattern)
        steps: list[_Step] = []
        places: list[int] = []
        for token in pattern:
            places.append(len(steps))
            checks = tuple(_checks(token, strings))
            least, most = how_often(token)
            steps += [_Step(checks, skips=False, repeats=False, denies=token.get("OP") == "!")] * least
            if most is None:
                steps.append(_Step(checks, skips=True, repeats=True, denies=False))
            else:
                steps += [_Step(checks, skips=True, repeats=False, denies=False)] * (most - least)
        self._steps = tuple(steps)
        self._plain = not any(step.skips for step in steps)
        self.anchor = tuple(words_that_must_be(pattern[at]))
        before = steps[: places[at]]
        self._least_before = sum(not step.skips for step in before)
        self._most_before = None if any(step.repeats for step in before) else len(before)

    def starts(self, anchor: int, first: int) -> range:
        """Where a match may begin whose anchor stands at token `anchor`, in a sentence that begins at `first`."""
        low = first if self._most_before is None else max(first, anchor - self._most_before)
        return range(low, anchor - self._least_before + 1)

    def ends(self, columns: Columns, start: int, end: int) -> list[int]:
        """The ends of all matches that begin at token `start` and end no later than `end`."""
        steps = self._steps
        if self._plain:
            last = start + len(steps)
            if last > end:
                return []
            for at, step in enumerate(steps, start):
                for name, wanted, holds in step.checks:
                    if (columns[name][at] in wanted) is not holds:
                        if step.denies:
                            break
                        return []
                else:
                    if step.denies:
                        return []
            return [last]
        return self._spread(columns, start, end)

    def _spread(self, columns: Columns, start: int, end: int) -> list[int]:
        """The same for a pattern with tokens that may be left out or come again: all its states, side by side."""
        steps = self._steps
        done = len(steps)
        states = self._with_skips({0})
        found: list[int] = []
        for at in range(start, end):
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


def _checks(token: Mapping[str, Any], strings: StringStore) -> Iterator[tuple[str, Container[int], bool]]:
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
