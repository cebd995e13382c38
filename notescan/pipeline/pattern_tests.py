"""Run every pattern's own examples: what it must find, and what it must ignore."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from notescan.data import data_dir
from notescan.errors import UserError
from notescan.model import Note, Roster, Stance
from notescan.pipeline.library import Example, Library, Pattern

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from notescan.pipeline.analysis import Found
    from notescan.pipeline.engine import Engine

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


def load_cast(library: Library | None = None) -> Roster:
    """The people whose names the examples use: cast.yaml of the topmost layer that has one."""
    roots = [layer.root for layer in reversed(library.layers)] if library else []
    path = next((p for root in roots if (p := root / "cast.yaml").is_file()), data_dir("patterns") / "cast.yaml")
    try:
        return Roster.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    except (OSError, ValueError, yaml.YAMLError) as error:
        said = str(error).splitlines()[0]
        raise UserError(f"{path}: the people of the examples can't be read ({said}); mend or remove it") from None


def test_patterns(library: Library, only: Sequence[str] | None = None) -> list[Failure]:
    """Every failing example of the library; `only` names the patterns, tips or areas to try."""
    import spacy

    from notescan.pipeline.build import make_engine

    nlp = spacy.blank("en")
    cast = load_cast(library)
    failures: list[Failure] = []
    for area in sorted({p.tip.partition(".")[0] for p in library.patterns}):
        wanted = [p for p in library.for_area(area) if not only or {p.id, p.tip, area} & set(only)]
        tips = {p.tip for p in wanted}
        of_tips = [
            e
            for e in library.tip_examples
            if e.tip in tips and (not only or {e.tip, area} & set(only) or _all_of(e.tip, library, only))
        ]
        if not wanted:
            continue
        reader = _Reader(nlp, make_engine(nlp, library, area), cast)
        for pattern in wanted:
            failures.extend(_too_few(pattern))
            for example, must_find in [*((e, True) for e in pattern.finds), *((e, False) for e in pattern.ignores)]:
                if problem := _of_pattern(example, pattern, reader.read(example, pattern.tip), must_find=must_find):
                    file, line = (example.file, example.line) if example.file else (pattern.file, pattern.line)
                    failures.append(Failure(pattern.id, example.text, problem, file, line))
        for of_tip in of_tips:
            example = of_tip.example
            if problem := _of_tip(example, reader.read(example, of_tip.tip), must_find=of_tip.must_find):
                failures.append(Failure(of_tip.tip, example.text, problem, example.file, example.line))
    return failures


def _all_of(tip: str, library: Library, only: Sequence[str]) -> bool:
    """Whether every pattern of the tip is asked for, so that the tip as a whole is."""
    return {p.id for p in library.patterns if p.tip == tip and not p.off} <= set(only)


class _Reader:
    """Reads examples as a note would be read."""

    def __init__(self, nlp: Language, engine: Engine, cast: Roster) -> None:
        self._nlp, self._engine, self._cast = nlp, engine, cast

    def read(self, example: Example, tip: str) -> list[tuple[Found, int, int]]:
        """What is found for the tip in the example's own sentence, with where it stands in that sentence."""
        from notescan.pipeline.build import notescan_sentences

        doc, shift = _doc_of(self._nlp, example)
        found = self._engine.read(notescan_sentences(doc), roster=self._cast, note=_note_of(example))
        spans = [(f, doc[f.start : f.end]) for f in found if f.tip == tip]
        return [(f, s.start_char - shift, s.end_char - shift) for f, s in spans if s.end_char > shift]


def _of_pattern(
    example: Example, pattern: Pattern, found: list[tuple[Found, int, int]], *, must_find: bool
) -> str | None:
    by_it = [entry for entry in found if pattern.id in {p.id for p in entry[0].patterns}]
    if must_find:
        return _problem(example, by_it, example.stance or pattern.stance)
    return "it finds what it must ignore" if by_it else None


def _of_tip(example: Example, found: list[tuple[Found, int, int]], *, must_find: bool) -> str | None:
    if must_find:
        problem = _problem(example, found, example.stance)
        return "no pattern of the tip finds it" if problem and not found else problem
    names = sorted({p.id for f, _, _ in found for p in f.patterns})
    return f"it must be ignored, but is found by {', '.join(names)}" if found else None


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


def _problem(example: Example, found: list[tuple[Found, int, int]], wanted: Stance | None) -> str | None:
    if not found:
        return "it does not find its own example"
    start = example.text.find("[[")
    end = example.text.find("]]") - 2
    best, item = max(((_overlap(a, b, start, end), f) for f, a, b in found), key=lambda pair: pair[0])
    if best < _CLOSE_ENOUGH:
        quotes = ", ".join(repr(example.plain[max(0, a) : b]) for _, a, b in found)
        return f"it quotes {quotes} and not what is marked"
    return None if wanted in (None, item.stance) else f"it says '{item.stance}' and not '{wanted}'"


def _overlap(a: int, b: int, c: int, d: int) -> float:
    """How much of two stretches is shared, as a part of what they cover together."""
    return max(0, min(b, d) - max(a, c)) / max(1, max(b, d) - min(a, c))
