"""The audit summary: what the auditor decided, every finding tied to its words, in several formats."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from notescan.errors import UserError

if TYPE_CHECKING:
    from notescan.review import ReviewSession

FORMATS: dict[str, str] = {
    "html": "Web page",
    "docx": "Word document",
    "pdf": "PDF",
    "xlsx": "Excel workbook",
    "csv": "CSV, the findings as a table",
    "md": "Markdown",
    "json": "JSON, for programs",
    "jsonld": "W3C Web Annotation, for programs",
    "spacy": "spaCy DocBin, to train with",
    "jsonl": "Prodigy JSONL, to train with",
}


def export(
    session: ReviewSession, fmt: str, *, made_at: dt.datetime | None = None, template: Path | None = None
) -> str | bytes:
    """The summary of a review in one of `FORMATS`: text, or bytes for docx, pdf, xlsx and spacy.

    `made_at` is now unless given; `template` is a Word document of the council's own, for docx. UserError for
    other formats, and for a template with any of them.
    """
    if fmt not in FORMATS:
        raise UserError(f"{fmt!r} is not a format of the summary; the formats are {', '.join(FORMATS)}.")
    if template is not None and fmt != "docx":
        raise UserError(f"A template is for Word documents; {fmt} has none.")
    if fmt in ("spacy", "jsonl"):
        from notescan.summary import training

        items = training.decided(session.items())
        return (
            training.render_docbin(session.case, items)
            if fmt == "spacy"
            else training.render_prodigy(session.case, items)
        )
    return _summary(session, fmt, made_at, template)


def _summary(session: ReviewSession, fmt: str, made_at: dt.datetime | None, template: Path | None) -> str | bytes:
    from notescan.summary import annotation, docx, html, json, markdown, pdf, table
    from notescan.summary.model import summarise

    summary = summarise(session, made_at=made_at)
    match fmt:
        case "html":
            return html.render(summary, session.case)
        case "docx":
            return docx.render(summary, session.case, template=template)
        case "pdf":
            return pdf.render(summary, session.case)
        case "xlsx":
            return table.render_xlsx(summary)
        case "csv":
            return table.render_csv(summary)
        case "md":
            return markdown.render(summary)
        case "jsonld":
            return annotation.render(summary, session.case)
        case _:
            return json.render(summary)


__all__ = ["FORMATS", "export"]
