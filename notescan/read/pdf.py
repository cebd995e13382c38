"""PDF documents: the text of every page, with running headers set aside; pages that are pictures are told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median_low
from typing import Any

from ..errors import UserError
from .headings import heading_field
from .labels import cells
from .layout import Layout, Paragraph, Table, lay_out
from .parts import Part, Task
from .pdfform import Typed, filled
from .pdftable import find_table
from .reflow import Line, Page, reflow

_EDGE = 3
"""How many lines at the top and bottom of a page may be a running header or footer."""
_PAGE_NUMBER = re.compile(
    r"\b(?:page|p\.?|pg\.?)\s?\d+(?:\s?(?:of|/)\s?\d+)?|^\W{0,3}(?!(?:19|20)\d\d\b)\d{1,5}(?:\s?(?:of|/)\s?\d+)?\W{0,3}$",
    re.I,
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
_BULLET = re.compile("^[\ue000-\uf8ff](?= )")
"""A sign of a font's own at the beginning of a line: whatever it looks like, it is a bullet."""
_DATED = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}|\d{1,2} ?(?:st|nd|rd|th)? [A-Z][a-z]{2}")
_DIGIT = re.compile("[0-9]")
_DIGITS = bytes(ord("0") if c in b"0123456789" else ord(" ") for c in range(256))
"""Makes a 0 of every digit and a space of everything else."""
_SPACE = re.compile(" ")
_HEADER = 90
"""How many characters of a line are looked at for a note's header."""
_HAIR = 0.5
_DAY = re.compile(r"\b(?:date|dated|when|recorded|entered|created)\b")
_WIDE = 6.0
"""Points between words that are never one cell's."""
_GAP = 1.4
"""How much wider than a printed space a gap must be to be a tab's."""
_FOREIGN = "it is an Adobe form (XFA), whose answers may not have been read: print it to a PDF and read that"
_PRINTED = re.compile("[^\r\n\x02\ufffe]+[\x02\ufffe]?")
"""A printed line; where one ends with a hyphen, the library puts that and no line end."""


def read(data: bytes, task: Task) -> Part:
    """The text of a PDF. UserError where it is locked, damaged, too long, or only pictures."""
    pages, pictures, foreign = _pages(data, task)
    if not any(page.lines for page in pages):
        why = "is a scan: its pages are pictures with no text in them" if pictures else "has no text in it"
        raise UserError(
            f"{task.name} {why}. Ask for the export as text, Word or a text PDF,"
            " or have the words recognised (OCR) by the program that scanned it"
        )
    running = _running(pages)
    remarks = [*_remarks(pictures, len(pages)), *([_FOREIGN] if foreign else [])]
    if _has_headings(pages) and (blocks := find_table(_parted(data, task, pages, running))):
        heads = " ".join(str(head) for block in blocks if isinstance(block, Table) for head in block.rows[0])
        asides = [
            Paragraph(words, "page header or footer", aside=True)
            for words in running
            if words not in heads and words != "#"
        ]
        part = lay_out([*blocks, *asides], task, remarks=remarks)
        if part.words_at:
            return part
    layout = Layout()
    layout.begin()
    kept = [page._replace(lines=_without(list(page.lines), running)) for page in pages]
    forms = [layout.marker.form(f"page {number}, line {{}}") for number in range(1, len(pages) + 1)]
    flowing = list(reflow(kept))
    starts = layout.write_each(line.text + after for _, line, after in flowing)
    numbers = (line.number for _, line, _ in flowing)
    layout.marker.mark_each(starts, (forms[page] for page, _, _ in flowing), numbers)
    if running.keys() - {"#"}:
        layout.begin(aside=True)
        layout.marker.mark(layout.length, layout.marker.form("page header or footer"))
        layout.write("".join(f"{words}\n" for words in running if words != "#"))
    return layout.finish(task, remarks=remarks)


def _parted(data: bytes, task: Task, pages: Sequence[Page], running: dict[str, None]) -> list[Page]:
    """The pages with the cells of their lines apart, without what runs at their tops and bottoms.

    At the top of the first page it stays: the headings of a table that goes over pages stand there too.
    """
    out = []
    for number, (page, parted) in enumerate(zip(pages, _pages(data, task, parted=True)[0], strict=True)):
        edge = [*(page.lines[:_EDGE] if number else ()), *page.lines[-_EDGE:]]
        left_out = {line.number for line in edge if _without_number(line.text) in running}
        out.append(Page([line for line in parted.lines if line.number not in left_out], parted.width))
    return out


def _has_headings(pages: Sequence[Page]) -> bool:
    """Whether a line on the first pages could be the headings of a table of notes: a few words that mostly are such."""
    return any(_is_headings(line.text.casefold()) for page in pages[:2] for line in page.lines)


def _is_headings(line: str) -> bool:
    words = line.split()
    if not (3 <= len(words) <= 20 and _DAY.search(line)) or _DIGIT.search(line):
        return False
    known = [heading_field(word) not in ("other", "mail") for word in words]
    for i, pair in enumerate(pairwise(words)):
        if heading_field(" ".join(pair)) not in ("other", "mail"):
            known[i] = known[i + 1] = True
    return sum(known) >= max(3, 0.7 * len(words))


def _remarks(pictures: Sequence[int], pages: int) -> list[str]:
    if not pictures:
        return []
    shown = ", ".join(map(str, pictures[:10])) + (f" and {len(pictures) - 10} more" if len(pictures) > 10 else "")
    many = len(pictures) > 1
    which = f"pages {shown} of {pages} are pictures" if many else f"page {shown} of {pages} is a picture"
    return [f"{which}: nothing was read there"]


# ------------------------------------------------------------------------------------------------------ the pages


def _pages(data: bytes, task: Task, *, parted: bool = False) -> tuple[list[Page], list[int], bool]:
    """The lines of every page, which pages are pictures, and whether it is a form that has its answers elsewhere.

    `parted`: words that stand apart on a line are lines of their own, as the cells of a table are.
    """
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
        boxes, typed = _Boxes(raw), Typed(document, task)
        read_lines = boxes.parted if parted else boxes.lines
        for i in range(count):
            if i % 20 == 0:
                task.tell(i, count)
            try:
                page = document[i]
                text_page = page.get_textpage()
            except pypdfium2.PdfiumError:
                pages.append(Page([], 0.0))
                pictures.append(i + 1)
                continue
            text = text_page.get_text_range()
            answers = typed.on(page)
            characters += len(text) + sum(len(answer.words) for answer in answers)
            if characters > task.limits.characters:
                raise task.limits.over(task.name, "characters", 2 * characters, "has too much text")
            if answers:
                lines = filled(list(boxes.parted(text, text_page)), answers)
                pages.append(Page(lines, page.get_width(), filled=True))
            else:
                pages.append(Page(list(read_lines(text, text_page)), page.get_width()))
            if len(text.strip()) < _LEAST and any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])):
                pictures.append(i + 1)
            text_page.close()
            page.close()
    finally:
        document.close()
    return pages, pictures, typed.foreign


def _plain(words: str) -> str:
    """With signs of picture fonts and joined letters as they are written elsewhere."""
    if words.isascii() and "\x02" not in words:
        return words
    return _BULLET.sub("\u2022", words.translate(_SIGNS) if _SIGN.search(words) else words)


class _Boxes:
    """Lines of a page's text with where on the page they stand, in points from its lower left corner."""

    def __init__(self, raw: Any) -> None:
        from ctypes import c_double

        self._box, self._origin = raw.FPDFText_GetCharBox, raw.FPDFText_GetCharOrigin
        self._numbers = [c_double() for _ in range(4)]
        self._other = c_double()

    def lines(self, text: str, text_page: Any) -> list[Line]:
        """The lines of `text`, which is that of `text_page`."""
        count = text_page.count_chars()
        # Characters outside the first plane count as two there.
        wide = count != len(text)
        if wide and count != len(text.encode("utf-16-le", errors="surrogatepass")) // 2:
            return self._unplaced(text)
        plain = text.isascii() and "\x02" not in text
        origin, box, handle = self._origin, self._box, text_page.raw
        left, right, bottom, top = self._numbers
        other = self._other
        digits = text.encode("latin-1", errors="replace").translate(_DIGITS)
        ahead, digit = 0, -1
        out = []
        # There may be very many lines: two calls for each, and little between.
        for number, found in enumerate(_PRINTED.finditer(text), 1):
            line = found[0]
            words = line.strip()
            if not words:
                continue
            first = begin = found.start()
            last = first + len(words) - 1
            if words[0] != line[0]:
                first += (indent := line.index(words))
                last += indent
            if wide:
                beyond = sum(c > "\uffff" for c in line)
                first, last = first + ahead, last + ahead + beyond
                ahead += beyond
            origin(handle, first, left, bottom)
            box(handle, last, other, right, top, top)
            x, y, end = left.value, bottom.value, right.value
            if digit < begin:
                digit = digits.find(b"0", begin)
                digit = digit if digit >= 0 else len(digits)
            near = digit < begin + _HEADER and digit <= begin + last - first
            if near and last - first < len(words) and _DATED.search(words, 0, _HEADER):
                words = self._with_tabs(text_page, words, first)
            out.append(Line(words if plain else _plain(words), number, x, end, y, line[-1] == " "))
        return out

    def _unplaced(self, text: str) -> list[Line]:
        """The lines of a text that the library counts otherwise than its own characters: where they stand is open."""
        printed = enumerate((found[0] for found in _PRINTED.finditer(text)), 1)
        return [Line(_plain(w), n, 0.0, 0.0, 0.0, line[-1] == " ") for n, line in printed if (w := line.strip())]

    def parted(self, text: str, text_page: Any) -> Iterator[Line]:
        """The same, with a line of its own for what stands after a gap."""
        for number, found in enumerate(_PRINTED.finditer(text), 1):
            line = found[0]
            begin = found.start()
            spaces = [begin + m.start() for m in _SPACE.finditer(line.rstrip()) if m.start()]
            gaps = {at: (self._gap(text_page, at), self._width(text_page, at)) for at in spaces}
            usual = median_low([gap for gap, width in gaps.values() if width > _HAIR] or [_WIDE])
            ends = [at for at, (gap, width) in gaps.items() if width <= _HAIR or gap > max(_WIDE, 2 * usual)]
            for start, end in pairwise([begin, *ends, found.end()]):
                words = text[start:end].strip()
                if words:
                    first = start + len(text[start:end]) - len(text[start:end].lstrip())
                    left, bottom = self._start(text_page, first)
                    right = self._end(text_page, first + len(words) - 1)
                    spaced = end == found.end() and line[-1:] == " "
                    yield Line(_plain(words), number, left, right, bottom, spaced)

    def _with_tabs(self, text_page: Any, words: str, first: int) -> str:
        """A line that may be a note's header, with tabs where it has gaps: the library gives a space for either.

        A space that was printed has a width; one that stands for a gap has none.
        """
        at = [m.start() for m in _SPACE.finditer(words, 0, _HEADER)]
        widths = {i: self._width(text_page, first + i) for i in at}
        printed = [i for i, width in widths.items() if width > _HAIR]
        if not printed or len(printed) == len(at):
            return words
        none = {i: self._gap(text_page, first + i) for i in at if widths[i] <= _HAIR}
        # Some of them are the spaces of justified text: only one that is wider than those printed is a tab's.
        most = _GAP * median_low([self._gap(text_page, first + i) for i in printed])
        gaps = {i for i, gap in none.items() if gap > most}
        return "".join("\t" if i in gaps else c for i, c in enumerate(words)) if gaps else words

    def _gap(self, text_page: Any, index: int) -> float:
        """How far the characters around the space at `index` are apart."""
        left, right, bottom, top = self._numbers
        before = self._end(text_page, index - 1)
        self._box(text_page, index + 1, left, right, bottom, top)
        return float(left.value) - before

    def _width(self, text_page: Any, index: int) -> float:
        """How wide the character at `index` is."""
        left, right, bottom, top = self._numbers
        self._box(text_page, index, left, right, bottom, top)
        return float(right.value - left.value)

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
    printed = [page for page in pages if page.lines]
    if len(printed) < 2:
        return {}
    counts: Counter[str] = Counter()
    for page in printed:
        edge = (_without_number(line.text) for line in (*page.lines[:_EDGE], *page.lines[-_EDGE:]))
        # The same form on every page has the same words at its top and bottom, and they are its own.
        counts.update([words for words in dict.fromkeys(edge) if words == "#" or not page.filled])
    enough = max(2, 0.6 * (len(printed) - 1))
    return {
        words: None for words, n in counts.items() if n >= enough and (n > 2 or len(printed) == 2) and _may_run(words)
    }


def _without_number(words: str) -> str:
    return _PAGE_NUMBER.sub("#", words) if _DIGIT.search(words) else words


def _may_run(words: str) -> bool:
    """A label that every note has ("Type: Home visit") is no running header, though it stand on every page."""
    return words == "#" or not any(c.field in ("date", "type", "author", "time") for c in cells(words))


def _without(lines: list[Line], running: dict[str, None]) -> list[Line]:
    if not running:
        return lines
    top, middle, bottom = lines[:_EDGE], lines[_EDGE:-_EDGE], lines[max(_EDGE, len(lines) - _EDGE) :]
    kept = [[line for line in part if _without_number(line.text) not in running] for part in (top, bottom)]
    return [*kept[0], *middle, *kept[1]]
