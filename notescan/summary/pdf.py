"""The summary as a PDF: the blocks of document.py on A4 pages, with links both ways and an outline of its parts."""

from __future__ import annotations

import io
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from notescan.model import CaseFile
from notescan.summary import words
from notescan.summary.blocks import Block, Heading, Paragraph, Run, Table
from notescan.summary.document import CONFIDENTIAL, blocks, title_of
from notescan.summary.model import Summary

_FONTS = Path(__file__).parent / "fonts"
"""DejaVu: free to pass on, with the letters of the languages that names in notes come from."""
_COLOURS = {"for": "#1B5E20", "against": "#8A1C1C", "planned": "#1F4E8C"}
_LINK = "#1F4E8C"
_SPACED = {1: (0, 8), 2: (12, 4), 3: (9, 4), 4: (5, 3)}
"""Points above and below a heading of each level."""


def render(summary: Summary, case: CaseFile) -> bytes:
    """The pages, A4."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.platypus import SimpleDocTemplate

    _register()
    out = io.BytesIO()
    title = title_of(summary)
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=20 * mm,
        rightMargin=20 * mm,
        topMargin=18 * mm,
        bottomMargin=18 * mm,
        title=title,
        author=words.listed(summary.auditors),
        creator="notescan",
        lang="en-GB",
    )

    def page(canvas: Any, laid: Any) -> None:
        canvas.setFont("DejaVu", 8)
        canvas.drawString(20 * mm, 10 * mm, f"{title[:70]}. {CONFIDENTIAL}")
        canvas.drawRightString(A4[0] - 20 * mm, 10 * mm, f"Page {laid.page}")

    pages = _Pages()
    document.build(
        [flowable for block in blocks(summary, case) for flowable in pages.of(block)],
        onFirstPage=page,
        onLaterPages=page,
    )
    return out.getvalue()


@cache
def _register() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    pdfmetrics.registerFont(TTFont("DejaVu", str(_FONTS / "DejaVuSans.ttf")))
    pdfmetrics.registerFont(TTFont("DejaVu-Bold", str(_FONTS / "DejaVuSans-Bold.ttf")))
    pdfmetrics.registerFontFamily(
        "DejaVu", normal="DejaVu", bold="DejaVu-Bold", italic="DejaVu", boldItalic="DejaVu-Bold"
    )


class _Pages:
    """Lays out each block. Words of notes are escaped: they can't be taken for markup."""

    def __init__(self) -> None:
        from reportlab.lib.enums import TA_RIGHT
        from reportlab.lib.styles import ParagraphStyle

        body = ParagraphStyle("body", fontName="DejaVu", fontSize=9.5, leading=13.5, spaceAfter=4)
        small = ParagraphStyle("small", parent=body, fontSize=8.5, leading=12, textColor="#333333")
        self._styles = {
            "body": body,
            "small": small,
            "number": ParagraphStyle("number", parent=small, alignment=TA_RIGHT),
            "bullet": ParagraphStyle("bullet", parent=body, leftIndent=12, bulletIndent=2, spaceAfter=2),
            "inner bullet": ParagraphStyle("inner", parent=small, leftIndent=26, bulletIndent=16, spaceAfter=1),
        }
        self._headings = {
            level: ParagraphStyle(
                f"h{level}", parent=body, fontName="DejaVu-Bold", fontSize=size, leading=size + 4,
                spaceBefore=_SPACED[level][0], spaceAfter=_SPACED[level][1],
            )
            for level, size in ((1, 17), (2, 13), (3, 11), (4, 9.5))
        }  # fmt: skip

    def of(self, block: Block) -> list[Any]:
        """The flowables that show a block."""
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return [self._paragraph(block)]
            case Table():
                return self._table(block)

    def _heading(self, block: Heading) -> list[Any]:
        from reportlab.lib.units import mm
        from reportlab.platypus import CondPageBreak

        # keepWithNext would take a whole table along to the next page.
        return [CondPageBreak(25 * mm), _outlined(block, self._headings[block.level])]

    def _paragraph(self, block: Paragraph) -> Any:
        from reportlab.platypus import Paragraph as Laid

        dot = {"bulletText": "•"} if "bullet" in block.kind else {}
        return Laid("".join(map(_markup, block.runs)), self._styles[block.kind], **dot)

    def _table(self, block: Table) -> list[Any]:
        from reportlab.lib.units import mm
        from reportlab.platypus import LongTable, Spacer
        from reportlab.platypus import Paragraph as Laid

        styles = [self._styles["number" if n in block.right else "small"] for n in range(len(block.widths))]
        heads = [
            [Laid(f"<b>{escape(head)}</b>", style) for head, style in zip(block.heads, styles, strict=True)]
            for _ in range(bool(block.heads))
        ]
        rows = [[Laid(_markup(run), style) for run, style in zip(row, styles, strict=True)] for row in block.rows]
        table = LongTable(heads + rows, colWidths=[170 * mm * w for w in block.widths], repeatRows=len(heads))
        table.setStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.4, "#9AA3AF"),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("TOPPADDING", (0, 0), (-1, -1), 1.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
                *([("BACKGROUND", (0, 0), (-1, 0), "#E4E8EE")] if heads else []),
            ]
        )
        return [table, Spacer(1, 6)]


def _outlined(block: Heading, style: Any) -> Any:
    """A heading; one with a name stands in the outline that PDF readers show beside the pages."""
    from reportlab.platypus import Paragraph as Laid

    class Outlined(Laid):  # type: ignore[misc]
        def draw(self) -> None:
            if block.name:
                self.canv.bookmarkPage(f"outline-{block.name}")
                self.canv.addOutlineEntry(block.text, f"outline-{block.name}", max(0, block.level - 2))
            super().draw()

    return Outlined(f"{_anchor(block.name)}{escape(block.text)}", style)


@cache
def _drawn() -> frozenset[int]:
    """The characters that the font has."""
    from reportlab.pdfbase import pdfmetrics

    return frozenset(pdfmetrics.getFont("DejaVu").face.charToGlyph)


def _spelt(text: str) -> str:
    """Pictures that the font lacks by their names: "[carrot]" and no empty box."""
    drawn = _drawn()
    return "".join(
        c if ord(c) in drawn or unicodedata.category(c) != "So" else f"[{unicodedata.name(c, 'picture').lower()}]"
        for c in text
    )


def _markup(run: Run) -> str:
    text = escape(_spelt(run.text)).replace("\n", "<br/>")
    if run.look == "quoted":
        text = f"<b><u>{text}</u></b>"
    elif run.look == "strong":
        text = f"<b>{text}</b>"
    elif run.look == "slanted":
        text = f'<font color="#333333">{text}</font>'
    colour = _COLOURS[run.stance] if run.stance else _LINK if run.to else None
    if colour:
        text = f'<font color="{colour}">{text}</font>'
    if run.to:
        text = f'<a href={quoteattr("#" + run.to)} color="{colour}"><u>{text}</u></a>'
    return _anchor(run.name) + text


def _anchor(name: str | None) -> str:
    return f"<a name={quoteattr(name)}/>" if name else ""
