"""The summary as one web page: no script, nothing fetched, the whole case text with every quote anchored.

The links between a finding and its quote carry no text of their own within the case text (their labels are
drawn by the style sheet), so that the case text stays letter for letter.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from notescan.model import CaseFile, judged
from notescan.summary import words
from notescan.summary.carried import packed
from notescan.summary.marked import Border, MarkedText, Stretch
from notescan.summary.model import Summary

_TEMPLATES = Path(__file__).parent / "templates"


def render(summary: Summary, case: CaseFile) -> str:
    """The page, self-contained; `case` is the case that the summary is of."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("summary.html").render(
        summary=summary,
        case_text=case_text(case, summary),
        judged=judged,
        words=words,
        packed=packed(summary),
    )


def case_text(case: CaseFile, summary: Summary) -> Markup:
    """The case text as markup: its notes' header lines as headings, its confirmed quotes marked and anchored.

    Stripped of tags it is the case text, letter for letter.
    """
    titles = {tip.tip: tip.title for tip in summary.tips}
    text = MarkedText(case.text, summary.evidence)

    def between(start: int, end: int) -> Markup:
        return Markup("").join(_piece(piece, titles) for piece in text.between(start, end))

    parts: list[Markup] = []
    for note in case.notes:
        if note.body > note.start:
            parts.append(Markup("<h3>{}</h3>").format(between(note.start, note.body)))
        parts.append(between(note.body, note.end))
    return Markup("").join(parts)


def _piece(piece: Stretch | Border, titles: dict[str, str]) -> Markup:
    if isinstance(piece, Stretch):
        if not piece.over:
            return Markup.escape(piece.text)
        stances = sorted({one.stance for one in piece.over})
        classes = " ".join([*stances, *(["mixed"] if len(stances) > 1 else [])])
        return Markup('<mark class="{}">{}</mark>').format(classes, piece.text)
    one, word = piece.one, words.STANCES[piece.one.stance]
    if not piece.begins:
        return Markup('<span class="end {}" data-mark="end {}" aria-hidden="true"></span>').format(
            one.stance, one.number
        )
    return Markup('<a class="ref {}" id="quote-{}" href="#finding-{}" data-mark="{}" aria-label="{}"></a>').format(
        one.stance,
        one.number,
        one.number,
        f"{one.number} {word}",
        f"Quote {one.number}: {word.lower()}, {titles[one.tip]}. Back to the finding.",
    )
