"""Concepts found in a Doc by spaCy's PhraseMatcher and Matcher.

All words of all concepts go into one PhraseMatcher, whose cost hardly grows with their number. A token pattern is run
only on sentences that hold its anchor: its first word that must be there.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from notescan.pipeline.doc_words import sentence_starts
from notescan.pipeline.words import anchor_of, noun_forms, spellings, verb_forms

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from notescan.pipeline.library import Concept


class Hit(NamedTuple):
    """A concept's words in a Doc, in tokens."""

    concept: str
    start: int
    end: int


def words_of(concept: Concept) -> set[str]:
    """Every form in which the concept is looked for."""
    forms = set(concept.words)
    forms.update(itertools.chain.from_iterable(verb_forms(verb) for verb in concept.verbs))
    forms.update(itertools.chain.from_iterable(noun_forms(noun) for noun in concept.nouns))
    return {spelling for form in forms for spelling in spellings(form)}


class ConceptFinder:
    """Finds every concept of a library in a Doc, in one pass."""

    def __init__(self, nlp: Language, concepts: Mapping[str, Concept]) -> None:
        from spacy.matcher import Matcher, PhraseMatcher

        self._strings = nlp.vocab.strings
        self._phrases = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._anchored: dict[str, list[tuple[str, Matcher]]] = defaultdict(list)
        self._names = _with_including(concepts)
        tokenizer = nlp.tokenizer
        anchors: dict[str, list[Any]] = defaultdict(list)
        for concept in concepts.values():
            self._add_phrases(tokenizer, concept.id, words_of(concept))
            self._add_phrases(tokenizer, "!" + concept.id, {s for n in concept.never for s in spellings(n)})
            for number, tokens in enumerate(concept.tokens):
                matcher = Matcher(nlp.vocab, validate=True)
                matcher.add(concept.id, [tokens])
                key = f"@{concept.id}.{number}"
                self._anchored[key].append((concept.id, matcher))
                for word in anchor_of(tokens):
                    anchors[key].append(tokenizer(word))
        for key, docs in anchors.items():
            self._phrases.add(key, docs)

    def _add_phrases(self, tokenizer: Any, key: str, phrases: Iterable[str]) -> None:
        docs = [tokenizer(phrase) for phrase in sorted(phrases)]
        if docs:
            self._phrases.add(key, docs)

    def find(self, doc: Doc) -> list[Hit]:
        """Every hit, in the order of the text. A longer phrase in which the words mean something else wins."""
        plain: list[tuple[str, int, int]] = []
        blocked: dict[str, list[tuple[int, int]]] = defaultdict(list)
        wanted: set[tuple[str, int, int]] = set()
        starts = sentence_starts(doc)
        ends = [*starts[1:], len(doc)]
        for key, start, end in self._phrases(doc):
            name = self._strings[key]
            if name[0] == "!":
                blocked[name[1:]].append((start, end))
            elif name[0] == "@":
                at = bisect_right(starts, start) - 1
                wanted.add((name, starts[at], ends[at]))
            else:
                plain.append((name, start, end))
        for name, start, end in wanted:
            for concept, matcher in self._anchored[name]:
                plain.extend((concept, start + a, start + b) for _, a, b in matcher(doc[start:end]))
        hits: list[Hit] = []
        for concept, start, end in plain:
            if concept in blocked and _within(start, end, blocked[concept]):
                continue
            for name in self._names[concept]:
                if name == concept or name not in blocked or not _within(start, end, blocked[name]):
                    hits.append(Hit(name, start, end))
        return sorted(hits, key=_place)


def _within(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(a <= start and end <= b for a, b in spans)


def _place(hit: Hit) -> tuple[int, int]:
    return hit.start, -hit.end


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
