"""Patterns and concepts from their YAML files, checked when they are read.

A mistake is told with file, line and field. `load_library` never stops at a broken file: it lists it and goes on.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from notescan.data import data_dir
from notescan.errors import UserError
from notescan.model import AREAS, Stance
from notescan.pipeline.plain_yaml import Entry, PlainLoader
from notescan.pipeline.words import anchor_of

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


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a pattern file, and where."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.message}"


@dataclass
class Library:
    """All concepts and patterns, with what could not be read."""

    concepts: dict[str, Concept] = field(default_factory=dict)
    patterns: list[Pattern] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    digest: str = ""

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
    """Read every concept and pattern under `folder` (ours by default).

    Raises UserError where the folder can't be read at all; what is wrong inside single files is in `problems`.
    """
    root = folder or data_dir("patterns")
    if not (root / "concepts").is_dir():
        raise UserError(f"{root}: there is no folder 'concepts' in it; give a folder of patterns")
    library, seen = Library(), hashlib.sha256()
    for path in sorted((root / "concepts").glob("*.yaml")):
        seen.update(path.read_bytes())
        for data, line, name in _entries(path, root, "concepts", library.problems):
            concept = _built(Concept, {**data, "file": path.stem}, name, line, library.problems)
            if concept is None:
                continue
            if wrong := _wrong_tokens(concept):
                library.problems.append(Problem(name, line, f"{concept.id}: {wrong}"))
            elif concept.id in library.concepts or concept.id in WHO_ROLES:
                library.problems.append(Problem(name, line, f"the id '{concept.id}' is used twice"))
            else:
                library.concepts[concept.id] = concept
    for path in sorted(p for p in root.glob("*/*.yaml") if p.parent.name != "concepts"):
        seen.update(path.read_bytes())
        tip = f"{path.parent.name}.{path.stem}"
        for data, line, name in _entries(path, root, "patterns", library.problems):
            made = {**data, "id": f"{path.stem}.{data.get('id', '')}", "tip": tip, "file": name, "line": line}
            pattern = _built(Pattern, made, name, line, library.problems)
            if pattern and not _unknown_names(pattern, library):
                library.patterns.append(pattern)
    _check_ids(library)
    library.digest = seen.hexdigest()[:12]
    return library


def _wrong_tokens(concept: Concept) -> str | None:
    """What is wrong with the concept's token patterns, if anything."""
    for tokens in concept.tokens:
        try:
            anchor_of(tokens)
        except UserError as error:
            return str(error)
    return None


def _check_ids(library: Library) -> None:
    seen: set[tuple[str, str]] = set()
    for pattern in library.patterns:
        if (pattern.tip, pattern.id) in seen:
            library.problems.append(Problem(pattern.file, pattern.line, f"the id '{pattern.id}' is used twice"))
        seen.add((pattern.tip, pattern.id))
    for concept in library.concepts.values():
        for name in concept.includes:
            if name not in library.concepts:
                library.problems.append(
                    Problem("concepts", 0, f"'{concept.id}' includes '{name}', which is no concept")
                )


def _unknown_names(pattern: Pattern, library: Library) -> bool:
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
        library.problems.append(Problem(pattern.file, pattern.line, f"{pattern.id}: {said}"))
    if not (
        pattern.voice
        or pattern.account
        or pattern.clause
        or pattern.any
        or pattern.words
        or pattern.label
        or pattern.sentence
    ):
        library.problems.append(Problem(pattern.file, pattern.line, f"{pattern.id}: it names nothing to look for"))
        return True
    return bool(wrong)


def alternatives(item: str) -> list[str]:
    """`seen | met` names two concepts, either of which will do."""
    return [part.strip() for part in item.split("|")]


def _entries(path: Path, root: Path, key: str, problems: list[Problem]) -> list[tuple[dict[str, Any], int, str]]:
    name = str(path.relative_to(root))
    try:
        text = path.read_text(encoding="utf-8")
        data = yaml.load(text, Loader=PlainLoader)
        lines = _entry_lines(text, key)
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or str(error)
        problems.append(Problem(name, mark.line + 1 if mark else 1, f"it can't be read as YAML: {said}"))
        return []
    items = data.get(key) if isinstance(data, dict) else None
    if not isinstance(items, list) or not all(isinstance(i, dict) for i in items):
        problems.append(Problem(name, 1, f"it must hold a list named '{key}'"))
        return []
    if extra := set(data) - {key, "about"}:
        problems.append(Problem(name, 1, f"unknown key '{sorted(extra)[0]}' beside '{key}'"))
    return [(item, line, name) for item, line in zip(items, lines, strict=True)]


def _entry_lines(text: str, key: str) -> list[int]:
    """The line on which each entry of the list begins."""
    tree = yaml.compose(text, Loader=PlainLoader)
    for name, value in tree.value if isinstance(tree, yaml.MappingNode) else ():
        if name.value == key and isinstance(value, yaml.SequenceNode):
            return [node.start_mark.line + 1 for node in value.value]
    return []


def _built(kind: type[T], data: dict[str, Any], file: str, line: int, problems: list[Problem]) -> T | None:
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        for e in error.errors():
            where = ".".join(str(part) for part in e["loc"])
            problems.append(Problem(file, line, f"{data.get('id', '?')}: field '{where}': {e['msg']}"))
        return None
