"""The words that a concept is looked for by: the forms of a word, and the anchor of a token pattern."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from notescan.errors import UserError

TokenPattern = Sequence[Mapping[str, Any]]
_WORDS = frozenset({"LOWER", "TEXT", "ORTH", "SHAPE"})
_FLAGS = frozenset({"IS_DIGIT", "LIKE_NUM", "IS_TITLE", "IS_ALPHA", "IS_PUNCT"})
_OPS = {"?": (0, 1), "+": (1, None), "*": (0, None), "!": (1, 1)}
_TIMES = re.compile(r"\{(\d+)\}|\{(\d*),(\d*)\}")
_SETS = frozenset({"IN", "NOT_IN", "REGEX"})
_FREQUENT = frozenset(
    "the a an and or but of to in on at for with from by as is was were are be been has have had do did will would "
    "can could should not no he she it they i we you his her their its my our your him them this that these those "
    "there so if when then said says 's ’s . , - : ; ( ) \" '".split()
)
_FREQUENT_COSTS = 50
"""One frequent word is met about as often as this many others."""


@cache
def verb_forms(phrase: str) -> tuple[str, ...]:
    """All forms of a verb, or of a phrase that begins with one ("sign off")."""
    from lemminflect import getAllInflections

    head, _, rest = phrase.partition(" ")
    found = {form for forms in getAllInflections(head, upos="VERB").values() for form in forms}
    return _joined({head, *found} if found else {head, *_regular_verb(head)}, after=rest)


@cache
def noun_forms(phrase: str) -> tuple[str, ...]:
    """Singular and plural of a noun, or of a phrase that ends with one ("case note")."""
    from lemminflect import getAllInflections

    rest, _, head = phrase.rpartition(" ")
    found = {form for forms in getAllInflections(head, upos="NOUN").values() for form in forms}
    return _joined({head, *found} if found else {head, head + "s"}, before=rest)


def spellings(phrase: str) -> tuple[str, ...]:
    """The phrase with straight and with curly apostrophes, and as those write it who leave them out ("hasnt")."""
    if "'" not in phrase:
        return (phrase,)
    return (phrase, phrase.replace("'", "’"), *([phrase.replace("n't", "nt")] if "n't" in phrase else []))


def _joined(heads: set[str], *, before: str = "", after: str = "") -> tuple[str, ...]:
    return tuple(sorted(" ".join(part for part in (before, head, after) if part) for head in heads))


def _regular_verb(verb: str) -> tuple[str, ...]:
    if verb.endswith("e"):
        return verb + "s", verb + "d", verb[:-1] + "ing"
    return verb + "s", verb + "ed", verb + "ing"


def anchor_of(pattern: TokenPattern) -> list[str]:
    """The words of its anchor, of which one must be there for the pattern to match; UserError as `anchor_at` tells."""
    return words_that_must_be(pattern[anchor_at(pattern)])


def anchor_at(pattern: TokenPattern) -> int:
    """Which token of the pattern is its anchor: that whose words are met least often, of those that must be there.

    UserError where the pattern asks for what can't be looked for, or where none of its words must be there.
    """
    for token in pattern:
        for name, value in token.items():
            if name == "OP":
                how_often(token)
            elif name in _FLAGS:
                if not isinstance(value, bool):
                    raise UserError(f"{name} in a token pattern is true or false, not {value!r}")
            elif name in _WORDS:
                _check_words(name, value)
            else:
                known = ", ".join(sorted(_WORDS | _FLAGS | {"OP"}))
                raise UserError(f"a token pattern knows {known}, not {name}")
    must = [at for at, token in enumerate(pattern) if words_that_must_be(token)]
    if not must:
        raise UserError("a token pattern needs at least one LOWER word that must be there")
    return min(must, key=lambda at: _cost(pattern[at]))


def _check_words(name: str, value: object) -> None:
    if isinstance(value, str):
        return
    if not isinstance(value, dict) or not value or set(value) - _SETS:
        raise UserError(f"{name} in a token pattern is a word, or one of {', '.join(sorted(_SETS))}, not {value!r}")
    for how, what in value.items():
        if how == "REGEX":
            try:
                re.compile(what)
            except (re.error, TypeError) as error:
                raise UserError(f"the REGEX {what!r} of a token pattern can't be read: {error}") from None
        elif not isinstance(what, list) or not all(isinstance(word, str) for word in what):
            raise UserError(
                f"{how} in a token pattern is a list of words; put yes, no, on and numbers in quotation marks"
            )


def how_often(token: Mapping[str, Any]) -> tuple[int, int | None]:
    """How many words in a row a token of a pattern stands for, at least and at most; None where there is no end."""
    if "OP" not in token:
        return 1, 1
    op = token["OP"]
    if op in _OPS:
        return _OPS[op]
    match = _TIMES.fullmatch(op) if isinstance(op, str) else None
    if not match or match[0] == "{,}":
        raise UserError(f"the OP of a token is one of {' '.join(_OPS)} or like {{2,3}}, not {op!r}")
    if match[1]:
        return int(match[1]), int(match[1])
    return int(match[2] or 0), int(match[3]) if match[3] else None


def words_that_must_be(token: Mapping[str, Any]) -> list[str]:
    """The words, in small letters, of which one must stand here; none where the token tells no such words."""
    if token.get("OP") == "!" or not how_often(token)[0]:
        return []
    lower = token.get("LOWER")
    if isinstance(lower, str):
        return [lower]
    return list(lower["IN"]) if isinstance(lower, dict) and "IN" in lower else []


def _cost(token: Mapping[str, Any]) -> int:
    """How often a token's words are met, roughly."""
    words = words_that_must_be(token)
    return len(words) + _FREQUENT_COSTS * sum(word in _FREQUENT for word in words)
