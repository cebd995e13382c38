"""Why a sentence is evidence or not: how the engine read it, which patterns were met, what decided the stance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from notescan.errors import UserError
from notescan.model import CaseFile, Evidence, Note, Roster
from notescan.pipeline.analysis import Clause, Found, Reading, Sentence, Spans
from notescan.pipeline.engine import Engine
from notescan.pipeline.features import features_of
from notescan.pipeline.library import Pattern, alternatives
from notescan.pipeline.matching import Match, words_key

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from notescan.pipeline.worth import Worth

OWN_WORDS = "its own words"


@dataclass(frozen=True, slots=True)
class ClauseRead:
    """A clause as the engine understood it; `concepts` are those found in it, each with the words of the text."""

    text: str
    who: str | None
    by: str | None
    account: str | None
    voice: str | None
    concepts: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class PatternMet:
    """A pattern that was met, in which clause, and the words that met it."""

    pattern: Pattern
    clause: ClauseRead
    words: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class StanceWord:
    """Words that decided the stance, with their kind and the list of the stance file in which they stand."""

    words: str
    kind: str
    list: str


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of evidence with everything that led to it. Without `met` it was suggested by likeness.

    `left_out` where a scan would leave it out for its little worth.
    """

    found: Found
    quote: str
    sentence: str
    met: tuple[PatternMet, ...]
    decided_by: tuple[StanceWord, ...]
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class SentenceRead:
    """A sentence as the engine read it, with the evidence in it."""

    text: str
    label: tuple[str, ...]
    clauses: tuple[ClauseRead, ...]
    items: tuple[Item, ...]


def explain(
    engine: Engine, doc: Doc, *, roster: Roster, note: Note | None = None, worth: Worth | None = None
) -> list[SentenceRead]:
    """How each sentence of a Doc (whose sentences are set) was read, and the evidence in it.

    `worth` tells of each item what the trained component would make of it, without dropping or adding any.
    """
    reading = engine.prepare(doc, roster=roster, note=note)
    found = engine.read(doc, roster=roster, note=note)
    return list(_sentences(doc, reading, found, worth))


def explain_evidence(case: CaseFile, evidence: Evidence, roster: Roster, nlp: Language) -> Item:
    """How one piece of evidence of a scan came to be; `nlp` is the pipeline that made the scan.

    Raises UserError where it isn't found again.
    """
    from notescan.pipeline.build import EvidenceComponent, notescan_sentences

    component = nlp.get_pipe("notescan_evidence")
    assert isinstance(component, EvidenceComponent)
    note = next(n for n in case.notes if n.id == evidence.note)
    doc = notescan_sentences(nlp.make_doc(case.text[note.body : note.end]))
    wanted = (evidence.tip, evidence.stance, evidence.start, evidence.end)
    for sentence in explain(component.engine, doc, roster=roster, note=note):
        for item in sentence.items:
            words = doc[item.found.start : item.found.end]
            place = (note.body + words.start_char, note.body + words.end_char)
            if (item.found.tip, item.found.stance, *place) == wanted:
                return item
    raise UserError(f"{evidence.id} is not found again in the case; scan the case again")


def _sentences(doc: Doc, reading: Reading, found: list[Found], worth: Worth | None) -> Iterator[SentenceRead]:
    for at, sentence in enumerate(reading.sentences):
        if sentence.end <= sentence.start:
            continue
        here = [f for f in found if f.sentence == (sentence.start, sentence.end)]
        chance = worth.probabilities(features_of(reading, at)) if worth and here else {}
        if worth and chance:
            weighed = worth.calibration.found
            here = [replace(f, worth=round(weighed(chance[f.tip]), 3)) if f.tip in chance else f for f in here]
        yield SentenceRead(
            text=_text(doc, sentence.start, sentence.end),
            label=tuple(sorted(sentence.label)),
            clauses=tuple(_clause(doc, clause) for clause in sentence.clauses),
            items=tuple(
                replace(
                    _item(doc, reading, sentence, reading.matches[at], f),
                    left_out=worth is not None
                    and chance.get(f.tip, 1.0) < worth.thresholds.drop
                    and not any(p.layer for p in f.patterns),
                )
                for f in here
            ),
        )


def _item(doc: Doc, reading: Reading, sentence: Sentence, matches: list[Match], found: Found) -> Item:
    ids = {pattern.id for pattern in found.patterns}
    met = {m.pattern.id: m for m in reversed(matches) if m.pattern.tip == found.tip and m.pattern.id in ids}
    cues = [c for c in reading.cues if sentence.start <= c.start < sentence.end]
    return Item(
        found=found,
        quote=_text(doc, found.start, found.end),
        sentence=_text(doc, *found.sentence),
        met=tuple(_met(doc, sentence, met[p.id]) for p in found.patterns if p.id in met),
        decided_by=tuple(
            StanceWord(text, cue.kind, cue.id)
            for cue in cues
            # the very words: found.why holds them as they stand in the text
            if (text := doc[cue.start : cue.end].text) in found.why
        ),
    )


def _met(doc: Doc, sentence: Sentence, match: Match) -> PatternMet:
    pattern, clause = match.pattern, match.clause
    in_clause = [part for item in (*pattern.clause, *pattern.any) for part in alternatives(item)]
    in_sentence = [part for item in pattern.sentence for part in alternatives(item)]
    words = [
        *_words(doc, clause.found, in_clause),
        *((OWN_WORDS, said) for _, said in _words(doc, clause.found, [words_key(pattern)])),
        *_words(doc, sentence.found, in_sentence),
    ]
    return PatternMet(pattern, _clause(doc, clause), tuple(dict.fromkeys(words)))


def _clause(doc: Doc, clause: Clause) -> ClauseRead:
    names = sorted(name for name in clause.found if name[0] not in "=≠")
    return ClauseRead(
        text=_text(doc, clause.start, clause.end),
        who=clause.subject,
        by=clause.agent,
        account=clause.account,
        voice=clause.voice,
        concepts=tuple(_words(doc, clause.found, names)),
    )


def _words(doc: Doc, found: Spans, names: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name in names:
        if name in found:
            yield name, tuple(dict.fromkeys(_text(doc, start, end) for start, end in found[name]))


def _text(doc: Doc, start: int, end: int) -> str:
    return " ".join(doc[start:end].text.split())
