"""What kind of note a note is: the words of its type looked up in patterns/note-kinds.yaml."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from ..data import data_dir, own_patterns
from ..errors import UserError
from ..yaml_files import read_yaml

KINDS = (
    "visit failed-visit direct-work supervision management review conference core-group meeting strategy call email "
    "letter text assessment plan contact-family-time referral allocation court health education placement legal "
    "chronology observation report handover other"
).split()
KINDS_FILE = "note-kinds.yaml"
_REMEMBERED = 10_000
_TOKENS = re.compile(r"[^\W_]+")


def _words(text: str) -> tuple[str, ...]:
    return tuple(_TOKENS.findall(text.casefold()))


class KindTable:
    """A list of kinds with the words that stand for each."""

    def __init__(self, rows: Iterable[tuple[str, Iterable[str], Iterable[str]]]) -> None:
        self._seen: dict[str | None, str] = {}
        self._whole: dict[tuple[str, ...], str] = {}
        self._parts: dict[tuple[str, ...], tuple[int, str]] = {}
        for rank, (kind, whole, parts) in enumerate(rows):
            for phrase in whole:
                self._whole.setdefault(_words(phrase), kind)
            for phrase in parts:
                self._parts.setdefault(_words(phrase), (rank, kind))
        self._longest = max((len(p) for p in self._parts), default=0)
        self.words = frozenset(w for p in (*self._parts, *self._whole) for w in p if len(w) > 1)
        """Every word of the table: none of them is a person's name."""

    def kind(self, note_type: str | None) -> str:
        """The kind that `note_type` stands for; "other" where the table has none."""
        known = self._seen.get(note_type)
        if known is None:
            known = self._look_up(_words((note_type or "")[:200])[:20])
            if len(self._seen) < _REMEMBERED:
                self._seen[note_type] = known
        return known

    def _look_up(self, words: tuple[str, ...]) -> str:
        if words in self._whole:
            return self._whole[words]
        # A short form at the start, with what it was about after it: "HV to mother".
        hits = [self._parts[w] for w in _runs(words, self._longest) if w in self._parts]
        if hits:
            return min(hits)[1]
        return self._whole.get(words[:1], "other")

    def knows(self, note_type: str) -> bool:
        """Whether the table has a kind for `note_type`."""
        return self.kind(note_type) != "other"


def _runs(words: tuple[str, ...], longest: int) -> Iterable[tuple[str, ...]]:
    for i in range(len(words)):
        for n in range(1, min(longest, len(words) - i) + 1):
            yield words[i : i + n]


def load_kinds(*paths: Path) -> KindTable:
    """The table of these files, the first before the others; UserError naming the file and the entry that is wrong."""
    return KindTable(row for path in paths for row in _rows(path))


def _rows(path: Path) -> list[tuple[str, list[str], list[str]]]:
    data: Any = read_yaml(path)
    if not isinstance(data, list):
        raise UserError(f"{path}: a list of kinds is wanted, each beginning with '- kind:'")
    return [_row(path, number, entry) for number, entry in enumerate(data, start=1)]


def _row(path: Path, number: int, entry: Any) -> tuple[str, list[str], list[str]]:
    where = f"{path}, entry {number}"
    if not isinstance(entry, dict) or entry.get("kind") not in KINDS:
        raise UserError(f"{where}: 'kind' must be one of {', '.join(KINDS)}")
    unknown = entry.keys() - {"kind", "is", "says"}
    if unknown:
        raise UserError(f"{where}: unknown key '{min(map(str, unknown))}'; use 'kind', 'is' and 'says'")
    lists = [entry.get("is") or [], entry.get("says") or []]
    for values in lists:
        if not isinstance(values, list) or not all(isinstance(v, str) and _words(v) for v in values):
            raise UserError(
                f"{where} ({entry['kind']}): 'is' and 'says' must be lists of words; quote numbers and yes/no"
            )
    return entry["kind"], lists[0], lists[1]


@cache
def default_kinds() -> KindTable:
    """The table that ships with notescan, with the user's own above it (`note-kinds.yaml` in their own patterns).

    Read once in a run: it is asked for at every note.
    """
    mine, ours = own_patterns() / KINDS_FILE, data_dir("patterns") / KINDS_FILE
    if mine.is_file():
        # one that can't be used is told where patterns are read, and stops no case from being read
        with contextlib.suppress(UserError):
            return load_kinds(mine, ours)
    return load_kinds(ours)


def kind_of(note_type: str | None) -> str:
    """The kind of a note of that type, by the table that ships with notescan and the user's own."""
    return default_kinds().kind(note_type)
