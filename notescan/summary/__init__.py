"""The audit summary: what the auditor decided, every finding tied to its words, in several formats."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from notescan.errors import UserError

if TYPE_CHECKING:
    from notescan.review import ReviewSession

FORMATS: dict[str, str] = {
    "html": "Web page",
    "md": "Markdown",
    "json": "JSON, for programs",
}


def export(session: ReviewSession, fmt: str, *, made_at: dt.datetime | None = None) -> str:
    """The summary of a review in one of `FORMATS`; `made_at` is now unless given. UserError for others."""
    from notescan.summary import html, json, markdown
    from notescan.summary.model import summarise

    if fmt not in FORMATS:
        raise UserError(f"{fmt!r} is not a format of the summary; the formats are {', '.join(FORMATS)}.")
    summary = summarise(session, made_at=made_at)
    if fmt == "html":
        return html.render(summary, session.case)
    if fmt == "md":
        return markdown.render(summary)
    return json.render(summary)


__all__ = ["FORMATS", "export"]
