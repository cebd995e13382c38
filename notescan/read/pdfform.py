"""What was typed into a PDF: the answers of its form's fields, text put on a page, and comments, each at its place."""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple

from .parts import Task
from .reflow import Line

# The library warns of a kind of form that it can't show; we say it in our own words.
logging.getLogger("pypdfium2").addHandler(logging.NullHandler())
_HIDDEN = 2 | 32
"""Flags of an annotation that is not shown."""
_SECRET = 1 << 13
_TEXT, _FREE_TEXT, _LINK, _POPUP, _WIDGET = 1, 3, 2, 16, 20
_CHECK, _RADIO, _COMBO, _LIST, _FIELD = 2, 3, 4, 5, 6
_LOW, _HIGH = 3.0, 24.0
"""Points by which a label may stand below a field's lower edge, or above its upper one."""
_SLACK = 6.0
_SHORT = 80
"""A longer answer has lines of its own below its label."""
_TICKED, _EMPTY = "\u2612", "\u2610"
_BOXES = {_TICKED, _EMPTY}
_COMMENT = "comment"
_BLANK = re.compile(r"[_.…\s]+")
_RULED = re.compile(r"\s*(?:_{3,}|\.{5,}|…{2,})\s*")


class Answer(NamedTuple):
    """Words that were put on a page, and the rectangle in which they are shown, in points."""

    words: str
    left: float
    bottom: float
    right: float
    top: float
    label: str = ""
    """What the form's maker says that the field is for; used where nothing is printed beside it."""
    box: bool = False
    """A box or button, ticked or not."""


class Typed:
    """Reads what was typed into the pages of a document (of pypdfium2's; made before its first page is loaded)."""

    def __init__(self, document: Any, task: Task) -> None:
        from pypdfium2 import PdfiumError, raw

        self.foreign = document.get_formtype() in (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND)
        """Whether it is a form whose answers are not on its pages (XFA): none was found yet."""
        with suppress(PdfiumError):
            document.init_forms()
        self._document, self._raw, self._task = document, raw, task
        self._left = task.limits.lines

    def on(self, page: Any) -> list[Answer]:
        """What was typed into this page. UserError where there are more fields than may be read."""
        count = self._raw.FPDFPage_GetAnnotCount(page)
        if not count:
            return []
        self._left -= count
        if self._left < 0:
            raise self._task.limits.over(self._task.name, "lines", count, "has too many form fields and comments")
        answers = list(self._answers(page, count))
        self.foreign = self.foreign and not answers
        return answers

    def _answers(self, page: Any, count: int) -> Iterator[Answer]:
        raw = self._raw
        for index in range(count):
            annot = raw.FPDFPage_GetAnnot(page, index)
            if not annot:
                continue
            kind = raw.FPDFAnnot_GetSubtype(annot)
            if kind not in (_LINK, _POPUP) and not raw.FPDFAnnot_GetFlags(annot) & _HIDDEN:
                rect = raw.FS_RECTF()
                raw.FPDFAnnot_GetRect(annot, rect)
                place = (
                    min(rect.left, rect.right),
                    min(rect.bottom, rect.top),
                    max(rect.left, rect.right),
                    max(rect.bottom, rect.top),
                )
                answer = self._field(annot, place) if kind == _WIDGET else self._comment(annot, kind, place)
                if answer:
                    yield answer
            raw.FPDFPage_CloseAnnot(annot)

    def _field(self, annot: Any, place: tuple[float, float, float, float]) -> Answer | None:
        raw, form = self._raw, self._document.formenv
        if form is None or raw.FPDFAnnot_GetFormFieldFlags(form, annot) & _SECRET:
            return None
        kind = raw.FPDFAnnot_GetFormFieldType(form, annot)
        label = self._string(raw.FPDFAnnot_GetFormFieldAlternateName, form, annot)
        if kind in (_CHECK, _RADIO):
            return Answer(_TICKED if raw.FPDFAnnot_IsChecked(form, annot) else _EMPTY, *place, label, box=True)
        if kind not in (_COMBO, _LIST, _FIELD):
            return None
        words = self._string(raw.FPDFAnnot_GetFormFieldValue, form, annot)
        if kind != _FIELD:
            options = range(max(0, raw.FPDFAnnot_GetOptionCount(form, annot)))
            chosen = [
                self._string(raw.FPDFAnnot_GetOptionLabel, form, annot, i)
                for i in options
                if raw.FPDFAnnot_IsOptionSelected(form, annot, i)
            ]
            words = ", ".join(filter(None, chosen)) or words
        return Answer(words, *place, label) if words.strip() else None

    def _comment(self, annot: Any, kind: int, place: tuple[float, float, float, float]) -> Answer | None:
        value = self._raw.FPDFAnnot_GetStringValue
        words = " ".join(self._string(value, annot, b"Contents").split())
        if not words:
            return None
        if kind == _FREE_TEXT:
            return Answer(words, *place)
        who = " ".join(self._string(value, annot, b"T").split())
        return Answer(f"[Comment by {who}: {words}]" if who else f"[Comment: {words}]", *place, _COMMENT)

    def _string(self, get: Any, *args: Any) -> str:
        """A string that the library gives in two steps: its length, and then itself."""
        from ctypes import POINTER, c_ushort, cast, create_string_buffer

        size = get(*args, None, 0)
        if not 2 < size <= 2 * self._task.limits.characters:
            return ""
        buffer = create_string_buffer(size)
        get(*args, cast(buffer, POINTER(c_ushort)), size)
        text = buffer.raw[: size - 2].decode("utf-16-le", errors="replace")
        return text.replace("\r\n", "\n").replace("\r", "\n")


# ----------------------------------------------------------------------------------------------- into the page's lines


def filled(pieces: Sequence[Line], answers: Sequence[Answer]) -> list[Line]:
    """The lines of a page with what was typed into it, each beside or below its label.

    `pieces` are its lines parted wherever words stand apart; those of one printed line have its number. Lines that
    took an answer, and the answers' own, are `apart`.
    """
    beside: dict[int, list[Line]] = defaultdict(list)
    below: dict[int, list[Line]] = defaultdict(list)
    for answer in sorted(answers, key=lambda a: (-a.top, a.left)):
        comment = answer.label == _COMMENT
        host = None if comment else _host(pieces, answer)
        if host and (answer.box or _fits_beside(answer)):
            same = abs(host.bottom - answer.bottom) < answer.top - answer.bottom and host.left < answer.left
            at = answer.left if same or answer.box else host.left + 0.01
            beside[host.number].append(Line(answer.words, host.number, at, answer.right, host.bottom, False, True))
            continue
        number = host.number if host else _line_before(pieces, answer)
        words = answer.words if comment or host or not answer.label else f"{answer.label}: {answer.words}"
        for line in words.split("\n"):
            if line.strip():
                below[number].append(Line(line.strip(), number, 0.0, 0.0, 0.0, False, True))
    out = list(below.pop(0, ()))
    for number in sorted({p.number for p in pieces}):
        own = [p for p in pieces if p.number == number]
        out.extend(_row(own, beside[number], labelled=number in below))
        out.extend(below[number])
    return out


def _fits_beside(answer: Answer) -> bool:
    return "\n" not in answer.words and len(answer.words) <= _SHORT


def _host(pieces: Sequence[Line], answer: Answer) -> Line | None:
    """The printed words that belong to an answer: those left of it, else right of a box, else above it."""
    level = [p for p in pieces if answer.bottom - _LOW <= p.bottom <= answer.top]
    if answer.box:
        right = [p for p in level if p.left >= answer.right - _SLACK]
        near = min(right, key=lambda p: p.left, default=None)
        if near is not None:
            return near
    left = [p for p in level if p.left < answer.left and p.right <= answer.left + _SLACK]
    if left:
        highest = max(p.bottom for p in left)
        return max((p for p in left if highest - p.bottom < 2.0), key=lambda p: p.left)
    within = [p for p in level if p.left < answer.right and p.right > answer.left and _BLANK.fullmatch(p.text)]
    above = [
        p
        for p in pieces
        if answer.top < p.bottom + _LOW <= answer.top + _HIGH + _LOW
        and p.left < answer.right
        and p.right > answer.left - _SLACK
        and p.text[-1] not in ".!"
    ]
    return next(iter(within), None) or min(above, key=lambda p: (p.bottom, abs(p.left - answer.left)), default=None)


def _line_before(pieces: Sequence[Line], answer: Answer) -> int:
    """The number of the last printed line that is not below an answer's lower edge; 0 where it is above all."""
    return max((p.number for p in pieces if p.bottom >= answer.bottom - _LOW), default=0)


def _row(pieces: Sequence[Line], answers: Iterable[Line], *, labelled: bool) -> Iterator[Line]:
    """One printed line with its answers; what stood apart is parted by tabs."""
    parts = sorted([*pieces, *answers], key=lambda line: line.left)
    if all(not part.apart for part in parts):
        whole = replace(pieces[0], text=" ".join(p.text for p in pieces), right=pieces[-1].right)
        yield replace(whole, spaced=pieces[-1].spaced, apart=labelled)
        return
    words = last = ""
    ended = False
    for part in parts:
        text = part.text if part.apart else _RULED.sub(" ", part.text).strip()
        if not text:
            continue
        if _BOXES & {text, last}:
            words += " "
        elif part.apart and words and not ended:
            words += " " if last[-1] in ":?.-" else ": "
        elif words:
            words += "\t" if ended else " "
        words, last, ended = words + text, text, part.apart
    yield Line(words.strip(), pieces[0].number, pieces[0].left, parts[-1].right, pieces[0].bottom, False, True)
