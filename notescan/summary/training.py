"""The auditor's decisions for training other tools: a spaCy DocBin, and Prodigy's JSONL.

Confirmed and rejected items only; what is still open teaches nothing. Labels are "tip:stance".
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from notescan.model import CaseFile, Note, Stance
from notescan.review import Item
from notescan.values import Frozen

SPANS_KEY = "sc"
"""The span group that spaCy's span categorizer reads."""


class Decided(Frozen):
    """One item that the auditor confirmed or rejected."""

    tip: str
    stance: Stance
    start: int
    end: int
    sentence: tuple[int, int]
    confirmed: bool
    pattern: str
    decided_by: str

    @property
    def label(self) -> str:
        return f"{self.tip}:{self.stance}"


def decided(items: Iterable[Item]) -> list[Decided]:
    """The decided items, in their order."""
    return [
        Decided(
            tip=item.tip,
            stance=item.stance,
            start=item.evidence.start,
            end=item.evidence.end,
            sentence=(item.evidence.sentence.start, item.evidence.sentence.end),
            confirmed=item.state == "confirmed",
            pattern=item.evidence.pattern,
            decided_by=item.decided_by or "",
        )
        for item in items
        if item.is_decided
    ]


def render_docbin(case: CaseFile, items: Iterable[Decided]) -> bytes:
    """A DocBin with a Doc for each note that holds confirmed evidence; the quotes are spans under `SPANS_KEY`.

    Made with the tokenizer of `spacy.blank("en")`; a quote that ends within a token takes the whole token in.
    """
    import spacy
    from spacy.tokens import DocBin

    nlp = spacy.blank("en")
    found = DocBin(store_user_data=True)
    for note, some in _by_note(case, items):
        confirmed = [one for one in some if one.confirmed]
        if not confirmed:
            continue
        doc = nlp.make_doc(case.text[note.start : note.end])
        spans = [
            doc.char_span(one.start - note.start, one.end - note.start, label=one.label, alignment_mode="expand")
            for one in confirmed
        ]
        doc.spans[SPANS_KEY] = [span for span in spans if span is not None]
        doc.user_data["notescan"] = {"note": note.id, "date": note.date.isoformat() if note.date else None}
        found.add(doc)
    return found.to_bytes()


def render_prodigy(case: CaseFile, items: Iterable[Decided]) -> str:
    """A line of JSON for each decided item: its sentence, the span in it, and accept or reject."""
    lines = [
        json.dumps(_task(case, note, one), ensure_ascii=False) for note, some in _by_note(case, items) for one in some
    ]
    return "".join(f"{line}\n" for line in lines)


def _task(case: CaseFile, note: Note, one: Decided) -> dict[str, Any]:
    begin, end = min(one.sentence[0], one.start), max(one.sentence[1], one.end)
    return {
        "text": case.text[begin:end],
        "spans": [{"start": one.start - begin, "end": one.end - begin, "label": one.label}],
        "answer": "accept" if one.confirmed else "reject",
        "meta": {"note": note.id, "date": note.date.isoformat() if note.date else None, "pattern": one.pattern},
        "_annotator_id": one.decided_by,
    }


def _by_note(case: CaseFile, items: Iterable[Decided]) -> list[tuple[Note, list[Decided]]]:
    starts = [note.start for note in case.notes]
    some: dict[int, list[Decided]] = defaultdict(list)
    for one in items:
        some[max(0, bisect_right(starts, one.start) - 1)].append(one)
    return [(case.notes[at], some[at]) for at in sorted(some)]
