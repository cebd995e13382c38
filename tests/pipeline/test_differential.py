"""Our own ways of finding words against spaCy's, over random texts and patterns: they must find the same."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc

from notescan.errors import UserError
from notescan.pipeline.build import notescan_sentences
from notescan.pipeline.concepts import ConceptFinder, words_of
from notescan.pipeline.doc_words import sentence_starts
from notescan.pipeline.library import Concept, load_library
from notescan.pipeline.token_patterns import Columns, TokenProgram
from notescan.read import read_case

NLP = spacy.blank("en")
WORDS = ["the", "The", "she", "Tia", "MUM", "saw", "not", "to", "12", "ten", ".", ",", "3rd", "'s"]
LOWERS = ["the", "she", "tia", "mum", "saw", "not", "to", "12", "ten", ".", "3rd", "'s"]
GOLD = Path(__file__).parent.parent / "gold"


@st.composite
def docs(draw: st.DrawFn) -> Doc:
    """A few sentences over few words, so that patterns meet often and overlap."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
    starts = draw(st.lists(st.integers(0, len(words) - 1), max_size=3))
    doc = Doc(NLP.vocab, words=words)
    for token in doc:
        token.is_sent_start = token.i == 0 or token.i in starts
    return doc


def _word_set() -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(LOWERS), min_size=1, max_size=4, unique=True)


LOWER = st.one_of(
    st.sampled_from(LOWERS),
    st.builds(lambda words: {"IN": words}, _word_set()),
    st.builds(lambda words: {"NOT_IN": words}, _word_set()),
    st.sampled_from([{"REGEX": r"^\d+"}, {"REGEX": "t"}, {"REGEX": "^s", "NOT_IN": ["saw"]}]),
)
SHAPE = st.one_of(st.sampled_from(["dd", "xxx", "Xxx", "XXX"]), st.just({"IN": ["dd", "dxx"]}))
FLAG = st.sampled_from(["IS_DIGIT", "LIKE_NUM", "IS_TITLE", "IS_ALPHA", "IS_PUNCT"])


@st.composite
def tokens(draw: st.DrawFn) -> dict[str, Any]:
    """One token of a pattern, in the ways that a library may ask for one."""
    kind = draw(st.sampled_from(["LOWER", "LOWER", "LOWER", "ORTH", "TEXT", "SHAPE", "flag", "both", "any"]))
    token: dict[str, Any] = {}
    if kind in {"LOWER", "both"}:
        token["LOWER"] = draw(LOWER)
    if kind in {"ORTH", "TEXT"}:
        token[kind] = draw(st.one_of(st.sampled_from(WORDS), st.just({"REGEX": "^[A-Z]"})))
    if kind == "SHAPE":
        token["SHAPE"] = draw(SHAPE)
    if kind in {"flag", "both"}:
        token[draw(FLAG)] = draw(st.booleans())
    op = draw(st.sampled_from([None, None, None, "?", "?", "+", "*", "!", "{2}", "{0,2}", "{1,}", "{,2}"]))
    if op:
        token["OP"] = op
    return token


@st.composite
def patterns(draw: st.DrawFn) -> list[dict[str, Any]]:
    """A token pattern that a library may hold: somewhere stands a word that must be there."""
    words = st.one_of(st.sampled_from(LOWERS), st.builds(lambda some: {"IN": some}, _word_set()))
    must: dict[str, Any] = {"LOWER": draw(words)}
    if draw(st.booleans()):
        must["OP"] = draw(st.sampled_from(["+", "{1,2}"]))
    return [*draw(st.lists(tokens(), max_size=3)), must, *draw(st.lists(tokens(), max_size=3))]


def sentences_of(doc: Doc) -> list[tuple[int, int]]:
    return list(pairwise([*sentence_starts(doc), len(doc)]))


def by_spacy(pattern: list[dict[str, Any]], doc: Doc) -> set[tuple[int, int]]:
    """The spans that spaCy's own Matcher finds in each sentence."""
    matcher = Matcher(doc.vocab, validate=True)
    matcher.add("it", [pattern])
    return {(first + a, first + b) for first, last in sentences_of(doc) for _, a, b in matcher(doc[first:last])}


def by_us(pattern: list[dict[str, Any]], doc: Doc) -> set[tuple[int, int]]:
    """The spans that our automaton finds, started only where the anchor stands."""
    program = TokenProgram(pattern, doc.vocab.strings)
    columns = Columns(doc, sorted(program.asks - {"LOWER"}))
    return {
        span
        for first, last in sentences_of(doc)
        for at in range(first, last)
        if doc[at].lower_ in program.anchor
        for span in program.spans(columns, at, first, last)
    }


@settings(max_examples=600, deadline=None)
@given(patterns(), docs())
def test_a_token_pattern_finds_what_spacys_matcher_finds(pattern: list[dict[str, Any]], doc: Doc) -> None:
    assert by_us(pattern, doc) == by_spacy(pattern, doc)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(LOWERS), min_size=1, max_size=3).map(" ".join), min_size=1, max_size=6),
    st.lists(patterns(), max_size=3),
    docs(),
)
def test_a_concept_is_found_where_spacys_matchers_find_its_words(
    phrases: list[str], some: list[list[dict[str, Any]]], doc: Doc
) -> None:
    concepts = {
        "thing": Concept(id="thing", means="a thing", words=tuple(phrases[:3]), tokens=tuple(some[:2])),
        "other": Concept(id="other", means="another", words=tuple(phrases[2:]), tokens=tuple(some[2:])),
        "both": Concept(id="both", means="either", includes=("thing", "other")),
    }
    wanted: set[tuple[str, tuple[int, int]]] = set()
    for name in ("thing", "other"):
        matcher = PhraseMatcher(NLP.vocab, attr="LOWER")
        matcher.add(name, [NLP.tokenizer(phrase) for phrase in sorted(words_of(concepts[name])) or ["zzz"]])
        spans = {(start, end) for _, start, end in matcher(doc)}
        for pattern in concepts[name].tokens:
            spans |= by_spacy(list(pattern), doc)
        wanted |= {(told, span) for span in spans for told in (name, "both")}
    hits = ConceptFinder(NLP, concepts).find(doc)
    assert {(name, span) for span, names in hits for name in names} == wanted
    assert [span[0] for span, _ in hits] == sorted(span[0] for span, _ in hits)


@pytest.mark.parametrize("area", ["mash", "disability", "leavers"])
def test_the_shipped_token_patterns_find_in_case_notes_what_spacys_matcher_finds(area: str) -> None:
    case = read_case([sorted(GOLD.glob(f"*-{area}"))[0] / "notes.txt"])
    doc = notescan_sentences(NLP.make_doc(case.text))
    shipped = [list(some) for concept in load_library().concepts.values() for some in concept.tokens]
    found = [by_us(pattern, doc) for pattern in shipped]
    assert found == [by_spacy(pattern, doc) for pattern in shipped]
    assert sum(map(len, found)) > 10


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ([{"LOWER": "to", "OP": "?"}], "must be there"),
        ([{"LEMMA": "go"}, {"LOWER": "to"}], "not LEMMA"),
        ([{"LOWER": "to", "OP": "often"}], "the OP of a token"),
        ([{"LOWER": {"FUZZY": "to"}}], "is a word, or one of IN, NOT_IN, REGEX"),
        ([{"LOWER": {"REGEX": "(to"}}], "can't be read"),
        ([{"LOWER": {"IN": [True]}}], "a list of words"),
        ([{"LOWER": "to"}, {"IS_DIGIT": "yes"}], "true or false"),
    ],
)
def test_what_a_token_pattern_cannot_ask_is_told(pattern: list[dict[str, Any]], told: str) -> None:
    with pytest.raises(UserError, match=told):
        TokenProgram(pattern, NLP.vocab.strings)
