"""The forms of a word: an audit lead writes `sign off`, the matcher also looks for `signed off`, `signing off`."""

from __future__ import annotations

from functools import cache


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
    """The phrase with straight and with curly apostrophes."""
    return (phrase, phrase.replace("'", "’")) if "'" in phrase else (phrase,)


def _joined(heads: set[str], *, before: str = "", after: str = "") -> tuple[str, ...]:
    return tuple(sorted(" ".join(part for part in (before, head, after) if part) for head in heads))


def _regular_verb(verb: str) -> tuple[str, ...]:
    if verb.endswith("e"):
        return verb + "s", verb + "d", verb[:-1] + "ing"
    return verb + "s", verb + "ed", verb + "ing"
