"""PDF documents: the text of every page, with running headers set aside; pages that are pictures are told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from ..errors import UserError
from .labels import cells
from .layout import Layout
from .parts import Part, Task
from .reflow import Line, reflow

_EDGE = 3
"""How many lines at the top and bottom of a page may be a running header or footer."""
_PAGE_NUMBER = re.compile(
    r"\b(?:page|p\.?|pg\.?)\s?\d+(?:\s?(?:of|/)\s?\d+)?|^\W{0,3}\d{1,5}(?:\s?(?:of|/)\s?\d+)?\W{0,3}$", re.I
)
_LEAST = 20
"""A page with fewer letters and a picture on it is a picture."""
_SIGNS = {
    0xF0B7: "\u2022",
    0xF0A7: "\u2022",
    0xF0FE: "\u2612",
    0xF0A8: "\u2610",
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
}
_SIGNS |= {0xFB03: "ffi", 0xFB04: "ffl", 0x02: "\u00ad", 0xFFFE: "\u00ad"}
_SIGN = re.compile(f"[{''.join(map(chr, _SIGNS))}]")
_PRINTED = re.compile("[^\r\n\x02\ufffe]+[\x02\ufffe]?")
"""A printed line; where one ends with a hyphen, the library puts that and no line end."""
Page = list[Line]


def read(data: bytes, task: Task) -> Part:
    """The text of a PDF. UserError where it is locked, damaged, too long, or only pictures."""
    pages, pictures = _pages(data, task)
    if not any(pages):
        why = "is a scan: its pages are pictures with no text in them" if pictures else "has no text in it"
        raise UserError(
            f"{task.name} {why}. Ask for the export as text, Word or a text PDF,"
            " or have the words recognised (OCR) by the program that scanned it"
        )
    layout = Layout()
    layout.begin()
    running = _running(pages)
    kept = [[line for i, line in enumerate(page) if not _is_running(page, i, running)] for page in pages]
    for number, line, after in reflow(kept):
        form = layout.marker.form(f"page {number + 1}, line {{}}")
        layout.marker.mark(layout.length, form, line.number)
        layout.write(f"{line.text}{after}")
    if running:
        layout.begin(aside=True)
        layout.marker.mark(layout.length, layout.marker.form("page header or footer"))
        layout.write("".join(f"{words}\n" for words in running))
    return layout.finish(task, remarks=_remarks(pictures, len(pages)))


def _remarks(pictures: Sequence[int], pages: int) -> list[str]:
    if not pictures:
        return []
    shown = ", ".join(map(str, pictures[:10])) + (f" and {len(pictures) - 10} more" if len(pictures) > 10 else "")
    many = len(pictures) > 1
    which = f"pages {shown} of {pages} are pictures" if many else f"page {shown} of {pages} is a picture"
    return [f"{which}: nothing was read there"]


# ------------------------------------------------------------------------------------------------------ the pages


def _pages(data: bytes, task: Task) -> tuple[list[Page], list[int]]:
    """The lines of every page, and which pages are pictures. The library is only touched in here."""
    import pypdfium2
    from pypdfium2 import raw

    pages: list[Page] = []
    pictures: list[int] = []
    characters = 0
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).casefold() or "security" in str(error).casefold()
        what = (
            "is locked with a password: save a copy without it" if locked else "is damaged or cut off: export it again"
        )
        raise UserError(f"{task.name} {what}") from error
    try:
        count = len(document)
        if count > task.limits.pages:
            raise task.limits.over(task.name, "pages", count, f"has {count:,} pages")
        boxes = _Boxes(raw)
        for i in range(count):
            if i % 20 == 0:
                task.tell(i, count)
            try:
                page = document[i]
                text_page = page.get_textpage()
            except pypdfium2.PdfiumError:
                pages.append([])
                pictures.append(i + 1)
                continue
            text = text_page.get_text_range()
            characters += len(text)
            if characters > task.limits.characters:
                raise task.limits.over(task.name, "characters", 2 * characters, "has too much text")
            pages.append(list(boxes.lines(text, text_page)))
            if len(text.strip()) < _LEAST and any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])):
                pictures.append(i + 1)
            text_page.close()
            page.close()
    finally:
        document.close()
    return pages, pictures


class _Boxes:
    """Lines of a page's text with where on the page they stand, in points from its lower left corner."""

    def __init__(self, raw: Any) -> None:
        from ctypes import c_double

        self._box, self._origin = raw.FPDFText_GetCharBox, raw.FPDFText_GetCharOrigin
        self._numbers = [c_double() for _ in range(4)]

    def lines(self, text: str, text_page: Any) -> Iterator[Line]:
        # Characters outside the first plane count as two there: then a line's place on the page isn't known.
        placed = text_page.count_chars() == len(text)
        for number, found in enumerate(_PRINTED.finditer(text), 1):
            line = found[0]
            words = line.strip()
            if words:
                first = found.start() + len(line) - len(line.lstrip())
                left, bottom = self._start(text_page, first) if placed else (0.0, 0.0)
                right = self._end(text_page, first + len(words) - 1) if placed else 0.0
                if _SIGN.search(words):
                    words = words.translate(_SIGNS)
                yield Line(words, number, left, right, bottom, line[-1:] == " ")

    def _start(self, text_page: Any, index: int) -> tuple[float, float]:
        x, y, _, _ = self._numbers
        self._origin(text_page, index, x, y)
        return x.value, y.value

    def _end(self, text_page: Any, index: int) -> float:
        left, right, bottom, top = self._numbers
        self._box(text_page, index, left, right, bottom, top)
        return float(right.value)


# ------------------------------------------------------------------------------------------------ running headers


def _running(pages: Sequence[Page]) -> dict[str, None]:
    """What stands at the top or bottom of most pages, but for the page's number, in the order in which it is found."""
    filled = [page for page in pages if page]
    if len(filled) < 2:
        return {}
    counts: Counter[str] = Counter()
    for page in filled:
        counts.update(list(dict.fromkeys(_without_number(line.text) for line in (*page[:_EDGE], *page[-_EDGE:]))))
    enough = max(2, 0.6 * (len(filled) - 1))
    return {
        words: None for words, n in counts.items() if n >= enough and (n > 2 or len(filled) == 2) and _may_run(words)
    }


def _without_number(words: str) -> str:
    return _PAGE_NUMBER.sub("#", words)


def _may_run(words: str) -> bool:
    """A label that every note has ("Type: Home visit") is no running header, though it stand on every page."""
    return words == "#" or not any(c.field in ("date", "type", "author", "time") for c in cells(words))


def _is_running(page: Page, i: int, running: dict[str, None]) -> bool:
    return (i < _EDGE or i >= len(page) - _EDGE) and _without_number(page[i].text) in running
