"""A Doc's words as plain lists, made once and kept with it: looking into the Doc makes a Token each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

TEXT = "notescan.text"
_LOWER = "notescan.lower"
_STARTS = "notescan.starts"
_COLUMNS = "notescan.columns"


def text_of(doc: Doc) -> str:
    """The text of a Doc: who makes a Doc keeps it there, since spaCy puts it together anew, word by word."""
    found: str | None = doc.user_data.get(TEXT)
    if found is None:
        found = doc.user_data[TEXT] = doc.text
    return found


def _columns(doc: Doc) -> tuple[list[int], list[int], list[int], list[int]]:
    """Words in small letters (as numbers), beginnings, ends, and which tokens are blanks: asked of spaCy in one go."""
    found: tuple[list[int], list[int], list[int], list[int]] | None = doc.user_data.get(_COLUMNS)
    if found is None:
        words, starts, lengths, blank = doc.to_array(["LOWER", "IDX", "LENGTH", "IS_SPACE"]).T
        blanks = blank.nonzero()[0].tolist()
        found = doc.user_data[_COLUMNS] = (words.tolist(), starts.tolist(), (starts + lengths).tolist(), blanks)
    return found


def lower_keys(doc: Doc) -> list[int]:
    """Every token in small letters, as spaCy numbers it."""
    return _columns(doc)[0]


def lower_words(doc: Doc) -> list[str]:
    """Every token in small letters."""
    found: list[str] | None = doc.user_data.get(_LOWER)
    if found is None:
        strings = doc.vocab.strings
        found = doc.user_data[_LOWER] = [strings[key] for key in lower_keys(doc)]
    return found


def token_places(doc: Doc) -> tuple[list[int], list[int]]:
    """Where each token begins and ends, in characters."""
    return _columns(doc)[1:3]


def blank_tokens(doc: Doc) -> list[int]:
    """The tokens that are only blanks: the ends of lines."""
    return _columns(doc)[3]


def keep_sentence_starts(doc: Doc, starts: list[int]) -> None:
    """Keep the tokens at which sentences begin, for `sentence_starts`."""
    doc.user_data[_STARTS] = starts


def sentence_starts(doc: Doc) -> list[int]:
    """The tokens at which sentences begin, the first token among them."""
    kept: list[int] | None = doc.user_data.get(_STARTS)
    if kept is not None:
        return kept
    # an array is ten times faster than asking each token
    found: list[int] = (doc.to_array("SENT_START") == 1).nonzero()[0].tolist()
    return found if found[:1] == [0] else [0, *found]
