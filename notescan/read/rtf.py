"""Rich text (RTF): body, tables, headers and footers, footnotes, text boxes, comments; deletions are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .layout import Paragraph, Table, lay_out
from .parts import Part, Task
from .struck import REMARK, struck, told

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n\\]"
)
_SIGNS = {
    "emdash": "\u2014", "endash": "\u2013", "bullet": "\u2022", "lquote": "\u2018", "rquote": "\u2019",
    "ldblquote": "\u201c", "rdblquote": "\u201d", "tab": "\t", "line": "\n", "emspace": " ", "enspace": " ",
    "qmspace": " ", "~": " ", "_": "-", "{": "{", "}": "}", "\\": "\\",
}  # fmt: skip
_SKIPPED = frozenset(
    """fonttbl colortbl stylesheet info listtable listoverridetable rsidtbl generator pict objdata themedata datastore
    latentstyles fldinst bkmkstart bkmkend xmlnstbl mmathpr sn sv nonshppict shppict revtbl filetbl pgptbl template
    colorschememapping listtables atrfstart atrfend atnref atnid atntime atndate atnparent docvar userprops
    wgrffmtfilter ftnsep ftnsepc aftnsep aftnsepc private xe tc""".split()
)
_KEPT_THOUGH_STARRED = frozenset("shpinst shptxt annotation atnauthor shpgrp do dptxbxtext footnote".split())
_ASIDE = {"header": "page header", "footer": "page footer"}
_INSERTS = {"footnote": "Footnote", "annotation": "Comment"}


@dataclass(slots=True)
class _Group:
    """What holds within a pair of braces."""

    skipped: bool = False
    fallback: int = 1
    """How many characters follow a Unicode one for programs that can't read that."""
    deleted: bool = False
    struck: bool = False
    into: str = ""
    """Where its words go: "" the body, else the part of the page or the insert that it is."""
    opens: str = ""
    """The insert that ends where this group ends."""


@dataclass(slots=True)
class _State:
    text: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    listed: bool = False
    in_table: bool = False


def read(data: bytes, task: Task) -> Part:
    """The text of an RTF document. UserError where it has none, or is too big."""
    marks = data.count(b"\\")
    if marks > task.limits.tags:
        raise task.limits.over(task.name, "tags", marks, f"has {marks:,} marks")
    document = _Document(data.decode("latin-1"))
    blocks = list(document.blocks())
    return lay_out([*blocks, *document.asides], task, remarks=document.remarks())


class _Document:
    """One document, read from its beginning to its end in one pass."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._page = "cp1252"
        self._bytes = bytearray()
        self._group = _Group()
        self._stack: list[_Group] = []
        self._main = _State()
        self._inserts: dict[str, list[str]] = {}
        self._after: list[Paragraph] = []
        self._author = ""
        self._skip = 0
        self._high = 0
        self._paragraphs = self._tables = self._deletions = self._struck = 0
        self.asides: list[Paragraph] = []

    def remarks(self) -> list[str]:
        """What a person should know of how it was read."""
        deleted = ["tracked changes were read as accepted: what was deleted is left out"] if self._deletions else []
        return [*deleted, *([REMARK] if self._struck else [])]

    def blocks(self) -> Iterator[Paragraph | Table]:
        """Paragraphs and tables in reading order."""
        source, at = self._source, 0
        while found := _TOKEN.match(source, at):
            at = found.end()
            if found["hex"] is not None:
                self._byte(int(found["hex"], 16))
                continue
            if self._bytes:
                self._write_bytes()
            if found["text"] is not None:
                self._plain(found["text"])
            elif found["brace"] == "{":
                self._stack.append(self._group)
                group = self._group
                self._group = _Group(group.skipped, group.fallback, group.deleted, group.struck, group.into)
            elif found["brace"] == "}":
                yield from self._close()
            elif found["word"] == "bin":
                at += max(0, int(found["number"] or 0))
            elif found["word"] is not None:
                yield from self._word(found["word"], found["number"])
            elif found["sign"] == "*":
                starred = _TOKEN.match(source, at)
                if starred and (starred["word"] or "").casefold() not in _KEPT_THOUGH_STARRED:
                    self._group.skipped = True
            elif found["sign"] in ("\r", "\n"):
                yield from self._end_paragraph()
            elif found["sign"] is not None:
                self._write(_SIGNS.get(found["sign"], ""))
        self._write_bytes()
        yield from self._end_paragraph()
        yield from self._end_table()

    # ----------------------------------------------------------------------------------------------- characters

    def _byte(self, value: int) -> None:
        if self._skip:
            self._skip -= 1
        else:
            self._bytes.append(value)

    def _write_bytes(self) -> None:
        self._write(bytes(self._bytes).decode(self._page, errors="replace"))
        self._bytes.clear()

    def _plain(self, text: str) -> None:
        if self._skip:
            text, self._skip = text[self._skip :], max(0, self._skip - len(text))
        self._write(text if text.isascii() else text.encode("latin-1").decode(self._page, errors="replace"))

    def _unicode(self, number: int) -> None:
        code = number % 0x10000
        if 0xD800 <= code < 0xDC00:
            self._high = code
        elif 0xDC00 <= code < 0xE000 and self._high:
            self._write(chr(0x10000 + ((self._high - 0xD800) << 10) + code - 0xDC00))
            self._high = 0
        else:
            self._write(chr(code))
        self._skip = self._group.fallback

    def _write(self, text: str) -> None:
        group = self._group
        if not text or group.skipped:
            return
        if group.struck and not group.deleted:
            self._struck += 1
            text = struck(text)
        if group.deleted:
            self._deletions += 1
        elif group.into:
            self._inserts.setdefault(group.into, []).append(text)
        else:
            self._main.text.append(text)

    # ---------------------------------------------------------------------------------------------- control words

    def _word(self, word: str, number: str | None) -> Iterator[Paragraph | Table]:
        group = self._group
        low = word.casefold()
        if low in _SKIPPED:
            group.skipped = True
        elif group.skipped:
            return
        elif word in _SIGNS:
            self._write(_SIGNS[word])
        elif word == "u" and number is not None:
            self._unicode(int(number))
        elif word == "uc":
            group.fallback = min(int(number or 1), 100)
        elif word == "ansicpg" and number:
            self._set_page(int(number))
        elif word == "deleted":
            group.deleted = number != "0"
        elif word == "strike" or low == "striked":
            group.struck = number != "0"
        elif word == "plain":
            group.deleted = group.struck = False
        elif word.rstrip("lrf") in _ASIDE or word in ("footer", "header"):
            group.into = group.opens = _ASIDE[word if word in _ASIDE else word.rstrip("lrf")]
        elif word in _INSERTS or word == "atnauthor":
            group.into = group.opens = word
        elif word in ("shptxt", "dptxbxtext"):
            group.into = group.opens = "text box"
        elif word in ("listtext", "pntext"):
            group.skipped, self._main.listed = True, True
        elif word == "pard":
            self._main.in_table = False
        elif word == "intbl":
            self._main.in_table = True
        elif word in ("par", "sect", "page", "column"):
            if group.into or self._main.in_table:
                self._write("\n")
            else:
                yield from self._end_paragraph()
        elif word == "nestcell":
            self._write("\n")
        elif word == "cell":
            self._main.cells.append(told("".join(self._main.text)).strip())
            self._main.text.clear()
        elif word == "row":
            self._main.rows.append(self._main.cells)
            self._main.cells = []

    def _set_page(self, number: int) -> None:
        try:
            "".encode(f"cp{number}")
        except LookupError:
            return
        self._page = f"cp{number}"

    def _close(self) -> Iterator[Paragraph | Table]:
        closed = self._group
        self._group = self._stack.pop() if self._stack else _Group()
        if not closed.opens or closed.skipped:
            return
        words = told("".join(self._inserts.pop(closed.opens, []))).strip()
        if closed.opens == "atnauthor":
            self._author = " ".join(words.split())
        elif words and closed.opens in _ASIDE.values():
            line = " ".join(words.split())
            if line not in [p.text for p in self.asides] and not line.isdecimal():
                self.asides.append(Paragraph(line, closed.opens, aside=True))
        elif words and closed.opens == "text box":
            self._after.append(Paragraph(words, "text box"))
        elif words:
            by = f" by {self._author}" if closed.opens == "annotation" and self._author else ""
            label = _INSERTS[closed.opens]
            self._after.append(Paragraph(f"[{label}{by}: {' '.join(words.split())}]", label.casefold()))
        if self._after and not self._main.in_table and not "".join(self._main.text).strip():
            yield from self._rest()

    # --------------------------------------------------------------------------------------------------- blocks

    def _end_paragraph(self) -> Iterator[Paragraph | Table]:
        text = told("".join(self._main.text))
        self._main.text.clear()
        yield from self._end_table()
        self._paragraphs += 1
        if self._main.listed and text.strip():
            text = f"- {text.strip()}"
        self._main.listed = False
        yield Paragraph(text.rstrip(), "paragraph {}", self._paragraphs)
        yield from self._rest()

    def _end_table(self) -> Iterator[Paragraph | Table]:
        main = self._main
        if main.cells:
            main.rows.append(main.cells)
            main.cells = []
        if main.rows:
            self._tables += 1
            yield Table(main.rows, f"table {self._tables}, row {{}}", range(1, len(main.rows) + 1))
            main.rows = []
            yield from self._rest()

    def _rest(self) -> Iterator[Paragraph]:
        """Notes, comments and text boxes, after the paragraph that they belong to."""
        after, self._after = self._after, []
        yield from after
