"""The words of patterns/telling.yaml: whose agency speaks, and what two sentences have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from notescan.data import data_dir
from notescan.errors import UserError
from notescan.yaml_files import read_yaml

NAME = "telling.yaml"
TOLD = ("heard", "alone", "observed", "seen", "answered", "asked", "to-be-asked")
_LETTERS = {"'": "['’]", "-": "[-–]", " ": " ", "#": r"\d+"}


@dataclass(frozen=True)
class WordLists:
    """Everything that the file holds. Phrases are in small letters; see `expression`."""

    told: Mapping[str, tuple[str, ...]]
    """What a sentence tells of a child or an agency: one list for each of `TOLD`, with the capitals of the file."""
    names: Mapping[str, tuple[str, ...]]
    """By agency, what it and its people are called."""
    clues: Mapping[str, tuple[str, ...]]
    """By agency, what it alone tells of."""
    no_agency: tuple[str, ...]
    empty: frozenset[str]
    alike: Mapping[str, str]
    """By word, the name of the group of words that mean the same."""
    weak: frozenset[str]


def expression(phrases: Iterable[str]) -> str:
    """A regular expression for any of the phrases, longer ones first; for none, one that fails."""
    listed = "|".join(_of_phrase(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return f"(?:{listed})" if listed else r"(?!)"


def _of_phrase(phrase: str) -> str:
    return " ".join(r"\w+" if word == "*" else "".join(map(_of_letter, word)) for word in phrase.split())


def _of_letter(letter: str) -> str:
    return r"\w*" if letter == "*" else _LETTERS.get(letter) or re.escape(letter)


def load_word_lists(path: Path) -> WordLists:
    """The lists of that file; UserError naming the file and the part that is wrong."""
    data: Any = read_yaml(path, plain=True)
    if not isinstance(data, dict) or data.keys() != {"told", "agencies", "no-agency", "senses"}:
        raise UserError(f"{path}: four parts are wanted: 'told', 'agencies', 'no-agency' and 'senses'")
    told, agencies, senses = data["told"], data["agencies"], data["senses"]
    if not isinstance(told, dict) or told.keys() != set(TOLD):
        raise UserError(f"{path}, told: these lists are wanted: {', '.join(TOLD)}")
    if not isinstance(agencies, dict) or not all(
        isinstance(lists, dict) and lists.keys() == {"names", "clues"} for lists in agencies.values()
    ):
        raise UserError(f"{path}, agencies: each agency wants two lists, 'names' and 'clues'")
    if not isinstance(senses, dict) or senses.keys() != {"empty", "alike", "weak"}:
        raise UserError(f"{path}, senses: three parts are wanted: 'empty', 'alike' and 'weak'")
    if not isinstance(senses["alike"], dict):
        raise UserError(f"{path}, senses: 'alike' must be lists of words, each with a name")
    return WordLists(
        told={name: _words(path, name, told[name], lower=False) for name in TOLD},
        names={name: _words(path, f"names of {name}", lists["names"]) for name, lists in agencies.items()},
        clues={name: _words(path, f"clues of {name}", lists["clues"]) for name, lists in agencies.items()},
        no_agency=_words(path, "no-agency", data["no-agency"]),
        empty=frozenset(_words(path, "empty", senses["empty"])),
        alike={word: name for name, some in senses["alike"].items() for word in _words(path, f"alike, {name}", some)},
        weak=frozenset(_words(path, "weak", senses["weak"])),
    )


def _words(path: Path, where: str, words: Any, *, lower: bool = True) -> tuple[str, ...]:
    if not isinstance(words, list) or not all(isinstance(word, str) and word.strip(" *") for word in words):
        raise UserError(f"{path}, {where}: it must be a list of words; quote what begins with a mark")
    return tuple(word.lower() for word in words) if lower else tuple(words)


@cache
def word_lists() -> WordLists:
    """The lists that ship with notescan."""
    return load_word_lists(data_dir("patterns") / NAME)
