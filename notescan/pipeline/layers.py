"""The folders that patterns are read from: ours, the user's own, and one given for a single run; each over the last.

A folder may hold `set.yaml`, which names it:

    name: Children's services audit team
    version: "3"
    instead: true       # nothing of the folders under it is used
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import ValidationError

from notescan import __version__
from notescan.data import data_dir, own_patterns
from notescan.errors import UserError
from notescan.pipeline.plain_yaml import Entry, PlainLoader
from notescan.read.kinds import KINDS_FILE, load_kinds

SET_FILE = "set.yaml"
YOURS = "yours"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a pattern file, and where."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Layer:
    """A folder of patterns; `is_base` where nothing lies under it."""

    name: str
    version: str
    root: Path
    is_base: bool

    def shown(self, path: Path) -> str:
        """A file of this layer as it is told: within the base by its place there, else in full."""
        if self.is_base:
            return path.relative_to(self.root).as_posix()
        try:
            return (Path("~") / path.relative_to(Path.home())).as_posix()
        except (ValueError, RuntimeError):
            return str(path)

    def concept_files(self) -> list[Path]:
        """Its word lists."""
        return sorted((self.root / "concepts").glob("*.yaml"))

    def pattern_files(self) -> list[Path]:
        """Its patterns: a folder per service area, a file per tip."""
        return sorted(path for path in self.root.glob("*/*.yaml") if path.parent.name != "concepts")

    def digest(self) -> str:
        """A hash of all its files, by which this very state of the layer is known again."""
        seen = hashlib.sha256()
        for path in sorted([*self.root.glob("*.yaml"), *self.root.glob("*/*.yaml")]):
            with contextlib.suppress(OSError):  # what can't be read is told where its entries are read
                seen.update(path.relative_to(self.root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
        return seen.hexdigest()[:12]


class _SetFile(Entry):
    name: str = ""
    version: str = ""
    about: str = ""
    instead: bool = False


def layers_over(folder: Path | None = None) -> tuple[list[Layer], list[Problem]]:
    """The layers in force, ours first, `folder` last; and what is wrong with a set.yaml.

    Raises UserError where `folder` is no folder, or holds nothing that is ours to read.
    """
    layers = [Layer("notescan", __version__, data_dir("patterns"), is_base=True)]
    problems: list[Problem] = []
    mine = own_patterns()
    above = [(YOURS, mine)] if mine.is_dir() else []
    if folder is not None and not (mine.is_dir() and folder.is_dir() and folder.samefile(mine)):
        _check(folder)
        above.append((folder.resolve().name, folder))
    if mine.is_dir():
        problems.extend(_kinds_problem(mine))
    for name, root in above:
        about = _read_set(root, problems)
        if about.instead:
            layers.clear()
        layers.append(Layer(about.name or name, about.version, root, is_base=not layers))
    return layers, problems


def state_of_files(folder: Path | None = None) -> int:
    """A number that is another one when a file of any layer has come, gone or changed."""
    roots = [data_dir("patterns"), own_patterns(), *([folder] if folder else [])]
    seen = []
    for root in roots:
        for path in (*root.glob("*.yaml"), *root.glob("*/*.yaml")):
            with contextlib.suppress(OSError):
                stat = path.stat()
                seen.append((str(path), stat.st_mtime_ns, stat.st_size))
    return hash(tuple(sorted(seen)))


def _kinds_problem(mine: Path) -> Iterator[Problem]:
    """What is wrong with the user's own names for kinds of note, which are read with a case and not with patterns."""
    path = mine / KINDS_FILE
    if path.is_file():
        try:
            load_kinds(path)
        except UserError as error:
            told = str(error).replace(str(path), "").lstrip(":, ")
            yield Problem(Layer("", "", mine, is_base=False).shown(path), 0, told)


def _check(folder: Path) -> None:
    if not folder.is_dir():
        raise UserError(f"{folder}: there is no such folder; give a folder of patterns")
    if not any(folder.glob("*/*.yaml")) and not any(folder.glob("*.yaml")):
        raise UserError(
            f"{folder}: there are no pattern files in it; they stand in a folder per service area"
            " (assessment/childs-voice.yaml) and in concepts/"
        )


def _read_set(root: Path, problems: list[Problem]) -> _SetFile:
    path = root / SET_FILE
    if not path.is_file():
        return _SetFile()
    shown = Layer("", "", root, is_base=False).shown(path)
    try:
        return _SetFile.model_validate(yaml.load(path.read_text(encoding="utf-8-sig"), Loader=PlainLoader) or {})
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or str(error)
        problems.append(Problem(shown, mark.line + 1 if mark else 1, f"it can't be read as YAML: {said}"))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        problems.append(Problem(shown, 1, f"field '{where}': {first['msg']}"))
    return _SetFile()
