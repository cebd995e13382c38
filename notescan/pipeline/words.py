"""The words that a concept is looked for by: the forms of a word, and the anchor of a token pattern."""

from __future__ import annotations

from functools import cache
from typing import Any

from notescan.errors import UserError

_ALLOWED = frozenset(
    {"LOWER", "TEXT", "ORTH", "OP", "IS_DIGIT", "LIKE_NUM", "IS_TITLE", "IS_ALPHA", "IS_PUNCT", "SHAPE"}
)


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


def anchor_of(pattern: list[dict[str, Any]]) -> list[str]:
    """The words of the first token that must be there. UserError where a token pattern has none."""
    for token in pattern:
        if set(token) - _ALLOWED:
            raise UserError(
                f"a token pattern knows {', '.join(sorted(_ALLOWED))}, not {sorted(set(token) - _ALLOWED)[0]}"
            )
        if token.get("OP", "1") not in {"1", "+"} or "LOWER" not in token:
            continue
        lower = token["LOWER"]
        if isinstance(lower, str):
            return [lower]
        if isinstance(lower, dict) and set(lower) == {"IN"} and all(isinstance(word, str) for word in lower["IN"]):
            return list(lower["IN"])
    raise UserError("a token pattern needs at least one LOWER word that must be there")
