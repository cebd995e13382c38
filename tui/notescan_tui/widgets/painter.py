"""From a row of text and what lies on it to coloured segments. Case text is only ever a Segment: never markup."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from notescan_tui.spans import Span, SpanIndex
from notescan_tui.wording import POSSIBLE, STANCE_SIGNS, STATE_SIGNS

GUTTER = 4
"""Cells left of the text: pointer, stance, state, space."""

UNDERLINES = {
    "for": Style(underline=True),
    # A terminal that knows no double underline draws the single one, and the gutter still tells.
    "against": Style(underline=True, underline2=True),
    "planned": Style(underline=True, italic=True),
}


_NO_UNDERLINE = Style(underline=False, underline2=False, italic=False)


@dataclass
class Marks:
    """All that lies on the text."""

    spans: SpanIndex
    tip: str | None = None
    current: Span | None = None
    hits: Sequence[tuple[int, int]] = ()
    hit: int | None = None
    selection: tuple[int, int] | None = None
    edited: str | None = None
    """The item whose quote is being changed: what is chosen stands for it."""
    jumps: dict[int, str] = field(default_factory=dict)
    """Letters to type, by the place over which they are drawn."""


class Painter:
    """Draws rows in the styles of one theme."""

    def __init__(self, styles: dict[str, Style]) -> None:
        self.styles = styles

    def row(self, text: str, start: int, end: int, marks: Marks, *, header: bool) -> list[Segment]:
        """The segments of the row text[start:end]; `text` is fit to be drawn already."""
        spans = [s for s in marks.spans.over(start, max(end, start + 1)) if s.id != marks.edited]
        hits = _overlapping(marks.hits, start, end)
        borders = {start, end}
        for stretch in [(s.start, s.end) for s in spans] + [h for _, h in hits] + [marks.selection or (0, 0)]:
            borders |= {min(max(stretch[0], start), end), min(max(stretch[1], start), end)}
        letters = {at: letter for at, letter in marks.jumps.items() if start <= at < end}
        for at in letters:
            borders |= {at, at + 1}
        cuts = sorted(borders)
        base = self.styles["header"] if header else Style()
        segments = self._gutter(start, end, spans, hits, marks)
        for left, right in pairwise(cuts):
            over = [s for s in spans if s.start < right and s.end > left]
            style = base + self._style(over, marks)
            for number, (low, high) in hits:
                if low < right and high > left:
                    style += self.styles["hit-current" if number == marks.hit else "hit"]
            if marks.selection and marks.selection[0] < right and marks.selection[1] > left:
                style += self.styles["selection"]
            if left in letters:
                cells = cell_len(text[left:right])
                segments.append(Segment(letters[left] + " " * (cells - 1), style + self.styles["jump"] + _NO_UNDERLINE))
                continue
            segments.append(Segment(text[left:right], style))
        return segments

    def _style(self, over: Sequence[Span], marks: Marks) -> Style:
        """How a stretch looks under the spans over it: others' first, the tip's own above, the current on top."""
        style = Style()
        live = [s for s in over if s.state != "rejected"]
        own = [s for s in live if s.tip == marks.tip]
        for span in live:
            if span.tip != marks.tip:
                style += self.styles[span.stance] + UNDERLINES[span.stance]
        for span in own:
            style += self.styles[span.stance] + UNDERLINES[span.stance] + self.styles["tint"]
            if span.state == "confirmed":
                style += self.styles["confirmed"]
        if len(own) > 1:
            style += self.styles["overlap"]
        if any(s.state == "rejected" and s.tip == marks.tip for s in over) and not live:
            style += self.styles["rejected"]
        if marks.current and any(s.id == marks.current.id for s in over):
            style += self.styles["current"] + UNDERLINES[marks.current.stance]
        return style

    def _gutter(
        self,
        start: int,
        end: int,
        spans: Sequence[Span],
        hits: Sequence[tuple[int, tuple[int, int]]],
        marks: Marks,
    ) -> list[Segment]:
        pointer, sign, state = " ", " ", " "
        style = self.styles["gutter"]
        current = marks.current
        if any(number == marks.hit for number, _ in hits):
            pointer = "/"
        if current and current.start < max(end, start + 1) and current.end > start:
            pointer = "▶" if current.start >= start else "┃"
        beginning = [s for s in spans if s.start >= start]
        # The current item speaks for its row; else one of this tip; else one of another tip.
        beginning.sort(key=lambda s: (current is None or s.id != current.id, s.tip != marks.tip))
        if beginning:
            sign, state = STANCE_SIGNS[beginning[0].stance], STATE_SIGNS[beginning[0].state]
            if beginning[0].possible and beginning[0].state == "undecided":
                state = POSSIBLE
            colour = self.styles[beginning[0].stance] if beginning[0].tip == marks.tip else style
        else:
            colour = style
        return [Segment(pointer, style + Style(bold=True)), Segment(sign + state + " ", colour)]


def _overlapping(hits: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, tuple[int, int]]]:
    """The hits on [start, end) with their numbers; hits neither overlap nor nest."""
    first = max(0, bisect_left(hits, (start, 0)) - 1)
    found = []
    for number in range(first, len(hits)):
        if hits[number][0] >= end:
            break
        if hits[number][1] > start:
            found.append((number, hits[number]))
    return found
