"""A council's own Word template: opened, its fields filled in, and the place found where the summary goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from notescan.errors import UserError
from notescan.model import judged
from notescan.summary import words
from notescan.summary.model import Summary

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_FIELD = re.compile(r"\{\{\s*([a-z_ ]+?)\s*\}\}", re.IGNORECASE)
_MOST_BYTES = 20_000_000


def open_template(path: Path | None) -> tuple[Document, Any]:
    """The template's document, and the element of the paragraph that says {{summary}} (None where none does)."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    if path is None:
        return docx.Document(), None
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UserError(f"{path} is too large for a template ({_MOST_BYTES // 1_000_000} MB is the most).")
        document = docx.Document(str(path))
    except OSError as error:
        raise UserError(f"The template {path} can't be read: {error.strerror or error}.") from error
    except (KeyError, ValueError, PackageNotFoundError, SyntaxError) as error:
        raise UserError(f"The template {path} is not a Word document (.docx); save it as one from Word.") from error
    place = next((p for p in document.paragraphs if (m := _FIELD.search(p.text)) and m[1].lower() == "summary"), None)
    return document, place._p if place is not None else None


def fill(document: Document, summary: Summary) -> None:
    """Put the summary's facts where the template has their names in double braces; unknown names stay as they are."""
    values = field_values(summary)
    for paragraph in _paragraphs(document):
        if _FIELD.search(paragraph.text):
            text = _FIELD.sub(lambda m: values.get(_key(m[1]), m[0]), paragraph.text)
            if text != paragraph.text:
                first, *rest = paragraph.runs
                first.text = text
                for run in rest:
                    run.text = ""


def field_values(summary: Summary) -> dict[str, str]:
    """What each field of a template becomes."""
    details = {_key(title.replace("'", "")): said for title, said in summary.details.items()}
    return details | {
        "case": summary.title,
        "area": summary.area,
        "audit_date": words.date(summary.audit_date),
        "auditor": words.listed(summary.auditors),
        "notes_read": summary.searched.says,
        "judgement": judged(summary.overall.judgement) if summary.overall else "",
        "judgement_reason": summary.overall.reason if summary.overall else "",
        "signed_off": words.signed(summary.signed_off) if summary.signed_off else "",
        "made": words.moment(summary.made_at),
    }


def _key(name: str) -> str:
    return "_".join(name.lower().split())


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    """Every paragraph of body, tables, headers and footers."""
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            yield from part.paragraphs
            for table in part.tables:
                for row in table.rows:
                    for cell in row.cells:
                        yield from cell.paragraphs
