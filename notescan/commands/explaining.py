"""How a find came to be, in lines to read: for `patterns try` and `patterns explain`."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from notescan.commands.output import one_line
from notescan.model import Evidence, Note
from notescan.pipeline.explain import ClauseRead, Item, PatternMet, SentenceRead

_WIDTH = 100


def tried(item: Item) -> Iterator[str]:
    """What patterns find in a tried sentence."""
    yield one_line(f"{item.found.tip}   {item.found.stance}   {item.quote}")
    yield from _reasons(item)
    if item.found.worth is not None:
        left = "; a scan would leave it out" if item.left_out else ""
        yield f"  likely: {item.found.worth:.2f} by marked cases{left}"


def explained(item: Item, evidence: Evidence, note: Note) -> Iterator[str]:
    """How an item of a case came to be."""
    yield one_line(f"{evidence.id}   {evidence.tip}   {evidence.stance}   {evidence.strength}")
    yield wrapped(item.quote, "  quote: ")
    yield wrapped(item.sentence, "  sentence: ")
    told = (note.date and f"{note.date.day} {note.date:%b %Y}", note.type, note.author, evidence.place)
    yield wrapped(", ".join(part for part in told if part), "  note: ")
    yield wrapped(note.kind or "none that is known", "  kind of note: ")
    yield from _reasons(item)
    if evidence.worth is not None:
        yield f"  likely: {evidence.worth:.2f} by marked cases"


def as_json(data: object) -> str:
    """For programs."""
    return json.dumps(data, ensure_ascii=False, indent=2)


def item_data(item: Item) -> dict[str, Any]:
    """An item with everything that led to it."""
    return {
        "tip": item.found.tip,
        "stance": item.found.stance,
        "quote": item.quote,
        "sentence": item.sentence,
        "worth": item.found.worth,
        "left_out": item.left_out,
        "met": [
            {
                "pattern": met.pattern.id,
                "means": met.pattern.means,
                "file": met.pattern.file,
                "line": met.pattern.line,
                "clause": clause_data(met.clause),
                "by": [{"concept": name, "words": list(words)} for name, words in met.words],
            }
            for met in item.met
        ],
        "decided_by": [asdict(word) for word in item.decided_by],
        "like": list(item.found.like),
    }


def sentence_data(sentence: SentenceRead) -> dict[str, Any]:
    """A sentence as the engine understood it."""
    return {
        "text": sentence.text,
        "label": list(sentence.label),
        "clauses": [clause_data(clause) for clause in sentence.clauses],
    }


def clause_data(clause: ClauseRead) -> dict[str, Any]:
    """A clause as the engine understood it."""
    concepts = [{"concept": name, "words": list(words)} for name, words in clause.concepts]
    return {**asdict(clause), "concepts": concepts}


def as_read(sentence: SentenceRead) -> Iterator[str]:
    """A sentence as the engine understood it: its clauses, who does and tells what, and the concepts in them."""
    for clause in sentence.clauses:
        yield wrapped(clause.text, "  clause: ")
        yield wrapped(_who(clause), "    ")
        yield wrapped(_with_words(clause.concepts) or "none", "    concepts: ")
    if sentence.label:
        yield wrapped(", ".join(sentence.label), "  label: ")


def wrapped(text: str, label: str) -> str:
    """`text` behind its label, in lines that fit a page and can do nothing to a terminal."""
    return textwrap.fill(
        one_line(text),
        width=_WIDTH,
        initial_indent=one_line(label),
        subsequent_indent="    ",
        break_on_hyphens=False,
    )


def _reasons(item: Item) -> Iterator[str]:
    for met in item.met:
        yield from _pattern(met)
    if not item.met:
        yield "  no pattern found it; it is suggested by likeness to confirmed evidence"
        yield from (wrapped(sentence, "    like: ") for sentence in item.found.like)
    if item.decided_by:
        words = ", ".join(f'"{w.words}" ({w.kind}, from the list {w.list})' for w in item.decided_by)
        yield wrapped(words, "  because of: ")
    elif item.met:
        yield f"  because of: the pattern itself ({item.found.stance}); no words around it say otherwise"


def _pattern(met: PatternMet) -> Iterator[str]:
    yield wrapped(f"{met.pattern.means} ({met.pattern.file}, line {met.pattern.line})", f"  {met.pattern.id}: ")
    if met.clause.text:
        yield wrapped(f'"{met.clause.text}"; {_who(met.clause)}', "    in: ")
    if met.words:
        yield wrapped(_with_words(met.words), "    by: ")


def _who(clause: ClauseRead) -> str:
    told = [
        ("who", clause.who),
        ("done by", clause.by),
        ("account", clause.account),
        ("voice", clause.voice),
    ]
    return ", ".join(f"{name}: {role}" for name, role in told if role) or "who: not known"


def _with_words(concepts: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    return "; ".join(f"{name} ({', '.join(words)})" for name, words in concepts)
