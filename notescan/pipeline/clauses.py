"""Sentences into clauses: the unit in which concepts must meet and in which a negation holds.

A clause ends at a semicolon, colon or dash, before "but", "because", "although" and the like, and before "and", "so",
"then" or a comma where a new doer and a verb follow. It is a splitter by rule: it needs no tagger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from notescan.pipeline.doc_words import lower_words

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
# "since Easter", "before the conference", "so far": these begin a clause only where someone does something in it.
_NEED_DOER = frozenset("since before after until so yet while".split())
_RELATIVES = frozenset("who whose".split())
_LOOK = frozenset("look looks looked looking".split())
# "When I asked what he meant | he told me ...": who tells begins anew.
_FRONTED = frozenset("when if after once as before while whenever although though because since".split())
_PRONOUNS = frozenset("i we he she they it".split())
_TELLING = frozenset(
    "said says say told tells asked asks thinks thought felt feels wants wanted would will was is did does started "
    "went came showed shows smiled laughed nodded shrugged cried answered replied explained agreed refused".split()
)
_QUOTES = frozenset('"“”')
_NOT_AFTER_NEED = _JOINED_BEFORE | _LOOK
_GOES_ON = frozenset({"then", "so", "also", "that"})
_OWN = frozenset({"'s", "’s"})
_SHORT_VERBS = _OWN | {"'ll", "'d", "'ve", "n't"}
_LISTED = frozenset({"and", "or", "of", "at", "in", "on"})
_TELLING_WORDS = _BREAKS | _QUOTES | _NEED_DOER | _RELATIVES | _SUBORDINATORS | _PRONOUNS | _COORDINATORS
"""No other word cuts a sentence."""
_SHORTEST = 2
_SHORT_HEAD = 3
_FRONT = 4
_KEY = "notescan.clauses"


def clauses_of(doc: Doc, start: int, end: int) -> list[tuple[int, int]]:
    """The clauses of the sentence `doc[start:end]`, token spans that tile it. Commas don't cut up quoted speech."""
    known: dict[tuple[int, int], list[tuple[int, int]]] = doc.user_data.setdefault(_KEY, {})
    if (start, end) not in known:
        known[start, end] = _cut(doc, lower_words(doc), start, end)
    return known[start, end]


def _cut(doc: Doc, words: list[str], start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start]
    quoted = False
    for i in range(start, end):
        word = words[i]
        if word not in _TELLING_WORDS:
            continue
        if word in _QUOTES:
            quoted = not quoted if word == '"' else word == "“"
        if i == cuts[-1] or end - i < _SHORTEST:
            continue
        if word in _BREAKS:
            if word != "-" or (doc[i - 1].whitespace_ and doc[i].whitespace_):
                cuts.append(i + 1)
        elif not quoted and i - cuts[-1] >= _SHORTEST and _begins_clause(doc, words, cuts[-1], i, end):
            cuts.append(i)
    return list(zip(cuts, [*cuts[1:], end], strict=True))


def _begins_clause(doc: Doc, words: list[str], start: int, at: int, end: int) -> bool:
    word, before = words[at], words[at - 1]
    if word in _NEED_DOER:
        return before not in _NOT_AFTER_NEED and _new_doer(doc, words, at + 1, end)
    if word in _RELATIVES:
        return before not in _JOINED_BEFORE and at - start > _SHORT_HEAD
    if word in _SUBORDINATORS:
        return before not in _JOINED_BEFORE
    if word in _PRONOUNS:
        return at - start >= _FRONT and words[start] in _FRONTED and words[at + 1] in _TELLING
    return word in _COORDINATORS and _new_doer(doc, words, at + 1, end)


def _new_doer(doc: Doc, words: list[str], at: int, end: int) -> bool:
    """Whether a new subject begins at `at`: a pronoun or role word, or a name, with something after it."""
    if at >= end - 1:
        return False
    word = words[at]
    if word in _GOES_ON:
        return _new_doer(doc, words, at + 1, end)
    if word in _NEW_DOERS:
        return doc[at + 1].is_alpha or doc[at + 1].text in _SHORT_VERBS
    token, after = doc[at], doc[at + 1]
    if not token.is_title or token.text.endswith(("'s", "’s")) or after.text in _OWN:
        return False  # "Leon's and Tia's records"
    # a name: capitalised, followed by a lower-case word that is not a joiner of a list of names
    return after.is_lower and words[at + 1] not in _LISTED
