"""What the trained component sees of a sentence: concepts, roles, note kind, labels, stance words, patterns met.

What the patterns and word lists say comes first, so that it carries over to other writers; the sentence's own words
stand behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any

from notescan.pipeline.analysis import Clause, Reading
from notescan.pipeline.spelling import plain

_SHORT, _LONG = 5, 30
_MUCH = 3
_NEAR = ((-1, "before"), (-2, "before2"), (1, "after"))
_NO_CONCEPT = "=≠"
"""The words of a single pattern are looked for as if they were a concept; their names begin so."""
WORD = "w:"
"""A word as it stands in the sentence, in small letters."""


class _Table(dict[Any, Any]):
    """Keys by what they are made from, each made when it is first asked for."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, name: Any) -> Any:
        made = self[name] = self._make(name)
        return made


class FeatureKeys:
    """Features put together from their parts, each once; `key` makes of a feature's name what stands for it.

    None stands for what is no feature.
    """

    def __init__(self, key: Callable[[str], Hashable]) -> None:
        def concepts(around: tuple[str, str]) -> _Table:
            before, after = around
            return _Table(lambda name: None if name[0] in _NO_CONCEPT else key(f"{before}{name}{after}"))

        def words(word: str) -> Any:
            told = plain(word)
            return None if told is None else key(WORD + told)

        self.named = _Table(key)
        self.word = _Table(words)
        self.of = _Table(lambda prefix: _Table(lambda name: key(f"{prefix}{name}")))
        self.of_concept = _Table(concepts)
        self.with_subject = _Table(lambda who: self.of_concept[f"who:{who}+", ""])
        self.with_account = _Table(lambda who: self.of_concept[f"account:{who}+", ""])
        self.with_kind = _Table(lambda kind: self.of_concept["has:", f"+kind:{kind}"])


_NAMES = FeatureKeys(str)


def features_of(reading: Reading, at: int) -> set[str]:
    """The features of sentence `at` of a note, as names."""
    return set(gathered(reading, at, _NAMES, of_note(reading, _NAMES)))


def of_note(reading: Reading, keys: FeatureKeys) -> set[Any]:
    """The features that every sentence of the note has."""
    told = {keys.of["kind:"][reading.kind]}
    told.update(map(keys.named.__getitem__, reading.setting))
    met = keys.of["note-met:"]
    for tip, times in reading.note_met.items():
        told.add(met[tip])
        if times >= _MUCH or _MUCH * times >= len(reading.sentences):
            told.add(met[f"{tip}:much"])
    return told


def gathered(reading: Reading, at: int, keys: FeatureKeys, note: set[Any]) -> list[Any]:
    """The features of sentence `at`, each once, as `keys` makes them; `note` are those of its whole note."""
    sentences, matches = reading.sentences, reading.matches
    sentence = sentences[at]
    found = sentence.found
    told = [*note, *map(keys.of["label:"].__getitem__, sentence.label)]
    if reading.cues:
        told += map(keys.of["cue:"].__getitem__, reading.cue_kinds(at))
    told += _of_clauses(sentence.clauses, keys)
    if found:
        told += map(keys.with_kind[reading.kind].__getitem__, found)
    if matches[at]:
        met = keys.of["met:"]
        tips = {match.pattern.tip for match in matches[at]}
        told += map(met.__getitem__, tips | {f"{m.pattern.tip}/{m.pattern.id}" for m in matches[at]})
    for step, name in _NEAR:
        near = at + step
        if 0 <= near < len(sentences):
            other = sentences[near]
            if other.found:
                told += map(keys.of_concept[name + ":", ""].__getitem__, other.found)
            if matches[near]:
                told += map(keys.of[name + "-met:"].__getitem__, {match.pattern.tip for match in matches[near]})
            if other.clauses:
                told.append(keys.of[name + "-who:"][other.clauses[0].subject])
    told += set(map(keys.word.__getitem__, reading.words[sentence.start : sentence.end]))
    if at in reading.norms:
        told.append(keys.named["norm"])
    length = sentence.end - sentence.start
    told.append(keys.named["length:short" if length < _SHORT else "length:long" if length > _LONG else "length:usual"])
    if at < 2:
        told.append(keys.of["place:"][at])
    return [key for key in told if key is not None] if None in told else told


def _of_clauses(clauses: list[Clause], keys: FeatureKeys) -> Iterable[Any]:
    """Who does and tells what. With one clause nothing can come twice, and no set is needed."""
    who, has = keys.of["who:"], keys.of_concept["has:", ""]
    told: list[Any] = []
    for clause in clauses:
        found, account = clause.found, clause.account
        told.append(who[clause.subject])
        if found:
            told += map(has.__getitem__, found)
            told += map(keys.with_subject[clause.subject].__getitem__, found)
        if clause.voice:
            told.append(keys.of["voice:"][clause.voice])
        if account:
            told.append(keys.of["account:"][account])
            if found:
                told += map(keys.with_account[account].__getitem__, found)
    return told if len(clauses) == 1 else set(told)
