"""The words of patterns/events.yaml, ready to be looked up in a text: one regular expression for a whole list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, get_args

from notescan.data import data_dir
from notescan.errors import UserError
from notescan.over_time import EventKind
from notescan.sieve import SIEVE, Cue
from notescan.yaml_files import read_yaml

STATES = ("cancelled", "attempted", "due", "planned", "held", "denied")
VISITS = ("failed", "one", "seen", "met", "others")
MEETINGS = ("off",)
_KEYS = frozenset({"kind", "what", "titles", "names", "tells", "does", "tips"})
_KINDS = frozenset(get_args(EventKind))
_NONE = "none"
_END = ""
_GAP = "..."
_GAP_WORDS = 4
"""The most words that a gap in a phrase stands for."""
_NAMED = "*'s"
_Trie = dict[str, "_Trie"]
_WORD = re.compile(r"[^\s\-/:()]+")


@dataclass(frozen=True)
class Entry:
    """A sort of event. `does` names what was done by its words, all of one list in one expression."""

    kind: EventKind | None
    """None for words that only look like an event."""
    what: str
    does: Mapping[str, Cue] = field(default_factory=dict)


@dataclass(frozen=True)
class Name:
    """What words stand for: an entry, and whether they tell by themselves that it happened."""

    entry: Entry
    tells: bool


class Phrases:
    """Phrases, each with what it stands for; the longest that stands at a place is found."""

    def __init__(self, rows: Iterable[tuple[str, Name]]) -> None:
        self._of: dict[str, Name] = {}
        for phrase, name in rows:
            self._of.setdefault(_key(phrase), name)
        self.pattern = compile_words(self._of)
        self._whole = {key: name for key, name in self._of.items() if "*" not in key and _GAP not in key}
        open_ended = sorted((key for key in self._of if key not in self._whole), key=len, reverse=True)
        self._open = [(compile_words([key]), self._of[key]) for key in open_ended]
        self._met: dict[str, Name] = {}
        self._small = re.compile(self.pattern.pattern)

    def name_of(self, words: str) -> Name:
        """What the words of a match stand for."""
        found = self._whole.get(_key(words)) or self._met.get(words)
        if found is None:
            found = self._met[words] = next(name for pattern, name in self._open if pattern.fullmatch(words))
        return found

    def places(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where phrases stand between two places of a text: start and end of each, in order."""
        # Small letters in small letters, with the letter before `start`: faster than to look for both everywhere.
        before = max(0, start - 1)
        low = text[before:end].lower()
        if len(low) == end - before:
            return ((before + m.start(), before + m.end()) for m in self._small.finditer(low, start - before))
        return (m.span() for m in self.pattern.finditer(text, start, end))


@dataclass(frozen=True)
class Table:
    """Everything that the file holds."""

    titles: Phrases
    names: Phrases
    tips: Mapping[str, Entry]
    states: Mapping[str, re.Pattern[str]]
    visits: Mapping[str, re.Pattern[str]]
    meetings: Mapping[str, re.Pattern[str]]


def compile_words(phrases: Iterable[str]) -> re.Pattern[str]:
    """One expression for all phrases, capitals or not; the longest that stands at a place is found.

    Beginnings that phrases share are written once, which makes it several times faster than a plain list.
    """
    trie: _Trie = {}
    for phrase in phrases:
        at = trie
        for piece in _pieces(phrase):
            at = at.setdefault(piece, {})
        at[_END] = {}
    # A list with no words finds nothing.
    return re.compile(rf"(?<![\w'’])(?:{_expression(trie)})(?!\w)" if trie else r"(?!)", re.IGNORECASE)


def _pieces(phrase: str) -> Iterator[str]:
    """A phrase letter by letter, as expressions; "..." is a gap, "*'s" whoever's it is."""
    words = _WORD.findall(phrase.lower())
    for number, word in enumerate(words):
        if word == _GAP:
            yield rf"(?:[\s\-/:(),]+[\w'’]+){{0,{_GAP_WORDS}}}?"
            continue
        if number:
            yield r"[\s\-/:(),]+" if words[number - 1] == _GAP else r"[\s\-/:()]+"
        if word == _NAMED:
            yield r"\w+['’]s"
            continue
        for letter in word.rstrip("*"):
            yield "['’]" if letter in "'’" else re.escape(letter)
        if word.endswith("*"):
            yield r"\w*"


def _expression(trie: _Trie) -> str:
    """The expression of a trie; where a phrase ends and others go on, the longer are tried first."""
    branches = [piece + _expression(rest) for piece, rest in trie.items() if piece != _END]
    if not branches:
        return ""
    one = branches[0] if len(branches) == 1 and _END not in trie else f"(?:{'|'.join(branches)})"
    return f"{one}?" if _END in trie else one


def _key(words: str) -> str:
    return " ".join(_WORD.findall(words.casefold().replace("’", "'")))


def load_table(path: Path) -> Table:
    """The table of that file; UserError naming the file and the entry that is wrong."""
    data: Any = read_yaml(path, plain=True)
    if not isinstance(data, dict) or data.keys() != {"events", "states", "visits", "meetings"}:
        raise UserError(f"{path}: four parts are wanted: 'events', 'states', 'visits' and 'meetings'")
    if not isinstance(data["events"], list):
        raise UserError(f"{path}: 'events' must be a list, each entry beginning with '- kind:'")
    titles: list[tuple[str, Name]] = []
    names: list[tuple[str, Name]] = []
    tips: dict[str, Entry] = {}
    for number, row in enumerate(data["events"], start=1):
        entry = _entry(path, number, row)
        where = f"{path}, event {number}"
        titles += [(w, Name(entry, tells=True)) for w in _list(where, row, "titles")]
        names += [(w, Name(entry, tells=True)) for w in _list(where, row, "tells")]
        names += [(w, Name(entry, tells=False)) for w in _list(where, row, "names")]
        for tip in _list(where, row, "tips"):
            tips.setdefault(tip, entry)
    return Table(
        titles=Phrases(titles),
        names=Phrases(names),
        tips=tips,
        states=_lists(path, data["states"], "states", STATES),
        visits=_lists(path, data["visits"], "visits", VISITS),
        meetings=_lists(path, data["meetings"], "meetings", MEETINGS),
    )


def _entry(path: Path, number: int, row: Any) -> Entry:
    where = f"{path}, event {number}"
    if not isinstance(row, dict) or (row.get("kind") not in _KINDS and row.get("kind") != _NONE):
        raise UserError(f"{where}: 'kind' must be one of {', '.join(sorted(_KINDS))}, or {_NONE}")
    if unknown := row.keys() - _KEYS:
        raise UserError(f"{where}: unknown key '{min(map(str, unknown))}'; use {', '.join(sorted(_KEYS))}")
    does = row.get("does") or {}
    if not isinstance(does, dict):
        raise UserError(f"{where}: 'does' must be lists of words, each with a name")
    kind = None if row["kind"] == _NONE else row["kind"]
    words = {str(name): SIEVE.cue(compile_words(_list(where, does, name))) for name in does}
    return Entry(kind=kind, what=str(row.get("what") or ""), does=words)


def _lists(path: Path, data: Any, name: str, wanted: Iterable[str]) -> dict[str, re.Pattern[str]]:
    wanted = tuple(wanted)
    if not isinstance(data, dict) or data.keys() != set(wanted):
        raise UserError(f"{path}, {name}: these lists are wanted: {', '.join(wanted)}")
    return {key: compile_words(_list(f"{path}, {name}", data, key)) for key in wanted}


def _list(where: str, row: Mapping[str, Any], key: str) -> list[str]:
    words = row.get(key) or []
    if not isinstance(words, list) or not all(isinstance(w, str) and _WORD.search(w) for w in words):
        raise UserError(f"{where}: '{key}' must be a list of words; quote numbers, yes and no")
    return words


@cache
def default_table() -> Table:
    """The table that ships with notescan."""
    return load_table(data_dir("patterns") / "events.yaml")
