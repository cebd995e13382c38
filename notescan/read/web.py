"""Saved web pages (the print view of a case system): paragraphs and tables as a browser would show them.

Nothing in a page runs, and nothing that it refers to is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from .decoding import decoded
from .headings import heading_field
from .layout import Paragraph, Table, lay_out
from .markup import Token, tokens
from .parts import Part, Task
from .struck import REMARK, struck, told

_BLOCKS = frozenset(
    """address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary ul caption tbody thead tfoot
    table tr td th option select""".split()
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,30})", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f]+")
_STRUCK = frozenset("s strike del".split())
_TICKED, _UNTICKED = "\u2612", "\u2610"


def read(data: bytes, task: Task) -> Part:
    """The text of a web page. UserError where it has none, or is too big."""
    page = _Page()
    blocks = list(_blocks(_page_text(data), task, page))
    return lay_out(blocks, task, remarks=[REMARK] if page.struck else [])


def words_of(markup: str, task: Task) -> str:
    """The text of a piece of HTML, a line for each paragraph and table row."""
    lines = []
    for block in _blocks(markup, task, _Page()):
        if isinstance(block, Paragraph):
            lines.append(block.text)
        else:
            lines.extend(" | ".join(str(v) for v in row if v) for row in block.rows)
    return "\n".join(lines).strip()


def _page_text(data: bytes) -> str:
    """By byte order mark or UTF-8 where it is that; else as the page declares; else Windows."""
    told = _CHARSET.search(data[:4096])
    name = told[1].decode("ascii").casefold() if told else ""
    if name and name not in ("utf-8", "utf8", "iso-8859-1", "latin1", "us-ascii", "utf-16"):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                return data.decode(name, errors="replace")
            except LookupError:
                return decoded(data)
    return decoded(data)


def _blocks(markup: str, task: Task, page: _Page) -> Iterator[Paragraph | Table]:
    tags = markup.count("<")
    if tags > task.limits.tags:
        raise task.limits.over(task.name, "tags", tags, f"has {tags:,} tags")
    for token in tokens(markup):
        yield from page.take(token)
    yield from page.end()


class _Table:
    """A table while it is walked through."""

    def __init__(self, number: int, outer: _Table | None) -> None:
        self.number, self.outer = number, outer
        self.rows: list[list[str]] = []
        self.done = 0
        """How many of its rows have been passed on already."""
        self.spare = 0
        """How many more columns the open cell covers."""

    def cell(self, span: int = 1) -> None:
        """Open a cell that goes over `span` columns."""
        if not self.rows:
            self.rows.append([])
        self.rows[-1].extend([""] * self.spare)
        self.rows[-1].append("")
        self.spare = span - 1

    def row(self) -> None:
        """Open a row."""
        self.rows.append([])
        self.spare = 0

    def pass_on(self) -> Iterator[Table]:
        """The rows that were not passed on yet."""
        rows = [(i, row) for i, row in enumerate(self.rows, self.done + 1) if any(row)]
        self.done += len(self.rows)
        self.rows = []
        if rows:
            yield Table([row for _, row in rows], f"table {self.number}, row {{}}", [i for i, _ in rows])

    def holds_notes(self) -> bool:
        """Whether it has begun with the headings of a table of notes; a table in it is then a part of a note."""
        return bool(self.rows) and sum(heading_field(v) not in ("other", "mail") for v in self.rows[0] if v) >= 2

    def add(self, text: str) -> None:
        """A paragraph in the cell that is open; words outside cells get one of their own."""
        if not self.rows or not self.rows[-1]:
            self.cell()
        row = self.rows[-1]
        row[-1] = f"{row[-1]}\n{text}" if row[-1] else text


class _Page:
    """Takes the tokens of a page one by one, gathering the words of each block."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._paragraphs = self._tables = self._kept = 0
        self._table: _Table | None = None
        self._bullet = False
        self._struck: list[bool] = []
        self._strikes = 0
        self.struck = False
        """Whether any words so far had a line through them."""
        self._chosen: bool | None = None
        """Whether the choice of a list that is open is the one that was made; None outside of choices."""

    def take(self, token: Token) -> Iterator[Paragraph | Table]:
        """What ends with this token."""
        if token.kind == "text":
            if self._chosen is not False:
                words = token.text if self._kept else _SPACES.sub(" ", token.text)
                self._words.append(struck(words) if self._strikes else words)
                self.struck = self.struck or bool(self._strikes)
            return
        tag = token.text
        if tag in _BLOCKS:
            yield from self._flush()
        if tag in _STRUCK or tag == "span":
            self._strike(tag, token)
        elif tag in ("option", "select"):
            chosen = token.kind == "open" and tag == "option"
            self._chosen = "selected" in token.attributes if chosen else None
        elif token.kind == "open":
            yield from self._open(tag, token.attributes)
        elif tag == "pre":
            self._kept = max(0, self._kept - 1)
        elif tag == "table" and self._table is not None:
            yield from self._end_table(self._table)

    def _strike(self, tag: str, token: Token) -> None:
        """Note where words with a line through them begin and end; of spans only some have one."""
        if token.kind == "open":
            self._struck.append(tag in _STRUCK or bool(token.attributes))
            self._strikes += self._struck[-1]
        elif self._struck:
            self._strikes -= self._struck.pop()

    def end(self) -> Iterator[Paragraph | Table]:
        """What is still open where the page ends."""
        yield from self._flush()
        while self._table is not None:
            yield from self._end_table(self._table)

    def _open(self, tag: str, attributes: Mapping[str, str]) -> Iterator[Paragraph | Table]:
        if tag == "br":
            self._words.append("\n")
        elif tag == "pre":
            self._kept += 1
        elif tag == "li":
            self._bullet = True
        elif tag == "input":
            self._input(attributes)
        elif tag == "table":
            self._tables += 1
            if self._table is not None and not self._table.holds_notes():
                # A table that only arranges the page: what is in it stands for itself.
                yield from self._table.pass_on()
            self._table = _Table(self._tables, self._table)
        elif self._table is not None and tag == "tr":
            self._table.row()
        elif self._table is not None and tag in ("td", "th"):
            span = attributes.get("colspan", "")
            self._table.cell(min(max(int(span), 1), 50) if span.isdecimal() and len(span) < 4 else 1)

    def _input(self, attributes: Mapping[str, str]) -> None:
        kind = attributes.get("type", "text").casefold()
        if kind in ("checkbox", "radio"):
            self._words.append(_TICKED if "checked" in attributes else _UNTICKED)
        elif kind in ("text", "date", "datetime-local", "time", "number", "email", "tel", "search", "url"):
            self._words.append(attributes.get("value", ""))

    def _flush(self) -> Iterator[Paragraph | Table]:
        """The paragraph that ends here."""
        text = "\n".join(line.strip() for line in told("".join(self._words)).split("\n")).strip()
        self._words.clear()
        text = text.replace("\u00ad", "")
        if not text:
            return
        if self._bullet:
            text, self._bullet = f"- {text}", False
        if self._table is not None:
            self._table.add(text)
            return
        self._paragraphs += 1
        yield Paragraph(text, "paragraph {}", self._paragraphs)

    def _end_table(self, table: _Table) -> Iterator[Paragraph | Table]:
        outer = self._table = table.outer
        if outer is None or not outer.holds_notes():
            yield from table.pass_on()
            return
        for row in table.rows:
            filled = [v for v in row if v]
            if filled:
                outer.add(("\n" if any("\n" in v for v in filled) else " | ").join(filled))
