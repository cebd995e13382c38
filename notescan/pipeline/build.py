"""The pipeline as spaCy knows it: `spacy.blank("en")` with our registered components.

Anyone's own spaCy pipeline can use them:

    nlp = spacy.blank("en")
    nlp.add_pipe("notescan_sentences")
    nlp.add_pipe("notescan_evidence", config={"area": "assessment"})
    for span in nlp("Tia was seen alone.").spans["evidence"]:
        print(span.text, span.label_, span.id_, span.kb_id_)    # words, tip, stance, pattern
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from notescan.data import data_dir
from notescan.errors import UserError
from notescan.pipeline import learnt, sentences
from notescan.pipeline.analysis import Found
from notescan.pipeline.doc_words import keep_sentence_starts, text_of, token_places
from notescan.pipeline.engine import Engine
from notescan.pipeline.layers import Problem, state_of_files
from notescan.pipeline.library import Library, load_library
from notescan.pipeline.stance import StanceRules
from notescan.pipeline.worth import Worth, load_worth, read_worth

if TYPE_CHECKING:
    from notescan.model import Note, Roster

_LONGEST_NOTE = 20_000_000

if not Doc.has_extension("evidence"):
    Doc.set_extension("evidence", default=())


@Language.component("notescan_sentences")
def notescan_sentences(doc: Doc) -> Doc:
    """Set the sentence starts, and keep each sentence's label in `doc.user_data["notescan.lines"]`."""
    lines = sentences.split(text_of(doc))
    doc.user_data["notescan.lines"] = lines
    if not len(doc):
        return doc
    # one array for all tokens: setting them one by one asks spaCy about the whole Doc each time
    places, _ = token_places(doc)
    begins = sorted({0, *(first for line in lines if (first := bisect_left(places, line.start)) < len(doc))})
    keep_sentence_starts(doc, begins)
    starts = np.full(len(doc), -1, dtype=np.int64)
    starts[begins] = 1
    doc.from_array(["SENT_START"], starts.astype(np.uint64).reshape(-1, 1))  # type: ignore[arg-type]
    return doc


class EvidenceComponent:
    """Fills `doc.spans["evidence"]` (label: tip, id: stance, kb_id: pattern) and `doc._.evidence` (with the reasons).

    `doc.user_data["notescan.note"]` and `["notescan.roster"]`, where set, tell the kind of note and who is who.
    """

    def __init__(self, engine: Engine, library: Library, weights: str) -> None:
        self.engine = engine
        self.library = library
        """What it was made from, with what could not be used of it."""
        self.weights = weights
        """Which trained weights it has: "shipped", "learnt ..." or "none"."""

    def __call__(self, doc: Doc) -> Doc:
        note: Note | None = doc.user_data.get("notescan.note")
        roster: Roster | None = doc.user_data.get("notescan.roster")
        found: list[Found] = self.engine.read(doc, roster=roster, note=note)
        doc._.evidence = tuple(found)
        doc.spans["evidence"] = [
            Span(doc, f.start, f.end, label=f.tip, kb_id=f.patterns[0].id if f.patterns else "", span_id=f.stance)
            for f in found
        ]
        return doc


@Language.factory("notescan_evidence", default_config={"area": "assessment", "patterns": None, "weigh": True})
def make_evidence(nlp: Language, name: str, area: str, patterns: str | None, weigh: bool) -> EvidenceComponent:
    """The evidence component for one area; `patterns` names a folder laid over ours, `weigh` adds the weights."""
    library = load_library(Path(patterns) if patterns else None)
    worth, weights = worth_for(area, library) if weigh else (None, "none")
    return EvidenceComponent(make_engine(nlp, library, area, worth=worth), library, weights)


def make_engine(nlp: Language, library: Library, area: str, *, worth: Worth | None = None) -> Engine:
    """An engine for one area over a library; without `worth`, patterns alone decide."""
    return Engine(nlp, library.concepts_for(area), library.for_area(area), stance_rules(nlp, library), worth)


def worth_for(area: str, library: Library) -> tuple[Worth | None, str]:
    """The weights that go with a library's lowest layer, and which they are: "shipped", "learnt ..." or "none".

    What was learnt from the auditor's own reviews takes the place of the shipped ones. Where it can't be used that is
    told among the library's problems.
    """
    base = library.layers[0].root if library.layers else data_dir("patterns")
    if base == data_dir("patterns"):
        try:
            learning = learnt.current()
            path = learnt.weights_of(learning, area) if learning else None
            if learning and path:
                if learning.base.get(area) != learnt.base_of(area):
                    raise UserError(
                        "what was learnt from your reviews goes with the weights of another version of notescan and"
                        " is not used; learn again: notescan patterns learn"
                    )
                return read_worth(path), learning.told()
        except (UserError, OSError, ValueError, KeyError) as error:
            library.problems.append(Problem(str(learnt.learnt_folder()), 0, str(error)))
    worth = load_worth(area, base)
    return worth, "shipped" if worth else "none"


def stance_rules(nlp: Language, library: Library) -> StanceRules:
    """The stance file of the topmost layer that has one. One that can't be used is told, and the next one taken."""
    for layer in reversed(library.layers):
        path = layer.root / "stance.yaml"
        if path.is_file():
            try:
                return StanceRules(path, nlp)
            except UserError as error:
                told = str(error).replace(str(path), "").lstrip(":, ")
                library.problems.append(Problem(layer.shown(path), 0, told))
    return StanceRules(data_dir("patterns") / "stance.yaml", nlp)


def load(area: str, patterns: str | None = None, *, weigh: bool = True) -> Language:
    """A ready pipeline for one area: `spacy.blank("en")` with our components. Made anew when a file has changed."""
    state = (state_of_files(Path(patterns) if patterns else None), learnt.state_of_learning() if weigh else None)
    return _load(area, patterns, weigh, state)


@lru_cache(maxsize=12)
def _load(area: str, patterns: str | None, weigh: bool, state: object) -> Language:
    nlp = spacy.blank("en")
    nlp.max_length = _LONGEST_NOTE
    nlp.add_pipe("notescan_sentences")
    nlp.add_pipe("notescan_evidence", config={"area": area, "patterns": patterns, "weigh": weigh})
    return nlp


def load_engine(area: str, patterns: Path | None = None) -> tuple[Language, Engine]:
    """A blank tokenizer and an engine of patterns alone: what the trained component learns from."""
    return _load_engine(area, patterns, state_of_files(patterns))


@lru_cache(maxsize=12)
def _load_engine(area: str, patterns: Path | None, state: int) -> tuple[Language, Engine]:
    nlp = spacy.blank("en")
    nlp.max_length = _LONGEST_NOTE
    return nlp, make_engine(nlp, load_library(patterns), area)
