"""The summary as a Word document: headings, contents, a table of tips, findings linked to their quotes in an annex.

A council's own template may be given: its styles, headers and footers stay. The summary goes where the template
says {{summary}}, or at its end; fields like {{case_reference}} or {{auditor}} are filled in where they stand.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from notescan.errors import UserError
from notescan.model import JUDGEMENTS, CaseFile
from notescan.summary import words
from notescan.summary.carried import packed
from notescan.summary.docx_parts import add_link, bookmark, embed, set_language, start_row_as_heading
from notescan.summary.model import Confirmed, Summary, TipSummary
from notescan.summary.template import fill, open_template

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_AROUND = 300
"""Characters of the note shown around a quote in the annex."""
_COLOURS = {"for": "1B5E20", "against": "8A1C1C", "planned": "1F4E8C"}


def render(summary: Summary, case: CaseFile, *, template: Path | None = None) -> bytes:
    """The document. UserError where `template` can't be read as a Word document."""
    document, at = open_template(template)
    if template is None:
        _usual_page(document)
    fill(document, summary)
    writer = _Writer(document)
    writer.whole(summary, case)
    if at is not None:
        writer.move_to(at)
    embed(document, packed(summary))
    set_language(document, "en-GB")
    document.core_properties.title = f"Audit summary: {summary.title}"
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

    # ------------------------------------------------------------------------------------------- blocks

    def whole(self, summary: Summary, case: CaseFile) -> None:
        self._heading(f"Audit summary: {summary.title}", 1)
        self._facts(summary)
        self._overall(summary)
        self._still_open(summary)
        self._heading("Tips and grades", 2, "tips")
        self._tips(summary)
        self._contents(summary)
        self._heading("Findings", 2, "findings")
        for number, tip in enumerate(summary.tips, 1):
            self._tip(tip, number)
        self._heading("Annex: the quotes in their notes", 2, "annex")
        for one in sorted(summary.evidence, key=lambda e: (e.start, e.number)):
            self._quote(one, case)
        self._heading("Files read", 2, "files")
        for line in (line for source in summary.sources for line in words.source_lines(source)):
            self._bullet(line)
        patterns = f", patterns {summary.patterns}" if summary.patterns else ""
        self._paragraph(f"Made {words.moment(summary.made_at)} with notescan {summary.notescan}{patterns}.")

    def _facts(self, summary: Summary) -> None:
        facts = words.facts(summary)
        table = self._table(len(facts), (0.28, 0.72))
        for row, (name, value) in zip(table.rows, facts, strict=True):
            row.cells[0].paragraphs[0].add_run(name).bold = True
            row.cells[1].text = value

    def _overall(self, summary: Summary) -> None:
        self._heading("Overall", 2, "overall")
        if summary.overall:
            paragraph = self._paragraph("Judgement: ")
            paragraph.add_run(JUDGEMENTS[summary.overall.judgement]).bold = True
            if summary.overall.reason:
                self._paragraph(summary.overall.reason)
        else:
            self._paragraph("No overall judgement has been given yet.")
        for heading, said in (("Strengths", summary.strengths), ("Areas for improvement", summary.improvements)):
            if said:
                self._heading(heading, 3)
                for title, text in said:
                    self._bullet(text, lead=title)
        if summary.actions:
            self._heading("Actions", 3)
            rows = [(a.text, a.owner, words.date(a.due) if a.due else "", a.tip_title or "") for a in summary.actions]
            self._rows(("What", "Owner", "By", "Tip"), rows, (0.45, 0.2, 0.13, 0.22))
        if summary.corrected:
            self._heading(words.CORRECTED, 3)
            for says in summary.corrected:
                self._bullet(says)

    def _still_open(self, summary: Summary) -> None:
        if summary.still_open:
            self._heading("Still open", 3)
            for says in summary.still_open:
                self._bullet(says)

    def _contents(self, summary: Summary) -> None:
        self._heading("Contents", 2)
        add_link(self._paragraph("", style="List Bullet"), "Findings", "findings")
        for number, tip in enumerate(summary.tips, 1):
            paragraph = self._paragraph("", style="List Bullet 2")
            add_link(paragraph, tip.title, f"tip-{number}")
            paragraph.add_run(f"  {words.grade(tip)}")
        for text, name in (("Annex: the quotes in their notes", "annex"), ("Files read", "files")):
            add_link(self._paragraph("", style="List Bullet"), text, name)

    def _tips(self, summary: Summary) -> None:
        heads = ("Tip", "Grade", *words.STANCES.values(), "To decide")
        rows = [
            (tip.title, words.grade(tip), *(str(len(tip.of(s))) for s in words.STANCES), str(tip.counts.to_decide))
            for tip in summary.tips
        ]
        table = self._rows(heads, rows, (0.34, 0.2, 0.09, 0.13, 0.13, 0.11))
        for number, row in enumerate(table.rows[1:], 1):
            cell = row.cells[0].paragraphs[0]
            text = cell.text
            cell.clear()
            add_link(cell, text, f"tip-{number}")

    def _tip(self, tip: TipSummary, number: int) -> None:
        self._heading(tip.title, 3, f"tip-{number}")
        self._paragraph(tip.asks).runs[0].italic = True
        grade = self._paragraph("Grade: ")
        grade.add_run(words.grade(tip)).bold = True
        if tip.graded_by and tip.graded_at:
            grade.add_run(f" ({tip.graded_by}, {words.moment(tip.graded_at)})")
        reason = f": {tip.suggested_reason}" if tip.suggested_reason else ""
        self._paragraph(f"notescan's suggestion, not the auditor's: {words.SUGGESTIONS[tip.suggested]}{reason}")
        for says, rests in tip.findings:
            self._paragraph(f"Computed from the notes: {says}")
            for rest in rests:
                self._bullet(f"“{rest.quote}” ({rest.place})", lead=rest.says)
        for heading, said in (
            ("Strength", tip.strength),
            ("Area for improvement", tip.improvement),
            ("Comment", tip.comment),
        ):
            if said:
                self._lead(heading, said)
        if tip.gap:
            self._lead("Gap", tip.gap.says)
        elif tip.counts.rejected or tip.counts.to_decide:
            self._paragraph(f"Not shown: {tip.counts.rejected} rejected, {tip.counts.to_decide} still to be decided.")
        for stance, word in words.STANCES.items():
            if found := tip.of(stance):
                self._heading(f"{word}: {words.STANCES_MEAN[stance]}", 4)
                for one in found:
                    self._finding(one)

    def _finding(self, one: Confirmed) -> None:
        paragraph = self._paragraph("")
        bookmark(paragraph, f"finding-{one.number}")
        self._colour(paragraph.add_run(f"{one.number} {words.STANCES[one.stance]}  "), one)
        paragraph.add_run(f"“{one.quote}”")
        where = self._paragraph(f"{words.note_line(one)}. {one.where}. ")
        add_link(where, f"See quote {one.number} in the annex", f"quote-{one.number}")
        for line in words.history(one):
            self._bullet(line)

    def _quote(self, one: Confirmed, case: CaseFile) -> None:
        note = next(n for n in case.notes if n.id == one.note)
        begin, end = max(note.start, one.start - _AROUND), min(note.end, one.end + _AROUND)
        head = self._paragraph("")
        bookmark(head, f"quote-{one.number}")
        self._colour(head.add_run(f"{one.number} {words.STANCES[one.stance]}  "), one)
        head.add_run(f"{words.note_line(one)}, {one.where}. ")
        add_link(head, "Back to the finding", f"finding-{one.number}")
        around = self._paragraph(_context(case.text[begin : one.start], "…" if begin > note.start else "", after=False))
        marked = around.add_run(one.quote)
        marked.bold = marked.underline = True
        around.add_run(_context(case.text[one.end : end], "…" if end < note.end else "", after=True))

    # ------------------------------------------------------------------------------------------- pieces

    def _heading(self, text: str, level: int, name: str | None = None) -> None:
        style = f"Heading {level}"
        paragraph = self.document.add_paragraph(text, style=style if style in self._styles else None)
        if style not in self._styles:
            paragraph.runs[0].bold = True
        if name:
            bookmark(paragraph, name)

    def _paragraph(self, text: str, *, style: str | None = None) -> Paragraph:
        return self.document.add_paragraph(text, style=style if style in self._styles else None)

    def _bullet(self, text: str, *, lead: str | None = None) -> None:
        paragraph = self._paragraph("", style="List Bullet")
        if lead:
            paragraph.add_run(f"{lead}: ").bold = True
        paragraph.add_run(text)

    def _lead(self, lead: str, text: str) -> None:
        paragraph = self._paragraph("")
        paragraph.add_run(f"{lead}: ").bold = True
        paragraph.add_run(text)

    def _colour(self, run: Any, one: Confirmed) -> None:
        from docx.shared import RGBColor

        run.bold = True
        run.font.color.rgb = RGBColor.from_string(_COLOURS[one.stance])

    def _table(self, rows: int, widths: tuple[float, ...]) -> Any:
        """A table of as many columns as widths, which are shares of the page's."""
        table = self.document.add_table(rows=rows, cols=len(widths))
        if "Table Grid" in self._styles:
            table.style = "Table Grid"
        table.autofit = False
        section = self.document.sections[-1]
        page = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = int(page * width)
        return table

    def _rows(self, heads: tuple[str, ...], rows: Iterable[Iterable[str]], widths: tuple[float, ...]) -> Any:
        table = self._table(1, widths)
        for cell, head in zip(table.rows[0].cells, heads, strict=True):
            cell.paragraphs[0].add_run(head).bold = True
        start_row_as_heading(table.rows[0])
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        for row in table.rows:
            for cell, column in zip(row.cells, table.columns, strict=True):
                cell.width = column.width
        return table


def _usual_page(document: Document) -> None:
    """A4 with margins that leave room for the tables, and lines that stand close."""
    from docx.shared import Mm, Pt

    for section in document.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)
    body = document.styles["Normal"]
    body.font.name, body.font.size = "Calibri", Pt(10.5)
    body.paragraph_format.space_after = Pt(4)


def _context(text: str, cut: str, *, after: bool) -> str:
    """The words around a quote; where the note goes on, they end at a whole word and are marked as cut."""
    if not cut:
        return text.rstrip() if after else text.lstrip()
    if after:
        return f"{text.rpartition(' ')[0]} {cut}"
    return f"{cut} {text.partition(' ')[2]}"
