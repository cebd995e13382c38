"""The summary as one web page: no script, nothing fetched, the whole case text with every quote anchored.

The links between a finding and its quote carry no text of their own within the case text (their labels are
drawn by the style sheet), so that the case text stays letter for letter.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from notescan.model import JUDGEMENTS, CaseFile
from notescan.read.decoding import normalise
from notescan.summary import words
from notescan.summary.carried import packed
from notescan.summary.model import Confirmed, Summary

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
        judgements=JUDGEMENTS,
        words=words,
        packed=packed(summary),
    )


def case_text(case: CaseFile, summary: Summary) -> Markup:
    """The case text as markup: its notes' header lines as headings, its confirmed quotes marked and anchored.

    Stripped of tags it is the case text, letter for letter.
    """
    titles = {tip.tip: tip.title for tip in summary.tips}
    text = _MarkedText(case.text, summary.evidence, titles)
    parts: list[Markup] = []
    for note in case.notes:
        if note.body > note.start:
            parts.append(Markup("<h3>{}</h3>").format(text.between(note.start, note.body)))
        parts.append(text.between(note.body, note.end))
    return Markup("").join(parts)


class _MarkedText:
    """The text with the quotes in it; quotes may overlap, so it is cut at every border of every quote."""

    def __init__(self, text: str, evidence: tuple[Confirmed, ...], titles: dict[str, str]) -> None:
        self._text = text
        self._titles = titles
        self._begin: dict[int, list[Confirmed]] = defaultdict(list)
        self._end: dict[int, list[Confirmed]] = defaultdict(list)
        for one in sorted(evidence, key=lambda e: (e.start, -e.end, e.number)):
            self._begin[one.start].append(one)
            self._end[one.end].append(one)
        self._cuts = sorted({*self._begin, *self._end})
        self._open: dict[int, Confirmed] = {}
        self._crowded: set[int] = set()
        self._next = 0

    def between(self, start: int, end: int) -> Markup:
        """The markup of one stretch; the stretches must be asked for in reading order."""
        parts: list[Markup] = []
        at = start
        while self._next < len(self._cuts) and self._cuts[self._next] < end:
            cut = self._cuts[self._next]
            parts += [self._stretch(at, cut), *self._border(cut)]
            at = cut
            self._next += 1
        parts.append(self._stretch(at, end))
        if self._next < len(self._cuts) and self._cuts[self._next] == end:
            parts += [_end_mark(one) for one in self._closed(end)]
        return Markup("").join(parts)

    def _border(self, cut: int) -> list[Markup]:
        ends = [_end_mark(one) for one in self._closed(cut)]
        begins = self._begin.get(cut, [])
        self._open |= {one.number: one for one in begins}
        if len(self._open) > 1:
            self._crowded |= self._open.keys()
        return ends + [self._begin_mark(one) for one in begins]

    def _closed(self, cut: int) -> list[Confirmed]:
        """Close what ends here; those that lay over others, whose end would not be seen without a mark."""
        ending = [self._open.pop(one.number) for one in self._end.get(cut, []) if one.number in self._open]
        return [one for one in ending if one.number in self._crowded]

    def _stretch(self, start: int, end: int) -> Markup:
        if start >= end:
            return Markup("")
        plain = Markup.escape(normalise(self._text[start:end]))
        if not self._open:
            return plain
        stances = sorted({one.stance for one in self._open.values()})
        return Markup('<mark class="{}">{}</mark>').format(
            " ".join([*stances, *(["mixed"] if len(stances) > 1 else [])]), plain
        )

    def _begin_mark(self, one: Confirmed) -> Markup:
        word = words.STANCES[one.stance]
        return Markup('<a class="ref {}" id="quote-{}" href="#finding-{}" data-mark="{}" aria-label="{}"></a>').format(
            one.stance,
            one.number,
            one.number,
            f"{one.number} {word}",
            f"Quote {one.number}: {word.lower()}, {self._titles[one.tip]}. Back to the finding.",
        )


def _end_mark(one: Confirmed) -> Markup:
    return Markup('<span class="end {}" data-mark="end {}" aria-hidden="true"></span>').format(one.stance, one.number)
