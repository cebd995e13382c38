"""The summary as a PDF: the same order as the Word document, with links both ways and bookmarks for each tip."""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from notescan.model import JUDGEMENTS, CaseFile
from notescan.summary import words
from notescan.summary.model import Confirmed, Summary, TipSummary

_FONTS = Path(__file__).parent / "fonts"
"""DejaVu: free to pass on, with the letters of the languages that names in notes come from."""
_COLOURS = {"for": "#1B5E20", "against": "#8A1C1C", "planned": "#1F4E8C"}
_LINK = "#1F4E8C"
_AROUND = 300


def render(summary: Summary, case: CaseFile) -> bytes:
    """The pages, A4."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.platypus import SimpleDocTemplate

    _register()
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=20 * mm,
        rightMargin=20 * mm,
        topMargin=18 * mm,
        bottomMargin=18 * mm,
        title=f"Audit summary: {summary.title}",
        author=words.listed(summary.auditors),
        creator="notescan",
        lang="en-GB",
    )
    footer = f"Audit summary: {summary.title}"[:90]

    def page(canvas: Any, laid: Any) -> None:
        canvas.setFont("DejaVu", 8)
        canvas.drawString(20 * mm, 10 * mm, footer)
        canvas.drawRightString(A4[0] - 20 * mm, 10 * mm, f"Page {laid.page}")

    document.build(_Pages().whole(summary, case), onFirstPage=page, onLaterPages=page)
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
    """Gathers the flowing blocks of the document. Words of notes are escaped: they can't be taken for markup."""

    def __init__(self) -> None:
        from reportlab.lib.styles import ParagraphStyle

        body = ParagraphStyle("body", fontName="DejaVu", fontSize=9.5, leading=13.5, spaceAfter=4)
        self.styles = {
            "body": body,
            "small": ParagraphStyle("small", parent=body, fontSize=8.5, leading=12, textColor="#333333"),
            "bullet": ParagraphStyle("bullet", parent=body, leftIndent=12, bulletIndent=2, spaceAfter=2),
            1: ParagraphStyle("h1", parent=body, fontName="DejaVu-Bold", fontSize=17, leading=22, spaceAfter=8),
            2: ParagraphStyle(
                "h2", parent=body, fontName="DejaVu-Bold", fontSize=13, leading=17, spaceBefore=12, keepWithNext=1
            ),
            3: ParagraphStyle(
                "h3", parent=body, fontName="DejaVu-Bold", fontSize=11, leading=15, spaceBefore=9, keepWithNext=1
            ),
            4: ParagraphStyle("h4", parent=body, fontName="DejaVu-Bold", fontSize=9.5, spaceBefore=5, keepWithNext=1),
        }
        self.blocks: list[Any] = []

    def whole(self, summary: Summary, case: CaseFile) -> list[Any]:
        self._heading(f"Audit summary: {summary.title}", 1)
        self._facts(summary)
        self._overall(summary)
        if summary.still_open:
            self._heading("Still open", 3)
            for says in summary.still_open:
                self._bullet(escape(says))
        self._heading("Tips and grades", 2)
        heads = ("Tip", "Grade", *words.STANCES.values(), "To decide")
        rows = [
            (
                _link(f"tip-{number}", tip.title),
                words.grade(tip),
                *(str(len(tip.of(s))) for s in words.STANCES),
                str(tip.counts.to_decide),
            )
            for number, tip in enumerate(summary.tips, 1)
        ]
        self._table(heads, rows, (0.37, 0.19, 0.08, 0.12, 0.12, 0.12))
        self._heading("Findings", 2)
        for number, tip in enumerate(summary.tips, 1):
            self._tip(tip, number)
        if summary.evidence:
            self._heading("Annex: the quotes in their notes", 2)
            for one in sorted(summary.evidence, key=lambda e: (e.start, e.number)):
                self._quote(one, case)
        self._heading("Files read", 2)
        for line in (line for source in summary.sources for line in words.source_lines(source)):
            self._bullet(escape(line))
        patterns = f", patterns {summary.patterns}" if summary.patterns else ""
        self._text(escape(f"Made {words.moment(summary.made_at)} with notescan {summary.notescan}{patterns}."), "small")
        return self.blocks

    def _facts(self, summary: Summary) -> None:
        rows = [(f"<b>{escape(name)}</b>", escape(value)) for name, value in words.facts(summary)]
        self._table(None, rows, (0.28, 0.72))

    def _overall(self, summary: Summary) -> None:
        self._heading("Overall", 2)
        if summary.overall:
            self._text(f"Judgement: <b>{JUDGEMENTS[summary.overall.judgement]}</b>")
            self._lines(summary.overall.reason)
        else:
            self._text("No overall judgement has been given yet.")
        for heading, said in (("Strengths", summary.strengths), ("Areas for improvement", summary.improvements)):
            if said:
                self._heading(heading, 3)
                for title, text in said:
                    self._bullet(f"<b>{escape(title)}:</b> {escape(text)}" if title else escape(text))
        if summary.actions:
            self._heading("Actions", 3)
            rows = [
                (escape(a.text), escape(a.owner), words.date(a.due) if a.due else "", escape(a.tip_title or ""))
                for a in summary.actions
            ]
            self._table(("What", "Owner", "By", "Tip"), rows, (0.45, 0.2, 0.13, 0.22))
        if summary.corrected:
            self._heading(words.CORRECTED, 3)
            for says in summary.corrected:
                self._bullet(escape(says))

    def _tip(self, tip: TipSummary, number: int) -> None:
        self._heading(tip.title, 3, f"tip-{number}")
        self._text(escape(tip.asks), "small")
        by = f" ({escape(tip.graded_by)}, {words.moment(tip.graded_at)})" if tip.graded_by and tip.graded_at else ""
        self._text(f"Grade: <b>{words.grade(tip)}</b>{by}")
        reason = f": {tip.suggested_reason}" if tip.suggested_reason else ""
        suggestion = f"{words.SUGGESTIONS[tip.suggested]}{reason}"
        self._text(f"notescan's suggestion, not the auditor's: {escape(suggestion)}", "small")
        for says, rests in tip.findings:
            self._text(f"Computed from the notes: {escape(says)}")
            for rest in rests:
                self._bullet(f"<b>{escape(rest.says)}:</b> {escape(f'“{rest.quote}” ({rest.place})')}")
        for heading, said in (
            ("Strength", tip.strength),
            ("Area for improvement", tip.improvement),
            ("Comment", tip.comment),
            ("Gap", tip.gap.says if tip.gap else ""),
        ):
            if said:
                self._lines(said, lead=heading)
        if not tip.gap and (tip.counts.rejected or tip.counts.to_decide):
            self._text(
                f"Not shown: {tip.counts.rejected} rejected, {tip.counts.to_decide} still to be decided.", "small"
            )
        for stance, word in words.STANCES.items():
            if found := tip.of(stance):
                self._heading(f"{word}: {words.STANCES_MEAN[stance]}", 4)
                for one in found:
                    self._finding(one)

    def _finding(self, one: Confirmed) -> None:
        self._lines(f"“{one.quote}”", before=f"{_anchor(f'finding-{one.number}')}{_stance(one)} ")
        where = escape(f"{words.note_line(one)}. {one.where}. ")
        self._text(f"{where}{_link(f'quote-{one.number}', f'See quote {one.number} in the annex')}", "small")
        for line in words.history(one):
            self._bullet(escape(line))

    def _quote(self, one: Confirmed, case: CaseFile) -> None:
        note = next(n for n in case.notes if n.id == one.note)
        begin, end = max(note.start, one.start - _AROUND), min(note.end, one.end + _AROUND)
        head = escape(f"{words.note_line(one)}, {one.where}. ")
        back = _link(f"finding-{one.number}", "Back to the finding")
        self._text(f"{_anchor(f'quote-{one.number}')}{_stance(one)} {head}{back}", "small")
        before = ("… " if begin > note.start else "") + case.text[begin : one.start].lstrip()
        after = case.text[one.end : end].rstrip() + (" …" if end < note.end else "")
        self._text(f"{_broken(before)}<b><u>{_broken(one.quote)}</u></b>{_broken(after)}")

    # ------------------------------------------------------------------------------------------- pieces

    def _heading(self, text: str, level: int, name: str | None = None) -> None:
        from reportlab.platypus import Paragraph

        self.blocks.append(Paragraph(f"{_anchor(name) if name else ''}{escape(text)}", self.styles[level]))

    def _text(self, markup: str, style: str = "body") -> None:
        from reportlab.platypus import Paragraph

        self.blocks.append(Paragraph(markup, self.styles[style]))

    def _lines(self, text: str, *, lead: str = "", before: str = "") -> None:
        if text:
            self._text(f"{before}{f'<b>{escape(lead)}:</b> ' if lead else ''}{_broken(text)}")

    def _bullet(self, markup: str) -> None:
        from reportlab.platypus import Paragraph

        self.blocks.append(Paragraph(markup, self.styles["bullet"], bulletText="•"))

    def _table(self, heads: Iterable[str] | None, rows: Iterable[Iterable[str]], widths: tuple[float, ...]) -> None:
        from reportlab.lib.units import mm
        from reportlab.platypus import LongTable, Paragraph, Spacer

        first = [[Paragraph(f"<b>{head}</b>", self.styles["small"]) for head in heads]] if heads else []
        cells = [[Paragraph(cell, self.styles["small"]) for cell in row] for row in rows]
        table = LongTable(first + cells, colWidths=[170 * mm * w for w in widths], repeatRows=len(first))
        table.setStyle(
            [("GRID", (0, 0), (-1, -1), 0.4, "#9AA3AF"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
            + ([("BACKGROUND", (0, 0), (-1, 0), "#E4E8EE")] if first else [])
        )
        self.blocks += [table, Spacer(1, 6)]


def _broken(text: str) -> str:
    return escape(text).replace("\n", "<br/>")


def _anchor(name: str) -> str:
    return f"<a name={quoteattr(name)}/>"


def _link(name: str, text: str) -> str:
    return f'<a href={quoteattr("#" + name)} color="{_LINK}"><u>{escape(text)}</u></a>'


def _stance(one: Confirmed) -> str:
    return f'<font color="{_COLOURS[one.stance]}"><b>{one.number} {words.STANCES[one.stance]}</b></font>'
