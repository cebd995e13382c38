"""The strip at the right edge of the text: where in the whole case this tip's evidence lies, and what is in view."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from notescan_tui.spans import Span
from notescan_tui.wording import STANCE_SIGNS


class Ruler(Widget):
    """Two cells wide: signs of this tip's evidence, and a bar for what is in view. A click goes there."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "ruler--for", "ruler--against", "ruler--planned", "ruler--current", "ruler--track", "ruler--view", "ruler--hit",
    }  # fmt: skip

    @dataclass
    class Pointed(Message):
        """A place in the case was pointed at, as a share of its length (0 to 1)."""

        share: float

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._places: list[tuple[float, str]] = []
        self._current: tuple[float, str] | None = None
        self._hits: list[float] = []
        self._view = (0.0, 1.0)
        self._held = False
        self._signs: dict[int, str] = {}
        self._hit_rows: set[int] = set()
        self._drawn_height = 0

    def show_spans(self, spans: Iterable[Span], *, length: int) -> None:
        """Mark these spans of a case of that many characters."""
        self._places = [(s.start / max(length, 1), s.stance) for s in spans]
        self._drawn_height = 0
        self.refresh()

    def show_current(self, span: Span | None, *, length: int) -> None:
        """Mark the current one above all others on its row."""
        self._current = (span.start / max(length, 1), span.stance) if span else None
        self.refresh()

    def show_hits(self, hits: Iterable[tuple[int, int]], *, length: int) -> None:
        """Mark where the searched words stand."""
        self._hits = [start / max(length, 1) for start, _ in hits]
        self._drawn_height = 0
        self.refresh()

    def show_view(self, top: float, bottom: float) -> None:
        """Mark the part of the case that is in view."""
        if (top, bottom) != self._view:
            self._view = (top, bottom)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row: a sign where there is evidence, then the bar."""
        height = max(self.size.height, 1)
        if height != self._drawn_height:
            self._drawn_height = height
            self._hit_rows = {self._row(share, height) for share in self._hits}
            self._signs = {}
            for share, stance in self._places:  # the first on a row speaks for it
                self._signs.setdefault(self._row(share, height), stance)
        track = self.get_component_rich_style("ruler--track")
        top, bottom = (self._row(share, height) for share in self._view)
        bar = ("┃", self.get_component_rich_style("ruler--view")) if top <= y <= bottom else ("│", track)
        sign: tuple[str, Style] = (" ", track)
        if y in self._hit_rows:
            sign = ("/", self.get_component_rich_style("ruler--hit"))
        if self._current and y == self._row(self._current[0], height):
            sign = (STANCE_SIGNS[self._current[1]], self.get_component_rich_style("ruler--current"))
        elif y in self._signs:
            stance = self._signs[y]
            sign = (STANCE_SIGNS[stance], self.get_component_rich_style(f"ruler--{stance}"))
        return Strip([Segment(*sign), Segment(*bar)], 2).apply_style(self.rich_style)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._held = True
        self.capture_mouse()
        self._point(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._held:
            self._point(event)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        self._held = False
        self.release_mouse()

    def _point(self, event: events.MouseEvent) -> None:
        self.post_message(self.Pointed(min(1.0, max(0.0, event.y / max(self.size.height, 1)))))

    @staticmethod
    def _row(share: float, height: int) -> int:
        return min(height - 1, int(share * height))
