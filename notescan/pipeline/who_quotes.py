"""Words in quotation marks, lines that begin with a label, and transcripts: whose words stand where."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from notescan.pipeline.doc_words import lower_words, text_of, token_places

if TYPE_CHECKING:
    from spacy.tokens import Doc

_DOUBLE = re.compile(r"[\"“”„]")
_SINGLE = re.compile(r"(?<![\w.!?])['‘](?=\w)|(?<=[\w.,!?…])['’](?!\w)")
_MARK = re.compile(r"['‘’]")
_NO_QUOTE = re.compile(r"['’‘](?:cos|em|til|till|cause|n|bout|ello|ave|im|er|round|\d\ds)\b", re.IGNORECASE)
_LONGEST = 1500
_KEY = "notescan.speech"
_LINE_LABEL = re.compile(r"^[ \t]*(?P<who>[A-Z][\w .'’/-]{0,28}?)(?:[ \t]?\(?\d{1,2}[.:]\d\d\)?)?[ \t]*:(?!\d)")


class Quote(NamedTuple):
    """Token indexes of a quotation, its marks included."""

    start: int
    end: int


class Speech(NamedTuple):
    """What a note holds of other people's words."""

    quotes: list[Quote]
    transcript: bool
    lower: list[str]
    """Every token in small letters: a list is far faster to look into than the Doc."""


def speech(doc: Doc) -> Speech:
    """The quotations of `doc`, and whether it is a transcript; found once and kept with the Doc."""
    found: Speech | None = doc.user_data.get(_KEY)
    if found is None:
        text = text_of(doc)
        found = doc.user_data[_KEY] = Speech(quotes(doc, text), is_transcript(text), lower_words(doc))
    return found


def quotes(doc: Doc, text: str) -> list[Quote]:
    """Every quotation of `doc` in order. An apostrophe is no mark; a mark left open holds to the end of its line.

    `text` is `doc.text`, which takes a while to make.
    """
    if not any(mark in text for mark in "\"“”'‘’„"):
        return []
    spans = _double(text)
    spans.extend(_single(text, spans))
    if not spans:
        return []
    starts, _ = token_places(doc)
    return [
        Quote(max(0, bisect_right(starts, start) - 1), max(1, bisect_left(starts, end))) for start, end in sorted(spans)
    ]


def _double(text: str) -> list[tuple[int, int]]:
    """Pairs of double marks. A blank line ends what was left open: the rest of the text is not all one quotation."""
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for match in _DOUBLE.finditer(text):
        at = match.start()
        if opened is not None and (at - opened > _LONGEST or "\n\n" in text[opened:at]):
            opened = None
        opens = match.group() in "“„" or (
            at + 1 < len(text) and text[at + 1].isalnum() and (not at or not text[at - 1].isalnum())
        )
        if opened is None and (opens or match.group() != "”"):
            opened = at
        elif opened is not None:
            found.append((opened, at + 1))
            opened = None
    if opened is not None and text[opened] in '“"':
        end = text.find("\n", opened)
        end = len(text) if end < 0 else end
        if end - opened < 300:
            found.append((opened, end))
    return found


def _single(text: str, double: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs of single marks outside the double ones, within a line."""
    found: list[tuple[int, int]] = []
    opened: int | None = None
    starts = [start for start, _ in double]
    for mark in _MARK.finditer(text):
        at = mark.start()
        if not _SINGLE.match(text, at):
            continue
        inside = bisect_right(starts, at) - 1
        if inside >= 0 and at < double[inside][1]:
            continue
        opens = at + 1 < len(text) and text[at + 1].isalnum() and (not at or not text[at - 1].isalnum())
        if opens:
            if not _NO_QUOTE.match(text, at):
                opened = at
        elif opened is not None:
            quote = text[opened:at]
            # "the twins' tea" closes nothing that a plural could end; a quotation ends before a space or a stop.
            plural = text[at - 1] == "s" and at + 2 < len(text) and text[at + 1] == " " and text[at + 2].islower()
            if (
                "\n" not in quote
                and at - opened < 400
                and not (plural and "'" in text[at + 1 : at + 120].split("\n")[0])
            ):
                found.append((opened, at + 1))
                opened = None
    return found


def is_transcript(text: str) -> bool:
    """Do most lines begin with a speaker: "Me: ...", "Mum: ..."? At least three lines and two speakers."""
    if text.count("\n") < 2 or text.count(":") < 3:
        return False
    told = [line for line in text.split("\n") if line.strip()]
    labels = [match["who"] for line in told if (match := _LINE_LABEL.match(line))]
    lines = len(told)
    return len(labels) >= 3 and len(set(labels)) >= 2 and len(set(labels)) < len(labels) and 2 * len(labels) >= lines
