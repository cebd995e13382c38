"""Word documents (docx, docm): body, tables, headers and footers, notes, text boxes, comments, as they would print.

Tracked changes are read as accepted. Macros, pictures and embedded objects are left alone.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ..errors import UserError
from .layout import Paragraph, Table, lay_out
from .packed import Archive
from .parts import Part, Task
from .struck import REMARK, struck, told

_SKIPPED = frozenset(
    """del moveFrom instrText delText delInstrText rPr tblPr tblGrid sectPr tcPr trPr proofErr bookmarkStart
    bookmarkEnd commentRangeStart commentRangeEnd sdtPr sdtEndPr Fallback fldData lastRenderedPageBreak annotationRef
    footnoteRef endnoteRef separator continuationSeparator object pict_ binData""".split()
)
_INLINE = frozenset(
    "r hyperlink ins moveTo smartTag sdt sdtContent fldSimple customXml dir bdo oMath oMathPara".split()
)
_REFERENCES = {"footnoteReference": "footnote", "endnoteReference": "endnote", "commentReference": "comment"}
_TICKED, _UNTICKED = "\u2612", "\u2610"


def read(data: bytes, task: Task) -> Part:
    """The text of a Word document. UserError where it is locked, damaged, too big, or has no words."""
    archive = Archive(data, task)
    main = _main_part(archive)
    tree = archive.xml(main)
    if tree is None:
        raise UserError(f"{task.name} is damaged: the document itself is missing from it. Save it anew from Word")
    document = _Document(archive, main, task)
    blocks = [*document.blocks(tree), *document.asides()]
    return lay_out(blocks, task, remarks=document.remarks())


def _main_part(archive: Archive) -> str:
    for kind, target in _relations(archive, ""):
        if kind.endswith("/officeDocument"):
            return target
    return "word/document.xml"


def _relations(archive: Archive, part: str) -> Iterator[tuple[str, str]]:
    """Kind and target of what a part refers to within the file."""
    folder, name = posixpath.split(part)
    tree = archive.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
    for relation in tree if tree is not None else ():
        target = relation.get("Target", "")
        if relation.get("TargetMode") != "External":
            yield relation.get("Type", ""), posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


class _Names(dict[str, str]):
    """Tags without their namespace, which differs between the two kinds of docx; each is cut once."""

    def __missing__(self, tag: str) -> str:
        name = self[tag] = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        return name


_LOCAL = _Names()


def _attribute(element: Element, name: str) -> str | None:
    return next((value for key, value in element.items() if _LOCAL[key] == name), None)


def _child(element: Element | None, name: str) -> Element | None:
    return next((c for c in element if _LOCAL[c.tag] == name), None) if element is not None else None


class _Document:
    """One document while it is read: what it refers to, where we are in it, and what was left out of it."""

    def __init__(self, archive: Archive, main: str, task: Task) -> None:
        self._archive, self._task = archive, task
        self._relations = list(_relations(archive, main))
        self._notes = {
            "footnote": self._bodies("/footnotes"),
            "endnote": self._bodies("/endnotes"),
            "comment": self._bodies("/comments"),
        }
        self._told: set[tuple[str, str]] = set()
        self._paragraphs = self._tables = self._page = 0
        self._pages = False
        self._deleted = self._pictures = self._struck = 0
        self._joined = ""

    # ------------------------------------------------------------------------------------------------ the parts

    def _parts(self, ending: str) -> list[str]:
        return [target for kind, target in self._relations if kind.endswith(ending)]

    def _bodies(self, ending: str) -> dict[str, Element]:
        """Footnotes, endnotes or comments by their ids."""
        trees = [self._archive.xml(part) for part in self._parts(ending)]
        return {_attribute(e, "id") or "": e for tree in trees if tree is not None for e in tree}

    def asides(self) -> Iterator[Paragraph]:
        """Headers and footers, each once, and comments and notes that the text does not refer to."""
        seen: set[str] = set()
        for ending in ("/header", "/footer"):
            for part in self._parts(ending):
                tree = self._archive.xml(part)
                words = self._all_words(tree) if tree is not None else ""
                if words and words not in seen and not words.isdecimal():
                    seen.add(words)
                    yield Paragraph(words, f"page {ending[1:]}", aside=True)
        for kind, bodies in self._notes.items():
            for key, body in bodies.items():
                if (kind, key) not in self._told:
                    yield from (Paragraph(p.text, p.form, p.number, aside=True) for p in self._note(kind, key, body))

    def remarks(self) -> list[str]:
        """What a person should know of how the document was read."""
        out = []
        if self._deleted:
            out.append(f"tracked changes were read as accepted: {_counted(self._deleted, 'deletion')} left out")
        if self._struck:
            out.append(REMARK)
        if self._pictures:
            out.append(f"{_counted(self._pictures, 'picture')} in it can't be read")
        if any(name.endswith("vbaProject.bin") for name in self._archive.names):
            out.append("it has macros, which were not run")
        return out

    # ----------------------------------------------------------------------------------------------- the document

    def blocks(self, tree: Element) -> Iterator[Paragraph | Table]:
        """Paragraphs and tables in reading order."""
        self._pages = any(_LOCAL[e.tag] == "lastRenderedPageBreak" for e in tree.iter())
        self._page = 1
        yield from self._blocks(tree, 0)

    def _blocks(self, parent: Element, depth: int) -> Iterator[Paragraph | Table]:
        if depth > self._task.limits.nesting:
            raise self._task.limits.over(self._task.name, "nesting", 10 * depth, "has tables in tables too deep")
        for element in parent:
            tag = _LOCAL[element.tag]
            if tag == "p":
                yield from self._paragraph(element, depth)
            elif tag == "tbl":
                yield from self._table(element, depth)
            elif tag == "AlternateContent":
                yield from self._blocks(_first(element), depth + 1)
            elif tag not in _SKIPPED:
                yield from self._blocks(element, depth + 1)

    def _paragraph(self, element: Element, depth: int) -> Iterator[Paragraph | Table]:
        pieces: list[str] = []
        inside: list[Element] = []
        references: list[tuple[str, str]] = []
        form = f"page {self._page}, paragraph {{}}" if self._pages else "paragraph {}"
        properties = _child(element, "pPr")
        self._words(element, pieces, inside, references, depth)
        text = self._joined + told("".join(pieces))
        if properties is not None and _child(_child(properties, "rPr"), "del") is not None:
            # The end of the paragraph was deleted: it goes on in the next one.
            self._joined = text
            return
        self._joined = ""
        self._paragraphs += 1
        if properties is not None and text.strip() and _is_listed(properties):
            text = f"- {text}"
        yield Paragraph(text, form, self._paragraphs)
        for kind, key in references:
            body = self._notes[kind].get(key)
            if body is not None and (kind, key) not in self._told:
                self._told.add((kind, key))
                yield from self._note(kind, key, body)
        for box in inside:
            yield from self._blocks(box, depth + 1)

    def _words(
        self, element: Element, pieces: list[str], inside: list[Element], references: list[tuple[str, str]], depth: int
    ) -> None:
        """The words of a paragraph; text boxes and what it refers to are set aside for after it."""
        if depth > self._task.limits.nesting:
            raise self._task.limits.over(self._task.name, "nesting", 10 * depth, "is nested too deep")
        for e in element:
            tag = _LOCAL[e.tag]
            if tag == "t":
                pieces.append(e.text or "")
            elif tag == "r" and _is_struck(e):
                words: list[str] = []
                self._words(e, words, inside, references, depth + 1)
                pieces.append(struck("".join(words)))
                self._struck += 1
            elif tag in _INLINE:
                self._words(e, pieces, inside, references, depth + 1)
            elif tag == "tab":
                pieces.append("\t")
            elif tag in ("br", "cr"):
                pieces.append("\n")
            elif tag == "lastRenderedPageBreak":
                self._page += 1
            elif tag in ("del", "moveFrom"):
                self._deleted += tag == "del"
            elif tag == "noBreakHyphen":
                pieces.append("-")
            elif tag in _REFERENCES:
                references.append((_REFERENCES[tag], _attribute(e, "id") or ""))
            elif tag == "AlternateContent":
                self._words(_first(e), pieces, inside, references, depth + 1)
            elif tag == "txbxContent":
                inside.append(e)
            elif tag == "checkBox" or (tag == "sym" and _attribute(e, "char")):
                pieces.append(_sign(e))
            elif tag == "blip" or tag == "imagedata":
                self._pictures += 1
            elif tag not in _SKIPPED and len(e):
                self._words(e, pieces, inside, references, depth + 1)

    def _note(self, kind: str, key: str, body: Element) -> Iterator[Paragraph]:
        words = self._all_words(body)
        if not words or _attribute(body, "type") in ("separator", "continuationSeparator"):
            return
        by = _attribute(body, "author") if kind == "comment" else None
        label = f"{kind.capitalize()} by {' '.join(by.split())}" if by else kind.capitalize()
        number = int(key) if key.isdecimal() and len(key) < 9 else 0
        yield Paragraph(f"[{label}: {words}]", f"{kind} {{}}", number + (kind == "comment"))

    def _all_words(self, tree: Element) -> str:
        """The words of another part as one line; its paragraphs do not count among those of the body."""
        kept = self._paragraphs, self._tables, self._page
        lines = []
        for block in self._blocks(tree, 1):
            if isinstance(block, Paragraph):
                lines.append(block.text)
            else:
                lines.extend(" ".join(str(cell) for cell in row) for row in block.rows)
        self._paragraphs, self._tables, self._page = kept
        return " ".join(" ".join(lines).split())

    # -------------------------------------------------------------------------------------------------- the tables

    def _table(self, element: Element, depth: int) -> Iterator[Paragraph | Table]:
        self._tables += 1
        number = self._tables
        rows: list[list[str]] = []
        nested = False
        for row in _inner(element, "tr"):
            if _child(_child(row, "trPr"), "del") is not None:
                self._deleted += 1
                continue
            cells: list[str] = []
            for cell in _inner(row, "tc"):
                nested = nested or _child(cell, "tbl") is not None
                cells.append(self._cell(cell, depth + 1))
                span = _attribute(_child(_child(cell, "tcPr"), "gridSpan") or Element(""), "val")
                cells.extend([""] * (int(span) - 1 if span and span.isdecimal() and len(span) < 3 else 0))
            rows.append(cells)
        if nested and len(rows) * max(map(len, rows), default=0) == 1:
            # A frame around everything is no table.
            yield from self._blocks(next(iter(_inner(next(iter(_inner(element, "tr"))), "tc"))), depth + 1)
            return
        page = f"page {self._page}, " if self._pages else ""
        yield Table(rows, f"{page}table {number}, row {{}}", range(1, len(rows) + 1))

    def _cell(self, cell: Element, depth: int) -> str:
        lines: list[str] = []
        for block in self._blocks(cell, depth):
            if isinstance(block, Paragraph):
                lines.append(block.text)
            else:
                lines.extend(" | ".join(str(c) for c in row if c) for row in block.rows)
        return "\n".join(lines)


def _first(alternatives: Element) -> Element:
    """What is shown of alternatives for newer and older programs: they say the same."""
    return next(iter(alternatives), alternatives)


def _inner(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, also those within a form field or a tracked insertion."""
    for e in parent:
        name = _LOCAL[e.tag]
        if name == tag:
            yield e
        elif name in ("sdt", "sdtContent", "ins", "customXml", "smartTag", "moveTo"):
            yield from _inner(e, tag)


def _is_struck(run: Element) -> bool:
    """Whether a run of words has a line through it."""
    properties = run[0] if len(run) else None
    if properties is None or _LOCAL[properties.tag] != "rPr":
        return False
    lines = (e for e in properties if _LOCAL[e.tag] in ("strike", "dstrike"))
    return any(_attribute(e, "val") not in ("0", "false", "off") for e in lines)


def _is_listed(properties: Element) -> bool:
    """Whether a paragraph has a bullet or number of its own."""
    number = _child(_child(properties, "numPr"), "numId")
    return number is not None and _attribute(number, "val") not in (None, "0")


def _sign(element: Element) -> str:
    """A box of a form with its tick, or a sign of a picture font as the bullet that it mostly is."""
    if _LOCAL[element.tag] == "sym":
        code = (_attribute(element, "char") or "").upper()[-2:]
        return {"FE": _TICKED, "FC": "\u2713", "A8": _UNTICKED, "6F": _UNTICKED, "FD": _TICKED}.get(code, "\u2022")
    state = _child(element, "checked")
    state = state if state is not None else _child(element, "default")
    on = state is not None and _attribute(state, "val") not in ("0", "false", "off")
    return _TICKED if on else _UNTICKED


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'s' if number != 1 else ''}"
