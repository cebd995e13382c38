"""People named by letters: initials ("KB"), one letter in a sentence ("saw A first"), how people sign."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notescan.pseudonymise import lexicon
from notescan.pseudonymise.known import KnownNames
from notescan.pseudonymise.lexicon import field_words

_INITIALS = re.compile(r"(?<![\w@&/.'’-])(?:[A-Z]\.?){2,4}(?![\w&@])(?!/[A-Z])")
_ONE_LETTER = re.compile(r"(?<=[a-z,;] )(?<![\w.'’&/-])[A-HJ-Z](?=['’]s\b|[ ,.;?!)])(?!\.\w)")
_SIGNED = re.compile(r"(?<=[.?!] )[A-HJ-Z](?=[\"”]|\s*$|\s*\n)")
_LETTER_OF = re.compile(r" (?:levels?|star|shirts?|rays?|turn|plates?|grades?|team|road|and [A-Z]\b|\d)")
_BEFORE = re.compile(r"(\w+)[,;]? $")
_NO_PERSON_AFTER = frozenset(
    "plan vitamin an a grade block hepatitis hep type option class unit part section appendix group set year category "
    "flat house room zone tier team route level schedule form table step stage point item figure band size bus".split()
)
_SMALL_WORDS = frozenset("an as at be by do go he if in is me my of on or so to up we".split())
"""Words of the language that two people's initials may be all the same."""
_SIGNS = re.compile(r"[ \t]*(?:[\"”]|$|\n)|(?: and| to| -| –|:|\))")
_SHOUTED = re.compile(r"\b[A-Z]{3,}\b")


def named_by_letters(text: str, known: KnownNames) -> Iterator[tuple[int, int, str]]:
    """Where letters stand for somebody known, and for whom."""
    for match in _INITIALS.finditer(text):
        key = known.short.initials(match.group())
        if key and _is_somebody(text, match):
            yield *match.span(), key
    for match in _ONE_LETTER.finditer(text):
        before = _BEFORE.search(text[max(0, match.start() - 20) : match.start()])
        free = before and before[1].casefold() not in _NO_PERSON_AFTER and not _LETTER_OF.match(text, match.end())
        if free and known.short.is_first_letter(match.group()):
            yield *match.span(), f"initials {match.group().casefold()}"
    for match in _SIGNED.finditer(text):
        if known.short.is_first_letter(match.group()):
            yield *match.span(), f"initials {match.group().casefold()}"
    for start, end in known.short.signed(text):
        yield start, end, known.key(text[start:end])


def _is_somebody(text: str, match: re.Match[str]) -> bool:
    """Are these letters, which are somebody's initials, no short form of the field's as well?

    "SW" stays a social worker, whoever else it may be; of those less used, what acts or signs is a person.
    """
    letters = match.group().replace(".", "").casefold()
    if letters in _SMALL_WORDS:
        around = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 20]
        return not any(map(_SHOUTED.search, around))
    if letters in field_words():
        return False
    signs = _SIGNS.match(text, match.end()) is not None
    return letters not in lexicon.kept_words() or signs or lexicon.acts(text, match.end())
