"""What the auditor decided, as rows to learn from: a sentence's features, a tip, and whether it was evidence for it.

The rows hold names of features ("has:school", "kind:visit", "w:kitchen") while learning lasts. What is kept are weights
of features that ship, so that no word of a case is written anywhere that did not ship before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from notescan.model import LIKENESS
from notescan.pipeline.build import load_engine, notescan_sentences
from notescan.pipeline.features import features_of
from notescan.review.fold import Item
from notescan.review.session import ReviewSession


@dataclass(frozen=True, slots=True)
class Judged:
    """One sentence that the auditor judged for one tip."""

    review: str
    note: str
    tip: str
    features: frozenset[str]
    is_evidence: bool
    by_pattern: bool = True
    """A pattern found it; else likeness did, or the auditor."""


def judged_in(session: ReviewSession, patterns: Path | None = None) -> list[Judged]:
    """Every sentence of the review that was confirmed, rejected, moved or added by hand.

    Of several judgements of one sentence for one tip, one "yes" makes it evidence.
    """
    verdicts: dict[str, list[tuple[int, str, bool, bool]]] = {}
    for item in session.items():
        for tip, is_evidence in _verdicts(item):
            by_pattern = tip == item.found.tip and not item.added_by_hand and item.found.pattern != LIKENESS
            verdicts.setdefault(item.evidence.note, []).append((item.evidence.start, tip, is_evidence, by_pattern))
    if not verdicts:
        return []
    area = session.checklist.tips[0].id.partition(".")[0]
    nlp, engine = load_engine(area, patterns)
    rows: list[Judged] = []
    for note in session.case.notes:
        if note.id not in verdicts:
            continue
        doc = notescan_sentences(nlp.make_doc(session.case.text[note.body : note.end]))
        reading = engine.prepare(doc, roster=session.roster(), note=note)
        starts = [note.body + sentence.line.start for sentence in reading.sentences]
        seen: dict[tuple[int, str], tuple[bool, bool]] = {}
        for start, tip, is_evidence, by_pattern in verdicts[note.id]:
            at = _sentence_at(starts, start)
            if at is not None:
                before = seen.get((at, tip), (False, False))
                seen[at, tip] = (before[0] or is_evidence, before[1] or by_pattern)
        rows.extend(
            Judged(session.id, note.id, tip, frozenset(features_of(reading, at)), is_evidence, by_pattern)
            for (at, tip), (is_evidence, by_pattern) in sorted(seen.items())
        )
    return rows


def _verdicts(item: Item) -> Iterator[tuple[str, bool]]:
    if item.state == "confirmed":
        yield item.tip, True
        if item.tip != item.found.tip:
            yield item.found.tip, False
    elif item.state == "rejected":
        yield item.found.tip, False


def _sentence_at(starts: Sequence[int], place: int) -> int | None:
    """The number of the last sentence that begins at or before a place."""
    at = None
    for number, start in enumerate(starts):
        if start > place:
            break
        at = number
    return at
