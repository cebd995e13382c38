"""Marked cases as rows to learn from: a sentence's features, and the tips and stances marked on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from notescan.learn.marked import MarkedCase
from notescan.model import Stance
from notescan.pipeline.analysis import Found
from notescan.pipeline.build import load_engine, notescan_sentences
from notescan.pipeline.features import features_of
from notescan.pipeline.roster import read_roster


@dataclass(slots=True)
class Row:
    """One sentence of a marked case."""

    writer: str
    case: str
    text: str
    features: set[str]
    marked: dict[str, Stance] = field(default_factory=dict)
    marks: dict[str, set[int]] = field(default_factory=dict)
    """For each tip marked here, which marks of the case (by number): one mark may lie over two sentences."""
    found: dict[str, Found] = field(default_factory=dict)
    """What patterns alone found, by tip."""
    guidance: bool = False
    """It stands in guidance, in which nothing is suggested."""


def rows_of(marked: MarkedCase, patterns: Path | None = None) -> list[Row]:
    """Every sentence of the case that is not a bare heading."""
    nlp, engine = load_engine(marked.area, patterns)
    roster = read_roster(marked.case)
    rows: list[Row] = []
    for note in marked.case.notes:
        doc = notescan_sentences(nlp.make_doc(marked.case.text[note.body : note.end]))
        reading = engine.prepare(doc, roster=roster, note=note)
        guidance = engine.is_guidance(doc, reading, note=note)
        by_sentence: dict[int, dict[str, Found]] = {}
        for found in engine.judge(doc, reading, note=note):
            by_sentence.setdefault(found.sentence[0], {}).setdefault(found.tip, found)
        for at, sentence in enumerate(reading.sentences):
            if sentence.line.heading or sentence.end <= sentence.start:
                continue
            start, end = note.body + sentence.line.start, note.body + sentence.line.end
            row = Row(
                writer=marked.writer,
                case=marked.name,
                text=marked.case.text[start:end],
                features=features_of(reading, at),
                found=by_sentence.get(sentence.start, {}),
                guidance=guidance,
            )
            for number, mark in enumerate(marked.marks):
                if start < mark.sentence_end and mark.sentence_start < end:
                    if (start < mark.end and mark.start < end) or mark.tip not in row.marked:
                        row.marked[mark.tip] = mark.stance  # type: ignore[assignment]
                    row.marks.setdefault(mark.tip, set()).add(number)
            rows.append(row)
    return rows
