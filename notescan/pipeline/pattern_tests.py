"""Run every pattern's own examples: what it must find, and what it must ignore."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from notescan.data import data_dir
from notescan.model import Note, Roster
from notescan.pipeline.library import Example, Library, Pattern

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from notescan.pipeline.analysis import Found

LEAST_EXAMPLES = 3
_CLOSE_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that did not do what it should."""

    pattern: str
    example: str
    problem: str
    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.pattern}: {self.problem}: {self.example}"


def load_cast(folder: Path | None = None) -> Roster:
    """The people whose names the examples use (patterns/cast.yaml)."""
    path = (folder or data_dir("patterns")) / "cast.yaml"
    if not path.is_file():
        path = data_dir("patterns") / "cast.yaml"
    return Roster.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


def test_patterns(library: Library, only: Sequence[str] | None = None, folder: Path | None = None) -> list[Failure]:
    """Every failing example of the library; `only` names the patterns, tips or areas to try."""
    import spacy

    from notescan.pipeline.build import make_engine, notescan_sentences

    nlp = spacy.blank("en")
    cast = load_cast(folder)
    failures: list[Failure] = []
    for area in sorted({p.tip.partition(".")[0] for p in library.patterns}):
        wanted = [p for p in library.for_area(area) if not only or {p.id, p.tip, area} & set(only)]
        if not wanted:
            continue
        engine = make_engine(nlp, library, area, folder)
        for pattern in wanted:
            failures.extend(_too_few(pattern))
            for example, must_find in [
                *((e, True) for e in pattern.finds),
                *((e, False) for e in pattern.ignores),
            ]:
                doc, shift = _doc_of(nlp, example)
                items = [
                    (f, doc[f.start : f.end])
                    for f in engine.read(notescan_sentences(doc), roster=cast, note=_note_of(example))
                    if f.tip == pattern.tip and pattern.id in {p.id for p in f.patterns}
                ]
                found = [
                    (f, span.start_char - shift, span.end_char - shift) for f, span in items if span.end_char > shift
                ]
                problem = (
                    _problem(example, pattern, found)
                    if must_find
                    else ("it finds what it must ignore" if found else None)
                )
                if problem:
                    failures.append(Failure(pattern.id, example.text, problem, pattern.file, pattern.line))
    return failures


def _too_few(pattern: Pattern) -> Iterator[Failure]:
    for name, some in (("finds", pattern.finds), ("ignores", pattern.ignores)):
        if len(some) < LEAST_EXAMPLES:
            said = f"it needs at least {LEAST_EXAMPLES} examples under '{name}' and has {len(some)}"
            yield Failure(pattern.id, "", said, pattern.file, pattern.line)
    for example in pattern.finds:
        if "[[" not in example.text or "]]" not in example.text.partition("[[")[2]:
            yield Failure(pattern.id, example.text, "mark the quote with [[ and ]]", pattern.file, pattern.line)


def _doc_of(nlp: Language, example: Example) -> tuple[Doc, int]:
    head = f"{example.before} " if example.before else ""
    head += f"{example.label}: " if example.label else ""
    return nlp.make_doc(head + example.plain), len(head)


def _note_of(example: Example) -> Note:
    return Note(id="example", start=0, end=0, body=0, kind=example.note, type=example.title)


def _problem(example: Example, pattern: Pattern, found: list[tuple[Found, int, int]]) -> str | None:
    start = example.text.find("[[")
    end = example.text.find("]]") - 2
    if not found:
        return "it does not find its own example"
    best, item = max(((_overlap(a, b, start, end), f) for f, a, b in found), key=lambda pair: pair[0])
    if best < _CLOSE_ENOUGH:
        quotes = ", ".join(repr(example.plain[max(0, a) : b]) for _, a, b in found)
        return f"it quotes {quotes} and not what is marked"
    wanted = example.stance or pattern.stance
    return None if item.stance == wanted else f"it says '{item.stance}' and not '{wanted}'"


def _overlap(a: int, b: int, c: int, d: int) -> float:
    """How much of two stretches is shared, as a part of what they cover together."""
    return max(0, min(b, d) - max(a, c)) / max(1, max(b, d) - min(a, c))
