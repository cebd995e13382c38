"""What an event is about: the words of patterns/themes.yaml in a passage, those that are denied left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from notescan.data import data_dir, own_patterns
from notescan.errors import UserError
from notescan.yaml_files import read_yaml

NAME = "themes.yaml"

_DENIED = re.compile(
    r"\b(?:no|not|never|without|denie[sd]|denying|nor|none)(?:\W+[\w'’]+){0,3}\W+$|n['’]t\W+(?:\w+\W+)?$"
)


class Themes:
    """The themes by name, each with the words that tell of it."""

    def __init__(self, rows: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._of = {name: re.compile(rf"\b(?:{'|'.join(map(_form, words))})", re.IGNORECASE) for name, words in rows}

    def of(self, text: str) -> dict[str, str]:
        """The themes that the text tells of, each with the words that showed it as they stand there."""
        found = {}
        for name, words in self._of.items():
            if hit := next((m for m in words.finditer(text) if not _DENIED.search(text[: m.start()])), None):
                found[name] = hit.group()
        return found


def _form(words: str) -> str:
    joined = r"[\s-]+".join(re.escape(word) for word in words.rstrip("*").split())
    return joined + (r"\w*" if words.endswith("*") else r"\b")


def load_themes(path: Path) -> Themes:
    """The themes of that file; UserError naming the file and the entry that is wrong."""
    data: Any = read_yaml(path)
    if not isinstance(data, list):
        raise UserError(f"{path}: a list of themes is wanted, each beginning with '- theme:'")
    return Themes(_row(path, number, entry) for number, entry in enumerate(data, start=1))


def _row(path: Path, number: int, entry: Any) -> tuple[str, list[str]]:
    if not isinstance(entry, dict) or entry.keys() != {"theme", "says"} or not isinstance(entry["theme"], str):
        raise UserError(f"{path}, entry {number}: a theme has 'theme' (its name) and 'says' (a list of words)")
    says = entry["says"]
    if not isinstance(says, list) or not says or not all(isinstance(w, str) and w.strip(" *") for w in says):
        raise UserError(f"{path}, entry {number} ({entry['theme']}): 'says' must be a list of words; quote yes and no")
    return entry["theme"], says


def themes_in_force() -> Themes:
    """The themes that ship with notescan, or the user's own file of them in their place."""
    own = own_patterns() / NAME
    return load_themes(own) if own.is_file() else default_themes()


@cache
def default_themes() -> Themes:
    """The themes that ship with notescan."""
    return load_themes(data_dir("patterns") / NAME)
