"""The word lists of `patterns/people.yaml`: what case notes call people, and what they are said to do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from notescan.data import data_dir
from notescan.errors import UserError
from notescan.model import Role

Gender = Literal["f", "m"]


@dataclass(frozen=True, slots=True)
class Group:
    """Words for one kind of person. `exact` words count only in the case in which they are written."""

    role: Role
    relation: str
    words: tuple[str, ...]
    exact: tuple[str, ...] = ()
    gender: Gender | None = None
    plural: bool = False
    body: bool = False
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """Everything in `people.yaml`; sets are of lower-case words unless the name says otherwise."""

    groups: tuple[Group, ...]
    not_people: tuple[str, ...]
    author: frozenset[str]
    pronouns: dict[str, tuple[str, bool]]
    """Pronoun to (f, m or plural; whether it is a subject's form)."""
    possessive: frozenset[str]
    report_verbs: frozenset[str]
    needs_that: frozenset[str]
    account_openers: frozenset[str]
    according_to: tuple[tuple[str, ...], ...]
    account_labels: frozenset[str]
    author_verbs: frozenset[str]
    body_verbs: frozenset[str]
    body_after: frozenset[str]
    place_before: frozenset[str]
    auxiliaries: frozenset[str]
    verbs: frozenset[str]
    passives: frozenset[str]
    prepositions: frozenset[str]
    not_names: frozenset[str]
    place_endings: frozenset[str]
    is_follows: frozenset[str]
    spoken_from: frozenset[str]
    owner_gap: frozenset[str]
    after_object: frozenset[str]
    joining: frozenset[str]
    states: frozenset[str]
    be: frozenset[str]
    not_verbs: frozenset[str]
    turned_verbs: frozenset[str]
    titles: dict[str, Gender | None]
    professional_titles: frozenset[str]
    any_verbs: frozenset[str]
    """All lists of verbs together."""


_WORD_LISTS = (
    *("needs_that", "account_openers", "account_labels", "author_verbs", "body_verbs", "body_after", "place_before"),
    *("auxiliaries", "verbs", "passives", "prepositions", "possessive"),
)
_WORD_TEXTS = (
    *("not_names", "place_endings", "is_follows", "spoken_from", "owner_gap", "after_object"),
    *("joining", "states", "be", "not_verbs", "turned_verbs"),
)


@lru_cache(maxsize=4)
def load_words(path: Path | None = None) -> Words:
    """The word lists, from `path` or from those that ship with the program. UserError where they can't be used."""
    path = path or data_dir("patterns") / "people.yaml"
    try:
        # The C loader, where PyYAML has it, is eight times faster.
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    except (OSError, yaml.YAMLError) as error:
        line = " ".join(str(error).split())
        raise UserError(f"{path.name}: the word lists for people can't be read: {line}") from error
    try:
        return _words(data, path.name)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise UserError(f"{path.name}: a list is missing or has the wrong form: {error}") from error


def _words(data: dict[str, Any], name: str) -> Words:
    """`data` as read from YAML, made into sets."""
    lists = {key: frozenset(str(word).lower() for word in data[key]) for key in _WORD_LISTS}
    lists.update({key: frozenset(data[key].lower().split()) for key in _WORD_TEXTS})
    pronouns = {
        word: (kind, form == "subject")
        for kind, forms in data["pronouns"].items()
        for form, words in forms.items()
        for word in words
    }
    titles: dict[str, Gender | None] = {}
    for gender, words in data["titles"].items():
        titles.update(dict.fromkeys(words, None if gender == "any" else gender))
    report_verbs = frozenset(form for forms in data["report_verbs"].values() for form in forms)
    lists["any_verbs"] = report_verbs.union(*(lists[k] for k in ("auxiliaries", "verbs", "passives", "author_verbs")))
    return Words(
        groups=tuple(_group(entry, name) for entry in data["people"]),
        not_people=tuple(data["not_people"]),
        author=frozenset(data["author"]["words"]),
        pronouns=pronouns,
        report_verbs=report_verbs,
        according_to=tuple(tuple(phrase.split()) for phrase in data["according_to"]),
        titles=titles,
        professional_titles=frozenset(data["professional_titles"]),
        **lists,
    )


def _group(entry: dict[str, Any], name: str) -> Group:
    """One entry of `people`; an unknown role or key is told with the words that it stands for."""
    known = {"role", "relation", "words", "exact", "gender", "plural", "body", "agency"}
    where = f"{name}: people, the group with {', '.join(entry.get('words', ['?'])[:3])}"
    if unknown := entry.keys() - known:
        raise UserError(f"{where}: unknown key {sorted(unknown)[0]!r}; known are {', '.join(sorted(known))}")
    if entry["role"] not in get_args(Role):
        raise UserError(f"{where}: unknown role {entry['role']!r}; known are {', '.join(get_args(Role))}")
    if not all(isinstance(word, str) for key in ("words", "exact") for word in entry.get(key, ())):
        raise UserError(f"{where}: put yes, no, on, off and numbers in quotation marks")
    return Group(**{**entry, "words": tuple(entry.get("words", ())), "exact": tuple(entry.get("exact", ()))})
