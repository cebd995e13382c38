"""The entries of a pattern file with their lines; what can't be read is told and leaves the other files alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from notescan.pipeline.layers import Problem
from notescan.pipeline.plain_yaml import PlainLoader


@dataclass(frozen=True, slots=True)
class FileRead:
    """The entries of a file's main list, each with its line, and what else stands at its top."""

    entries: list[tuple[dict[str, Any], int]]
    beside: dict[str, Any]
    lines: dict[str, list[int]]
    """For each list at the top, the line of each of its entries."""


def read_entries(
    path: Path, shown: str, key: str, problems: list[Problem], *, also: Sequence[str] = ()
) -> FileRead | None:
    """The list `key` of a file, and the lists named in `also`; None where it can't be read. `key` may be missing then.

    `shown` is the file's name as it is told in `problems`.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = yaml.load(text, Loader=PlainLoader)
        lines = _lines(text)
    except (yaml.YAMLError, UnicodeDecodeError, OSError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or str(error)
        problems.append(Problem(shown, mark.line + 1 if mark else 1, f"it can't be read as YAML: {said}"))
        return None
    if data is None:
        return FileRead([], {}, {})
    held = data if isinstance(data, dict) else {}
    beside = {name: held[name] for name in also if held.get(name) is not None}
    items = held.get(key, [] if beside else None)
    if not isinstance(items, list) or not all(isinstance(i, dict) for i in items):
        problems.append(Problem(shown, 1, f"it must hold a list named '{key}'"))
        return None
    for name in sorted(set(map(str, held)) - {key, "about", *also}):
        problems.append(Problem(shown, 1, f"unknown key '{name}' beside '{key}'"))
    return FileRead(list(zip(items, lines.get(key, []), strict=True)), beside, lines)


def _lines(text: str) -> dict[str, list[int]]:
    tree = yaml.compose(text, Loader=PlainLoader)
    return {
        name.value: [node.start_mark.line + 1 for node in value.value]
        for name, value in (tree.value if isinstance(tree, yaml.MappingNode) else ())
        if isinstance(value, yaml.SequenceNode)
    }
