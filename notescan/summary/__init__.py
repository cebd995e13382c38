"""The audit summary: what the auditor decided, every finding tied to its words, in several formats."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from notescan.errors import UserError

if TYPE_CHECKING:
    from notescan.model import CaseFile
    from notescan.pseudonymise.names import Doubtful
    from notescan.review import ReviewSession
    from notescan.summary.model import Summary
    from notescan.summary.training import Decided

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
    session: ReviewSession,
    fmt: str,
    *,
    made_at: dt.datetime | None = None,
    template: Path | None = None,
    pseudonymise: bool = False,
) -> str | bytes:
    """The summary of a review in one of `FORMATS`: text, or bytes for docx, pdf, xlsx and spacy.

    `made_at` is now unless given; `template` is a Word document of the council's own, for docx; `pseudonymise` puts
    stand-ins for all names. UserError for other formats, and for a template with any of them.
    """
    return write_view(view(session, made_at=made_at, pseudonymised=pseudonymise), fmt, template=template)


@dataclass(frozen=True, slots=True)
class View:
    """All that any format is made from; with `key` and `doubtful` where it was pseudonymised."""

    summary: Summary
    case: CaseFile
    decided: list[Decided]
    key: dict[str, list[str]] | None = None
    doubtful: tuple[Doubtful, ...] = ()


def view(session: ReviewSession, *, made_at: dt.datetime | None = None, pseudonymised: bool = False) -> View:
    """What a review holds now, as the formats need it."""
    from notescan.summary.model import summarise
    from notescan.summary.training import decided

    summary, items = summarise(session, made_at=made_at), decided(session.items())
    if not pseudonymised:
        return View(summary, session.case, items)
    from notescan.pipeline.roster import read_roster
    from notescan.pseudonymise.apply import pseudonymise

    roster = session.scan.roster if session.scan.roster.people else read_roster(session.case)
    done = pseudonymise(summary, session.case, roster, items)
    return View(done.summary, done.case, done.decided, done.key, tuple(done.doubtful))


def write_key(made: View, path: Path) -> str:
    """What each stand-in of a pseudonymised view stands for: JSON where `path` ends so, else a line for each."""
    key = made.key or {}
    if path.suffix.lower() == ".json":
        import json

        return json.dumps({"stands_for": key}, ensure_ascii=False, indent=1) + "\n"
    head = "Who is who in the summary with stand-ins. Keep this file apart from it.\n\n"
    return head + "".join(
        f"{label}: {', '.join(' '.join(form.split()) for form in forms)}\n" for label, forms in key.items()
    )


def write_view(made: View, fmt: str, *, template: Path | None = None) -> str | bytes:
    """A view in one of `FORMATS`."""
    if fmt not in FORMATS:
        raise UserError(f"{fmt!r} is not a format of the summary; the formats are {', '.join(FORMATS)}.")
    if template is not None and fmt != "docx":
        raise UserError(f"A template is for Word documents; {fmt} has none.")
    from notescan.summary import annotation, docx, html, json, markdown, pdf, table, training

    match fmt:
        case "html":
            return html.render(made.summary, made.case)
        case "docx":
            return docx.render(made.summary, made.case, template=template)
        case "pdf":
            return pdf.render(made.summary, made.case)
        case "xlsx":
            return table.render_xlsx(made.summary)
        case "csv":
            return table.render_csv(made.summary)
        case "md":
            return markdown.render(made.summary)
        case "jsonld":
            return annotation.render(made.summary, made.case)
        case "spacy":
            return training.render_docbin(made.case, made.decided)
        case "jsonl":
            return training.render_prodigy(made.case, made.decided)
        case _:
            return json.render(made.summary)


__all__ = ["FORMATS", "View", "export", "view", "write_key", "write_view"]
