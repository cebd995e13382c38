"""The stance file: cue lists that an audit lead can read and mend, checked when they are read."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import Field, ValidationError

from notescan.errors import UserError
from notescan.pipeline.plain_yaml import Entry, PlainLoader
from notescan.pipeline.words import spellings

Where = Literal[
    "in small letters",
    "as an answer",
    "first word",
    "last word",
    "after a doer",
    "not before a number",
    "before a date",
    "a day after the note",
    "a year long before the note",
]
_YEARS = range(1960, 2040)
_MONTHS = "january february march april may june july august september october november december".split()


class CueList(Entry):
    """One list of cues. `reach` counts words; without it a cue rules to the end of its clause."""

    id: str = Field(min_length=1)
    kind: str
    direction: Literal["after", "before", "both"] = "after"
    reach: int | None = Field(default=None, ge=1)
    reach_before: int | None = Field(default=None, ge=1)
    where: Where | None = None
    unless_past: bool = False
    turns: bool = False
    words: tuple[str, ...] = Field(min_length=1)
    means: str = Field(min_length=1)
    examples: tuple[str, ...] = Field(min_length=1)


class StanceFile(Entry):
    """All of a stance file: the cue lists, and the words at which their rule ends."""

    cues: tuple[CueList, ...]
    stops: tuple[str, ...]
    stops_back: tuple[str, ...]
    stops_after_comma: tuple[str, ...]
    past: tuple[str, ...]
    whether: tuple[str, ...]
    doers: tuple[str, ...]
    not_doers: tuple[str, ...]
    allowing: tuple[str, ...] = ()
    not_verbs: tuple[str, ...]


def load_stance_file(path: Path, *, kinds: tuple[str, ...]) -> StanceFile:
    """The stance file at `path`. UserError with file and line where a key, a value or a kind is wrong."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path}: the stance file can't be read ({error}); put the file back") from None
    try:
        data = yaml.load(text, Loader=PlainLoader)
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or str(error)
        raise UserError(f"{path}, line {line}: not readable as YAML: {problem}") from None
    if not isinstance(data, dict):
        raise UserError(f"{path}, line 1: a stance file begins with cues:, a list of cue lists")
    try:
        file = StanceFile.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        steps = [str(step) for step in first["loc"]]
        line = _line(text, steps)
        raise UserError(f"{path}, line {line}: {_where(data, steps)}{_told(first['type'], first['msg'])}") from None
    for problem, at in _mistakes(file, kinds):
        raise UserError(f"{path}, line {_line(text, ['cues', *at])}: {problem}")
    return file


def wordings(word: str) -> Iterator[str]:
    """The ways a cue is written: straight, curly and missing apostrophes, every year for {year}."""
    if "{year}" in word:
        yield from (word.replace("{year}", str(year)) for year in _YEARS)
        return
    if "{day}" in word:
        yield from (word.replace("{day}", day) for day in days())
        return
    yield from spellings(word)
    if "n't" in word:
        yield word.replace("n't", "nt")


@lru_cache(maxsize=1)
def days() -> dict[str, tuple[int, int]]:
    """Every day of the year as notes write it without a year, in small letters, with its month and day."""
    found: dict[str, tuple[int, int]] = {}
    for month, name in enumerate(_MONTHS, start=1):
        for day in range(1, monthrange(2000, month)[1] + 1):
            end = "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
            names = {name, name[:3], name[:4] if name == "september" else name}
            told = [f"{d} {n}" for d in (str(day), f"{day}{end}") for n in names]
            told += [f"{d}/{m}" for d in {f"{day}", f"{day:02}"} for m in {f"{month}", f"{month:02}"}]
            told.append(f"{day:02}.{month:02}")
            found |= dict.fromkeys(told, (month, day))
    return found


def _mistakes(file: StanceFile, kinds: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    ids: set[str] = set()
    owners: dict[tuple[str, str | None], tuple[int, int]] = {}
    for i, entry in enumerate(file.cues):
        if entry.kind not in kinds:
            yield f'{entry.id}: "{entry.kind}" is no kind of cue; use one of: {", ".join(kinds)}', [str(i), "kind"]
        if entry.id in ids:
            yield f"{entry.id}: this id is given twice; rename one", [str(i), "id"]
        ids.add(entry.id)
        for k, word in enumerate(entry.words):
            at = [str(i), "words", str(k)]
            if not all(part.strip() for part in word.split(" ... ")):
                yield f'{entry.id}: "{word}" has no words to look for', at
            for said in wordings(word):
                if owners.setdefault((said.lower(), entry.where), (i, k)) != (i, k):
                    yield f'{entry.id}: "{word}" stands in two places; keep one', at


def _line(text: str, steps: list[str]) -> int:
    """The line of the deepest of `steps` that the file has."""
    node, line = yaml.compose(text, Loader=PlainLoader), 1
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if key.value == step), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and step.isdigit() and int(step) < len(node.value):
            node = node.value[int(step)]
            line = node.start_mark.line + 1
        else:
            break
    return line


def _where(data: dict[str, object], steps: list[str]) -> str:
    """The cue list and field that a mistake is in, as a reader of the file would say it."""
    cues = data.get("cues")
    name = ""
    if steps[0] == "cues" and len(steps) > 1 and isinstance(cues, list):
        entry = cues[int(steps[1])] if steps[1].isdigit() else None
        name = str(entry.get("id", "")) if isinstance(entry, dict) else ""
        steps = steps[2:]
    field = " ".join(step for step in steps if not step.isdigit())
    return f"{name}: {field}: " if name else f"{field}: "


def _told(kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return "there is no such key; check its spelling"
    if kind == "missing":
        return "this key is missing; add it"
    return message[0].lower() + message[1:]
