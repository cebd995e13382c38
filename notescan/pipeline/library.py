"""Patterns and concepts from their YAML files, layer over layer, checked when they are read.

A mistake is told with file, line and field. `load_library` never stops at a broken file: it lists it and goes on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, TypeVar

from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from notescan.errors import UserError
from notescan.model import AREAS, PatternSet, Stance
from notescan.pipeline.layers import Layer, Problem, layers_over
from notescan.pipeline.pattern_files import FileRead, read_entries
from notescan.pipeline.plain_yaml import Entry
from notescan.pipeline.words import anchor_of
from notescan.values import Frozen

_CONCEPT_FIELDS = ("clause", "any", "sentence", "before", "label", "title", "unless", "unless_sentence", "unless_label")
WHO_ROLES = ("child", "parent", "carer", "relative", "worker", "manager", "professional", "other")
TokenPattern = list[dict[str, Any]]


def _as_list(value: object) -> object:
    """One thing where a list is meant: `clause: says` is read as `clause: [says]`."""
    return [value] if isinstance(value, str | dict) else value


Strings = Annotated[tuple[str, ...], BeforeValidator(_as_list)]


class Example(Entry):
    """A sentence that a pattern must find (the quote between [[ and ]]) or ignore."""

    text: str
    note: str | None = None
    label: str | None = None
    title: str | None = None
    before: str | None = None
    stance: Stance | None = None
    file: str = ""
    """Where it stands, if not beside its pattern."""
    line: int = 0

    @property
    def plain(self) -> str:
        return self.text.replace("[[", "").replace("]]", "")


def _as_example(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


T = TypeVar("T", bound=BaseModel)
Examples = tuple[Annotated[Example, BeforeValidator(_as_example)], ...]


class Concept(Entry):
    """A thing the notes speak of, in all the words for it. Shared by the patterns of all tips."""

    id: str
    means: str
    verbs: Strings = ()
    nouns: Strings = ()
    words: Strings = ()
    tokens: tuple[TokenPattern, ...] = ()
    includes: Strings = ()
    """Other concepts, all of whose words count as well."""
    never: Strings = ()
    """Longer phrases in which the words mean something else."""
    without: Strings = ()
    """Words of the lists above that are taken out again: for a layer that changes the concept of another."""
    off: bool = False
    """Nothing is found by it."""
    file: str = ""


class Pattern(Entry):
    """What must meet, where, for a sentence to be evidence for a tip."""

    id: str
    means: str
    tip: str = ""
    stance: Stance = "for"
    who: Strings = ()
    voice: Strings = ()
    unless_voice: Strings = ()
    account: Strings = ()
    unless_account: Strings = ()
    unless_who: Strings = ()
    clause: Strings = ()
    any: Strings = ()
    words: Strings = ()
    sentence: Strings = ()
    before: Strings = ()
    label: Strings = ()
    own_label: bool = False
    """The label must stand in this very line, not be a heading above it."""
    title: Strings = ()
    """The type or title of the note holds one of these concepts."""
    note: Strings = ()
    unless: Strings = ()
    unless_words: Strings = ()
    unless_sentence: Strings = ()
    unless_note: Strings = ()
    unless_label: Strings = ()
    order: bool = False
    within: int | None = Field(default=None, ge=1)
    quote: Literal["clause", "sentence", "match"] = "clause"
    context: bool = True
    history: bool = False
    strength: Literal["strong", "possible"] = "strong"
    off: bool = False
    finds: Examples = ()
    ignores: Examples = ()
    file: str = ""
    line: int = 0
    layer: str = ""
    """The layer that it comes from, where that is not the lowest."""


class TipExample(Frozen):
    """A sentence that some pattern of a tip must find, or that none may find."""

    tip: str
    example: Example
    must_find: bool


class Place(NamedTuple):
    """Where an entry stands: the file as it is told, the line, and the file itself."""

    file: str
    line: int
    path: Path


@dataclass
class Library:
    """All concepts and patterns, with what could not be read."""

    concepts: dict[str, Concept] = field(default_factory=dict)
    patterns: list[Pattern] = field(default_factory=list)
    tip_examples: list[TipExample] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    layers: list[Layer] = field(default_factory=list)
    sets: tuple[PatternSet, ...] = ()
    digest: str = ""
    concept_places: dict[str, list[Place]] = field(default_factory=dict)
    """Where each concept is written, and where other layers change it."""

    def for_area(self, area: str) -> list[Pattern]:
        """The patterns of one checklist."""
        return [p for p in self.patterns if p.tip.partition(".")[0] == area and not p.off]

    def concepts_for(self, area: str) -> dict[str, Concept]:
        """The concepts that reading for an area needs: all but those of other areas that its patterns don't name."""
        named = {
            part
            for pattern in self.for_area(area)
            for field_name in _CONCEPT_FIELDS
            for item in getattr(pattern, field_name)
            for part in alternatives(item)
        }
        wanted = {c.id for c in self.concepts.values() if c.file == area or c.file not in AREAS} | named
        todo = [*wanted]
        while todo:
            concept = self.concepts.get(todo.pop())
            new = set(concept.includes) - wanted if concept else set()
            wanted |= new
            todo.extend(new)
        return {name: concept for name, concept in self.concepts.items() if name in wanted}

    @cached_property
    def by_id(self) -> dict[str, Pattern]:
        return {p.id: p for p in self.patterns}


def load_library(folder: Path | None = None) -> Library:
    """Read every concept and pattern: ours, the user's own over them, and those of `folder` over both.

    Raises UserError where `folder` can't be read at all; what is wrong inside single files is in `problems`.
    """
    layers, problems = layers_over(folder)
    library = Library(problems=problems, layers=layers)
    for layer in layers:
        for path in layer.concept_files():
            _read_concepts(library, layer, path)
    at: dict[tuple[str, str], int] = {}
    for layer in layers:
        below, here = dict(at), set[tuple[str, str]]()
        for path in layer.pattern_files():
            _read_patterns(library, layer, path, below=below, at=at, here=here)
    _check_includes(library)
    library.sets = tuple(PatternSet(name=la.name, version=la.version, digest=la.digest()) for la in layers)
    library.digest = hashlib.sha256("".join(s.digest for s in library.sets).encode()).hexdigest()[:12]
    return library


# ------------------------------------------------------------------------------------------ concepts


def _read_concepts(library: Library, layer: Layer, path: Path) -> None:
    shown, problems = layer.shown(path), library.problems
    read = read_entries(path, shown, "concepts", problems)
    for data, line in read.entries if read else ():
        name = str(data.get("id", "?"))
        place = Place(shown, line, path)
        places = library.concept_places.get(name, [])
        if name in WHO_ROLES or any(p.path.is_relative_to(layer.root) for p in places):
            problems.append(Problem(shown, line, f"the id '{name}' is used twice"))
            continue
        below = library.concepts.get(name)
        changes = below is not None and "means" not in data
        given = {**data, "means": below.means} if below is not None and changes else data
        concept = _built(Concept, {**given, "file": path.stem}, shown, line, problems)
        if concept is None:
            continue
        if wrong := _wrong_tokens(concept):
            problems.append(Problem(shown, line, f"{concept.id}: {wrong}"))
            continue
        concept = _changed(below, concept) if below is not None and changes else _without(concept)
        library.concepts[name] = concept
        library.concept_places[name] = [*places, place] if changes else [place]


_LISTS = ("verbs", "nouns", "words", "tokens", "includes", "never")


def _changed(below: Concept, above: Concept) -> Concept:
    """The concept of a lower layer with the words that a higher one adds and takes out."""
    lists = {name: (*getattr(below, name), *getattr(above, name)) for name in _LISTS}
    off = above.off if "off" in above.model_fields_set else below.off
    return _without(below.model_copy(update={**lists, "off": off, "without": above.without}))


def _without(concept: Concept) -> Concept:
    """The concept with nothing left in it that it takes out, or nothing at all where it is switched off."""
    if concept.off:
        return concept.model_copy(update=dict.fromkeys(_LISTS, ()))
    gone = {word.lower() for word in concept.without}
    if not gone:
        return concept
    lists = {
        name: tuple(word for word in getattr(concept, name) if word.lower() not in gone)
        for name in _LISTS
        if name != "tokens"
    }
    return concept.model_copy(update=lists)


def _wrong_tokens(concept: Concept) -> str | None:
    """What is wrong with the concept's token patterns, if anything."""
    for tokens in concept.tokens:
        try:
            anchor_of(tokens)
        except UserError as error:
            return str(error)
    return None


def _check_includes(library: Library) -> None:
    for concept in library.concepts.values():
        for name in concept.includes:
            if name not in library.concepts:
                place = library.concept_places[concept.id][-1]
                said = f"'{concept.id}' includes '{name}', which is no concept"
                library.problems.append(Problem(place.file, place.line, said))


# ------------------------------------------------------------------------------------------ patterns


def _read_patterns(
    library: Library,
    layer: Layer,
    path: Path,
    *,
    below: Mapping[tuple[str, str], int],
    at: dict[tuple[str, str], int],
    here: set[tuple[str, str]],
) -> None:
    """Add a file's patterns. `at` says where each stands in the library's list, `below` where those under it do;
    `here` are those of this layer so far.
    """
    shown, problems = layer.shown(path), library.problems
    tip = f"{path.parent.name}.{path.stem}"
    read = read_entries(path, shown, "patterns", problems, also=("finds", "ignores"))
    if read is None:
        return
    own = "" if layer.is_base else layer.name
    for data, line in read.entries:
        full = f"{path.stem}.{data.get('id', '')}"
        under = library.patterns[below[tip, full]] if (tip, full) in below else None
        changes = not layer.is_base and "means" not in data
        if changes and under is None:
            said = f"{full}: there is no such pattern to change; a new one says what it 'means'"
            problems.append(Problem(shown, line, said))
            continue
        made = {**data, "id": full, "tip": tip, "file": shown, "line": line, "layer": own}
        if changes and under is not None:
            # its own conditions come from below: they are checked with what is given here
            made["means"] = under.means
        pattern = _built(Pattern, made, shown, line, problems)
        if pattern and changes and under is not None:
            pattern = _mended(under, pattern, data)
        if pattern is None or _unknown_names(pattern, library, Place(shown, line, path)):
            continue
        if (tip, full) in here:
            problems.append(Problem(shown, line, f"the id '{full}' is used twice"))
            continue
        here.add((tip, full))
        if under is not None:
            library.patterns[below[tip, full]] = pattern
        else:
            at[tip, full] = len(library.patterns)
            library.patterns.append(pattern)
    for name in ("finds", "ignores"):
        _read_tip_examples(library, read, name, tip, shown)


def _mended(under: Pattern, given: Pattern, data: Mapping[str, Any]) -> Pattern:
    """The pattern of a lower layer with the fields that a higher one gives; its examples come on top."""
    names = {name.replace("-", "_") for name in data} - {"id", "finds", "ignores"}
    update: dict[str, Any] = {name: getattr(given, name) for name in names}
    for name in ("finds", "ignores"):
        more = (e.model_copy(update={"file": given.file, "line": given.line}) for e in getattr(given, name))
        update[name] = (*getattr(under, name), *more)
    if names - {"off"}:
        update |= {"file": given.file, "line": given.line, "layer": given.layer}
    return under.model_copy(update=update)


def _read_tip_examples(library: Library, read: FileRead, name: str, tip: str, shown: str) -> None:
    some = read.beside.get(name, [])
    if not isinstance(some, list):
        library.problems.append(Problem(shown, 1, f"'{name}' must be a list of sentences"))
        return
    for value, line in zip(some, read.lines.get(name, []), strict=True):
        made = _as_example(value)
        if not isinstance(made, dict):
            library.problems.append(Problem(shown, line, f"an entry of '{name}' must be a sentence"))
        elif example := _built(Example, {**made, "file": shown, "line": line}, shown, line, library.problems):
            library.tip_examples.append(TipExample(tip=tip, example=example, must_find=name == "finds"))


def _unknown_names(pattern: Pattern, library: Library, place: Place) -> bool:
    wrong = [
        (name, part)
        for name in _CONCEPT_FIELDS
        for item in getattr(pattern, name)
        for part in alternatives(item)
        if part not in library.concepts and part not in WHO_ROLES
    ]
    wrong += [
        (name, part)
        for name in ("who", "voice", "unless_voice", "unless_who", "account", "unless_account")
        for part in getattr(pattern, name)
        if part not in WHO_ROLES
    ]
    for name, part in wrong:
        said = f"{name.replace('_', '-')}: '{part}' is no concept"
        library.problems.append(Problem(place.file, place.line, f"{pattern.id}: {said}"))
    if not (
        pattern.voice
        or pattern.account
        or pattern.clause
        or pattern.any
        or pattern.words
        or pattern.label
        or pattern.sentence
    ):
        library.problems.append(Problem(place.file, place.line, f"{pattern.id}: it names nothing to look for"))
        return True
    return bool(wrong)


def alternatives(item: str) -> list[str]:
    """`seen | met` names two concepts, either of which will do."""
    return [part.strip() for part in item.split("|")]


def _built(kind: type[T], data: dict[str, Any], file: str, line: int, problems: list[Problem]) -> T | None:
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        for e in error.errors():
            where = ".".join(str(part) for part in e["loc"])
            problems.append(Problem(file, line, f"{data.get('id', '?')}: field '{where}': {e['msg']}"))
        return None
