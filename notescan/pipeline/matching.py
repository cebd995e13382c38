"""Patterns against one analysed sentence.

Each pattern is filed under one thing that must be there (its anchor), so that a sentence looks only at the patterns
whose anchor it holds: a thousand patterns cost hardly more than a hundred.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from notescan.pipeline.analysis import Clause, Sentence, Spans
from notescan.pipeline.library import WHO_ROLES, Pattern, alternatives

_ROLES = frozenset(WHO_ROLES)
_OWN = "own"
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern that was met in a clause, with the words that met it."""

    pattern: Pattern
    clause: Clause
    targets: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern with its lists of alternatives taken apart."""

    number: int
    pattern: Pattern
    groups: tuple[tuple[str, ...], ...]
    """What must meet in the clause: of each of these a concept; the pattern's own words come last."""
    any: tuple[str, ...]
    sentence: tuple[tuple[str, ...], ...]
    needs: tuple[int, ...]
    """Sets of things, as bits: of each of these sets one must be there."""
    never: int
    """The things of which none may be there, as bits."""


class _Bits:
    """Numbers the things that patterns ask for, so that a set of them is the bits of one number.

    Whether a clause has what a pattern asks for is then a step or two, however many things there are. The same word
    is another thing as a concept of the clause, as a label, or as who acts: `where` tells them apart.
    """

    def __init__(self) -> None:
        self._of: dict[str, dict[str | None, int]] = defaultdict(dict)
        self._count = 0

    def add(self, where: str, names: Iterable[str]) -> int:
        """A set of things that a pattern asks for."""
        known, bits = self._of[where], 0
        for name in names:
            if name not in known:
                known[name] = 1 << self._count
                self._count += 1
            bits |= known[name]
        return bits

    def of(self, where: str) -> Mapping[str | None, int]:
        """All that patterns ask for there."""
        return self._of[where]

    def held(self, where: str, names: Iterable[str | None]) -> int:
        """What is there of the things that some pattern asks for."""
        known, bits = self._of[where], 0
        for name in names:
            if name in known:
                bits |= known[name]
        return bits


class _Name:
    """What patterns ask of one concept, by where it stands, as bits; and the patterns filed under it."""

    __slots__ = ("around", "before", "here", "in_clause", "in_sentence")

    def __init__(self) -> None:
        self.here = self.around = self.before = 0
        self.in_clause: list[_Rule] = []
        self.in_sentence: list[_Rule] = []


class PatternIndex:
    """The patterns of one area, filed by anchor."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._names: dict[str, _Name] = defaultdict(_Name)
        self._in_label: dict[str, list[_Rule]] = defaultdict(list)
        self._by_voice: dict[str, list[_Rule]] = defaultdict(list)
        self._bits = _Bits()
        for number, pattern in enumerate(patterns):
            self._file(number, pattern)
        for where, attribute in (("clause", "here"), ("sentence", "around"), ("before", "before")):
            for name, bit in self._bits.of(where).items():
                setattr(self._names[str(name)], attribute, bit)
        self._names = dict(self._names)
        self._subjects, self._voices, self._accounts = map(self._bits.of, ("subject", "voice", "account"))

    def _rule(self, number: int, pattern: Pattern) -> _Rule:
        add = self._bits.add
        groups = [tuple(alternatives(item)) for item in pattern.clause]
        if pattern.words:
            groups.append((words_key(pattern),))
        sentence = tuple(tuple(alternatives(item)) for item in pattern.sentence)
        needs = [
            add("kind", pattern.note),
            *(add("clause", group) for group in groups),
            add("clause", _parts(pattern.any)),
            add("subject", pattern.who),
            add("voice", pattern.voice),
            add("account", pattern.account),
            add("label", _parts(pattern.label)),
            add("own label", [_OWN] if pattern.own_label else []),
            add("title", _parts(pattern.title)),
            *(add("sentence", group) for group in sentence),
            *(add("before", alternatives(item)) for item in pattern.before),
        ]
        never = (
            add("kind", pattern.unless_note)
            | add("clause", _parts(pattern.unless))
            | add("subject", pattern.unless_who)
            | add("voice", pattern.unless_voice)
            | add("account", pattern.unless_account)
            | add("label", _parts(pattern.unless_label))
            | add("sentence", _parts(pattern.unless_sentence))
            | add("sentence", [unless_key(pattern)] if pattern.unless_words else [])
        )
        asked = tuple(some for some in needs if some)
        return _Rule(number, pattern, tuple(groups), tuple(_parts(pattern.any)), sentence, asked, never)

    def _file(self, number: int, pattern: Pattern) -> None:
        rule = self._rule(number, pattern)
        telling = [group for group in rule.groups if not _ROLES & set(group)]
        if pattern.words:
            self._names[words_key(pattern)].in_clause.append(rule)
        elif rule.groups:
            for name in min(telling or rule.groups, key=len):
                self._names[name].in_clause.append(rule)
        elif rule.any:
            for name in set(rule.any):
                self._names[name].in_clause.append(rule)
        elif rule.sentence:
            for name in rule.sentence[0]:
                self._names[name].in_sentence.append(rule)
        elif pattern.label:
            for name in set(_parts(pattern.label)):
                self._in_label[name].append(rule)
        else:
            for name in pattern.voice or pattern.account:
                self._by_voice[name].append(rule)

    def of_note(self, kind: str | None, title: frozenset[str]) -> int:
        """The kind of note and the concepts of its title, as `match` takes them."""
        return self._bits.held("kind", (kind,)) | self._bits.held("title", title)

    def match(self, sentence: Sentence, around: int) -> tuple[list[Match], int]:
        """Every pattern that the sentence meets, clause by clause, and the sentence as one that stands before others.

        `around` is what is known of its note (`of_note`) and of the sentences before it, put together by `|`.
        """
        names = self._names
        behind = 0
        shared: list[_Rule] = []
        for name in sentence.found:
            if name in names:
                told = names[name]
                around |= told.around
                behind |= told.before
                shared += told.in_sentence
        if sentence.label:
            around |= self._bits.held("label", sentence.label)
            for name in sentence.label:
                shared += self._in_label.get(name, ())
        if sentence.line.own:
            around |= self._bits.held("own label", (_OWN,))
        matches: list[Match] = []
        for clause in sentence.clauses:
            here = around | self._subjects.get(clause.subject, 0)
            rules = shared.copy()
            if clause.account:
                here |= self._voices.get(clause.voice, 0) | self._accounts.get(clause.account, 0)
                for who in {clause.voice, clause.account}:
                    rules += self._by_voice.get(str(who), ())
            for name in clause.found:
                if name in names:
                    told = names[name]
                    here |= told.here
                    rules += told.in_clause
            likely: dict[int, _Rule] = {}
            for rule in rules:
                if here & rule.never:
                    continue
                for some in rule.needs:
                    if not here & some:
                        break
                else:
                    likely[rule.number] = rule
            # in the order of the library: what is found must not hang on the order of a set
            for number in sorted(likely):
                targets = _met(likely[number], clause, sentence)
                if targets is not None:
                    matches.append(Match(likely[number].pattern, clause, targets))
        return matches, behind


def _parts(items: Iterable[str]) -> list[str]:
    return [part for item in items for part in alternatives(item)]


def words_key(pattern: Pattern) -> str:
    """The name under which a pattern's own words are looked for, as if they were a concept."""
    return f"={pattern.tip}/{pattern.id}"


def unless_key(pattern: Pattern) -> str:
    """The same for the words that must not be there."""
    return f"≠{pattern.tip}/{pattern.id}"


def _met(rule: _Rule, clause: Clause, sentence: Sentence) -> tuple[Span, ...] | None:
    """The words that met the pattern, all of whose things are there; None where order or distance are not met."""
    pattern = rule.pattern
    firsts = sorted(_spans(rule.groups[0], clause.found)) if rule.groups else []
    # where order or distance count, each place of the first thing is tried
    tried: list[Span | None] = [*firsts] if pattern.order or pattern.within is not None else [*firsts[:1]]
    for first in tried or [None]:
        targets = _targets(rule, first, clause, sentence)
        if targets is not None:
            return targets
    return None


def _spans(group: Iterable[str], present: Spans) -> list[Span]:
    return [span for name in group for span in present.get(name, ())]


def _targets(rule: _Rule, first: Span | None, clause: Clause, sentence: Sentence) -> tuple[Span, ...] | None:
    """The words that met the pattern, its first thing being found at `first`; None where the rest is not met."""
    pattern, present = rule.pattern, clause.found
    targets: list[Span] = []
    telling: list[Span] = []
    for number, group in enumerate(rule.groups):
        spans = [first] if number == 0 and first else _spans(group, present)
        best = _nearest(spans, targets, ordered=pattern.order)
        if best is None:
            return None
        targets.append(best)
        if not _ROLES.issuperset(group):
            telling.append(best)
    if rule.any:
        best = _nearest(_spans(rule.any, present), targets, ordered=False)
        assert best is not None
        targets.append(best)
        telling.append(best)
    if pattern.within is not None and targets:
        begin, last = min(s for s, _ in targets), max(e for _, e in targets)
        if last - begin - sum(e - s for s, e in targets) > pattern.within:
            return None
    for group in rule.sentence:
        telling.extend(s for s in _spans(group, sentence.found)[:1] if clause.start <= s[0] < clause.end)
    return tuple(telling or targets or [(clause.start, clause.end)])


def _nearest(spans: list[Span], so_far: list[Span], *, ordered: bool) -> Span | None:
    if not so_far:
        return spans[0]
    if ordered:
        return next((s for s in sorted(spans) if s[0] >= so_far[-1][0]), None)
    at = so_far[-1][0]
    return min(spans, key=lambda span: abs(span[0] - at))
