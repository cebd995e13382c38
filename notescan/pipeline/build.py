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
from notescan.pipeline import sentences
from notescan.pipeline.analysis import Found
from notescan.pipeline.engine import Engine
from notescan.pipeline.library import Library, load_library
from notescan.pipeline.stance import StanceRules
from notescan.pipeline.worth import Worth, load_worth

if TYPE_CHECKING:
    from notescan.model import Note, Roster

_LONGEST_NOTE = 20_000_000

if not Doc.has_extension("evidence"):
    Doc.set_extension("evidence", default=())


@Language.component("notescan_sentences")
def notescan_sentences(doc: Doc) -> Doc:
    """Set the sentence starts, and keep each sentence's label in `doc.user_data["notescan.lines"]`."""
    lines = sentences.split(doc.text)
    doc.user_data["notescan.lines"] = lines
    if not len(doc):
        return doc
    # one array for all tokens: setting them one by one asks spaCy about the whole Doc each time
    starts = np.full(len(doc), -1, dtype=np.int64)
    starts[0] = 1
    at = doc.to_array("IDX").tolist()
    for line in lines:
        first = bisect_left(at, line.start)
        if first < len(doc):
            starts[first] = 1
    doc.from_array(["SENT_START"], starts.astype(np.uint64).reshape(-1, 1))  # type: ignore[arg-type]
    return doc


class EvidenceComponent:
    """Fills `doc.spans["evidence"]` (label: tip, id: stance, kb_id: pattern) and `doc._.evidence` (with the reasons).

    `doc.user_data["notescan.note"]` and `["notescan.roster"]`, where set, tell the kind of note and who is who.
    """

    def __init__(self, engine: Engine, digest: str) -> None:
        self.engine = engine
        self.digest = digest
        """Which patterns these are: a hash of their files."""

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
    """The evidence component for one area; `patterns` names a folder in place of ours, `weigh` adds the weights."""
    folder = Path(patterns) if patterns else None
    library = load_library(folder)
    worth = load_worth(area, folder) if weigh else None
    return EvidenceComponent(make_engine(nlp, library, area, folder, worth=worth), library.digest)


def make_engine(
    nlp: Language, library: Library, area: str, folder: Path | None = None, *, worth: Worth | None = None
) -> Engine:
    """An engine for one area over a library; without `worth`, patterns alone decide."""
    return Engine(
        nlp, library.concepts_for(area), library.for_area(area), StanceRules(_stance_file(folder), nlp), worth
    )


def _stance_file(folder: Path | None) -> Path:
    own = folder / "stance.yaml" if folder else None
    return own if own and own.is_file() else data_dir("patterns") / "stance.yaml"


@lru_cache(maxsize=12)
def load(area: str, patterns: str | None = None, *, weigh: bool = True) -> Language:
    """A ready pipeline for one area: `spacy.blank("en")` with our components."""
    nlp = spacy.blank("en")
    nlp.max_length = _LONGEST_NOTE
    nlp.add_pipe("notescan_sentences")
    nlp.add_pipe("notescan_evidence", config={"area": area, "patterns": patterns, "weigh": weigh})
    return nlp


@lru_cache(maxsize=12)
def load_engine(area: str, patterns: Path | None = None) -> tuple[Language, Engine]:
    """A blank tokenizer and an engine of patterns alone: what the trained component learns from."""
    nlp = spacy.blank("en")
    nlp.max_length = _LONGEST_NOTE
    return nlp, make_engine(nlp, load_library(patterns), area, patterns)
