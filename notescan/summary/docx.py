"""The summary as a Word document: the blocks of document.py in Word's own headings, lists, tables and links.

A council's own template may be given: its styles, headers and footers stay. The summary goes where the template
says {{summary}}, or at its end; fields like {{case_reference}} or {{auditor}} are filled in where they stand.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from notescan.errors import UserError
from notescan.model import CaseFile
from notescan.summary import words
from notescan.summary.blocks import Block, Heading, Paragraph, Run, Table, strong
from notescan.summary.carried import packed
from notescan.summary.document import CONFIDENTIAL, blocks, title_of
from notescan.summary.docx_parts import (
    add_link,
    bookmark,
    embed,
    keep_on_one_page,
    number_pages,
    set_language,
    start_row_as_heading,
)
from notescan.summary.model import Summary
from notescan.summary.template import fill, open_template

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as DocxParagraph

_STYLES = {"bullet": "List Bullet", "inner bullet": "List Bullet 2"}
_COLOURS = {"for": "1B5E20", "against": "8A1C1C", "planned": "1F4E8C"}


def render(summary: Summary, case: CaseFile, *, template: Path | None = None) -> bytes:
    """The document. UserError where `template` can't be read as a Word document."""
    document, at = open_template(template)
    if template is None:
        _usual_page(document, f"{title_of(summary)}. {CONFIDENTIAL}")
    fill(document, summary)
    writer = _Writer(document)
    for block in blocks(summary, case):
        writer.write(block)
    if at is not None:
        writer.move_to(at)
    embed(document, packed(summary))
    set_language(document, "en-GB")
    document.core_properties.title = title_of(summary)[:255]
    document.core_properties.author = words.listed(summary.auditors)
    document.core_properties.comments = "Made with notescan"
    out = io.BytesIO()
    try:
        document.save(out)
    except ValueError as error:  # a character that no XML can hold
        raise UserError(f"The summary can't be written as a Word document ({error}).") from error
    return out.getvalue()


class _Writer:
    """Writes block after block at the document's end, in the document's own styles where it has them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._styles = {style.name for style in document.styles}
        self._first: list[Any] = list(document.element.body)

    def move_to(self, place: Any) -> None:
        """Move all that was written to where `place`, a paragraph's element, stands; and take that away."""
        body = self.document.element.body
        new = [element for element in body if element not in self._first and not element.tag.endswith("}sectPr")]
        for element in new:
            place.addprevious(element)
        place.getparent().remove(place)

    def write(self, block: Block) -> None:
        """Add one block."""
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self._paragraph(block)
            case Table():
                self._table(block)

    def _heading(self, block: Heading) -> None:
        style = f"Heading {block.level}"
        paragraph = self._add(block.text, style)
        if style not in self._styles:
            paragraph.runs[0].bold = True
        if block.name:
            bookmark(paragraph, block.name)

    def _paragraph(self, block: Paragraph) -> None:
        from docx.shared import Pt

        paragraph = self._add("", _STYLES.get(block.kind))
        for run in block.runs:
            added = _add_run(paragraph, run)
            if block.kind == "small":
                added.font.size = Pt(9)

    def _table(self, block: Table) -> None:
        """A table as wide as the page; its headings stand again on each page that it runs over."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        table = self.document.add_table(rows=0, cols=len(block.widths))
        if "Table Grid" in self._styles:
            table.style = "Table Grid"
        table.autofit = False
        section = self.document.sections[-1]
        page = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
        widths = [int(page * width) for width in block.widths]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        heads = tuple(strong(head) for head in block.heads)
        for runs in (*([heads] if heads else []), *block.rows):
            row = table.add_row()
            keep_on_one_page(row)
            for number, (cell, run, width) in enumerate(zip(row.cells, runs, widths, strict=True)):
                cell.width = width
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = 0
                _add_run(paragraph, run)
                if number in block.right:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if heads:
            start_row_as_heading(table.rows[0])

    def _add(self, text: str, style: str | None) -> DocxParagraph:
        return self.document.add_paragraph(text, style=style if style in self._styles else None)


def _add_run(paragraph: DocxParagraph, run: Run) -> Any:
    from docx.shared import RGBColor

    if run.name:
        bookmark(paragraph, run.name)
    added = add_link(paragraph, run.text, run.to) if run.to else paragraph.add_run(run.text)
    if run.look in ("strong", "quoted"):
        added.bold = True
    if run.look == "quoted":
        added.underline = True
    if run.look == "slanted":
        added.italic = True
    if run.stance:
        added.font.color.rgb = RGBColor.from_string(_COLOURS[run.stance])
    return added


def _usual_page(document: Document, footer: str) -> None:
    """A4 with margins that leave room for the tables, lines that stand close, numbered pages."""
    from docx.shared import Mm, Pt, RGBColor

    for section in document.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
        number_pages(section.footer.paragraphs[0], f"{footer} Page ")
    body = document.styles["Normal"]
    body.font.name, body.font.size = "Calibri", Pt(10.5)
    body.paragraph_format.space_after = Pt(4)
    for level in range(1, 5):
        document.styles[f"Heading {level}"].font.color.rgb = RGBColor(0x1F, 0x2A, 0x44)
