"""Put an entry into a list of a YAML file that a person wrote, or take it out, and leave every other character alone.

The file's text is mended where the entry belongs; it is never written anew from its data, so comments, order and layout
stay. What was done is proved by reading the result back before it is kept.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from notescan.errors import UserError

Entry = str | Mapping[str, str]

_EMPTY_OR_COMMENT = re.compile(r"[ \t]*(?:#.*)?\Z")


class _Loader(yaml.SafeLoader):
    """Every plain word is a string; the pure loader, whose marks count characters."""


_Loader.yaml_implicit_resolvers = {"": [("tag:yaml.org,2002:null", re.compile(""))]}


def add_entry(path: Path, key: str, entry: Entry, *, head: str = "") -> bool:
    """Put `entry` at the end of the list `key` at the top of the file, made with `head` where it is not there.

    False where the list has it already. UserError where the file can't be read or written.
    """
    text, data = _read(path, head)
    have = data.get(key) or []
    if entry in have:
        return False
    _keep(path, _with(text, key, entry), {**data, key: [*have, entry]})
    return True


def has_entry(path: Path, key: str, entry: Entry) -> bool:
    """Whether the list has it; a file that can't be read has nothing."""
    try:
        return entry in (_read(path, "")[1].get(key) or [])
    except UserError:
        return False


def remove_entry(path: Path, key: str, entry: Entry) -> bool:
    """Take `entry` out of the list `key`; False where it does not have it."""
    text, data = _read(path, "")
    have = data.get(key) or []
    if entry not in have:
        return False
    at = have.index(entry)
    left = [e for n, e in enumerate(have) if n != at]
    wanted = {**data, key: left} if left else {k: v for k, v in data.items() if k != key}
    _keep(path, _without(text, key, at, path), wanted)
    return True


def _read(path: Path, head: str) -> tuple[str, dict[str, Any]]:
    try:
        # newline="" keeps a file's own line ends
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
    except FileNotFoundError:
        return head, {}
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path}: it can't be read ({error}); mend the file first") from None
    try:
        data = yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise UserError(f"{path}{where}: it can't be read as YAML; mend the file first") from None
    if data is None:
        return text, {}
    if not isinstance(data, dict):
        raise UserError(f"{path}: it is no pattern file; mend the file first")
    return text, data


def _with(text: str, key: str, entry: Entry) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    found = _node(text, key)
    if found is None:
        gap = "" if not text or text.endswith("\n") else end
        return f"{text}{gap}{key}:{end}{_block(entry, '  ', end)}"
    name, value = found
    if isinstance(value, yaml.SequenceNode) and value.flow_style:
        at = value.end_mark.index - 1
        comma = ", " if value.value else ""
        return f"{text[:at].rstrip()}{comma}{json.dumps(entry, ensure_ascii=False)}{text[at:]}"
    if isinstance(value, yaml.SequenceNode):
        at = _end_of_block(text, value)
        gap = "" if text[:at].endswith("\n") else end
        return f"{text[:at]}{gap}{_block(entry, ' ' * value.start_mark.column, end)}{text[at:]}"
    # the key stands there with nothing behind it
    at = text.find("\n", name.end_mark.index) + 1 or len(text)
    gap = "" if text[:at].endswith("\n") else end
    return f"{text[:at]}{gap}{_block(entry, '  ', end)}{text[at:]}"


def _without(text: str, key: str, number: int, path: Path) -> str:
    found = _node(text, key)
    if found is None or not isinstance(found[1], yaml.SequenceNode) or found[1].flow_style:
        raise UserError(f"{path}: the list '{key}' is written in one line; take the example out by hand")
    name, value = found
    items = value.value
    if len(items) == 1:
        return text[: _line_start(text, name.start_mark.index)] + text[_end_of_block(text, value) :]
    start = _line_start(text, items[number].start_mark.index)
    if number + 1 < len(items):
        return text[:start] + text[_line_start(text, items[number + 1].start_mark.index) :]
    return text[:start] + text[_end_of_block(text, value) :]


def _node(text: str, key: str) -> tuple[yaml.ScalarNode, yaml.Node] | None:
    tree = yaml.compose(text, Loader=_Loader)
    for name, value in tree.value if isinstance(tree, yaml.MappingNode) else ():
        if name.value == key:
            return name, value
    return None


def _line_start(text: str, index: int) -> int:
    return text.rfind("\n", 0, index) + 1


def _end_of_block(text: str, value: yaml.Node) -> int:
    """The start of the line after the list's last entry: a block's own end lies behind the empty lines after it."""
    at = value.end_mark.index
    start = _line_start(text, at)
    if at > start and not _EMPTY_OR_COMMENT.match(text[start:at]):
        # the last entry ends in this line
        return text.find("\n", at) + 1 or len(text)
    at = start
    while at and _EMPTY_OR_COMMENT.match(text[(before := _line_start(text, at - 1)) : at].rstrip("\r\n")):
        at = before
    return at


def _block(entry: Entry, indent: str, end: str) -> str:
    if isinstance(entry, str):
        return f"{indent}- {json.dumps(entry, ensure_ascii=False)}{end}"
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in entry.items()]
    return f"{indent}- " + f"{end}{indent}  ".join(lines) + end


def _keep(path: Path, text: str, wanted: Mapping[str, Any]) -> None:
    """Write the text whole or not at all, once it is sure to say what it should."""
    try:
        says = yaml.load(text, Loader=_Loader)
    except yaml.YAMLError:
        says = None
    if (says or {}) != wanted:
        raise UserError(f"{path}: its layout leaves no room that is safe to write in; put the example in by hand")
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8", newline="") as f:
            f.write(text)
            f.flush()
            os.fsync(f.fileno())
        if path.exists():
            part.chmod(path.stat().st_mode & 0o777)
        part.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise UserError(f"{path} can't be written: {error.strerror or error}") from None
