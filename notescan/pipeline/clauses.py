"""Sentences into clauses: the unit in which concepts must meet and in which a negation holds.

A clause ends at a semicolon, colon or dash, before "but", "because", "although" and the like, and before "and", "so",
"then" or a comma where a new doer and a verb follow. It is a splitter by rule: it needs no tagger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BREAKS = frozenset({";", ":", "–", "—", " - ", "-", "|", "•"})
_SUBORDINATORS = frozenset(
    "but because although though whereas while whilst however since until unless if when whenever before after which "
    "who whose where so then despite except cos cause yet nor".split()
)
_COORDINATORS = frozenset({"and", "&", "+", "or", ","})
_NEW_DOERS = frozenset(
    "i we he she they you it there this that these those someone nobody no-one everyone both neither mum mam dad "
    "mother father mo fa parents school police nursery gp hv sw ssw fsw tm iro health housing nan nana gran grandad "
    "mgm mgf pgm pgf carer carers yp".split()
)
_JOINED_BEFORE = frozenset({"and", "but", "even", "just", "the", "a"})
_QUOTES = frozenset('"“”')
_SHORTEST = 2


def clauses_of(doc: Doc, start: int, end: int) -> list[tuple[int, int]]:
    """The clauses of the sentence `doc[start:end]`, token spans that tile it. Commas don't cut up quoted speech."""
    cuts = [start]
    quoted = False
    for i in range(start, end):
        word = doc[i].lower_
        if word in _QUOTES:
            quoted = not quoted if word == '"' else word == "“"
        if i == cuts[-1] or end - i < _SHORTEST:
            continue
        if word in _BREAKS:
            if word != "-" or (doc[i - 1].whitespace_ and doc[i].whitespace_):
                cuts.append(i + 1)
        elif not quoted and i - cuts[-1] >= _SHORTEST and _begins_clause(doc, i, end):
            cuts.append(i)
    return list(zip(cuts, [*cuts[1:], end], strict=True))


def _begins_clause(doc: Doc, at: int, end: int) -> bool:
    word = doc[at].lower_
    if word in _SUBORDINATORS:
        return doc[at - 1].lower_ not in _JOINED_BEFORE
    return word in _COORDINATORS and _new_doer(doc, at + 1, end)


def _new_doer(doc: Doc, at: int, end: int) -> bool:
    """Whether a new subject begins at `at`: a pronoun or role word, or a name, with something after it."""
    if at >= end - 1:
        return False
    token = doc[at]
    if token.lower_ in {"then", "so", "also", "that"} and at + 1 < end:
        return _new_doer(doc, at + 1, end)
    if token.lower_ in _NEW_DOERS:
        return doc[at + 1].is_alpha or doc[at + 1].text in {"'s", "’s", "'ll", "'d", "'ve", "n't"}
    # a name: capitalised, followed by a lower-case word that is not a joiner of a list of names
    return token.is_title and doc[at + 1].is_lower and doc[at + 1].lower_ not in {"and", "or", "of", "at", "in", "on"}
