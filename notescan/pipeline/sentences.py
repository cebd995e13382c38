"""Sentence boundaries and labels in case notes.

Notes are written as prose, telegrams, bullet lists and form fields, so a sentence ends at a full stop that is one,
at a line's end, and after a heading; "Dr.", initials and "3.30 p.m." don't end it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ABBREVIATIONS = frozenset(
    "dr mr mrs ms prof st rev sgt insp cllr nos ref tel ext approx appt dept fig vs e.g i.e eg ie cf "
    "jan feb apr aug sept oct nov dec tues weds thurs fri".split()
)
# A stop, question or exclamation mark with what closes behind it, then room.
_STOP = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)")
_WORD_BEFORE = re.compile(r"([A-Za-z][A-Za-z.]*)$")
_NAME = re.compile(r"[A-Z][a-z.]")
_SPACE = re.compile(r"\s*")
_BLANK = re.compile(r"[ \t\u00a0]*")
_BULLET = re.compile(r"(?:[-–—•*·o▪►>]|\d{1,2}[.)]|\(?[a-z]\)|\[[ xX]?\])[ \t]+")
_LABEL = re.compile(r"([A-Za-z][A-Za-z0-9/&+'’(), \-]{0,58}?)\s?(?::(?=\s|$|[\"“])|[ \t][-–—](?=[ \t]\S))[ \t]*")
_LONG_LINE = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence's extent in characters, with the label or heading in force over it.

    `label` is the extent of the label's words, or None. `own` tells that the label stands in this very sentence;
    else it was inherited from the line or from the heading above.
    `heading` tells that the sentence is itself a bare heading or form prompt, with nothing behind it.
    """

    start: int
    end: int
    label: tuple[int, int] | None
    own: bool
    heading: bool

    def moved(self, by: int) -> Line:
        """The same sentence where its text begins `by` characters into another."""
        label = self.label and (self.label[0] + by, self.label[1] + by)
        return Line(self.start + by, self.end + by, label, self.own, self.heading)


def _stop_is_end(text: str, stop: re.Match[str], start: int) -> bool:
    after = text[stop.end() : stop.end() + 40].lstrip()
    if stop.group() == ".":
        word = _WORD_BEFORE.search(text, max(start, stop.start() - 20), stop.start())
        said = word[1] if word else ""
        if said.lower() == "no":
            return not after[:1].isdigit()
        if said.lower() in _ABBREVIATIONS and not (said.isupper() and len(said) > 1):
            return False
        if len(said) == 1 and said.isupper() and said != "I" and _NAME.match(after):
            return False
    return not after[:1].islower()


def _paragraphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of the text; a line that was only broken because it was full is joined with the next."""
    joined: list[tuple[int, int]] = []
    at = start
    while at < end:
        line_end = text.find("\n", at, end)
        line_end = end if line_end < 0 else line_end
        if text[at:line_end].strip():
            if joined and _is_wrapped(text, joined[-1], at, line_end):
                joined[-1] = (joined[-1][0], line_end)
            else:
                joined.append((at, line_end))
        at = line_end + 1
    return joined


def _is_wrapped(text: str, before: tuple[int, int], at: int, line_end: int) -> bool:
    last_line = text[max(before[0], text.rfind("\n", before[0], before[1]) + 1) : before[1]].rstrip()
    first = text[at:line_end].lstrip()
    return (
        before[1] + 1 == at
        and len(last_line) >= _LONG_LINE
        and last_line[-1] not in ".!?:;"
        and (first[0].islower() or (first[0].isdigit() and last_line[-1] in ",-"))
        and not _BULLET.match(first)
    )


def _label_of(text: str, start: int, end: int) -> tuple[tuple[int, int], int] | None:
    """The label at the start of a sentence and where its value begins; None where there is none."""
    match = _LABEL.match(text, start, end)
    if not match or len(match[1].split()) > 8:
        return None
    if match.group().rstrip()[-1] != ":" and (len(match[1].split()) > 4 or not match[1][:1].isupper()):
        return None
    return (match.start(1), match.end(1)), match.end()


def _is_heading(text: str, start: int, end: int) -> bool:
    words = text[start:end].strip(" \t*#_=-")
    if not words:
        return True
    count = len(words.split())
    if words.endswith(":"):
        return count <= 12
    if text[start] == "#":
        return True
    return count <= 7 and (words.isupper() and len(words) > 3)


def split(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """The sentences of `text[start:end]`, in order, without the blanks between them."""
    end = len(text) if end is None else end
    lines: list[Line] = []
    heading: tuple[int, int] | None = None
    for first, last in _paragraphs(text, start, end):
        bullet = _BULLET.match(text, _BLANK.match(text, first).end(), last)  # type: ignore[union-attr]
        at = bullet.end() if bullet else _BLANK.match(text, first).end()  # type: ignore[union-attr]
        if _is_heading(text, at, last):
            words_end = at + len(text[at:last].rstrip(" \t:*#_=-"))
            heading = (at, words_end) if words_end > at else heading
            lines.append(Line(at, last, heading, True, True))
            continue
        label: tuple[int, int] | None = None
        for begin, stop in _sentences(text, at, last):
            found = _label_of(text, begin, stop)
            empty = bool(found and not text[found[1] : stop].strip(" .-–_"))
            if found:
                label = found[0]
            lines.append(Line(begin, stop, label or heading, found is not None, empty))
    return lines


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() > at and _stop_is_end(text, stop, at):
            if text[at : stop.end()].strip():
                found.append((at, stop.end()))
            at = _SPACE.match(text, stop.end(), end).end()  # type: ignore[union-attr]
    tail = text[at:end].rstrip()
    if tail:
        found.append((at, at + len(tail)))
    return found
