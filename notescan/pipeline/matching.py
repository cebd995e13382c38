"""Patterns against one analysed sentence.

Each pattern is filed under one thing that must be there (its anchor), so that a sentence looks only at the patterns
whose anchor it holds: a thousand patterns cost hardly more than a hundred.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from notescan.pipeline.analysis import Clause, Sentence, Spans
from notescan.pipeline.library import WHO_ROLES, Pattern, alternatives

_ROLES = frozenset(WHO_ROLES)
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
    clause: tuple[tuple[str, ...], ...]
    sentence: tuple[tuple[str, ...], ...]
    words: str | None
    needs: tuple[int, ...]
    """Sets of concepts, as bits: of each of these sets the clause must hold one."""
    needs_in_sentence: tuple[int, ...]
    never: int
    """The concepts that the clause must not hold, as bits."""
    never_in_sentence: int


class PatternIndex:
    """The patterns of one area, filed by anchor."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._in_clause: dict[str, list[_Rule]] = defaultdict(list)
        self._in_sentence: dict[str, list[_Rule]] = defaultdict(list)
        self._in_label: dict[str, list[_Rule]] = defaultdict(list)
        self._by_voice: dict[str, list[_Rule]] = defaultdict(list)
        self._bits: dict[str, int] = {}
        for number, pattern in enumerate(patterns):
            self._file(number, pattern)

    def _set(self, names: Iterable[str]) -> int:
        """A set of concepts as the bits of one number: whether two sets meet is then a single step."""
        bits = 0
        for name in names:
            bits |= self._bits.setdefault(name, 1 << len(self._bits))
        return bits

    def _held(self, found: Spans) -> int:
        """The concepts of a clause or sentence as bits; a concept that no pattern names has none."""
        known, bits = self._bits, 0
        for name in found:
            if name in known:
                bits |= known[name]
        return bits

    def _rule(self, number: int, pattern: Pattern) -> _Rule:
        clause = tuple(tuple(alternatives(item)) for item in pattern.clause)
        sentence = tuple(tuple(alternatives(item)) for item in pattern.sentence)
        words = words_key(pattern) if pattern.words else None
        needs = [self._set(group) for group in clause] + ([self._set([words])] if words else [])
        if pattern.any:
            needs.append(self._set(_parts(pattern.any)))
        return _Rule(
            number,
            pattern,
            clause,
            sentence,
            words,
            tuple(needs),
            tuple(self._set(group) for group in sentence),
            self._set(_parts(pattern.unless)),
            self._set([*_parts(pattern.unless_sentence), *([unless_key(pattern)] if pattern.unless_words else [])]),
        )

    def _file(self, number: int, pattern: Pattern) -> None:
        rule = self._rule(number, pattern)
        telling = [group for group in rule.clause if not _ROLES & set(group)]
        if rule.words:
            self._in_clause[rule.words].append(rule)
        elif telling or rule.clause:
            for name in min(telling or rule.clause, key=len):
                self._in_clause[name].append(rule)
        elif pattern.any:
            for name in set(_parts(pattern.any)):
                self._in_clause[name].append(rule)
        elif rule.sentence:
            for name in rule.sentence[0]:
                self._in_sentence[name].append(rule)
        elif pattern.label:
            for name in set(_parts(pattern.label)):
                self._in_label[name].append(rule)
        else:
            for name in pattern.voice or pattern.account:
                self._by_voice[name].append(rule)

    def match(
        self, sentence: Sentence, before: Spans, kind: str | None, title: frozenset[str] = frozenset()
    ) -> Iterator[Match]:
        """Every pattern that the sentence meets, clause by clause; `before` holds the concepts that stand before it."""
        around = self._held(sentence.found)
        shared = [self._in_label[name] for name in sentence.label if name in self._in_label]
        shared += [self._in_sentence[name] for name in sentence.found if name in self._in_sentence]
        for clause in sentence.clauses:
            filed = [self._in_clause[name] for name in clause.found if name in self._in_clause] + shared
            filed += [self._by_voice[who] for who in {clause.voice, clause.account} if who in self._by_voice]
            held = self._held(clause.found)
            likely = {
                rule.number: rule
                for rules in filed
                for rule in rules
                if not (held & rule.never or around & rule.never_in_sentence)
                and _each_meets(rule.needs, held)
                and _each_meets(rule.needs_in_sentence, around)
            }
            # in the order of the library: what is found must not hang on the order of a set
            for number in sorted(likely):
                targets = _met(likely[number], clause, sentence, before, kind, title)
                if targets is not None:
                    yield Match(likely[number].pattern, clause, targets)


def _each_meets(needs: tuple[int, ...], held: int) -> bool:
    for some in needs:  # noqa: SIM110 - all() over a generator takes four times as long, and this is asked most of all
        if not held & some:
            return False
    return True


def _parts(items: Iterable[str]) -> list[str]:
    return [part for item in items for part in alternatives(item)]


def words_key(pattern: Pattern) -> str:
    """The name under which a pattern's own words are looked for, as if they were a concept."""
    return f"={pattern.tip}/{pattern.id}"


def unless_key(pattern: Pattern) -> str:
    """The same for the words that must not be there."""
    return f"≠{pattern.tip}/{pattern.id}"


def _met(
    rule: _Rule, clause: Clause, sentence: Sentence, before: Spans, kind: str | None, title: frozenset[str]
) -> tuple[Span, ...] | None:
    """The words that met the pattern, which holds no word that it must not; None where it is not met."""
    pattern, present = rule.pattern, clause.found
    if not _setting_fits(pattern, clause, sentence, before, kind, title):
        return None
    groups = [*rule.clause, *([(rule.words,)] if rule.words else [])]
    firsts = sorted(_spans(groups[0], present)) if groups else []
    if groups and not firsts:
        return None
    # where order or distance count, each place of the first thing is tried
    tried: list[Span | None] = [*firsts] if pattern.order or pattern.within is not None else [*firsts[:1]]
    for first in tried or [None]:
        targets = _targets(rule, groups, first, clause, sentence)
        if targets is not None:
            return targets
    return None


def _spans(group: Iterable[str], present: Spans) -> list[Span]:
    return [span for name in group for span in present.get(name, ())]


def _targets(
    rule: _Rule, groups: list[tuple[str, ...]], first: Span | None, clause: Clause, sentence: Sentence
) -> tuple[Span, ...] | None:
    """The words that met the pattern, its first thing being found at `first`; None where the rest is not met."""
    pattern, present = rule.pattern, clause.found
    targets: list[Span] = []
    telling: list[Span] = []
    for number, group in enumerate(groups):
        spans = [first] if number == 0 and first else _spans(group, present)
        if not spans:
            return None
        best = _nearest(spans, targets, ordered=pattern.order)
        if best is None:
            return None
        targets.append(best)
        if not _ROLES.issuperset(group):
            telling.append(best)
    if pattern.any:
        spans = _spans((name for item in pattern.any for name in alternatives(item)), present)
        if not spans:
            return None
        best = _nearest(spans, targets, ordered=False)
        assert best is not None
        targets.append(best)
        telling.append(best)
    if pattern.within is not None and targets:
        begin, last = min(s for s, _ in targets), max(e for _, e in targets)
        if last - begin - sum(e - s for s, e in targets) > pattern.within:
            return None
    for group in rule.sentence:
        spans = _spans(group, sentence.found)
        if not spans:
            return None
        telling.extend(s for s in spans[:1] if clause.start <= s[0] < clause.end)
    return tuple(telling or targets or [(clause.start, clause.end)])


def _nearest(spans: list[Span], so_far: list[Span], *, ordered: bool) -> Span | None:
    if not so_far:
        return spans[0]
    if ordered:
        return next((s for s in sorted(spans) if s[0] >= so_far[-1][0]), None)
    at = so_far[-1][0]
    return min(spans, key=lambda span: abs(span[0] - at))


def _holds(found: Spans | frozenset[str], items: Iterable[str]) -> bool:
    return any(name in found for item in items for name in alternatives(item))


def _setting_fits(
    pattern: Pattern, clause: Clause, sentence: Sentence, before: Spans, kind: str | None, title: frozenset[str]
) -> bool:
    return not (
        (pattern.note and kind not in pattern.note)
        or kind in pattern.unless_note
        or (pattern.who and clause.subject not in pattern.who)
        or clause.subject in pattern.unless_who
        or (pattern.voice and clause.voice not in pattern.voice)
        or clause.voice in pattern.unless_voice
        or (pattern.account and clause.account not in pattern.account)
        or clause.account in pattern.unless_account
        or (pattern.label and not _holds(sentence.label, pattern.label))
        or (pattern.own_label and not sentence.line.own)
        or (pattern.title and not _holds(title, pattern.title))
        or (pattern.unless_label and _holds(sentence.label, pattern.unless_label))
        or any(not _holds(before, [item]) for item in pattern.before)
    )
