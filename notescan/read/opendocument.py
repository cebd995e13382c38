"""OpenDocument texts and spreadsheets (odt, ods, and their flat forms): body, tables, notes, comments, text boxes.

Tracked changes are read as accepted: what was deleted is kept apart in these files and not read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ..errors import UserError
from ..places import named
from .cells import Value
from .headings import check_given
from .layout import Paragraph, Table, lay_out
from .packed import Archive, xml_tree
from .parts import Part, Task
from .struck import REMARK, struck, told

_GROUPS = frozenset("table-row-group table-header-rows table-rows".split())
_NOT_WORDS = frozenset("tracked-changes sequence-decls forms variable-decls user-field-decls note-citation".split())
_HEADERS = {"header": "page header", "header-left": "page header", "header-first": "page header"}
_HEADERS |= {"footer": "page footer", "footer-left": "page footer", "footer-first": "page footer"}


def read(data: bytes, task: Task) -> Part:
    """The text or the sheets of an OpenDocument file. UserError where it is locked, damaged or too big."""
    if data.startswith(b"PK"):
        archive = Archive(data, task)
        if b"encryption-data" in archive.part("META-INF/manifest.xml"):
            raise UserError(f"{task.name} is locked with a password: save a copy without it")
        content, styles = archive.xml("content.xml"), archive.xml("styles.xml")
    else:
        content = styles = xml_tree(data, task, "the file")
    body = _find(content, "body")
    if body is None:
        raise UserError(f"{task.name} is damaged: the document itself is missing from it. Save it anew")
    document = _Document(task, _struck_styles(content, styles))
    sheets = _find(body, "spreadsheet")
    if sheets is not None:
        tables = list(document.sheets(sheets))
        check_given([t.rows for t in tables], task.columns, task.name)
        return lay_out(tables, task)
    text = _find(body, "text")
    blocks = list(document.text(text if text is not None else body))
    return lay_out([*blocks, *document.headers(styles)], task, remarks=document.remarks())


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _find(parent: Element | None, name: str) -> Element | None:
    return next((e for e in parent if _local(e) == name), None) if parent is not None else None


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")


def _struck_styles(*trees: Element | None) -> frozenset[str]:
    """The names of the styles that draw a line through their words."""
    styles = (style for tree in trees if tree is not None for style in tree.iter() if _local(style) == "style")
    return frozenset(
        _attribute(style, "name")
        for style in styles
        for e in style
        if _attribute(e, "text-line-through-style") not in ("", "none")
        or _attribute(e, "text-line-through-type") not in ("", "none")
    )


def _times(element: Element, name: str) -> int:
    given = _attribute(element, name)
    return int(given) if given.isdecimal() and len(given) < 9 else 1


class _Document:
    """One document while it is read: where we are in it."""

    def __init__(self, task: Task, struck_styles: frozenset[str]) -> None:
        self._task, self._styles = task, struck_styles
        self._struck = False
        self._paragraphs = self._tables = self._cells = self._deleted = 0
        self._page = 0
        self._after: list[Paragraph] = []
        self._inside: list[Element] = []

    def remarks(self) -> list[str]:
        """What a person should know of how it was read."""
        deleted = ["tracked changes were read as accepted: what was deleted is left out"] if self._deleted else []
        return [*deleted, *([REMARK] if self._struck else [])]

    def headers(self, styles: Element | None) -> Iterator[Paragraph]:
        """Headers and footers of the pages, each once."""
        seen: set[str] = set()
        masters = _find(styles, "master-styles")
        for part in masters.iter() if masters is not None else ():
            form = _HEADERS.get(_local(part))
            words = " ".join(self._lines(part, 1).split()) if form else ""
            if form and words and words not in seen and not words.isdecimal():
                seen.add(words)
                yield Paragraph(words, form, aside=True)

    # ----------------------------------------------------------------------------------------------- paragraphs

    def text(self, body: Element) -> Iterator[Paragraph | Table]:
        """The blocks of a text. Its pages are known where the program that wrote it marked their ends."""
        self._page = int(any(_local(e) == "soft-page-break" for e in body.iter()))
        return self.blocks(body, 0)

    def blocks(self, parent: Element, depth: int, bullet: str = "") -> Iterator[Paragraph | Table]:
        """Paragraphs and tables in reading order."""
        if depth > self._task.limits.nesting:
            raise self._task.limits.over(self._task.name, "nesting", 10 * depth, "is nested too deep")
        for element in parent:
            tag = _local(element)
            if tag in ("p", "h"):
                yield from self._paragraph(element, depth, bullet)
                bullet = ""
            elif tag == "table":
                yield self._table(element, depth)
                yield from self._rest(depth)
            elif tag in ("list-item", "list-header"):
                yield from self.blocks(element, depth + 1, "- " if tag == "list-item" else "")
            elif tag == "soft-page-break":
                self._page += bool(self._page)
            elif tag == "tracked-changes":
                self._deleted += any(_local(e) == "deletion" for e in element.iter())
            elif tag not in _NOT_WORDS:
                yield from self.blocks(element, depth + 1)

    def _paragraph(self, element: Element, depth: int, bullet: str) -> Iterator[Paragraph | Table]:
        form = f"page {self._page}, paragraph {{}}" if self._page else "paragraph {}"
        pieces: list[str] = []
        self._words(element, pieces, depth)
        text = told(self._as_styled(element, "".join(pieces)))
        self._paragraphs += 1
        yield Paragraph(f"{bullet}{text}" if text.strip() else text, form, self._paragraphs)
        yield from self._rest(depth)

    def _rest(self, depth: int) -> Iterator[Paragraph | Table]:
        """Notes, comments and text boxes, after the paragraph or table that they belong to."""
        after, self._after = self._after, []
        yield from after
        inside, self._inside = self._inside, []
        for box in inside:
            yield from self.blocks(box, depth + 1)

    def _words(self, element: Element, pieces: list[str], depth: int) -> None:
        if depth > self._task.limits.nesting:
            raise self._task.limits.over(self._task.name, "nesting", 10 * depth, "is nested too deep")
        if element.text:
            pieces.append(element.text)
        for e in element:
            tag = _local(e)
            if tag == "s":
                pieces.append(" " * min(_times(e, "c"), 200))
            elif tag == "tab":
                pieces.append("\t")
            elif tag == "line-break":
                pieces.append("\n")
            elif tag == "soft-page-break":
                self._page += bool(self._page)
            elif tag == "note":
                kind = _attribute(e, "note-class").capitalize() or "Footnote"
                self._insert(kind, _find(e, "note-body"), depth)
            elif tag == "annotation":
                creator = _find(e, "creator")
                name = " ".join((creator.text or "").split()) if creator is not None else ""
                by = f" by {name}" if name else ""
                self._insert(f"Comment{by}", e, depth)
            elif tag == "text-box":
                self._inside.append(e)
            elif tag == "span" and self._styles:
                words: list[str] = []
                self._words(e, words, depth + 1)
                pieces.append(self._as_styled(e, "".join(words)))
            elif tag not in _NOT_WORDS:
                self._words(e, pieces, depth + 1)
            if e.tail:
                pieces.append(e.tail)

    def _as_styled(self, element: Element, words: str) -> str:
        """The words of a paragraph or span, marked where its style strikes them through."""
        if not self._styles or _attribute(element, "style-name") not in self._styles:
            return words
        self._struck = True
        return struck(words)

    def _insert(self, label: str, body: Element | None, depth: int) -> None:
        after, self._after = self._after, []
        words = " ".join(self._lines(body, depth + 1).split()) if body is not None else ""
        self._after = after
        if words:
            self._after.append(Paragraph(f"[{label}: {words}]", label.partition(" ")[0].casefold()))

    def _lines(self, parent: Element, depth: int) -> str:
        """The words of a part, a line for each paragraph; its paragraphs do not count among those of the body."""
        kept = self._paragraphs, self._tables, self._page
        lines = []
        for block in self.blocks(parent, depth):
            if isinstance(block, Paragraph):
                lines.append(block.text)
            else:
                lines.extend(" | ".join(str(v) for v in row if v) for row in block.rows)
        self._paragraphs, self._tables, self._page = kept
        return "\n".join(lines)

    # --------------------------------------------------------------------------------------------------- tables

    def sheets(self, parent: Element) -> Iterator[Table]:
        """The sheets that have something in them."""
        tables = [e for e in parent if _local(e) == "table"]
        for element in tables:
            table = self._table(element, 0)
            if table.rows:
                one = f'sheet "{named(_attribute(element, "name"))}", row {{}}' if len(tables) > 1 else "row {}"
                yield Table(table.rows, one, table.numbers)
        self._after.clear()

    def _table(self, element: Element, depth: int) -> Table:
        self._tables += 1
        number = self._tables
        rows: list[list[Value]] = []
        numbers: list[int] = []
        at = 0
        for row in _inner(element):
            cells = self._row(row, depth)
            times = _times(row, "number-rows-repeated")
            if cells:
                self._count(len(cells) * times)
                rows.extend(cells for _ in range(times))
                numbers.extend(range(at + 1, at + times + 1))
            at += times
        return Table(rows, f"table {number}, row {{}}", numbers)

    def _row(self, row: Element, depth: int) -> list[Value]:
        """The cells of a row without the empty ones at its end."""
        cells: list[Value] = []
        empty = 0
        for cell in row:
            if _local(cell) not in ("table-cell", "covered-table-cell"):
                continue
            times = _times(cell, "number-columns-repeated")
            value = self._value(cell, depth)
            if value in ("", None):
                empty += times
                continue
            self._count(empty + times)
            cells.extend([""] * empty + [value] * times)
            empty = 0
        return cells

    def _count(self, cells: int) -> None:
        self._cells += cells
        if self._cells > self._task.limits.cells:
            what = f"has {self._cells:,} cells in its tables"
            raise self._task.limits.over(self._task.name, "cells", self._cells, what)

    def _value(self, cell: Element, depth: int) -> Value:
        given = _attribute(cell, "date-value")
        if given:
            try:
                moment = dt.datetime.fromisoformat(given[:19])
            except ValueError:
                moment = None
            if moment is not None:
                return moment if "T" in given else moment.date()
        after, self._after = self._after, []
        lines = self._lines(cell, depth + 1) if len(cell) else ""
        comments, self._after = self._after, after
        return "\n".join([lines, *(c.text for c in comments)]) if comments else lines


def _inner(parent: Element) -> Iterator[Element]:
    """The rows of a table, also those in groups."""
    for e in parent:
        tag = _local(e)
        if tag == "table-row":
            yield e
        elif tag in _GROUPS:
            yield from _inner(e)
