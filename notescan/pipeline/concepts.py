"""Concepts found in a Doc: words by one PhraseMatcher, token patterns only around a word that must be there.

The cost of the PhraseMatcher hardly grows with the number of words. A token pattern is tried only where its anchor is
(token_patterns.py).
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from notescan.pipeline.doc_words import lower_keys, sentence_starts
from notescan.pipeline.token_patterns import Columns, TokenProgram
from notescan.pipeline.words import noun_forms, spellings, verb_forms

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from notescan.pipeline.library import Concept

Span = tuple[int, int]
Hit = tuple[Span, tuple[str, ...]]
"""Words in a Doc, in tokens, and the concepts that they are words of. A plain tuple: a note makes hundreds."""


Found = tuple[int, int, tuple[str, ...]]
"""Start, end, and the concepts."""
_AFTER = 1 << 30


class _Meaning(NamedTuple):
    """What a phrase is a word of."""

    number: int
    concepts: tuple[str, ...]
    names: tuple[str, ...]
    """The concepts and all that include them."""
    never: tuple[str, ...]
    """The concepts whose words mean something else inside this phrase."""


def words_of(concept: Concept) -> set[str]:
    """Every form in which the concept is looked for."""
    forms = set(concept.words)
    forms.update(itertools.chain.from_iterable(verb_forms(verb) for verb in concept.verbs))
    forms.update(itertools.chain.from_iterable(noun_forms(noun) for noun in concept.nouns))
    return {spelling for form in forms for spelling in spellings(form)}


class ConceptFinder:
    """Finds every concept of a library in a Doc, in one pass."""

    def __init__(self, nlp: Language, concepts: Mapping[str, Concept]) -> None:
        from spacy.matcher import PhraseMatcher

        self._above = _with_including(concepts)
        self._known: dict[tuple[tuple[str, ...], tuple[str, ...]], _Meaning] = {}
        self._phrases = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._meaning: dict[int, _Meaning] = {}
        self._anchored: dict[int, list[tuple[TokenProgram, _Meaning]]] = defaultdict(list)
        asked: set[str] = set()
        is_word: dict[str, set[str]] = defaultdict(set)
        is_never: dict[str, set[str]] = defaultdict(set)
        strings = nlp.vocab.strings
        for concept in concepts.values():
            for phrase in words_of(concept):
                is_word[phrase].add(concept.id)
            for phrase in {spelling for words in concept.never for spelling in spellings(words)}:
                is_never[phrase].add(concept.id)
            for tokens in concept.tokens:
                program = TokenProgram(tokens, strings)
                asked |= program.asks
                for word in program.anchor:
                    self._anchored[strings.add(word)].append((program, self._meaning_of({concept.id}, set())))
        self._asked = sorted(asked - {"LOWER"})
        alike: dict[_Meaning, list[str]] = defaultdict(list)
        for phrase in sorted({*is_word, *is_never}):
            alike[self._meaning_of(is_word[phrase], is_never[phrase])].append(phrase)
        for meaning, phrases in alike.items():
            self._phrases.add(f"meaning-{meaning.number}", [nlp.tokenizer(phrase) for phrase in phrases])
            self._meaning[strings[f"meaning-{meaning.number}"]] = meaning

    def _meaning_of(self, concepts: set[str], never: set[str]) -> _Meaning:
        key = (tuple(sorted(concepts)), tuple(sorted(never)))
        if key not in self._known:
            names = {name for concept in concepts for name in self._above[concept]}
            self._known[key] = _Meaning(len(self._known), key[0], tuple(sorted(names)), key[1])
        return self._known[key]

    def find(self, doc: Doc, people: Iterable[Found] = ()) -> list[Hit]:
        """Every hit, in the order of the text. A longer phrase in which the words mean something else wins.

        `people` are what is known of who is spoken of: they come among the hits.
        """
        found = [(start, -end, _AFTER, names) for start, end, names in people]
        blocked: dict[str, list[Span]] = {}
        meanings = self._meaning
        some = [(start, end, meanings[key]) for key, start, end in self._phrases(doc)]
        for start, end, meaning in some:
            for concept in meaning.never:
                blocked.setdefault(concept, []).append((start, end))
        some += self._by_tokens(doc)
        if blocked:
            free = blocked.keys().isdisjoint
            for start, end, meaning in some:
                names = meaning.names if free(meaning.names) else self._allowed((start, end), meaning, blocked)
                found.append((start, -end, meaning.number, names))
        else:
            found += [(start, -end, meaning.number, meaning.names) for start, end, meaning in some]
        # tuples that sort by themselves: the longer first, where two begin together
        found.sort()
        return [((start, -minus_end), names) for start, minus_end, _, names in found if names]

    def _by_tokens(self, doc: Doc) -> list[tuple[int, int, _Meaning]]:
        words, anchored = lower_keys(doc), self._anchored
        anchors = [at for at, word in enumerate(words) if word in anchored]
        if not anchors:
            return []
        columns = Columns(doc, self._asked)
        starts = [*sentence_starts(doc), len(doc)]
        found: set[tuple[int, int, _Meaning]] = set()
        sentence = 0
        for at in anchors:
            while starts[sentence + 1] <= at:
                sentence += 1
            for program, meaning in anchored[words[at]]:
                spans = program.spans(columns, at, starts[sentence], starts[sentence + 1])
                if spans:
                    found.update((start, end, meaning) for start, end in spans)
        return list(found)

    def _allowed(self, span: Span, meaning: _Meaning, blocked: Mapping[str, list[Span]]) -> tuple[str, ...]:
        """The concepts of a hit without those that are not meant there."""
        out = {name for name, spans in blocked.items() if _within(span, spans)}
        if out.isdisjoint(meaning.names):
            return meaning.names
        told = {name for concept in meaning.concepts if concept not in out for name in self._above[concept]}
        return tuple(name for name in meaning.names if name in told and name not in out)


def _within(span: Span, spans: Iterable[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def _with_including(concepts: Mapping[str, Concept]) -> dict[str, tuple[str, ...]]:
    """For each concept: itself and every concept that includes it, however far."""
    above: dict[str, set[str]] = {name: {name} for name in concepts}
    for name in concepts:
        seen, todo = {name}, [name]
        while todo:
            for part in concepts[todo.pop()].includes:
                if part in concepts and part not in seen:
                    seen.add(part)
                    todo.append(part)
        for part in seen:
            above[part].add(name)
    return {name: tuple(sorted(names)) for name, names in above.items()}
