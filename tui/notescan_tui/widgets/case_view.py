"""The case text: wrapped, only visible rows drawn, every span of evidence highlighted where it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from notescan_tui.spans import Span, SpanIndex
from notescan_tui.widgets.choosing import SELECT_KEYS, Choosing
from notescan_tui.widgets.painter import GUTTER, Marks, Painter
from notescan_tui.wording import shown
from notescan_tui.wrap import MAX_MEASURE, Rows


@dataclass(frozen=True, slots=True)
class Head:
    """The header of a note: where it stands, and the words that stay at the top while its note scrolls."""

    start: int
    end: int
    words: str


class CaseView(Choosing, ScrollView, can_focus=True, inherit_bindings=False):
    """The wrapped text with its highlights, a gutter of signs, a search and a selection.

    The keys that scroll it are the screen's, where they can be changed; ScrollView's own would come before them.
    """

    ALLOW_SELECT = False  # selecting here means choosing evidence; it is done below
    BINDINGS: ClassVar[list[BindingType]] = SELECT_KEYS
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"case--{part}"
        for part in (
            "header", "for", "against", "planned", "tint", "overlap", "confirmed", "rejected", "current",
            "hit", "hit-current", "selection", "gutter", "jump",
        )
    }  # fmt: skip

    @dataclass
    class Moved(Message):
        """Another part of the text is in view."""

        top: int
        bottom: int

    def __init__(self, text: str, heads: Sequence[Head], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.text = text
        self.shown = shown(text)
        self._heads = heads
        self._starts = [head.start for head in heads]
        self.marks = Marks(SpanIndex(()))
        self.rows = Rows("", 20)
        self._strips: dict[int, Strip] = {}
        self._painter: Painter | None = None
        self._anchor = 0
        self._height = 0

    # ------------------------------------------------------------------------------------ what is shown

    def show_text(self, text: str, heads: Sequence[Head]) -> None:
        """Show another text, from the row that was at the top."""
        top = self.scroll_offset.y
        self.text, self.shown = text, shown(text)
        self._heads, self._starts = heads, [head.start for head in heads]
        self.rows = Rows("", 20)
        self._anchor = 0
        self.rewrap()
        self.scroll_to(y=top, animate=False, force=True)

    def show_jumps(self, jumps: dict[int, str]) -> None:
        """Lay a letter over each of these places; none at all takes them away."""
        self.marks.jumps = jumps
        self._repaint()

    def show_spans(self, spans: SpanIndex, *, tip: str | None, current: Span | None) -> None:
        """Highlight these; those of `tip` more than others, `current` most."""
        self.marks.spans, self.marks.tip, self.marks.current = spans, tip, current
        self._repaint()

    def show_hits(self, hits: Sequence[tuple[int, int]], current: int | None) -> None:
        """Highlight what was searched for."""
        self.marks.hits, self.marks.hit = hits, current
        self._repaint()

    def show_at(self, offset: int) -> None:
        """Bring the character at `offset` a third of the way down."""
        self._anchor = offset
        row = self.rows.row_of(offset)
        # at once: else a frame would be drawn at the old place first
        self.scroll_to(y=max(0, row - self.size.height // 3), animate=False, force=True, immediate=True)
        self.place_cursor()

    def see(self, offset: int) -> None:
        """Bring it into view, moving only where it is not."""
        row, top, height = self.rows.row_of(offset), self.scroll_offset.y, self.size.height
        if not top + 1 <= row < top + height - 1:
            self.show_at(offset)

    def note_around(self, offset: int) -> tuple[int, int]:
        """Where the words of the note at `offset` begin and end, or its header where that is there."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return 0, len(self.text)
        head = self._heads[at]
        if offset < head.end:
            return head.start, head.end
        return head.end, self._starts[at + 1] if at + 1 < len(self._starts) else len(self.text)

    def scroll_rows(self, rows: int) -> None:
        """Scroll by rows, at once."""
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, force=True, immediate=True)

    @property
    def extent_in_view(self) -> tuple[int, int]:
        """The offsets of the first and the last character that are drawn."""
        if not len(self.rows):
            return 0, 0
        top = min(self.scroll_offset.y, len(self.rows) - 1)
        bottom = min(top + max(self.size.height, 1), len(self.rows)) - 1
        if self._pinned(top) and top < bottom:  # its row lies under the header
            return self.rows.starts[top + 1], self.rows.ends[bottom]
        return self.rows.starts[top], self.rows.ends[bottom]

    def _pinned(self, top: int) -> Head | None:
        """The header that stays at the top: of the note on row `top`, where its own header is out of view."""
        at = bisect_right(self._starts, self.rows.starts[top]) - 1 if top < len(self.rows) else -1
        return self._heads[at] if at >= 0 and self.rows.row_of(self._heads[at].start) < top else None

    # ------------------------------------------------------------------------------------------- drawing

    def on_resize(self, event: events.Resize) -> None:
        self.rewrap()

    def rewrap(self) -> None:
        """Wrap to the width there is now; what was in view stays in view, the current item before all."""
        width, height = min(self.size.width - GUTTER - 1, MAX_MEASURE), max(self.size.height, 1)
        if width <= 0:
            return
        was_wrapped = self.rows.text is self.shown
        anchor_seen = 0 <= self.rows.row_of(self._anchor) - self.scroll_offset.y < self._height
        top = self.rows.starts[min(self.scroll_offset.y, len(self.rows) - 1)]
        self._height = height
        if not was_wrapped or self.rows.width != max(width, 8):
            self.rows = Rows(self.shown, width)
        self.virtual_size = Size(self.size.width, len(self.rows))
        self._repaint()
        if not was_wrapped or anchor_seen:
            self.show_at(self._anchor)
        else:
            self.scroll_to(y=self.rows.row_of(top), animate=False, force=True)
        self.call_after_refresh(self._announce)

    def notify_style_update(self) -> None:
        """Another theme: all colours anew."""
        super().notify_style_update()
        self._painter = None
        self._strips.clear()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell what is in view now."""
        super().watch_scroll_y(old_value, new_value)
        self._announce()
        self.place_cursor()

    def _announce(self) -> None:
        if self.is_attached:
            self.post_message(self.Moved(*self.extent_in_view))

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh()

    def place_cursor(self) -> None:
        """Put the terminal's own cursor on the current item: a screen reader reads from there."""
        if self.is_attached and self.screen.focused in (None, self) and (place := self.cursor_place()):
            self.app.cursor_position = place

    def cursor_place(self) -> Offset | None:
        """Where on the screen the current item, or what is being chosen, begins; None where it is out of view."""
        offset = self.marks.selection[0] if self.marks.selection else self._anchor
        row = self.rows.row_of(offset) - self.scroll_offset.y
        if not 0 <= row < self.size.height:
            return None
        corner = self.content_region.offset
        return Offset(corner.x + GUTTER + self.rows.column_of(offset), corner.y + row)

    def styles_by_name(self) -> dict[str, Style]:
        """The colours of the theme in force, by the part they are for."""
        return {
            name.removeprefix("case--"): self.get_component_rich_style(name, partial=True)
            for name in self.COMPONENT_CLASSES
        }

    def render_line(self, y: int) -> Strip:
        """One row, as it is seen."""
        row = self.scroll_offset.y + y
        width = self.size.width
        base = self.rich_style
        if row >= len(self.rows):
            return Strip.blank(width, base)
        if y == 0 and (head := self._pinned(row)):
            return self._pinned_strip(head, width, base)
        strip = self._strips.get(row)
        if strip is None:
            self._painter = self._painter or Painter(self.styles_by_name())
            start, end = self.rows.extent(row)
            segments = self._painter.row(self.shown, start, end, self.marks, header=self._is_header(start))
            strip = self._strips[row] = Strip(segments).apply_style(base).adjust_cell_length(width, base)
        return strip

    def _pinned_strip(self, head: Head, width: int, base: Style) -> Strip:
        style = base + self.get_component_rich_style("case--header", partial=True) + Style(underline=True)
        words = set_cell_size(f"{' ' * GUTTER}{head.words}", width)
        return Strip([Segment(words, style)], width)

    def _is_header(self, offset: int) -> bool:
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._heads[at].end
