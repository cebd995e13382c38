"""Pointers: what the notes say of papers that are kept elsewhere ("PAMS report uploaded 12/03")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notescan.checks.context import Context
from notescan.model import Tip
from notescan.values import Rest

_KEPT = re.compile(
    r"\b(?:uploaded|up-loaded|scanned|attached|filed|saved|on (?:the )?documents?|in documents|on the system|"
    r"on (?:the )?file|document tab|documents tab|emailed to business support)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|n['’]t|yet to|to be|never|no)\b(?:\s+\w+){0,3}\s*$", re.IGNORECASE)
_DOCUMENT = re.compile(r"\b(?:documents?|report for the review|record|map)\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z]{3,}", re.IGNORECASE)
_COMMON = frozenset(
    "the and for with that has have was one any are not from what when who how does did case notes file child children "
    "document documents current recent more than last date record records report there this their them".split()
)
_MOST = 3


def kept_elsewhere(tip: Tip) -> tuple[str, ...]:
    """The places where the tip's answer may be that are papers and not case notes."""
    return tuple(place for place in tip.where if _DOCUMENT.search(place))


def only_elsewhere(tip: Tip) -> bool:
    """Whether everything the tip asks for is kept in papers, none of it in case notes."""
    return bool(tip.where) and len(kept_elsewhere(tip)) == len(tip.where)


def pointers(ctx: Context, tip: Tip) -> tuple[Rest, ...]:
    """Sentences that say where a paper is that the tip's title or places name; the last ones, in order."""
    wanted = {_stem(w) for words in (tip.title, *kept_elsewhere(tip)) for w in _WORD.findall(words)}
    wanted -= {_stem(w) for w in _COMMON}
    return tuple(ctx.rest("kept elsewhere", *span) for span in _sentences(ctx, wanted))[-_MOST:]


def _sentences(ctx: Context, wanted: set[str]) -> Iterator[tuple[int, int]]:
    text = ctx.case.text
    last = -1
    for found in _KEPT.finditer(text):
        note = ctx.case.note_at(found.start())
        if found.start() < last or found.start() < note.body:
            continue
        start = max(note.body, *(text.rfind(mark, note.body, found.start()) + 1 for mark in (". ", "\n", "; ")))
        ends = [at for mark in (". ", "\n", "; ") if (at := text.find(mark, found.end(), note.end)) >= 0]
        end = min([*ends, note.end])
        said = text[start:end]
        if _NOT.search(text[start : found.start()]) or not wanted & {_stem(w) for w in _WORD.findall(said)}:
            continue
        start += len(said) - len(said.lstrip())
        last = end
        yield start, start + len(said.strip())


def _stem(word: str) -> str:
    word = word.lower()
    return word[:-1] if word.endswith("s") and len(word) > 4 else word
